"""What the engine is told of each rating: gathered in one place, for one rating or a whole list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import Prefetch, Q

from cadres.enums import DisciplineForm as CadreForm
from cadres.enums import LeaveKind, StandingKind
from cadres.models import CivilRating as CivilRow
from cadres.models import Discipline as DisciplineRow
from cadres.models import Leave, Post
from cadres.models import Standing as StandingRow
from organizations.enums import Capacity, Grade, Level, SubjectKind
from organizations.models import PeerRating
from ratings.enums import AssessmentState, AssessorKind, RatingState
from ratings.models import CriterionGrade, Rating
from ratings.rules.engine import Verdict, evaluate
from ratings.rules.facts import (
    CivilRating,
    Days,
    Discipline,
    Facts,
    PeerBody,
    SuperiorLevel,
    Targets,
)
from reviews.enums import ReviewState
from reviews.models import Campaign, Place, Section, Target
from reviews.models import Regulation as RegulationRow
from reviews.rules.regulation import DisciplineForm, Offender, Regulation, Standing, parse_regulation

# The highest grader there is speaks; the engine names it (5.4).
GRADERS = (
    AssessorKind.AUTHORITY,
    AssessorKind.ORGANIZATION_COMMITTEE,
    AssessorKind.SUPERVISOR,
    AssessorKind.HOME,
)
STANDINGS = {
    StandingKind.EXEMPT: Standing.EXEMPT,
    StandingKind.SUSPENDED: Standing.SUSPENDED,
    StandingKind.COMMITTEE_SUSPENDED: Standing.COMMITTEE_SUSPENDED,
    StandingKind.STUDY: Standing.STUDYING,
    StandingKind.ABROAD: Standing.ABROAD,
    StandingKind.AWAY: Standing.AWAY,
    StandingKind.IN_TRANSFER: Standing.IN_TRANSFER,
    StandingKind.NEWLY_MOVED_HEAD: Standing.HEAD_NEWLY_MOVED,
}
FORMS = {
    CadreForm.REPRIMAND: DisciplineForm.REPRIMAND,
    CadreForm.WARNING: DisciplineForm.WARNING,
    CadreForm.REMOVAL: DisciplineForm.DISMISSAL,
    CadreForm.EXPULSION: DisciplineForm.EXPULSION,
}
DECIDED = (RatingState.DECIDED, RatingState.ANNOUNCED)


@lru_cache(maxsize=8)
def _parsed(_content_hash: str, pk: int) -> Regulation:
    return parse_regulation(RegulationRow.objects.get(pk=pk).content)


def regulation_of(campaign: Campaign) -> Regulation:
    """The rulebook the round stands under, read once for each content."""
    row = campaign.regulation
    return _parsed(row.content_hash, row.pk)


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


def facts_of(rating: Rating, *, inside: bool = False, levels: Mapping[int, Level] | None = None) -> Facts:
    """What the engine knows of one rating."""
    return facts_for([rating], inside=inside, levels=levels)[rating.pk]


def facts_for(
    ratings: Iterable[Rating], *, inside: bool = False, levels: Mapping[int, Level] | None = None
) -> dict[int, Facts]:
    """What the engine knows of each rating; `inside` reads what only the deciding organ's staff may read (P86).

    `levels` are the levels just concluded in a sitting and not yet on the ratings themselves.
    """
    rows = list(
        Rating.objects.filter(pk__in=[one.pk for one in ratings])
        .select_related(
            "subject__person",
            "subject__collective__organization",
            "subject__campaign__regulation",
            "subject__main_post__collective__organization",
            "subject__self_review",
        )
        .prefetch_related(Prefetch("subject__places", Place.objects.order_by("position")))
    )
    if not rows:
        return {}
    sources = _sources(rows, inside=inside, levels=levels or {})
    regulation = regulation_of(rows[0].subject.campaign)
    return {row.pk: _facts(row, sources, regulation) for row in rows}


def verdicts_for(
    ratings: Iterable[Rating], *, inside: bool = False, levels: Mapping[int, Level] | None = None
) -> dict[int, Verdict]:
    """The engine's word on each rating."""
    rows = list(ratings)
    if not rows:
        return {}
    regulation = regulation_of(rows[0].subject.campaign)
    facts = facts_for(rows, inside=inside, levels=levels)
    return {row.pk: evaluate(facts[row.pk], regulation, Capacity(row.capacity)) for row in rows}


