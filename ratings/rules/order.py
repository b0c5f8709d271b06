"""Thứ tự xếp loại: after the review; collective before its people, head last (5.6)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from documents.rules import short_date
from organizations.enums import SubjectKind
from reviews.rules.regulation import Severity

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedOn:
    """One subject of a unit with the days of its acts; the days of typing do not matter (P07)."""

    name: str
    kind: SubjectKind
    head: bool = False
    reviewed_on: date | None = None
    rated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProblem:
    """What is out of order, and how much that matters."""

    rule: str
    text: str
    severity: Severity


def order_problems(subjects: Sequence[RatedOn]) -> list[OrderProblem]:
    """What is out of order among the subjects of one unit."""
    rated = [one for one in subjects if one.rated_on]
    return [*_before_review(rated), *_before_collective(rated), *_head_not_last(rated)]


def days_waited(subject: RatedOn) -> int | None:
    """Days between review and rating, which should follow at once (II.2)."""
    if subject.reviewed_on is None or subject.rated_on is None:
        return None
    return (subject.rated_on - subject.reviewed_on).days


def _before_review(rated: Sequence[RatedOn]) -> Iterator[OrderProblem]:
    for one in rated:
        if one.reviewed_on is None:
            text = f"{one.name}: chưa kiểm điểm thì chưa xếp loại"
        elif one.rated_on and one.rated_on < one.reviewed_on:
            text = (
                f"{one.name}: xếp loại ngày {short_date(one.rated_on)}"
                f" trước ngày kiểm điểm {short_date(one.reviewed_on)}"
            )
        else:
            continue
        yield OrderProblem(rule="O1", text=text, severity=Severity.BLOCK)


def _before_collective(rated: Sequence[RatedOn]) -> Iterator[OrderProblem]:
    collective = _last_day(one for one in rated if one.kind != SubjectKind.PERSON)
    for one in rated:
        if collective and one.kind == SubjectKind.PERSON and one.rated_on and one.rated_on < collective:
            yield OrderProblem(
                rule="O3",
                text=f"{one.name}: cá nhân xếp loại trước tập thể ({short_date(collective)})",
                severity=Severity.WARN,
            )


def _head_not_last(rated: Sequence[RatedOn]) -> Iterator[OrderProblem]:
    last = _last_day(one for one in rated if not one.head)
    for one in rated:
        if last and one.head and one.rated_on and one.rated_on < last:
            yield OrderProblem(
                rule="O3",
                text=f"{one.name}: người đứng đầu xếp loại sau cùng ({short_date(last)})",
                severity=Severity.WARN,
            )


def _last_day(subjects: Iterator[RatedOn]) -> date | None:
    return max((one.rated_on for one in subjects if one.rated_on), default=None)


def kept_order(protocol: Sequence[Thing], kept: Mapping[Thing, int]) -> list[Thing]:
    """The order staff once put right is kept; whoever is new stands where the protocol puts him (P72)."""
    known = iter(sorted((one for one in protocol if one in kept), key=kept.__getitem__))
    return [next(known) if one in kept else one for one in protocol]
