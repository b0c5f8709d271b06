"""What a person does with a workbook: hands it in, has it written, gives it up, takes it back."""

from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from documents.services.uploads import (
    SHEET_LIMIT,
    SHEET_UNPACKED,
    SHEETS,
    Accepted,
    accept_upload,
)
from jobs.enums import JobQueue
from jobs.models import Job
from jobs.services import enqueue
from organizations import audit
from organizations.enums import ImportState, RowVerdict, TwinChoice
from organizations.models import Account, Import, PartyOrganization
from organizations.models.importing import WRITTEN
from organizations.services.importing_check import GONE, few, revived
from organizations.services.sheet_kinds import Row, SheetKind, sheet_kind
from organizations.workflow import TransitionDenied, require

CHECK, WRITE, UNDO = "organizations.check_import", "organizations.write_import", "organizations.undo_import"
BETWEEN = {ImportState.READY, ImportState.REFUSED}
SWEPT = "Để quá {} ngày không ghi nên máy đã hủy và xóa tệp. Muốn nhập, đề nghị tải tệp lên lại."
NO_SUBTREE = (
    "Vai trò đang dùng không phụ trách một tổ chức đảng nào để nhập danh sách. "
    "Đề nghị gửi danh sách cho cấp trên để nhập."
)


def scope_of(account: Account, kind: SheetKind | type[SheetKind]) -> PartyOrganization | None:
    """The part of the tree for which an account brings this kind in: the widest it holds; none for a lone unit."""
    paths = sorted(account.reach(kind.duty).paths, key=len)
    found: PartyOrganization | None = PartyOrganization.objects.filter(path__in=paths[:1]).first()
    return found


def take_book(name: str, stream: BinaryIO, *, at: datetime) -> Accepted:
    """The workbook as a file, once its archive has been looked at."""
    return accept_upload(name, stream, allowed=SHEETS, at=at, limit=SHEET_LIMIT, unpacked=SHEET_UNPACKED)


@transaction.atomic
def start_import(kind: SheetKind, book: Accepted, *, actor: Account, at: datetime) -> Job:
    """Have a workbook checked; nothing of it is written."""
    scope = scope_of(actor, kind)
    if scope is None:
        raise TransitionDenied(NO_SUBTREE)
    batch = Import(
        kind=kind.name,
        duty=kind.duty,
        scope=scope,
        file=book.file,
        file_name=book.name,
        asked_by=actor,
        asked_at=at,
    )
    batch.save()
    audit.record(actor=actor, action="upload_import", target=batch, after=book.file.sha256, note=book.name)
    return _ask(batch, CHECK, actor)


@transaction.atomic
def recheck_import(batch: Import, *, actor: Account) -> Job:
    """Look at the same file again: what it refers to may have been put right meanwhile."""
    batch = _held(batch, actor, BETWEEN, "kiểm tra lại")
    _move(batch, ImportState.CHECKING, actor, "recheck_import")
    return _ask(batch, CHECK, actor)


@transaction.atomic
def apply_import(batch: Import, *, actor: Account, at: datetime) -> Job:
    """Have all of it written; a row that is still in question holds everything back."""
    batch = _held(batch, actor, {ImportState.READY}, "ghi")
    open_twins = batch.rows.filter(twin__isnull=False, choice=TwinChoice.OPEN).count()
    if open_twins:
        raise TransitionDenied(
            f"Còn {open_twins} dòng có thể trùng với bản ghi đã có. Đề nghị chọn gộp hay thêm mới trước khi ghi."
        )
    if not batch.new_count + batch.changed_count:
        raise TransitionDenied("Tệp không có gì khác với dữ liệu đang có, nên không có gì để ghi.")
    batch.applied_by, batch.applied_at = actor, at
    _move(batch, ImportState.WRITING, actor, "apply_import")
    return _ask(batch, WRITE, actor)


@transaction.atomic
def cancel_import(batch: Import, *, actor: Account) -> None:
    """Give a workbook up before anything of it was written; its rows and the file are forgotten."""
    batch = _held(batch, actor, BETWEEN, "hủy")
    _forget(batch)
    _move(batch, ImportState.CANCELLED, actor, "cancel_import")


@transaction.atomic
def ask_undo(batch: Import, *, actor: Account, at: datetime) -> Job:
    """Have what was written taken back; refused later, by name, if it has been touched."""
    batch = _held(batch, actor, {ImportState.DONE}, "hoàn tác")
    batch.undone_by, batch.undone_at = actor, at
    _move(batch, ImportState.UNDOING, actor, "ask_undo_import")
    return _ask(batch, UNDO, actor)


