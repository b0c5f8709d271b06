"""Steps around a letter that changes who decides: six titles, ten comrades, written down and taken back (P103.7)."""

from playwright.sync_api import expect

from tests.demo.cases import SIX_TITLES
from tests.journeys.desk import keep
from tests.journeys.steps_unit import part, press, says, scan

OFFICIAL = "Lương Thế Kiên"
SENTENCE = "10 đồng chí; hạn 15/12 → 25/12; 04 hồ sơ đã gửi không phải gửi lại"


def letter_of_routes(desk):
    """Preview, write, look at the board, undo: the board's figures move there and back."""
    page = desk.of(OFFICIAL)
    part(page, "Theo dõi tiến độ")
    says(page, "Hạn trước 15/12/2021: 148 đồng chí", "hạn trước 25/12/2021: 70 đồng chí")
    press(page, "Đổi diện quyết định")
    says(page, "Số 1236-CV/TU, ngày 16/11/2021", "03 đồng chí; hạn 15/12 → 25/12")
    press(page, "Ghi văn bản đổi diện")
    keep(page, "route-change-create")
    press(page, "Xem trước")
    says(page, "Chưa ghi được: còn 4 chỗ cần sửa", "Chọn ít nhất một chức danh.")
    keep(page, "route-change-error")
    _type(page)
    press(page, "Xem trước")
    says(
        page, f"{SENTENCE}.", "Đã gửi, không phải gửi lại", "Chuyển sang hồ sơ theo hạn mới", "1287-CV-TU.pdf"
    )
    keep(page, "route-change-preview")
    press(page, "Ghi đổi diện")
    says(page, "Đã ghi đổi diện quyết định.", f"Được ủy quyền: {SENTENCE}.")
    keep(page, "route-change-detail")
    part(page, "Theo dõi tiến độ")
    says(page, "Hạn trước 15/12/2021: 138 đồng chí", "hạn trước 25/12/2021: 80 đồng chí")
    says(page, "58 đơn vị nộp = 38 đủ + 9 thiếu + 8 chưa gửi + 3 chờ bổ sung")
    _take_back(page)


def _type(page):
    page.get_by_label("Số, ký hiệu văn bản").fill("1287-CV/TU")
    page.get_by_label("Ngày văn bản").fill("14/12/2021")
    page.get_by_label("Lý do").fill("Bổ sung danh sách chức danh được ủy quyền")
    page.get_by_label("Bản quét đã ký").set_input_files(scan("1287-CV-TU.pdf"))
    for group in page.locator("main details > summary").all():
        group.click()
    for title in SIX_TITLES:
        page.locator("label.choice", has_text=title).get_by_role("checkbox").check()


def _take_back(page):
    press(page, "Đổi diện quyết định")
    keep(page, "route-change-list")
    press(page, "Số 1287")
    press(page, "Hủy việc ghi văn bản này")
    says(page, "Ghi lý do hủy, ví dụ: ghi nhầm chức danh.")
    page.get_by_label("Lý do hủy").fill("Văn bản gửi nhầm, sẽ có văn bản khác")
    press(page, "Hủy việc ghi văn bản này")
    says(page, "Đã hủy việc ghi đổi diện. Mọi thứ trở lại như trước.")
    keep(page, "route-change-undone")
    expect(page.get_by_role("button", name="Hủy việc ghi văn bản này")).to_have_count(0)
    part(page, "Theo dõi tiến độ")
    says(page, "Hạn trước 15/12/2021: 148 đồng chí", "hạn trước 25/12/2021: 70 đồng chí")
