"""The dated facts of some ratings, read at once: the engine's facts and the page about one subject come from here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    F,
    Field,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.expressions import Combinable

from cadres.models import CivilRating, Discipline, Leave, Membership, PastRating, Post, Standing
from organizations.enums import Capacity, Grade, Level, OrganizationChangeKind
from organizations.models import Collective, OrganizationChange, PeerRating
from organizations.models.prepared import Prepared, Slot
from organizations.queries import in_shape
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import Consultation, ConsultationLine, CriterionGrade, Rating, SittingLine
from reviews.enums import ReviewState
from reviews.models import Section, Shortcoming, Target

# The highest grader there is speaks; the engine names it (5.4).
GRADERS = (
    AssessorKind.AUTHORITY,
    AssessorKind.ORGANIZATION_COMMITTEE,
    AssessorKind.SUPERVISOR,
    AssessorKind.HOME,
)


class Row(NamedTuple):
    """One fact of any kind: whose it is, its words, days and numbers. Which column says what, its reader knows."""

    what: str
    pk: int
    person: int | None = None
    collective: int | None = None
    organization: int | None = None
    of: int | None = None
    word: str = ""
    note: str = ""
    source: str = ""
    more: str = ""
    from_on: date | None = None
    to_on: date | None = None
    number: int | None = None
    other: int | None = None


COLUMNS: Mapping[str, "Field[Any, Any]"] = {
    "what": TextField(),
    **dict.fromkeys(("pk", "person", "collective", "organization", "of"), BigIntegerField()),
    **dict.fromkeys(("word", "note", "source", "more"), TextField()),
    **dict.fromkeys(("from_on", "to_on"), DateField()),
    **dict.fromkeys(("number", "other"), IntegerField()),
}
OWNERS = ("person", "collective", "organization", "of")
# Who is asked about, and where a rating names it.
ASKED = {
    "persons": "subject.person_id",
    "collectives": "subject.collective_id",
    "organizations": "subject.reviewed_organization_id",
    "ratings": "pk",
    "subjects": "subject_id",
}
Owners = Mapping[str, Slot | list[int]]
OWNER = {"person": "person_id", "collective": "collective_id", "organization": "organization_id"}


@dataclass(frozen=True, slots=True)
class Sources:
    """Every dated fact of the ratings in question by its kind and whose it is, and the levels they hang on."""

    ratings: Mapping[int, Rating]
    rows: Mapping[tuple[str, str, int | None], Sequence[Row]]
    levels: Mapping[tuple[str, int], tuple[str, bool]]
    others: Mapping[tuple[int, str], str]

    def of(self, what: str, column: str, owner: int | None) -> Sequence[Row]:
        """The facts of one kind whose column names this owner, in the order they were written down."""
        return self.rows.get((what, column, owner), ())

    def own(self, what: str, rating: Rating) -> Sequence[Row]:
        """Those that belong to the rating's own person, collective or organisation."""
        subject = rating.subject
        if subject.person_id:
            return self.of(what, "person", subject.person_id)
        if subject.collective_id:
            return self.of(what, "collective", subject.collective_id)
        return self.of(what, "organization", subject.reviewed_organization_id)


def known_level(rating: Rating, *, inside: bool) -> tuple[str, bool]:
    """The level of a rating that a reader may know of, and whether it is decided; outside nothing leaks (P86)."""
    if rating.state == RatingState.ANNOUNCED:
        return rating.decided_level, True
    if not inside:
        return rating.proposed_level, False
    if rating.decided_level:
        return rating.decided_level, True
    return rating.concluded_level or rating.appraised_level or rating.proposed_level, False


def sources_of(ratings: Sequence[Rating], *, inside: bool, levels: Mapping[int, Level]) -> Sources:
    """Every dated fact of some ratings, in as many queries for one as for a hundred."""
    wanted = {one.pk for one in ratings}
    near = _ratings_near(ratings)
    own = [one for one in near if one.pk in wanted]
    return Sources(
        ratings={one.pk: one for one in own},
        rows=_rows_of(own, ratings[0].subject.campaign.year),
        levels=_levels(near, inside=inside, levels=levels),
        others={(one.subject_id, one.capacity): known_level(one, inside=inside)[0] for one in near},
    )


def sources_at_opening(ratings: Sequence[Rating]) -> Sources:
    """The same of ratings that were just opened: no other rating says anything yet, and nobody has been reviewed."""
    year = ratings[0].subject.campaign.year
    return Sources({one.pk: one for one in ratings}, _rows_of(ratings, year), {}, {})


