"""Notices: written by services, delivered by the beat; nothing is sent inside a transaction."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from organizations import clock
from organizations.enums import MailState
from organizations.models import Account, Notice

MAIL_TRIES = 5
BATCH = 200


def write_notice(
    recipient: Account,
    *,
    title: str,
    body: str = "",
    path: str = "",
    at: datetime,
    dedupe_key: str = "",
    about: str = "",
) -> Notice | None:
    """Tell an account something once; the same `dedupe_key` is told no second time.

    A reminder says what work it is `about`; it takes the place of the earlier ones.
    """
    if about:
        Notice.objects.filter(recipient=recipient, about=about, ended_at=None).update(ended_at=at)
    fields = {
        "title": title,
        "body": body,
        "path": path,
        "about": about,
        "created_at": at,
        "mail_state": MailState.WAITING if recipient.email else MailState.NONE,
    }
    if not dedupe_key:
        return Notice.objects.create(recipient=recipient, **fields)
    try:
        with transaction.atomic():
            return Notice.objects.create(recipient=recipient, dedupe_key=dedupe_key, **fields)
    except IntegrityError:
        return None


def _send(notice: Notice) -> None:
    """One letter with one recipient; names never reach a header."""
    link = f"\n\n{settings.SITE_URL}{notice.path}" if notice.path else ""
    EmailMessage(
        subject=" ".join(notice.title.split()),
        body=f"{notice.body}{link}",
        to=[notice.recipient.email],
    ).send()


def _deliver(pk: int) -> bool:
    """Send one notice; its row stays locked while it is sent and is stamped after."""
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("recipient")
            .filter(pk=pk, mail_state=MailState.WAITING)
            .first()
        )
        if notice is None:
            return False
        notice.tries += 1
        try:
            _send(notice)
        except OSError:  # refused, unreachable, timed out: SMTP errors are OSErrors
            notice.mail_state = MailState.FAILED if notice.tries >= MAIL_TRIES else MailState.WAITING
        else:
            notice.mail_state, notice.mailed_at = MailState.SENT, clock.real_now()
        notice.save(update_fields=["mail_state", "mailed_at", "tries"])
        return notice.mail_state == MailState.SENT


def deliver_notices() -> int:
    """Send what waits; a mail server that is away delays a letter and loses none."""
    waiting = (
        Notice.objects.filter(mail_state=MailState.WAITING)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    )
    return sum(_deliver(pk) for pk in list(waiting))