@transaction.atomic
def choose_twins(batch: Import, *, choice: TwinChoice, numbers: list[int] | None, actor: Account) -> int:
    """Say of rows that look like records already there whether they are: of some, or of all that are still open."""
    batch = _held(batch, actor, {ImportState.READY}, "chọn")
    kind = sheet_kind(batch.kind)
    if kind is None:
        raise TransitionDenied(GONE)
    kind.actor = actor
    rows = batch.rows.filter(twin__isnull=False)
    rows = rows.filter(choice=TwinChoice.OPEN) if numbers is None else rows.filter(number__in=numbers)
    chosen, hindered = list(rows), []
    for one in chosen:
        row = Row(one.number, revived(kind, one.values), twin=one.twin)
        row.twin_values = revived(kind, one.twin_values)
        if choice == TwinChoice.MERGE:
            if why := kind.hinders_merge(row):
                hindered.append(f"Dòng {row.number}, {kind.called(row.values)}: {why}")
            kind.merge(row)
            kind.keep_names(row)
        one.choice, one.verdict, one.target, one.values = choice, row.verdict, row.target, row.values
        one.before = row.before if row.verdict is RowVerdict.CHANGED else {}
    if hindered:
        raise TransitionDenied(*few(hindered))
    batch.rows.bulk_update(chosen, ["choice", "verdict", "target", "before", "values"], batch_size=100)
    _recount(batch)
    audit.record(actor=actor, action="choose_twins", target=batch, after=choice, note=str(len(chosen)))
    return len(chosen)


def _recount(batch: Import) -> None:
    verdicts = list(batch.rows.values_list("verdict", flat=True))
    batch.new_count = verdicts.count(RowVerdict.NEW)
    batch.changed_count = verdicts.count(RowVerdict.CHANGED)
    batch.unchanged_count = verdicts.count(RowVerdict.UNCHANGED)
    batch.save(update_fields=["new_count", "changed_count", "unchanged_count"])


def _held(batch: Import, actor: Account, states: set[ImportState], words: str) -> Import:
    """The row under lock, in a state from which this can be done; what the machine gave up begins anew."""
    rows = Import.objects.select_for_update(of=("self",)).select_related("scope", "job")
    batch = rows.get(pk=batch.pk)
    require(actor, batch.needs, batch)
    if batch.is_stuck:
        _unstick(batch)
    if batch.state not in states:
        raise TransitionDenied(f"Không thể {words}: {batch.get_state_display().lower()}.")
    return batch


def _unstick(batch: Import) -> None:
    """A job that failed left nothing behind: where it began, the import stands again."""
    batch.state = batch.stands_at
    if batch.state == ImportState.DONE:
        batch.undone_by, batch.undone_at = None, None
    else:
        batch.applied_by, batch.applied_at = None, None


def _forget(batch: Import) -> None:
    """What was read goes; the file's bytes follow once nothing else keeps them (`documents.services.files`)."""
    batch.rows.all().delete()
    batch.file, batch.annotated, batch.summary = None, None, []


def sweep_previews(*, before: datetime) -> int:
    """Give up what was looked at before that moment (by the machine's own clock) and never written; how many."""
    Import.objects.filter(state=ImportState.CANCELLED).update(file=None, annotated=None)
    left = Import.objects.exclude(state__in=[*WRITTEN, ImportState.CANCELLED])
    found = list(left.filter(job__created_at__lt=before).values_list("pk", flat=True))
    return sum(_sweep(pk, before) for pk in found)


@transaction.atomic
def _sweep(pk: int, before: datetime) -> bool:
    """One of them, unless somebody has just taken it up again."""
    batch = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=pk)
    if batch.stands_at not in BETWEEN or batch.job is None or batch.job.created_at >= before:
        return False
    if batch.is_stuck:
        _unstick(batch)
    _forget(batch)
    batch.faults = [SWEPT.format(settings.IMPORT_KEPT_DAYS)]
    _move(batch, ImportState.CANCELLED, None, "sweep_import")
    return True


def _move(batch: Import, state: ImportState, actor: Account | None, action: str) -> None:
    before, batch.state = batch.state, state
    batch.save()
    audit.record(actor=actor, action=action, target=batch, before=before, after=state)


def _ask(batch: Import, kind: str, actor: Account) -> Job:
    """The machine's part, in a process of its own."""
    batch.job = job = enqueue(kind, asked_by=actor, queue=JobQueue.LONG, batch=batch.key)
    batch.save(update_fields=["job"])
    return job
