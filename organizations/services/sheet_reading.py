"""From the bytes of a workbook to the rows of one kind: the sheet, its headings, and every cell read or refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from documents.rules import vn_number
from documents.services.sheet_templates import EXPLAINED, REASONS
from documents.services.sheets import Sheet, SheetRefused, open_book
from organizations.rules.asides import is_aside, is_numbering
from organizations.rules.cells import CellError, as_shown, is_blank
from organizations.rules.headings import SEARCHED_ROWS, Heading, Headings, find_headings, same_words
from organizations.services.sheet_kinds import Column, Fault, Row, SheetKind

REMEMBERED = 25_000  # different cells of a column whose reading is kept: what repeats is read once
VALUE_SHOWN = 200
FEW_ROWS = 3
HEADING_ROWS = 3  # how far under the headings the numbers of the columns are looked for
BLANK = object()

NO_HEADINGS = (
    "Không tìm thấy dòng tiêu đề cột trong 15 dòng đầu của trang tính nào. "
    "Đề nghị tải mẫu về, giữ nguyên dòng tiêu đề, chép dữ liệu vào mẫu rồi tải lên."
)
NO_DATA = "Dòng này không phải dòng dữ liệu. Nếu đúng vậy thì xóa dòng."


@dataclass(slots=True)
class Reading:
    """What was read of a workbook: its rows, or why there are none."""

    sheet: str = ""
    places: dict[str, int] = field(default_factory=dict)  # name of a column → where it stands
    heading_row: int = 0
    rows: list[Row] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # of the file as a whole: nothing can be written
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A sheet by its first rows: the columns it names, if any, and where."""

    place: int  # among the sheets
    sheet: Sheet
    headings: Headings | None
    heading_row: int
    filled: int  # rows among the first that hold something

    @property
    def is_data(self) -> bool:
        """Whether it seems to hold data: our columns, or more rows than a cover or a note has."""
        holds = self.headings is not None or self.filled > FEW_ROWS
        return holds and self.sheet.name != EXPLAINED

    def is_nearer(self, other: "_Looked | None") -> bool:
        """Whether it is rather the one that is meant: the first that is whole, else the one of most columns."""
        if self.headings is None or other is None or other.headings is None:
            return self.headings is not None
        if other.headings.is_readable or self.headings.is_readable:
            return not other.headings.is_readable
        return len(self.headings.places) > len(other.headings.places)


@dataclass(frozen=True, slots=True)
class _Passed:
    """A sheet that is not read, as far as its sender must hear of it."""

    place: int
    name: str
    missing: tuple[str, ...]

    def remark(self, chosen: str) -> str:
        """What is said of it."""
        lacks = ", ".join(f"“{one}”" for one in self.missing)
        return (
            f"Trang tính “{self.name}” không đọc: chỉ đọc trang “{chosen}”. "
            + (f"Trang đó thiếu cột bắt buộc {lacks}. " if lacks else "")
            + f"Nếu có dữ liệu cần nhập, chép sang trang “{chosen}” hoặc tải lên thành tệp riêng."
        )


def read_book(kind: SheetKind, data: bytes) -> Reading:
    """Every row of the sheet that has this kind's headings; what cannot be read at all is said in `faults`."""
    try:
        found, passed = _find(kind, data)
        if found is None or found.headings is None:
            return Reading(faults=[NO_HEADINGS])
        sheet, headings, number = found.sheet, found.headings, found.heading_row
        reading = _described(sheet, headings, number)
        reading.remarks = [one.remark(sheet.name) for one in passed] + reading.remarks
        if not reading.faults:
            reading.rows = list(_rows(kind, sheet, headings, number))
            if not reading.rows:
                reading.faults.append("Dưới dòng tiêu đề không có dòng nào. Đề nghị ghi dữ liệu rồi tải lên.")
    except SheetRefused as refused:
        return Reading(faults=[str(refused)])
    return reading


