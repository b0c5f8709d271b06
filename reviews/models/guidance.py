"""Gợi ý kiểm điểm: a letter from above whose every point must be answered (R23, 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from documents.models import File
from organizations.models import Collective
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.enums import GuidanceState
from reviews.models.subject import Place, Subject

if TYPE_CHECKING:
    from organizations.models import Account, Reach


def _at_issuer(reach: Reach) -> Q:
    """A letter is its own level's: the province does not read what a district writes to its people (P24)."""
    own_level = Q(issuer__scope__path__in=reach.paths, issuer__organization=F("issuer__scope"))
    return own_level | Q(issuer__units__in=reach.unit_ids)


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    """Letters as a caller may read them."""

    def visible_to(self, account: Account) -> GuidanceQuerySet:
        """Those who draft or number it for its issuer always; the subject and his places once it is sent."""
        drafting = _at_issuer(account.reach(Permission.DRAFT_GUIDANCE))
        sending = _at_issuer(account.reach(Permission.SEND_GUIDANCE))
        reach = account.reach(Permission.VIEW_GUIDANCE)
        places = Place.objects.filter(reach.rows("organization", "unit")).values("subject")
        sent = ~Q(state=GuidanceState.DRAFT) & (Q(subject__person__account=account) | Q(subject__in=places))
        return self.filter(drafting | sending | sent).distinct()

    def noting_own(self, account: Account) -> GuidanceQuerySet:
        """Each with whether the account drafts for its issuer: that level follows it up (3.4)."""
        drafting = _at_issuer(account.reach(Permission.DRAFT_GUIDANCE))
        return self.annotate(is_own=Exists(Guidance.objects.filter(drafting, pk=OuterRef("pk"))))


class Guidance(models.Model):
    """A letter to one subject; number, day and scan are typed after the office's register (P27)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="guidance")
    issuer = models.ForeignKey(Collective, models.PROTECT, related_name="issued_guidance")
    state = models.CharField("trạng thái", max_length=12, choices=GuidanceState, default=GuidanceState.DRAFT)
    opening = models.TextField("căn cứ, lời dẫn", blank=True)
    attending = models.CharField("cấp trên dự hội nghị", max_length=200, blank=True)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    signatory = models.CharField("người ký", max_length=120, blank=True)
    signatory_title = models.CharField("chức vụ người ký", max_length=80, blank=True, default="")
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    is_of_its_level = True  # the province writes in its own name, never in a district's (P24)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        verbose_name = "gợi ý kiểm điểm"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=GuidanceState.values), name="guidance_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(number="") & Q(dated_on__isnull=False)),
                name="guidance_sent_has_number_and_day",
            ),
            models.UniqueConstraint(fields=["subject", "issuer"], name="guidance_one_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"Gợi ý kiểm điểm đối với {self.subject}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The issuer's, if it stands for that organisation itself; what only reports through it is its unit's."""
        own = self.issuer.organization_id == self.issuer.scope_id
        return (self.issuer.scope.path,) if own else ()

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Units of the issuer."""
        return tuple(self.issuer.units.values_list("pk", flat=True))

    def is_about(self, account: object) -> bool:
        """Once it is sent, the subject's own."""
        return self.state != GuidanceState.DRAFT and self.subject.is_about(account)


class GuidancePoint(models.Model):
    """One point: the issue, its ground, what is to be made clear; and its answer.

    The ground is written freely; it may also name a case of the regulation, which the letter says if that is asked.
    """

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField("thứ tự")
    issue = models.TextField("vấn đề")
    ground = models.TextField("căn cứ", blank=True)
    trigger = models.CharField("trường hợp gợi ý", max_length=24, blank=True, default="")
    trigger_printed = models.BooleanField("ghi trường hợp vào văn bản", default=False)
    request = models.TextField("yêu cầu làm rõ", blank=True)
    answer = models.TextField("giải trình", blank=True)
    remedy_before = models.DateField("khắc phục xong trước ngày", null=True, blank=True)
    answered_at = models.DateTimeField("giải trình lúc", null=True, blank=True)

    class Meta:
        verbose_name = "điểm gợi ý"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["guidance", "position"], name="guidance_point_position_once"),
            models.CheckConstraint(
                condition=~Q(trigger="") | Q(trigger_printed=False),
                name="guidance_point_prints_what_it_names",
            ),
        ]

    def __str__(self) -> str:
        return self.issue[:80]
