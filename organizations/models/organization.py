"""Party organisations, collectives, and the units that send dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from organizations.enums import CollectiveType, OrganizationKind, Sector
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models.account import Account


class PartyOrganizationQuerySet(MP_NodeQuerySet):  # type: ignore[misc]  # treebeard ships no types
    """Organisations as a caller may see them."""

    def visible_to(self, account: Account) -> PartyOrganizationQuerySet:
        """Organisations whose people the account may look at."""
        reach = account.reach(Permission.VIEW_PEOPLE)
        condition = reach.tree()
        if reach.unit_ids:  # never joined: an organisation with two units would come twice
            own = SubmittingUnit.objects.filter(pk__in=reach.unit_ids)
            condition |= Q(pk__in=own.values("organization"))
        rows: PartyOrganizationQuerySet = self.filter(condition)
        return rows

    def living(self) -> PartyOrganizationQuerySet:
        """Those that were neither merged nor dissolved."""
        rows: PartyOrganizationQuerySet = self.filter(dissolved_on__isnull=True)
        return rows


class PartyOrganizationManager(MP_NodeManager.from_queryset(PartyOrganizationQuerySet)):  # type: ignore[misc]
    """The tree's own manager, with the questions of the queryset."""

    def get_queryset(self) -> PartyOrganizationQuerySet:
        """In the tree's order, as its library wants it."""
        rows: PartyOrganizationQuerySet = PartyOrganizationQuerySet(self.model, using=self._db).order_by(
            "path"
        )
        return rows


class PartyOrganization(OfPlaces, MP_Node):  # type: ignore[misc]  # treebeard ships no types
    """Tổ chức đảng: a node of the Party's tree, from the province to the cell."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    name = models.CharField("tên", max_length=200)
    kind = models.CharField("loại", max_length=20, choices=OrganizationKind)
    sector = models.CharField("loại hình", max_length=20, choices=Sector, default=Sector.OTHER)
    issuer = models.CharField(
        "cơ quan ban hành", max_length=120, blank=True, help_text="Ví dụ HUYỆN ỦY ĐỒNG KHÊ"
    )
    symbol = models.CharField("ký hiệu văn bản", max_length=20, blank=True, help_text="Ví dụ HU, TU, ĐU")
    seat = models.CharField("địa danh ghi trên văn bản", max_length=80, blank=True)
    totals_only = models.BooleanField("chỉ báo số liệu tổng hợp", default=False)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    dissolved_on = models.DateField("ngày giải thể", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    objects = PartyOrganizationManager()
    node_order_by: list[str] = []

    class Meta:
        verbose_name = "tổ chức đảng"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="organization_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values), name="organization_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="organization_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """An organisation belongs to itself."""
        return (self.path,)


class CollectiveQuerySet(models.QuerySet["Collective"]):
    """Collectives as a caller may see them."""

    def visible_to(self, account: Account) -> CollectiveQuerySet:
        """Collectives whose people the account may look at."""
        reach = account.reach(Permission.VIEW_PEOPLE)
        own = SubmittingUnit.objects.filter(pk__in=reach.unit_ids)
        return self.filter(reach.rows("scope") | Q(pk__in=own.values("collective")))


class Collective(models.Model):
    """Tập thể lãnh đạo, quản lý: sits in one organisation, reports through one (`scope`)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    name = models.CharField("tên", max_length=200)
    type = models.CharField("loại tập thể", max_length=24, choices=CollectiveType)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="collectives")
    scope = models.ForeignKey(
        PartyOrganization,
        models.PROTECT,
        related_name="reporting_collectives",
        verbose_name="báo cáo qua",
        help_text="Tổ chức đảng mà tập thể báo cáo qua; với sở, ngành gửi thẳng là Đảng bộ tỉnh",
    )
    head_title = models.CharField("chức danh người đứng đầu", max_length=80, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=120, blank=True)
    upper_issuer = models.CharField("cơ quan cấp trên trên văn bản", max_length=120, blank=True)
    symbol = models.CharField("ký hiệu văn bản", max_length=20, blank=True)
    signs_for = models.CharField(
        "thẩm quyền ký", max_length=80, blank=True, help_text="Ví dụ T/M BAN THƯỜNG VỤ"
    )
    seat = models.CharField("địa danh ghi trên văn bản", max_length=80, blank=True)
    position = models.PositiveIntegerField("thứ tự lễ tân", default=0)
    founded_on = models.DateField("ngày thành lập", null=True, blank=True)
    dissolved_on = models.DateField("ngày giải thể", null=True, blank=True)

    objects = CollectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "tập thể lãnh đạo, quản lý"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(type__in=CollectiveType.values), name="collective_type_is_known"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="collective_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SubmittingUnitQuerySet(models.QuerySet["SubmittingUnit"]):
    """Units as a caller may see them."""

    def visible_to(self, account: Account) -> SubmittingUnitQuerySet:
        """Units whose dossiers the account may look at."""
        reach = account.reach(Permission.VIEW_DOSSIER)
        return self.filter(reach.rows("scope") | Q(pk__in=reach.unit_ids))


class SubmittingUnit(models.Model):
    """Đơn vị nộp: sends its dossiers straight to the Organization Committee (P08)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    name = models.CharField("tên", max_length=200)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="units")
    scope = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="scoped_units", verbose_name="báo cáo qua"
    )
    collective = models.ForeignKey(Collective, models.PROTECT, related_name="units", null=True, blank=True)
    official = models.ForeignKey(
        "organizations.Account",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_units",
        verbose_name="chuyên viên theo dõi",
    )
    position = models.PositiveIntegerField("thứ tự", default=0)

    objects = SubmittingUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị nộp"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["name"], name="unit_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The organisation it reports through."""
        return (self.scope.path,)

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Itself."""
        return (self.pk,)

    def is_about(self, _account: object) -> bool:
        """A unit is nobody's own."""
        return False


class Contact(models.Model):
    """Đầu mối of a unit: whom to ring, and who stands in."""

    unit = models.OneToOneField(SubmittingUnit, models.PROTECT, related_name="contact")
    name = models.CharField("họ và tên", max_length=120)
    title = models.CharField("chức vụ", max_length=160, blank=True)
    mobile = models.CharField("điện thoại", max_length=20)
    stand_in = models.CharField("người thay", max_length=120, blank=True)
    stand_in_mobile = models.CharField("điện thoại người thay", max_length=20, blank=True)

    class Meta:
        verbose_name = "đầu mối"

    def __str__(self) -> str:
        return self.name


class PeerRating(models.Model):
    """The year's rating of the government, front or agency of the same level: what rules A4, A8, C4, D3 read."""

    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="peer_ratings")
    year = models.PositiveSmallIntegerField("năm")
    body = models.CharField("cơ quan, tổ chức", max_length=160)
    level = models.CharField("mức xếp loại", max_length=16)

    class Meta:
        verbose_name = "kết quả xếp loại của cơ quan cùng cấp"
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "body"], name="peer_rated_once_a_year"),
            models.CheckConstraint(
                condition=Q(level__in=["excellent", "good", "fair", "failed"]), name="peer_level_is_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"
