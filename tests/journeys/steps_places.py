"""Steps of a cadre with three places and a helper, and of a body whose report is a Word file."""

import re

from playwright.sync_api import expect

from tests.journeys.desk import keep, pressed
from tests.journeys.steps_cell import CLERK, everybody_brought_paper, open_cell, type_evening
from tests.journeys.steps_late import LAN, follow_records, person_of, subject_of
from tests.journeys.steps_unit import (
    answer_sections,
    fetch,
    hold_conference,
    part,
    press,
    says,
    word_file,
    words_of,
)

PRINCIPAL, TEACHER = "Quách Thị Nhẫn", "Bùi Thị Hoài Thu"
SCHOOL, BUREAU = "Chi bộ Trường THCS Nà Sọng", "Chi ủy Chi bộ Trường THCS Nà Sọng"
COMMITTEE = "Ban Thường vụ Đảng ủy xã Nà Sọng"
DAYS = {SCHOOL: "14/12/2021", BUREAU: "15/12/2021", COMMITTEE: "16/12/2021"}
BUREAU_PEOPLE = (PRINCIPAL, "Lường Văn Tân", "Hà Thanh Hải")
LEADERS = ("Hà Đình Thưởng", "Quách Thị Dinh", CLERK, PRINCIPAL)
FIRST_WORDS, FINAL_WORDS = "Báo cáo kiểm điểm năm 2021.", "Báo cáo đã tiếp thu ý kiến hội nghị."
PASSWORD = "hoa ban nở trắng đầu xuân"
RULE = "Thành viên cấp ủy cơ sở, chi ủy. Phần A, Mục II, Hướng dẫn số 21-HD/BTCTW"


def elected_in_december(desk, office):
    """She sits in the commune's standing committee since the 1st: a third place, with the rule that names it."""
    page = desk.of(LAN)
    person_of(page, SCHOOL, PRINCIPAL)
    pressed(page.locator("main").get_by_role("link", name=re.compile("Chức vụ$")))
    row = page.get_by_role("group", name="Dòng mới")
    row.get_by_label("Chức danh", exact=False).first.fill("Ủy viên Ban Thường vụ Đảng ủy xã Nà Sọng")
    row.get_by_label("Tập thể", exact=False).first.fill(COMMITTEE)
    row.get_by_label("Từ ngày").fill("01/12/2021")
    press(page, "Ghi vào hồ sơ")
    says(page, "Đã ghi vào hồ sơ của đồng chí.")
    follow_records(office)
    subject_of(page, PRINCIPAL)
    says(page, "Thay đổi nơi kiểm điểm từ ngày 01/12/2021", f"Nơi kiểm điểm. Thêm: {COMMITTEE}.")
    assert _places(page) == dict.fromkeys((SCHOOL, BUREAU, COMMITTEE), "Chưa họp")
    says(page, RULE)
    keep(page, "subject-three-places")


def _places(page):
    """Each place of review, and what is said of it."""
    rows = page.get_by_role("heading", name="Nơi kiểm điểm").locator("xpath=..").get_by_role("listitem").all()
    return {
        one.get_by_role("heading").inner_text().strip(): one.inner_text().split("\n")[-1].strip()
        for one in rows
    }


def comes_in_with_her_slip(desk):
    """Her clerk makes the account and reads the slip to her; the password is her own."""
    clerk = desk.of(LAN)
    part(clerk, "Tổ chức, đảng viên")
    for step in ("Tài khoản", "Lập tài khoản", "Lập cho đảng viên, cán bộ tự viết"):
        press(clerk, step)
    clerk.get_by_label("Họ tên hoặc số thẻ đảng viên").fill(PRINCIPAL)
    for step in ("Tìm", PRINCIPAL, "Lập hoặc gắn tài khoản"):
        press(clerk, step)
    slip = clerk.locator("main").inner_text()
    name, code = (re.search(rf"{words}: (\S+)", slip)[1] for words in ("Tên đăng nhập", "Mã dùng một lần"))
    page = desk.browser.new_context(base_url=desk.office.address, locale="vi-VN").new_page()
    desk.sits_down(page, PRINCIPAL)
    page.goto("/dang-nhap/")
    page.get_by_role("textbox", name="Tên đăng nhập").fill(name)
    page.locator("input[type=password]").fill(code)
    press(page, "Đăng nhập")
    for box in page.locator("main input[type=password]").all():
        box.fill(PASSWORD)
    press(page, "Đặt mật khẩu")


def has_a_helper(desk):
    """Three places on one page, one self-review; a young teacher types it and cannot hand it in."""
    page, helper = desk.of(PRINCIPAL), desk.of(TEACHER)
    page.goto("/")
    says(page, "Bản kiểm điểm dùng chung cho mọi nơi kiểm điểm.")
    says(page, f"Nơi kiểm điểm: {SCHOOL}, {BUREAU}, {COMMITTEE}.")
    keep(page, "worklist-three-places")
    press(page, "Viết bản kiểm điểm")
    press(page, "Nhờ người soạn giúp")
    page.get_by_label("Tên đăng nhập của người soạn giúp").fill("thu")
    press(page, "Lưu người soạn giúp")
    says(page, f"Người soạn giúp: {TEACHER}")
    helper.goto("/")
    press(helper, f"Soạn giúp bản kiểm điểm của đồng chí {PRINCIPAL}")
    answer_sections(helper)
    press(helper, "Kiểm tra trước khi nộp")
    says(helper, f"Đồng chí {PRINCIPAL} tự đọc lại và nộp bằng tài khoản của mình.")
    expect(helper.get_by_role("button", name="Nộp bản kiểm điểm")).to_have_count(0)


