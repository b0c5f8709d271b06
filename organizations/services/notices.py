"""Notices: written by services, delivered by the beat; nothing is sent inside a transaction."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from organizations import clock
from organizations.enums import MailState, Role
from organizations.models import Account, Assignment, AuditSeal, Notice

MAIL_TRIES = 5
BATCH = 200
KEEPERS = (Role.ORGANIZATION_LEADER, Role.ADMINISTRATOR)


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


@transaction.atomic
def tell_head(*, at: datetime) -> int:
    """Tell those who answer for the journal its last seal; noted outside, it shows a journal written anew."""
    head = AuditSeal.objects.last()
    if head is None:
        return 0
    day = clock.day_of(at)
    holders = Assignment.objects.current(day).filter(role__in=KEEPERS)
    written = [
        write_notice(
            account,
            title=f"Mã niêm phong nhật ký ngày {day:%d/%m/%Y}",
            body=f"Mã: {head.digest}\nNiêm phong số {head.pk}, đến dòng {head.last_entry} của nhật ký. Đề nghị in "
            "hoặc ghi lại mã và cất ngoài hệ thống. Khi kiểm tra nhật ký, quản trị chạy lệnh "
            "./run manage verify_audit --head kèm mã đã cất.",
            at=at,
            dedupe_key=f"journal head {day} {account.key}",
        )
        for account in Account.objects.filter(pk__in=holders.values("account"), is_active=True)
    ]
    return len([one for one in written if one])
