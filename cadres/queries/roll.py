"""Who was on the rolls of some cells on a day, who came and who left in between, and why (P44, P48)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from cadres.enums import BY_TRANSFER, LEFT_THE_PARTY, Arrival, Departure, MembershipKind
from cadres.models import Membership, Person, Standing
from cadres.queries.people import between_cells
from cadres.rules.roll import WHY, Bag, Spell, moves_of


@dataclass(frozen=True)
class Roll:
    """The members of some cells between two days, both included."""

    cells: "QuerySet[Any]"
    first: date
    last: date

    @property
    def eve(self) -> date:
        """The day before the first: whoever is there then is there at the opening."""
        return self.first - timedelta(days=1)

    def rows(self) -> "QuerySet[Membership]":
        """The official memberships in the cells."""
        return Membership.objects.filter(kind=MembershipKind.OFFICIAL, organization__in=self.cells)

    def opening(self) -> "QuerySet[Person]":
        """Đầu kỳ."""
        return self._there_on(self.eve)

    def closing(self) -> "QuerySet[Person]":
        """Cuối kỳ."""
        return self._there_on(self.last)

    def _there_on(self, day: date) -> "QuerySet[Person]":
        """As `Spell.covers` has it."""
        moved_that_day = Q(to_on=day) & ~Q(end_reason__in=LEFT_THE_PARTY)
        until = Q(to_on__isnull=True) | Q(to_on__gt=day) | moved_that_day
        there = self.rows().filter(until, from_on__lte=day).values("person")
        return Person.objects.filter(pk__in=there).exclude(pk__in=between_cells(day).values("person"))

    def moved(self, line: str) -> "QuerySet[Person]":
        """Those who came or left in one way."""
        return Person.objects.filter(pk__in=self.moves.get(line, ()))

    @cached_property
    def moves(self) -> Mapping[str, list[int]]:
        """The people of every incoming and outgoing line, in two questions: who began or ended a spell, or its way."""
        began, ended = Q(from_on__range=(self.first, self.last)), Q(to_on__range=(self.eve, self.last))
        way = Standing.objects.filter(began | ended, kind=BY_TRANSFER).values("person")
        who = self.rows().filter(began | ended | Q(person__in=way)).values("person")
        bags: dict[int, list[Bag]] = {}
        carried = Standing.objects.filter(kind=BY_TRANSFER, person__in=who)
        for owner, from_on, to_on in carried.values_list("person", "from_on", "to_on"):
            bags.setdefault(owner, []).append(Bag(from_on, to_on))
        spells = Membership.objects.filter(kind=MembershipKind.OFFICIAL, person__in=who)
        inside = ExpressionWrapper(Q(organization__in=self.cells), output_field=BooleanField())
        found: dict[str, list[int]] = {}
        rows: Iterable[Any] = (
            spells.annotate(here=inside)
            .order_by("person", "from_on", "pk")
            .values_list("person", "person__joined_on", "here", "from_on", "to_on", "end_reason")
        )
        for (person, joined_on), own in groupby(rows, key=lambda row: row[:2]):
            told = [Spell(*row[2:]) for row in own]
            for line in filter(None, moves_of(told, bags.get(person, ()), joined_on, self.first, self.last)):
                found.setdefault(line, []).append(person)
        return found

    def place_of(self, person: Person, line: str, day: date) -> Membership | None:
        """The membership by which somebody stands on a line; `memberships` are the roll's own, read before."""
        rows = sorted(person.memberships.all(), key=lambda one: (one.from_on, one.pk))
        if line in (Arrival.RECEIVED, Departure.ON_THE_WAY):
            return rows[-1] if rows else None
        if line in Arrival.values:
            return next((one for one in rows if self.first <= one.from_on <= self.last), None)
        if line in Departure.values:
            ended = [one for one in rows if one.to_on and self.eve <= one.to_on <= self.last]
            left = [one for one in ended if WHY.get(one.end_reason) == line]
            return max(left or ended, key=lambda one: (one.to_on or date.min, one.pk), default=None)
        there = [one for one in rows if one.from_on <= day and (one.to_on is None or one.to_on >= day)]
        return there[-1] if there else None
