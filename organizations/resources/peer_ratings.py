"""Kết quả xếp loại of government, Front and agencies of the same level, from a workbook."""

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from organizations.enums import Level
from organizations.models import PeerRating, Reach
from organizations.resources.finding import Organizations, settle
from organizations.resources.records import RecordSheet, choice_column, number_column
from organizations.rules.cells import short_text_of
from organizations.services.sheet_kinds import Column, Row, asked_for

LEVELS = tuple((one.value, one.label, one.short) for one in Level)


class PeerRatingSheet(RecordSheet):
    """One row a body and year, beside the organisation whose rating reads it."""

    name = "peer-ratings"
    label = "Kết quả xếp loại của cơ quan cùng cấp"
    about = "Mỗi dòng là mức xếp loại một năm của một cơ quan, tổ chức cùng cấp với tổ chức đảng."
    model = PeerRating
    spelled = ("body",)
    order = 80
    plain = {"year": "year", "body": "body", "level": "level"}
    naming = ("organization",)
    known_by = ("year", "body")
    audit_as = "organizations.partyorganization"
    key_path = "organization__key"

    organization = Column(
        "Tổ chức đảng",
        short_text_of(600),
        required=True,
        example="Đảng bộ huyện Đồng Khê",
        explains="Tổ chức đảng cùng cấp. Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=34,
    )
    body = Column(
        "Cơ quan, tổ chức",
        short_text_of(160),
        aliases=("Cơ quan", "Tên cơ quan, tổ chức"),
        required=True,
        example="Ủy ban nhân dân huyện Đồng Khê",
        explains="Chính quyền, Mặt trận Tổ quốc, đoàn thể, cơ quan cùng cấp.",
        width=36,
    )
    year = number_column("Năm", 2010, 2100, required=True, example=2020, explains="Năm được xếp loại.")
    level = choice_column(
        "Mức xếp loại",
        LEVELS,
        aliases=("Xếp loại",),
        required=True,
        example=Level.GOOD.label,
        explains="Ghi đủ tên mức hoặc chữ viết tắt HTXSNV, HTTNV, HTNV, KHTNV.",
        width=30,
    )

    @cached_property
    def names(self) -> Organizations:
        """Every organisation by its name."""
        return Organizations()

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """The organisation of the same level."""
        self.names = Organizations(reach)
        for row in rows:
            place = settle(row, "organization", self.names)
            if place is not None:
                row.links["owner"], row.key = place.pk, place.key

    def reached(self, reach: Reach) -> QuerySet[PeerRating]:
        """Beside the organisations of his part of the tree."""
        return PeerRating.objects.filter(reach.rows("organization"))

    def records_of(self, owners: Sequence[int]) -> Iterable[Any]:
        """What is known of these organisations' peers."""
        return asked_for(PeerRating.objects.all(), "organization_id", owners)

    def owner_of(self, record: Any) -> Hashable:
        """The organisation."""
        return int(record.organization_id)

    def stored(self, record: Any) -> dict[str, Any]:
        """With the organisation by name."""
        return {**super().stored(record), "organization": self.names.called(record.organization_id)}

    def linked(self, row: Row) -> dict[str, Any]:
        """Beside its organisation."""
        return {"organization_id": row.links["owner"]}
