"""The dated facts of some ratings, read at once: what the engine's facts are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadres.models import CivilRating as CivilRow
from cadres.models import Discipline as DisciplineRow
from cadres.models import Leave, Post
from cadres.models import Standing as StandingRow
from organizations.enums import Capacity, Grade, Level
from organizations.models import PeerRating
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import CriterionGrade, Rating
from reviews.enums import ReviewState
from reviews.models import Campaign, Section, Target

# The highest grader there is speaks; the engine names it (5.4).
GRADERS = (
    AssessorKind.AUTHORITY,
    AssessorKind.ORGANIZATION_COMMITTEE,
    AssessorKind.SUPERVISOR,
    AssessorKind.HOME,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Every dated fact of the subjects in question, by whom it is about."""

    home: Mapping[int, tuple[str, Mapping[str, Grade]]]
    sections: Mapping[int, Mapping[str, Grade]]
    civil: Mapping[int, CivilRow]
    disciplines: tuple[DisciplineRow, ...]
    leaves: tuple[Leave, ...]
    standings: tuple[StandingRow, ...]
    targets: tuple[Target, ...]
    peers: tuple[PeerRating, ...]
    posts: tuple[Post, ...]
    levels: Mapping[tuple[str, int], tuple[str, bool]]
    others: Mapping[tuple[int, str], str]


def known_level(rating: Rating, *, inside: bool) -> tuple[str, bool]:
    """The level of a rating that a reader may know of, and whether it is decided; outside nothing leaks (P86)."""
    if rating.state == RatingState.ANNOUNCED:
        return rating.decided_level, True
    if not inside:
        return rating.proposed_level, False
    if rating.decided_level:
        return rating.decided_level, True
    return rating.concluded_level or rating.appraised_level or rating.proposed_level, False


def sources_of(rows: list[Rating], *, inside: bool, levels: Mapping[int, Level]) -> Sources:
    """Every dated fact of some ratings, in as many queries for one as for a hundred."""
    campaign = rows[0].subject.campaign
    year = campaign.year
    persons = [row.subject.person_id for row in rows if row.subject.person_id]
    collectives = {row.subject.collective_id for row in rows if row.subject.collective_id}
    collectives |= {row.subject.main_post.collective_id for row in rows if row.subject.main_post}
    organizations = [
        row.subject.reviewed_organization_id for row in rows if row.subject.reviewed_organization_id
    ]
    posts = tuple(
        Post.objects.filter(Q(person__in=persons) | Q(collective__in=collectives), to_on__isnull=True)
    )
    offenders = {*persons, *(post.person_id for post in posts)}
    owner = Q(person__in=persons) | Q(collective__in=collectives) | Q(organization__in=organizations)
    return Sources(
        home=_home_grades(rows),
        sections=_section_grades(rows),
        civil={one.person_id: one for one in CivilRow.objects.filter(person__in=persons, year=year)},
        disciplines=tuple(
            DisciplineRow.objects.filter(owner | Q(person__in=offenders)).order_by("decided_on", "pk")
        ),
        leaves=_leaves(persons, year),
        standings=_standings(persons, year),
        targets=tuple(Target.objects.filter(owner, year=year)),
        peers=tuple(PeerRating.objects.filter(organization__in=organizations, year=year)),
        posts=posts,
        levels=_levels(campaign, inside=inside, levels=levels),
        others={
            (one.subject_id, one.capacity): known_level(one, inside=inside)[0]
            for one in Rating.objects.filter(subject__in=[row.subject_id for row in rows])
        },
    )


def _leaves(persons: list[int], year: int) -> tuple[Leave, ...]:
    """Leave that touches the year."""
    return tuple(
        Leave.objects.filter(person__in=persons, from_on__lte=date(year, 12, 31), to_on__gte=date(year, 1, 1))
    )


def _standings(persons: list[int], year: int) -> tuple[StandingRow, ...]:
    """Circumstances in force when the year ends."""
    return tuple(
        StandingRow.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=date(year, 12, 31)),
            person__in=persons,
            from_on__lte=date(year, 12, 31),
        )
    )


def _home_grades(rows: list[Rating]) -> dict[int, tuple[str, dict[str, Grade]]]:
    best: dict[int, tuple[int, str, dict[str, Grade]]] = {}
    grades = CriterionGrade.objects.filter(
        assessment__rating__in=rows,
        assessment__state=AssessmentState.CONFIRMED,
        assessment__kind__in=GRADERS,
    ).select_related("assessment")
    for one in grades:
        kind = AssessorKind(one.assessment.kind)
        rank = GRADERS.index(kind)
        known = best.get(one.assessment.rating_id)
        if known is None or rank < known[0]:
            known = best[one.assessment.rating_id] = (rank, str(kind.label), {})
        if rank == known[0]:
            known[2][one.criterion] = Grade(one.grade)
    return {pk: (label[:1].lower() + label[1:], found) for pk, (_rank, label, found) in best.items()}


def _section_grades(rows: list[Rating]) -> dict[int, dict[str, Grade]]:
    """The subject's own grades, once he has handed them in: a draft is his alone."""
    found: dict[int, dict[str, Grade]] = {}
    sections = (
        Section.objects.filter(review__subject__in=[row.subject_id for row in rows])
        .exclude(grade="")
        .exclude(review__state=ReviewState.DRAFT)
        .values_list("review__subject_id", "code", "grade")
    )
    for subject, code, grade in sections:
        found.setdefault(subject, {})[code] = Grade(grade)
    return found


def _levels(
    campaign: Campaign, *, inside: bool, levels: Mapping[int, Level]
) -> dict[tuple[str, int], tuple[str, bool]]:
    """The level each collective and organisation stands at, by the thing it is."""
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    rows = Rating.objects.filter(
        subject__campaign=campaign, capacity__in=[Capacity.COLLECTIVE, Capacity.ORGANIZATION]
    ).select_related("subject")
    for row in rows:
        subject = row.subject
        known = known_level(row, inside=inside)
        if row.pk in levels:
            known = (levels[row.pk], False)
        thing = subject.collective_id or subject.reviewed_organization_id
        if thing is not None:
            found[(subject.kind, thing)] = known
    return found
