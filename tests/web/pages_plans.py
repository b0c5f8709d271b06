"""Pages of a committee's own plan."""

from datetime import date
from typing import Any

from tests.factories import make_refinement
from tests.web.page import Page


def own_dates_overtaken(office: Any) -> None:
    """The district has dates of its own; the province's plan moved one of them earlier since."""
    for code, day in (("T1", 6), ("T4", 24)):
        make_refinement(office.district, code, date(2021, 12, day), plan_number="12-KH/HU")
    office.campaign.deadlines.filter(code="T4").update(before_on=date(2021, 12, 20))


PLAN_PAGES = [
    Page("reviews:plan_edit", "unit_clerk", picture="own-plan"),
    Page("reviews:plan_edit", "unit_clerk", given=own_dates_overtaken, state="capped"),
    Page("deadlines:campaign_detail", "unit_clerk", given=own_dates_overtaken, state="own dates"),
]