def _facts(rating: Rating, sources: Sources, regulation: Regulation) -> Facts:
    subject, capacity = rating.subject, Capacity(rating.capacity)
    year = subject.campaign.year
    grades, grader = _grades(rating, sources, regulation)
    return Facts(
        capacity=capacity,
        year=year,
        reference_on=date(year, 12, 31),
        reviewed=subject.is_concluded,
        grades=grades,
        grader=grader,
        justified=True if rating.proposed_reason else None,
        peer_bodies=_peers(rating, sources),
        civil=_civil(rating, sources),
        targets=_targets(rating, sources),
        disciplines=tuple(_disciplines(rating, sources)),
        sick_leave=tuple(
            Days(from_on=one.from_on, to_on=one.to_on)
            for one in sources.leaves
            if one.person_id == subject.person_id and one.kind == LeaveKind.SICK
        ),
        founded_on=subject.collective.founded_on if subject.collective else None,
        admitted_on=subject.person.joined_on if subject.person else None,
        appointed_on=subject.main_post.from_on if subject.main_post else None,
        standings=frozenset(_standings(rating, sources)),
        organization=_organization(rating, sources),
        headships=_headships(rating, sources),
        other_level=_other(rating, sources),
    )


def _grades(rating: Rating, sources: Sources, regulation: Regulation) -> tuple[Mapping[str, Grade], str]:
    """By the highest grader there is: authority, Organization Committee, supervisor, home, then oneself."""
    if rating.pk in sources.home:
        grader, grades = sources.home[rating.pk]
        return grades, grader
    by_section = sources.sections.get(rating.subject_id, {})
    criteria = regulation.criteria_for(Capacity(rating.capacity))
    given = {one.code: by_section.get(one.code) or by_section.get(one.content) for one in criteria}
    own = {code: grade for code, grade in given.items() if grade}
    return own, "tự đánh giá" if own else ""


def _peers(rating: Rating, sources: Sources) -> tuple[PeerBody, ...]:
    if rating.capacity != Capacity.ORGANIZATION:
        return ()
    organization = rating.subject.reviewed_organization_id
    return tuple(
        PeerBody(name=one.body, level=Level(one.level))
        for one in sources.peers
        if one.organization_id == organization
    )


def _civil(rating: Rating, sources: Sources) -> CivilRating | None:
    person = rating.subject.person
    if person is None or not person.is_civil_servant:
        return None
    row = sources.civil.get(person.pk)
    return CivilRating(level=Level(row.level), period=row.period) if row else CivilRating(level=None)


def _targets(rating: Rating, sources: Sources) -> Targets | None:
    subject = rating.subject
    mine = [
        one
        for one in sources.targets
        if _same(one.person_id, subject.person_id)
        or _same(one.collective_id, subject.collective_id)
        or _same(one.organization_id, subject.reviewed_organization_id)
    ]
    counted = [one for one in mine if one.planned is not None and one.actual is not None]
    if not counted:
        return None
    missed = [one for one in counted if _missed(one)]
    main = [one for one in counted if one.is_main]
    return Targets(
        share=Fraction(len(counted) - len(missed), len(counted)),
        main_all_met=all(not _missed(one) for one in main) if main else None,
        force_majeure=bool(missed) and all(one.force_majeure for one in missed),
    )


