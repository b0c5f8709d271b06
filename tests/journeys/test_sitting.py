"""The sitting of 28/01/2022 (P106): opinion, list, marks, ballots, ceiling, conclusions, decision, đính chính."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import steps_beside as beside
from tests.journeys import steps_decision as signed
from tests.journeys import steps_organ as organ
from tests.journeys.desk import keep, pressed
from tests.journeys.steps_organ import KIEN, LEVELS, THUAN, TRONG, follow, press, row_of, said

BINH_LANG = "Ban Thường vụ Huyện ủy Bình Lãng"
OPINION = (
    "Tôi đã dự, chỉ đạo hội nghị kiểm điểm của Ban Thường vụ Huyện ủy Bình Lãng. Không khí thẳng thắn. "
    "Tập thể nhìn đúng ba hạn chế. Nhất trí đề nghị xếp loại tập thể Hoàn thành tốt nhiệm vụ."
)
CHANGED = OPINION.replace(
    "Tập thể nhìn đúng ba hạn chế.",
    "Tập thể nhìn đúng ba hạn chế, song phần trách nhiệm trong quản lý đất đai còn nói chung.",
)
COLLECTIVES = [
    "Ban Thường vụ Thành ủy Minh Giang",
    BINH_LANG,
    "Tập thể lãnh đạo Văn phòng Tỉnh ủy",
    "Tập thể lãnh đạo Ủy ban Kiểm tra Tỉnh ủy",
]
GROUP = "Cấp phó cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh"
DEPUTIES = [
    "Hà Công Vinh",
    "Hoàng Mạnh Hiếu",
    "Lò Minh Chiến",
    "Quách Công Hiệp",
    "Đinh Thanh Khánh",
    "Nguyễn Xuân Khánh",
]
PAUSED = "Lò Thị Mai Dung"
SITTING = "Phiên họp Ban Thường vụ Tỉnh ủy lần thứ 24"
OWN = "Phùng Công Nghĩa"
FIRST = {"Hoàng Mạnh Hiếu": (8, 2, 0, 0), "Lò Minh Chiến": (7, 3, 0, 0), "Quách Công Hiệp": (9, 1, 0, 0)}
SECOND = {"Hoàng Mạnh Hiếu": (2, 10, 0, 0), "Lò Minh Chiến": (1, 11, 0, 0), "Quách Công Hiệp": (9, 3, 0, 0)}
REASON = "Không đủ quá bán ở lần biểu quyết thứ hai."
LIST = [*COLLECTIVES, OWN, PAUSED, *DEPUTIES]


@pytest.fixture(scope="module")
def moved(office, desk):
    """14:00 on 28/01/2022; a secretary of a city committee who is also a member of the organ."""
    office.console.run(ACCOUNTS)
    organ.give_password(office, "vinh", "nghia", "dv14")
    desk.clock("2022-01-28T14:00")


ACCOUNTS = """
from cadres.models import Person
from datetime import date
from organizations.enums import Role
from organizations.models import PartyOrganization
from organizations.services.accounts import create_account
from organizations.services.roles import grant_role
province = PartyOrganization.objects.get(depth=1)
for name, sign_in_name in (("Hà Công Vinh", "vinh"), ("Phùng Công Nghĩa", "nghia")):
    person = Person.objects.get(full_name=name, subjects__route="decided")
    person.account = create_account(full_name=name, actor=None, sign_in_name=sign_in_name)
    person.save()
