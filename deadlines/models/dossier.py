"""Dossiers sent upward: parts with two lights, sendings kept as they stood, paper at the counter, calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from deadlines.enums import DossierKind, DossierState, LateState, Requirement
from documents.models import Document, File
from organizations.models import PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.models import Campaign, Deadline, Refinement, Subject

if TYPE_CHECKING:
    from datetime import date

    from organizations.models import Account


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers as a caller may see them."""

    def visible_to(self, account: Account) -> DossierQuerySet:
        """Those of one's unit or subtree."""
        return self.filter(account.reach(Permission.VIEW_DOSSIER).rows("unit__scope", "unit"))

    def owed(self) -> DossierQuerySet:
        """Those that must be sent, or were."""
        return self.filter(is_owed=True)

    def with_own_dates(self, account: Account) -> DossierQuerySet:
        """With the day of its unit's committee, for whoever works there; the province goes by its plan (R20)."""
        if account.holds(Permission.VIEW_BOARD):
            return self
        return self.annotate(early_on=Refinement.objects.binding("unit__scope__path", "deadline"))

    def for_list(self) -> DossierQuerySet:
        """With everything a list shows."""
        return self.select_related("unit__contact", "unit__official", "campaign", "deadline")


class Dossier(models.Model):
    """Hồ sơ of one unit for one purpose (R14, R15)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(SubmittingUnit, models.PROTECT, related_name="dossiers")
    kind = models.CharField("loại hồ sơ", max_length=12, choices=DossierKind)
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="dossiers")
    state = models.CharField("trạng thái", max_length=12, choices=DossierState, default=DossierState.DRAFT)
    code = models.CharField("mã hồ sơ", max_length=24, unique=True)
    first_received_on = models.DateField("nhận lần đầu ngày", null=True, blank=True)
    first_received_at = models.DateTimeField("nhận lần đầu lúc", null=True, blank=True)
    return_reason = models.TextField("lý do đề nghị bổ sung", blank=True)
    return_before = models.DateField("bổ sung trước ngày", null=True, blank=True)
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    returned_count = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    reopen_reason = models.TextField("lý do xin mở lại", blank=True)
    late_state = models.CharField("thời hạn", max_length=12, choices=LateState, default=LateState.ON_TIME)
    late_reason = models.CharField("lý do", max_length=300, blank=True)
    late_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    appraisal = models.TextField("ý kiến thẩm định", blank=True)
    is_owed = models.BooleanField(
        "phải gửi", default=True
    )  # not, once nobody's papers lie in it any more (P10)
    version = models.PositiveIntegerField(default=1)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        ordering = ["unit__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "kind"], name="dossier_one_a_unit_and_kind"),
            models.CheckConstraint(condition=Q(kind__in=DossierKind.values), name="dossier_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=DossierState.values), name="dossier_state_is_known"),
            models.CheckConstraint(
                condition=Q(late_state__in=LateState.values), name="dossier_late_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="dossier_returned_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(late_state__in=["confirmed", "excused"])
                | (~Q(late_reason="") & Q(late_confirmed_by__isnull=False)),
                name="dossier_lateness_confirmed_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Hồ sơ {self.code}"

    @property
    def own_before(self) -> date | None:
        """The earlier day of its unit's committee, where the question asked for it (R20)."""
        return getattr(self, "early_on", None)

    @property
    def plan_before(self) -> date:
        """The day that binds its unit: its committee's own, else the plan's."""
        return self.own_before or self.deadline.before_on

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its unit's."""
        return self.unit.scope_paths

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Its unit."""
        return (self.unit_id,)

    def is_about(self, _account: object) -> bool:
        """A dossier is its unit's, nobody's own."""
        return False


class DossierItemQuerySet(models.QuerySet["DossierItem"]):
    """Parts as a caller may see them: those of the dossiers he sees."""

    def visible_to(self, account: Account) -> DossierItemQuerySet:
        """What a dossier holds is seen through the dossier's own row."""
        return self.filter(
            account.reach(Permission.VIEW_DOSSIER).rows("dossier__unit__scope", "dossier__unit")
        )


