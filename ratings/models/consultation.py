"""What the inspection and other organs answered about a subject before the list goes up (P25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from organizations.models import PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import STILL_OPEN, Answer, RatingState
from ratings.models.rating import Rating
from reviews.models import Campaign

if TYPE_CHECKING:
    from datetime import date

    from organizations.models import Account, Reach

BEFORE_THE_SITTING = (
    RatingState.OPEN, RatingState.PROPOSED, RatingState.ADMITTED, RatingState.APPRAISED, RatingState.PAUSED,
)  # fmt: skip
WORDS = 300  # an answer is short: the matter itself stays with the organ that looks into it


def _at_level(reach: Reach, asker: str) -> Q:
    """A committee's own questions: no level reads what another has asked or was told (P25)."""
    return Q(**{f"{asker}__path__in": reach.paths})


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Answers as a caller may read them."""

    def visible_to(self, account: Account) -> ConsultationQuerySet:
        """Those who ask for the same committee, never the one it is about; members read them on a line of theirs."""
        asking = _at_level(account.reach(Permission.ASK_ORGANS), "asker")
        return self.filter(asking).exclude(rating__subject__person__account=account)


class Consultation(OfPlaces, models.Model):
    """The short answer of one organ to one committee about one subject, with the number and day of its letter."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="consultations")
    asker = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="+")
    organ = models.CharField("cơ quan trả lời", max_length=160)
    answer = models.CharField("trả lời", max_length=8, choices=Answer)
    text = models.CharField("nội dung", max_length=WORDS, blank=True, default="")
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    answered_on = models.DateField("ngày văn bản")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")

    is_of_its_level = True

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "trả lời của cơ quan liên quan"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rating", "asker", "organ"], name="consultation_one_an_organ"),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="consultation_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ}: {self.get_answer_display()}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The committee's that asked."""
        return (self.asker.path,)

    @property
    def is_open(self) -> bool:
        """Whether the organ is still looking into something."""
        return self.answer in STILL_OPEN


class EarlierAnswer(models.Model):
    """What an organ had answered before it answered otherwise: only ever added to."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="earlier")
    answer = models.CharField("trả lời", max_length=8, choices=Answer)
    text = models.CharField("nội dung", max_length=WORDS, blank=True)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    answered_on = models.DateField("ngày văn bản")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")

    class Meta:
        verbose_name = "trả lời trước"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="earlier_answer_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation.organ}: {self.get_answer_display()}"


class ConsultationRequestQuerySet(models.QuerySet["ConsultationRequest"]):
    """Letters of request as a caller may read them."""

    def visible_to(self, account: Account) -> ConsultationRequestQuerySet:
        """Those of the committee that asks, and of its inspection where that was asked; nobody else."""
        return self.asked_by(account) | self.put_to(account)

    def asked_by(self, account: Account) -> ConsultationRequestQuerySet:
        """Those of the committee one asks for."""
        return self.filter(_at_level(account.reach(Permission.ASK_ORGANS), "asker"))

    def put_to(self, account: Account) -> ConsultationRequestQuerySet:
        """Those put to the inspection one answers for, once they were signed and sent."""
        answering = _at_level(account.reach(Permission.ANSWER_INQUIRY), "asker")
        return self.filter(answering, to_inspection=True, dated_on__isnull=False)

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


class ConsultationRequest(OfPlaces, models.Model):
    """Văn bản đề nghị cung cấp thông tin: one organ asked about a list, by which letter, until which day (P25).

    Without a day it is a draft: the register gives number and day when it is sent (P27).
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="consultation_requests")
    asker = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="consultation_requests")
    organ = models.CharField("cơ quan được hỏi", max_length=160)
    to_inspection = models.BooleanField("hỏi ủy ban kiểm tra cùng cấp", default=False)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    due_on = models.DateField("đề nghị trả lời đến hết ngày")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")
    closed_at = models.DateTimeField("chốt lúc", null=True, blank=True)

    is_of_its_level = True

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

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The committee's that asks; its inspection is of the same level."""
        return (self.asker.path,)

    def is_overdue(self, today: date) -> bool:
        """Whether the day it named has gone by; the day itself is still in time."""
        return self.due_on < today


class ConsultationLineQuerySet(models.QuerySet["ConsultationLine"]):
    """Lines of letters of request."""

    def beside(self, account: Account) -> ConsultationLineQuerySet:
        """Without the one about the reader himself: he neither reads nor answers it."""
        return self.exclude(rating__subject__person__account=account)

    def for_paper(self) -> ConsultationLineQuerySet:
        """In protocol order, with all that the list of a letter says of each."""
        rows = self.select_related("rating__subject__person", "rating__subject__unit")
        return rows.order_by(
            "-rating__capacity", "rating__subject__unit__position", "rating__subject__position", "pk"
        )

    def waiting(self) -> ConsultationLineQuerySet:
        """Those still before the sitting, about whom the organ has not answered since it was asked."""
        said = Consultation.objects.filter(
            rating=OuterRef("rating"),
            asker=OuterRef("request__asker"),
            organ=OuterRef("request__organ"),
            answered_on__gte=OuterRef("request__dated_on"),
        )
        asked = self.filter(request__dated_on__isnull=False)  # a draft has asked nobody yet
        return asked.filter(~Exists(said), rating__state__in=BEFORE_THE_SITTING)


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
