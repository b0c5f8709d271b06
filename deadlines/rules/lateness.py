"""Late by the clock is a proposal; a person confirms it with a reason (P32, P50)."""

from dataclasses import dataclass
from datetime import date

from deadlines.enums import LateState
from reviews.rules.calendar import last_day_on_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """Both days, and what the clock or a person makes of them; no state while there is still time."""

    due_on: date
    met_on: date | None
    days_late: int
    state: LateState | None


def timeliness(
    before_on: date,
    *,
    met_on: date | None,
    today: date,
    inclusive: bool = False,
    confirmed: LateState | None = None,
) -> Timeliness:
    """On time or late: by receipt for dossiers and reports, by the sitting's day for T1, T4, T5."""
    due_on = last_day_on_time(before_on, inclusive=inclusive)
    days_late = max(((met_on or today) - due_on).days, 0)
    return Timeliness(
        due_on=due_on, met_on=met_on, days_late=days_late, state=_state(met_on, days_late, confirmed)
    )


def _state(met_on: date | None, days_late: int, confirmed: LateState | None) -> LateState | None:
    if not days_late:
        return LateState.ON_TIME if met_on else None
    return confirmed or LateState.PROPOSED
