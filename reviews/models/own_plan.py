"""Kế hoạch của cấp ủy: a subordinate committee has issued a plan of its own (R20, IV.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import File
from documents.rules import short_date
from organizations.models import PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.models.campaign import Campaign

if TYPE_CHECKING:
    from organizations.models import Account


class CommitteePlanQuerySet(models.QuerySet["CommitteePlan"]):
    """Committees' plans as a caller may see them."""

    def visible_to(self, account: Account) -> CommitteePlanQuerySet:
        """Status follows the tree: those of one's own part of it."""
        return self.filter(account.reach(Permission.VIEW_PROGRESS).rows("organization"))


class CommitteePlan(OfPlaces, models.Model):
    """Kế hoạch của cấp ủy: its number, day and organ, with its signed scan; its earlier dates are refinements.

    A plan that moves no date is a plan all the same: the committee then goes by every date from above.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="own_plans")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="own_plans")
    number = models.CharField("số kế hoạch", max_length=40, blank=True)
    dated_on = models.DateField("ngày kế hoạch", null=True, blank=True)
    organ = models.CharField("cơ quan ban hành", max_length=160, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")

    objects = CommitteePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch của cấp ủy"
        ordering = ["organization__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "campaign"], name="committee_plan_one_an_organization_and_round"
            ),
            models.CheckConstraint(
                condition=~Q(number="") | Q(dated_on__isnull=True, organ="", scan__isnull=True),
                name="committee_plan_without_a_number_is_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.words}"

    @property
    def words(self) -> str:
        """What a letter calls it: its number and day, as far as they are known."""
        if not self.number:
            return "chưa ghi số kế hoạch"
        day = f", ngày {short_date(self.dated_on)}" if self.dated_on else ""
        return f"kế hoạch số {self.number}{day}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The committee's own."""
        return (self.organization.path,)
