"""A job from asked to done: the row is the promise, the queue only a bell.

Every step is one conditional UPDATE that either takes effect or does not; whoever has lost the lease notices at the
next step and changes nothing. Time here is the machine's own, never the demo's.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from jobs.enums import JobQueue, JobState
from jobs.models import Job
from jobs.transport import forget_processed

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
DAY = 24 * 60 * 60
SWEPT_AT = "jobs.swept_at"


class JobFailed(Exception):
    """The work cannot be done, and trying again would not help; the text is for the person who asked."""


class LeaseLost(Exception):
    """Another worker has taken this job over; stop, and change nothing."""


def real_now() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


def lease() -> timedelta:
    """How long a worker may stay silent before the job is given to another."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def enqueue(
    kind: str, *, asked_by: Any = None, dedupe_key: str | None = None, queue: str = JobQueue.BELL, **args: Any
) -> Job:
    """Promise a piece of work: the row is part of the caller's transaction, the bell rings once that is kept."""
    now = real_now()
    fields = {
        "kind": kind,
        "asked_by": asked_by,
        "queue": queue,
        "args": args,
        "created_at": now,
        "rung_at": now,
    }
    with transaction.atomic():
        if dedupe_key is None:
            job, is_new = Job.objects.create(**fields), True
        else:
            job, is_new = Job.objects.get_or_create(dedupe_key=dedupe_key, defaults=fields)
        if is_new:
            transaction.on_commit(lambda: ring(job))
    return job


def ring(job: Job) -> None:
    """Tell the workers; a broker that is down costs a delay until the next sweep, never the page or the work."""
    try:
        current_app.send_task("jobs.run_job", args=[job.pk], queue=job.queue, retry=False)
    except Exception:
        log.exception("the bell for job %s did not ring; the sweep will ring again", job.key)


def claim(pk: int) -> Job | None:
    """Take a job that waits, or whose worker has gone silent; None if it is not to be had."""
    now, token = real_now(), uuid4()
    waiting = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(waiting, pk=pk, attempts__lt=MAX_ATTEMPTS).update(
        state=JobState.RUNNING, token=token, attempts=F("attempts") + 1, lease_until=now + lease()
    )
    return Job.objects.get(pk=pk) if taken else None


def extend_lease(job: Job) -> bool:
    """Say that the worker is still alive; False if the job is no longer its own."""
    mine = Job.objects.filter(pk=job.pk, token=job.token)
    return bool(mine.update(lease_until=real_now() + lease()))


def report_progress(job: Job, percent: int, words: str = "") -> None:
    """Show how far the work is, and stay the one who does it."""
    changed = Job.objects.filter(pk=job.pk, token=job.token).update(
        progress=max(0, min(percent, 99)), progress_words=words[:200], lease_until=real_now() + lease()
    )
    if not changed:
        raise LeaseLost(job.key)


@contextmanager
def finish(
    job: Job, *, result_name: str = "", result: dict[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """The effect and the word "done" in one transaction; what the body puts into the yielded dict is the result."""
    outcome = dict(result or {})
    with transaction.atomic():
        # The row first: it is the lock, and a lost lease is noticed before anything is changed.
        if not Job.objects.filter(pk=job.pk, token=job.token).update(lease_until=real_now() + lease()):
            raise LeaseLost(job.key)
        yield outcome
        Job.objects.filter(pk=job.pk, token=job.token).update(
            state=JobState.DONE,
            token=None,
            lease_until=None,
            progress=100,
            progress_words="",
            result_name=result_name,
            result=outcome,
            error="",
            finished_at=real_now(),
        )


def fail(job: Job, reason: str) -> None:
    """Give the work up and say why, in words for the person who asked."""
    Job.objects.filter(pk=job.pk, token=job.token).update(
        state=JobState.FAILED, token=None, lease_until=None, error=reason[:500], finished_at=real_now()
    )


def put_back(job: Job) -> None:
    """After an unexpected error: leave the job for a later try, or give up after the last one."""
    if job.attempts >= MAX_ATTEMPTS:
        fail(job, exhausted_words(job))
        return
    Job.objects.filter(pk=job.pk, token=job.token).update(
        state=JobState.QUEUED, token=None, lease_until=None, rung_at=real_now(), progress=0, progress_words=""
    )


def exhausted_words(job: Job) -> str:
    """What a person reads when the machine has given up."""
    return (
        f"Máy đã thử {MAX_ATTEMPTS} lần nhưng chưa làm xong việc này. "
        f"Đề nghị đồng chí báo người quản trị, nêu mã việc {job.key}."
    )


def sweep() -> int:
    """Every half minute: ring again for whatever waits in silence, give up what was tried too often; bells rung."""
    now = real_now()
    silent = Q(state=JobState.QUEUED, rung_at__lt=now - lease()) | Q(
        state=JobState.RUNNING, lease_until__lt=now
    )
    rung = 0
    for job in Job.objects.filter(silent).order_by("rung_at")[:500]:
        if job.attempts >= MAX_ATTEMPTS:
            give_up(job, job.token)
            continue
        mine = Job.objects.filter(silent, pk=job.pk, rung_at=job.rung_at)
        if mine.update(rung_at=now):
            ring(job)
            rung += 1
    forget_processed(settings.CELERY_BROKER_TRANSPORT_OPTIONS, older_than=DAY)
    note_sweep(now)
    return rung


def give_up(job: Job, token: UUID | None) -> None:
    """Close a job whose last worker vanished, unless somebody has just taken it."""
    Job.objects.filter(pk=job.pk, token=token).exclude(state__in=[JobState.DONE, JobState.FAILED]).update(
        state=JobState.FAILED,
        token=None,
        lease_until=None,
        error=exhausted_words(job),
        finished_at=real_now(),
    )
    log.error("job %s given up after %s attempts", job.key, job.attempts)


def note_sweep(now: datetime) -> None:
    """Leave a sign that beat and a worker live, for the health page; a cache that is down must not stop the sweep."""
    try:
        cache.set(SWEPT_AT, now, timeout=DAY)
    except Exception:
        log.exception("could not note the sweep")


def last_sweep_at() -> datetime | None:
    """When beat and a worker were last seen alive."""
    seen: datetime | None = cache.get(SWEPT_AT)
    return seen


def oldest_unfinished_at() -> datetime | None:
    """Since when the oldest unfinished job has waited."""
    waiting = Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING])
    return waiting.order_by("created_at").values_list("created_at", flat=True).first()
