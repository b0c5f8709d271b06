"""The list of remedies of a quarter as a workbook."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from documents.rules import short_date
from documents.services.sheets_out import Cell, Column, Kind, Sheet
from organizations.models import PartyOrganization
from reviews.queries.remedies import Row
from reviews.rules.remedies import DueState, Quarter

COLUMNS = (
    Column("TT", 6, Kind.NUMBER),
    Column("Tập thể, cá nhân", 28),
    Column("Hạn chế, khuyết điểm", 48),
    Column("Biện pháp khắc phục", 40),
    Column("Người chịu trách nhiệm", 26),
    Column("Trước ngày", 14, Kind.DAY),
    Column("Trong quý", 22),
    Column("Đến nay", 20),
    Column("Quá hạn", 12),
    Column("Kết quả ghi lần cuối", 48),
)


def remedy_sheet(quarter: Quarter, place: PartyOrganization | None, at: datetime) -> Sheet:
    """What stands above the rows."""
    moment = timezone.localtime(at)
    return Sheet(
        name=f"Khắc phục {quarter.code}",
        title=f"Khắc phục hạn chế, khuyết điểm, {quarter.label}",
        notes=(
            place.name if place else "Tất cả nơi người lập theo dõi",
            f"Số liệu lúc {moment:%H:%M} ngày {short_date(moment.date())}",
        ),
        columns=COLUMNS,
        empty="Không có hạn chế, khuyết điểm nào theo các điều kiện ghi ở trên.",
        at=moment,
    )


def sheet_rows(rows: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
    """One row a shortcoming, in the list's order and words."""
    for number, row in enumerate(rows, start=1):
        yield (
            number,
            row.review.subject.label,
            row.shortcoming.text,
            row.shortcoming.remedy,
            row.owner,
            row.shortcoming.due_before,
            row.share,
            row.state_words,
            "Quá hạn" if row.due_state == DueState.LATE else "",
            row.said,
        )
