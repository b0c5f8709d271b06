"""Kế hoạch của đơn vị: the earlier dates of a subordinate committee (R20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Subquery

from organizations.models import PartyOrganization
from organizations.models.scope import OfPlaces, places_above
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.models.campaign import Deadline

if TYPE_CHECKING:
    from organizations.models import Account


class RefinementQuerySet(models.QuerySet["Refinement"]):
    """Earlier dates as a caller may see them."""

    def visible_to(self, account: Account) -> RefinementQuerySet:
        """Status follows the tree: those of one's own subtree."""
        return self.filter(account.reach(Permission.REFINE_PLAN).rows("organization"))

    def over(self, path: str) -> RefinementQuerySet:
        """Those that bind a place in the tree, from the province down: its own and those of the committees above."""
        rows = self.filter(organization__path__in=places_above(path)).select_related("organization")
        return rows.order_by("organization__path")

    def binding(self, path: str, deadline: str) -> Subquery:
        """Of rows that lie at a place in the tree and are for a date: the earlier day that binds them, if any."""
        place = ExpressionWrapper(OuterRef(path), output_field=models.CharField())
        rows = self.filter(deadline=OuterRef(deadline)).alias(place=place)
        rows = rows.filter(place__startswith=F("organization__path"), before_on__lt=F("deadline__before_on"))
        return Subquery(rows.order_by("before_on").values("before_on")[:1])


class Refinement(OfPlaces, models.Model):
    """Thời hạn của đơn vị: one committee's earlier date for its own subtree."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="refinements")
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="refinements")
    before_on = models.DateField("trước ngày")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")

    is_of_its_level = True  # a district sets no date in a commune's name

    objects = RefinementQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn của đơn vị"
        ordering = ["organization__path", "deadline__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "deadline"], name="refinement_one_an_organization_and_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.deadline.code} trước ngày {self.before_on:%d/%m/%Y}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The committee's own."""
        return (self.organization.path,)
