"""What the engine is told of each rating: gathered in one place, for one rating or a whole list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cadres.enums import DisciplineForm as CadreForm
from cadres.enums import LeaveKind, MembershipEnd, MembershipKind, MembershipStanding, StandingKind
from organizations.enums import Capacity, Grade, Level, SubjectKind
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.sources import Sources, home_grades, last_day, sources_at_opening, sources_of
from ratings.rules.comments import comments_due
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
from reviews.models import Campaign
from reviews.queries import rulebook
from reviews.rules.regulation import DisciplineForm, Offender, Regulation, Standing

STANDINGS = {
    StandingKind.EXEMPT: Standing.EXEMPT,
    StandingKind.REDUCED: Standing.REDUCED,
    StandingKind.SUSPENDED: Standing.SUSPENDED,
    StandingKind.COMMITTEE_SUSPENDED: Standing.COMMITTEE_SUSPENDED,
    StandingKind.STUDY: Standing.STUDYING,
    StandingKind.SECONDED: Standing.SECONDED,
    StandingKind.ABROAD: Standing.ABROAD,
    StandingKind.AWAY: Standing.AWAY,
    StandingKind.MOBILE: Standing.MOBILE,
    StandingKind.IN_TRANSFER: Standing.IN_TRANSFER,
    StandingKind.NEWLY_MOVED_HEAD: Standing.HEAD_NEWLY_MOVED,
    StandingKind.COMMITTEE_MEMBER: Standing.COMMITTEE_MEMBER,
    StandingKind.IN_GROUP: Standing.IN_GROUP,
}
FORMS = {
    CadreForm.REPRIMAND: DisciplineForm.REPRIMAND,
    CadreForm.WARNING: DisciplineForm.WARNING,
    CadreForm.REMOVAL: DisciplineForm.DISMISSAL,
    CadreForm.EXPULSION: DisciplineForm.EXPULSION,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The ratings read afresh with everything dated about them, and the engine's word on each."""

    sources: Sources
    facts: Mapping[int, Facts]
    verdicts: Mapping[int, Verdict]


NOTHING = Reading(Sources({}, {}, {}, {}), {}, {})


def regulation_of(campaign: Campaign) -> Regulation:
    """The rulebook the round stands under."""
    return rulebook.regulation_of(campaign.regulation)


def reading_of(
    ratings: Iterable[Rating], *, inside: bool = False, levels: Mapping[int, Level] | None = None
) -> Reading:
    """What the engine knows of each rating, and says of it.

    `inside` reads what only the deciding organ's staff may read (P86);
    `levels` are the levels just concluded in a sitting and not yet on the ratings themselves.
    """
    rows = list(ratings)
    if not rows:
        return NOTHING
    campaign = rows[0].subject.campaign
    regulation, year = regulation_of(campaign), campaign.year
    sources = sources_of(rows, inside=inside, levels=levels or {})
    facts = {
        pk: _facts(
            row,
            sources,
            regulation,
            year,
            reviewed=row.subject.is_concluded,
            on=last_day(row, sources, year),
        )
        for pk, row in sources.ratings.items()
    }
    verdicts = {pk: evaluate(known, regulation, known.capacity) for pk, known in facts.items()}
    return Reading(sources, facts, verdicts)


def facts_at_opening(ratings: Sequence[Rating]) -> Mapping[int, Facts]:
    """What the engine knows of ratings just opened: nobody is known to be reviewed, the year's last day counts."""
    if not ratings:
        return {}
    campaign = ratings[0].subject.campaign
    regulation, sources = regulation_of(campaign), sources_at_opening(ratings)
    end = date(campaign.year, 12, 31)
    return {
        pk: _facts(row, sources, regulation, campaign.year, reviewed=None, on=end)
        for pk, row in sources.ratings.items()
    }


def verdicts_for(
    ratings: Iterable[Rating], *, inside: bool = False, levels: Mapping[int, Level] | None = None
) -> Mapping[int, Verdict]:
    """The engine's word on each rating."""
    return reading_of(ratings, inside=inside, levels=levels).verdicts


def _facts(
    rating: Rating, sources: Sources, regulation: Regulation, year: int, *, reviewed: bool | None, on: date
) -> Facts:
    subject = rating.subject
    body = subject.collective or subject.reviewed_organization
    grades, grader = _grades(rating, sources, regulation)
    standings = frozenset(_standings(rating, sources, year))
    return Facts(
        capacity=Capacity(rating.capacity),
        year=year,
        reference_on=on,
        reviewed=reviewed,
        grades=grades,
        grader=grader,
        justified=True if rating.proposed_reason else None,
        peer_bodies=tuple(
            PeerBody(name=one.note, level=Level(one.word)) for one in sources.own("peer", rating)
        ),
        civil=_civil(rating, sources),
        targets=_targets(rating, sources),
        disciplines=tuple(_disciplines(rating, sources, year)),
        sick_leave=tuple(
            Days(from_on=one.from_on, to_on=one.to_on)
            for one in sources.own("leave", rating)
            if one.word == LeaveKind.SICK and one.from_on and one.to_on
        ),
        founded_on=body.founded_on if body else None,
        admitted_on=subject.person.joined_on if subject.person else None,
        appointed_on=subject.main_post.from_on if subject.main_post else None,
        standings=standings,
        comments_due=comments_due(standings, _former_cells(rating, sources, year)),
        organization=_organization(rating, sources),
        headships=_headships(rating, sources),
        other_level=_other(rating, sources),
    )


