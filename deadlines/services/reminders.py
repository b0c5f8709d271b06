"""Nhắc hạn: each reminder exactly once, to the right desk, naming no level; its row is the claim."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from deadlines.enums import Channel
from deadlines.models import Reminder
from deadlines.queries.reminders import Owed, owed_on, sent_keys
from deadlines.rules.reminders import DueReminder, reminder_text, reminders_due
from organizations.models import Account, Notice
from organizations.services.notices import write_notice
from reviews.rules.calendar import local_day


@dataclass(frozen=True, slots=True)
class Planned:
    """One reminder that is due: whom, about what, in which words."""

    owed: Owed
    due: DueReminder
    recipient: Account
    text: str


def planned_reminders(now: datetime) -> list[Planned]:
    """What falls due at this moment and was not told yet; a stop of a day is made up for once."""
    return _planned(owed_on(local_day(now)), now)


def _planned(owed: list[Owed], now: datetime) -> list[Planned]:
    today = local_day(now)
    desks = {(one.duty.deadline, one.duty.recipient, one.duty.unit): (one, one.recipient) for one in owed}
    above = {
        (one.duty.deadline, one.duty.superior, one.duty.unit): (one, one.superior)
        for one in owed
        if one.superior
    }
    due = reminders_due([one.duty for one in owed], today=today, sent=sent_keys())
    unique = {(one.key, one.is_escalation): one for one in due}
    planned = []
    for one in unique.values():
        row, account = (above if one.is_escalation else desks)[one.deadline, one.recipient, one.unit]
        if account is not None:
            planned.append(Planned(row, one, account, _text(row, one, now)))
    return planned


def _text(owed: Owed, due: DueReminder, now: datetime) -> str:
    return reminder_text(
        owed.title,
        owed.duty.before(is_escalation=due.is_escalation),
        today=local_day(now),
        unit=owed.unit.name if owed.unit and (due.is_escalation or owed.by_phone) else "",
        inclusive=owed.duty.inclusive,
    )


def remind(*, now: datetime) -> int:
    """Write what falls due: the notice and its claim in one transaction; how many went.

    Reminders of what is no longer owed end, whichever way it was done.
    """
    owed = owed_on(local_day(now))
    _end_met(owed, now)
    return sum(_send(one, now) for one in _planned(owed, now))


def _end_met(owed: list[Owed], now: datetime) -> None:
    standing = {(one.pk, row.about) for row in owed for one in (row.recipient, row.superior) if one}
    reminders = Notice.objects.filter(ended_at=None).exclude(about="").only("recipient_id", "about")
    met = [one.pk for one in reminders if (one.recipient_id, one.about) not in standing]
    if met:
        Notice.objects.filter(pk__in=met).update(ended_at=now)


def _send(planned: Planned, now: datetime) -> int:
    """One reminder to one account; somebody else's claim on it means it went."""
    owed, due, account = planned.owed, planned.due, planned.recipient
    try:
        with transaction.atomic():
            Reminder.objects.create(
                deadline=owed.deadline,
                recipient=account,
                unit=owed.unit,
                offset=due.offset,
                due_on=due.due_on,
                channel=Channel.MAIL if account.email else Channel.NOTICE,
                is_escalation=due.is_escalation,
                created_at=now,
            )
            write_notice(
                account,
                title=planned.text[:200],
                body=owed.by_phone,
                path=owed.path,
                at=now,
                about=owed.about,
            )
    except IntegrityError:
        return 0
    return 1
