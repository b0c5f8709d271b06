"""Steps around the tree: in mid-round two cells of a commune become one, and nobody is lost or counted twice."""

import re

from tests.journeys.desk import keep
from tests.journeys.steps_unit import part, press, says

OFFICIAL = "Lương Thế Kiên"
GONE, STAYS, COMMUNE = "Chi bộ xóm Đúc", "Chi bộ xóm Vó", "Đảng bộ xã Nà Sọng"


def two_cells_become_one(desk):
    """Find the cell, say what was decided, look at whom it touches, write it down."""
    page = desk.of(OFFICIAL)
    before = _subjects(page)
    stay, go = _members(page, "xom vo", STAYS), _members(page, "XÓM ĐÚC", GONE)
    press(page, "Sắp xếp tổ chức này")
    press(page, "Sáp nhập vào tổ chức khác")
    press(page, "Xem trước")
    says(page, "Chưa ghi được: còn 4 chỗ cần sửa", "Ghi một phần tên tổ chức đảng.")
    page.get_by_label("Có hiệu lực từ ngày").fill("14/12/2021")
    page.get_by_label("Số, ký hiệu quyết định").fill("125-QĐ/HU")
    page.get_by_label("Lý do").fill("Sáp nhập xóm")
    page.get_by_label("Sáp nhập vào: tìm theo tên").fill("xom vo na song")
    press(page, "Tìm")
    page.locator("label.choice", has_text=STAYS).filter(has_text=COMMUNE).get_by_role("radio").check()
    press(page, "Xem trước")
    says(page, f"Đảng viên chuyển sang: {go:02}", "Xem trước chưa ghi gì.")
    keep(page, "reorganisation-merge")
    press(page, "Ghi quyết định")
    says(page, "Đã ghi sắp xếp tổ chức.", f"Sáp nhập {GONE} vào {STAYS}", f"{stay + go} đồng chí")
    keep(page, "organization-merged")
    assert _subjects(page) == before


def _members(page, words, name):
    part(page, "Tổ chức, đảng viên")
    page.get_by_label(re.compile("Tìm tổ chức đảng theo tên")).fill(words)
    press(page, "Tìm")
    page.locator("main tr", has_text=name).filter(has_text=COMMUNE).get_by_role("link").click()
    says(page, f"{name}", "Đảng viên của chi bộ")
    return int(re.search(r"(\d+) đồng chí", page.locator("main").inner_text()).group(1))


def _subjects(page):
    part(page, "Đối tượng")
    return re.search(r"([\d.]+) tập thể, cá nhân", page.locator("main").inner_text()).group(1)