def _missed(target: Target) -> bool:
    return target.planned is not None and target.actual is not None and target.actual < target.planned


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _disciplines(rating: Rating, sources: Sources) -> Iterable[Discipline]:
    subject = rating.subject
    members = {post.person_id for post in sources.posts if _same(post.collective_id, subject.collective_id)}
    for row in sources.disciplines:
        own = (
            _same(row.person_id, subject.person_id)
            or _same(row.collective_id, subject.collective_id)
            or _same(row.organization_id, subject.reviewed_organization_id)
        )
        if not own and row.person_id not in members:
            continue
        yield Discipline(
            decided_on=row.decided_on,
            violation_year=row.violated_in,
            form=FORMS[CadreForm(row.form)],
            offender=Offender.SELF if own else Offender.MEMBER,
            counted_before=row.counted_in is not None and row.counted_in < subject.campaign.year,
        )


def _standings(rating: Rating, sources: Sources) -> Iterable[Standing]:
    person = rating.subject.person_id
    if rating.state == RatingState.PAUSED:
        yield Standing.PAUSED
    if person is None:
        return
    for row in sources.standings:
        if row.person_id == person:
            yield STANDINGS[StandingKind(row.kind)]
    if any(one.person_id == person and one.kind == LeaveKind.MATERNITY for one in sources.leaves):
        yield Standing.MATERNITY
    if sum(post.person_id == person for post in sources.posts) > 1:
        yield Standing.SEVERAL_OFFICES


def _organization(rating: Rating, sources: Sources) -> SuperiorLevel | None:
    """C4: a collective stands under the organisation it leads, rated later: unknown until then."""
    collective = rating.subject.collective
    if collective is None or rating.capacity != Capacity.COLLECTIVE:
        return None
    return _superior(
        collective.organization.name, (SubjectKind.ORGANIZATION, collective.organization_id), sources
    )


def _headships(rating: Rating, sources: Sources) -> tuple[SuperiorLevel, ...]:
    """D3: only the headship of the chief post counts (P12)."""
    post = rating.subject.main_post
    if post is None or not rating.subject.is_head:
        return ()
    collective = post.collective
    return (
        _superior(collective.name, (SubjectKind.COLLECTIVE, collective.pk), sources),
        _superior(
            collective.organization.name, (SubjectKind.ORGANIZATION, collective.organization_id), sources
        ),
    )


def _superior(name: str, thing: tuple[str, int], sources: Sources) -> SuperiorLevel:
    level, decided = sources.levels.get((str(thing[0]), thing[1]), ("", False))
    return SuperiorLevel(name=name, level=Level(level) if level else None, decided=decided)


def _other(rating: Rating, sources: Sources) -> Level | None:
    other = Capacity.MEMBER if rating.capacity == Capacity.OFFICE else Capacity.OFFICE
    level = sources.others.get((rating.subject_id, other), "")
    return Level(level) if level else None


def known_level(rating: Rating, *, inside: bool) -> tuple[str, bool]:
    """The level of a rating that a reader may know of, and whether it is decided; outside nothing leaks (P86)."""
    if rating.state == RatingState.ANNOUNCED:
        return rating.decided_level, True
    if not inside:
        return rating.proposed_level, False
    if rating.decided_level:
        return rating.decided_level, True
    return rating.concluded_level or rating.appraised_level or rating.proposed_level, False


def _sources(rows: list[Rating], *, inside: bool, levels: Mapping[int, Level]) -> Sources:
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
        leaves=tuple(
            Leave.objects.filter(
                person__in=persons, from_on__lte=date(year, 12, 31), to_on__gte=date(year, 1, 1)
            )
        ),
        standings=tuple(
            StandingRow.objects.filter(
                Q(to_on__isnull=True) | Q(to_on__gte=date(year, 12, 31)),
                person__in=persons,
                from_on__lte=date(year, 12, 31),
            )
        ),
        targets=tuple(Target.objects.filter(owner, year=year)),
        peers=tuple(PeerRating.objects.filter(organization__in=organizations, year=year)),
        posts=posts,
        levels=_levels(campaign, inside=inside, levels=levels),
        others={
            (one.subject_id, one.capacity): known_level(one, inside=inside)[0]
            for one in Rating.objects.filter(subject__in=[row.subject_id for row in rows])
        },
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
