"""Whose facts have moved on since the round's list was made: asked of the records, so that nobody is missed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadres.enums import MembershipKind, StandingKind
from cadres.models import Discipline, Membership, Person, Post, Standing
from organizations import clock
from organizations.enums import SubjectKind
from organizations.models import ImportRow
from reviews.models import Campaign, Place, Subject, SubjectChange
from reviews.queries.rulebook import regulation_of
from reviews.rules.calendar import LOCAL
from reviews.rules.exclusions import left_case, standings_left_out

# What a list tells of somebody beside the place and the level: he is away, or his year goes otherwise.
TOLD = (
    StandingKind.REDUCED,
    StandingKind.COMMITTEE_SUSPENDED,
    StandingKind.STUDY,
    StandingKind.SECONDED,
    StandingKind.ABROAD,
    StandingKind.AWAY,
    StandingKind.IN_TRANSFER,
    StandingKind.NEWLY_MOVED_HEAD,
)


def lasting(rows: "QuerySet[Any]", day: date) -> "QuerySet[Any]":
    """Dated facts in force on a day."""
    return rows.filter(from_on__lte=day).exclude(to_on__lt=day)


def people_of_round(day: date) -> "QuerySet[Person]":
    """Everybody who sits in a cell or holds a post on the day; who left the Party left his post behind (P44)."""
    posts, cells = lasting(Post.objects.all(), day), lasting(Membership.objects.all(), day)
    gone = Membership.objects.left_the_party().filter(to_on__lt=day)
    there = Q(pk__in=cells.values("person")) | Q(pk__in=posts.values("person"))
    return Person.objects.filter(there).exclude(pk__in=gone.values("person"))


def people_missing(campaign: Campaign, day: date) -> "QuerySet[Person]":
    """Those of the round who are not on its list yet: admitted, come from elsewhere, given a post.

    Whom a workbook brought in is followed from the next day on: until then the workbook can be taken back.
    """
    listed = Subject.objects.filter(campaign=campaign, person=OuterRef("pk"))
    today = datetime.combine(day, time.min, LOCAL)
    fresh = ImportRow.objects.filter(
        batch__kind="people", batch__applied_at__gte=today, target=OuterRef("pk")
    )
    return people_of_round(day).exclude(Exists(listed)).exclude(Exists(fresh))


def gone_people(people: Iterable[int], day: date) -> set[int]:
    """Of some people those who are in no cell and hold no post any more, and are not between two cells."""
    asked = set(people)
    there = people_of_round(day).filter(pk__in=asked).values_list("pk", flat=True)
    return asked - set(there) - people_on_the_way(asked, day)


def people_on_the_way(people: Iterable[int], day: date) -> set[int]:
    """Of some people those whose papers are in their bag: the round waits for the cell that gets them (P42)."""
    rows = lasting(Standing.objects.filter(kind=StandingKind.IN_TRANSFER, person__in=list(people)), day)
    return set(rows.values_list("person_id", flat=True))


def people_behind(campaign: Campaign, day: date) -> list[int]:
    """The people of the list whose records say something else by now than the list does."""
    found: set[int] = set()
    for rows in _differing(campaign, day):
        found.update(rows.order_by().values_list("person_id", flat=True))
    return sorted(found)


def _differing(campaign: Campaign, day: date) -> "Iterator[QuerySet[Any]]":
    subjects = Subject.objects.filter(campaign=campaign, kind=SubjectKind.PERSON)
    yield from _by_case(campaign, subjects, day)
    yield from _by_post(subjects, day)
    yield from _by_collective(campaign, subjects, day)
    yield from _by_cell(campaign, subjects, day)
    yield from _by_committee(subjects, day)
    yield from _by_group(campaign, subjects, day)
    yield from _untold(campaign, subjects, day)


def _by_case(campaign: Campaign, subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """Exempt, suspended, gone; and those who are so no longer."""
    rules = regulation_of(campaign.regulation)
    out = standings_left_out(rules)
    held = lasting(Standing.objects.filter(kind__in=out), day)
    yield subjects.filter(is_reviewed=True, person__in=held.values("person"))
    yield subjects.filter(is_reviewed=False, not_reviewed_case__in=out.values()).exclude(
        person__in=held.values("person")
    )
    here = people_of_round(day).filter(pk=OuterRef("person"))
    way = lasting(Standing.objects.filter(kind=StandingKind.IN_TRANSFER), day)
    yield subjects.filter(~Exists(here), is_reviewed=True).exclude(person__in=way.values("person"))
    gone = left_case(rules)
    if gone is not None:
        yield subjects.filter(Exists(here), not_reviewed_case=gone.code)


def _by_post(subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """Appointed, stepped down, another chief post, another title."""
    held = lasting(Post.objects.all(), day)
    own = held.filter(person=OuterRef("person"))
    yield subjects.filter(Exists(own), main_post__isnull=True)
    yield subjects.filter(main_post__to_on__lt=day)
    yield held.filter(is_main=True, person__in=subjects.values("person")).exclude(
        pk__in=subjects.filter(main_post__isnull=False).values("main_post")
    )
    yield subjects.filter(main_post__isnull=False).filter(
        ~Q(is_head=F("main_post__is_head")) | ~Q(title__contains=F("main_post__title"))
    )


def _by_collective(campaign: Campaign, subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """In a collective where he is not yet to be reviewed, or to be reviewed in one that he is in no longer."""
    held = lasting(Post.objects.all(), day)
    places = Place.objects.filter(subject__campaign=campaign)
    there = places.filter(subject__person=OuterRef("person"), collective=OuterRef("collective"))
    reviewed = subjects.filter(is_reviewed=True)
    stopped = lasting(Standing.objects.filter(kind=StandingKind.COMMITTEE_SUSPENDED), day)
    yield (
        held.filter(~Exists(there), person__in=reviewed.values("person")).exclude(
            person__in=stopped.values("person")
        )
    )
    waiting = places.filter(
        subject=OuterRef("pk"), subject__kind=SubjectKind.PERSON, collective__isnull=False, concluded_on=None
    )
    in_it = held.filter(person=OuterRef("subject__person"), collective=OuterRef("collective"))
    yield reviewed.filter(Exists(waiting.filter(~Exists(in_it))))
    yield reviewed.filter(Exists(waiting), person__in=stopped.values("person"))


def _by_cell(campaign: Campaign, subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """In a cell where he is not yet to be reviewed and no cell has reviewed him; or a guest no longer."""
    places = Place.objects.filter(subject__campaign=campaign, collective__isnull=True)
    his = places.filter(subject__person=OuterRef("person"))
    settled = Exists(his.filter(organization=OuterRef("organization"))) | Exists(
        his.filter(is_compulsory=True, concluded_on__isnull=False)
    )
    reviewed = subjects.filter(is_reviewed=True)
    sits = lasting(Membership.objects.all(), day)
    yield sits.filter(~settled, person__in=reviewed.values("person"))
    guest = sits.filter(
        person=OuterRef("subject__person"),
        organization=OuterRef("organization"),
        kind=MembershipKind.TEMPORARY,
    )
    stays = places.filter(code="N10", concluded_on=None).filter(~Exists(guest))
    yield reviewed.filter(pk__in=stays.values("subject"))


def disciplines_of_bodies(campaign: Campaign, day: date) -> "QuerySet[Discipline]":
    """Decided since the opening about a collective or an organisation of the list, and not yet said on it (P44)."""
    since = clock.day_of(campaign.opened_at) if campaign.opened_at else day
    listed = Subject.objects.filter(campaign=campaign)
    said = SubjectChange.objects.filter(
        subject__campaign=campaign, kind="discipline", changed_on=OuterRef("decided_on")
    )
    mine = Q(collective__in=listed.filter(collective__isnull=False).values("collective")) | Q(
        organization__in=listed.filter(reviewed_organization__isnull=False).values("reviewed_organization")
    )
    rows = Discipline.objects.filter(mine, decided_on__gt=since, decided_on__lte=day)
    return rows.exclude(Exists(said.filter(subject__collective=OuterRef("collective")))).exclude(
        Exists(said.filter(subject__reviewed_organization=OuterRef("organization")))
    )


def _by_committee(subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """Elected into a committee and not into its standing one, or in it no longer: the case of his places is another."""
    sits = lasting(Standing.objects.filter(kind=StandingKind.COMMITTEE_MEMBER), day).values("person")
    waiting = Place.objects.filter(subject=OuterRef("pk"), concluded_on=None)
    reviewed = subjects.filter(is_reviewed=True)
    yield reviewed.filter(Exists(waiting.filter(code__in=("N2", "N7"))), person__in=sits)
    yield reviewed.filter(Exists(waiting.filter(code="N5"))).exclude(person__in=sits)


def _by_group(campaign: Campaign, subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """In a tổ đảng that his place in the cell does not name yet; or in none any more (N12)."""
    sits = lasting(Standing.objects.filter(kind=StandingKind.IN_GROUP).exclude(note=""), day)
    places = Place.objects.filter(
        subject__campaign=campaign, subject__is_reviewed=True, collective=None, concluded_on=None
    ).filter(is_compulsory=True)
    other = places.filter(subject__person=OuterRef("person")).exclude(group=OuterRef("note"))
    yield sits.filter(Exists(other))
    named = places.exclude(group="").values("subject")
    yield subjects.filter(pk__in=named).exclude(person__in=sits.values("person"))


def _untold(campaign: Campaign, subjects: "QuerySet[Subject]", day: date) -> "Iterator[QuerySet[Any]]":
    """A discipline, a case of one's own: since the opening, and not yet said on the list."""
    since = clock.day_of(campaign.opened_at) if campaign.opened_at else day
    said = SubjectChange.objects.filter(subject__campaign=campaign, subject__person=OuterRef("person"))
    mine = Q(person__in=subjects.values("person"))
    yield Discipline.objects.filter(mine, decided_on__gt=since, decided_on__lte=day).exclude(
        Exists(said.filter(kind="discipline", changed_on=OuterRef("decided_on")))
    )
    yield lasting(Standing.objects.filter(mine, kind__in=TOLD, from_on__gt=since), day).exclude(
        Exists(said.filter(kind="case", changed_on=OuterRef("from_on")))
    )
