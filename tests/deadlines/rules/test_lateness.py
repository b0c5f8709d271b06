"""Late is proposed by the clock and confirmed by a person."""

from datetime import UTC, date, datetime

import pytest

from deadlines.enums import LateState
from deadlines.rules.lateness import receipt_day, timeliness

T2 = date(2021, 12, 15)
LAST = date(2021, 12, 14)


@pytest.mark.parametrize(
    ("_case", "complete_at", "paper_on", "expected"),
    [
        ("paper in time, scans on the 16th", datetime(2021, 12, 16, 3, 0, tzinfo=UTC), LAST, LAST),
        ("complete online first", datetime(2021, 12, 14, 9, 12, tzinfo=UTC), date(2021, 12, 20), LAST),
        ("online after midnight in Vietnam", datetime(2021, 12, 14, 17, 1, tzinfo=UTC), None, T2),
        ("nothing yet", None, None, None),
    ],
)
def test_the_day_of_receipt(_case, complete_at, paper_on, expected):
    assert receipt_day(complete_at, paper_on) == expected


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
