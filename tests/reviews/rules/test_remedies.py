"""Quarters, and what of a shortcoming belongs to the list of one: days on either side of each limit."""

from datetime import date

import pytest

from reviews.rules.remedies import (
    DueState,
    Quarter,
    Share,
    due_state,
    quarter_named,
    quarter_of,
    quarters_beside,
    share,
)

Q1 = Quarter(2022, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 12, 31), "2021-4"),
        (date(2022, 1, 1), "2022-1"),
        (date(2022, 3, 31), "2022-1"),
        (date(2022, 4, 1), "2022-2"),
        (date(2022, 6, 30), "2022-2"),
        (date(2022, 7, 1), "2022-3"),
        (date(2022, 9, 30), "2022-3"),
        (date(2022, 10, 1), "2022-4"),
    ],
)
def test_a_day_lies_in_its_quarter(day, expected):
    quarter = quarter_of(day)
    assert (quarter.code, day in quarter, quarter_named(expected)) == (expected, True, quarter)


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ("2020-4", None, "2021-1"),
        ("2021-1", "2020-4", "2021-2"),
        ("2022-3", "2022-2", "2022-4"),
        ("2022-4", "2022-3", None),
        ("2099-4", "2099-3", None),
    ],
)
def test_quarters_are_offered_for_a_year_to_either_side(asked, before, after):
    offered = quarters_beside(quarter_named(asked), date(2021, 12, 14))
    assert [one.code if one else None for one in offered] == [before, after]


def test_quarters_follow_each_other_without_a_gap():
    assert (Q1.first, Q1.last) == (date(2022, 1, 1), date(2022, 3, 31))
    assert (Q1.before, Q1.after) == (Quarter(2021, 4), Quarter(2022, 2))
    assert Quarter(2024, 1).last == date(2024, 3, 31)
    assert [Quarter(2022, n).label for n in (1, 2, 3, 4)] == [
        f"quý {roman} năm 2022" for roman in ("I", "II", "III", "IV")
    ]


@pytest.mark.parametrize("code", ["", "2022", "2022-0", "2022-5", "1999-1", "2022-1 ", "2022-1;", "٢٠٢٢-1"])
def test_what_names_no_quarter_is_none(code):
    assert quarter_named(code) is None


@pytest.mark.parametrize(
    ("due_before", "done_on", "today", "expected"),
    [
        (date(2022, 3, 31), None, date(2022, 3, 30), DueState.OPEN),
        (date(2022, 3, 31), None, date(2022, 3, 31), DueState.LATE),
        (date(2022, 3, 31), date(2022, 5, 1), date(2022, 5, 2), DueState.DONE),
        (None, None, date(2022, 3, 31), DueState.UNDATED),
        (None, date(2022, 3, 1), date(2022, 3, 31), DueState.DONE),
    ],
)
def test_before_a_day_means_that_the_day_itself_is_late(due_before, done_on, today, expected):
    assert due_state(due_before, done_on, today) == expected


@pytest.mark.parametrize(
    ("due_before", "done_on", "expected"),
    [
        # "trước ngày 01/01": the last day is 31/12, of the quarter before
        (date(2022, 1, 1), None, Share.EARLIER),
        (date(2022, 1, 2), None, Share.DUE),
        (date(2022, 3, 31), None, Share.DUE),
        # "trước ngày 01/4": the last day is 31/3
        (date(2022, 4, 1), None, Share.DUE),
        (date(2022, 4, 2), None, None),
        # due in it, whenever it was done
        (date(2022, 3, 31), date(2021, 12, 20), Share.DUE),
        # left over from earlier: not once it was done before the quarter began
        (date(2021, 10, 1), date(2021, 12, 31), None),
        (date(2021, 10, 1), date(2022, 1, 1), Share.EARLIER),
        (date(2021, 10, 1), date(2022, 6, 1), Share.EARLIER),
        # due later, done in it
        (date(2022, 6, 30), date(2022, 3, 31), Share.DONE_EARLY),
        (date(2022, 6, 30), date(2022, 4, 1), None),
        (None, None, Share.UNDATED),
        (None, date(2022, 1, 1), Share.UNDATED),
        (None, date(2021, 12, 31), None),
    ],
)
def test_a_quarter_lists_what_is_due_left_over_or_done_in_it(due_before, done_on, expected):
    assert share(2021, due_before, done_on, Q1) == expected


def test_one_without_a_day_is_in_no_list_before_its_own_year():
    assert share(2021, None, None, Quarter(2020, 4)) is None
    assert share(2021, None, None, Quarter(2021, 1)) == Share.UNDATED
