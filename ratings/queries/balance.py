"""Bảng cân đối đảng viên: from the members at the opening of a year to those who were rated, and why others were not.

Every figure is a count of the very rows that its list shows, so that a figure and its names cannot differ (P48).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, Prefetch, Q, QuerySet, Value, When

from cadres.enums import Arrival, Departure, StandingKind
from cadres.models import Membership, Person, Standing
from cadres.queries.people import between_cells
from cadres.queries.roll import Roll
from documents.rules import short_date
from organizations.enums import Capacity
from organizations.models import PartyOrganization
from organizations.models.scope import places_above
from ratings.enums import RatingState
from ratings.models.rating import RatingQuerySet
from ratings.queries.pages import PAUSED_OUTSIDE
from ratings.rules.engine import BARRING
from reviews.models import Campaign, Place, Subject
from reviews.queries.rulebook import regulation_of
from reviews.rules.calendar import add_months, is_full_months
from reviews.rules.regulation import Condition, Effect, Event, SpecialCase

OPENING, CLOSING = "dau-ky", "cuoi-ky"
TO_REVIEW, RATED, NOT_RATED = "phai-kiem-diem", "da-xep-loai", "chua-xep-loai"
NOT_LISTED, WAITING = "ngoai-danh-sach", "cho-ket-qua"
ROLL: Mapping[str, str] = {
    OPENING: "Đầu kỳ",
    **dict(Arrival.choices),
    **dict(Departure.choices),
    CLOSING: "Cuối kỳ",
}
ROUND: Mapping[str, str] = {
    TO_REVIEW: "Phải kiểm điểm",
    RATED: "Được xếp loại",
    NOT_RATED: "Chưa xếp loại",
    NOT_LISTED: "Chưa có trong danh sách đợt kiểm điểm",
    WAITING: "Đã kiểm điểm, chưa có kết quả xếp loại",
}
MEMBERS = {Capacity.MEMBER, Capacity.OFFICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the balance."""

    code: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The whole table; without a round it ends with the closing number."""

    opening: Line
    arrivals: tuple[Line, ...]
    departures: tuple[Line, ...]
    closing: Line
    not_reviewed: tuple[Line, ...] = ()
    to_review: Line | None = None
    rated: Line | None = None
    not_rated: Line | None = None
    reasons: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: the rolls, the round of the year if there is one, and the ratings he may know of.

    `inside` reads what only the deciding organ's staff may read (P86); who sees no rating sees no line of them.
    """

    roll: Roll
    campaign: Campaign | None = None
    ratings: "RatingQuerySet | None" = None
    inside: bool = False

    def cases(self) -> tuple[SpecialCase, ...]:
        """The special cases of the round's regulation by which a member is not reviewed or gets no level yet."""
        if self.campaign is None:
            return ()
        cases = regulation_of(self.campaign.regulation).cases
        known = BARRING if self.ratings is not None else {Effect.NOT_REVIEWED}
        return tuple(one for one in cases if one.effect in known and MEMBERS & set(one.capacities))

    def words(self) -> dict[str, str]:
        """What each line is called, in the order of the table."""
        if self.campaign is None:
            return dict(ROLL)
        ends = ROUND if self.ratings is not None else {TO_REVIEW: ROUND[TO_REVIEW]}
        return {**ROLL, **{slug(one): one.text for one in self.cases()}, **ends}

    @cached_property
    def known(self) -> list[tuple[int, str, str, str]]:
        """Every rating of a person that the reader may know of: whose, its state, and what is recorded with it."""
        if self.ratings is None:
            return []
        rows = self.ratings.begun().filter(subject__campaign=self.campaign, subject__person__isnull=False)
        return list(rows.order_by().values_list("subject__person", "state", "paused_from", "not_rated_case"))

    @cached_property
    def excused(self) -> list[tuple[int, str]]:
        """Whom the round's list leaves out of the review since it was opened, and by which case."""
        rows = Subject.objects.filter(campaign=self.campaign, person__isnull=False, is_reviewed=False)
        return list(rows.order_by().values_list("person", "not_reviewed_case"))

    def left_out(self) -> list[str]:
        """The lines of those who are not reviewed."""
        return [slug(one) for one in self.cases() if one.effect == Effect.NOT_REVIEWED]


