"""What an inspection of the review found, and what the organisation answered (R07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.rules import short_date
from organizations.models import PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.models import Campaign

if TYPE_CHECKING:
    from organizations.models import Account


class InspectionRemarkQuerySet(models.QuerySet["InspectionRemark"]):
    """Remarks as a caller may read them."""

    def visible_to(self, account: Account) -> InspectionRemarkQuerySet:
        """Those on one's own organisation and on those below; never of one beside it."""
        return self.filter(account.reach(Permission.VIEW_REMARK).rows("organization"))

    def for_list(self) -> InspectionRemarkQuerySet:
        """With everything a list shows."""
        return self.select_related("organization", "entered_by", "answered_by")


class InspectionRemark(OfPlaces, models.Model):
    """Ý kiến kiểm tra: how an organisation reviews, as an upper level found it on a day; and its answer."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="inspection_remarks")
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="inspection_remarks")
    inspected_on = models.DateField("ngày kiểm tra")
    inspector = models.CharField("đoàn, người kiểm tra", max_length=160)
    text = models.TextField("ý kiến")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("ghi lúc")
    answer = models.TextField("giải trình, tiếp thu", blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InspectionRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến kiểm tra"
        ordering = ["-inspected_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="inspection_remark_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                name="inspection_remark_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("inspected_on")),
                name="inspection_remark_answered_after_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Ý kiến kiểm tra ngày {short_date(self.inspected_on)}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The inspected organisation."""
        return (self.organization.path,)
