"""Tập thể lãnh đạo, quản lý from a workbook."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet

from organizations.enums import CollectiveType
from organizations.models import Collective, Reach
from organizations.permissions import Permission
from organizations.resources.finding import Organizations, settle
from organizations.resources.records import (
    RecordSheet,
    Standing,
    choice_column,
    date_column,
    number_column,
)
from organizations.rules.cells import short_text_of
from organizations.rules.keys import new_key
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

THROUGH = "Nơi báo cáo qua do Ban Tổ chức Tỉnh ủy ghi. Để trống ô này; cần đổi thì đề nghị Ban Tổ chức."
ELSEWHERE = "Tập thể này báo cáo qua tổ chức khác, ngoài phạm vi của đồng chí. Bỏ dòng này."


class CollectiveSheet(RecordSheet):
    """One row a collective, known by its organisation and its name."""

    name = "collectives"
    label = "Tập thể lãnh đạo, quản lý"
    about = "Mỗi dòng là một tập thể; tập thể đã có được nhận ra theo tên và tổ chức đảng."
    duty = Permission.MANAGE_TREE
    model = Collective
    spelled: ClassVar[tuple[str, ...]] = ("collective",)
    order = 30
    plain = {
        "collective": "name",
        "type": "type",
        "head_title": "head_title",
        "issuer": "issuer",
        "upper_issuer": "upper_issuer",
        "symbol": "symbol",
        "signs_for": "signs_for",
        "seat": "seat",
        "position": "position",
        "from_on": "founded_on",
        "to_on": "dissolved_on",
    }
    naming = ("organization",)
    known_by = ("collective",)

    collective = Column(
        "Tên tập thể",
        short_text_of(200),
        aliases=("Tập thể", "Tên tập thể lãnh đạo, quản lý"),
        required=True,
        example="Ban Thường vụ Huyện ủy Đồng Khê",
        explains="Tên đầy đủ, như ghi trên văn bản.",
        width=40,
    )
    organization = Column(
        "Tổ chức đảng",
        short_text_of(600),
        aliases=("Thuộc tổ chức đảng", "Trong tổ chức đảng"),
        required=True,
        example="Đảng bộ huyện Đồng Khê",
        explains="Tổ chức đảng mà tập thể ở trong đó. Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=34,
    )
    type = choice_column(
        "Loại tập thể",
        CollectiveType.choices,
        required=True,
        example="Ban thường vụ cấp ủy đảng bộ trực thuộc Tỉnh ủy",
        explains="Loại của tập thể theo quy định kiểm điểm.",
        width=34,
    )
    scope = Column(
        "Báo cáo qua",
        short_text_of(600),
        explains="Để trống nếu báo cáo qua chính tổ chức đảng trên. Nơi khác chỉ Ban Tổ chức Tỉnh ủy ghi: "
        "sở, ngành gửi thẳng thì ghi Đảng bộ tỉnh.",
        width=28,
    )
    head_title = Column(
        "Chức danh người đứng đầu", short_text_of(80), example="Bí thư", explains="Ví dụ Bí thư, Giám đốc."
    )
    issuer = Column(
        "Cơ quan ban hành",
        short_text_of(120),
        example="HUYỆN ỦY ĐỒNG KHÊ",
        explains="Dòng tên cơ quan in trên văn bản.",
        width=26,
    )
    upper_issuer = Column(
        "Cơ quan cấp trên",
        short_text_of(120),
        example="TỈNH ỦY MINH GIANG",
        explains="Dòng in phía trên tên cơ quan ban hành.",
        width=26,
    )
    symbol = Column(
        "Ký hiệu văn bản", short_text_of(20), example="HU", explains="Ví dụ HU, TU, ĐU.", width=12
    )
    signs_for = Column(
        "Thẩm quyền ký",
        short_text_of(80),
        example="T/M BAN THƯỜNG VỤ",
        explains="Dòng in trên chức danh người ký.",
    )
    seat = Column(
        "Địa danh", short_text_of(80), example="Đồng Khê", explains="Nơi ghi trên văn bản, trước ngày tháng."
    )
    position = number_column("Thứ tự lễ tân", 0, 99_999, example=1, explains="Số nhỏ đứng trước.")
    from_on = date_column("Ngày thành lập", explains="Để trống nếu không rõ.")
    to_on = date_column("Ngày giải thể", explains="Chỉ ghi khi tập thể không còn.")

    is_province = True  # whether the importer's reach is the whole province

    @cached_property
    def names(self) -> Organizations:
        """Every organisation by its name."""
        return Organizations()

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """The organisation it sits in, and the one it reports through."""
        self.names, self.is_province = Organizations(reach), reach.is_whole
        for row in rows:
            self.settle_organization(row)
            settle(row, "scope", self.names)

    def settle_organization(self, row: Row) -> None:
        """Where one sits."""
        place = settle(row, "organization", self.names)
        if place is not None:
            row.links["owner"] = place.pk

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match; what reports through an organisation out of reach is not this importer's."""
        found = super().current(rows, reach)
        targets = [row.target for row in rows if row.target is not None]
        mine = {one.pk for one in asked_for(self.reached(reach), "pk", targets)}
        for row in rows:
            row.key = next(
                (one.key for one in found.records[row.links.get("owner")] if one.pk == row.target), ""
            )
            if row.target is not None and row.target not in mine:
                row.target, row.before = None, {}
                row.refuse("collective", ELSEWHERE)
        return found

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """Where a collective reports is the province's to say: a clerk's reports through its own organisation.

        Who holds a post in it is bound there; whoever moved the way upward would move whose account that is.
        """
        yield from super().check(row, found)
        if (
            self.is_province
            or "scope" not in row.links
            or any(one.column == "collective" for one in row.faults)
        ):
            return
        own = row.target is None and row.links["scope"].pk == row.links.get("owner")
        if "scope" in row.changes and not own:
            yield Fault("scope", THROUGH, str(row.values["scope"]))

    def reached(self, reach: Reach) -> QuerySet[Collective]:
        """What reports through his part of the tree."""
        return Collective.objects.filter(reach.rows("scope", "units"))

    def records_of(self, owners: Sequence[int]) -> Iterable[Any]:
        """Collectives of these organisations."""
        return asked_for(Collective.objects.all(), "organization_id", owners)

    def owner_of(self, record: Any) -> Hashable:
        """Its organisation."""
        return int(record.organization_id)

    def stored(self, record: Any) -> dict[str, Any]:
        """With the organisations by name."""
        return {
            **super().stored(record),
            "organization": self.names.called(record.organization_id),
            "scope": self.names.called(record.scope_id),
        }

    def _through(self, row: Row) -> int | None:
        link = row.links.get("scope")
        return link.pk if link else self.names.find(row.values["scope"]).pk

    def linked(self, row: Row) -> dict[str, Any]:
        """Its organisation, and itself as the way upward unless the row says another."""
        return {
            "key": new_key(),
            "organization_id": row.links["owner"],
            "scope_id": row.links["scope"].pk if "scope" in row.links else row.links["owner"],
        }

    def change(self, record: Any, row: Row) -> set[str]:
        """The way upward too."""
        touched = super().change(record, row)
        if "scope" in row.changes:
            record.scope_id = self._through(row)
            touched.add("scope_id")
        return touched
