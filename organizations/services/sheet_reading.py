"""From the bytes of a workbook to the rows of one kind: the sheet, its headings, and every cell read or refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from documents.rules import vn_number
from documents.services.sheet_templates import REASONS
from documents.services.sheets import Sheet, SheetRefused, open_book
from organizations.rules.cells import CellError, as_shown, is_blank
from organizations.rules.headings import SEARCHED_ROWS, Heading, Headings, find_headings, same_words
from organizations.services.sheet_kinds import Column, Fault, Row, SheetKind

REMEMBERED = 25_000  # different cells of a column whose reading is kept: what repeats is read once
VALUE_SHOWN = 200
BLANK = object()

NO_HEADINGS = (
    "Không tìm thấy dòng tiêu đề cột trong 15 dòng đầu của trang tính nào. "
    "Đề nghị tải mẫu về, giữ nguyên dòng tiêu đề, chép dữ liệu vào mẫu rồi tải lên."
)


@dataclass(slots=True)
class Reading:
    """What was read of a workbook: its rows, or why there are none."""

    sheet: str = ""
    places: dict[str, int] = field(default_factory=dict)  # name of a column → where it stands
    heading_row: int = 0
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # of the file as a whole: nothing can be written
    remarks: list[str] = field(default_factory=list)


def read_book(kind: SheetKind, data: bytes) -> Reading:
    """Every row of the sheet that has this kind's headings; what cannot be read at all is said in `faults`."""
    try:
        found = _find(kind, data)
        if found is None:
            return Reading(faults=[NO_HEADINGS])
        sheet, headings, number = found
        reading = _described(sheet, headings, number)
        if not reading.faults:
            reading.rows = list(_rows(kind, sheet, headings, number))
            if not reading.rows:
                reading.faults.append("Dưới dòng tiêu đề không có dòng nào. Đề nghị ghi dữ liệu rồi tải lên.")
    except SheetRefused as refused:
        return Reading(faults=[str(refused)])
    return reading


def _find(kind: SheetKind, data: bytes) -> tuple[Sheet, Headings, int] | None:
    """The first sheet with a whole heading row, else the one that comes nearest, and the number of that row."""
    known = [Heading(name, one.heading, one.aliases, one.required) for name, one in kind.columns.items()]
    best: tuple[Sheet, Headings, int] | None = None
    for sheet in open_book(data):
        first = list(islice(sheet.rows(), SEARCHED_ROWS))
        headings = find_headings([cells for _number, cells in first], known)
        if headings is None:
            continue
        found = (sheet, headings, first[headings.row][0])
        if not (headings.missing or headings.twice):
            return found
        if best is None or len(headings.places) > len(best[1].places):
            best = found
    return best


def _described(sheet: Sheet, headings: Headings, number: int) -> Reading:
    """What is to be said of the sheet and its headings before any row is read."""
    reading = Reading(sheet=sheet.name, places=headings.places, heading_row=number)
    reading.faults += [
        f"Thiếu cột bắt buộc “{label}” ở dòng tiêu đề (dòng {number}). Đề nghị thêm cột đó."
        for label in headings.missing
    ]
    reading.faults += [
        f"Cột “{label}” có hai lần (lần sau ở cột {column_letters(place)}). Đề nghị bỏ bớt một cột."
        for place, label in headings.twice
    ]
    reading.remarks += [
        f"Cột {column_letters(place)} “{words}” không thuộc bảng này nên không đọc. "
        "Nếu là tên khác của một cột trong mẫu, sửa tên cột rồi tải lên lại."
        for place, words in headings.unknown
        if same_words(words) != same_words(REASONS)
    ]
    if sheet.survey.hidden:
        reading.remarks.append(f"Có {vn_number(sheet.survey.hidden)} dòng đang ẩn trong tệp, vẫn được đọc.")
    return reading


def column_letters(place: int) -> str:
    """A, B … AA, as the sheet names its columns."""
    letters, left = "", place + 1
    while left:
        left, one = divmod(left - 1, 26)
        letters = chr(65 + one) + letters
    return letters


def _rows(kind: SheetKind, sheet: Sheet, headings: Headings, number: int) -> Iterator[Row]:
    readers = [
        _Reader(name, kind.columns[name], place)
        for name, place in sorted(headings.places.items(), key=lambda one: one[1])
    ]
    for at, cells in sheet.rows(number + 1):
        row = Row(at, {})
        for reader in readers:
            reader.read(row, cells)
        if row.values or row.faults:
            yield row


class _Reader:
    """One column while a sheet is read: what repeats is parsed once."""

    def __init__(self, name: str, column: Column, place: int) -> None:
        self.name, self.column, self.place = name, column, place
        self.seen: dict[tuple[type, Any], Any] = {}

    def read(self, row: Row, cells: Sequence[Any]) -> None:
        """Put the cell's value into the row, or say what is wrong with it."""
        cell = cells[self.place] if self.place < len(cells) else ""
        token = (cell.__class__, cell)
        if (value := self.seen.get(token)) is None:
            value = self._parsed(cell)
            if len(self.seen) < REMEMBERED:
                self.seen[token] = value
        if value is BLANK:
            if self.column.required:
                row.faults.append(Fault(self.name, f"Chưa ghi {self.column.heading.lower()}."))
        elif isinstance(value, Fault):
            row.faults.append(value)
        else:
            row.values[self.name] = value

    def _parsed(self, cell: Any) -> Any:
        if is_blank(cell):
            return BLANK
        try:
            return self.column.parse(cell)
        except CellError as error:
            return Fault(self.name, str(error), as_shown(cell)[:VALUE_SHOWN])
