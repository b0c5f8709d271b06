"""A letter that moves posts between "decided" and "delegated" in one act (P10), and what it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from cadres.models import Post
from documents.models import File
from organizations.enums import Route
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import PapersMoved
from ratings.models.rating import TitleGroup
from reviews.models import Campaign, Subject

if TYPE_CHECKING:
    from organizations.models import Account


class RouteChangeQuerySet(models.QuerySet["RouteChange"]):
    """Letters as a caller may see them."""

    def visible_to(self, account: Account) -> RouteChangeQuerySet:
        """Those of the organ for which one keeps the list of who decides whom."""
        return self.filter(account.reach(Permission.CHANGE_ROUTE).rows("campaign__organization"))

    def for_list(self) -> RouteChangeQuerySet:
        """With everything a list shows."""
        return self.select_related("campaign", "recorded_by", "undone_by").prefetch_related("moves__subject")


class RouteChange(OfPlaces, models.Model):
    """Đổi diện quyết định: one letter, the route it gives, and by whom it was written down; undone, it stays."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="route_changes")
    route = models.CharField("diện mới", max_length=12, choices=Route)
    number = models.CharField("số, ký hiệu", max_length=40)
    dated_on = models.DateField("ngày văn bản")
    reason = models.CharField("lý do", max_length=300)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    undo_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = RouteChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "đổi diện quyết định"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(route__in=[Route.DECIDED, Route.DELEGATED]), name="route_change_gives_a_route"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undo_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undo_reason="")),
                name="route_change_undone_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Văn bản số {self.number}, ngày {self.dated_on:%d/%m/%Y}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The deciding organ's."""
        return self.campaign.scope_paths


class RouteMove(models.Model):
    """One post that a letter moved: its route before, the group it left, where the papers went; append-only."""

    change = models.ForeignKey(RouteChange, models.PROTECT, related_name="moves")
    post = models.ForeignKey(Post, models.PROTECT, related_name="route_moves")
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="route_moves"
    )  # none: a second post, which does not say who decides the person (P11)
    before = models.CharField("diện trước", max_length=12, choices=Route)
    group = models.ForeignKey(TitleGroup, models.PROTECT, null=True, blank=True, related_name="route_moves")
    papers = models.CharField("hồ sơ", max_length=8, choices=PapersMoved, default=PapersMoved.NONE)

    class Meta:
        verbose_name = "chức danh đổi diện"
        ordering = ["post__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "post"], name="route_move_once_a_letter"),
            models.CheckConstraint(condition=Q(before__in=Route.values), name="route_move_before_is_known"),
            models.CheckConstraint(
                condition=Q(papers__in=PapersMoved.values), name="route_move_papers_are_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def words(self) -> str:
        """Where the papers went."""
        return str(self.get_papers_display())
