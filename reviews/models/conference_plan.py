"""Lịch hội nghị kiểm điểm: what is prepared before a conference is held (R24, rules 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.rules import short_date
from organizations.enums import CollectiveType
from organizations.models import Assignment, Collective, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.models.campaign import Campaign
from reviews.models.subject import Subject

if TYPE_CHECKING:
    from organizations.models import Account


def keeping(collective: Collective | None, otherwise: Permission) -> Permission:
    """The Office alone prepares and records the province's Standing Committee's own conference (R24, P82)."""
    if collective is not None and collective.type == CollectiveType.PROVINCE_STANDING:
        return Permission.KEEP_STANDING_CONFERENCE
    return otherwise


def kept_by_the_office(account: Account, collective: str = "") -> Q:
    """The condition on rows of the Standing Committee at whose level the account works."""
    paths = account.reach(Permission.KEEP_STANDING_CONFERENCE).paths
    at = f"{collective}__" if collective else ""
    return Q(**{f"{at}scope__path__in": paths, f"{at}type": CollectiveType.PROVINCE_STANDING})


def attended_by(account: Account) -> Q:
    """The condition on conferences of what an account supervises, which it attends and directs (R21)."""
    reach = account.reach(Permission.ATTEND_CONFERENCE)
    own = Q(collective__type=CollectiveType.PROVINCE_STANDING)
    return (reach.rows("collective__scope", "collective__units") & ~own) | reach.rows("cell")


class ConferencePlanQuerySet(models.QuerySet["ConferencePlan"]):
    """Coming conferences as a caller may see them."""

    def visible_to(self, account: Account) -> ConferencePlanQuerySet:
        """Those of bodies he prepares, reads or attends conferences of; the Standing Committee's the Office alone."""
        found = kept_by_the_office(account, "collective")
        for permission in (Permission.PREPARE_CONFERENCE, Permission.VIEW_CONFERENCE):
            reach = account.reach(permission)
            found |= reach.rows("collective__scope", "collective__units") | reach.rows("cell")
        return self.filter(found | attended_by(account)).distinct()

    def for_list(self) -> ConferencePlanQuerySet:
        """With everything a list shows."""
        return self.select_related("campaign", "collective__scope", "cell", "second", "attending__account")


class ConferencePlan(models.Model):
    """One conference to come of one collective or cell: day, place, programme, papers, who comes from above."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="conference_plans")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="conference_plans"
    )
    cell = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="conference_plans"
    )
    second = models.ForeignKey(Collective, models.PROTECT, null=True, blank=True, related_name="+")
    planned_on = models.DateField("ngày dự kiến họp")
    planned_at = models.TimeField("giờ họp", null=True, blank=True)
    lasts_days = models.DecimalField(
        "thời gian họp (ngày)", max_digits=3, decimal_places=1, null=True, blank=True
    )
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.CharField("chủ trì", max_length=160, blank=True)
    programme = models.TextField("chương trình", blank=True)
    data_only = models.BooleanField("chỉ ghi số liệu, nội dung lưu bản giấy", default=False)
    papers_sent_on = models.DateField("ngày gửi tài liệu", null=True, blank=True)
    papers_sent_to = models.CharField("đã gửi cho", max_length=300, blank=True)
    consulted = models.CharField(
        "đã lấy ý kiến đóng góp của", max_length=300, blank=True, default=""
    )  # step CONSULT
    attending = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("lập lúc")
    version = models.PositiveIntegerField(default=1)

    objects = ConferencePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch hội nghị"
        ordering = ["planned_on", "planned_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collective__isnull=False, cell__isnull=True)
                | Q(collective__isnull=True, cell__isnull=False),
                name="conference_plan_is_of_one_body",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | (Q(collective__isnull=False) & ~Q(second=F("collective"))),
                name="conference_plan_second_is_another",
            ),
            models.CheckConstraint(
                condition=Q(lasts_days__isnull=True) | Q(lasts_days__gt=0),
                name="conference_plan_lasts_some_time",
            ),
            models.UniqueConstraint(
                fields=["campaign", "collective", "planned_on"], name="conference_plan_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["campaign", "cell", "planned_on"], name="conference_plan_of_a_cell_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}, ngày {short_date(self.planned_on)}"

    @property
    def body_name(self) -> str:
        """Whose conference it is; of a combined session both."""
        name = str(self.collective or self.cell)
        return f"{name} và {self.second}" if self.second is not None else name

    @property
    def permission(self) -> Permission:
        """What it takes to prepare it."""
        return keeping(self.collective, Permission.PREPARE_CONFERENCE)

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Where its body reports."""
        place = self.collective.scope if self.collective is not None else self.cell
        return (place.path,) if place is not None else ()

    @property
    def scope_units(self) -> tuple[int, ...]:
        """The collective's units."""
        return tuple(self.collective.units.values_list("pk", flat=True)) if self.collective else ()

    def is_about(self, _account: object) -> bool:
        """Nobody's own."""
        return False


class ConferencePaper(models.Model):
    """A self-review that goes to the members before the conference."""

    plan = models.ForeignKey(ConferencePlan, models.PROTECT, related_name="papers")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tài liệu gửi trước hội nghị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "subject"], name="conference_paper_once_a_subject")
        ]

    def __str__(self) -> str:
        return f"Bản kiểm điểm của {self.subject}"
