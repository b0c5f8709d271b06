"""Writing what was previewed, as a whole or not at all, and taking it back while nobody has touched it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError
from django.db.models import ProtectedError

from jobs.runner import Work
from organizations import audit, clock
from organizations.enums import ImportState, RowVerdict
from organizations.models import Account, AuditEntry, Import, ImportRow, PartyOrganization, Reach
from organizations.services import bulk
from organizations.services.importing_check import GONE, few, judge, path_of, reach_of, staged_rows
from organizations.services.sheet_kinds import AWAY, CHUNK, Row, SheetKind, sheet_kind
from organizations.workflow import TransitionDenied

TOGETHER = "Có người vừa ghi cùng lúc. Chưa ghi gì. Đề nghị kiểm tra lại rồi ghi."
CHANGED_SINCE = "đã sửa sau khi nhập"
NOT_UNDONE = "Chưa hoàn tác gì."
BY_HAND = "Đề nghị sửa từng bản ghi."
PUT_BACK = "Ghi lại các ô đã nêu như lúc nhập thì hoàn tác được; không thì đề nghị sửa từng bản ghi."
NOTHING = "Chưa ghi gì. Đề nghị xem lại tệp rồi làm lại."
NOT_YOURS = "Có dòng nay không thuộc quyền của đồng chí nữa. Chưa ghi gì. Đề nghị kiểm tra lại tệp, bỏ dòng đó rồi ghi."
LOST = (
    "Đồng chí {} không còn giữ vai trò được nhập danh sách ở {}, nên chưa ghi gì. "
    "Đề nghị người đang giữ vai trò đó làm lại."
)
REFUSALS = (IntegrityError, PermissionDenied, TransitionDenied)
ENCODER = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def write_import(batch: Import, work: Work, *, at: datetime) -> None:
    """Write every row of the preview in one transaction, or say what has changed since; done twice, it is done once."""
    work.progress(5, "Đang so lại với dữ liệu hiện có")
    try:
        with work.finish(path=path_of(batch)):
            locked = _hold(batch, ImportState.WRITING)
            if locked is not None:
                faults = _write(locked, work, at=at)
                locked.faults = faults
                locked.state = ImportState.REFUSED if faults else ImportState.DONE
                locked.save(update_fields=["state", "faults"])
    except REFUSALS as refused:
        with work.finish(path=path_of(batch)):
            Import.objects.filter(pk=batch.pk).update(state=ImportState.REFUSED, faults=_said(refused))


def undo_import(batch: Import, work: Work, *, at: datetime) -> None:
    """Put back what stood before, if all that was written still stands as it was written."""
    work.progress(5, "Đang so lại với dữ liệu hiện có")
    try:
        with work.finish(path=path_of(batch)):
            locked = _hold(batch, ImportState.UNDOING)
            if locked is not None:
                _undo(locked, at=at)
    except ProtectedError as held:
        with work.finish(path=path_of(batch)):
            _stay(batch, _leaning(held))
    except REFUSALS as refused:
        with work.finish(path=path_of(batch)):
            _stay(batch, _said(refused, NOT_UNDONE))


def _said(refused: Exception, nothing: str = NOTHING) -> list[str]:
    """What the database, or a service that the kind writes through, refuses: asked again it would refuse again."""
    if isinstance(refused, TransitionDenied):
        return [*few(refused.sentences), nothing]
    return [TOGETHER if isinstance(refused, IntegrityError) else NOT_YOURS]


def _lost(actor: Account, batch: Import) -> list[str]:
    """The job comes after the button: by then the role may have ended, or the account been locked."""
    if actor.is_active and actor.can(batch.needs, batch):
        return []
    return [LOST.format(actor.full_name, batch.scope.name)]


def _hold(batch: Import, state: ImportState) -> Import | None:
    """One import at a time: the root of the tree is the lock of whatever is brought in; none if it is done already."""
    list(PartyOrganization.objects.select_for_update(no_key=True).filter(depth=1))
    locked: Import = (
        Import.objects.select_for_update(of=("self",))
        .select_related("scope", "applied_by", "undone_by")
        .get(pk=batch.pk)
    )
    return locked if locked.state == state else None


def _write(batch: Import, work: Work, *, at: datetime) -> list[str]:
    """What hinders, or nothing once all is written."""
    kind, actor = sheet_kind(batch.kind), batch.applied_by
    if kind is None or actor is None:
        return [GONE]
    kind.take_from(actor, batch.scope.path, clock.day_of(at))
    if lost := _lost(actor, batch):
        return lost
    staged = list(staged_rows(kind, batch.rows.all()))
    verdicts = dict(batch.rows.values_list("number", "verdict"))
    seen = {row.number: (row.target, _plain(row.before)) for row in staged}
    _lock_targets(kind, [row for row in staged if verdicts[row.number] == RowVerdict.CHANGED])
    judge(kind, staged, reach_of(batch))
    faults = _stale(kind, staged, verdicts, seen)
    if faults:
        return faults
    new = [row for row in staged if row.verdict is RowVerdict.NEW]
    changed = [row for row in staged if row.verdict is RowVerdict.CHANGED]
    for row in changed:
        row.values = row.changes
    kind.write(new, changed, at=at)
    bulk.update(ImportRow, ["target"], _made(batch, new))
    _journal(kind, actor, "import", new, changed, batch)
    return []


def _lock_targets(kind: SheetKind, rows: Iterable[Row]) -> None:
    """What will be changed stays as it is until it is."""
    targets = sorted({row.target for row in rows if row.target is not None})
    for start in range(0, len(targets), CHUNK):
        held = kind.model._default_manager.select_for_update(of=("self",), no_key=True)
        list(held.filter(pk__in=targets[start : start + CHUNK]).order_by("pk").values_list("pk"))


def _stale(
    kind: SheetKind,
    rows: Iterable[Row],
    verdicts: Mapping[int, str],
    seen: Mapping[int, tuple[int | None, str]],
) -> list[str]:
    """The rows that would now be written otherwise than was previewed."""
    wrong = []
    for row in rows:
        now = row.verdict
        is_asked = row.twin is not None and not row.choice
        stands = now is not RowVerdict.CHANGED or (row.target, _plain(row.before)) == seen[row.number]
        if now != verdicts[row.number] or is_asked or not stands:
            why = f": {row.faults[0].sentence}" if row.faults else ""
            wrong.append(f"Dòng {row.number}, {kind.called(row.values)}: đã khác lúc xem trước{why}")
    return few(wrong) + (["Chưa ghi gì. Đề nghị kiểm tra lại rồi ghi."] if wrong else [])


def _made(batch: Import, new: Iterable[Row]) -> Iterator[tuple[int, int | None]]:
    """Which record each new row became."""
    staged = dict(batch.rows.values_list("number", "pk"))
    return ((staged[row.number], row.target) for row in new)


def _plain(values: Mapping[str, Any]) -> str:
    """Values as the journal and a comparison take them."""
    return ENCODER.encode(dict(values))


def _journal(
    kind: SheetKind,
    actor: Account,
    action: str,
    new: Iterable[Row],
    changed: Iterable[Row],
    batch: Import,
    gone: Iterable[Row] = (),
) -> None:
    """One entry a record, with what stood before and what stands now, and one for the whole."""
    label = kind.audit_as or kind.model._meta.label_lower
    note = f"{kind.label}: {batch.file_name}, {batch.key}"
    rows = [
        *((row.key, "", _plain(row.values)) for row in new),
        *((row.key, _plain(row.values), "") for row in gone),
        *(
            (
                row.key,
                _plain({name: row.before.get(name) for name in row.values}),
                _plain(row.values),
            )
            for row in changed
        ),
    ]
    entries = audit.lines(actor=actor, action=action, target_kind=label, changes=rows, note=note)
    bulk.insert(AuditEntry, audit.LINE, entries)
    audit.record(actor=actor, action=action, target=batch, note=f"{kind.label}: {len(rows)}")


def _undo(batch: Import, *, at: datetime) -> None:
    """Compare first; then the new ones go and the changed ones are as before."""
    kind, actor = sheet_kind(batch.kind), batch.undone_by
    if kind is None or actor is None:
        _stay(batch, [GONE])
        return
    kind.take_from(actor, batch.scope.path, clock.day_of(at))
    if lost := _lost(actor, batch):
        _stay(batch, lost)
        return
    staged = batch.rows.filter(verdict__in=[RowVerdict.NEW, RowVerdict.CHANGED]).order_by("number")
    is_new = set(staged.filter(verdict=RowVerdict.NEW).values_list("number", flat=True))
    rows = list(staged_rows(kind, staged))
    _lock_targets(kind, rows)
    wrong = _touched(kind, rows, is_new, reach_of(batch))
    if wrong:
        is_only_changed = all(CHANGED_SINCE in one for one in wrong)
        _stay(batch, [*few(wrong), f"{NOT_UNDONE} {PUT_BACK if is_only_changed else BY_HAND}"])
        return
    keys = kind.keys([row.target for row in rows if row.target is not None])
    for row in rows:
        row.key = keys.get(row.target or 0, "")
    new = [row for row in rows if row.number in is_new]
    restored = [row for row in rows if row.number not in is_new]
    for row in restored:
        now, row.values = row.values, {name: row.before.get(name) for name in row.changes}
        row.before = {**row.before, **now}
    with kind.taking_back(batch, rows):
        kind.erase([row.target for row in new if row.target is not None])  # what was added makes room first
        kind.write([], restored, at=at)
    _journal(kind, actor, "undo_import", [], restored, batch, gone=new)
    Import.objects.filter(pk=batch.pk).update(state=ImportState.UNDONE, undone_at=at, faults=[])


def _touched(kind: SheetKind, rows: Sequence[Row], is_new: set[int], reach: Reach) -> list[str]:
    """What is no longer the actor's to touch, or no longer as the import wrote it."""
    targets = [row.target for row in rows if row.target is not None]
    standing, forbidden = kind.standing(targets), kind.forbidden(targets, reach)
    wrong = []
    for row in rows:
        now = standing.get(row.target or 0)
        named = f"Dòng {row.number}, {kind.called(row.values)}"
        why = forbidden.get(row.target or 0)
        if why or now is None:
            wrong.append(f"{named}: {why or AWAY}")
            continue
        written = row.values if row.number in is_new else row.changes
        differs = [name for name, value in written.items() if name in now and now[name] != value]
        if differs:
            headings = ", ".join(kind.columns[name].heading for name in differs)
            wrong.append(f"{named}: {CHANGED_SINCE} ({headings}).")
    return wrong


def _leaning(held: ProtectedError) -> list[str]:
    """What rests on a record that the import made."""
    kinds = sorted({str(one._meta.verbose_name) for one in held.protected_objects})
    return [
        f"Đã có dữ liệu khác dựa vào các bản ghi mới ({', '.join(kinds)}). "
        "Chưa hoàn tác gì. Đề nghị bỏ dữ liệu đó trước, hoặc sửa từng bản ghi."
    ]


def _stay(batch: Import, faults: list[str]) -> None:
    """Not taken back: it stays written, and says why."""
    Import.objects.filter(pk=batch.pk).update(
        state=ImportState.DONE, faults=faults, undone_by=None, undone_at=None
    )
