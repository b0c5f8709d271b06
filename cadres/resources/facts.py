"""Dated facts about people from workbooks: leave, special cases, ratings as civil servants."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadres.enums import BY_TRANSFER, TYPED_STANDINGS
from cadres.models import CivilRating, Leave, Standing
from cadres.resources.finding import PersonSheet
from cadres.rules.facts import SENT_OFF
from organizations.enums import Level
from organizations.resources.peer_ratings import LEVELS
from organizations.resources.records import choice_column, date_column, number_column, overlapping
from organizations.rules.cells import CellError, as_shown, choice_of, short_text_of
from organizations.rules.names import fold
from organizations.services.sheet_kinds import Column, Fault, Row

TWICE = "Trùng ngày với một đợt nghỉ cùng loại đã có, hoặc ở dòng khác. Mỗi ngày chỉ ghi một lần."
STILL = "Đang có một đợt cùng trường hợp chưa kết thúc, hoặc trùng ngày. Ghi đến ngày cho đợt trước."


def case_of(value: object) -> str:
    """One of the cases that are typed."""
    try:
        return choice_of(value, TYPED_STANDINGS)
    except CellError:
        if fold(str(value)) == fold(str(BY_TRANSFER.label)):
            raise CellError(SENT_OFF) from None
        raise


def others_of(row: Row, found: Any, kind: str) -> list[tuple[date, date | None]]:
    """Ranges of the same kind that the person has besides the row's own: standing ones and those of the sheet."""
    owner = row.links.get("owner")
    if not kind:
        return []
    rows = [one for one in found.rows.get(owner, ()) if one is not row and one.get("kind") == kind]
    rewritten = {one.target for one in found.rows.get(owner, ())}
    stand = [one for one in found.records.get(owner, ()) if one.kind == kind and one.pk not in rewritten]
    return [(one.from_on, one.to_on) for one in stand] + [
        (one.get("from_on"), one.get("to_on", None)) for one in rows if one.get("from_on", None)
    ]


class LeaveSheet(PersonSheet):
    """One row a slip of leave."""

    name = "leaves"
    label = "Nghỉ ốm, thai sản"
    about = "Mỗi dòng là một đợt nghỉ của một người; số tháng nghỉ trong năm được cộng từ các đợt."
    model = Leave
    known_by = ("kind", "from_on")
    order = 60
    plain = {"kind": "kind", "from_on": "from_on", "to_on": "to_on"}

    kind = choice_column(
        "Loại nghỉ",
        (("sick", "Nghỉ ốm", "Ốm"), ("maternity", "Nghỉ thai sản", "Thai sản")),
        required=True,
        explains="Nghỉ ốm hoặc nghỉ thai sản.",
    )
    from_on = date_column(
        "Từ ngày", required=True, example=date(2021, 3, 1), explains="Ngày đầu của đợt nghỉ."
    )
    to_on = date_column(
        "Đến ngày", required=True, example=date(2021, 8, 31), explains="Ngày cuối của đợt nghỉ."
    )

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """A day of leave counts once."""
        yield from super().check(row, found)
        if overlapping(row, others_of(row, found, row.get("kind"))):
            yield Fault("from_on", TWICE, as_shown(row.get("from_on")))


class StandingSheet(PersonSheet):
    """One row a time of exemption, suspension, study or absence."""

    name = "standings"
    label = "Miễn, giảm, đình chỉ, đi học, đi xa"
    about = (
        "Mỗi dòng là một trường hợp riêng của một người, từ ngày đến ngày; "
        "đợt chưa kết thúc được nhận ra theo trường hợp, đợt đã kết thúc theo từ ngày."
    )
    model = Standing
    known_by = ("kind", "from_on")
    is_dated = True
    order = 61
    plain = {"kind": "kind", "from_on": "from_on", "to_on": "to_on", "note": "note"}

    kind = Column(
        "Trường hợp",
        case_of,
        choices=TYPED_STANDINGS,
        example=TYPED_STANDINGS[0][1],
        required=True,
        explains="Chọn trong danh sách của ô.",
        width=34,
    )
    from_on = date_column("Từ ngày", required=True, example=date(2021, 3, 1), explains="Ngày bắt đầu.")
    to_on = date_column("Đến ngày", explains="Để trống nếu chưa kết thúc.")
    note = Column(
        "Ghi chú", short_text_of(200), example="Tuổi cao, chi bộ đồng ý", explains="Lý do, văn bản.", width=30
    )

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """One case does not run beside itself."""
        yield from super().check(row, found)
        if overlapping(row, others_of(row, found, row.get("kind"))):
            yield Fault("from_on", STILL, as_shown(row.get("from_on")))


class CivilRatingSheet(PersonSheet):
    """One row a person and year."""

    name = "civil-ratings"
    label = "Kết quả xếp loại cán bộ, công chức, viên chức"
    about = "Mỗi dòng là kết quả một năm của một người; mỗi người một năm chỉ có một kết quả."
    model = CivilRating
    known_by = ("year",)
    order = 70
    plain = {
        "year": "year",
        "level": "level",
        "period": "period",
        "paper": "paper",
        "decided_on": "decided_on",
    }

    year = number_column("Năm", 2010, 2100, required=True, example=2021, explains="Năm được xếp loại.")
    level = choice_column(
        "Mức xếp loại",
        LEVELS,
        aliases=("Xếp loại", "Kết quả xếp loại"),
        required=True,
        example=Level.GOOD.label,
        explains="Ghi đủ tên mức hoặc chữ viết tắt HTXSNV, HTTNV, HTNV, KHTNV.",
        width=30,
    )
    period = Column(
        "Kỳ đánh giá",
        short_text_of(60),
        example="Năm 2021",
        explains="Năm dương lịch, hoặc năm học với ngành giáo dục.",
    )
    paper = Column(
        "Văn bản",
        short_text_of(160),
        example="Số 15-TB/SNV",
        explains="Số văn bản thông báo kết quả.",
        width=24,
    )
    decided_on = date_column(
        "Ngày văn bản", aliases=("Ngày",), example=date(2021, 12, 10), explains="Ngày ký thông báo kết quả."
    )
