"""Workbooks out: what opens is what was written, safe, dated, and any number of rows."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

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


def test_an_empty_list_says_so():
    page = opened([])

    assert page[HEAD][0].value == "Không có ai."
    assert page.auto_filter.ref is None


def test_a_file_is_written_row_by_row(tmp_path):
    target = tmp_path / "ra.xlsx"
    rows = ((number, "Bùi Văn Ba", f"{number:08d}", None) for number in range(3000))

    assert write_workbook(target, SHEET, rows) == 3000
    page = load_workbook(target, read_only=True).active
    assert page.max_row == HEAD + 2999
