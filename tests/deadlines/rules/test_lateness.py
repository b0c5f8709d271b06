"""Late is proposed by the clock and confirmed by a person."""

from datetime import date

import pytest

from deadlines.enums import LateState
from deadlines.rules.lateness import timeliness

T2 = date(2021, 12, 15)
LAST = date(2021, 12, 14)


@pytest.mark.parametrize(
    ("_case", "met_on", "today", "confirmed", "state", "days_late"),
    [
        ("still time", None, LAST, None, None, 0),
        ("not met, past the day", None, date(2021, 12, 16), None, LateState.PROPOSED, 2),
        ("met on the last day", LAST, date(2021, 12, 20), None, LateState.ON_TIME, 0),
        ("met on the named day", T2, date(2021, 12, 20), None, LateState.PROPOSED, 1),
        ("confirmed by a person", T2, date(2021, 12, 20), LateState.CONFIRMED, LateState.CONFIRMED, 1),
        ("excused by a person", T2, date(2021, 12, 20), LateState.EXCUSED, LateState.EXCUSED, 1),
    ],
)
def test_timeliness(_case, met_on, today, confirmed, state, days_late):
    found = timeliness(T2, met_on=met_on, today=today, confirmed=confirmed)
    assert (found.state, found.days_late, found.due_on, found.met_on) == (state, days_late, LAST, met_on)


def test_where_the_named_day_counts_it_is_on_time():
    assert timeliness(T2, met_on=T2, today=T2, inclusive=True).state == LateState.ON_TIME
