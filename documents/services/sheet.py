"""Tables as Excel files: whatever is typed stays text, dates stay dates."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from documents.rules import printable

Value = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as a spreadsheet: its name, headings with widths, rows."""

    title: str
    headings: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def draw_sheet(table: Table) -> bytes:
    """The table as an .xlsx file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(table.title))
    sheet.freeze_panes = "A2"
    for order, (_heading, width) in enumerate(table.headings, 1):
        sheet.column_dimensions[get_column_letter(order)].width = width
    sheet.append([_heading_cell(sheet, heading) for heading, _width in table.headings])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(" " if one in "[]:*?/\\" else one for one in title)[:31] or "Danh sách"


def _heading_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = _cell(sheet, text)
    cell.font = Font(name="Times New Roman", bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    """A text is never a formula, whatever it begins with."""
    if isinstance(value, str):
        cell: Cell = WriteOnlyCell(sheet, printable(value))
        cell.data_type = "s"
        return cell
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  a sheet knows no zones
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy"
    return cell
