"""Decisions: original and corrective papers, append-only; the signed paper is the truth (P37, P87)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import Document, File
from organizations.enums import Level
from organizations.models import Collective, PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import DecisionKind, DecisionState
from ratings.models.consultation import ConsultationRequest
from ratings.models.rating import Proposal, Rating
from ratings.models.sitting import Ballot, Sitting
from reviews.enums import PaperState
from reviews.models import Campaign
from reviews.models.conference import of_one

if TYPE_CHECKING:
    from organizations.models import Account


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions as a caller may see them."""

    def visible_to(self, account: Account) -> DecisionQuerySet:
        """Those who prepare them; once announced, the subjects named in them."""
        organ = account.reach(Permission.ISSUE_DECISION).rows("issuer__scope")
        mine = Q(state=DecisionState.ANNOUNCED, entries__rating__subject__person__account=account)
        return self.filter(organ | mine).distinct()


class Decision(OfPlaces, models.Model):
    """A decision of the deciding organ; number, day and signatory are typed after the register (P27)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="decisions")
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="decisions")
    issuer = models.ForeignKey(Collective, models.PROTECT, related_name="decisions")
    kind = models.CharField("loại", max_length=12, choices=DecisionKind, default=DecisionKind.ORIGINAL)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    reason = models.TextField("lý do", blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=DecisionState, default=DecisionState.DRAFT)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    signatory = models.CharField("người ký", max_length=120, blank=True)
    signatory_title = models.CharField("chức vụ người ký", max_length=80, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField("lập lúc")
    compared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    compared_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    announced_at = models.DateTimeField("thông báo lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values), name="decision_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="original", corrects__isnull=True)
                | (~Q(kind="original") & Q(corrects__isnull=False)),
                name="decision_correction_names_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(kind="original") | ~Q(reason=""), name="decision_correction_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (~Q(number="") & Q(dated_on__isnull=False) & ~Q(signatory="") & Q(scan__isnull=False)),
                name="decision_signed_has_number_day_signatory_scan",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["compared", "announced"]) | Q(compared_by__isnull=False),
                name="decision_compared_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["issuer", "number", "dated_on"],
                condition=~Q(number=""),
                name="decision_number_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The organ's own."""
        return (self.issuer.scope.path,)


class DecisionEntry(models.Model):
    """One line of a decision, as it stands on the paper; a correction shows what stood there before."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="entries")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="entries")
    level = models.CharField("mức xếp loại", max_length=16, choices=Level)
    name = models.CharField("họ và tên", max_length=200)
    title = models.CharField("chức vụ, đơn vị", max_length=400, blank=True)
    birth = models.CharField("ngày sinh", max_length=20, blank=True)
    corrected_field = models.CharField("nội dung đính chính", max_length=40, blank=True)
    stood = models.CharField("đã ghi", max_length=400, blank=True)
    is_compared = models.BooleanField("đã đối chiếu", default=False)
    compare_note = models.CharField("khác bản ký", max_length=300, blank=True)
    position = models.PositiveIntegerField("thứ tự")

    class Meta:
        verbose_name = "dòng của quyết định"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "rating"], name="decision_entry_rating_once"),
            models.UniqueConstraint(fields=["decision", "position"], name="decision_entry_position_once"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="decision_entry_is_a_level"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def right(self) -> str:
        """What a correction or an amendment puts in the place of what stood."""
        return str(getattr(self, self.corrected_field, ""))


class RatingPaperQuerySet(models.QuerySet["RatingPaper"]):
    """Papers as a caller may fetch them: through the ballot, letter, sitting or decision they belong to."""

    def visible_to(self, account: Account) -> RatingPaperQuerySet:
        """Those of what one sees; a decision's and a sitting's only by those who prepare it."""
        reach = account.reach(Permission.VIEW_CONFERENCE)
        home = reach.rows("ballot__conference__collective__scope", "ballot__conference__collective__units")
        home |= reach.rows("ballot__conference__cell")
        organ = account.reach(Permission.ENTER_SITTING_COUNTS).rows("ballot__sitting__collective__scope")
        letters = account.reach(Permission.VIEW_RATING).rows("proposal__unit__scope", "proposal__unit")
        sittings = account.reach(Permission.PREPARE_SITTING).rows("sitting__collective__scope")
        decisions = account.reach(Permission.ISSUE_DECISION).rows("decision__issuer__scope")
        lists = account.reach(Permission.VIEW_RATING).rows("organization")
        asked = Q(inquiry__asker__path__in=account.reach(Permission.ASK_ORGANS).paths)
        return self.filter(home | organ | letters | sittings | decisions | lists | asked).distinct()


class RatingPaper(models.Model):
    """A paper asked for of a ballot, letter, sitting, decision or an organisation's list; the document drawn."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, null=True, blank=True, related_name="papers")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="papers")
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, blank=True, related_name="papers")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="papers")
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="rating_papers"
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="+")
    inquiry = models.ForeignKey(
        ConsultationRequest, models.PROTECT, null=True, blank=True, related_name="papers"
    )
    form = models.CharField("mẫu", max_length=8)
    format = models.CharField("định dạng", max_length=8)
    state = models.CharField("trạng thái", max_length=8, choices=PaperState, default=PaperState.WAITING)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("tên tệp", max_length=160)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("yêu cầu lúc")

    objects = RatingPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản xếp loại"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=of_one("ballot", "proposal", "sitting", "decision", "organization", "inquiry"),
                name="rating_paper_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True, campaign__isnull=True)
                | Q(organization__isnull=False, campaign__isnull=False),
                name="rating_paper_of_a_list_names_its_round",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="rating_paper_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=["pdf", "docx"]), name="rating_paper_format_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(document__isnull=False),
                name="rating_paper_ready_has_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.name
