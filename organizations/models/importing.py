"""Workbooks that are brought in: the file, what was found in it row by row, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from documents.models import File
from jobs.models import Job
from organizations.enums import ImportState, RowVerdict, TwinChoice
from organizations.models.organization import PartyOrganization
from organizations.models.scope import OfPlaces
from organizations.permissions import IMPORTS, Permission
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models.account import Account

WRITTEN = (ImportState.DONE, ImportState.UNDOING, ImportState.UNDONE)


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports as a caller may see them."""

    def visible_to(self, account: Account) -> ImportQuerySet:
        """Those whose duty the account holds over the whole part of the tree they were made for."""
        condition = Q(pk__in=[])
        for duty in IMPORTS:
            condition |= Q(duty=duty) & account.reach(duty).rows("scope")
        return self.filter(condition)

    def for_list(self) -> ImportQuerySet:
        """With those who are named beside it."""
        return self.select_related("scope", "asked_by", "applied_by", "undone_by", "job")


class Import(OfPlaces, models.Model):
    """Lần nhập: one workbook of one kind, checked, previewed, written as a whole, perhaps taken back."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    kind = models.CharField("loại bảng", max_length=40)
    duty = models.CharField("quyền cần có", max_length=24)
    scope = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="imports", verbose_name="trong phạm vi"
    )
    state = models.CharField("trạng thái", max_length=12, choices=ImportState, default=ImportState.CHECKING)
    file = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp"
    )  # none once the import was given up: nothing of it is kept
    file_name = models.CharField("tên tệp", max_length=200)
    annotated = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản ghi chú lỗi"
    )
    sheet = models.CharField("trang tính", max_length=120, blank=True)
    columns = models.JSONField("các cột có trong tệp", default=list, blank=True)
    faults = models.JSONField("điều chưa được của cả tệp", default=list, blank=True)
    remarks = models.JSONField("điều cần biết của cả tệp", default=list, blank=True)
    summary = models.JSONField("lỗi giống nhau", default=list, blank=True)
    new_count = models.PositiveIntegerField("thêm mới", default=0)
    changed_count = models.PositiveIntegerField("thay đổi", default=0)
    unchanged_count = models.PositiveIntegerField("không đổi", default=0)
    rejected_count = models.PositiveIntegerField("có lỗi", default=0)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tải lên"
    )
    asked_at = models.DateTimeField("tải lên lúc")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["scope", "asked_at"], name="import_by_scope")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=WRITTEN, applied_at__isnull=False, applied_by__isnull=False)
                | ~Q(state__in=WRITTEN),
                name="import_written_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(state=ImportState.CANCELLED),
                name="import_keeps_its_file",
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.UNDONE, undone_at__isnull=False, undone_by__isnull=False)
                | ~Q(state=ImportState.UNDONE),
                name="import_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.READY, *WRITTEN]) | Q(rejected_count=0),
                name="import_ready_without_errors",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def row_count(self) -> int:
        """Rows of the sheet that hold something."""
        return self.new_count + self.changed_count + self.unchanged_count + self.rejected_count

    @property
    def shape(self) -> str:
        """How its state is drawn: what can be written waits for somebody, it is not done."""
        return "wait" if self.state == ImportState.READY else self.state

    @property
    def needs(self) -> Permission:
        """What an actor must hold over its part of the tree."""
        return Permission(self.duty)

    @property
    def is_stuck(self) -> bool:
        """Whether the machine gave its work up."""
        return self.is_at_work and self.job is not None and self.job.is_finished

    @property
    def stands_at(self) -> str:
        """What can be done with it next: work that the machine gave up left nothing, so it stands where that began."""
        if not self.is_stuck:
            return self.state
        return ImportState.DONE if self.state == ImportState.UNDOING else ImportState.REFUSED

    @property
    def is_at_work(self) -> bool:
        """Whether a job has it in hand."""
        return self.state in {ImportState.CHECKING, ImportState.WRITING, ImportState.UNDOING}

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The part of the tree it was made for."""
        return (self.scope.path,)


class ImportRow(models.Model):
    """One row of the workbook: what was read, what stands now, what writing it would do or did."""

    batch = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("dòng")
    verdict = models.CharField("kết quả kiểm tra", max_length=12, choices=RowVerdict)
    values = models.JSONField("giá trị", default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField("đang có", default=dict, encoder=DjangoJSONEncoder)
    target = models.BigIntegerField("bản ghi", null=True, blank=True)
    faults = models.JSONField("lỗi", default=list)
    twin = models.BigIntegerField("bản ghi có thể trùng", null=True, blank=True)
    twin_values = models.JSONField("bản ghi có thể trùng, đang có", default=dict, encoder=DjangoJSONEncoder)
    choice = models.CharField(
        "đã chọn", max_length=8, choices=TwinChoice, default=TwinChoice.OPEN, blank=True
    )

    class Meta:
        verbose_name = "dòng của lần nhập"
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "verdict", "number"], name="import_row_by_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=RowVerdict.values), name="import_verdict_is_known"
            ),
            models.CheckConstraint(condition=Q(choice__in=TwinChoice.values), name="import_choice_is_known"),
            models.CheckConstraint(
                condition=~Q(verdict__in=[RowVerdict.CHANGED, RowVerdict.UNCHANGED])
                | Q(target__isnull=False),
                name="import_change_has_a_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"
