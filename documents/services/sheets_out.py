"""Workbooks out: one sheet under a heading, written row by row, so that any number of rows takes the same memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings

from documents.rules import printable

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_000  # signs a cell holds
FIRST_YEAR = 1900  # a sheet counts its days from here
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
    options = {
        "constant_memory": True,
        "tmpdir": str(settings.TMP_DIR),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target if isinstance(target, BytesIO) else str(target), options) as book:
        book.set_properties({"title": sheet.title, "created": sheet.at.replace(tzinfo=None)})
        return _Writer(book, sheet).write(rows)


def workbook_bytes(sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> bytes:
    """A small workbook, whole."""
    target = BytesIO()
    write_workbook(target, sheet, rows)
    return target.getvalue()


class _Writer:
    """The one sheet of a workbook."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet, self.page = sheet, book.add_worksheet(sheet.name[:31])
        edge = {"border": 1, "border_color": "#999999", "valign": "top", "text_wrap": True}
        self.title = book.add_format(FONT | {"bold": True, "font_size": 14})
        self.note = book.add_format(FONT | {"italic": True})
        self.head = book.add_format(FONT | edge | {"bold": True, "bg_color": "#EBE7DC"})
        self.formats = {
            Kind.TEXT: book.add_format(FONT | edge | {"num_format": "@"}),
            Kind.DAY: book.add_format(FONT | edge | {"num_format": "dd/mm/yyyy", "align": "left"}),
            Kind.NUMBER: book.add_format(FONT | edge),
        }

    def write(self, rows: Iterable[Sequence[Cell]]) -> int:
        first, page, columns = len(self.sheet.notes) + 2, self.page, self.sheet.columns
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.freeze_panes(first + 1, 0)
        page.repeat_rows(first)
        page.write_string(0, 0, safe_cell(self.sheet.title), self.title)
        for place, note in enumerate(self.sheet.notes, start=1):
            page.write_string(place, 0, safe_cell(note), self.note)
        for place, column in enumerate(columns):
            page.write_string(first, place, column.heading, self.head)
        count = 0
        for count, row in enumerate(rows, start=1):
            self._write_row(first + count, row)
        if count:
            page.autofilter(first, 0, first + count, len(columns) - 1)
        else:
            page.write_string(first + 1, 0, self.sheet.empty, self.note)
        return count

    def _write_row(self, number: int, row: Sequence[Cell]) -> None:
        for place, (column, value) in enumerate(zip(self.sheet.columns, row, strict=True)):
            style = self.formats[column.kind]
            if value is None or value == "":
                self.page.write_blank(number, place, None, style)
            elif column.kind == Kind.NUMBER and isinstance(value, int):
                self.page.write_number(number, place, value, style)
            elif column.kind == Kind.DAY and isinstance(value, date) and value.year >= FIRST_YEAR:
                self.page.write_datetime(number, place, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 - a day has no zone
            else:
                self.page.write_string(number, place, safe_cell(value), style)
