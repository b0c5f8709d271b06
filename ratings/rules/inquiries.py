"""How much time is left to answer, in words."""

from datetime import date


def days_words(due_on: date, today: date) -> str:
    """The days to the last day named in the letter; that day is still in time."""
    left = (due_on - today).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return f"còn {left} ngày" if left else "hôm nay là ngày cuối"
