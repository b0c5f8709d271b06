"""The regulation in force, the yearly campaign, and its dates."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from organizations.models import PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.enums import Audience, CampaignState, RegulationState

if TYPE_CHECKING:
    from datetime import date

    from organizations.models import Account
    from organizations.models.account import Reader


@lru_cache(maxsize=8)
def _read_once(text: str) -> Any:
    return json.loads(text)


class StandingJSONField(models.JSONField):
    """A rulebook's or a plan's content: it comes along with every campaign, and a process parses one text once."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The stored text, read."""
        if isinstance(value, str):
            return _read_once(value)
        return super().from_db_value(value, expression, connection)

    def deconstruct(self) -> Any:
        """For a migration it is plain JSON."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class Regulation(models.Model):
    """A rulebook, one immutable aggregate once published; `content` is read by `reviews.rules.regulation`."""

    code = models.CharField("mã", max_length=40, unique=True)
    title = models.CharField("tên", max_length=300)
    state = models.CharField(
        "trạng thái", max_length=12, choices=RegulationState, default=RegulationState.DRAFT
    )
    content = StandingJSONField("nội dung")
    content_hash = models.CharField("mã băm", max_length=64)
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)

    class Meta:
        verbose_name = "quy định"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RegulationState.values), name="regulation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="regulation_published_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Its code stands for it, in the journal too."""
        return self.code


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns as a caller may see them."""

    def visible_to(self, account: Account | Reader) -> CampaignQuerySet:
        """Everybody who works sees the year's plan and dates."""
        if account.holds(Permission.OPEN_CAMPAIGN):
            return self
        return self.exclude(state=CampaignState.DRAFT)


class Campaign(OfPlaces, models.Model):
    """Đợt kiểm điểm of a year, under one regulation and one plan (R01)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    name = models.CharField("tên đợt", max_length=160)
    year = models.PositiveSmallIntegerField("năm")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="campaigns")
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="campaigns")
    state = models.CharField("trạng thái", max_length=12, choices=CampaignState, default=CampaignState.DRAFT)
    plan = StandingJSONField("kế hoạch", default=dict)
    plan_number = models.CharField("số kế hoạch", max_length=40)
    plan_on = models.DateField("ngày kế hoạch")
    before_is_inclusive = models.BooleanField("ngày ghi trong kế hoạch vẫn tính đúng hạn", default=False)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt kiểm điểm"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="campaign_one_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opened_at__isnull=False), name="campaign_open_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def dates(self) -> tuple[Deadline, ...]:
        """The plan's dates in its order; whoever reads them together with the round puts them here."""
        return tuple(self.deadlines.all())

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The province's own."""
        return (self.organization.path,)


class Deadline(models.Model):
    """A date of the plan, in the plan's own words; `before_on` is the day named by "trước ngày"."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="deadlines")
    code = models.CharField("mã", max_length=8)
    wording = models.TextField("lời văn của kế hoạch")
    summary = models.CharField("nội dung", max_length=200)
    before_on = models.DateField("trước ngày")
    audience = models.CharField("đối tượng", max_length=24, choices=Audience)
    direction = models.CharField("gửi đến", max_length=200, blank=True)
    met_when = models.CharField("hoàn thành khi", max_length=200)
    clause = models.CharField("điểm của kế hoạch", max_length=40)
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "mốc thời gian"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="deadline_code_once"),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="deadline_audience_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.summary}"

    @property
    def own_before(self) -> date | None:
        """The earlier day of the reader's own committee, where the question asked for it (R20)."""
        return getattr(self, "early_on", None)

    @property
    def wanted_before(self) -> date:
        """The day that binds the reader: his own committee's, else the plan's."""
        return self.own_before or self.before_on
