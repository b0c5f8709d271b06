"""The five papers that may follow a signature: append-only, each naming what it corrects (P37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from organizations import audit
from organizations.enums import Level
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, require
from ratings.enums import DecisionKind
from ratings.models import Decision, DecisionEntry, Sitting, SittingLine
from ratings.queries.decisions import FINAL, ended_by, standing_entries
from ratings.queries.facts import verdicts_for
from ratings.rules.engine import check_level
from ratings.services.decisions import READY, entry_of, lock_decision, undecided_lines
from ratings.services.proposals import refused
from ratings.services.sittings import lock_sitting

FIELDS = {"name": "Họ và tên", "title": "Chức vụ, đơn vị", "birth": "Ngày sinh"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the first paper and what shall stand there instead."""

    entry: DecisionEntry
    field: str
    right: str


@transaction.atomic
def draft_correction(
    former: Decision, *, kind: str, reason: str, changes: Sequence[Change], actor: Account, at: datetime
) -> Decision:
    """Draft a đính chính, sửa đổi, thay thế or thu hồi of a signed decision; the first stays as it was."""
    former = lock_decision(former)
    require(actor, Permission.DRAFT_DECISION, former)
    errors = correction_faults(former, kind, reason, changes)
    if errors:
        raise TransitionDenied(*errors)
    decision = _follow(former, kind, reason, former.sitting, actor=actor, at=at)
    by_entry: dict[int, list[Change]] = {}
    for one in changes:
        by_entry.setdefault(one.entry.pk, []).append(one)
    entries = [
        entry
        for entry in standing_entries(former)
        if kind in (DecisionKind.REPLACEMENT, DecisionKind.REVOCATION) or entry.pk in by_entry
    ]
    DecisionEntry.objects.bulk_create(
        _copied(decision, entry, by_entry.get(entry.pk, ()), position)
        for position, entry in enumerate(entries, start=1)
    )
    audit.record(actor=actor, action="draft_correction", target=decision, after=kind, note=reason)
    return decision


@transaction.atomic
def draft_supplement(
    former: Decision, sitting: Sitting, *, reason: str, actor: Account, at: datetime
) -> Decision:
    """Quyết định bổ sung: who was concluded later, or forgotten; the first list stays unchanged."""
    former = lock_decision(former)
    sitting = lock_sitting(sitting)
    require(actor, Permission.DRAFT_DECISION, former)
    errors = supplement_faults(former, sitting, reason)
    if errors:
        raise TransitionDenied(*errors)
    decision = _follow(former, DecisionKind.SUPPLEMENT, reason, sitting, actor=actor, at=at)
    DecisionEntry.objects.bulk_create(
        entry_of(decision, line.rating, line.concluded_level, position)
        for position, line in enumerate(_to_add(sitting), start=1)
    )
    audit.record(actor=actor, action="draft_correction", target=decision, after="supplement", note=reason)
    return decision


def _follow(
    former: Decision, kind: str, reason: str, sitting: Sitting, *, actor: Account, at: datetime
) -> Decision:
    return Decision.objects.create(
        campaign=former.campaign,
        sitting=sitting,
        issuer=former.issuer,
        kind=DecisionKind(kind),
        corrects=former,
        reason=reason.strip(),
        drafted_by=actor,
        drafted_at=at,
    )


def _copied(
    decision: Decision, entry: DecisionEntry, changes: Sequence[Change], position: int
) -> DecisionEntry:
    """The line as the new paper has it, and what stood there before."""
    row = DecisionEntry(
        decision=decision,
        rating=entry.rating,
        level=entry.level,
        name=entry.name,
        title=entry.title,
        birth=entry.birth,
        position=position,
    )
    if decision.kind == DecisionKind.REPLACEMENT:  # a whole new list: several words of a line may differ
        row.stood = "; ".join(_printed(entry, one.field) for one in changes)[:400]
    elif changes:
        row.corrected_field, row.stood = changes[0].field, getattr(entry, changes[0].field)
    for one in changes:
        setattr(row, one.field, one.right.strip())
    return row