def slug(case: SpecialCase) -> str:
    """A case of the regulation as its list is addressed."""
    return case.code.lower().replace("_", "-")


def balance_of(asked: Asked) -> Balance:
    """The table, in six questions."""
    words, roll = asked.words(), asked.roll
    moved = {code: len(people) for code, people in roll.moves.items()}

    def line(code: str, count: int) -> Line:
        return Line(code=code, words=words[code], count=count)

    stood = _counted(_placed(asked))
    total, left_out = sum(stood.values()), asked.left_out()
    reviewed = total - sum(stood.get(one, 0) for one in left_out)
    table = Balance(
        opening=line(OPENING, roll.opening().count()),
        arrivals=tuple(line(one, moved.get(one, 0)) for one in Arrival.values),
        departures=tuple(line(one, moved.get(one, 0)) for one in Departure.values),
        closing=line(CLOSING, total),
        not_reviewed=tuple(line(one, stood[one]) for one in left_out if one in stood),
        to_review=line(TO_REVIEW, reviewed) if asked.campaign else None,
    )
    if asked.campaign is None or asked.ratings is None:
        return table
    rated = stood.get(RATED, 0)
    reasons = (one for one in words if one in stood and one not in (*left_out, RATED))
    return replace(
        table,
        rated=line(RATED, rated),
        not_rated=line(NOT_RATED, reviewed - rated),
        reasons=tuple(line(one, stood[one]) for one in reasons),
    )


def people_of(asked: Asked, code: str) -> "QuerySet[Any] | None":
    """The people of one line, in the order of their names; None of a line that the table does not have."""
    if code not in asked.words():
        return None
    roll = asked.roll
    if code in (OPENING, CLOSING):
        rows = roll.opening() if code == OPENING else roll.closing()
    elif code in (*Arrival.values, *Departure.values):
        rows = roll.moved(code)
    elif code in (TO_REVIEW, NOT_RATED):
        others = [*asked.left_out(), *([RATED] if code == NOT_RATED else [])]
        rows = _placed(asked).exclude(line__in=others)
    else:
        rows = _placed(asked).filter(line=code)
    carried = Prefetch("standings", between_cells(roll.last), to_attr="on_the_way")
    more = (carried,) if code == Departure.ON_THE_WAY else ()
    return rows.prefetch_related(Prefetch("memberships", _cells_of(roll)), *more)


def _cells_of(roll: Roll) -> "QuerySet[Membership]":
    """The memberships a list shows, with their cells."""
    return roll.rows().filter(from_on__lte=roll.last).select_related("organization")


def _counted(rows: "QuerySet[Any]") -> dict[str, int]:
    return dict(rows.order_by().values_list("line").annotate(Count("pk")))


def _placed(asked: Asked) -> "QuerySet[Any]":
    """The closing number, each with the first line that holds: not reviewed, rated, or why not rated."""
    whens = [When(condition, then=Value(code)) for code, condition in _conditions(asked)]
    placed = Case(*whens, default=Value(WAITING), output_field=CharField())
    return asked.roll.closing().annotate(line=placed)


def _conditions(asked: Asked) -> Iterator[tuple[str, Q]]:
    """Who is not reviewed; then who was rated; then the regulation's other cases in its order."""
    cases = asked.cases()
    yield from ((slug(one), _holds(one, asked)) for one in cases if one.effect == Effect.NOT_REVIEWED)
    if asked.ratings is None:
        return
    rated = [RatingState.ANNOUNCED, *([RatingState.DECIDED] if asked.inside else [])]
    yield RATED, Q(pk__in=_rated_so(asked, rated))
    later = [one for one in cases if one.effect != Effect.NOT_REVIEWED]
    yield from ((slug(one), _holds(one, asked)) for one in later if one.condition != Condition.UNREVIEWED)
    listed = Subject.objects.filter(campaign=asked.campaign, person__isnull=False)
    yield NOT_LISTED, ~Q(pk__in=listed.values("person"))
    yield from ((slug(one), _holds(one, asked)) for one in later if one.condition == Condition.UNREVIEWED)


