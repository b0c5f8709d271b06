"""What became of a shortcoming after the review, as it was said quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.rules import short_date
from organizations.rules.keys import new_key
from reviews.enums import NOTED, RemedyState
from reviews.models.self_review import Shortcoming

if TYPE_CHECKING:
    from organizations.models import Account


class RemedyNoteQuerySet(models.QuerySet["RemedyNote"]):
    """Notes as a caller may read them."""

    def visible_to(self, account: Account) -> RemedyNoteQuerySet:
        """Those on shortcomings that the account follows."""
        return self.filter(shortcoming__in=Shortcoming.objects.visible_to(account).values("pk"))

    def that_count(self) -> RemedyNoteQuerySet:
        """Those that no later note stands in for; the last day last, of one day the last written."""
        return self.filter(replaced_by__isnull=True).order_by("noted_on", "pk")


class RemedyNote(models.Model):
    """Theo dõi khắc phục: how far a shortcoming was on a day, by which paper; only added to (P62).

    What the self-review says of it stays its author's own. A note that was wrong is replaced by another, and stays.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    shortcoming = models.ForeignKey(Shortcoming, models.PROTECT, related_name="notes")
    noted_on = models.DateField("tính đến ngày")
    state = models.CharField("đến ngày đó", max_length=12, choices=RemedyState)
    text = models.TextField("việc đã làm, việc còn lại")
    paper = models.CharField("căn cứ", max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ghi lại cho"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("ghi lúc")

    objects = RemedyNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "ghi chép khắc phục"
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NOTED), name="remedy_note_state_is_an_answer"),
            models.CheckConstraint(condition=~Q(text=""), name="remedy_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, ngày {short_date(self.noted_on)}"

    @property
    def is_replaced(self) -> bool:
        """Whether a later note stands in for it."""
        return hasattr(self, "replaced_by")