grant_role(person.account, Role.STANDING_MEMBER, organization=province, from_on=date(2021, 1, 1), actor=None)
"""


def test_the_sitting_from_the_opinion_to_the_correction(office, desk, moved):
    """One afternoon of the organ and the days after it."""
    before = signed.clerk_reads(desk, organ.sign_in(desk, "dv14"))
    an_opinion_is_confirmed(desk)
    beside.one_is_not_rated_and_then_is(desk.of(KIEN))
    beside.others_have_answered(desk.of(KIEN))
    beside.one_is_paused(desk.of(KIEN), PAUSED)
    sitting = the_list_is_prepared(desk)
    members_mark(desk, sitting)
    own_line_is_not_there(desk, sitting)
    ballots_are_typed_in(desk, sitting)
    the_ceiling_stops(desk, sitting)
    a_second_ballot(desk, sitting)
    lines_are_concluded(desk, sitting)
    the_sitting_is_concluded(desk, sitting)
    signed.nothing_leaks(desk, before)
    rated = [name for name in LIST if name != PAUSED]
    decision = signed.the_decision_is_drafted(desk, sitting, rated)
    signed.the_decision_is_signed(desk, decision, "415-QĐ/TU")
    signed.it_is_compared(desk, decision, len(rated))
    signed.nothing_leaks(desk, before)
    signed.it_is_announced(desk, decision)
    signed.a_name_is_put_right(desk, decision)


def an_opinion_is_confirmed(desk):
    """Typed by Kiên, one sentence changed by Thuận, confirmed on his own screen."""
    page = desk.of(KIEN)
    page.goto("/xep-loai/")
    page.get_by_label("Đơn vị").select_option(label="Huyện ủy Bình Lãng")
    press(page, "Lọc danh sách")
    follow(page, BINH_LANG)
    follow(page, "Nhập ý kiến Ủy viên phụ trách")
    page.get_by_label("Ủy viên Ban Thường vụ phụ trách").select_option(label=THUAN)
    page.get_by_role("textbox", name="Nội dung ý kiến").fill(OPINION)
    page.get_by_role("textbox", name="Ngày cho ý kiến").fill("27/01/2022")
    keep(page, "opinion-type")
    press(page, "Gửi đồng chí phụ trách xác nhận")
    said(page, "Ý kiến chỉ có giá trị khi đồng chí phụ trách xác nhận.")
    expect(page.get_by_role("listitem").filter(has_text=THUAN)).to_contain_text("Chờ xác nhận")
    assert "Không khí thẳng thắn" not in page.content()
    here = page.url
    follow(page, THUAN)
    said(page, f"{KIEN} nhập thay")
    keep(page, "opinion-typed")
    beside.opened(page, "Đã xác nhận trên giấy: tải phiếu ký", "opinion-paper")
    page.goto(here)
    his = desk.of(THUAN)
    keep(his, "worklist-member")
    his.goto("/y-kien/")
    keep(his, "opinion-list")
    follow(his, BINH_LANG)
    box = his.get_by_role("textbox", name="Ý kiến của đồng chí")
    assert box.input_value() == OPINION
    keep(his, "opinion-confirm")
    box.fill(CHANGED)
    press(his, "Xác nhận ý kiến")
    said(his, "Đã xác nhận ý kiến của đồng chí.")
    said(his, "bản đồng chí đã sửa")
    said(his, "song phần trách nhiệm trong quản lý đất đai còn nói chung")
    page.reload()
    said(page, "song phần trách nhiệm trong quản lý đất đai còn nói chung")
    keep(his, "opinion-confirmed")


def the_list_is_prepared(desk):
    """In protocol order; a row moved; the groups are frozen when the sitting opens."""
    page = desk.of(KIEN)
    page.goto("/phien-hop/")
    keep(page, "sitting-list-empty")
    follow(page, "Nhóm chức danh")
    said(page, GROUP)
    keep(page, "group-list")
    beside.opened(page, GROUP, "group-edit")
    beside.opened(page, "Lập nhóm chức danh", "group-create")
    follow(page, "Phiên họp")
    follow(page, "Lập phiên họp")
    for name, words in (
        ("Tên phiên họp", SITTING),
        ("Ngày họp", "28/01/2022"),
        ("Địa điểm", "Phòng họp số 1, Tỉnh ủy"),
        ("Chủ trì", "Hà Quang Vịnh"),
        ("Thư ký", "Giáp Văn Nam"),
        ("Tổng số ủy viên", "13"),
    ):
        page.get_by_role("textbox", name=name).fill(words)
    press(page, "Bỏ chọn cả danh sách")
    assert page.get_by_role("textbox", name="Tên phiên họp").input_value() == SITTING
    for name in LIST:
        box = page.get_by_label(re.compile(f"^{name}( – |$)"))
        group = page.locator("details[data-picks]", has=box)
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        box.check()
    keep(page, "sitting-prepare", tallest=9000)
    press(page, "Lập danh sách trình")
    said(page, "Đã lập danh sách trình phiên họp.")
    expect(page.get_by_role("heading", level=1)).to_have_text(SITTING)
    # Of equal rank, the office's own order of units; a row is then moved by hand.
    assert organ.names_in(page) == LIST
    paused = row_of(page, PAUSED)
    expect(paused).to_contain_text("Tạm dừng")
    pressed(row_of(page, OWN).get_by_role("button", name=re.compile("^Xuống")))
    said(page, "Đã đổi thứ tự.")
    assert organ.names_in(page)[4:6] == [PAUSED, OWN]
    pressed(row_of(page, OWN).get_by_role("button", name=re.compile("^Lên")))
    said(page, "Đã đổi thứ tự.")
    assert organ.names_in(page) == LIST
    keep(page, "sitting-prepared")
    beside.opened(page, "Tờ trình và danh sách của Ban Tổ chức Tỉnh ủy", "sitting-letter")
    press(page, "Mở phiên họp")
    said(page, "Đã mở phiên họp. Nhóm chức danh đã khóa.")
    assert page.get_by_role("button", name=re.compile("^Xuống")).count() == 0
    return page.url


def members_mark(desk, sitting):
    """Line by line, from a telephone and a tablet; nobody reads another's mark before his own."""
    phone, tablet = desk.of(TRONG, has_touch=True, is_mobile=True), desk.of(THUAN)
    phone.set_viewport_size({"width": 390, "height": 844})
    tablet.set_viewport_size({"width": 820, "height": 1180})
    phone.goto("/phien-hop/")
    keep(phone, "sitting-list")
    follow(phone, SITTING)
    said(phone, "Còn 11 dòng chờ ý kiến của đồng chí")
    keep(phone, "sitting-member")
    phone.set_viewport_size({"width": 390, "height": 844})
    pressed(phone.get_by_role("link", name="Cho ý kiến dòng tiếp theo"))
    expect(phone.get_by_role("heading", level=1)).to_have_text(LIST[0])
    keep(phone, "line-detail")
    phone.set_viewport_size({"width": 390, "height": 844})
    organ.mark(phone, "Đồng ý")
    expect(phone.get_by_role("heading", level=1)).to_have_text(BINH_LANG)
    said(phone, "song phần trách nhiệm trong quản lý đất đai còn nói chung")
    organ.mark(phone, "Không đồng ý")
    said(phone, "Ghi nội dung ý kiến khi không đồng ý hoặc có ý kiến khác.")
    phone.get_by_label("Mức đồng chí đề nghị").select_option(label=LEVELS["HTNV"])
    phone.get_by_role("textbox", name="Nội dung ý kiến").fill("Trách nhiệm trong quản lý đất đai chưa rõ.")
    press(phone, "Ghi ý kiến")
    expect(phone.get_by_role("heading", level=1)).to_have_text(COLLECTIVES[2])
    tablet.goto(sitting)
    follow(tablet, BINH_LANG)
    assert TRONG not in tablet.locator("main").inner_text()
    assert "Trách nhiệm trong quản lý đất đai chưa rõ." not in tablet.content()
    organ.mark(tablet, "Đồng ý")
    said(tablet, "Đã ghi ý kiến của đồng chí về: " + BINH_LANG)
    tablet.goto(sitting)
    expect(row_of(tablet, BINH_LANG)).to_contain_text("Đã cho ý kiến")
    follow(tablet, BINH_LANG)
    said(tablet, f"{TRONG}: không đồng ý, đề nghị")
    said(tablet, "Trách nhiệm trong quản lý đất đai chưa rõ.")
    keep(tablet, "line-marks")
    staff = desk.of(KIEN)
    staff.goto(tablet.url)
    assert TRONG not in staff.locator("main").inner_text()


