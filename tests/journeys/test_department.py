"""A department sends straight to the province; reminders go once, to the right desk, naming no level."""

import re
import time

from playwright.sync_api import expect

from organizations.enums import Level
from tests.journeys.desk import keep
from tests.journeys.steps_organ import give_password, sign_in
from tests.journeys.steps_sheets import CELLS, bring_people_in
from tests.journeys.steps_tree import two_cells_become_one, two_committees_become_one
from tests.journeys.steps_unit import (
    fetch,
    hold_conference,
    pages_of,
    paper_when_ready,
    part,
    photo,
    press,
    says,
    scan,
    type_counts,
    words_of,
)

CLERK, CHECKER, UNIT = "Thân Đức Minh", "Tô Thị Diệu", "Sở Nông nghiệp và Phát triển nông thôn"
LEADERS = ("Quách Văn Thường", "Khà Công Thắng", "Vì Thị Minh Hậu")
BODY = f"Tập thể lãnh đạo {UNIT}"
BLOCK = "Đảng ủy Khối các cơ quan tỉnh"


def test_a_department_sends_its_dossier_straight_to_the_province(office, desk):
    desk.clock("2021-12-14T14:00")
    page = desk.of(CLERK)
    hold_conference(page, BODY, held_on="07/12/2021", people=LEADERS)
    press(page, "Ghi hội nghị kiểm điểm")
    says(page, "Ngày họp 07/12/2021, nhập 14/12/2021 (Thân Đức Minh).")
    _vote(page, desk.of(CHECKER))
    _propose(page)
    dossier = _send(page)
    _never_seen_by_the_block(office, desk, dossier)
    staff = desk.of("Lương Thế Kiên")
    staff.goto(dossier)
    says(staff, f"Hồ sơ thuộc thẩm quyền Ban Thường vụ Tỉnh ủy – {UNIT}", "Gửi lần 1")
    press(staff, "Tiếp nhận hồ sơ")
    says(staff, "Đã tiếp nhận hồ sơ.")
    two_cells_become_one(desk)
    two_committees_become_one(desk)


def _vote(page, checker):
    for step in ("Phiếu biểu quyết", "Lập phiếu biểu quyết", "Lập phiếu", "Nhập kết quả kiểm phiếu"):
        press(page, step)
    type_counts(page, 3, {"": (0, 3, 0, 0)})
    press(page, "Ghi kết quả kiểm phiếu")
    says(page, "Mức quá bán: Hoàn thành tốt nhiệm vụ (cộng dồn 3/3)", "Chưa có bản quét biên bản")
    part(checker, "Hội nghị")
    for step in (BODY, "Phiếu biểu quyết", "Đề nghị xếp loại", "Xác nhận số liệu đúng"):
        press(checker, step)
    says(checker, "Người kiểm tra số liệu: Tô Thị Diệu")


def _propose(page):
    part(page, "Danh sách xếp loại")
    press(page, "Bảng đề nghị của đơn vị")
    for name in (BODY, *LEADERS):
        page.get_by_label(f"{name}: mức đề nghị").select_option(label="HTTNV")
    press(page, "Lưu bảng đề nghị")
    says(page, "Đã lưu bảng đề nghị.", "Đã đề nghị 4 trong 4.")
    press(page, "Lưu bảng, lập tờ trình và danh sách (Word)")
    paper = words_of(paper_when_ready(page, re.compile("^Tờ trình")))
    assert list(dict.fromkeys(line for line in paper if line in LEADERS)) == list(LEADERS)
    page.get_by_label("Số, ký hiệu").fill("88-CV/SNN")
    page.get_by_label("Ngày văn bản").fill("14/12/2021")
    page.get_by_label("Người ký").fill(LEADERS[0])
    page.get_by_label("Bản quét đã ký").set_input_files(scan("88-CV-SNN.pdf"))
    press(page, "Ghi số, ngày và bản ký")
    says(page, "Đã ghi số, ngày và bản ký của tờ trình.")


def _send(page):
    part(page, "Hồ sơ")
    press(page, UNIT)
    says(page, "Mã hồ sơ HS-2021-0051")
    dossier = page.url
    keep(page, "dossier-department")
    press(page, "Phiếu phân tích")
    page.get_by_label("Chọn tệp").set_input_files([photo(number) for number in (1, 2)])
    press(page, "Tải lên")
    says(page, "2 trang")
    assert pages_of(fetch(page, page.locator("main a[href$='/tep/']"))) == 2
    press(page, "Hồ sơ HS-2021-0051")
    press(page, "Kiểm tra trước khi gửi")
    says(page, "mục, vẫn gửi được")
    says(page, "Đơn vị khai có bản giấy")  # what the unit keeps on paper needs no promise
    press(page, "Gửi hồ sơ")
    says(page, "Đã gửi hồ sơ", "HS-2021-0051-1", "đúng hạn", UNIT, "Đồng chí Lương Thế Kiên")
    return dossier


def _never_seen_by_the_block(office, desk, dossier):
    """The department's people are members in the Block's cells, yet its dossier does not pass the Block."""
    units = "__import__('organizations.models').models.SubmittingUnit.objects"
    name = f"dv{office.console.ask(f'{units}.get(name={BLOCK!r}).position'):02}"
    give_password(office, name)
    page = sign_in(desk, name)
    page.goto("/ho-so/")
    says(page, BLOCK)
    expect(page.locator("main")).not_to_contain_text(UNIT)
    assert page.goto(dossier).status == 404
    page.context.close()


def test_reminders_go_once_to_the_right_desk_and_name_no_level(office, desk):
    """The day after, and again on the third day: the clerk, and late the leader above; nobody else, never twice."""
    clerk, leader = desk.of("Hà Thị Lan"), desk.of("Lường Thị Ngân")
    for day, late in (("15", "chậm so với kế hoạch 1 ngày"), ("17", "chậm so với kế hoạch 3 ngày")):
        desk.clock(f"2021-12-{day}T08:00")
        words = f"Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, {late}."
        assert _reminded(clerk, late) == [f"Nhắc hạn: hồ sơ HS-2021-0002. {words}"]
        assert _reminded(leader, late) == [f"Nhắc hạn: hồ sơ HS-2021-0002 (Huyện ủy Đồng Khê). {words}"]
    assert office.console.ask("__import__('deadlines.tasks').tasks.tick()") == 0
    keep(clerk, "notice-reminders")
    leader.goto("/")
    keep(leader, "worklist-leader")
    for page in (clerk, leader):
        page.goto("/thong-bao/")
        shown = page.locator("main").inner_text()
        assert not [one for one in Level if one.label in shown or one.short in shown]
    other = desk.of("Vi Thị Hường")
    other.goto("/thong-bao/")
    expect(other.locator("main")).not_to_contain_text("Nhắc hạn")


def _reminded(page, late):
    """The reminders of this person about the dossier, once the timetable has come round."""
    titles = page.locator(
        "main h2", has_text=re.compile(rf"^\s*Nhắc hạn: hồ sơ HS-2021-0002.*{late}", re.DOTALL)
    )
    until = time.monotonic() + 120
    while not (page.goto("/thong-bao/") and titles.count()):
        assert time.monotonic() < until, f"nobody was reminded: {late}"
        page.wait_for_timeout(300)
    return [" ".join(one.inner_text().split()) for one in titles.all()]


def test_a_clerk_brings_members_in_from_a_messy_workbook(office, desk):
    [cell] = office.console.ask(CELLS)
    bring_people_in(desk.of("Hà Thị Lan"), cell)