class DossierItem(models.Model):
    """One part of a dossier, with two lights: electronic and paper original; or "Mật, nộp trực tiếp" (P31, P33)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="items")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, blank=True, related_name="dossier_items")
    code = models.CharField("thành phần", max_length=24)
    title = models.CharField("tên", max_length=300)
    source = models.CharField("lấy từ", max_length=24, blank=True)
    requirement = models.CharField("yêu cầu", max_length=12, choices=Requirement)
    position = models.PositiveSmallIntegerField("thứ tự")
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    page_count = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    uploaded_at = models.DateTimeField("tải lên lúc", null=True, blank=True)
    is_secret = models.BooleanField("Mật, nộp trực tiếp", default=False)
    secret_number = models.CharField("số văn bản mật", max_length=40, blank=True)
    secret_on = models.DateField("ngày văn bản mật", null=True, blank=True)
    secret_receiver = models.CharField("người nhận", max_length=120, blank=True)
    paper_received_on = models.DateField("nhận bản giấy ngày", null=True, blank=True)
    paper_sheets = models.PositiveSmallIntegerField("số tờ", null=True, blank=True)
    promised_before = models.DateField("sẽ bổ sung trước ngày", null=True, blank=True)
    promise_reason = models.CharField("lý do chưa có", max_length=300, blank=True)
    return_note = models.TextField("đề nghị bổ sung", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DossierItemQuerySet.as_manager()

    class Meta:
        verbose_name = "thành phần hồ sơ"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "code"], condition=Q(subject__isnull=True), name="dossier_item_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "subject", "code"],
                condition=Q(subject__isnull=False),
                name="dossier_item_once_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(requirement__in=Requirement.values), name="dossier_item_requirement_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(is_secret=True) | Q(file__isnull=True), name="dossier_item_secret_has_no_file"
            ),
            models.CheckConstraint(
                condition=~Q(is_secret=True) | (~Q(secret_number="") & Q(secret_on__isnull=False)),
                name="dossier_item_secret_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=Q(promised_before__isnull=True) | ~Q(promise_reason=""),
                name="dossier_item_promise_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(paper_received_on__isnull=True) | Q(paper_sheets__gte=1),
                name="dossier_item_paper_has_sheets",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Sendings as a caller may see them."""

    def visible_to(self, account: Account) -> SubmissionQuerySet:
        """Those of the dossiers he sees."""
        return self.filter(
            account.reach(Permission.VIEW_DOSSIER).rows("dossier__unit__scope", "dossier__unit")
        )


class Submission(models.Model):
    """One sending, kept as it stood: manifest, hash, receipt; append-only (A7)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("lần gửi")
    receipt = models.CharField("số biên nhận", max_length=24, unique=True)
    manifest = models.JSONField("danh mục")
    content_hash = models.CharField("mã băm", max_length=64)
    sent_at = models.DateTimeField("gửi lúc")
    sent_on = models.DateField("ngày gửi")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    was_on_time = models.BooleanField("đúng hạn")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gửi hồ sơ"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return self.receipt


class DossierReturnQuerySet(models.QuerySet["DossierReturn"]):
    """Returns as a caller may see them."""

    def visible_to(self, account: Account) -> DossierReturnQuerySet:
        """Those of the dossiers he sees."""
        return self.filter(
            account.reach(Permission.VIEW_DOSSIER).rows("dossier__unit__scope", "dossier__unit")
        )


class DossierReturn(models.Model):
    """Đề nghị bổ sung, hoàn thiện: once asked back, on which parts, why, by which new day; append-only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField("lần")
    reason = models.TextField("lý do")
    before = models.DateField("gửi lại trước ngày")
    lines = models.JSONField("các mục cần bổ sung")
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField("lúc")

    objects = DossierReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đề nghị bổ sung"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="dossier_return_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="dossier_return_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Đề nghị bổ sung lần {self.number}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Slips as a caller may see them."""

    def visible_to(self, account: Account) -> HandoverQuerySet:
        """Those of the dossiers he sees: each side keeps a copy."""
        return self.filter(
            account.reach(Permission.VIEW_DOSSIER).rows("dossier__unit__scope", "dossier__unit")
        )


class Handover(models.Model):
    """Phiếu giao nhận hồ sơ: paper taken at the counter, printed twice (P31)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="handovers")
    number = models.PositiveSmallIntegerField("số phiếu")
    handed_on = models.DateField("ngày giao")
    handed_by = models.CharField("người giao", max_length=120)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField("nhận lúc")
    lines = models.JSONField("danh mục nhận")
    sheet_count = models.PositiveSmallIntegerField("tổng số tờ")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu giao nhận hồ sơ"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="handover_number_once"),
            models.CheckConstraint(condition=Q(sheet_count__gte=1), name="handover_has_sheets"),
        ]

    def __str__(self) -> str:
        return f"Phiếu giao nhận số {self.number}"


class CallQuerySet(models.QuerySet["Call"]):
    """Calls as a caller may see them."""

    def visible_to(self, account: Account) -> CallQuerySet:
        """Of whoever calls: the units' for the Organization Committee, of organisations those below one's own.

        Neither a unit nor an organisation reads what was noted about it.
        """
        units = account.reach(Permission.LOG_CALL).rows("unit__scope", "unit")
        return self.filter(units | account.reach(Permission.CALL_BELOW).below("organization"))


class Call(models.Model):
    """Cuộc gọi to a unit's contact, or from any level to an organisation below: when, whom, promised when (P49)."""

    unit = models.ForeignKey(SubmittingUnit, models.PROTECT, null=True, blank=True, related_name="calls")
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="calls"
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="calls")
    called_at = models.DateTimeField("gọi lúc")
    spoke_with = models.CharField("gặp ai", max_length=120)
    promised_at = models.DateTimeField("hứa trước", null=True, blank=True)
    note = models.CharField("nội dung", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc gọi"
        ordering = ["-called_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, organization__isnull=True)
                | Q(unit__isnull=True, organization__isnull=False),
                name="call_is_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.spoke_with}, {self.called_at:%H:%M %d/%m/%Y}"
