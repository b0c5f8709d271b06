"""Reminders: each exactly once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from deadlines.enums import Channel
from documents.rules import short_date
from organizations.models import SubmittingUnit
from reviews.models import Deadline


class Reminder(models.Model):
    """A reminder that went: its row is the claim, so it goes once whatever happens (stack 3)."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(SubmittingUnit, models.PROTECT, null=True, blank=True, related_name="reminders")
    offset = models.SmallIntegerField("ngày làm việc so với hạn cuối")
    due_on = models.DateField("ngày nhắc")
    channel = models.CharField("hình thức", max_length=8, choices=Channel, default=Channel.NOTICE)
    is_escalation = models.BooleanField("báo lên cấp trên", default=False)
    created_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "nhắc hạn"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "recipient", "offset", "due_on", "channel"],
                condition=Q(unit__isnull=True),
                name="reminder_once",
            ),
            models.UniqueConstraint(
                fields=["deadline", "recipient", "unit", "offset", "due_on", "channel"],
                condition=Q(unit__isnull=False),
                name="reminder_once_a_unit",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="reminder_channel_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} – {short_date(self.due_on)}"
