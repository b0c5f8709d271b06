"""What changed about a subject after its round was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.enums import ChangeKind
from reviews.models.subject import Subject

if TYPE_CHECKING:
    from organizations.models import Account


class SubjectChangeQuerySet(models.QuerySet["SubjectChange"]):
    """Changes as a caller may see them."""

    def visible_to(self, account: Account) -> SubjectChangeQuerySet:
        """Those of subjects that the account sees."""
        return self.filter(subject__in=Subject.objects.visible_to(account))


class SubjectChange(models.Model):
    """Thay đổi trong đợt: one change of a subject, from which day and by which clause; only ever added to."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="changes")
    kind = models.CharField("thay đổi", max_length=16, choices=ChangeKind)
    changed_on = models.DateField("từ ngày")
    note = models.CharField("nội dung", max_length=400)
    clause = models.CharField("căn cứ", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField("ghi lúc")

    objects = SubjectChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "thay đổi trong đợt"
        ordering = ["changed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="subject_change_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["subject", "kind", "changed_on", "note"], name="subject_change_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.note}"