def own_line_is_not_there(desk, sitting):
    """The member whose own rating is on the list sees ten lines of twelve, and his page does not exist for him."""
    staff, own = desk.of(KIEN), organ.sign_in(desk, "nghia")
    staff.goto(sitting)
    address = row_of(staff, OWN).get_by_role("link").first.get_attribute("href")
    own.goto(sitting)
    said(own, "Còn 10 dòng chờ ý kiến của đồng chí")
    assert OWN not in own.locator("main").inner_text()
    assert organ.names_in(own) == [name for name in LIST if name != OWN]
    assert own.goto(address).status == 404


def ballots_are_typed_in(desk, sitting):
    """Ten printed ballots: a sum that does not agree is said at once, and nothing typed is lost."""
    page = desk.of(KIEN)
    page.goto(sitting)
    keep(page, "sitting-open")
    follow(page, "Lập phiếu giấy")
    said(page, "Lập phiếu biểu quyết")
    keep(page, "ballot-create")
    press(page, "Lập phiếu")
    said(page, "Đã lập phiếu biểu quyết.")
    follow(page, "Nhập kết quả kiểm phiếu")
    organ.papers(page, 10)
    for name in LIST:
        if name != PAUSED:
            organ.counts(page, name, FIRST.get(name, (1, 9, 0, 0)))
    organ.counts(page, "Hoàng Mạnh Hiếu", (8, 3, 0, 0))
    row = page.get_by_role("row").filter(has_text="Hoàng Mạnh Hiếu")
    expect(row.locator("[data-sum]")).to_contain_text("11 / 10 — thừa 1 phiếu")
    expect(row.locator("[data-sum] b")).not_to_have_text("–")
    page.get_by_label("Biên bản kiểm phiếu đã ký").set_input_files(organ.a_scan("bien-ban.pdf", "Kiểm phiếu"))
    press(page, "Ghi kết quả kiểm phiếu")
    said(page, "Hoàng Mạnh Hiếu: Tổng bốn mức (11) lớn hơn số phiếu hợp lệ (10)")
    keep(page, "ballot-count-error")
    assert (
        page.get_by_role(
            "textbox", name="Quách Công Hiệp: số phiếu Hoàn thành xuất sắc nhiệm vụ"
        ).input_value()
        == "9"
    )
    assert page.get_by_role("textbox", name="Tổ kiểm phiếu").input_value() == "Giáp Văn Nam, Cao Minh Hà"
    said(page, "bien-ban.pdf")
    organ.counts(page, "Hoàng Mạnh Hiếu", FIRST["Hoàng Mạnh Hiếu"])
    press(page, "Ghi kết quả kiểm phiếu")
    said(page, "Đã ghi kết quả kiểm phiếu. Đề nghị một đồng chí khác kiểm tra số liệu.")
    said(page, "Số liệu do đồng chí nhập. Một đồng chí khác mở trang này để xác nhận.")
    assert page.get_by_role("button", name="Xác nhận số liệu đúng").count() == 0
    organ.his_own_check_is_refused(desk)
    organ.checked_by_second(desk, page.url)


