"""Workbooks that ask for data, and the copy of one that came in with its errors marked.

Every text is written as a text: a name that begins with "=" stays the name it is, whatever program opens the file.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.rules import printable

DAY_FORMAT = "dd/mm/yyyy"
REASONS = "Lỗi cần sửa"
EXPLAINED = "Giải thích"  # the sheet of a template that explains its columns
ROWS_PREPARED = 2_000  # so far down a template its drop-downs and formats reach
LIST_LENGTH = 250  # a longer list of choices stands on a sheet of its own
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
PLAIN: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
BAD: dict[str, Any] = PLAIN | {"bg_color": "#FBD5D0", "border": 1}
HEAD: dict[str, Any] = PLAIN | {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "bg_color": "#F4E3D7",
    "border": 1,
}
WHY: dict[str, Any] = {"bg_color": "#FFF1C2", "border": 1}


class AskedColumn(Protocol):
    """What a column of a template says."""

    heading: str
    required: bool
    choices: Sequence[tuple[Any, str]]
    example: str | int | date
    explains: str
    width: int


class Book:
    """A workbook being written row by row, in memory that does not grow with it."""

    def __init__(self) -> None:
        self.stream = io.BytesIO()
        options = {
            "constant_memory": True,
            "tmpdir": str(settings.TMP_DIR),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self.stream, options)
        self.head = self.format(HEAD)
        self.optional = self.format(HEAD | {"bg_color": "#F3F3F3"})
        self.text = self.format(PLAIN | {"num_format": "@"})
        self.quoted = self.format(PLAIN | {"num_format": "@", "quote_prefix": True})
        self.day = self.format(PLAIN | {"num_format": DAY_FORMAT, "align": "left"})
        self.wrapped = self.format(PLAIN | {"text_wrap": True})
        self.bad = self.format(BAD)
        self.bad_text = self.format(BAD | {"num_format": "@"})
        self.bad_quoted = self.format(BAD | {"num_format": "@", "quote_prefix": True})
        self.why = self.format(PLAIN | WHY | {"text_wrap": True})
        self.why_head = self.format(HEAD | WHY)
        self.bad_day = self.format(BAD | {"num_format": DAY_FORMAT})

    def format(self, values: Mapping[str, Any]) -> Format:
        """One look of cells."""
        return self.book.add_format(dict(values))

    def put(self, sheet: Worksheet, row: int, place: int, value: Any, *, bad: bool = False) -> None:
        """One cell: a day as a day, a number as a number, everything else as text."""
        if value is None or value == "":
            if bad:
                sheet.write_blank(row, place, None, self.bad)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value, self.bad if bad else None)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, self.bad if bad else None)
        elif isinstance(value, date | datetime):
            sheet.write_datetime(row, place, value, self.bad_day if bad else self.day)
        else:
            text = printable(str(value))
            plain, quoted = (self.bad_text, self.bad_quoted) if bad else (self.text, self.quoted)
            sheet.write_string(row, place, text, quoted if text.lstrip().startswith(DANGEROUS) else plain)

    def close(self) -> bytes:
        """The finished workbook."""
        self.book.close()
        return self.stream.getvalue()


def template(title: str, columns: Sequence[AskedColumn], about: Sequence[str]) -> bytes:
    """An empty workbook of one kind: headings, drop-downs, and a sheet that explains each column by an example."""
    book = Book()
    sheet = book.book.add_worksheet("Nhập")
    explained = book.book.add_worksheet(EXPLAINED)
    lists = book.book.add_worksheet("Danh mục")
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 36)
    for place, column in enumerate(columns):
        # Days too are texts: a cell of days turns 9/12/2021 round on an English machine, and makes 1980 a day of 1905.
        sheet.set_column(place, place, column.width, book.text)
    for place, column in enumerate(columns):
        star = " *" if column.required else ""
        sheet.write_string(0, place, column.heading + star, book.head if column.required else book.optional)
    sheet.autofilter(0, 0, ROWS_PREPARED, len(columns) - 1)
    _drop_downs(book, sheet, lists, columns)
    _explain(book, explained, title, columns, about)
    lists.hide()
    return book.close()


def _drop_downs(book: Book, sheet: Worksheet, lists: Worksheet, columns: Sequence[AskedColumn]) -> None:
    """What may be written stands in the cell's own list; a long list is read from the sheet of lists."""
    labels = {
        place: [label for _value, label in column.choices]
        for place, column in enumerate(columns)
        if column.choices
    }
    for row in range(max(map(len, labels.values()), default=0)):
        for place, words in labels.items():
            if row < len(words):
                book.put(lists, row, place, words[row])
    for place, words in labels.items():
        letters = xlsxwriter.utility.xl_col_to_name(place)
        far = len(",".join(words)) > LIST_LENGTH or any("," in one for one in words)
        source = f"='Danh mục'!${letters}$1:${letters}${len(words)}" if far else words
        rule = {
            "validate": "list",
            "source": source,
            "error_title": "Không có trong danh mục",
            "error_message": "Chọn một mục trong danh sách của ô.",
        }
        sheet.data_validation(1, place, ROWS_PREPARED, place, rule)


