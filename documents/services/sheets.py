"""Workbooks that come in: surveyed before anything is parsed, read row by row; and the workbooks that ask for them.

The guards stand in the order of their price. An .xlsx is an archive of XML: its list was looked at when it was handed
in (`uploads`); here its sheets are counted as bytes run by, since the reader makes room for the whole rectangle that
the furthest cell spans.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import IO, Any

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from documents.rules import vn_number

ROW_LIMIT = 100_000
COLUMN_LIMIT = 60
CELL_LIMIT = 3_000_000
SHEET_LIMIT = 20
PIECE = 1024 * 1024
LONGEST_ERROR = 20  # "#NULL!", "#SPILL!"
BOOK_LIMIT = 8 * PIECE  # of the list of sheets: a workbook that grew old carries thousands of names in it
# An expression that begins at a "<" never runs past the next one: so each byte is looked at a few times at most.
TAG = rb"<(?:\w{1,20}:)?"
HIDDEN = re.compile(TAG + rb"row\s[^<>]*\bhidden\s*=\s*[\"'](?:1|true)[\"']")
# Only references beyond what is taken are looked for: of a million cells the others need not be read.
FAR_COLUMN = re.compile(rb"r\s*=\s*[\"']((?:[A-Za-z]{3,8}|[Bb][I-Zi-z]|[C-Zc-z][A-Za-z])(?=\d))")
PLACED = re.compile(rb"r\s*=\s*[\"'][A-Za-z]{1,8}\d")
FAR_ROW = re.compile(rb"r\s*=\s*[\"'][A-Za-z]{1,8}0*([1-9]\d{5,11})[\"']")
BROKEN = re.compile(
    TAG + rb"c\s(?=[^<>]*\bt\s*=\s*[\"']e[\"'])([^<>]*+)>"
    rb"(?:" + TAG + rb"f\b[^<>]*+>[^<]*+</(?:\w{1,20}:)?f>|" + TAG + rb"f\b[^<>]*/>)?" + TAG + rb"v>([^<]*+)"
)
REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,8})(\d{1,9})[\"']")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class SheetRefused(Exception):
    """The workbook cannot be read; the text is for its sender and says what to do."""


@dataclass(slots=True)
class Survey:
    """What a sheet holds, as its bytes say before it is parsed."""

    rows: int = 0  # the last that holds a cell beyond what is taken: an empty row at the very end is none
    lines: int = 0  # rows as they are written, for cells that do not say where they stand
    is_placed: bool = False
    columns: int = 0
    cells: int = 0
    hidden: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)  # cells whose formula failed: #REF!


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet of a workbook, its rows numbered as the sheet numbers them; of one too long none."""

    name: str
    survey: Survey
    source: CalamineSheet | None
    fault: str = ""  # why it was not parsed

    @property
    def width(self) -> int:
        """How many columns it spans, from column A."""
        return self.source.end[1] + 1 if self.source and self.source.end else 1

    def rows(self, first: int = 1) -> Iterator[tuple[int, list[Any]]]:
        """Each row that holds something, from the first asked for: its number and its cells from column A."""
        if self.source is None:
            raise SheetRefused(self.fault)
        left = [""] * (self.source.start[1] if self.source.start else 0)
        for number, cells in enumerate(self.source.iter_rows(), start=1):
            if number < first:
                continue
            row = left + cells
            for place in range(len(row) if self.survey.broken else 0):
                row[place] = self.survey.broken.get((number, place), row[place])
            if any(one != "" and not _is_space(one) for one in row):
                yield number, row


def _is_space(cell: Any) -> bool:
    return isinstance(cell, str) and not cell.strip()


