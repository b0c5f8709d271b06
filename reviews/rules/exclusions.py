"""Who is not reviewed at all: exempt, suspended, no longer on the roll (1.2, 1.4)."""

from collections.abc import Collection, Iterator, Mapping

from organizations.enums import Capacity
from reviews.rules.regulation import Condition, Effect, Regulation, SpecialCase, Standing


def not_reviewed(
    standings: Collection[Standing], capacity: Capacity, regulation: Regulation
) -> SpecialCase | None:
    """The special case by which somebody is left out of the review, the first of the regulation's order."""
    return next(
        (
            case
            for case in _leaving_out(regulation)
            if capacity in case.capacities and _standing(case) in standings
        ),
        None,
    )


def standings_left_out(regulation: Regulation) -> Mapping[str, str]:
    """Which recorded standings leave somebody out, each with the case's code; being gone is no such record."""
    return {
        str(_standing(case)): case.code
        for case in _leaving_out(regulation)
        if _standing(case) != Standing.LEFT
    }


def left_case(regulation: Regulation) -> SpecialCase | None:
    """The case of those who are on the roll no longer, if the regulation names it."""
    return next((case for case in _leaving_out(regulation) if _standing(case) == Standing.LEFT), None)


def _leaving_out(regulation: Regulation) -> Iterator[SpecialCase]:
    return (
        case
        for case in regulation.cases
        if case.effect == Effect.NOT_REVIEWED and case.condition == Condition.STANDING
    )


def _standing(case: SpecialCase) -> Standing:
    return Standing(case.params.word("standing"))
