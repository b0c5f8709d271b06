"""Workbooks out: one sheet under a heading, written row by row, so that any number of rows takes the same memory.

XlsxWriter makes the workbook around the rows: heading, widths, looks, filter. The rows themselves are written here, as
text put into its sheet: cell by cell through a library they would cost several times as much (measured: bench/sheets).
"""

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from html import escape
from io import BytesIO
from pathlib import Path
from typing import IO

import xlsxwriter
from django.conf import settings

from documents.rules import printable

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_000  # signs a cell holds
FIRST_YEAR = 1900  # a sheet counts its days from here
BEFORE_1900 = date(1899, 12, 31).toordinal()
NO_LEAP_DAY = 59  # sheets count a 29/02/1900 that was not
REMEMBERED = 1_000  # different texts of a column that are drawn once
AT_ONCE = 500  # rows
SHEET = "xl/worksheets/sheet1.xml"
ESCAPED = re.compile(r"(_x[0-9a-fA-F]{4}_)")  # what a sheet would read as a sign by its number
SAMPLE = re.compile(rb'<c r="([A-Z]+)\d+" s="(\d+)"/>')
FONT = {"font_name": "Times New Roman", "font_size": 12}
Cell = str | int | date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how wide it is, what it holds."""

    heading: str
    width: int = 18
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands above the rows, and what is said where there is none."""

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    empty: str
    at: datetime


def safe_cell(value: object) -> str:
    """Text that begins like a formula is shown as the text it is; a sign no sheet can hold is left out."""
    text = printable(str(value if value is not None else ""))[:LONGEST]
    return f"'{text}" if text.lstrip().startswith(DANGEROUS) else text


def write_workbook(target: Path | BytesIO, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> int:
    """Write the sheet as the rows come, and keep none of them; how many there were."""
    sample = SAMPLE.findall(_sheet_of(_around(sheet, 1)))
    draw = [
        _DRAWN[column.kind](*map(bytes.decode, one))
        for column, one in zip(sheet.columns, sample, strict=True)
    ]
    with tempfile.TemporaryFile(dir=settings.TMP_DIR) as body:
        count = _write_rows(body, rows, draw, _first_row(sheet))
        _put_together(target, _around(sheet, count), body)
    return count


def workbook_bytes(sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A small workbook, whole."""
    target = BytesIO()
    write_workbook(target, sheet, rows)
    return target.getvalue()


def _first_row(sheet: Sheet) -> int:
    """The number of the first row under the headings."""
    return len(sheet.notes) + 4


def _around(sheet: Sheet, count: int) -> bytes:
    """The workbook of so many rows, with one empty row of each column's look in their stead."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": sheet.title, "created": sheet.at.replace(tzinfo=None)})
        page, heads = book.add_worksheet(sheet.name[:31]), _first_row(sheet) - 2
        edge = {"border": 1, "border_color": "#999999", "valign": "top", "text_wrap": True}
        note = book.add_format(FONT | {"italic": True})
        head = book.add_format(FONT | edge | {"bold": True, "bg_color": "#EBE7DC"})
        looks = {
            Kind.TEXT: book.add_format(FONT | edge | {"num_format": "@"}),
            Kind.DAY: book.add_format(FONT | edge | {"num_format": "dd/mm/yyyy", "align": "left"}),
            Kind.NUMBER: book.add_format(FONT | edge),
        }
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.freeze_panes(heads + 1, 0)
        page.repeat_rows(heads)
        page.write_string(
            0, 0, safe_cell(sheet.title), book.add_format(FONT | {"bold": True, "font_size": 14})
        )
        for place, words in enumerate(sheet.notes, start=1):
            page.write_string(place, 0, safe_cell(words), note)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(heads, place, column.heading, head)
            if count:
                page.write_blank(heads + 1, place, None, looks[column.kind])
        if count:
            page.autofilter(heads, 0, heads + count, len(sheet.columns) - 1)
        else:
            page.write_string(heads + 1, 0, sheet.empty, note)
    return made.getvalue()


def _sheet_of(book: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return archive.read(SHEET)


def _write_rows(body: IO[bytes], rows: Iterable[Sequence[Cell]], draw: Sequence["Draw"], first: int) -> int:
    """The rows as the sheet's own text; how many there were."""
    count, lines = 0, list[str]()
    for count, row in enumerate(rows, start=1):
        number = str(first + count - 1)
        cells = [one(value, number) for one, value in zip(draw, row, strict=True)]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(lines) == AT_ONCE:
            body.write("".join(lines).encode())
            lines.clear()
    body.write("".join(lines).encode())
    return count


def _put_together(target: Path | BytesIO, around: bytes, body: IO[bytes]) -> None:
    """The workbook with the rows where the empty one stands."""
    body.seek(0)
    with (
        zipfile.ZipFile(BytesIO(around)) as made,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for one in made.infolist():
            with out.open(one.filename, "w") as part:
                if one.filename != SHEET:
                    part.write(made.read(one))
                    continue
                before, after = _parted(made.read(one))
                part.write(before)
                shutil.copyfileobj(body, part, 256 * 1024)
                part.write(after)


def _parted(sheet: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the rows; how far they reach is read off the filter over them."""
    reach = re.search(rb'<autoFilter ref="[A-Z]+\d+:([A-Z]+\d+)"', sheet)
    if reach is None:
        end = sheet.index(b"</sheetData>")
        return sheet[:end], sheet[end:]
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:' + reach[1] + b'"', sheet, count=1)
    end = sheet.index(b"</sheetData>")
    return sheet[: sheet.rindex(b"<row ", 0, end)], sheet[end:]


Draw = Callable[[Cell, str], str]


def _texts(letters: str, look: str) -> Draw:
    """Cells of a column of texts: what repeats is drawn once."""
    start, known = f'<c r="{letters}', dict[Cell, str]()
    empty = f'" s="{look}"/>'

    def draw(value: Cell, number: str) -> str:
        drawn = known.get(value)
        if drawn is None:
            text = safe_cell(value)
            drawn = f'" s="{look}" t="inlineStr"><is>{_text(text)}</is></c>' if text else empty
            if len(known) < REMEMBERED:
                known[value] = drawn
        return f"{start}{number}{drawn}"

    return draw


def _text(text: str) -> str:
    if "_x" in text:
        text = ESCAPED.sub(r"_x005F\1", text)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<t{space}>{escape(text, quote=False)}</t>"


def _days(letters: str, look: str) -> Draw:
    """Cells of a column of days; what no sheet can count is written out."""
    start, end, written = f'<c r="{letters}', f'" s="{look}"><v>', _texts(letters, look)

    def draw(value: Cell, number: str) -> str:
        if not isinstance(value, date) or value.year < FIRST_YEAR:
            return written(value, number)
        day = value.toordinal() - BEFORE_1900
        return f"{start}{number}{end}{day + (day > NO_LEAP_DAY)}</v></c>"

    return draw


def _numbers(letters: str, look: str) -> Draw:
    """Cells of a column of numbers."""
    start, end, written = f'<c r="{letters}', f'" s="{look}"><v>', _texts(letters, look)

    def draw(value: Cell, number: str) -> str:
        return f"{start}{number}{end}{value}</v></c>" if isinstance(value, int) else written(value, number)

    return draw


_DRAWN: dict[Kind, Callable[[str, str], Draw]] = {Kind.TEXT: _texts, Kind.DAY: _days, Kind.NUMBER: _numbers}