def _near() -> "QuerySet[Any]":
    """The ratings themselves, the other ratings of the same subjects, and those of the bodies above them."""
    subjects = Rating.objects.filter(pk__in=Slot("ratings", BigIntegerField(), many=True)).values("subject")
    bodies = Collective.objects.filter(Q(subjects__in=subjects) | Q(posts__subjects__in=subjects))
    above = Q(subject__collective__in=bodies.values("pk")) | Q(
        subject__reviewed_organization__in=bodies.values("organization")
    )
    return Rating.objects.filter(
        Q(subject__in=subjects) | above, subject__campaign=Slot("campaign", BigIntegerField())
    ).select_related(
        "subject__person",
        "subject__collective__organization",
        "subject__reviewed_organization",
        "subject__reviewed_through",
        "subject__main_post__collective__organization",
    )


NEAR = Prepared(_near)


def _ratings_near(ratings: Sequence[Rating]) -> list[Rating]:
    """The same, with the places where their subjects are reviewed."""
    near = NEAR(ratings=[one.pk for one in ratings], campaign=ratings[0].subject.campaign_id)
    prefetch_related_objects(near, "subject__places", "subject__reviewed_through__places")
    return near


def _levels(
    near: Iterable[Rating], *, inside: bool, levels: Mapping[int, Level]
) -> dict[tuple[str, int], tuple[str, bool]]:
    """The level each collective and organisation stands at, by the thing it is."""
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    for row in near:
        thing = row.subject.collective_id or row.subject.reviewed_organization_id
        if thing is not None and row.capacity in (Capacity.COLLECTIVE, Capacity.ORGANIZATION):
            known = (levels[row.pk], False) if row.pk in levels else known_level(row, inside=inside)
            found[(row.subject.kind, thing)] = known
    return found


def _facts_of(year: int, there: frozenset[str]) -> "QuerySet[Any]":
    """All kinds of fact in one question: their tables are many and small, a round trip each was the page's cost.

    `there` are the kinds of owner that are asked about at all: of the others there is nothing to ask.
    """
    of: Owners = {name: Slot(name, BigIntegerField(), many=True) if name in there else [] for name in ASKED}
    first, *rest = _personal(of, year) + _common(of, year) + _said(of)
    return first.union(*rest, all=True)


FACTS = Prepared(_facts_of)


def _rows_of(own: Sequence[Rating], year: int) -> dict[tuple[str, str, int | None], list[Row]]:
    """Every fact of these ratings, by its kind and whose it is."""
    ids = {name: _ids(own, field) for name, field in ASKED.items()}
    asked = FACTS(year, frozenset(name for name, known in ids.items() if known), **ids)
    rows = sorted((Row(*values) for values in asked), key=lambda one: one.pk)
    found: dict[tuple[str, str, int | None], list[Row]] = {}
    for row in rows:
        for column in OWNERS:
            owner = getattr(row, column)
            if owner is not None:
                found.setdefault((row.what, column, owner), []).append(row)
    return found


def _rows(what: str, rows: "QuerySet[Any]", **columns: str | Combinable) -> "QuerySet[Any]":
    """One kind of fact in the shape that all share."""
    return in_shape(COLUMNS, rows, what=Value(what), pk="pk", **columns)


def _personal(of: Owners, year: int) -> "list[QuerySet[Any]]":
    """Posts, leave, standing, seats, leaving and the civil rating of persons; posts also of a collective's members."""
    persons, collectives = of["persons"], of["collectives"]
    posts = Post.objects.filter(Q(person__in=persons) | Q(collective__in=collectives), to_on=None)
    leaves = Leave.objects.filter(
        person__in=persons, from_on__lte=date(year, 12, 31), to_on__gte=date(year, 1, 1)
    )
    standings = Standing.objects.filter(
        Q(to_on=None) | Q(to_on__gte=date(year, 12, 31)),
        person__in=persons,
        from_on__lte=date(year, 12, 31),
    )
    left = Membership.objects.left_the_party().filter(person__in=persons, to_on__year__lte=year)
    civil = CivilRating.objects.filter(person__in=persons, year=year)
    seats = Membership.objects.filter(
        Q(to_on=None) | Q(to_on__gte=date(year, 1, 1)),
        person__in=persons,
        from_on__lte=date(year, 12, 31),
    )
    return [
        _rows("post", posts, person="person_id", collective="collective_id"),
        _rows("leave", leaves, person="person_id", word="kind", from_on="from_on", to_on="to_on"),
        _rows("standing", standings, person="person_id", word="kind"),
        _rows("left", left, person="person_id", word="end_reason", to_on="to_on"),
        _rows(
            "seat",
            seats,
            person="person_id",
            word="kind",
            note="standing",
            source="end_reason",
            from_on="from_on",
            to_on="to_on",
        ),
        _rows("civil", civil, person="person_id", word="level", note="period"),
    ]


