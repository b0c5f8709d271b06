"""What the beat asks of this app."""

from datetime import UTC, datetime, timedelta

from celery import shared_task

from documents.services import files

LEFT_FOR = timedelta(hours=1)  # by the machine's own clock; no drawing and no upload takes nearly so long


@shared_task(name="documents.sweep_unfinished")
def sweep_unfinished() -> int:
    """Every hour: remove what a killed process left half written."""
    return files.sweep_unfinished(before=datetime.now(UTC) - LEFT_FOR)
