"""What decisions did to the tree: the history of every organisation, its earlier names among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.enums import OrganizationChangeKind
from organizations.models.organization import PartyOrganization
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models.account import Account

WITH_ANOTHER = (OrganizationChangeKind.MOVE, OrganizationChangeKind.MERGE, OrganizationChangeKind.SPLIT)


class OrganizationChangeQuerySet(models.QuerySet["OrganizationChange"]):
    """Changes of the tree as a caller may see them."""

    def visible_to(self, account: Account) -> OrganizationChangeQuerySet:
        """Those of the organisations he sees; of a tree's other parts nothing."""
        return self.filter(organization__in=PartyOrganization.objects.visible_to(account).values("pk"))

    def about(self, organization: PartyOrganization) -> OrganizationChangeQuerySet:
        """What happened to one organisation, and what came to it from others."""
        rows = self.filter(Q(organization=organization) | Q(other=organization))
        return rows.select_related("organization", "other", "recorded_by")

    def for_list(self) -> OrganizationChangeQuerySet:
        """With everything a list shows."""
        return self.select_related("organization", "other", "recorded_by")


class OrganizationChange(models.Model):
    """One decision on one organisation, on its day, with number and reason; append-only."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="changes")
    kind = models.CharField("việc", max_length=12, choices=OrganizationChangeKind)
    other = models.ForeignKey(
        PartyOrganization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_with_others",
        verbose_name="tổ chức liên quan",
    )  # the new upper one, the one it went into, the one it was split from
    before = models.CharField("trước", max_length=300, blank=True)
    after = models.CharField("sau", max_length=300, blank=True)
    effective_on = models.DateField("từ ngày")
    number = models.CharField("số, ký hiệu quyết định", max_length=40)
    reason = models.CharField("lý do", max_length=300)
    summary = models.CharField("ảnh hưởng", max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")

    objects = OrganizationChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "sắp xếp tổ chức đảng"
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationChangeKind.values), name="organization_change_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_ANOTHER) | Q(other__isnull=False),
                name="organization_change_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organization}"

    @property
    def sentence(self) -> str:
        """What happened, in one line that keeps the names of its day."""
        words = {
            OrganizationChangeKind.CREATE: f"Thành lập {self.after}",
            OrganizationChangeKind.RENAME: f"Đổi tên {self.before} thành {self.after}",
            OrganizationChangeKind.MOVE: f"Chuyển {self.organization} từ {self.before} về {self.after}",
            OrganizationChangeKind.MERGE: f"Sáp nhập {self.before} vào {self.after}",
            OrganizationChangeKind.SPLIT: f"Tách {self.after} từ {self.before}",
            OrganizationChangeKind.DISSOLVE: f"Giải thể {self.before}",
        }
        return words[OrganizationChangeKind(self.kind)]