def _common(of: Owners, year: int) -> "list[QuerySet[Any]]":
    """What a person, a collective or an organisation may have."""
    collectives, organizations = of["collectives"], of["organizations"]
    owner = Q(person__in=of["persons"]) | Q(collective__in=collectives) | Q(organization__in=organizations)
    members = Post.objects.filter(collective__in=collectives, to_on=None).values("person")
    disciplines = Discipline.objects.filter(owner | Q(person__in=members))
    targets = Target.objects.filter(owner, year=year, planned__isnull=False, actual__isnull=False)
    missed = Case(When(actual__lt=F("planned"), then=Value("missed")), default=Value("met"))
    shortcomings = Shortcoming.objects.filter(owner, year__gte=year - 1)
    past = PastRating.objects.filter(owner, year__lt=year)
    moved = OrganizationChange.objects.filter(kind=OrganizationChangeKind.MOVE, effective_on__year=year)
    peers = PeerRating.objects.filter(organization__in=organizations, year=year)
    return [
        _rows(
            "discipline", disciplines, **OWNER, word="form", from_on="decided_on", number="violated_in",
            other="counted_in",
        ),
        _rows("target", targets, **OWNER, word=missed, number="is_main", other="force_majeure"),
        _rows("shortcoming", shortcomings, **OWNER, word="state", note="text", number="year", other="position"),
        _rows("past", past, **OWNER, word="level", note="capacity", number="year"),
        _rows("moved", moved.filter(organization__in=organizations), organization="organization_id"),
        _rows(
            "moved",
            moved.filter(organization__collectives__in=collectives),
            collective="organization__collectives",
        ),
        _rows("peer", peers, organization="organization_id", word="level", note="body"),
    ]  # fmt: skip


def _said(of: Owners) -> "list[QuerySet[Any]]":
    """Grades as they count, and the sitting a rating is put before; a draft is its author's alone."""
    grades = CriterionGrade.objects.filter(
        assessment__rating__in=of["ratings"],
        assessment__state=AssessmentState.CONFIRMED,
        assessment__kind__in=GRADERS,
    )
    sections = (
        Section.objects.filter(review__subject__in=of["subjects"])
        .exclude(grade="")
        .exclude(review__state=ReviewState.DRAFT)
    )
    lines = SittingLine.objects.filter(rating__in=of["ratings"])
    return [
        _rows(
            "grade",
            grades,
            of="assessment__rating_id",
            word="grade",
            note="criterion",
            source="assessment__kind",
        ),
        _rows("section", sections, of="review__subject_id", word="grade", note="code"),
        _rows("line", lines, of="rating_id", from_on="sitting__held_on"),
        *_asked(of),
    ]


def _asked(of: Owners) -> "list[QuerySet[Any]]":
    """What other organs answered and which of them are silent, each with the committee that asked (P25)."""
    answers = Consultation.objects.filter(rating__in=of["ratings"])
    silent = ConsultationLine.objects.waiting().filter(rating__in=of["ratings"])
    return [
        _rows(
            "answer",
            answers,
            of="rating_id",
            word="answer",
            note="number",
            source="organ",
            more="text",
            from_on="answered_on",
            number="asker_id",
        ),
        _rows(
            "asked",
            silent,
            of="rating_id",
            source="request__organ",
            from_on="request__due_on",
            number="request__asker_id",
        ),
    ]


def home_grades(sources: Sources, rating: Rating) -> tuple[str, Mapping[str, Grade]]:
    """Who graded highest, and how; nobody and nothing where only the subject did."""
    rows = sources.of("grade", "of", rating.pk)
    if not rows:
        return "", {}
    best = min((AssessorKind(one.source) for one in rows), key=GRADERS.index)
    label = str(best.label)
    return label[:1].lower() + label[1:], {one.note: Grade(one.word) for one in rows if one.source == best}


def last_day(rating: Rating, sources: Sources, year: int) -> date:
    """The day the rating is looked at from: the sitting's, else the proposal's, else the conference's (P07).

    Until an act has its day, the last day of the year stands in.
    """
    sat = [one.from_on for one in sources.of("line", "of", rating.pk) if one.from_on]
    held = [place.concluded_on for place in rating.subject.places.all() if place.concluded_on]
    return max(sat, default=None) or rating.proposed_on or max(held, default=None) or date(year, 12, 31)


def _ids(own: Iterable[Rating], field: str) -> list[int]:
    known = {attrgetter(field)(one) for one in own}
    return sorted(one for one in known if one is not None)
