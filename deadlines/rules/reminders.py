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
    judged_before: date | None = (
        None  # the day the desk above goes by, where it is another than this desk's own
    )

    def before(self, *, is_escalation: bool) -> date:
        """The day that this reminder is counted from: each desk's own."""
        return self.judged_before or self.before_on if is_escalation else self.before_on


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


def due_day(
    duty: Duty, offset: Offset, overrides: Overrides | None = None, *, is_escalation: bool = False
) -> date:
    """The day a reminder falls due."""
    before_on = duty.before(is_escalation=is_escalation)
    last = last_day_on_time(before_on, inclusive=duty.inclusive)
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
    for is_escalation in (False, True) if duty.superior else (False,):
        days = ((due_day(duty, one, overrides, is_escalation=is_escalation), one) for one in offsets)
        reached = [(day, one) for day, one in days if day <= today]
        day, offset = max(reached, key=lambda one: one[1].days, default=(None, None))
        if day is None or offset is None or (duty.opened_on and day < duty.opened_on):
            continue
        if offset.escalates or not is_escalation:
            yield _reminder(duty, offset, day, escalated=is_escalation)


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
