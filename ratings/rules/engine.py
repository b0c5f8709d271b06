"""Mức cao nhất đủ điều kiện: a ceiling with its findings; people decide the level."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from organizations.enums import Capacity, Certainty, Level
from ratings.rules.conditions import CONDITIONS, Figure, Outcome
from ratings.rules.facts import Facts
from reviews.rules.regulation import Condition, Effect, Regulation, Rule, Severity

AnyRule = TypeVar("AnyRule", bound=Rule)

BARRING = frozenset({Effect.NOT_REVIEWED, Effect.NOT_RATED, Effect.PAUSED, Effect.LATER})
DEPENDENT = frozenset({Condition.NOT_ABOVE, Condition.EXTERNAL_RATING, Condition.PEER_BODIES_AT_LEAST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule looked at: what it says, from which figures, and up to which level it lets one through."""

    rule: str
    condition: Condition
    text: str
    holds: bool | None
    figures: Mapping[str, Figure]
    severity: Severity
    clause: str
    certainty: Certainty
    effect: Effect | None = None
    bound: Level | None = None
    level: Level | None = None

    @property
    def bars(self) -> bool:
        """Whether no level at all can be given now."""
        return self.stops and self.severity == Severity.BLOCK

    @property
    def stops(self) -> bool:
        """Whether the special case, when people follow it, means no level."""
        return self.effect in BARRING and self.holds is True

    @property
    def pending(self) -> bool:
        """PENDING_DEPENDENCY: the value comes from elsewhere and has not come yet."""
        return self.holds is None and self.condition in DEPENDENT

    def against(self, level: Level) -> bool:
        """Whether this finding stands against a level."""
        if self.condition == Condition.RATINGS_APART and self.holds:
            return abs(level.rank - _whole(self.figures["rank"])) > _whole(self.figures["levels"])
        return self.stops or (self.bound is not None and level.rank < self.bound.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The highest eligible level by the facts at hand, or why there is none."""

    highest: Level | None
    reason: str
    findings: tuple[Finding, ...]

    @property
    def pending(self) -> bool:
        """Whether something the verdict depends on has not come yet."""
        return any(finding.pending for finding in self.findings)

    @property
    def holding_down(self) -> tuple[Finding, ...]:
        """The findings that bound the highest level, strictest first."""
        bounding = (one for one in self.findings if one.bound and one.severity != Severity.INFORM)
        return tuple(sorted(bounding, key=_bound_rank, reverse=True))

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """What the facts at hand do not tell."""
        return tuple(one for one in self.findings if one.holds is None)


def evaluate(facts: Facts, regulation: Regulation, capacity: Capacity) -> Verdict:
    """What the regulation allows one subject, with every rule it looked at; unknown is not false."""
    cases = tuple(_cases(facts, regulation, capacity))
    barring = next((finding for finding in cases if finding.bars), None)
    if barring:
        return Verdict(highest=None, reason=barring.text, findings=cases)
    findings = (
        *cases,
        *_triggers(facts, regulation, capacity),
        *_standards(facts, regulation, capacity),
    )
    bounds = [one.bound for one in findings if one.bound and one.severity != Severity.INFORM]
    highest = max(bounds, key=lambda level: level.rank, default=Level.EXCELLENT)
    return Verdict(highest=highest, reason="", findings=findings)


def barring_case(
    facts: Facts, regulation: Regulation, capacity: Capacity, effects: Container[Effect]
) -> Finding | None:
    """The first special case with one of these effects by which there is no level; no standard is looked at."""
    return next(
        (one for one in _cases(facts, regulation, capacity) if one.bars and one.effect in effects), None
    )


def check_level(level: Level, verdict: Verdict, *, deciding: bool = False) -> list[Finding]:
    """What forbids a level; when deciding, a civil rating that has not come forbids it too (P39)."""
    forbidding = [one for one in verdict.findings if one.severity == Severity.BLOCK and one.against(level)]
    if deciding:
        forbidding += [one for one in verdict.findings if _missing_at_decision(one, level)]
    return forbidding


def warnings_for(level: Level, verdict: Verdict) -> list[Finding]:
    """What a level may be given against, with a compulsory reason."""
    return [one for one in verdict.findings if one.severity == Severity.WARN and one.against(level)]


def _missing_at_decision(finding: Finding, level: Level) -> bool:
    """A civil rating not yet known stops only the best level, and only at the decision."""
    return (
        finding.condition == Condition.EXTERNAL_RATING
        and finding.holds is None
        and finding.severity == Severity.BLOCK
        and finding.level == level == Level.EXCELLENT
    )


def _cases(facts: Facts, regulation: Regulation, capacity: Capacity) -> Iterator[Finding]:
    """The special cases that apply or may apply, in the regulation's order: exemption before maternity."""
    for case in _in_force(regulation.cases, capacity):
        outcome = CONDITIONS[case.condition](facts, case, regulation)
        if outcome.holds is not False:
            yield _finding(case, outcome, bound=case.highest if outcome.holds else None, effect=case.effect)


def _triggers(facts: Facts, regulation: Regulation, capacity: Capacity) -> Iterator[Finding]:
    for trigger in _in_force(regulation.triggers, capacity):
        outcome = CONDITIONS[trigger.condition](facts, trigger, regulation)
        yield _finding(trigger, outcome, bound=Level.FAILED if outcome.holds else None)


def _standards(facts: Facts, regulation: Regulation, capacity: Capacity) -> Iterator[Finding]:
    for standard in _in_force(regulation.standards, capacity):
        outcome = CONDITIONS[standard.condition](facts, standard, regulation)
        below = _next_worse(standard.level) if standard.level else None
        bound = below if outcome.holds is False else None
        yield _finding(standard, outcome, bound=outcome.bound or bound, level=standard.level)


def _finding(
    rule: Rule,
    outcome: Outcome,
    *,
    bound: Level | None,
    effect: Effect | None = None,
    level: Level | None = None,
) -> Finding:
    return Finding(
        rule=rule.code,
        condition=rule.condition,
        text=rule.text,
        holds=outcome.holds,
        figures=outcome.figures,
        severity=rule.severity,
        clause=rule.clause,
        certainty=rule.certainty,
        effect=effect,
        bound=bound,
        level=level,
    )


def _in_force(rules: Iterable[AnyRule], capacity: Capacity) -> Iterator[AnyRule]:
    return (rule for rule in rules if capacity in rule.capacities)


def _next_worse(level: Level) -> Level:
    return list(Level)[min(level.rank + 1, Level.FAILED.rank)]


def _bound_rank(finding: Finding) -> int:
    return finding.bound.rank if finding.bound else 0


def _whole(figure: Figure) -> int:
    return int(figure) if isinstance(figure, int) else 0
