"""Workbooks out: what opens is what was written, safe, dated, and any number of rows."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from documents.services.sheets import open_book
from documents.services.sheets_out import Column, Kind, Sheet, workbook_bytes, write_workbook
from tests.factories import NOON

COLUMNS = (
    Column("STT", 6, Kind.NUMBER),
    Column("Họ và tên"),
    Column("Số thẻ"),
    Column("Ngày sinh", 12, Kind.DAY),
)
SHEET = Sheet(
    name="Đảng viên",
    title="Danh sách",
    notes=("Tình trạng: tất cả",),
    columns=COLUMNS,
    empty="Không có ai.",
    at=NOON,
)
HEAD = 5  # the first row under the headings


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.TMP_DIR = tmp_path


def opened(rows):
    return load_workbook(io.BytesIO(workbook_bytes(SHEET, rows))).active


def test_the_sheet_says_what_it_is_and_holds_each_thing_as_what_it_is():
    page = opened([(1, "Bùi Đức Khải", "06000123", date(1975, 8, 14)), (2, "Lò Thị Sìn", "", None)])

    assert [row[0].value for row in page.iter_rows(max_row=3)] == ["Danh sách", "Tình trạng: tất cả", None]
    assert [cell.value for cell in page[HEAD - 1]] == ["STT", "Họ và tên", "Số thẻ", "Ngày sinh"]
    number, name, card, born = page[HEAD]
    assert (number.value, name.value, card.value, born.value.date()) == (
        1, "Bùi Đức Khải", "06000123", date(1975, 8, 14),
    )  # fmt: skip
    assert (card.data_type, card.number_format, born.is_date, born.number_format) == (
        "s",
        "@",
        True,
        "dd/mm/yyyy",
    )
    assert [cell.value for cell in page[HEAD + 1]] == [2, "Lò Thị Sìn", None, None]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A5", "A4:D6")


@pytest.mark.parametrize("text", ["=1+1", "+84 200", "-x", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula(text):
    cell = opened([(1, text, text, None)])[HEAD][1]

    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_text_that_no_cell_holds_is_cut_and_an_old_day_is_written_out():
    _, long, _, old = opened([(1, "ắ" * 40_000, "a\x00\x0bb", date(1899, 5, 1))])[HEAD]

    assert len(long.value) == 32_000
    assert old.value == "1899-05-01"


@pytest.mark.parametrize(
    "text", ["a < b & c > d", " hai đầu ", "dòng một\ndòng hai", 'ngoặc "kép"', "’nháy’", "ắ" * 300]
)
def test_a_text_comes_back_as_it_was(text):
    rows = opened([(1, text, text, None), (2, text, None, None)])
    assert [cell.value for cell in (*rows[HEAD][1:3], rows[HEAD + 1][1])] == [text] * 3


def test_a_text_that_looks_like_the_number_of_a_sign_stays_the_text_it_is():
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes(SHEET, [(1, "_x0041_", "x_0041_", None)])))
    assert re.findall(rb"<t>([^<]*)</t>", archive.read("xl/worksheets/sheet1.xml")) == [
        b"_x005F_x0041_",
        b"x_0041_",
    ]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2021, 12, 9)])
def test_every_day_that_a_sheet_counts_is_the_day_it_was(day):
    data = workbook_bytes(SHEET, [(1, "a", "", day)])
    assert load_workbook(io.BytesIO(data)).active[HEAD][3].value.date() == day
    [*_, (_number, cells)] = next(open_book(data)).rows()
    assert cells[3] == day


def test_an_unlike_value_is_written_as_the_text_it_is():
    number, _, _, day = opened([("mười", "a", "", "không rõ")])[HEAD]
    assert (number.value, day.value) == ("mười", "không rõ")


def test_an_empty_list_says_so():
    page = opened([])

    assert page[HEAD][0].value == "Không có ai."
    assert page.auto_filter.ref is None


def test_a_file_is_written_row_by_row(tmp_path):
    target = tmp_path / "ra.xlsx"
    rows = ((number, "Bùi Văn Ba", f"{number:08d}", None) for number in range(3000))

    assert write_workbook(target, SHEET, rows) == 3000
    made = load_workbook(target, read_only=True)
    page = made.active
    assert page.max_row == HEAD + 2999
    values = list(page.iter_rows(min_row=HEAD, values_only=True))
    assert values == [(number, "Bùi Văn Ba", f"{number:08d}", None) for number in range(3000)]
    made.close()
    assert list(tmp_path.iterdir()) == [target]
