"""What the engine is told of each rating: gathered in one place, for one rating or a whole list."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import Prefetch

from cadres.enums import DisciplineForm as CadreForm
from cadres.enums import LeaveKind, StandingKind
from organizations.enums import Capacity, Grade, Level, SubjectKind
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.sources import Sources, sources_of
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
from reviews.models import Campaign, Place, Target
from reviews.models import Regulation as RegulationRow
from reviews.rules.regulation import DisciplineForm, Offender, Regulation, Standing, parse_regulation

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


@lru_cache(maxsize=8)
def _parsed(_content_hash: str, pk: int) -> Regulation:
    return parse_regulation(RegulationRow.objects.get(pk=pk).content)


def regulation_of(campaign: Campaign) -> Regulation:
    """The rulebook the round stands under, read once for each content."""
    row = campaign.regulation
    return _parsed(row.content_hash, row.pk)


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
    sources = sources_of(rows, inside=inside, levels=levels or {})
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
        _superior("tập thể", (SubjectKind.COLLECTIVE, collective.pk), sources),
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
