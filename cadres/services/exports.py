"""The list of people as a file: small ones at once, large ones by a job, each written down."""

import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from cadres.models import Person
from cadres.papers import people_sheet, rows_of
from cadres.queries.people import lines_of
from documents.models import File
from documents.services.files import keep_made
from documents.services.sheets_out import Cell, workbook_bytes, write_workbook
from documents.services.uploads import MEDIA_TYPES
from jobs.enums import JobQueue
from jobs.models import Job
from jobs.services import enqueue
from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.services.bulk import sparingly

EXPORT = "cadres.export_people"
NAME = "danh-sach-dang-vien-can-bo.xlsx"
STEP = 1000
Said = Sequence[tuple[str, str]]


def export_people(people: QuerySet[Person], said: Said, *, actor: Account, at: datetime, day: date) -> bytes:
    """The people of a short list as a workbook; that it was taken out is written down."""
    keys = list(people.values_list("pk", flat=True))
    note_export(len(keys), said, actor=actor)
    return workbook_bytes(people_sheet(said, by=actor.full_name, at=at), rows_of(lines_of(keys, day)))


@transaction.atomic
def ask_export(query: str, *, actor: Account) -> Job:
    """Have a long list made by a worker, with the rights of who asks and of the hat he wears."""
    reach = actor.reach(Permission.VIEW_PEOPLE)
    return enqueue(
        EXPORT,
        asked_by=actor,
        queue=JobQueue.LONG,
        query=query,
        hat=actor.hat_key,
        paths=list(reach.paths),
        units=list(reach.unit_ids),
    )


def may_still_have(job: Job, account: Account) -> bool:
    """The file is for who asked for it, as long as he still reaches everything that lies in it."""
    reach, args = account.reach(Permission.VIEW_PEOPLE), job.args
    covered = all(any(one.startswith(path) for path in reach.paths) for one in args["paths"])
    held = bool(args["paths"] or args["units"])
    return job.asked_by_id == account.pk and held and covered and set(args["units"]) <= set(reach.unit_ids)


def write_export(
    people: QuerySet[Person],
    said: Said,
    *,
    actor: Account,
    at: datetime,
    day: date,
    progress: Callable[[int, str], Any],
) -> tuple[File, int]:
    """Write a list of any length to a file, a part at a time, and keep it; how many people are in it."""
    with sparingly(), tempfile.TemporaryDirectory(dir=settings.TMP_DIR) as folder:
        keys = array("q", people.values_list("pk", flat=True).iterator(2_000))
        target = Path(folder) / NAME
        rows = rows_of(lines_of(keys, day))
        count = write_workbook(
            target, people_sheet(said, by=actor.full_name, at=at), _told(rows, len(keys), progress)
        )
        return keep_made(target, media_type=MEDIA_TYPES["xlsx"], at=at), count


def _told(
    rows: Iterator[tuple[Cell, ...]], total: int, progress: Callable[[int, str], Any]
) -> Iterator[tuple[Cell, ...]]:
    """The rows as they come, with a word now and then of how far they are."""
    for number, row in enumerate(rows):
        if number % STEP == 0:
            progress(95 * number // max(total, 1), f"Đã ghi {number} trong {total} dòng")
        yield row


def note_export(count: int, said: Said, *, actor: Account) -> None:
    """Who took a list out, of how many, narrowed to what."""
    narrowed = "; ".join(f"{label}: {text}" for label, text in said)
    audit.record(actor=actor, action="export_people", target=actor, after=str(count), note=narrowed)
