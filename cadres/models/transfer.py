"""A member between two cells: his papers are on the way (P42)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cadres.models.person import Membership, Person
from organizations.models import PartyOrganization
from organizations.permissions import Permission
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models import Account


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Transfers as a caller may see them."""

    def visible_to(self, account: Account) -> TransferQuerySet:
        """Those that leave one's part of the tree, and those that come to it."""
        reach = account.reach(Permission.MANAGE_PEOPLE)
        return self.filter(reach.rows("left__organization") | reach.rows("to_organization"))

    def under_way(self) -> TransferQuerySet:
        """Neither received nor taken back."""
        return self.filter(received_on__isnull=True, taken_back_at__isnull=True)

    def on_the_way(self, day: date) -> TransferQuerySet:
        """Chưa nộp giấy giới thiệu: gone by the day, and not yet arrived on it."""
        gone = self.filter(left_on__lte=day).exclude(taken_back_at__isnull=False)
        return gone.filter(Q(received_on__isnull=True) | Q(received_on__gt=day))

    def for_list(self) -> TransferQuerySet:
        """With everything a list shows."""
        return self.select_related("person", "left__organization", "to_organization")


class Transfer(models.Model):
    """Chuyển sinh hoạt chính thức: from the day the old cell lets him go to the day the new one has his papers."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    left = models.ForeignKey(Membership, models.PROTECT, related_name="transfers_out")
    to_organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="transfers_in", verbose_name="chi bộ nhận"
    )
    left_on = models.DateField("chuyển đi ngày")
    received_on = models.DateField("nhận giấy giới thiệu ngày", null=True, blank=True)
    joined = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="transfer_in"
    )
    number = models.CharField("số giấy giới thiệu", max_length=40, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("ghi lúc")
    taken_back_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    taken_back_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyển sinh hoạt đảng"
        ordering = ["left_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, joined__isnull=True)
                | Q(received_on__isnull=False, joined__isnull=False),
                name="transfer_arrives_in_a_cell",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("left_on")),
                name="transfer_arrives_after_it_leaves",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, joined__isnull=True) & ~Q(taken_back_reason="")),
                name="transfer_taken_back_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(received_on__isnull=True, taken_back_at__isnull=True),
                name="transfer_one_on_the_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.to_organization}"

    @property
    def is_open(self) -> bool:
        """Whether his papers are still on the way."""
        return self.received_on is None and self.taken_back_at is None
