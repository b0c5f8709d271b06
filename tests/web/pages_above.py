"""The view from above: how far the review is, what is lacking, calls, inspection remarks."""

from datetime import timedelta
from typing import Any

from deadlines.models import Call
from tests.factories import NOON
from tests.web.page import Page

EMPTY = {"form_key": "0" * 32}


def cell_called(office: Any) -> None:
    """A member of the cell has written nothing, and the cell has promised for the evening."""
    Call.objects.create(
        organization=office.cell, campaign=office.campaign, called_at=NOON, spoke_with="đồng chí Tuất",
        promised_at=NOON + timedelta(hours=4), by=office.accounts["unit_clerk"],
    )  # fmt: skip


ABOVE_PAGES = [
    Page("deadlines:progress", "organization_staff", picture="progress"),
    Page("deadlines:progress", "unit_clerk", picture="progress-unit"),
    Page("deadlines:progress", "department_clerk"),
    Page("deadlines:progress", "cell_secretary"),
    Page("deadlines:progress", "inspection"),
    Page("deadlines:progress_calls", "organization_staff", picture="progress-calls"),
    Page(
        "deadlines:progress_detail",
        "unit_clerk",
        given=cell_called,
        state="called",
        picture="progress-detail",
    ),
    Page("deadlines:progress_detail", "cell_secretary"),
    Page("deadlines:progress_detail", "inspection"),
    Page("deadlines:board_calls", "organization_staff", picture="board-calls"),
    Page("deadlines:ready_set", "cell_secretary", picture="ready-set"),
    Page("reviews:remedy_list", "unit_clerk", picture="remedy-list"),
    Page("reviews:remedy_list", "subject"),
    Page("reviews:remedy_list", "unit_clerk", query="?quy=2022-3&tinh_trang=qua-han", state="none"),
    Page("reviews:remedy_detail", "unit_clerk", picture="remedy-detail"),
    Page("reviews:remedy_detail", "unit_leader"),
    Page("deadlines:remark_list", "inspection", picture="remark-list"),
    Page("deadlines:remark_create", "inspection", picture="remark-create"),
    Page("deadlines:remark_detail", "inspection"),
    Page("deadlines:remark_detail", "cell_secretary", picture="remark-detail"),
]
ABOVE_REFUSED = [
    Page("reviews:remedy_detail", "unit_clerk", data=EMPTY, errors=4),
    Page("deadlines:progress_detail", "unit_clerk", data=EMPTY, errors=2),
    Page("deadlines:remark_create", "inspection", data=EMPTY, errors=3),
    Page("deadlines:remark_detail", "cell_secretary", data=EMPTY, errors=2),
]
