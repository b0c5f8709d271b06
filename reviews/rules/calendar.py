"""Days as the plan counts them: before a day, working days, months."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = 5

Overrides = Mapping[date, bool]
"""Days the Government moved: True is worked, False is off."""


def last_day_on_time(before_on: date, *, inclusive: bool = False) -> date:
    """The last day on which something wanted "trước ngày" is on time."""
    return before_on if inclusive else before_on - timedelta(days=1)


def local_day(moment: datetime) -> date:
    """The day in Vietnam at a moment."""
    return moment.astimezone(LOCAL).date()


def end_of_day(day: date) -> datetime:
    """24 giờ of a day in Vietnam: the first moment that is too late."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), LOCAL)


def is_on_time(received_at: datetime, before_on: date, *, inclusive: bool = False) -> bool:
    """Whether something received at a moment came before the plan's day, in Vietnam's time."""
    return local_day(received_at) <= last_day_on_time(before_on, inclusive=inclusive)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=[year]))


def is_working_day(day: date, overrides: Overrides | None = None) -> bool:
    """Whether offices work on a day: not weekends, not public holidays, unless moved."""
    if overrides and day in overrides:
        return overrides[day]
    return day.weekday() < SATURDAY and day not in _public_holidays(day.year)


def working_days_back(day: date, count: int, overrides: Overrides | None = None) -> date:
    """The day that lies so many working days before a day."""
    return _step(day, count, -1, overrides)


def working_days_ahead(day: date, count: int, overrides: Overrides | None = None) -> date:
    """The day that lies so many working days after a day."""
    return _step(day, count, 1, overrides)


def _step(day: date, count: int, direction: int, overrides: Overrides | None) -> date:
    while count > 0:
        day += timedelta(days=direction)
        count -= is_working_day(day, overrides)
    return day


def working_days_between(start: date, end: date, overrides: Overrides | None = None) -> int:
    """How many working days lie after the first day up to and including the last."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, overrides) for day in days)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the end of the month when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Full months from a day to a day: full when the same day, or the month's end, is reached."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def is_full_months(start: date, end: date, months: int) -> bool:
    """Whether so many months have passed: "đủ 06 tháng" on the very day."""
    return add_months(start, months) <= end