def _find(kind: SheetKind, data: bytes) -> tuple[_Looked | None, list[_Passed]]:
    """The first sheet with a whole heading row, else the one that comes nearest; and what else holds data."""
    known = [
        Heading(name, one.heading, one.aliases, one.required, pairs=one.join is not None)
        for name, one in kind.columns.items()
    ]
    best: _Looked | None = None
    passed: list[_Passed] = []
    for place, sheet in enumerate(open_book(data)):
        if sheet.fault and not (best and best.headings and best.headings.is_readable):
            raise SheetRefused(sheet.fault)
        looked = _look(place, sheet, known)
        is_nearer = looked.is_nearer(best)
        left = best if is_nearer else looked
        best = looked if is_nearer else best
        if left is not None and left.is_data:
            missing = left.headings.missing if left.headings is not None else ()
            passed.append(_Passed(left.place, left.sheet.name, missing))
    return best, sorted(passed, key=lambda one: one.place)


def _look(place: int, sheet: Sheet, known: Sequence[Heading]) -> _Looked:
    """The first rows of a sheet; one beyond what is taken is known to be long."""
    if sheet.fault:
        return _Looked(place, sheet, None, 0, SEARCHED_ROWS)
    first = list(islice(sheet.rows(), SEARCHED_ROWS))
    headings = find_headings([cells for _number, cells in first], known)
    return _Looked(place, sheet, headings, first[headings.row][0] if headings else 0, len(first))


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
        _Reader(name, kind.columns[name], place, headings.beside.get(name))
        for name, place in sorted(headings.places.items(), key=lambda one: one[1])
    ]
    for at, cells in _data(sheet, number):
        row = Row(at, {})
        for reader in readers:
            reader.read(row, cells)
        if row.faults and is_aside(cells):
            row = Row(at, {}, [Fault("", NO_DATA, next(filter(None, map(as_shown, cells))))], is_aside=True)
        if row.values or row.faults:
            yield row


def _data(sheet: Sheet, heading_row: int) -> Iterator[tuple[int, list[Any]]]:
    """The rows under the headings; those of a heading of several rows end with the numbers of the columns."""
    rows = sheet.rows(heading_row + 1)
    first = list(islice(rows, HEADING_ROWS))
    numbered = [place for place, (_at, cells) in enumerate(first) if is_numbering(cells)]
    yield from first[numbered[0] + 1 :] if numbered else first
    yield from rows


class _Reader:
    """One column while a sheet is read: what repeats is parsed once."""

    def __init__(self, name: str, column: Column, place: int, beside: int | None) -> None:
        self.name, self.column, self.place, self.beside = name, column, place, beside
        self.asks = column.required and not column.may_be_blank
        self.seen: dict[tuple[type, Any], Any] = {}

    def read(self, row: Row, cells: Sequence[Any]) -> None:
        """Put the cell's value into the row, or say what is wrong with it."""
        value = self._value(cells, self.place)
        if self.beside is not None:
            value = self._joined(value, self._value(cells, self.beside))
        if value is BLANK:
            if self.asks:
                row.faults.append(Fault(self.name, f"Chưa ghi {self.column.heading.lower()}."))
        elif isinstance(value, Fault):
            row.faults.append(value)
        else:
            row.values[self.name] = value

    def _value(self, cells: Sequence[Any], place: int) -> Any:
        cell = cells[place] if place < len(cells) else ""
        token = (cell.__class__, cell)
        if (value := self.seen.get(token)) is None:
            value = self._parsed(cell)
            if len(self.seen) < REMEMBERED:
                self.seen[token] = value
        return value

    def _joined(self, value: Any, other: Any) -> Any:
        """Of two cells of one column what both say; the one that is wrong is told first."""
        if value is BLANK or isinstance(other, Fault):
            return other
        if other is BLANK or isinstance(value, Fault) or self.column.join is None:
            return value
        try:
            return self.column.join(value, other)
        except CellError as error:
            return Fault(self.name, str(error), f"{as_shown(value)}; {as_shown(other)}")

    def _parsed(self, cell: Any) -> Any:
        if is_blank(cell):
            return BLANK
        try:
            return self.column.parse(cell)
        except CellError as error:
            return Fault(self.name, str(error), as_shown(cell)[:VALUE_SHOWN])
