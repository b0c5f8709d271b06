"""What can be brought in about the tree itself: Party organisations."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from organizations.enums import OrganizationKind, Sector
from organizations.models import PartyOrganization, Reach
from organizations.permissions import Permission
from organizations.resources.records import flag_column
from organizations.rules.cells import choice_of, date_of, short_text_of, text_of
from organizations.rules.names import fold
from organizations.services import bulk
from organizations.services.sheet_kinds import Column, Fault, Row, SheetKind, asked_for
from organizations.services.sheet_places import Places
from organizations.services.sheet_tree import SheetTree, fell, grow

KINDS = tuple((value, label) for value, label in OrganizationKind.choices if value != "province")
FIELDS = ("kind", "sector", "issuer", "symbol", "seat", "founded_on", "totals_only")
SPARE = {"sector": Sector.OTHER.value, "issuer": "", "symbol": "", "seat": "", "totals_only": False}
# A lower one hangs under an upper one; under a cell hangs nothing.
RANK = {"province": 0, "direct": 1, "base_committee": 2, "base_cell": 2, "section": 3, "cell": 4}
LEAVES = {"base_cell", "cell"}
HAS_BELOW = (
    "Bên dưới đang có {} tổ chức đảng, như “{}”, nên không đổi thành {} được. "
    "Trước hết chuyển hoặc sáp nhập các tổ chức đó ở “Sắp xếp tổ chức”."
)
MOVES = (
    "Tổ chức này đang trực thuộc {}. Chuyển sang cấp trên khác thì làm ở “Sắp xếp tổ chức”; "
    "cấp trên ghi nhầm thì sửa trong tệp rồi tải lên lại."
)
OUTSIDE = "cấp trên ngoài phạm vi của đồng chí"


def _kind_of(cell: Any) -> str:
    return choice_of(cell, KINDS)


def _sector_of(cell: Any) -> str:
    return choice_of(cell, tuple(Sector.choices))


class OrganizationSheet(SheetKind):
    """Tổ chức đảng: the tree below the one who brings it in."""

    name = "organizations"
    label = "Tổ chức đảng"
    about = (
        "Mỗi dòng là một tổ chức đảng; nhận ra theo tên và cấp trên trực tiếp. "
        "Trùng tên với tổ chức ở nơi khác thì được hỏi trước khi ghi."
    )
    duty = Permission.MANAGE_TREE
    model = PartyOrganization
    spelled = ("title",)
    order = 10

    title = Column(
        "Tên tổ chức đảng",
        short_text_of(200),
        aliases=("Tên", "Tên tổ chức", "Tổ chức đảng", "Tên chi bộ", "Tên đảng bộ"),
        required=True,
        example="Chi bộ xóm Bưởi",
        explains="Tên đầy đủ như trong quyết định thành lập.",
        width=34,
    )
    parent = Column(
        "Cấp trên trực tiếp",
        text_of,
        aliases=("Trực thuộc", "Đảng bộ cấp trên", "Cấp trên"),
        required=True,
        example="Đảng bộ xã Mường Lạn",
        explains="Tổ chức đã có, hoặc tổ chức ghi ở một dòng khác của tệp này. "
        "Trùng tên thì ghi kèm cấp trên, cách nhau bằng dấu /.",
        width=34,
    )
    kind = Column(
        "Loại",
        _kind_of,
        aliases=("Loại tổ chức", "Loại tổ chức đảng"),
        required=True,
        choices=KINDS,
        example="Chi bộ trực thuộc",
        explains="Chọn trong danh sách.",
        width=24,
    )
    sector = Column(
        "Loại hình",
        _sector_of,
        choices=tuple(Sector.choices),
        example="Xã, phường, thị trấn",
        explains="Chọn trong danh sách; để trống là “Khác”.",
        width=22,
    )
    issuer = Column(
        "Cơ quan ban hành",
        short_text_of(120),
        example="ĐẢNG ỦY XÃ MƯỜNG LẠN",
        explains="Ghi trên văn bản; chi bộ trực thuộc để trống.",
        width=28,
    )
    symbol = Column(
        "Ký hiệu văn bản",
        short_text_of(20),
        aliases=("Ký hiệu",),
        example="ĐU",
        explains="Ví dụ HU, ĐU.",
        width=12,
    )
    seat = Column(
        "Địa danh", short_text_of(80), example="Mường Lạn", explains="Địa danh ghi trên văn bản.", width=18
    )
    founded_on = Column(
        "Ngày thành lập",
        date_of,
        aliases=("Thành lập ngày",),
        example=date(1995, 3, 2),
        explains="Ngày/tháng/năm.",
        width=14,
        is_date=True,
    )
    totals_only = flag_column(
        "Chỉ báo số liệu tổng hợp",
        aliases=("Chỉ báo tổng hợp",),
        example="",
        explains="Chọn Có với quân sự, công an không gửi danh sách đảng viên.",
        width=14,
    )

    def current(self, rows: Sequence[Row], reach: Reach) -> SheetTree:
        """The part of the tree with what the sheet adds to it."""
        tree = SheetTree(Places(reach), rows)
        for row in rows:
            tree.settle(row)
        standing = self.standing([row.target for row in rows if row.target is not None])
        for row in rows:
            if row.target is not None:
                row.before = {**standing[row.target], "parent": row.values["parent"]}
        self._ask_of_namesakes(rows, tree)
        return tree

    def _ask_of_namesakes(self, rows: Sequence[Row], tree: SheetTree) -> None:
        """A wrong parent would make a second one of the same name: a person says whether it is another."""
        alike = {row.number: tree.namesake(row) for row in rows if row.target is None}
        standing = self.standing([one.pk for one in alike.values() if one])
        for row in rows:
            if place := alike.get(row.number):
                row.twin = place.pk
                row.twin_values = {**standing[place.pk], "parent": tree.parent_words(place)}

    def hinders_merge(self, row: Row) -> str:
        """It hangs under something else, and a list moves nothing."""
        return MOVES.format(row.twin_values.get("parent") or OUTSIDE)

    def check(self, row: Row, found: SheetTree) -> Iterator[Fault]:
        """Its kind fits under what it hangs under, and over what lies below it now; nothing is moved by a list."""
        if row.target is not None and "parent" in row.changes:
            yield Fault("parent", MOVES.format(row.before["parent"] or OUTSIDE), row.values["parent"])
        own = row.values.get("kind")
        if not own or (row.target is not None and "kind" not in row.changes):
            return
        upper, shown = found.kind_above(row), self.columns["kind"].shown(own)
        if upper and not _fits(own, under=upper):
            above = OrganizationKind(upper).label
            yield Fault("kind", f"Không thể đặt dưới {above.lower()}. Xem lại loại và cấp trên.", shown)
        wrong = [one for one in found.below(row) if not _fits(found.kind_of(one), under=own)]
        if wrong:
            yield Fault("kind", HAS_BELOW.format(len(wrong), wrong[0].name, shown.lower()), shown)

    def identity(self, row: Row) -> Hashable | None:
        """The name under one parent."""
        title, above = row.values.get("title"), row.links.get("above")
        return (above, fold(title)) if title and above else None

    def write(self, new: Sequence[Row], changed: Sequence[Row], *, at: datetime) -> None:
        """New nodes get their paths in one pass, parents first; changed ones go in one statement."""
        if new:
            grow(new, FIELDS, {row.number: _fields(row) for row in new})
        bulk.update(PartyOrganization, FIELDS, ([row.target, *_fields(row)] for row in changed))

    def standing(self, targets: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """Everything but the parent, which a sheet cannot change: that is a reorganisation."""
        rows = PartyOrganization.objects.order_by().values_list("pk", "name", *FIELDS)
        names = ("title", *FIELDS)
        found = asked_for(rows, "pk", targets)
        return {pk: dict(zip(names, values, strict=True)) for pk, *values in found}

    def reached(self, reach: Reach) -> QuerySet[PartyOrganization]:
        """What lies in his part of the tree."""
        found: QuerySet[PartyOrganization] = PartyOrganization.objects.filter(reach.tree())
        return found

    def erase(self, targets: Sequence[int]) -> None:
        """Nodes go from below."""
        fell(targets)


def _fits(kind: str, *, under: str) -> bool:
    return under not in LEAVES and RANK[kind] > RANK[under]


def _fields(row: Row) -> list[Any]:
    return [row.get(name, SPARE.get(name)) for name in FIELDS]
