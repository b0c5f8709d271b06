"""The list of committees' plans as a sheet: one row a committee, exactly those shown."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from documents.rules import short_date
from documents.services.sheets_out import Cell, Column, Kind, Sheet
from reviews.models import Campaign
from reviews.queries.own_plans import PlanRow
from reviews.rules.refinements import WITHOUT_PLAN

COLUMNS = (
    Column("STT", 6, Kind.NUMBER),
    Column("Cấp ủy", 40),
    Column("Loại", 24),
    Column("Kế hoạch", 34),
    Column("Ngày kế hoạch", 14, Kind.DAY),
    Column("Cơ quan ban hành", 30),
    Column("Thời hạn đơn vị ghi", 60),
    Column("Hội nghị trong lịch", 12, Kind.NUMBER),
    Column("Đã họp", 10, Kind.NUMBER),
    Column("Ghi chú", 30),
)


def plans_sheet(campaign: Campaign, *, by: str, at: datetime) -> Sheet:
    """What stands above the rows: the round, who had it made and when."""
    moment = timezone.localtime(at)
    return Sheet(
        name="Kế hoạch của các cấp ủy",
        title=f"Kế hoạch của các cấp ủy, {campaign.name[:1].lower()}{campaign.name[1:]}",
        notes=(f"Lập lúc {moment:%H:%M} ngày {short_date(moment.date())}, người lập: {by}",),
        columns=COLUMNS,
        empty="Không có cấp ủy nào theo các điều kiện đã chọn.",
        at=moment,
    )


def rows_of_sheet(rows: Iterable[PlanRow]) -> Iterator[tuple[Cell, ...]]:
    """One row a committee, in the list's order and words."""
    for number, row in enumerate(rows, start=1):
        plan = row.plan
        dates = "; ".join(
            f"{one.deadline.summary}: trước ngày {short_date(one.before_on)}" for one in row.dates
        )
        yield (
            number,
            row.organization.name,
            row.organization.get_kind_display(),
            plan.number if plan and plan.number else WITHOUT_PLAN,
            plan.dated_on if plan else None,
            plan.organ if plan else "",
            dates or "Theo cấp trên",
            row.planned,
            row.held,
            plan.note if plan else "",
        )
