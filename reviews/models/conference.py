"""Hội nghị kiểm điểm: held on one day, entered on another (P07)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.models import Document, File
from documents.rules import short_date
from organizations.enums import CollectiveType
from organizations.models import Assignment, Collective, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.enums import MinutesMode, PaperState
from reviews.models.campaign import Campaign
from reviews.models.conference_plan import ConferencePlan, keeping, kept_by_the_office
from reviews.models.guidance import Guidance
from reviews.models.self_review import SelfReview
from reviews.models.subject import Subject

if TYPE_CHECKING:
    from organizations.models import Account


def body_field(body: Collective | PartyOrganization) -> str:
    """Whose conference it is: a collective's, or that of a cell's members."""
    return "collective" if isinstance(body, Collective) else "cell"


class ConferenceQuerySet(models.QuerySet["Conference"]):
    """Conferences as a caller may see them."""

    def visible_to(self, account: Account) -> ConferenceQuerySet:
        """Those of bodies in one's subtree or unit; the Standing Committee's own the Office alone (P82)."""
        reach = account.reach(Permission.VIEW_CONFERENCE)
        rows = reach.rows("collective__scope", "collective__units") | reach.rows("cell")
        return self.filter(rows | kept_by_the_office(account, "collective")).distinct()

    def of(self, body: Collective | PartyOrganization) -> ConferenceQuerySet:
        """Those of one collective, or of one cell."""
        return self.filter(**{body_field(body): body})


class Conference(models.Model):
    """One conference of one collective or cell; the day it was held counts, not the day it was typed."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="conferences")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="conferences"
    )
    cell = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="conferences"
    )
    papers_sent_on = models.DateField("ngày gửi tài liệu", null=True, blank=True)
    held_on = models.DateField("ngày họp")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.CharField("chủ trì", max_length=160, blank=True)
    secretary = models.CharField("thư ký", max_length=160, blank=True)
    upper_attending = models.CharField("đại biểu cấp trên dự, chỉ đạo", max_length=300, blank=True)
    convened_count = models.PositiveSmallIntegerField("triệu tập")
    present_count = models.PositiveSmallIntegerField("có mặt")
    absent_note = models.TextField("vắng, lý do", blank=True)
    conclusion = models.TextField("kết luận chung", blank=True)
    minutes_mode = models.CharField("biên bản", max_length=12, choices=MinutesMode, default=MinutesMode.TYPED)
    minutes_number = models.CharField("số biên bản", max_length=40, blank=True)
    minutes_on = models.DateField("ngày biên bản", null=True, blank=True)
    minutes_kept_at = models.CharField("nơi lưu biên bản", max_length=160, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")
    plan = models.OneToOneField(
        ConferencePlan, models.PROTECT, null=True, blank=True, related_name="conference"
    )
    attended_by = models.ForeignKey(
        Assignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ủy viên phụ trách đã dự",
    )
    version = models.PositiveIntegerField(default=1)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "hội nghị kiểm điểm"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(present_count__lte=F("convened_count")), name="conference_present_within_convened"
            ),
            models.CheckConstraint(
                condition=Q(minutes_mode__in=MinutesMode.values), name="conference_minutes_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(collective__isnull=False, cell__isnull=True)
                | Q(collective__isnull=True, cell__isnull=False),
                name="conference_is_of_one_body",
            ),
            models.UniqueConstraint(
                fields=["campaign", "collective", "held_on"], name="conference_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["campaign", "cell", "held_on"], name="conference_of_a_cell_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Hội nghị ngày {short_date(self.held_on)}"

    @property
    def permission(self) -> Permission:
        """What it takes to record it."""
        return keeping(self.collective, Permission.RECORD_CONFERENCE)

    @property
    def is_data_only(self) -> bool:
        """Only days and counts are kept here, the texts on paper; so of the Standing Committee's own (P82)."""
        if self.plan is not None:
            return self.plan.data_only
        return self.collective is not None and self.collective.type == CollectiveType.PROVINCE_STANDING

    @property
    def body(self) -> Collective | PartyOrganization:
        """Whose conference it was."""
        found = self.collective or self.cell
        assert found is not None  # noqa: S101 - the database refuses neither
        return found

    @property
    def body_name(self) -> str:
        """What papers and pages call it; of a combined session both bodies."""
        return self.plan.body_name if self.plan is not None else str(self.body.name)

    @property
    def collective_here(self) -> Collective:
        """The collective, where only a collective's conference can be meant: cells have forms of their own."""
        assert self.collective is not None  # noqa: S101 - narrows
        return self.collective

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The organisation its collective reports through, or the cell itself."""
        body = self.body
        return ((body.scope if isinstance(body, Collective) else body).path,)

    @property
    def scope_units(self) -> tuple[int, ...]:
        """The collective's units; a cell is no unit's own."""
        return tuple(self.collective.units.values_list("pk", flat=True)) if self.collective else ()

    def is_about(self, _account: object) -> bool:
        """A conference is nobody's own."""
        return False


class AgendaItem(models.Model):
    """One subject reviewed at a conference, in order: the collective first, the head first of its people."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="agenda")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField("thứ tự")
    reply = models.TextField("tiếp thu, giải trình", blank=True)
    conclusion = models.TextField("kết luận của đồng chí chủ trì", blank=True)
    is_reviewed = models.BooleanField("đã kiểm điểm", default=True)
    absent_reason = models.CharField("lý do chưa kiểm điểm", max_length=200, blank=True)

    class Meta:
        verbose_name = "nội dung hội nghị"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "subject"], name="agenda_subject_once"),
            models.UniqueConstraint(fields=["conference", "position"], name="agenda_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.subject)


class Attendance(models.Model):
    """Who came, and why who did not."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendance")
    name = models.CharField("họ và tên", max_length=160)
    is_present = models.BooleanField("có mặt", default=True)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)

    class Meta:
        verbose_name = "thành phần dự"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Remark(models.Model):
    """What was said of a subject, by whom."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="remarks")
    speaker = models.CharField("người phát biểu", max_length=160, blank=True)
    text = models.TextField("ý kiến")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "ý kiến góp ý"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


def of_one(*names: str) -> Q:
    """The condition that exactly one of these is named."""
    return reduce(or_, (Q(**{f"{one}__isnull": one != chosen for one in names}) for chosen in names))


class ReviewPaper(models.Model):
    """A paper asked for of a self-review, a letter of guidance, a conference or its plan, and the document drawn.

    What is taken out of minutes (trích biên bản) may be of one subject of the conference alone.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    self_review = models.ForeignKey(SelfReview, models.PROTECT, null=True, blank=True, related_name="papers")
    guidance = models.ForeignKey(Guidance, models.PROTECT, null=True, blank=True, related_name="papers")
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="papers")
    plan = models.ForeignKey(ConferencePlan, models.PROTECT, null=True, blank=True, related_name="drawn")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField("mẫu", max_length=8)
    format = models.CharField("định dạng", max_length=8)
    state = models.CharField("trạng thái", max_length=8, choices=PaperState, default=PaperState.WAITING)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("tên tệp", max_length=160)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("yêu cầu lúc")

    class Meta:
        verbose_name = "văn bản của bản kiểm điểm"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=of_one("self_review", "guidance", "conference", "plan"),
                name="review_paper_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(subject__isnull=True) | Q(conference__isnull=False),
                name="review_paper_extracts_from_a_conference",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PaperState.values), name="review_paper_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(format__in=["pdf", "docx"]), name="review_paper_format_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(document__isnull=False),
                name="review_paper_ready_has_a_document",
            ),
        ]

    def __str__(self) -> str:
        return self.name
