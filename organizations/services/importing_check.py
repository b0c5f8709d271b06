"""The check of a workbook: every error of every row at once, and what writing it would do; nothing is written."""

import json
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from documents.rules import vn_number
from documents.services.files import keep_bytes, read_file
from documents.services.sheet_templates import annotated
from documents.services.sheets import open_book
from documents.services.uploads import MEDIA_TYPES
from jobs.runner import Work
from jobs.services import JobFailed
from organizations import clock
from organizations.enums import ImportState, RowVerdict, TwinChoice
from organizations.models import Import, ImportRow, Reach
from organizations.services import bulk
from organizations.services.sheet_kinds import Fault, Row, SheetKind, sheet_kind
from organizations.services.sheet_reading import Reading, read_book

COLUMNS = (
    "batch", "number", "verdict", "values", "before", "target", "faults", "twin", "twin_values", "choice",
)  # fmt: skip
NAMED = 20  # of many rows so many are named
FIRST_ROWS = 10  # of an error that many rows have so many are numbered
GONE = "Loại bảng này không còn dùng. Đề nghị hủy lần nhập này."


def check_import(batch: Import, work: Work) -> None:
    """Read the workbook, judge its rows and lay them beside; done again, it replaces what it left."""
    kind = sheet_kind(batch.kind)
    work.progress(5, "Đang đọc tệp")
    if batch.file is None:
        raise JobFailed("Lần nhập này đã hủy, tệp không còn. Đề nghị đồng chí tải tệp lên lại.")
    data = read_file(batch.file)
    reading = read_book(kind, data) if kind else Reading(faults=[GONE])
    work.progress(40, "Đang kiểm tra từng dòng")
    if kind and not reading.faults:
        kind.take_from(batch.asked_by, batch.scope.path, clock.today())
        judge(kind, reading.rows, reach_of(batch))
        reading.remarks += kind.remarks(reading.rows)
    work.progress(75, "Đang lập bản xem trước")
    marked = _annotated(kind, data, reading) if kind else b""
    file = keep_bytes(marked, media_type=MEDIA_TYPES["xlsx"], at=clock.now()) if marked else None
    counts = Counter(row.verdict for row in reading.rows)
    with work.finish(path=path_of(batch)):
        locked = Import.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportState.CHECKING:
            return
        locked.rows.all().delete()
        bulk.insert(ImportRow, COLUMNS, (_staged(locked, row) for row in reading.rows))
        wrong = bool(reading.faults) or counts[RowVerdict.REJECTED] > 0
        locked.state = ImportState.REFUSED if wrong else ImportState.READY
        locked.sheet, locked.columns = reading.sheet, list(reading.places)
        locked.faults, locked.remarks, locked.annotated = reading.faults, reading.remarks, file
        locked.summary = _alike(kind, reading.rows) if kind else []
        locked.new_count, locked.changed_count = counts[RowVerdict.NEW], counts[RowVerdict.CHANGED]
        locked.unchanged_count = counts[RowVerdict.UNCHANGED]
        locked.rejected_count = counts[RowVerdict.REJECTED]
        locked.save()


def path_of(batch: Import) -> str:
    """Where the import's page stands."""
    return f"/nhap-tu-excel/{batch.key}/"


def reach_of(batch: Import) -> Reach:
    """The part of the tree an import may know of, whoever asks."""
    return Reach(paths=(batch.scope.path,), unit_ids=())


def judge(kind: SheetKind, rows: Sequence[Row], reach: Reach) -> None:
    """Say of every row what it would do and everything that is wrong with it."""
    rows = [row for row in rows if not row.is_aside]
    for row in rows:
        row.target, row.before, row.twin, row.twin_values = None, {}, None, {}
    found = kind.current(rows, reach)
    for row in rows:
        if row.choice == TwinChoice.MERGE and row.twin is not None:
            kind.merge(row)
        kind.keep_names(row)
    for row in rows:
        told = {fault.column for fault in row.faults}
        row.faults += [
            fault for fault in kind.check(row, found) if fault.column not in told or not fault.column
        ]
        if kind.is_own(row) and (row.target is None or row.changes):
            row.faults.append(Fault("full_name", kind.own, kind.called(row.values)))
    _refuse_repeats(kind, rows)


def _refuse_repeats(kind: SheetKind, rows: Sequence[Row]) -> None:
    """Two rows about the same thing: the sheet cannot mean both."""
    first: dict[Hashable, int] = {}
    for row in rows:
        about = ("target", row.target) if row.target is not None else kind.identity(row)
        if about is None:
            continue
        earlier = first.setdefault(about, row.number)
        if earlier != row.number:
            row.faults.append(
                Fault("", f"Trùng với dòng {earlier}. Giữ lại một dòng.", kind.called(row.values))
            )


def _alike(kind: SheetKind, rows: Sequence[Row]) -> list[list[Any]]:
    """Errors that are told of several rows: the heading, the sentence, of how many rows, and the first of them."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        for one in dict.fromkeys((fault.column, fault.sentence) for fault in row.faults):
            found.setdefault(one, []).append(row.number)
    many = sorted((one for one in found.items() if len(one[1]) > 1), key=lambda one: -len(one[1]))
    return [
        [kind.columns[column].heading if column else "", sentence, len(numbers), numbers[:FIRST_ROWS]]
        for (column, sentence), numbers in many[:NAMED]
    ]


def _staged(batch: Import, row: Row) -> tuple[Any, ...]:
    verdict = row.verdict
    return (
        batch.pk,
        row.number,
        verdict.value,
        row.values,
        row.before if verdict is RowVerdict.CHANGED else {},
        row.target,
        [[one.column, one.value, one.sentence] for one in row.faults],
        row.twin,
        row.twin_values,
        row.choice,
    )


def few(sentences: Sequence[str]) -> list[str]:
    """Of very many the first, and how many more."""
    rest = len(sentences) - NAMED
    return [*sentences[:NAMED], *([f"… và {vn_number(rest)} dòng khác."] if rest > 0 else [])]


def staged_rows(kind: SheetKind, rows: "QuerySet[ImportRow]") -> Iterator[Row]:
    """The rows of a preview as the check left them, in the machine's hand again."""
    raw = (Cast(name, TextField()) for name in ("values", "before", "twin_values"))  # read here, faster
    kept = rows.order_by("number").values_list("number", "target", "choice", "twin", *raw)
    for number, target, choice, twin, *told in kept.iterator(2_000):
        values, before, twin_values = (revived(kind, json.loads(one)) if one != "{}" else {} for one in told)
        yield Row(
            number, values, target=target, before=before, twin=twin, twin_values=twin_values, choice=choice
        )


def revived(kind: SheetKind, values: dict[str, Any]) -> dict[str, Any]:
    """Kept values as they were read: days are days again."""
    for name in kind.days & values.keys():
        values[name] = kind.columns[name].revive(values[name])
    return values


def _annotated(kind: SheetKind, data: bytes, reading: Reading) -> bytes:
    """The sheet as it came with its errors marked; nothing when there are none."""
    marks = {
        row.number: [(reading.places.get(one.column), _with_heading(kind, one)) for one in row.faults]
        for row in reading.rows
        if row.faults
    }
    if not marks:
        return b""
    sheet = next(one for one in open_book(data) if one.name == reading.sheet)
    return annotated(sheet.rows(), heading_row=reading.heading_row, width=sheet.width, marks=marks)


def _with_heading(kind: SheetKind, fault: Fault) -> str:
    column = kind.columns.get(fault.column)
    return f"{column.heading}: {fault.sentence}" if column else fault.sentence
