"""Sick leave is summed from its dated slips."""

from datetime import date

import pytest

from ratings.rules.conditions import leave_in_year
from ratings.rules.facts import Days


@pytest.mark.parametrize(
    ("_case", "slips", "expected"),
    [
        ("none", [], (0, 0)),
        ("a month", [(date(2021, 2, 1), date(2021, 2, 28))], (1, 0)),
        (
            "thirty single days are a month",
            [(date(2021, 3, 1), date(2021, 3, 20)), (date(2021, 5, 1), date(2021, 5, 10))],
            (1, 0),
        ),
        (
            "overlapping slips count once",
            [(date(2021, 3, 1), date(2021, 4, 30)), (date(2021, 4, 1), date(2021, 5, 31))],
            (3, 0),
        ),
        (
            "one slip inside another",
            [(date(2021, 3, 1), date(2021, 5, 31)), (date(2021, 4, 1), date(2021, 4, 2))],
            (3, 0),
        ),
        (
            "only this year's part",
            [(date(2020, 11, 1), date(2021, 1, 31)), (date(2021, 12, 1), date(2022, 3, 1))],
            (2, 0),
        ),
        ("another year's not at all", [(date(2020, 1, 1), date(2020, 12, 31))], (0, 0)),
    ],
)
def test_leave_is_summed_from_dated_slips(_case, slips, expected):
    leave = [Days(from_on=start, to_on=end) for start, end in slips]
    assert leave_in_year(leave, 2021) == expected
