"""Thứ tự xếp loại: collective before its people, head last (5.6); a list's order, once put right, is kept."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from documents.rules import short_date

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedOn:
    """One subject of a unit and the day its level was proposed; the day of typing does not matter (P07)."""

    name: str
    is_person: bool
    is_head: bool = False
    on: date | None = None


def out_of_turn(subjects: Sequence[ProposedOn]) -> list[str]:
    """Who was proposed before whoever comes first by O3."""
    proposed = [one for one in subjects if one.on]
    collective = _last_day(one for one in proposed if not one.is_person)
    others = _last_day(one for one in proposed if not one.is_head)
    return [
        *(
            f"{one.name}: đề nghị ngày {short_date(one.on)}, trước tập thể (ngày {short_date(collective)})."
            for one in proposed
            if one.is_person and one.on and collective and one.on < collective
        ),
        *(
            f"{one.name}: đứng đầu nhưng đề nghị ngày {short_date(one.on)}, trước người khác"
            f" (ngày {short_date(others)})."
            for one in proposed
            if one.is_head and one.on and others and one.on < others
        ),
    ]


def _last_day(subjects: Iterable[ProposedOn]) -> date | None:
    return max((one.on for one in subjects if one.on), default=None)


def kept_order(protocol: Sequence[Thing], kept: Mapping[Thing, int]) -> list[Thing]:
    """The order staff once put right is kept; whoever is new stands where the protocol puts him (P72)."""
    known = iter(sorted((one for one in protocol if one in kept), key=kept.__getitem__))
    return [next(known) if one in kept else one for one in protocol]