def open_book(data: bytes) -> Iterator[Sheet]:
    """The visible sheets, each surveyed and then parsed when it is its turn, unless it is beyond what is taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            places = _places(archive)
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for number, about in enumerate(book.sheets_metadata[:SHEET_LIMIT]):
                shown = about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet
                if shown and about.name in places:
                    survey = _survey(archive, places[about.name])
                    fault = _too_much(about.name, survey)
                    yield Sheet(about.name, survey, None if fault else book.get_sheet_by_index(number), fault)
    except (CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError) as broken:
        raise SheetRefused(
            "Tệp bị hỏng, không đọc được. Đề nghị mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi tải lên."
        ) from broken


class _Found:
    """Notes the attributes of elements of one name as the parser meets them: no tree is built of them."""

    def __init__(self, name: str) -> None:
        self.name, self.told = name, list[dict[str, str]]()

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """An element begins."""
        if tag.rpartition("}")[2] == self.name:
            self.told.append(dict(told))

    def close(self) -> list[dict[str, str]]:
        """All of them, in their order."""
        return self.told


def _elements(archive: zipfile.ZipFile, part: str, name: str) -> list[dict[str, str]]:
    """The elements of one name in a part of the archive that is short in every sound workbook."""
    if archive.getinfo(part).file_size > BOOK_LIMIT:
        raise ValueError(part)
    reader = etree.XMLParser(target=_Found(name), resolve_entities=False, no_network=True)
    found: list[dict[str, str]] = etree.fromstring(archive.read(part), reader)
    return found


def _places(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where in the archive each sheet lies, by its name."""
    relations = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    links = {one.get("Id"): str(one.get("Target")) for one in relations}
    found = {}
    for sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        target = links.get(sheet.get(RELATION) or sheet.get(STRICT), "")
        found[str(sheet.get("name"))] = normpath(
            target.lstrip("/") if target.startswith("/") else join("xl", target)
        )
    return found


def _survey(archive: zipfile.ZipFile, place: str) -> Survey:
    """Count as the bytes run by; nothing is kept but the failed formulas."""
    survey, rest = Survey(), b""
    with archive.open(place) as stream:
        while piece := _piece(stream):
            rest += piece
            cut = max(rest.rfind(b"<row"), 0) or max(rest.rfind(b"<"), 0) or len(rest)  # never kept for long
            _count(survey, rest[:cut])
            rest = rest[cut:]
            if survey.cells > CELL_LIMIT:
                break
    _count(survey, rest)
    survey.rows = survey.rows if survey.is_placed else survey.lines
    return survey


def _piece(stream: IO[bytes]) -> bytes:
    """As much as asked for: an archive gives out less at a time."""
    parts, left = [], PIECE
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _count(survey: Survey, part: bytes) -> None:
    survey.cells += part.count(b"<c ") + part.count(b"<c>") + part.count(b":c ")
    survey.lines += part.count(b"<row") + part.count(b":row")
    survey.is_placed = survey.is_placed or PLACED.search(part) is not None
    survey.columns = max([survey.columns, *map(_column_number, set(FAR_COLUMN.findall(part)))])
    survey.rows = max([survey.rows, *map(int, FAR_ROW.findall(part))])
    if b"hidden" in part:
        survey.hidden += len(HIDDEN.findall(part))
    if b'"e"' in part or b"'e'" in part:
        for told, value in BROKEN.findall(part):
            if place := REFERENCE.search(told):
                where = int(place[2]), _column_number(place[1]) - 1
                survey.broken[where] = value[:LONGEST_ERROR].decode(errors="replace")


def _column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for one in letters.upper():
        number = number * 26 + one - 64
    return number


def _too_much(name: str, survey: Survey) -> str:
    """A sheet beyond what an import takes: said before it costs anything."""
    if survey.rows > ROW_LIMIT:
        return (
            f"Trang tính “{name}” kéo đến dòng {vn_number(survey.rows)}, "
            f"mỗi lần nhập tối đa {vn_number(ROW_LIMIT)} dòng. "
            "Đề nghị xóa các dòng trống ở cuối hoặc chia thành nhiều tệp."
        )
    if survey.columns > COLUMN_LIMIT:
        return (
            f"Trang tính “{name}” kéo đến cột thứ {vn_number(survey.columns)}; tối đa {COLUMN_LIMIT} cột. "
            "Đề nghị xóa các cột thừa bên phải rồi tải lên."
        )
    if survey.cells > CELL_LIMIT:
        return f"Trang tính “{name}” có hơn {vn_number(CELL_LIMIT)} ô. Đề nghị xóa các ô định dạng thừa hoặc chia tệp."
    return ""
