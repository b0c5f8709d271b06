"""A preview in the words of the page: what each row of a workbook would do, cell by cell, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from organizations.enums import ImportState, RowVerdict, TwinChoice
from organizations.models import Import, ImportRow
from organizations.services.importing_check import reach_of, revived
from organizations.services.sheet_kinds import SheetKind

TWINS = "twin"
LEFT_OUT = "left-out"
PARTS = {
    RowVerdict.REJECTED.value: "Có lỗi",
    TWINS: "Có thể trùng",
    RowVerdict.CHANGED.value: "Thay đổi",
    RowVerdict.NEW.value: "Thêm mới",
    RowVerdict.UNCHANGED.value: "Không đổi",
    LEFT_OUT: "Không có trong tệp",
}
COMPARED = {ImportState.READY, ImportState.DONE}
SHOWN_STATES = set(ImportState) - {ImportState.CHECKING, ImportState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of a row: its heading, what stands now, what the sheet says."""

    heading: str
    old: str
    new: str
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether the sheet says otherwise."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the sheet on the page."""

    number: int
    called: str
    verdict: str
    label: str
    lines: tuple[Line, ...]
    choice: str = ""


def parts_of(batch: Import, twins: Mapping[str, int], left_out: int) -> list[tuple[str, str, int]]:
    """The heaps of a preview that hold something, the most urgent first; a row lies in one of them."""
    counts = {
        RowVerdict.REJECTED.value: batch.rejected_count,
        RowVerdict.CHANGED.value: batch.changed_count,
        RowVerdict.NEW.value: batch.new_count,
        RowVerdict.UNCHANGED.value: batch.unchanged_count,
    }
    counts = {name: count - twins.get(name, 0) for name, count in counts.items()}
    counts |= {TWINS: sum(twins.values()), LEFT_OUT: left_out}
    return [(name, label, counts[name]) for name, label in PARTS.items() if counts[name]]


def twins_of(batch: Import) -> "QuerySet[ImportRow]":
    """Rows that look like records already there, while the preview can still be decided on."""
    rows = batch.rows.filter(twin__isnull=False)
    return rows if batch.state == ImportState.READY else rows.none()


def count_twins(batch: Import) -> dict[str, int]:
    """How many of these there are, by what writing each would do."""
    return dict(twins_of(batch).order_by().values_list("verdict").annotate(count=Count("pk")))


def left_out_of(kind: SheetKind, batch: Import) -> "QuerySet[Any] | None":
    """What the list has and the sheet has not; of a sheet with unread rows nobody can say."""
    if batch.rejected_count or batch.state not in COMPARED:
        return None
    return kind.left_out(batch.rows.all(), reach_of(batch))


def rows_of(batch: Import, part: str) -> "QuerySet[ImportRow]":
    """The rows of one heap."""
    if part == TWINS:
        return twins_of(batch)
    rows = batch.rows.filter(verdict=part)
    return rows.filter(twin__isnull=True) if batch.state == ImportState.READY else rows


def shown(kind: SheetKind, rows: Iterable[ImportRow], part: str) -> list[Shown]:
    """Rows in words."""
    told = []
    for one in rows:
        values, before = revived(kind, one.values), revived(kind, one.before)
        if part == RowVerdict.REJECTED:
            lines = _faults(kind, one)
        elif part == TWINS:
            lines = _beside(kind, revived(kind, one.twin_values), values)
        elif part == RowVerdict.CHANGED:
            lines = tuple(line for line in _beside(kind, before, values) if line.differs)
        else:
            lines = tuple(line for line in _beside(kind, {}, values) if line.new)[1:]
        choice = TwinChoice(one.choice).label if one.choice else ""
        verdict = RowVerdict(one.verdict)
        told.append(Shown(one.number, kind.called(values), verdict.value, verdict.label, lines, choice))
    return told


def _faults(kind: SheetKind, row: ImportRow) -> tuple[Line, ...]:
    lines = []
    for name, value, sentence in row.faults:
        column = kind.columns.get(name)
        lines.append(Line(column.heading if column else "Cả dòng", "", str(value), sentence))
    return tuple(lines)


def _beside(kind: SheetKind, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Line, ...]:
    """Every column that says something, the two sides beside each other."""
    return tuple(
        Line(column.heading, column.shown(old.get(name)), column.shown(new[name]))
        for name, column in kind.columns.items()
        if name in new
    )
