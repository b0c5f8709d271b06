"""The conditions a regulation may name: facts and limits in, true, false or unknown out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from documents.rules import short_date
from organizations.enums import Grade, Level
from ratings.rules.facts import Days, Facts, SuperiorLevel
from reviews.rules.calendar import add_months, is_full_months, months_between
from reviews.rules.regulation import (
    CommentFrom,
    ConcludedFinding,
    Condition,
    DisciplineForm,
    Event,
    Offender,
    Regulation,
    Rule,
    Standing,
    Superior,
)

Figure = str | int | Fraction | tuple[str, ...]

DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a condition says, the figures it looked at, and the level it lets through if it bounds one."""

    holds: bool | None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    bound: Level | None = None


def grade_pattern(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Core criteria and all others reach their grades; a missing grade is unknown."""
    short, missing = [], []
    for criterion in regulation.criteria_for(facts.capacity):
        wanted = rule.params.grade("core" if criterion.core else "rest")
        grade = facts.grades.get(criterion.code)
        if grade is None:
            missing.append(criterion.title)
        elif grade.rank > wanted.rank:
            short.append(f"{criterion.title} ({grade.label})")
    holds = False if short else None if missing else True
    return Outcome(
        holds=holds, figures={"short": tuple(short), "missing": len(missing), "grader": facts.grader}
    )


def criterion_graded(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """One criterion was graded at or below a grade."""
    code = rule.params.word("criterion")
    title = next(one.title for one in regulation.criteria_for(facts.capacity) if one.code == code)
    grade = facts.grades.get(code)
    holds = None if grade is None else grade.rank >= rule.params.grade("grade").rank
    return Outcome(holds=holds, figures={"title": title, "grade": Grade(grade).label if grade else ""})


def composition_share(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """A share of the rated subordinates is at a level or better; none rated is vacuously true."""
    if facts.subordinates is None:
        return Outcome(holds=None)
    level = rule.params.level("level")
    rated = sum(facts.subordinates.values())
    reaching = sum(count for one, count in facts.subordinates.items() if one.rank <= level.rank)
    holds = reaching >= rule.params.share("share") * rated
    return Outcome(holds=holds, figures={"reaching": reaching, "rated": rated})


def peer_bodies_at_least(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Every body at the same level is at a level or better; where there are none, it holds."""
    wanted = rule.params.level("level")
    below = [
        f"{body.name} ({body.level.short})"
        for body in facts.peer_bodies
        if body.level and body.level.rank > wanted.rank
    ]
    unknown = [body.name for body in facts.peer_bodies if body.level is None]
    holds = False if below else None if unknown else True
    return Outcome(holds=holds, figures={"below": tuple(below), "unknown": tuple(unknown)})


def external_rating(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The civil rating reaches a level; who has none is not asked."""
    if facts.civil is None:
        return Outcome(holds=True, figures={"level": "", "period": ""})
    level = facts.civil.level
    holds = None if level is None else level.rank <= rule.params.level("level").rank
    return Outcome(holds=holds, figures={"level": level.label if level else "", "period": facts.civil.period})


def target_share_below(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Less than a share of the targets was done; force majeure is excepted."""
    if facts.targets is None:
        return Outcome(holds=None)
    figures: dict[str, Figure] = {"share": facts.targets.share}
    below = facts.targets.share < rule.params.share("share")
    if facts.targets.force_majeure or not below:
        return Outcome(holds=False, figures=figures)
    if not rule.params.switch("main_missed"):
        return Outcome(holds=True, figures=figures)
    met = facts.targets.main_all_met
    return Outcome(holds=None if met is None else not met, figures=figures)


def disciplined(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """A discipline of the year counts once; one decided after the year for it is for people to judge."""
    forms = list(DisciplineForm)
    least = forms.index(DisciplineForm(rule.params.word("form")))
    counting = [
        one
        for one in facts.disciplines
        if one.offender == Offender(rule.params.word("offender"))
        and forms.index(one.form) >= least
        and not one.counted_before
        and not (one.remedied and rule.params.switch("spare_remedied"))
    ]
    in_year = [one.decided_on for one in counting if one.decided_on.year == facts.year]
    after = [one.decided_on for one in counting if one.violation_year == facts.year < one.decided_on.year]
    days = tuple(short_date(day) for day in (*in_year, *after))
    return Outcome(holds=True if in_year else None if after else False, figures={"days": days})


def concluded(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """A competent organ has concluded something about the subject; silence is not a conclusion."""
    if facts.concluded is None:
        return Outcome(holds=None)
    return Outcome(holds=ConcludedFinding(rule.params.word("finding")) in facts.concluded)


def not_above(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The level is not above that of the body one belongs to or heads; only chief headships count (P12)."""
    superior = Superior(rule.params.word("superior"))
    superiors = _superiors(facts, superior)
    known = [one for one in superiors if one.level]
    unknown = tuple(one.name for one in superiors if one.level is None)
    worst = max(known, key=lambda one: one.level.rank if one.level else 0, default=None)
    bound = worst.level if worst and worst.level != Level.EXCELLENT else None
    figures: dict[str, Figure] = {"superior": superior, "unknown": unknown}
    if worst and worst.level:
        figures |= {"name": worst.name, "level": worst.level.short, "decided": int(worst.decided)}
    holds = False if bound else None if unknown else True
    return Outcome(holds=holds, figures=figures, bound=bound)


def _superiors(facts: Facts, superior: Superior) -> tuple[SuperiorLevel, ...]:
    if superior == Superior.ORGANIZATION:
        return (facts.organization,) if facts.organization else ()
    if Standing.HEAD_NEWLY_MOVED in facts.standings:
        return ()
    return tuple(one for one in facts.headships if one.chief)


def points_at_least(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The points reach a number."""
    if facts.points is None:
        return Outcome(holds=None)
    return Outcome(holds=facts.points >= rule.params.number("points"), figures={"points": facts.points})


def sick_months(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Sick leave of the year adds up to so many months, from its dated slips (P108)."""
    months, days = leave_in_year(facts.sick_leave, facts.year)
    holds = months >= rule.params.number("months")
    return Outcome(holds=holds, figures={"months": months, "days": days})


def leave_in_year(leave: Iterable[Days], year: int) -> tuple[int, int]:
    """Months and days of leave within a year; broken months of several slips add up by thirty days."""
    spans = _merged(leave, year)
    months = days = 0
    for start, end in spans:
        whole = months_between(start, end)
        months += whole
        days += (end - add_months(start, whole)).days
    if len(spans) == 1:
        return months, days
    return months + days // DAYS_OF_A_MONTH, days % DAYS_OF_A_MONTH


def _merged(leave: Iterable[Days], year: int) -> list[tuple[date, date]]:
    """Spans within the year as from-day and day-after, joined where they touch."""
    merged: list[tuple[date, date]] = []
    for one in sorted(leave, key=lambda one: one.from_on):
        start = max(one.from_on, date(year, 1, 1))
        end = min(one.to_on, date(year, 12, 31)) + timedelta(days=1)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def months_since(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Less than so many months have passed since founding, admission or appointment."""
    event = Event(rule.params.word("event"))
    since = {
        Event.FOUNDED: facts.founded_on,
        Event.ADMITTED: facts.admitted_on,
        Event.APPOINTED: facts.appointed_on,
    }[event]
    if since is None:
        return Outcome(holds=False)
    holds = not is_full_months(since, facts.reference_on, rule.params.number("months"))
    return Outcome(
        holds=holds,
        figures={"since": short_date(since), "reference": short_date(facts.reference_on)},
    )


def standing(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """A circumstance of the subject is in force."""
    return Outcome(holds=Standing(rule.params.word("standing")) in facts.standings)


def unreviewed(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The review has not been concluded."""
    return Outcome(holds=None if facts.reviewed is None else not facts.reviewed)


def justified(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The outstanding results are set out in words."""
    return Outcome(holds=facts.justified)


def comment_missing(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """A written comment of another place is due: people see to it that it lies in the dossier."""
    return Outcome(holds=CommentFrom(rule.params.word("comment")) in facts.comments_due)


def ratings_apart(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """Another rating of the same person is known: a level too far from it is remarked on."""
    if facts.other_level is None:
        return Outcome(holds=False)
    return Outcome(
        holds=True,
        figures={
            "level": facts.other_level.label,
            "rank": facts.other_level.rank,
            "levels": rule.params.number("levels"),
        },
    )


def quota(facts: Facts, rule: Rule, regulation: Regulation) -> Outcome:
    """The ceiling is a group's, counted where the group is seen whole (ceiling.py); here it is only spoken of."""
    return Outcome(holds=None, figures={"capacity": facts.capacity})


Evaluator = Callable[[Facts, Rule, Regulation], Outcome]

CONDITIONS: Mapping[Condition, Evaluator] = {
    Condition(one.__name__): one
    for one in (
        grade_pattern,
        criterion_graded,
        composition_share,
        peer_bodies_at_least,
        external_rating,
        target_share_below,
        disciplined,
        concluded,
        not_above,
        points_at_least,
        sick_months,
        months_since,
        standing,
        unreviewed,
        justified,
        comment_missing,
        ratings_apart,
        quota,
    )
}
