"""Late by the clock is a proposal; a person confirms it with a reason (P32, P50)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reviews.rules.calendar import last_day_on_time, local_day


class Clock(StrEnum):
    """What the clock alone says."""

    OPEN = "open"
    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"


_CLOCK = {
    (True, True): Clock.LATE,
    (True, False): Clock.ON_TIME,
    (False, True): Clock.OVERDUE,
    (False, False): Clock.OPEN,
}
"""By whether it was met, and whether the last day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a person found: late or not, and why."""

    late: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """What the clock says, both days, and what a person made of it."""

    proposed: Clock
    due_on: date
    met_on: date | None
    days_late: int
    late: bool | None
    reason: str


def receipt_day(electronic_at: datetime | None, paper_on: date | None) -> date | None:
    """The day a dossier reached the desk: the complete e-dossier or the paper, whichever came first."""
    days = [day for day in (electronic_at and local_day(electronic_at), paper_on) if day]
    return min(days, default=None)


def timeliness(
    before_on: date,
    *,
    met_on: date | None,
    today: date,
    inclusive: bool = False,
    confirmed: Confirmed | None = None,
) -> Timeliness:
    """On time or late: by receipt for dossiers, by the sitting's day for T1, T4, T5."""
    due_on = last_day_on_time(before_on, inclusive=inclusive)
    days = ((met_on or today) - due_on).days
    proposed = _CLOCK[met_on is not None, days > 0]
    return Timeliness(
        proposed=proposed,
        due_on=due_on,
        met_on=met_on,
        days_late=max(days, 0),
        late=confirmed.late if confirmed else _late(proposed),
        reason=confirmed.reason if confirmed else "",
    )


def _late(proposed: Clock) -> bool | None:
    """On time needs nobody; late waits for a person."""
    return False if proposed in (Clock.ON_TIME, Clock.OPEN) else None