def _holds(case: SpecialCase, asked: Asked) -> Q:
    """Whether a case is somebody's: by a dated fact, or because it was recorded with the rating."""
    recorded = Q(pk__in=_rated_so(asked, [RatingState.NOT_RATED], case.code))
    if case.effect == Effect.NOT_REVIEWED:
        recorded |= Q(pk__in=[person for person, code in asked.excused if code == case.code])
    if case.condition == Condition.UNREVIEWED:
        return recorded | Q(pk__in=_unreviewed(asked))
    if case.condition == Condition.MONTHS_SINCE and case.params.word("event") == Event.ADMITTED:
        return recorded | Q(joined_on__gt=_full_months_ago(asked.roll.last, case.params.number("months")))
    if case.condition != Condition.STANDING:
        return recorded
    if case.effect == Effect.PAUSED:
        return Q(pk__in=_paused(asked))
    kind, day = case.params.word("standing"), asked.roll.last
    if kind not in StandingKind.values:
        return recorded
    there = Standing.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), kind=kind, from_on__lte=day)
    return recorded | Q(pk__in=there.values("person"))


def _full_months_ago(day: date, months: int) -> date:
    """The last day from which so many months are full on a day: whoever began later has not so many."""
    began = add_months(day, -months)
    while is_full_months(began + timedelta(days=1), day, months):
        began += timedelta(days=1)
    return began


def _rated_so(asked: Asked, states: Collection[str], case: str = "") -> list[int]:
    """Whose rating stands so, as far as the reader may know."""
    return [
        person
        for person, state, _paused_from, recorded in asked.known
        if state in states and (not case or recorded == case)
    ]


def _paused(asked: Asked) -> list[int]:
    """Outside the deciding organ a pause after the dossier was admitted is not told (P86)."""
    hidden = () if asked.inside else PAUSED_OUTSIDE
    return [
        person
        for person, state, paused_from, _case in asked.known
        if state == RatingState.PAUSED and paused_from not in hidden
    ]


def _unreviewed(asked: Asked) -> "QuerySet[Any]":
    """Whom a compulsory place has yet to review; everybody in a cell has one there."""
    waiting = Place.objects.filter(
        subject__campaign=asked.campaign,
        subject__person__isnull=False,
        is_compulsory=True,
        concluded_on__isnull=True,
    )
    return waiting.values("subject__person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One name of a list: the cell, and the day and way of coming or going."""

    person: Person
    cell: str
    note: str


def row_of(asked: Asked, person: Person, code: str) -> Row:
    """What a list says beside a name."""
    roll = asked.roll
    found = roll.place_of(person, code, roll.eve if code == OPENING else roll.last)
    day = found and (found.from_on if code in Arrival.values else found.to_on)
    moves = code in Arrival.values or code in Departure.values
    note = f"{ROLL[code]} ngày {short_date(day)}" if moves and day else ""
    if code in (Arrival.RECEIVED, Departure.ON_THE_WAY):
        since = [
            f"Từ ngày {short_date(one.from_on)}. {one.note}" for one in getattr(person, "on_the_way", ())
        ]
        note = since[0].rstrip() if since else f"Nhận ngày {short_date(found.from_on)}" if found else ""
    if code == NOT_RATED:
        note = asked.words().get(getattr(person, "line", ""), "")
    return Row(person=person, cell=found.organization.name if found else "", note=note)


def organizations_near(seen: "QuerySet[Any]", organization: PartyOrganization) -> list[PartyOrganization]:
    """Those above and right below an organisation, as far as the reader sees them, in the order of the tree."""
    above = places_above(organization.path)
    below = Q(path__startswith=organization.path, depth=organization.depth + 1, dissolved_on__isnull=True)
    return list(seen.filter(Q(path__in=above) | below).order_by("path"))
