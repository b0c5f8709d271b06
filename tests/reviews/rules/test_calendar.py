"""Days as the plan counts them."""

from datetime import UTC, date, datetime

import pytest

from reviews.rules.calendar import (
    add_months,
    end_of_day,
    is_full_months,
    is_on_time,
    is_working_day,
    last_day_on_time,
    local_day,
    months_between,
    working_days_ahead,
    working_days_back,
    working_days_between,
)

T2 = date(2021, 12, 15)


def test_before_a_day_ends_with_the_day_before():
    assert last_day_on_time(T2) == date(2021, 12, 14)


def test_a_round_may_let_the_named_day_count():
    assert last_day_on_time(T2, inclusive=True) == T2


@pytest.mark.parametrize(
    ("_case", "received_at", "inclusive", "expected"),
    [
        (
            "the last second of the 14th in Vietnam",
            datetime(2021, 12, 14, 16, 59, 59, tzinfo=UTC),
            False,
            True,
        ),
        ("midnight in Vietnam is the 15th", datetime(2021, 12, 14, 17, 0, tzinfo=UTC), False, False),
        ("the 15th counts where the round says so", datetime(2021, 12, 15, 16, 59, tzinfo=UTC), True, True),
        ("the 16th does not", datetime(2021, 12, 15, 17, 0, tzinfo=UTC), True, False),
    ],
)
def test_on_time_by_receipt_in_vietnams_time(_case, received_at, inclusive, expected):
    assert is_on_time(received_at, T2, inclusive=inclusive) is expected


def test_a_day_ends_at_24_hours_in_vietnam():
    assert end_of_day(date(2021, 12, 14)) == datetime(2021, 12, 14, 17, 0, tzinfo=UTC)


def test_the_local_day_is_vietnams():
    assert local_day(datetime(2021, 12, 14, 17, 0, tzinfo=UTC)) == date(2021, 12, 15)


@pytest.mark.parametrize(
    ("_case", "day", "expected"),
    [
        ("a Tuesday", date(2021, 12, 14), True),
        ("a Saturday", date(2021, 12, 18), False),
        ("a Sunday", date(2021, 12, 19), False),
        ("new year's day", date(2021, 1, 1), False),
        ("the first day of Tết 2022", date(2022, 2, 1), False),
        ("National Day", date(2021, 9, 2), False),
    ],
)
def test_working_days_of_vietnam(_case, day, expected):
    assert is_working_day(day) is expected


def test_the_government_may_move_working_days():
    saturday, monday = date(2021, 12, 18), date(2021, 12, 20)
    moved = {saturday: True, monday: False}
    assert is_working_day(saturday, moved) is True
    assert is_working_day(monday, moved) is False
    assert is_working_day(date(2021, 12, 21), moved) is True


@pytest.mark.parametrize(
    ("_case", "day", "count", "expected"),
    [
        ("none is the day itself", date(2021, 12, 14), 0, date(2021, 12, 14)),
        ("one from a Tuesday", date(2021, 12, 14), 1, date(2021, 12, 13)),
        ("two leave out the weekend", date(2021, 12, 14), 2, date(2021, 12, 10)),
        ("over Tết", date(2022, 2, 7), 1, date(2022, 1, 28)),
    ],
)
def test_working_days_back(_case, day, count, expected):
    assert working_days_back(day, count) == expected


def test_working_days_ahead_leave_out_the_weekend():
    assert working_days_ahead(date(2021, 12, 17), 1) == date(2021, 12, 20)


@pytest.mark.parametrize(
    ("_case", "start", "end", "expected"),
    [
        ("Friday to Monday", date(2021, 12, 3), date(2021, 12, 6), 1),
        ("the same day", date(2021, 12, 6), date(2021, 12, 6), 0),
        ("backwards", date(2021, 12, 7), date(2021, 12, 6), 0),
        ("a week", date(2021, 11, 29), date(2021, 12, 6), 5),
    ],
)
def test_working_days_between(_case, start, end, expected):
    assert working_days_between(start, end) == expected


@pytest.mark.parametrize(
    ("_case", "day", "months", "expected"),
    [
        ("the same day", date(2021, 5, 19), 6, date(2021, 11, 19)),
        ("the month's end", date(2021, 8, 31), 6, date(2022, 2, 28)),
        ("a leap year's end", date(2019, 8, 31), 6, date(2020, 2, 29)),
        ("over the year's end", date(2021, 12, 1), 1, date(2022, 1, 1)),
        ("backwards", date(2022, 3, 31), -1, date(2022, 2, 28)),
    ],
)
def test_add_months(_case, day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("_case", "start", "end", "expected"),
    [
        ("to the day", date(2021, 6, 14), date(2021, 12, 14), 6),
        ("a day short", date(2021, 6, 15), date(2021, 12, 14), 5),
        ("the month's end is full", date(2021, 8, 31), date(2022, 2, 28), 6),
        ("the day before is not", date(2021, 8, 31), date(2022, 2, 27), 5),
    ],
)
def test_months_between(_case, start, end, expected):
    assert months_between(start, end) == expected


@pytest.mark.parametrize(
    ("_case", "start", "end", "expected"),
    [
        ("six months to the day", date(2021, 6, 14), date(2021, 12, 14), True),
        ("a day short of six months", date(2021, 6, 15), date(2021, 12, 14), False),
    ],
)
def test_six_months(_case, start, end, expected):
    assert is_full_months(start, end, 6) is expected
