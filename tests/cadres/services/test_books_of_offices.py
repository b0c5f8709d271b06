"""Lists as offices have them: saved by LibreOffice, or with the habits of Excel's users."""

import io
from datetime import date
from pathlib import Path

import pytest

from cadres.models import Membership, Person
from documents.services.uploads import UploadRefused
from organizations.enums import OrganizationKind, Role
from organizations.models import Import
from organizations.services import importing
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
FROM_LIBREOFFICE = Path(__file__).parents[1] / "books" / "dang-vien-libreoffice.xlsx"


@pytest.fixture
def clerk():
    district = make.make_organization()
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    return make.make_account(Role.UNIT_CLERK, district)


def people():
    """Everybody in the register, in the order of the sheet, with the day he began in his cell."""
    began = dict(Membership.objects.values_list("person", "from_on"))
    columns = ("full_name", "gender", "birth_year", "birth_on", "card_number", "joined_on", "official_on")
    rows = Person.objects.order_by("pk").values_list("pk", *columns, "is_civil_servant")
    return [(*row, began[pk]) for pk, *row in rows]


def test_our_template_filled_in_and_saved_by_libreoffice_goes_in_with_exact_values(clerk):
    batch = books.bring_in("people", FROM_LIBREOFFICE.read_bytes(), clerk)
    assert (batch.state, batch.new_count, batch.faults, batch.remarks) == ("ready", 3, [], [])

    assert books.write(batch, clerk).state == "done"

    assert people() == [
        (
            "Lò Văn Inh", "male", 1975, date(1975, 8, 14), "06000123", date(2000, 5, 19), date(2001, 5, 19),
            True, date(2015, 1, 1),
        ),
        (
            "Hà Thị Hoà", "female", 1980, None, "06000124", date(2005, 3, 2), date(2006, 3, 2),
            False, date(2005, 3, 2),
        ),
        (
            "Quách Ứng", "male", 1990, date(1990, 12, 9), "", date(2015, 12, 9), None,
            False, date(2015, 12, 9),
        ),
    ]  # fmt: skip
    inh = Person.objects.get(card_number="06000123")
    assert (inh.workplace, inh.residence) == ("Trường THCS Mường Lạn", "Xóm Bưởi, xã Mường Lạn")


def test_a_file_of_libreoffice_itself_is_refused_with_how_to_save_it():
    with pytest.raises(UploadRefused) as refused:
        importing.take_book("danh-sach.ods", io.BytesIO(b"PK"), at=make.NOON)
    assert str(refused.value) == (
        "Tệp “danh-sach.ods” ở dạng của LibreOffice. "
        "Đề nghị chọn Lưu thành (Save As) dạng Excel 2007-365 (.xlsx) rồi tải lên."
    )
    assert not Import.objects.exists()


HABITS = [
    ["DANH SÁCH ĐẢNG VIÊN", "", ""],
    [],
    ["TT", "Ghi chú", "HỌ VÀ TÊN *", "Năm sinh", "Chi\nbộ", "Ngày vào đảng (kết nạp)", "Số thẻ"],
    [1, "", "Lò Văn Inh", "1975", "Chi bộ Bưởi", "19-05-2000", 12000123],
    [2, "chuyển đến", "Hà Văn Ẩn ", 1980, "Chi bộ Bưởi", "1/2/2004", "06 000 124"],
    ["", "", "  "],
    [],
    ["", "", "", "", " ", "", ""],
]


def test_excels_habits_are_read_with_exact_values(clerk):
    """Merged headings above, days as text, a card number as a number, a hidden row, blanks behind and below."""
    batch = books.bring_in("people", HABITS, clerk, hidden=[5], merged=["A1:F1"])
    assert (batch.state, batch.new_count) == ("ready", 2)
    assert [row.number for row in batch.rows.all()] == [4, 5]
    assert batch.remarks == [
        "Cột B “Ghi chú” không thuộc bảng này nên không đọc. "
        "Nếu là tên khác của một cột trong mẫu, sửa tên cột rồi tải lên lại.",
        "Có 1 dòng đang ẩn trong tệp, vẫn được đọc.",
    ]

    assert books.write(batch, clerk).state == "done"

    assert people() == [
        (
            "Lò Văn Inh", "", 1975, None, "12000123", date(2000, 5, 19), None,
            False, date(2000, 5, 19),
        ),
        ("Hà Văn Ẩn", "", 1980, None, "06000124", date(2004, 2, 1), None, False, date(2004, 2, 1)),
    ]  # fmt: skip


def test_what_excel_has_spoilt_is_said_at_its_cell_and_nothing_goes_in(clerk):
    """Zeros lost from a card number, a year in a cell of days, a day that became its number."""
    spoilt = [
        *HABITS[:3],
        [1, "", "Lò Văn Inh", date(1905, 6, 2), "Chi bộ Bưởi", 36665, 6000123],
    ]
    batch = books.bring_in("people", spoilt, clerk, merged=["A1:F1"])

    assert books.told(batch, 60) == [
        (4, "birth", "Ô đang ở dạng ngày nên năm 1980 thành 02/06/1905. Định dạng "),
        (4, "joined_on", "Ô là số đếm ngày của Excel, không phải ngày. Định dạng cột l"),
        (4, "card_number", "Số thẻ đang là số nên đã mất chữ số 0 ở đầu. Định dạng cột l"),
    ]
    assert (batch.state, Person.objects.count()) == ("refused", 0)
