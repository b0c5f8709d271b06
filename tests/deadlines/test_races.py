"""Ten hands at once: one sending, one reminder."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections

from deadlines.models import Dossier, Reminder, Submission
from deadlines.services.reminders import remind
from deadlines.services.sendings import send_dossier
from organizations.models import Account, AuditEntry, Notice
from organizations.workflow import TransitionDenied
from reviews.models import Campaign
from tests.deadlines.conftest import fill
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, times=10):
    """What ten threads got."""

    def one(_number):
        try:
            return act()
        except TransitionDenied:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_ten_sends_at_once_are_one_submission(district):
    fill(district.dossier)

    def send():
        dossier = Dossier.objects.get(pk=district.dossier.pk)
        return send_dossier(dossier, actor=Account.objects.get(pk=district.clerk.pk), at=NOON).receipt

    answers = at_once(send)
    assert answers.count("refused") == 9
    assert Submission.objects.count() == 1
    assert AuditEntry.objects.filter(action="send").count() == 1


def test_ten_ticks_at_once_are_one_reminder(district):
    Campaign.objects.update(opened_at=datetime(2021, 11, 5, 1, 0, tzinfo=UTC))
    moment = datetime(2021, 12, 14, 1, 0, tzinfo=UTC)
    answers = at_once(lambda: remind(now=moment), times=6)
    assert sum(answers) == 1
    assert Reminder.objects.count() == 1
    assert Notice.objects.filter(recipient=district.clerk).count() == 1
