"""What the beat asks of this app."""

from celery import shared_task

from organizations import audit, clock
from organizations.services import notices


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
