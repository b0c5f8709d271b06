"""A clerk brings a list of members in: a messy workbook, its marked copy, the corrected one, and the way back."""

import io
from datetime import date
from itertools import product

import openpyxl
from playwright.sync_api import expect

from tests.books import book
from tests.journeys.desk import keep, pressed
from tests.journeys.steps_unit import fetch, press, says

CELLS = (
    "list(__import__('organizations.models').models.PartyOrganization.objects"
    ".filter(kind='cell', path__startswith=__import__('organizations.models').models.SubmittingUnit.objects"
    ".get(name='Huyện ủy Đồng Khê').organization.path).order_by('path').values_list('name', flat=True)[:1])"
)
TITLE = ["DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐẾN", "", "", "", "", ""]
# 15 by 10 by 20: a committee of three thousand, no two of one name.
SURNAMES = (
    "An", "Bùi", "Cao", "Dương", "Đinh", "Giàng", "Hà", "Khà", "Lò", "Mùa", "Nông", "Quách", "Tòng", "Vì", "Xa",
)  # fmt: skip
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Xuân", "Hồng", "Kim", "Ngọc", "Quang")
GIVEN = (
    "Ân", "Bình", "Cầm", "Dung", "Đào", "Giang", "Hậu", "Inh", "Kiên", "Liên",
    "Mơ", "Nga", "Oanh", "Phúc", "Sơn", "Thủy", "Ước", "Vân", "Xuyến", "Yên",
)  # fmt: skip
NAMES = tuple(product(SURNAMES, MIDDLES, GIVEN))
HEAD = ["TT", "ho va ten", "Năm sinh", "Số thẻ", "Ngày vào Đảng", "Chi bộ"]


def bring_people_in(page, cell):
    """Everything wrong is told at once; the corrected list is written as a whole, and taken back."""
    sound = [
        [number, " ".join(name), 1960 + number % 35, f"98{number:06}", "3/2/2015", cell]
        for number, name in enumerate(NAMES[2:], 3)
    ]
    wrong = [
        [1, "Vi Văn Nhập Một", "14/8/1975", "99000123", "31/2/2000", cell],
        [2, "Vi Văn Nhập Hai", 1980, 9000124, "3/2/2005", "Chi bộ Không Có"],
    ]
    send(page, [TITLE, [], HEAD, *wrong, *sound])
    says(page, "Có 2 dòng lỗi nên chưa ghi được dòng nào", "Ngày 31/2/2000 không có trong lịch")
    says(page, "mất chữ số 0 ở đầu", "Không có tổ chức đảng này trong phạm vi của đồng chí")
    keep(page, "import-errors")
    marked = openpyxl.load_workbook(
        io.BytesIO(fetch(page, page.get_by_role("link", name="Tải bản đánh dấu lỗi"))), read_only=True
    )
    cells = list(marked.active.iter_rows(min_row=3, values_only=True))
    assert list(cells[0][:7]) == [*HEAD, "Lỗi cần sửa"]
    assert "Ngày vào Đảng: Ngày 31/2/2000" in cells[1][6]
    assert len(cells) == 3001
    right = [
        [1, "Vi Văn Nhập Một", "14/8/1975", "99000123", "28/2/2000", cell],
        [2, "Vi Văn Nhập Hai", 1980, "99000124", date(2005, 2, 3), cell],
    ]
    send(page, [TITLE, [], HEAD, *right, *sound])
    says(page, "Xem trước", "Vi Văn Nhập Hai")
    press(page, "Ghi 3.000 dòng mới, 0 thay đổi")
    arrived(page)
    says(page, "Đã ghi")
    press(page, "Hoàn tác")
    arrived(page)
    says(page, "Đã hoàn tác")


def send(page, rows):
    """Upload a list and open what the machine found."""
    page.goto("/nhap-tu-excel/")
    pressed(page.locator("ol.rows").get_by_role("link", name="Đảng viên", exact=True))
    file = {"name": "dang-vien.xlsx", "mimeType": "application/octet-stream", "buffer": book(rows)}
    page.get_by_label("Tệp Excel").set_input_files(file)
    press(page, "Kiểm tra tệp")
    arrived(page)


def arrived(page):
    """The machine has done its part."""
    link = page.get_by_role("link", name="Mở kết quả")
    expect(link).to_be_visible(timeout=60_000)
    press(page, "Mở kết quả")
