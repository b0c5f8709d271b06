"""Đơn vị nộp and their đầu mối from a workbook."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from organizations.models import Contact, Reach, SubmittingUnit
from organizations.permissions import Permission
from organizations.resources.finding import Collectives, Organizations, settle
from organizations.resources.records import RecordSheet, Standing, number_column
from organizations.rules.cells import phone_of, short_text_of
from organizations.rules.keys import new_key
from organizations.rules.names import fold
from organizations.services.bulk import insert, update
from organizations.services.sheet_kinds import Column, Fault, Row, asked_for

# column → field of the contact
PERSON = {
    "contact": "name",
    "title": "title",
    "mobile": "mobile",
    "stand_in": "stand_in",
    "stand_in_mobile": "stand_in_mobile",
}
TAKEN = "Đã có đơn vị nộp mang tên này ngoài phạm vi của đồng chí. Ghi tên khác."
NEW_UNIT = "Chưa có đơn vị nộp này. Để lập mới, ghi thêm tổ chức đảng của đơn vị."
STAFFS = "Đơn vị nộp và nơi báo cáo do Ban Tổ chức Tỉnh ủy ghi. Xem lại tên, hoặc để trống ô này."
PROVINCES = ("organization", "collective", "scope", "position")
WHOM = "Ghi họ và tên, điện thoại của đầu mối."


class ContactSheet(RecordSheet):
    """One row a unit that sends dossiers, with whom to ring there; the unit is made if there is none of the name."""

    name = "contacts"
    label = "Đơn vị nộp và đầu mối"
    about = "Mỗi dòng là một đơn vị nộp hồ sơ và đầu mối của đơn vị; đơn vị đã có được nhận ra theo tên."
    duty = Permission.MANAGE_TREE
    model = SubmittingUnit
    spelled = ("unit", "contact", "stand_in")
    order = 35
    plain = {"unit": "name", "position": "position"}
    known_by = ("unit",)

    unit = Column(
        "Đơn vị nộp",
        short_text_of(200),
        aliases=("Tên đơn vị", "Đơn vị"),
        required=True,
        example="Huyện ủy Đồng Khê",
        explains="Tên đơn vị gửi hồ sơ thẳng về Ban Tổ chức; mỗi tên chỉ có một đơn vị.",
        width=34,
    )
    organization = Column(
        "Tổ chức đảng",
        short_text_of(600),
        example="Đảng bộ huyện Đồng Khê",
        explains="Tổ chức đảng của đơn vị; phải có khi Ban Tổ chức Tỉnh ủy lập đơn vị mới.",
        width=34,
    )
    collective = Column(
        "Tập thể",
        short_text_of(600),
        aliases=("Tập thể lãnh đạo, quản lý",),
        explains="Chỉ ghi với sở, ngành: tập thể lãnh đạo mà đơn vị nộp hồ sơ thay.",
        width=34,
    )
    scope = Column(
        "Báo cáo qua",
        short_text_of(600),
        explains="Để trống nếu báo cáo qua chính tổ chức đảng (hoặc tập thể) đã ghi.",
        width=28,
    )
    position = number_column("Thứ tự", 0, 99_999, example=1, explains="Số nhỏ đứng trước.")
    contact = Column(
        "Họ và tên đầu mối",
        short_text_of(120),
        aliases=("Đầu mối", "Họ và tên", "Người liên hệ"),
        required=True,
        example="Hà Thị Lan",
        explains="Người Ban Tổ chức gọi khi cần.",
        width=24,
    )
    title = Column(
        "Chức vụ", short_text_of(160), example="Cán bộ tổ chức", explains="Chức vụ của đầu mối.", width=24
    )
    mobile = Column(
        "Điện thoại",
        phone_of,
        aliases=("Số điện thoại", "Di động"),
        required=True,
        example="0912 345 678",
        explains="Để cột ở dạng Văn bản (Text), kẻo mất số 0 ở đầu.",
    )
    stand_in = Column(
        "Người thay", short_text_of(120), example="Lò Thị Mai", explains="Gọi khi đầu mối vắng."
    )
    stand_in_mobile = Column(
        "Điện thoại người thay",
        phone_of,
        aliases=("Số điện thoại người thay",),
        example="0912 345 679",
        explains="Để cột ở dạng Văn bản (Text).",
    )

    is_province = True  # whether the importer's reach is the whole province

    @cached_property
    def organizations(self) -> Organizations:
        """Every organisation by its name."""
        return Organizations()

    @cached_property
    def collectives(self) -> Collectives:
        """Every collective by its name."""
        return Collectives(None, self.organizations)

    def find_owners(self, rows: Sequence[Row], reach: Reach) -> None:
        """A unit is known by its name alone; what it stands in is found beside."""
        self.is_province = reach.is_whole
        self.organizations = Organizations(reach)
        self.collectives = Collectives(reach, self.organizations)
        for row in rows:
            row.links["owner"] = fold(str(row.values.get("unit", row.number)))
            settle(row, "organization", self.organizations)
            settle(row, "scope", self.organizations)
            settle(row, "collective", self.collectives)

    def current(self, rows: Sequence[Row], reach: Reach) -> Standing:
        """Match; a unit out of reach is another's, and its name is taken."""
        found = super().current(rows, reach)
        mine = set(self.reached(reach).values_list("pk", flat=True))
        keys = {one.pk: one.key for records in found.records.values() for one in records}
        for row in rows:
            row.key = keys.get(row.target or 0, "")
            if row.target is not None and row.target not in mine:
                row.target, row.before = None, {}
                row.refuse("unit", TAKEN)
        return found

    def reached(self, reach: Reach) -> QuerySet[SubmittingUnit]:
        """Units that report through his part of the tree."""
        return SubmittingUnit.objects.filter(reach.rows("scope") | Q(pk__in=reach.unit_ids))

    def records_of(self, owners: Sequence[Hashable]) -> Iterable[Any]:
        """Units of these names; there are some dozens in a province."""
        wanted = set(owners)
        rows = SubmittingUnit.objects.select_related("contact")
        return [one for one in rows if fold(one.name) in wanted]

    def owner_of(self, record: Any) -> Hashable:
        """Its name."""
        return fold(record.name)

    def stored(self, record: Any) -> dict[str, Any]:
        """The unit, and its contact if there is one."""
        contact = getattr(record, "contact", None)
        return {
            **super().stored(record),
            "organization": self.organizations.called(record.organization_id),
            "scope": self.organizations.called(record.scope_id),
            "collective": self.collectives.called(record.collective_id),
            **{column: getattr(contact, field, "") for column, field in PERSON.items()},
        }

    def check(self, row: Row, found: Any) -> Iterator[Fault]:
        """A new unit stands somewhere; which units there are, and where they report, is the province's to say."""
        is_anothers = any(one.column == "unit" for one in row.faults)
        if row.target is None and not is_anothers and not self.is_province:
            yield Fault("unit", STAFFS, str(row.values.get("unit", "")))
        elif row.target is None and not is_anothers and "organization" not in row.values:
            yield Fault("organization", NEW_UNIT)
        if row.target is not None and not self.is_province:
            for column in PROVINCES:
                if column in row.changes:
                    yield Fault(column, STAFFS, str(row.values[column]))

    def _pk(self, row: Row, column: str) -> int | None:
        words = row.values.get(column)
        if not words:
            return None
        if column == "collective":
            return self.collectives.find(words).pk
        return self.organizations.find(words).pk

    def linked(self, row: Row) -> dict[str, Any]:
        """Where it stands: it reports as its collective does, else through its organisation."""
        collective, organization = row.links.get("collective"), self._pk(row, "organization")
        return {
            "key": new_key(),
            "organization_id": organization,
            "collective_id": collective.pk if collective else None,
            "scope_id": self._pk(row, "scope") or (collective.scope if collective else organization),
        }

    def change(self, record: Any, row: Row) -> set[str]:
        """Where it stands too."""
        touched = super().change(record, row)
        for column in ("organization", "scope", "collective"):
            if column in row.changes:
                setattr(record, f"{column}_id", self._pk(row, column))
                touched.add(f"{column}_id")
        return touched

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """The units, then whom to ring."""
        super().write(new, changed, at=at)
        rows = [row for row in (*new, *changed) if PERSON.keys() & row.changes.keys()]
        there = {
            one.unit_id: one.pk
            for one in asked_for(Contact.objects.all(), "unit_id", [r.target for r in rows])
        }
        named = [row for row in rows if row.get("contact")]
        values = {row.target: [row.get(column) for column in PERSON] for row in named}
        insert(
            Contact,
            ["unit_id", *PERSON.values()],
            [[unit, *said] for unit, said in values.items() if unit not in there],
        )
        update(
            Contact,
            list(PERSON.values()),
            [[there[unit], *said] for unit, said in values.items() if unit in there],
        )
        gone = [row.target for row in rows if not row.get("contact")]
        Contact.objects.filter(unit_id__in=gone).delete()

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """The units with their contacts."""
        rows = SubmittingUnit.objects.select_related("contact")
        return {one.pk: self.stored(one) for one in asked_for(rows, "pk", targets)}

    def erase(self, targets: Sequence[int]) -> None:
        """The contact goes with its unit."""
        Contact.objects.filter(unit_id__in=list(targets)).delete()
        super().erase(targets)
