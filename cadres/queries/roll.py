"""Who was on the rolls of some cells on a day, who came and who left in between, and why (P44, P48)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When

from cadres.enums import LEFT_THE_PARTY, Arrival, Departure, MembershipEnd, MembershipKind
from cadres.models import Membership, Person

WHY: dict[MembershipEnd, Departure] = {
    MembershipEnd.DIED: Departure.DIED,
    MembershipEnd.EXPELLED: Departure.EXPELLED,
    MembershipEnd.STRUCK_OFF: Departure.STRUCK_OFF,
    MembershipEnd.RESIGNED: Departure.RESIGNED,
}


@dataclass(frozen=True, slots=True)
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

    def there_on(self, day: date) -> "QuerySet[Membership]":
        """Those in force on a day; who leaves the Party on a day is gone that day, who moves is there until it ends."""
        moved_that_day = Q(to_on=day) & ~Q(end_reason__in=LEFT_THE_PARTY)
        return self.rows().filter(Q(to_on__isnull=True) | Q(to_on__gt=day) | moved_that_day, from_on__lte=day)

    def opening(self) -> "QuerySet[Person]":
        """Đầu kỳ."""
        return Person.objects.filter(pk__in=self.there_on(self.eve).values("person"))

    def closing(self) -> "QuerySet[Person]":
        """Cuối kỳ."""
        return Person.objects.filter(pk__in=self.there_on(self.last).values("person"))

    def arrivals(self) -> "QuerySet[Any]":
        """Who came in between, each with the way he came (`line`)."""
        began = self.rows().filter(from_on__range=(self.first, self.last), person=OuterRef("pk"))
        before = Membership.objects.filter(
            kind=MembershipKind.OFFICIAL, person=OuterRef("pk"), from_on__lt=OuterRef("came_on")
        )
        return (
            self._with_those_who_came_back(Q(pk__in=self._new()))
            .annotate(came_on=Subquery(began.order_by("from_on", "pk").values("from_on")[:1]))
            .annotate(was=Subquery(before.order_by("-from_on", "-pk").values("end_reason")[:1]))
            .annotate(
                line=Case(
                    When(Q(was__in=LEFT_THE_PARTY) | Q(pk__in=self._back()), then=Value(Arrival.RESTORED)),
                    When(was__isnull=True, joined_on__gte=self.first, then=Value(Arrival.ADMITTED)),
                    default=Value(Arrival.MOVED_IN),
                    output_field=CharField(),
                )
            )
        )

    def departures(self) -> "QuerySet[Any]":
        """Who left in between, each with the reason (`line`)."""
        ended = self.rows().filter(to_on__range=(self.eve, self.last), person=OuterRef("pk"))
        last = ended.order_by("-to_on", "-pk").values("end_reason")[:1]
        left = ended.filter(end_reason__in=LEFT_THE_PARTY).order_by("-to_on", "-pk").values("end_reason")[:1]
        gone = Q(pk__in=self.there_on(self.eve).values("person")) | Q(pk__in=self._new())
        return (
            self._with_those_who_came_back(gone & ~Q(pk__in=self.there_on(self.last).values("person")))
            .annotate(why=Case(When(pk__in=self._back(), then=Subquery(left)), default=Subquery(last)))
            .annotate(
                line=Case(
                    *(When(why=reason, then=Value(line)) for reason, line in WHY.items()),
                    default=Value(Departure.MOVED_OUT),
                    output_field=CharField(),
                )
            )
        )

    def _with_those_who_came_back(self, condition: Q) -> "QuerySet[Person]":
        return Person.objects.filter(condition | Q(pk__in=self._back()))

    def _new(self) -> "QuerySet[Any]":
        """Who began to sit in one of the cells and was in none of them at the opening."""
        began = self.rows().filter(from_on__range=(self.first, self.last))
        return began.exclude(person__in=self.there_on(self.eve).values("person")).values("person")

    def _back(self) -> "QuerySet[Any]":
        """Who was there at both ends and out of the Party in between: he left, and was restored."""
        left = self.rows().filter(end_reason__in=LEFT_THE_PARTY, to_on__range=(self.first, self.last))
        both = left.filter(person__in=self.there_on(self.eve).values("person"))
        return both.filter(person__in=self.there_on(self.last).values("person")).values("person")

    def place_of(self, person: Person, line: str, day: date) -> Membership | None:
        """The membership by which somebody stands on a line; `memberships` are the roll's own, read before."""
        rows = sorted(person.memberships.all(), key=lambda one: (one.from_on, one.pk))
        if line in Arrival.values:
            rows = [one for one in rows if self.first <= one.from_on <= self.last]
            return next(iter(rows), None)
        if line in Departure.values:
            ended = [one for one in rows if one.to_on and self.eve <= one.to_on <= self.last]
            left = [one for one in ended if WHY.get(MembershipEnd(one.end_reason)) == line]
            return max(left or ended, key=lambda one: (one.to_on or date.min, one.pk), default=None)
        there = [one for one in rows if one.from_on <= day and (one.to_on is None or one.to_on >= day)]
        return there[-1] if there else None
