"""Steps around the tree: in mid-round cells and committees become one, and nobody is lost or counted twice."""

import re

from tests.journeys.desk import keep
from tests.journeys.steps_unit import part, press, says

OFFICIAL = "Lương Thế Kiên"
GONE, STAYS, COMMUNE = "Chi bộ xóm Đúc", "Chi bộ xóm Vó", "Đảng bộ xã Nà Sọng"
DISTRICT_GONE, DISTRICT = "Đảng bộ huyện Nam Hạ", "Đảng bộ huyện Mường Khoa"


def two_cells_become_one(desk):
    """Find the cell, say what was decided, look at whom it touches, write it down."""
    page = desk.of(OFFICIAL)
    before = _subjects(page)
    stay, go = _members(page, "xom vo", STAYS, COMMUNE), _members(page, "XÓM ĐÚC", GONE, COMMUNE)
    press(page, "Sắp xếp tổ chức này")
    press(page, "Sáp nhập vào tổ chức khác")
    press(page, "Xem trước")
    says(page, "Chưa ghi được: còn 4 chỗ cần sửa", "Ghi một phần tên tổ chức đảng.")
    _decide(page, "125-QĐ/HU", "Sáp nhập xóm", "xom vo na song", STAYS)
    says(page, f"Đảng viên chuyển sang: {go:02}", "Xem trước chưa ghi gì.")
    keep(page, "reorganisation-merge")
    press(page, "Ghi quyết định")
    says(page, "Đã ghi sắp xếp tổ chức.", f"Sáp nhập {GONE} vào {STAYS}", f"{stay + go} đồng chí")
    keep(page, "organization-merged")
    assert _subjects(page) == before


def two_committees_become_one(desk):
    """Two districts with their members, collectives and dossiers, while both are at work on the round."""
    page = desk.of(OFFICIAL)
    before = _subjects(page)
    stay, go = _members(page, "muong khoa", DISTRICT), _members(page, "nam ha", DISTRICT_GONE)
    press(page, "Sắp xếp tổ chức này")
    press(page, "Sáp nhập vào tổ chức khác")
    _decide(page, "126-QĐ/TU", "Sáp nhập huyện", "muong khoa", DISTRICT)
    says(page, "Xem trước chưa ghi gì.")
    press(page, "Ghi quyết định")
    says(page, "Đã ghi sắp xếp tổ chức.", f"Sáp nhập {DISTRICT_GONE} vào {DISTRICT}", f"{stay + go} đồng chí")
    assert _subjects(page) == before


def _decide(page, number, reason, words, into):
    """The decision and what it merges into; looked at before it is written."""
    page.get_by_label("Có hiệu lực từ ngày").fill("14/12/2021")
    page.get_by_label("Số, ký hiệu quyết định").fill(number)
    page.get_by_label("Lý do").fill(reason)
    page.get_by_label("Sáp nhập vào: tìm theo tên").fill(words)
    press(page, "Tìm")
    page.get_by_role("radio", name=re.compile(f"^{into}")).first.check()
    press(page, "Xem trước")


def _members(page, words, name, inside=""):
    """Find an organisation by a part of its name, open it, and read how many members it has."""
    part(page, "Tổ chức, đảng viên")
    page.get_by_label(re.compile("Tìm tổ chức đảng theo tên")).fill(words)
    press(page, "Tìm")
    rows = page.locator("main tr", has_text=name).filter(has_text=inside)
    rows.get_by_role("link", name=name, exact=True).first.click()
    says(page, name, "Lịch sử")
    return int(re.search(r"(\d+) đồng chí", page.locator("main").inner_text()).group(1))


def _subjects(page):
    part(page, "Đối tượng")
    return re.search(r"([\d.]+) tập thể, cá nhân", page.locator("main").inner_text()).group(1)