def hands_it_in_once(desk):
    """She reads what was typed for her, and it goes to all three."""
    page = desk.of(PRINCIPAL)
    page.goto("/")
    press(page, "Viết tiếp")
    press(page, "Kiểm tra trước khi nộp")
    press(page, "Nộp bản kiểm điểm")
    says(page, "Đã nộp bản kiểm điểm cá nhân", "Số biên nhận")


def the_report_is_a_word_file(desk):
    """The whole text as it was written in Word; level, grades, shortcomings typed beside it."""
    page = desk.of(LAN)
    subject_of(page, COMMITTEE)
    press(page, "Viết báo cáo kiểm điểm")
    press(page, "Nộp cả bản bằng một tệp Word")
    page.get_by_label("Tệp").set_input_files(word_file("bao-cao.docx", FIRST_WORDS))
    press(page, "Tải tệp lên")
    says(page, "Nộp bằng tệp Word: bao-cao.docx")
    expect(page.locator("textarea[name^='s-TT.ND.1']")).to_have_count(0)
    answer_sections(page)
    press(page, "Kiểm tra trước khi nộp")
    says(page, "Toàn văn ở tệp Word kèm theo: bao-cao.docx.")
    press(page, "Nộp báo cáo kiểm điểm")
    says(page, "Đã nộp báo cáo kiểm điểm tập thể")
    keep(page, "collective-word-receipt")


def two_bodies_meet(desk):
    """The cell's committee, then the commune's standing committee: each records her."""
    page = desk.of(CLERK)
    for body, people in ((BUREAU, BUREAU_PEOPLE), (COMMITTEE, LEADERS)):
        hold_conference(page, body, held_on=DAYS[body], people=people)
        press(page, "Ghi hội nghị kiểm điểm")
        says(page, f"{body}. Ngày họp {DAYS[body]}, nhập 17/12/2021", PRINCIPAL)
    keep(page, "conference-commune")


def her_cell_meets(desk):
    """The evening of the 14th: what she handed in here counts beside the others' paper."""
    page = desk.of(CLERK)
    open_cell(page, SCHOOL)
    row = page.locator("main tbody tr", has_text=PRINCIPAL)
    expect(row).to_contain_text("Đã nộp")
    everybody_brought_paper(page)
    type_evening(page, DAYS[SCHOOL], 9, 9)
    press(page, "Ghi cuộc họp kiểm điểm")
    says(page, f"{SCHOOL}. Ngày họp {DAYS[SCHOOL]}, nhập 17/12/2021", PRINCIPAL)


def recorded_in_each(desk):
    """Her own page counts the three; the clerk's names each with its day."""
    page, clerk = desk.of(PRINCIPAL), desk.of(LAN)
    page.goto("/")
    says(page, f"Nơi kiểm điểm: {SCHOOL}, {BUREAU}, {COMMITTEE}. Ngày 16/12/2021.")
    keep(page, "worklist-three-concluded")
    subject_of(clerk, PRINCIPAL)
    says(clerk, *(f"Họp ngày {day}" for day in DAYS.values()))
    assert _places(clerk) == dict.fromkeys((SCHOOL, BUREAU, COMMITTEE), "Đã kiểm điểm")


def the_report_is_completed_in_word(desk):
    """After the conference another Word file; the one it saw is kept."""
    page = desk.of(LAN)
    subject_of(page, COMMITTEE)
    press(page, "Đọc bản kiểm điểm")
    press(page, "Viết bản hoàn chỉnh")
    press(page, "Thay tệp Word")
    file = word_file("bao-cao-hoan-chinh.docx", FINAL_WORDS)
    page.get_by_label("Tệp").set_input_files(file)
    for step in ("Tải tệp lên", "Kiểm tra trước khi nộp", "Tiếp: ghi ngày hoàn chỉnh"):
        press(page, step)
    says(page, "Hội nghị kiểm điểm cuối cùng họp ngày 16/12/2021.", "Tệp Word đã được thay;")
    keep(page, "collective-word-complete")
    page.get_by_label("Ngày", exact=False).first.fill("16/12/2021")
    press(page, "Nộp bản hoàn chỉnh")
    says(page, "Đã ghi nhận bản hoàn chỉnh.", "Bản hoàn chỉnh ngày 16/12/2021, sau hội nghị kiểm điểm.")
    press(page, "Các bản đã nộp")
    says(page, "2 lần nộp.", "Tệp Word đã được thay.")
    keep(page, "collective-word-revisions")
    for number, words in ((2, FINAL_WORDS), (1, FIRST_WORDS)):
        press(page, f"Bản lần {number}")
        link = page.get_by_role("link", name=f"Toàn văn bản lần {number}")
        assert words_of(fetch(page, link)) == [words]