def the_ceiling_stops(desk, sitting):
    """Three of six for the highest level, one allowed: the page lists them, stops, chooses nobody."""
    page = desk.of(KIEN)
    page.goto(sitting)
    press(page, "Chốt kết quả biểu quyết")
    said(page, "Đã chốt kết quả biểu quyết.")
    group = page.get_by_role("region", name=GROUP)
    expect(group).to_contain_text("Vượt tỷ lệ. Đề nghị hội nghị quyết định.")
    expect(group).to_contain_text("(20%, làm tròn xuống); đã đề nghị 3, vượt 2")
    assert group.get_by_role("list").first.get_by_role("listitem").all_inner_texts() == [
        "Hoàng Mạnh Hiếu: 8/13 phiếu HTXSNV",
        "Lò Minh Chiến: 7/13 phiếu HTXSNV",
        "Quách Công Hiệp: 9/13 phiếu HTXSNV",
    ]
    said(page, "Còn 11 dòng chưa ghi kết luận.")
    keep(page, "sitting-detail")


def a_second_ballot(desk, sitting):
    """Lần 2: a count of its own; the first stays as it was."""
    page = desk.of(KIEN)
    press(page, "Mở biểu quyết lại")
    said(page, "Đã mở biểu quyết lại.")
    follow(page, "Lập phiếu giấy")
    page.get_by_role("textbox", name="Nội dung biểu quyết").fill("Biểu quyết lại nhóm cấp phó")
    for box in page.get_by_role("group", name="Lấy phiếu đối với").get_by_role("checkbox").all():
        box.set_checked(box.evaluate("one => one.closest('label').innerText").strip() in SECOND)
    press(page, "Lập phiếu")
    said(page, "Biểu quyết lại nhóm cấp phó, lần 2")
    follow(page, "Nhập kết quả kiểm phiếu")
    organ.papers(page, 12)
    for name, figures in SECOND.items():
        organ.counts(page, name, figures)
    press(page, "Ghi kết quả kiểm phiếu")
    said(page, "Đã ghi kết quả kiểm phiếu.")
    organ.checked_by_second(desk, page.url)
    page.goto(sitting)
    press(page, "Chốt kết quả biểu quyết")
    said(page, "Đã chốt kết quả biểu quyết.")
    expect(page.get_by_role("region", name=GROUP)).to_contain_text("(20%, làm tròn xuống); đã đề nghị 1")
    assert "Vượt tỷ lệ" not in page.locator("main").inner_text()
    said(page, "Đề nghị xếp loại chất lượng tập thể, cá nhân cán bộ lãnh đạo, quản lý, lần 1")
    said(page, "Biểu quyết lại nhóm cấp phó, lần 2")
    expect(row_of(page, "Quách Công Hiệp")).to_contain_text("HTXSNV: 9/13")


