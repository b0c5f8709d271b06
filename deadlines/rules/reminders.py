"""Nhắc hạn: which reminders are due and unsent on a day, and to which desk."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from deadlines.rules.wording import deadline_sentence
from reviews.rules.calendar import Overrides, last_day_on_time, working_days_ahead, working_days_back

Key = tuple[str, str, str, int, date]
"""Deadline, recipient, unit, offset, day: one reminder, sent once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """Working days from the last day on time; below nought before it; the late ones may go up a level."""

    days: int
    escalates: bool = False


DEFAULT_OFFSETS = (
    Offset(days=-10),
    Offset(days=-5),
    Offset(days=-3),
    Offset(days=-1),
    Offset(days=0),
    Offset(days=1, escalates=True),
    Offset(days=3, escalates=True),
    Offset(days=7, escalates=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one unit owes by one date: the desk that is told, and the desk above it."""

    deadline: str
    unit: str
    recipient: str
    superior: str
    before_on: date
    met: bool
    opened_on: date | None = None
    inclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """One reminder to send: the desk, the offset, the day it fell due."""

    deadline: str
    recipient: str
    unit: str
    offset: int
    due_on: date
    is_escalation: bool

    @property
    def key(self) -> Key:
        """What makes it one of a kind; a moved date is a new reminder."""
        return (self.deadline, self.recipient, self.unit, self.offset, self.due_on)


def due_day(duty: Duty, offset: Offset, overrides: Overrides | None = None) -> date:
    """The day a reminder falls due."""
    last = last_day_on_time(duty.before_on, inclusive=duty.inclusive)
    if offset.days < 0:
        return working_days_back(last, -offset.days, overrides)
    return working_days_ahead(last, offset.days, overrides)


def reminders_due(
    duties: Iterable[Duty],
    *,
    today: date,
    sent: Collection[Key],
    offsets: Iterable[Offset] = DEFAULT_OFFSETS,
    overrides: Overrides | None = None,
) -> list[DueReminder]:
    """Due and unsent: after a stop only the latest is made up for, the older ones are stale."""
    steps = tuple(offsets)
    due = (one for duty in duties if not duty.met for one in _due(duty, today, steps, overrides))
    unsent = {one.key: one for one in due if one.key not in sent}
    return list(unsent.values())


def _due(
    duty: Duty, today: date, offsets: tuple[Offset, ...], overrides: Overrides | None
) -> Iterator[DueReminder]:
    reached = [(due_day(duty, offset, overrides), offset) for offset in offsets]
    reached = [(day, offset) for day, offset in reached if day <= today]
    if not reached:
        return
    day, offset = max(reached, key=lambda one: one[1].days)
    if duty.opened_on and day < duty.opened_on:
        return
    yield _reminder(duty, offset, day, escalated=False)
    if offset.escalates and duty.superior:
        yield _reminder(duty, offset, day, escalated=True)


def _reminder(duty: Duty, offset: Offset, day: date, *, escalated: bool) -> DueReminder:
    return DueReminder(
        deadline=duty.deadline,
        recipient=duty.superior if escalated else duty.recipient,
        unit=duty.unit,
        offset=offset.days,
        due_on=day,
        is_escalation=escalated,
    )


def reminder_text(
    title: str, before_on: date, *, today: date, unit: str = "", inclusive: bool = False
) -> str:
    """The words of a reminder: no name of a person, no level; the unit only to the level above."""
    about = f" ({unit})" if unit else ""
    return f"Nhắc hạn: {title}{about}. {deadline_sentence(before_on, today=today, inclusive=inclusive)}."
