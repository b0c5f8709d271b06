"""The engine of every state machine: a tuple of moves, and the one function that makes a move."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One move; the tuple of a model's moves is its whole state machine."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    permission: Permission


ROWS = "rows"  # the box of what is said of all rows of a form together


class Said(str):
    """A sentence about one thing that was typed: `box` is the service's own name for it, and the form's."""

    box: str


def about(box: str, sentence: str) -> Said:
    """The sentence, and the box it belongs to."""
    said = Said(sentence)
    said.box = box
    return said


def not_later(box: str, day: date | None, today: date, sentence: str) -> list[str]:
    """What is said of a day that has not come yet; nothing of one that could not be read."""
    return [about(box, sentence)] if day is not None and day > today else []


class TransitionDenied(Exception):
    """The move cannot be made now; every sentence is for the user, and may name the box it is about."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences

    def __str__(self) -> str:
        return " ".join(self.sentences)


def deny(wrong: Iterable[str]) -> None:
    """Refuse with everything that is wrong at once; of nothing wrong nothing is said."""
    said = list(wrong)
    if said:
        raise TransitionDenied(*said)


class StaleVersion(Exception):
    """Somebody else wrote first; the typed text is kept and compared with what is there now."""


def may(record: Any, move: Transition, actor: Account) -> bool:
    """Whether the actor could make the move now: this decides if a button is shown."""
    return record.state in move.sources and actor.can(move.permission, record)


def advance(record: Any, move: Transition, *, actor: Account, note: str = "", on_behalf_of: str = "") -> None:
    """Make the move and audit it. The caller's transaction must hold the record's lock."""
    if not actor.can(move.permission, record):
        raise PermissionDenied
    if record.state not in move.sources:
        raise TransitionDenied(
            f"Không thể {move.label[:1].lower()}{move.label[1:]}: {record.get_state_display().lower()}."
        )
    before, record.state = record.state, move.target
    record.save(update_fields=["state"])
    audit.record(
        actor=actor,
        action=move.name,
        target=record,
        before=before,
        after=record.state,
        note=note,
        on_behalf_of=on_behalf_of,
    )


def require(actor: Account, permission: Permission, record: Any) -> None:
    """Refuse an actor who does not hold the permission over the record."""
    if not actor.can(permission, record):
        raise PermissionDenied
