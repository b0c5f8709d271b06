"""What the beat asks of this app, its kinds of job, its kinds of workbook."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings

from jobs.models import Job
from jobs.registry import About, register
from jobs.runner import Work
from jobs.services import JobFailed
from organizations import audit, clock
from organizations.models import Import
from organizations.resources.collectives import CollectiveSheet
from organizations.resources.contacts import ContactSheet
from organizations.resources.peer_ratings import PeerRatingSheet
from organizations.resources.tree import OrganizationSheet
from organizations.services import importing, notices
from organizations.services.importing import CHECK, UNDO, WRITE
from organizations.services.importing_check import check_import, path_of
from organizations.services.importing_write import undo_import, write_import
from organizations.services.sheet_kinds import register_sheet

register_sheet(OrganizationSheet, CollectiveSheet, ContactSheet, PeerRatingSheet)


@shared_task(name="organizations.deliver_notices")
def deliver_notices() -> int:
    """Every minute: send the letters that wait."""
    return notices.deliver_notices()


@shared_task(name="organizations.seal_audit")
def seal_audit() -> int:
    """Every few minutes: chain the entries that no seal holds yet."""
    sealed = 0
    while audit.seal() is not None:
        sealed += 1
    return sealed


@shared_task(name="organizations.tell_head")
def tell_head() -> int:
    """Every day: the journal's last seal to those who keep it outside."""
    return notices.tell_head(at=clock.now())


@shared_task(name="organizations.sweep_previews")
def sweep_previews() -> int:
    """Every day: give up workbooks that were looked at and never written, by the machine's own clock."""
    return importing.sweep_previews(before=clock.real_now() - timedelta(days=settings.IMPORT_KEPT_DAYS))


def _sees_import(job: Job, account: Any) -> bool:
    return Import.objects.visible_to(account).filter(key=job.args.get("batch", "")).exists()


def _tell_import(job: Job) -> About:
    batch = Import.objects.get(key=job.args["batch"])
    words = {CHECK: "Kiểm tra tệp", WRITE: "Ghi dữ liệu từ tệp", UNDO: "Hoàn tác lần nhập từ tệp"}
    return About(f"{words[job.kind]}: {batch.file_name}", path_of(batch), "Nhập từ Excel")


def _batch(key: str) -> Import:
    batch = Import.objects.select_related("scope", "file").filter(key=key).first()
    if batch is None:
        raise JobFailed("Không tìm thấy lần nhập này.")
    return batch


@register(CHECK, may_see=_sees_import, heavy=True, tell=_tell_import)
def check_import_job(work: Work, *, batch: str) -> None:
    """Read and check a workbook, and lay out what writing it would do."""
    check_import(_batch(batch), work)


@register(WRITE, may_see=_sees_import, heavy=True, tell=_tell_import)
def write_import_job(work: Work, *, batch: str) -> None:
    """Write what was previewed, all or nothing."""
    write_import(_batch(batch), work, at=clock.now())


@register(UNDO, may_see=_sees_import, heavy=True, tell=_tell_import)
def undo_import_job(work: Work, *, batch: str) -> None:
    """Take an import back."""
    undo_import(_batch(batch), work, at=clock.now())
