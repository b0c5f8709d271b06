"""What is told, what was done, who looked: notices, audit, access, form keys, the demo's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from organizations.enums import MailState
from organizations.models.organization import PartyOrganization
from organizations.permissions import Permission
from organizations.rules.keys import new_key

if TYPE_CHECKING:
    from organizations.models.account import Account

AUDIT_FORMAT = 1


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices of one reader."""

    def visible_to(self, account: Account) -> NoticeQuerySet:
        """A notice is its recipient's alone."""
        return self.filter(recipient=account)

    def unread(self) -> NoticeQuerySet:
        """Not yet read, and what they ask is still asked."""
        return self.filter(read_at__isnull=True, ended_at__isnull=True)

    def newest(self) -> NoticeQuerySet:
        """Of several reminders of one work only the last."""
        later = Notice.objects.filter(
            recipient=OuterRef("recipient"), about=OuterRef("about"), pk__gt=OuterRef("pk")
        )
        return self.filter(Q(about="") | ~Exists(later))


class Notice(models.Model):
    """Something told to an account: inbox and mail outbox in one. It never names a level (P85)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    dedupe_key = models.CharField(max_length=200, unique=True, default=new_key)
    title = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung", blank=True)
    path = models.CharField("mở trang", max_length=200, blank=True)
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    about = models.CharField("nhắc việc", max_length=80, blank=True, default="")  # of a reminder: which work
    ended_at = models.DateTimeField("thôi nhắc lúc", null=True, blank=True)  # done, or reminded of anew
    mail_state = models.CharField("thư", max_length=8, choices=MailState, default=MailState.NONE)
    mailed_at = models.DateTimeField("gửi thư lúc", null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mail_state__in=MailState.values), name="notice_mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mail_state="sent", mailed_at__isnull=False) | ~Q(mail_state="sent"),
                name="notice_sent_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "read_at"], name="notice_by_reader")]

    def __str__(self) -> str:
        return self.title


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """The journal as a caller may read it."""

    def visible_to(self, account: Account) -> AuditEntryQuerySet:
        """Those who may read the journal read it whole."""
        return self if account.holds(Permission.VIEW_AUDIT) else self.none()


class AuditEntry(models.Model):
    """Who changed what; append-only, chained by seals."""

    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hat = models.CharField("với tư cách", max_length=24, blank=True)
    on_behalf_of = models.CharField("thay cho", max_length=120, blank=True)
    action = models.CharField("việc", max_length=40)
    target_kind = models.CharField("loại", max_length=60)
    target_key = models.CharField("mã", max_length=60)
    before = models.TextField("trước", blank=True)
    after = models.TextField("sau", blank=True)
    note = models.TextField("ghi chú", blank=True)
    format = models.PositiveSmallIntegerField(default=AUDIT_FORMAT)
    target_name = ""  # in words, where a page asks for it

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "nhật ký"
        ordering = ["pk"]
        indexes = [models.Index(fields=["target_kind", "target_key"], name="audit_by_target")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_kind} {self.target_key}"


class AuditSeal(models.Model):
    """A link of the chain: the digests of a run of entries, chained to the seal before."""

    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField(unique=True)
    digests = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = "niêm phong nhật ký"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.first_entry}–{self.last_entry}"


class AccessEntry(models.Model):
    """Who looked at what; append-only (P84)."""

    at = models.DateTimeField("lúc")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hat = models.CharField("với tư cách", max_length=24, blank=True)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=60)
    target_name = ""  # in words, where a page asks for it

    class Meta:
        verbose_name = "lượt xem"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target_kind", "target_key"], name="access_by_target")]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target_key}"


class Once(models.Model):
    """One row per form sent: a repeat goes where the first one went."""

    form_key = models.CharField(max_length=40, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    redirect_to = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "lần gửi biểu mẫu"

    def __str__(self) -> str:
        return self.form_key


class ClockOffset(models.Model):
    """How far the demo's clock stands from the real one; a single row, only in a demo."""

    SINGLE: ClassVar[int] = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "giờ dùng thử"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="clock_is_one")]

    def __str__(self) -> str:
        return f"{self.seconds} s"


class ContentSource(models.Model):
    """Which invented province a demo was seeded from; a demo refuses a database that holds anything else."""

    organization = models.OneToOneField(PartyOrganization, models.PROTECT, related_name="+")
    seed = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nguồn dữ liệu dùng thử"

    def __str__(self) -> str:
        return self.seed
