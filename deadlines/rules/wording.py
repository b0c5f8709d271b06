"""The days left, in words: the day the plan writes and the last day that is on time."""

from datetime import date, datetime, timedelta

from documents.rules import short_date
from reviews.rules.calendar import end_of_day, last_day_on_time, local_day


def days_left(before_on: date, today: date, *, inclusive: bool = False) -> int:
    """Days from today to the last day on time: 0 on that day, negative after it."""
    return (last_day_on_time(before_on, inclusive=inclusive) - today).days


def late_words(days: int) -> str:
    """What is said once the date has passed (P57)."""
    return f"chậm so với kế hoạch {days} ngày"


def left_words(left: int) -> str:
    """How much is left, in words."""
    if left < 0:
        return late_words(-left)
    return f"còn {left} ngày" if left else "hạn cuối là hôm nay, đến 24 giờ"


def hours_left(before_on: date, at: datetime, *, inclusive: bool = False) -> str:
    """Hours and minutes to the end of the last day: "còn 10 giờ 30 phút"."""
    left = end_of_day(last_day_on_time(before_on, inclusive=inclusive)) - at
    hours, minutes = divmod(max(left, timedelta()) // timedelta(minutes=1), 60)
    if not hours:
        return f"còn {minutes} phút"
    return f"còn {hours} giờ {minutes} phút" if minutes else f"còn {hours} giờ"


def day_words(before_on: date, *, inclusive: bool = False) -> str:
    """Both days and nothing that runs: what is said once nothing is awaited any more."""
    last = last_day_on_time(before_on, inclusive=inclusive)
    return f"Trước ngày {short_date(before_on)} — hạn cuối hết ngày {short_date(last)}"


def deadline_sentence(
    before_on: date, *, today: date, at: datetime | None = None, inclusive: bool = False
) -> str:
    """Both wordings in one sentence; on the last day also the hours, when the moment is given."""
    last = last_day_on_time(before_on, inclusive=inclusive)
    left = (last - today).days
    if left:
        return f"{day_words(before_on, inclusive=inclusive)}, {left_words(left)}"
    tail = f", {hours_left(before_on, at, inclusive=inclusive)}" if at else ""
    return f"Trước ngày {short_date(before_on)} — {left_words(0)}{tail}"


def deadline_sentence_at(before_on: date, at: datetime, *, inclusive: bool = False) -> str:
    """The sentence at a moment, the day being Vietnam's."""
    return deadline_sentence(before_on, today=local_day(at), at=at, inclusive=inclusive)


def chip(short: str, before_on: date, today: date, *, inclusive: bool = False) -> str:
    """The short form beside a task: "Hồ sơ: còn 3 ngày"."""
    return f"{short}: {left_words(days_left(before_on, today, inclusive=inclusive))}"
