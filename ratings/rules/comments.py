"""Nhận xét của nơi khác: whose written comment is due before a rating (1.4, P43)."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from ratings.rules.facts import Days
from reviews.rules.calendar import is_full_months
from reviews.rules.regulation import CommentFrom, Standing

MONTHS_AT_FORMER_CELL = 6

BY_STANDING = {
    Standing.TEMPORARY_ACTIVITY: CommentFrom.TEMPORARY_CELL,
    Standing.STUDYING: CommentFrom.SCHOOL,
    Standing.SECONDED: CommentFrom.HOST,
    Standing.HEAD_NEWLY_MOVED: CommentFrom.FORMER_UNIT,
    Standing.ORGANIZATION_MOVED: CommentFrom.FORMER_SUPERIOR,
}


def comments_due(
    standings: Collection[Standing],
    former_cells: Sequence[Days] = (),
    *,
    months: int = MONTHS_AT_FORMER_CELL,
) -> frozenset[CommentFrom]:
    """The comments a rating waits for; a former cell is asked only after six months in it."""
    due = {comment for standing, comment in BY_STANDING.items() if standing in standings}
    if any(_long_enough(cell, months) for cell in former_cells):
        due.add(CommentFrom.FORMER_CELL)
    return frozenset(due)


def _long_enough(cell: Days, months: int) -> bool:
    return is_full_months(cell.from_on, cell.to_on + timedelta(days=1), months)
