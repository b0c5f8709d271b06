"""Whose written comment is due."""

from datetime import date

import pytest

from ratings.rules.comments import comments_due
from ratings.rules.facts import Days
from reviews.rules.regulation import CommentFrom, Standing


@pytest.mark.parametrize(
    ("_case", "to_on", "expected"),
    [
        ("six months in the former cell", date(2021, 6, 30), {CommentFrom.FORMER_CELL}),
        ("a day less", date(2021, 6, 29), set()),
    ],
)
def test_a_former_cell_is_asked_after_six_months(_case, to_on, expected):
    assert comments_due((), [Days(from_on=date(2021, 1, 1), to_on=to_on)]) == expected


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.TEMPORARY_ACTIVITY, {CommentFrom.TEMPORARY_CELL}),
        (Standing.STUDYING, {CommentFrom.SCHOOL}),
        (Standing.SECONDED, {CommentFrom.HOST}),
        (Standing.HEAD_NEWLY_MOVED, {CommentFrom.FORMER_UNIT}),
        (Standing.ORGANIZATION_MOVED, {CommentFrom.FORMER_SUPERIOR}),
        (Standing.EXEMPT, set()),
    ],
)
def test_a_standing_asks_for_its_comment(standing, expected):
    assert comments_due({standing}) == expected
