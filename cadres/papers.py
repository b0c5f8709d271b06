"""The list of people as a sheet: its columns, what stands above them, one row a person."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from cadres.queries.people import Line
from documents.rules import short_date
from documents.services.sheets_out import Cell, Column, Kind, Sheet

COLUMNS = (
    Column("STT", 6, Kind.NUMBER),
    Column("Họ và tên", 26),
    Column("Giới tính", 9),
    Column("Ngày sinh", 12, Kind.DAY),
    Column("Năm sinh", 9, Kind.NUMBER),
    Column("Số thẻ đảng viên", 14),
    Column("Ngày kết nạp", 12, Kind.DAY),
    Column("Ngày chính thức", 12, Kind.DAY),
    Column("Nơi sinh hoạt", 34),
    Column("Chức vụ", 34),
    Column("Tình trạng", 28),
    Column("Cán bộ, công chức, viên chức", 14),
    Column("Đơn vị công tác", 28),
    Column("Nơi cư trú", 28),
)


def people_sheet(said: Sequence[tuple[str, str]], *, by: str, at: datetime) -> Sheet:
    """The sheet of a list: what it was narrowed to, who had it made and when."""
    moment = timezone.localtime(at)
    narrowed = "; ".join(f"{label}: {text}" for label, text in said)
    return Sheet(
        name="Đảng viên, cán bộ",
        title="Danh sách đảng viên, cán bộ",
        notes=(narrowed, f"Lập lúc {moment:%H:%M} ngày {short_date(moment.date())}, người lập: {by}"),
        columns=COLUMNS,
        empty="Không có ai theo các điều kiện ghi ở trên.",
        at=moment,
    )


def rows_of(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    """One row a person, in the list's order and words."""
    for number, line in enumerate(lines, start=1):
        one = line.person
        yield (
            number,
            one.full_name,
            one.get_gender_display(),
            one.birth_on,
            one.birth_year,
            one.card_number,
            one.joined_on,
            one.official_on,
            line.cell,
            line.post,
            line.words,
            "Có" if one.is_civil_servant else "Không",
            one.workplace,
            one.residence,
        )
