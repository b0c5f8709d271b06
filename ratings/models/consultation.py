"""What the inspection and other organs answered about a subject before the list goes up (P25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from organizations.permissions import Permission
from ratings.enums import Answer
from ratings.models.rating import Rating

if TYPE_CHECKING:
    from organizations.models import Account


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Answers as a caller may read them."""

    def visible_to(self, account: Account) -> ConsultationQuerySet:
        """Those who appraise; the members read them on a line of their sitting."""
        return self.filter(account.reach(Permission.APPRAISE_RATING).rows("rating__subject__organization"))


class Consultation(models.Model):
    """The short answer of one organ about one subject, with the number and day of its letter."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="consultations")
    organ = models.CharField("cơ quan trả lời", max_length=160)
    answer = models.CharField("trả lời", max_length=8, choices=Answer)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    answered_on = models.DateField("ngày văn bản")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời của cơ quan liên quan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "organ"], name="consultation_one_an_organ"),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="consultation_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ}: {self.get_answer_display()}"