def _explain(
    book: Book, sheet: Worksheet, title: str, columns: Sequence[AskedColumn], about: Sequence[str]
) -> None:
    sheet.set_column(0, 0, 26, book.wrapped)
    sheet.set_column(1, 1, 12, book.wrapped)
    sheet.set_column(2, 2, 22, book.wrapped)
    sheet.set_column(3, 3, 70, book.wrapped)
    sheet.set_column(4, 4, 40, book.wrapped)
    sheet.write_string(0, 0, title, book.head)
    row = 1
    for sentence in about:
        sheet.write_string(row, 0, sentence)
        row += 1
    for place, words in enumerate(("Cột", "Bắt buộc", "Ví dụ", "Cách ghi", "Một trong các mục")):
        sheet.write_string(row + 1, place, words, book.head)
    for number, column in enumerate(columns, start=row + 2):
        sheet.write_string(number, 0, column.heading, book.wrapped)
        sheet.write_string(number, 1, "Có" if column.required else "", book.wrapped)
        book.put(sheet, number, 2, column.example)
        sheet.write_string(number, 3, column.explains, book.wrapped)
        sheet.write_string(number, 4, "; ".join(label for _value, label in column.choices), book.wrapped)


def annotated(
    rows: Iterable[tuple[int, Sequence[Any]]],
    *,
    heading_row: int,
    width: int,
    marks: Mapping[int, Sequence[tuple[int | None, str]]],
) -> bytes:
    """The sheet as it came, each wrong cell marked, and beside each wrong row what to do: filtered by, it is a list.

    `marks` gives for a row (by its number in the sheet) the places of its wrong cells and the sentences.
    """
    book = Book()
    sheet = book.book.add_worksheet("Đã kiểm tra")
    sheet.freeze_panes(heading_row, 0)
    sheet.set_column(0, width - 1, 18)
    sheet.set_column(width, width, 60, book.wrapped)
    last = heading_row
    for number, cells in rows:
        last = number
        wrong = marks.get(number, ())
        places = {place for place, _sentence in wrong}
        for place in range(width):
            value = cells[place] if place < len(cells) else ""
            if number == heading_row:
                sheet.write_string(number - 1, place, printable(str(value)), book.head)
            else:
                book.put(sheet, number - 1, place, value, bad=place in places)
        if number == heading_row:
            sheet.write_string(number - 1, width, REASONS, book.why_head)
        elif wrong:
            words = "\n".join(sentence for _place, sentence in wrong)
            sheet.write_string(number - 1, width, words, book.why)
    sheet.autofilter(heading_row - 1, 0, last - 1, width)
    return book.close()