def lines_are_concluded(desk, sitting):
    """Trình – Kết luận, line by line: another level than the submitted one only with its reason."""
    page = desk.of(KIEN)
    page.goto(sitting)
    levels = {name: "HTTNV" for name in LIST if name != PAUSED} | {"Quách Công Hiệp": "HTXSNV"}
    changed = [name for name, level in levels.items() if level not in organ.submitted(page, name)]
    last = next(name for name in DEPUTIES if name in changed and name not in SECOND)
    for name, level in levels.items():
        if name != last:
            organ.conclude(page, sitting, name, level, REASON if name in changed else "")
            said(page, f"Đã ghi kết luận: {name}")
    organ.conclude(page, sitting, last, "HTTNV", "")
    said(page, "Mức kết luận khác mức trình: ghi lý do.")
    beside.opened(page, "Tạm dừng, chờ kết luận", "line-pause")
    organ.conclude(page, sitting, last, "HTTNV", "")
    expect(page.get_by_role("radio", name=LEVELS["HTTNV"])).to_be_checked()
    page.get_by_role("textbox", name="Lý do").fill(REASON)
    page.get_by_role("textbox", name="Người đề nghị thay đổi").fill("Thường trực Tỉnh ủy")
    keep(page, "line-conclude")
    press(page, "Ghi kết luận")
    said(page, f"{len(changed)} dòng kết luận khác mức trình.")
    said(page, "Mọi dòng đã có kết luận.")
    keep(page, "sitting-counted")
    expect(row_of(page, last)).to_contain_text("(Thường trực Tỉnh ủy)")
    follow(page, "Bảng Trình – Kết luận để in")
    row = page.get_by_role("row").filter(has_text=last)
    assert row.get_by_role("cell").all_inner_texts()[1:4] == [
        "●●●●HTXSNV",
        "Từ HTTNV trở lên: 10/13",
        "●●●○HTTNV",
    ]
    row = page.get_by_role("row").filter(has_text=PAUSED)
    assert row.get_by_role("cell").all_inner_texts()[1:4] == ["", "", "Tạm dừng, chờ kết luận"]
    said(page, "Tài liệu lưu hành nội bộ.")
    said(page, f"người in: {KIEN}.")
    keep(page, "sitting-table")


def the_sitting_is_concluded(desk, sitting):
    """Closed; the minutes by number, day and scan."""
    page = desk.of(KIEN)
    page.goto(sitting)
    press(page, "Chốt kết luận phiên họp")
    said(page, "Đã chốt kết luận phiên họp.")
    follow(page, "Ghi biên bản đã ký")
    page.get_by_role("textbox", name="Số biên bản").fill("24-BB/TU")
    page.get_by_role("textbox", name="Ngày biên bản").fill("29/01/2022")
    press(page, "Ghi biên bản đã ký")
    said(page, "Ngày biên bản không được sau hôm nay.")
    assert page.get_by_role("textbox", name="Số biên bản").input_value() == "24-BB/TU"
    keep(page, "sitting-sign")
    page.get_by_role("textbox", name="Ngày biên bản").fill("28/01/2022")
    page.get_by_label("Bản quét đã ký").set_input_files(organ.a_scan("bien-ban-24.pdf", "Biên bản"))
    press(page, "Ghi biên bản đã ký")
    said(page, "Đã ghi biên bản đã ký.")
    said(page, "Biên bản số 24-BB/TU, ngày 28/01/2022")
    keep(page, "sitting-signed")
