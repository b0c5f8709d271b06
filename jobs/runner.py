"""How a worker does one job, in its own process or, for heavy kinds, in a child of it."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from jobs import services
from jobs.models import Job
from jobs.process import die_with_parent, with_room
from jobs.registry import Kind, UnknownKind, kind_of
from jobs.services import JobFailed, LeaseLost

log = logging.getLogger(__name__)

TOO_LONG = "Việc này chạy quá lâu nên máy đã dừng. Đề nghị đồng chí chia nhỏ tệp rồi làm lại."
TOO_BIG = "Việc này cần quá nhiều bộ nhớ nên máy đã dừng. Đề nghị đồng chí chia nhỏ tệp rồi làm lại."


class Work:
    """A job in hand, as the function that does it sees it."""

    def __init__(self, job: Job) -> None:
        """Hold the claimed row, whose token proves the claim."""
        self.job = job
        self.is_finished = False

    def progress(self, percent: int, words: str = "") -> None:
        """Show how far the work is; stops the work if another worker has taken it over."""
        services.report_progress(self.job, percent, words)

    @contextmanager
    def finish(self, *, result_name: str = "", **result: Any) -> Iterator[dict[str, Any]]:
        """Put the last effect inside: it and "done" are kept together or not at all."""
        with services.finish(self.job, result_name=result_name, result=result) as outcome:
            yield outcome
        self.is_finished = True


def run(pk: int) -> None:
    """Claim a job and do it; a bell that rings twice finds nothing to do."""
    job = services.claim(pk)
    if job is None:
        return
    try:
        kind = kind_of(job)
    except UnknownKind:
        log.exception("job %s is of a kind nobody declares", job.key)
        services.put_back(job)
        return
    if kind.heavy:
        run_in_child(job)
    else:
        do(job, kind)


def do(job: Job, kind: Kind) -> None:
    """Do the work here and now, and always leave the row telling the truth."""
    work = Work(job)
    try:
        result = with_room(kind.run)(work, **job.args)
        if not work.is_finished:
            with services.finish(job, result=result):
                pass
    except LeaseLost:
        log.warning("job %s was taken over by another worker", job.key)
    except JobFailed as failed:
        services.fail(job, str(failed))
    except MemoryError:
        services.fail(job, TOO_BIG)
    except Exception:
        log.exception("job %s failed at attempt %s", job.key, job.attempts)
        services.put_back(job)


def do_claimed(pk: int, token: UUID) -> None:
    """The child's part: do a job that its parent has claimed."""
    job = Job.objects.filter(pk=pk, token=token).first()
    if job is not None:
        do(job, kind_of(job))


def run_in_child(job: Job) -> None:
    """Do the work in a process that may run out of memory or time without harm; keep the lease meanwhile."""
    parent = os.getpid()
    command = [
        sys.executable,
        str(Path(settings.BASE_DIR) / "manage.py"),
        "run_job",
        str(job.pk),
        str(job.token),
    ]
    child = subprocess.Popen(command, preexec_fn=lambda: die_with_parent(parent))  # noqa: S603, PLW1509 - own command
    deadline = time.monotonic() + settings.JOB_TIME_LIMIT_SECONDS
    while child.poll() is None:
        try:
            child.wait(timeout=min(settings.JOB_LEASE_SECONDS / 3, max(0.1, deadline - time.monotonic())))
        except subprocess.TimeoutExpired:
            if not services.extend_lease(job):
                stop(child)
                return
            if time.monotonic() >= deadline:
                stop(child)
                services.fail(job, TOO_LONG)
                return
    if child.returncode:
        log.error("the process of job %s ended with %s", job.key, child.returncode)
    services.put_back(job)  # changes nothing if the child has finished the row


def stop(child: "subprocess.Popen[bytes]") -> None:
    """End the child and wait until it is gone."""
    child.kill()
    child.wait()
