"""Who is not reviewed at all: exempt, suspended, no longer on the roll (1.2, 1.4)."""

from collections.abc import Collection

from organizations.enums import Capacity
from reviews.rules.regulation import Condition, Effect, Regulation, SpecialCase, Standing


def not_reviewed(
    standings: Collection[Standing], capacity: Capacity, regulation: Regulation
) -> SpecialCase | None:
    """The special case by which somebody is left out of the review, the first of the regulation's order."""
    return next(
        (
            case
            for case in regulation.cases
            if case.effect == Effect.NOT_REVIEWED
            and case.condition == Condition.STANDING
            and capacity in case.capacities
            and Standing(case.params.word("standing")) in standings
        ),
        None,
    )
