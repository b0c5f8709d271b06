"""Steps of what happens to somebody while the round is under way: he moves, he is suspended, it is taken back."""

import re

from tests.journeys.desk import keep, pressed
from tests.journeys.steps_cell import CLERK, open_cell, rows_of
from tests.journeys.steps_unit import choose, part, press, says

LAN, OLD = "Hà Thị Lan", "Chi bộ xóm Nà Cọ"
MOVED, BARRED = "Phạm Thanh Chiến", "Giàng Hữu Tân"
CASE = "Bị đình chỉ sinh hoạt đảng: không kiểm điểm, không xếp loại"
CLAUSE = "Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW"
SINCE = "không thuộc diện kiểm điểm từ ngày 06/12/2021"


def person_of(page, cell, name):
    """From the header to a member's own page, by his cell."""
    part(page, "Tổ chức, đảng viên")
    page.get_by_label(re.compile("^Tìm tổ chức đảng theo tên")).fill(cell.removeprefix("Chi bộ "))
    press(page, "Tìm")
    pressed(page.locator("main tr").get_by_role("link", name=cell, exact=True))
    press(page, name)


def subject_of(page, name):
    """From the header to what the round's list says of somebody."""
    part(page, "Đối tượng")
    page.get_by_label("Tìm theo tên").fill(name)
    press(page, "Tìm")
    press(page, name)


def hands_over_paper(page, name, sheets):
    """What he wrote by hand is with the office."""
    subject_of(page, name)
    press(page, "Ghi nhận bản giấy")
    page.get_by_label("Nhận ngày").fill("05/12/2021")
    page.get_by_label("Số tờ").fill(sheets)
    choose(page, re.compile("^Tự nhận mức"), "Hoàn thành tốt nhiệm vụ")
    press(page, "Ghi nhận bản giấy")
    says(page, "Có bản giấy")


def is_suspended(page, cell, name, to=""):
    """Đình chỉ sinh hoạt đảng, by the decision's day; the day it ended, once it has."""
    person_of(page, cell, name)
    pressed(page.locator("main").get_by_role("link", name=re.compile("Trường hợp riêng$")))
    row = page.get_by_role("group", name="Dòng 1" if to else "Dòng mới")
    if to:
        row.get_by_label("Đến ngày").fill(to)
    else:
        row.get_by_label("Trường hợp").select_option(label="Bị đình chỉ sinh hoạt đảng")
        row.get_by_label("Từ ngày").fill("06/12/2021")
    keep(page, "person-standing-suspended")
    press(page, "Ghi vào hồ sơ")
    says(page, "Đã ghi vào hồ sơ của đồng chí.", "Bị đình chỉ sinh hoạt đảng")


def moves_to(page, cell, name, new):
    """Let go by one cell, received by the other: both days known."""
    person_of(page, cell, name)
    press(page, "Chuyển, thôi sinh hoạt")
    press(page, "Chuyển sinh hoạt chính thức sang chi bộ khác")
    page.get_by_label("Ngày chi bộ cũ cho chuyển").fill("07/12/2021")
    page.get_by_label("Số giấy giới thiệu").fill("41/GTSH")
    page.get_by_label("Ngày chi bộ mới nhận giấy").fill("09/12/2021")
    page.get_by_label("Chi bộ nhận: tìm theo tên").fill(new.removeprefix("Chi bộ "))
    press(page, "Tìm")
    page.get_by_role("radio", name=re.compile(f"^{new}")).first.check()
    keep(page, "membership-change-found")
    press(page, "Ghi")


def follow_records(office):
    """The timetable comes round: every few minutes the round looks at the people's records."""
    office.console.run("from deadlines.tasks import follow_records; follow_records()")


def names_at(page, evening):
    """Who is still to be reviewed by a cell, at the address of its evening."""
    page.goto(evening)
    return [row.get_by_role("rowheader").inner_text() for row in rows_of(page)]


def evening_of(page, cell):
    """The address of a cell's evening, and who is on its list."""
    open_cell(page, cell)
    return page.url, names_at(page, page.url)


def becomes_a_cell_of_four(desk, cell):
    """One moves to a cell of three: his paper was in already, it goes with him, and both cells are told."""
    page, clerk = desk.of(CLERK), desk.of(LAN)
    old, there = evening_of(page, OLD)
    new, few = evening_of(page, cell)
    assert (MOVED in there, len(few)) == (True, 3)
    hands_over_paper(page, MOVED, "04")
    moves_to(clerk, OLD, MOVED, cell)
    says(clerk, "Đã ghi chuyển sinh hoạt.")
    subject_of(page, MOVED)
    says(page, "Có bản giấy", "nhận ngày 05/12/2021, 04 tờ", "Thay đổi nơi sinh hoạt từ ngày 09/12/2021")
    keep(page, "subject-moved")
    told = f"{MOVED}: thay đổi nơi sinh hoạt từ ngày 09/12/2021. Nơi sinh hoạt: {cell}, Đảng bộ xã Nà Sọng; "
    told += f"trước đó: {OLD}, Đảng bộ xã Nà Sọng."
    assert names_at(page, old) == [one for one in there if one != MOVED]
    says(page, told)
    assert sorted(names_at(page, new)) == sorted([*few, MOVED])
    says(page, told)
    return old


def is_left_out_and_comes_back(desk, office, evening):
    """Suspended: left out with the clause while it lasts; afterwards on the list again, with both notes."""
    page, clerk = desk.of(CLERK), desk.of(LAN)
    is_suspended(clerk, OLD, BARRED)
    follow_records(office)
    subject_of(page, BARRED)
    says(page, "Không thuộc diện kiểm điểm từ ngày 06/12/2021", CASE, CLAUSE)
    assert BARRED not in names_at(page, evening)
    says(page, f"{BARRED}: {SINCE}. {CASE}. Căn cứ: {CLAUSE}.")
    keep(page, "cell-evening-told")
    is_suspended(clerk, OLD, BARRED, to="10/12/2021")
    follow_records(office)
    assert BARRED in names_at(page, evening)
    says(page, f"{BARRED}: {SINCE}", f"{BARRED}: trở lại diện kiểm điểm từ ngày 11/12/2021.")