def _printed(entry: DecisionEntry, field: str) -> str:
    return entry.get_level_display() if field == "level" else str(getattr(entry, field))


def supplement_faults(former: Decision, sitting: Sitting | None, reason: str) -> list[str]:
    """What cannot be of a supplement, as far as it could be read."""
    errors = _former_faults(former, "Chỉ bổ sung cho quyết định đã ký.")
    if not reason.strip():
        errors.append(about("reason", "Ghi lý do bổ sung."))
    if sitting is not None and not _to_add(sitting):
        words = "Phiên họp này không có dòng nào đã kết luận mà chưa có quyết định."
        errors.append(about("sitting", words))
    return errors


def _former_faults(former: Decision, unsigned: str) -> list[str]:
    """A draft is mended itself; what was replaced or taken back is over."""
    errors = [] if former.state in FINAL else [unsigned]
    ending = ended_by(former)
    if ending is not None:
        errors.append(f"Quyết định này không còn hiệu lực theo {ending}.")
    return errors


def _to_add(sitting: Sitting) -> list[SittingLine]:
    return undecided_lines(sitting) if sitting.state in READY else []


def correction_faults(former: Decision, kind: str, reason: str, changes: Sequence[Change]) -> list[str]:
    """What cannot be of a paper that follows, as far as it could be read."""
    errors = _former_faults(former, "Quyết định chưa ký: sửa thẳng dự thảo.")
    if not reason.strip():
        errors.append(about("reason", "Ghi lý do."))
    if kind not in (
        DecisionKind.CORRECTION,
        DecisionKind.AMENDMENT,
        DecisionKind.REPLACEMENT,
        DecisionKind.REVOCATION,
    ):
        errors.append(about("kind", "Chọn loại văn bản."))
    if kind == DecisionKind.REVOCATION and changes:
        errors.append(about("entry", "Thu hồi cả quyết định: không sửa từng dòng."))
    if kind in (DecisionKind.CORRECTION, DecisionKind.AMENDMENT) and not changes:
        errors.append(about("entry", "Chọn ít nhất một dòng và ghi nội dung đúng."))
    for change in changes:
        errors += _change_errors(kind, change)
    return errors


def _change_errors(kind: str, change: Change) -> list[str]:
    who = change.entry.name
    if change.field == "level":
        if kind == DecisionKind.CORRECTION:
            words = f"Đính chính không đổi mức xếp loại ({who}). Chọn “Sửa đổi”."
            return [about("kind", words)]
        return _level_errors(kind, change)
    if kind == DecisionKind.AMENDMENT:
        words = f"Sửa đổi là đổi mức xếp loại ({who}). Sai họ tên, ngày sinh thì chọn “Đính chính”."
        return [about("kind", words)]
    if not change.right.strip():
        return [about(_box(kind, change), f"Ghi nội dung đúng của {who}.")]
    if change.right.strip() == getattr(change.entry, change.field):
        return [about(_box(kind, change), f"Nội dung đúng của {who} trùng nội dung đã in.")]
    return []


def _box(kind: str, change: Change) -> str:
    """Where it was typed: a replacement has boxes in every line, the others one line's."""
    if kind == DecisionKind.REPLACEMENT:
        return f"e{change.entry.position}-{change.field}"
    return "level" if change.field == "level" else "right"


def _level_errors(kind: str, change: Change) -> list[str]:
    box = _box(kind, change)
    if change.right not in Level.values:
        return [about(box, f"Chọn mức xếp loại của {change.entry.name}.")]
    if change.right == change.entry.level:
        return [about(box, f"Mức của {change.entry.name} trùng mức đã quyết định.")]
    rating, level = change.entry.rating, Level(change.right)
    verdict = verdicts_for([rating], inside=True)[rating.pk]
    return [
        about(box, f"{refused(one, level).rstrip('.')} ({change.entry.name}).")
        for one in check_level(level, verdict, deciding=True)
    ]
