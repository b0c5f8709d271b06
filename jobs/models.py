"""The durable row behind every piece of work done later."""

import base64
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from jobs.enums import JobQueue, JobState


def new_key() -> str:
    """Twelve random base32 characters: the name of a job in addresses."""
    return base64.b32encode(secrets.token_bytes(8)).decode()[:12].lower()


class Job(models.Model):
    """One piece of work somebody asked for, kept until it is done or a person was told why not."""

    key = models.CharField("mã", max_length=12, unique=True, default=new_key, editable=False)
    kind = models.CharField("loại việc", max_length=64)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name="người yêu cầu",
    )
    dedupe_key = models.CharField("khóa chống trùng", max_length=200, unique=True, null=True, blank=True)
    args = models.JSONField("tham số", default=dict, blank=True)
    queue = models.CharField("hàng chờ", max_length=8, choices=JobQueue, default=JobQueue.BELL)
    state = models.CharField("trạng thái", max_length=8, choices=JobState, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField("đã làm (%)", default=0)
    progress_words = models.CharField("đang làm gì", max_length=200, blank=True)
    token = models.UUIDField("lượt làm", null=True, blank=True)
    lease_until = models.DateTimeField("giữ đến", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    rung_at = models.DateTimeField("gọi lúc")
    result_name = models.CharField("tên kết quả", max_length=255, blank=True)
    result = models.JSONField("kết quả", default=dict, blank=True)
    error = models.CharField("lý do không làm được", max_length=500, blank=True)
    created_at = models.DateTimeField("tạo lúc")
    finished_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "việc làm sau"
        indexes = [models.Index(fields=["state", "rung_at"], name="job_by_state_and_ring")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_is_known"),
            models.CheckConstraint(condition=Q(queue__in=JobQueue.values), name="job_queue_is_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, token__isnull=False, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(token__isnull=True, lease_until__isnull=True)),
                name="job_is_leased_exactly_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
                | Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at__isnull=True),
                name="job_has_an_end_exactly_when_finished",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.FAILED) | ~Q(error=""), name="job_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        """Kind and key, as the log names it."""
        return f"{self.kind} {self.key}"

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.state in {JobState.DONE, JobState.FAILED}
