"""A job that stops for a moment at every point where a worker could be killed."""

import os
import time
from pathlib import Path

from django.utils import timezone

from documents.services.files import keep_bytes
from jobs.registry import register
from jobs.runner import Work
from jobs.services import enqueue

POINTS = ("before", "drawn", "in the transaction", "done")


def stand_at(point: str, work: Work, folder: str) -> None:
    """At the first attempt, say where we are and wait to be killed."""
    if work.job.attempts == 1:
        (Path(folder) / point).touch()
        if (Path(folder) / f"kill at {point}").exists():
            time.sleep(60)


@register("faults.paper")
def paper(work: Work, *, folder: str) -> None:
    """A paper: drawn, kept as a file and noted by one more row."""
    stand_at("before", work, folder)
    data = b"%PDF-1.7 a paper " * 20_000
    work.progress(50, "Đang vẽ")
    stand_at("drawn", work, folder)
    with work.finish(result_name="F06.pdf") as outcome:
        outcome["sha256"] = keep_bytes(data, media_type="application/pdf", at=timezone.now()).sha256  # noqa: TID251
        enqueue("faults.effect")
        stand_at("in the transaction", work, folder)
    stand_at("done", work, folder)


@register("faults.effect")
def effect(_work: Work) -> None:
    """Counted: there must be one for each paper."""


@register("faults.heavy", heavy=True)
def heavy(work: Work, *, folder: str) -> None:
    """A paper drawn in a process of its own."""
    (Path(folder) / f"child {work.job.attempts}").write_text(str(os.getpid()))
    stand_at("heavy", work, folder)
    with work.finish():
        enqueue("faults.effect")


@register("faults.bomb", heavy=True)
def bomb(_work: Work) -> None:
    """What a file made to burst the machine would do."""
    bytearray(8 * 1024**3)


@register("faults.endless", heavy=True)
def endless(_work: Work) -> None:
    """A file that never comes to an end."""
    time.sleep(600)
