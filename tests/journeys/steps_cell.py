"""The evening of a cell, as its clerk types it from the paper she was brought."""

from tests.journeys.steps_unit import choose, part, press, says

CLERK = "Bùi Văn Nhượng"
HOUSE = "Nhà văn hóa xóm"


def open_cell(page, name):
    """From the header to the page of the cell's evening."""
    part(page, "Hội nghị")
    press(page, "Nhập hội nghị")
    press(page, "Họp kiểm điểm của chi bộ")
    page.get_by_label("Tìm theo tên chi bộ").fill(name.removeprefix("Chi bộ xóm "))
    press(page, "Tìm")
    press(page, name)
    says(page, f"Họp kiểm điểm: {name}")


def rows_of(page):
    """The members who are still to be reviewed."""
    return page.locator("main table tbody tr").all()


def type_evening(page, held_on, convened, present):
    """The evening's own boxes."""
    boxes = {"Ngày họp": held_on, "Địa điểm": HOUSE, "Chủ trì": "Bùi Văn Chích", "Thư ký": "Bùi Thị Hom"}
    boxes |= {"Triệu tập": str(convened), "Có mặt": str(present)}
    for label, words in boxes.items():
        page.get_by_label(label).first.fill(words)
    choose(page, "Biên bản", "Lập trên hệ thống")


def brings_paper(row, sheets):
    """He has brought so many sheets."""
    row.get_by_label("Số tờ của").fill(str(sheets))


def waits_for_paper(row):
    """Nothing has come from him yet."""
    return row.get_by_label("Số tờ của").count() > 0


def everybody_brought_paper(page):
    """A sheet from each of whom nothing has come."""
    for row in rows_of(page):
        if waits_for_paper(row):
            brings_paper(row, 1)
