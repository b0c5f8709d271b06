"""Nơi sinh hoạt from a workbook: official and temporary, and why it ended."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from cadres.enums import MembershipEnd, MembershipKind, MembershipStanding
from cadres.models import Membership, Transfer
from cadres.resources.facts import others_of
from cadres.resources.finding import PersonSheet
from cadres.rules.facts import ON_THE_WAY
from organizations.enums import OrganizationKind
from organizations.models import Reach
from organizations.resources.finding import Organizations, settle
from organizations.resources.records import Standing, choice_column, date_column, overlapping
from organizations.rules.cells import as_shown, short_text_of
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

CELLS = (OrganizationKind.CELL, OrganizationKind.BASE_CELL)
NO_CELL = "Đảng viên sinh hoạt ở chi bộ. Ghi tên chi bộ, không ghi đảng bộ."
NO_REASON = "Có đến ngày thì ghi cả lý do thôi sinh hoạt."
NO_DAY = "Có lý do thôi sinh hoạt thì ghi cả đến ngày."
MOVING = "đang chuyển sinh hoạt. Ghi nhận giấy giới thiệu hoặc hủy việc chuyển trước."
TWO_CELLS = (
    "Trùng thời gian với nơi sinh hoạt chính thức khác của người này. "
    "Ghi thêm dòng của chi bộ cũ với đến ngày và lý do."
)


class MembershipSheet(PersonSheet):
    """One row a time in a cell; a transfer is two."""

    name = "memberships"
    label = "Nơi sinh hoạt"
    about = (
        "Mỗi dòng là thời gian sinh hoạt của một người ở một chi bộ; chuyển chi bộ là hai dòng: "
        "chi bộ cũ có đến ngày và lý do, chi bộ mới có từ ngày."
    )
    model = Membership
    order = 45
    plain = {
        "kind": "kind",
        "standing": "standing",
        "from_on": "from_on",
        "to_on": "to_on",
        "end_reason": "end_reason",
    }
    naming = (*PersonSheet.naming, "organization")
    known_by = ("organization", "kind", "from_on")
    is_dated = True

    organization = Column(
        "Chi bộ",
        short_text_of(600),
        aliases=("Nơi sinh hoạt", "Chi bộ sinh hoạt", "Tổ chức đảng"),
        required=True,
        example="Chi bộ xóm Bưởi",
        explains="Tên chi bộ; trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /, "
        "ví dụ “Đảng bộ xã Nà Sọng / Chi bộ 1”.",
        width=36,
    )
    kind = choice_column(
        "Hình thức",
        (
            ("official", "Sinh hoạt chính thức", "Chính thức"),
            ("temporary", "Sinh hoạt tạm thời", "Tạm thời"),
        ),
        example="Sinh hoạt tạm thời",
        explains="Để trống là sinh hoạt chính thức.",
    )
    standing = choice_column(
        "Tư cách",
        (
            ("full", "Đảng viên chính thức", "Chính thức"),
            ("probationary", "Đảng viên dự bị", "Dự bị"),
        ),
        explains="Để trống là đảng viên chính thức.",
    )
    from_on = date_column(
        "Từ ngày", required=True, example=date(2021, 3, 1), explains="Ngày bắt đầu sinh hoạt."
    )
    to_on = date_column("Đến ngày", explains="Chỉ ghi khi thôi sinh hoạt ở chi bộ này.")
    end_reason = choice_column(
        "Lý do thôi sinh hoạt",
        MembershipEnd.choices,
        aliases=("Lý do",),
        example="",
        explains="Phải ghi khi có đến ngày, trừ sinh hoạt tạm thời.",
        width=22,
    )

    on_the_way: Mapping[int, int]  # of those whose papers are on the way, the membership that they left

    @cached_property
    def names(self) -> Organizations:
        """Every organisation by its name."""
        return Organizations()

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """Who it is, and in which cell."""
        super().find_owners(rows, reach)
        self.names = Organizations(reach)
        for row in rows:
            if not any(one.column == "kind" for one in row.faults):
                row.values.setdefault("kind", MembershipKind.OFFICIAL.value)
            if settle(row, "organization", self.names) is None:
                row.links.pop("owner", None)

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match; who is new to a cell is a full member unless told otherwise."""
        found = super().current(rows, reach)
        going = Transfer.objects.under_way().order_by().values_list("person", "left")
        self.on_the_way = dict(
            asked_for(going, "person", [one for one in found.rows if isinstance(one, int)])
        )
        for row in rows:
            if row.target is None and not any(one.column == "standing" for one in row.faults):
                row.values.setdefault("standing", MembershipStanding.FULL.value)
        return found

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """A cell, one official one at a time, and a reason for every end; who is on the way is received, not listed."""
        yield from super().check(row, found)
        left = self.on_the_way.get(row.links.get("owner", 0))
        seats = row.get("to_on", None) is None or row.target == left
        if left is not None and seats and (row.target is None or row.changes):
            yield Fault("organization", ON_THE_WAY, str(row.values.get("organization", "")))
        ends, reason, kind = row.get("to_on", None), row.get("end_reason"), row.get("kind")
        cell = row.links.get("organization")
        if cell is not None and cell.kind not in CELLS:
            yield Fault("organization", NO_CELL, cell.name)
        if row.is_said_anew("kind", "to_on", "end_reason"):
            if ends is not None and not reason and kind == MembershipKind.OFFICIAL:
                yield Fault("end_reason", NO_REASON)
            if reason and ends is None:
                yield Fault("to_on", NO_DAY)
        beside = [(of, to) for of, to in others_of(row, found, kind) if to != row.get("from_on", None)]
        if kind == MembershipKind.OFFICIAL and overlapping(row, [one for one in beside if one[0] != ends]):
            yield Fault("from_on", TWO_CELLS, as_shown(row.get("from_on")))

    def reached(self, reach: Reach) -> QuerySet[Any]:
        """In the cells of his part of the tree."""
        return super().reached(reach).filter(reach.rows("organization"))

    def forbidden(self, targets: Sequence[int], reach: Reach) -> Mapping[int, str]:
        """While somebody's papers are on the way, where he sat stays as it is."""
        going = Transfer.objects.under_way().order_by().values("person")
        held = Membership.objects.filter(person__in=going).order_by().values_list("pk", flat=True)
        moving = set(asked_for(held, "pk", targets)) & set(targets)
        return {**dict.fromkeys(moving, MOVING), **super().forbidden(targets, reach)}

    def stored(self, record: Any) -> dict[str, Any]:
        """With the cell by name."""
        return {**super().stored(record), "organization": self.names.called(record.organization_id)}

    def linked(self, row: Row) -> dict[str, Any]:
        """His, in that cell."""
        return super().linked(row) | {"organization_id": row.links["organization"].pk}

    def turn(self, row: Row) -> int:
        """What has ended makes room for another."""
        return int(row.get("to_on", None) is None)
