"""One record typed into a form, judged and written by its kind of sheet: a form and a sheet never disagree."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations import audit, clock
from organizations.models import Account, Reach
from organizations.services.importing_check import judge
from organizations.services.importing_write import ENCODER
from organizations.services.sheet_kinds import Fault, Row, SheetKind
from organizations.services.tree import lock_tree
from organizations.workflow import StaleVersion, TransitionDenied, about

TOGETHER = "Có người vừa ghi cùng lúc, nên chưa ghi gì. Đề nghị xem lại rồi ghi lần nữa."


def hand_reach(actor: Account, kind: SheetKind) -> Reach:
    """The part of the tree for which the actor may type this kind in; a unit outside the tree's lines has none."""
    paths = actor.reach(kind.duty).paths
    if not paths:
        raise PermissionDenied
    return Reach(paths=paths, unit_ids=())


def judged(
    kind: SheetKind, values: Mapping[str, Any], *, actor: Account, day: date, unread: Iterable[str] = ()
) -> Row:
    """What writing the record would do, and everything that is wrong with it; nothing is written.

    `unread` are the boxes that hold something which could not be read: their writer has been told so.
    """
    kind.actor, kind.day = actor, day
    row = Row(1, dict(values), faults=[Fault(one, "") for one in unread])
    judge(kind, [row], hand_reach(actor, kind))
    row.faults = [one for one in row.faults if one.sentence]
    return row


def sentences(row: Row) -> list[str]:
    """What is wrong with it, each beside its box."""
    return [about(one.column, one.sentence) for one in row.faults]


def said(kind: SheetKind, values: Mapping[str, Any]) -> str:
    """A record for the journal, in the words of its columns."""
    shown = ((kind.columns[name].heading, kind.columns[name].shown(value)) for name, value in values.items())
    return "; ".join(f"{heading[:1].lower()}{heading[1:]}: {text}" for heading, text in shown if text)


def stands(kind: SheetKind, target: int) -> tuple[dict[str, Any], str]:
    """A record as it stands, in the names of the columns, and the digest by which somebody else's change is noticed."""
    values = dict(kind.standing([target])[target])
    return values, hashlib.sha256(ENCODER.encode(values).encode()).hexdigest()


@transaction.atomic
def write_by_hand(
    kind: SheetKind, values: Mapping[str, Any], *, actor: Account, at: datetime, action: str, note: str = ""
) -> Row:
    """Write one new record, under the lock of whatever is brought in; or refuse it whole, with all its reasons."""
    lock_tree()
    row = judged(kind, values, actor=actor, day=clock.day_of(at))
    if row.faults:
        raise TransitionDenied(*sentences(row))
    after = said(kind, row.values)
    try:
        with transaction.atomic():
            kind.write([row], [], at=at)
    except IntegrityError:
        raise TransitionDenied(TOGETHER) from None
    record: Any = kind.model._default_manager.get(pk=row.target)
    audit.record(actor=actor, action=action, target=record, after=after, note=note)
    return row


@transaction.atomic
def correct_by_hand(
    kind: SheetKind,
    values: Mapping[str, Any],
    target: int,
    *,
    seen: str,
    actor: Account,
    at: datetime,
    action: str,
) -> None:
    """Put one record right, if it still stands as it was seen; the journal keeps what stood before."""
    lock_tree()
    held = kind.model._default_manager.select_for_update(of=("self",), no_key=True)
    record: Any = held.get(pk=target)
    if stands(kind, target)[1] != seen:
        raise StaleVersion
    row = judged(kind, values, actor=actor, day=clock.day_of(at))
    if row.faults:
        raise TransitionDenied(*sentences(row))
    changes = row.values = row.changes
    if not changes:
        return
    before = {name: row.before.get(name) for name in changes}
    kind.write([], [row], at=at)
    audit.record(
        actor=actor, action=action, target=record, before=said(kind, before), after=said(kind, changes)
    )