def _grades(rating: Rating, sources: Sources, regulation: Regulation) -> tuple[Mapping[str, Grade], str]:
    """By the highest grader there is: authority, Organization Committee, supervisor, home, then oneself."""
    grader, grades = home_grades(sources, rating)
    if grades:
        return grades, grader
    by_section = {one.note: Grade(one.word) for one in sources.of("section", "of", rating.subject_id)}
    criteria = regulation.criteria_for(Capacity(rating.capacity))
    given = {one.code: by_section.get(one.code) or by_section.get(one.content) for one in criteria}
    own = {code: grade for code, grade in given.items() if grade}
    return own, "tự đánh giá" if own else ""


def _civil(rating: Rating, sources: Sources) -> CivilRating | None:
    person = rating.subject.person
    if person is None or not person.is_civil_servant:
        return None
    rows = sources.own("civil", rating)
    return CivilRating(level=Level(rows[0].word), period=rows[0].note) if rows else CivilRating(level=None)


def _targets(rating: Rating, sources: Sources) -> Targets | None:
    counted = sources.own("target", rating)
    if not counted:
        return None
    missed = [one for one in counted if one.word == "missed"]
    main = [one for one in counted if one.number]
    return Targets(
        share=Fraction(len(counted) - len(missed), len(counted)),
        main_all_met=all(one.word == "met" for one in main) if main else None,
        force_majeure=bool(missed) and all(one.other for one in missed),
    )


def _disciplines(rating: Rating, sources: Sources, year: int) -> Iterable[Discipline]:
    """A collective's own, and those of its members: earliest first."""
    own = sources.own("discipline", rating)
    members = {
        one.person
        for one in sources.of("post", "collective", rating.subject.collective_id)
        if one.person is not None
    }
    theirs = [row for person in members for row in sources.of("discipline", "person", person)]
    for row in sorted((*own, *theirs), key=lambda one: (one.from_on or date.min, one.pk)):
        if row.from_on is None or row.number is None:
            continue
        yield Discipline(
            decided_on=row.from_on,
            violation_year=row.number,
            form=FORMS[CadreForm(row.word)],
            offender=Offender.SELF if row in own else Offender.MEMBER,
            counted_before=row.other is not None and row.other < year,
        )


def _standings(rating: Rating, sources: Sources, year: int) -> Iterable[Standing]:
    if rating.state == RatingState.PAUSED:
        yield Standing.PAUSED
    if sources.own("moved", rating):
        yield Standing.ORGANIZATION_MOVED
    if rating.subject.person_id is not None:
        yield from _cases_of_person(rating, sources)
        yield from _seats(rating, sources, year)


def _cases_of_person(rating: Rating, sources: Sources) -> Iterable[Standing]:
    for row in sources.own("standing", rating):
        yield STANDINGS[StandingKind(row.word)]
    if sources.own("left", rating):
        yield Standing.LEFT
    if any(one.word == LeaveKind.MATERNITY for one in sources.own("leave", rating)):
        yield Standing.MATERNITY
    if len(sources.own("post", rating)) > 1:
        yield Standing.SEVERAL_OFFICES


def _seats(rating: Rating, sources: Sources, year: int) -> Iterable[Standing]:
    """On probation, a guest elsewhere at the year's end, come from another cell during the year (1.4)."""
    for row in sources.own("seat", rating):
        lasts = row.to_on is None or row.to_on >= date(year, 12, 31)
        if lasts and row.word == MembershipKind.TEMPORARY:
            yield Standing.TEMPORARY_ACTIVITY
        if lasts and row.word == MembershipKind.OFFICIAL and row.note == MembershipStanding.PROBATIONARY:
            yield Standing.PROBATIONARY
    if _former_cells(rating, sources, year):
        yield Standing.TRANSFERRED


def _former_cells(rating: Rating, sources: Sources, year: int) -> list[Days]:
    """Cells that let him go during the year; a merged cell's members did not move (P17)."""
    return [
        Days(from_on=row.from_on, to_on=row.to_on)
        for row in sources.own("seat", rating)
        if row.word == MembershipKind.OFFICIAL
        and row.source == MembershipEnd.MOVED
        and row.from_on
        and row.to_on
        and row.to_on.year == year
    ]


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
