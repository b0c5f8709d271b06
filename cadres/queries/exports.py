"""The file that an export has made."""

from documents.models import File
from organizations.models import Account
from organizations.queries import job_for


def file_made(account: Account, key: str) -> tuple[File | None, str]:
    """The file of a finished export, for who asked for it and still may; it is kept for two days."""
    job = job_for(account, key)
    digest = job.result.get("file", "") if job is not None else ""
    return File.objects.filter(sha256=digest).first(), job.result_name if job is not None else ""
