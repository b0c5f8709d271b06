"""What the inspection and other organs answered about a subject before the list goes up (P25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import Answer, RatingState
from ratings.models.rating import Rating
from reviews.models import Campaign

if TYPE_CHECKING:
    from datetime import date

    from organizations.models import Account

BEFORE_THE_SITTING = (
    RatingState.OPEN, RatingState.PROPOSED, RatingState.ADMITTED, RatingState.APPRAISED, RatingState.PAUSED,
)  # fmt: skip


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


class ConsultationRequestQuerySet(models.QuerySet["ConsultationRequest"]):
    """Letters of request as a caller may read them."""

    def visible_to(self, account: Account) -> ConsultationRequestQuerySet:
        """Those who appraise for the organ whose round it is, nobody else."""
        return self.filter(account.reach(Permission.APPRAISE_RATING).rows("campaign__organization"))

    def unanswered(self) -> ConsultationRequestQuerySet:
        """Those that wait for at least one answer; named before a sitting, never in its way."""
        return self.filter(Exists(ConsultationLine.objects.waiting().filter(request=OuterRef("pk"))))

    def for_list(self) -> ConsultationRequestQuerySet:
        """With how many were asked about, and of how many there is no answer yet, those due first on top."""
        unanswered = ConsultationLine.objects.waiting().filter(request=OuterRef("pk")).order_by()
        waiting = unanswered.values("request").annotate(count=Count("pk")).values("count")
        return self.annotate(asked=Count("lines"), waiting=Coalesce(Subquery(waiting), 0)).order_by(
            "due_on", "pk"
        )


class ConsultationRequest(models.Model):
    """Văn bản đề nghị cung cấp thông tin: one organ asked about a list, by which letter, until which day (P25)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="consultation_requests")
    organ = models.CharField("cơ quan được hỏi", max_length=160)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản")
    due_on = models.DateField("đề nghị trả lời đến hết ngày")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")

    objects = ConsultationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đề nghị cung cấp thông tin"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("dated_on")), name="consultation_request_due_after_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.number}".strip()

    def is_overdue(self, today: date) -> bool:
        """Whether the day it named has gone by; the day itself is still in time."""
        return self.due_on < today


class ConsultationLineQuerySet(models.QuerySet["ConsultationLine"]):
    """Lines of letters of request."""

    def waiting(self) -> ConsultationLineQuerySet:
        """Those still before the sitting, about whom the organ has not answered since it was asked."""
        said = Consultation.objects.filter(
            rating=OuterRef("rating"),
            organ=OuterRef("request__organ"),
            answered_on__gte=OuterRef("request__dated_on"),
        )
        return self.filter(~Exists(said), rating__state__in=BEFORE_THE_SITTING)


class ConsultationLine(models.Model):
    """One collective or person on the list that went with a letter of request."""

    request = models.ForeignKey(ConsultationRequest, models.PROTECT, related_name="lines")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")

    objects = ConsultationLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng được hỏi ý kiến"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "rating"], name="consultation_line_once_a_request"),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.rating}"
