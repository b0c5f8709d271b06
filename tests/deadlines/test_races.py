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
from ratings.models import Rating, SittingLine
from ratings.services.sittings import prepare_sitting
from reviews.models import Campaign
from tests.deadlines.conftest import fill
from tests.deadlines.letters import delegate, give_posts, written
from tests.factories import DAY, NOON, make_collective, make_province

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


def one_each(*acts):
    """Each hand does another thing."""
    waiting = list(acts)

    def act():
        return waiting.pop()()

    return at_once(act, times=len(acts))


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


def test_two_staff_moving_the_same_posts_at_once_write_one_letter(campaign, district, staff):
    posts = give_posts(district)

    answers = at_once(lambda: delegate(campaign, posts, Account.objects.get(pk=staff.pk)).number, times=4)

    assert sorted(answers) == ["1236-CV/TU", "refused", "refused", "refused"]
    assert written() == (1, len(posts))
    assert AuditEntry.objects.filter(action="change_route").count() == 1
    assert Dossier.objects.filter(kind="delegated").count() == 1


def test_a_letter_and_a_sittings_list_never_both_take_the_same_person(campaign, district, staff):
    posts = give_posts(district)
    organ = make_collective(make_province(), type="province_standing")
    wanted = list(Rating.objects.filter(subject__person__isnull=False))
    Rating.objects.update(state="appraised", appraised_level="good")
    sitting = {
        "name": "Phiên họp",
        "held_on": DAY,
        "place": "",
        "chair": "",
        "secretary": "",
        "member_count": 11,
    }

    def listing():
        actor = Account.objects.get(pk=staff.pk)
        return prepare_sitting(campaign, organ, ratings=wanted, actor=actor, at=NOON, **sitting).name

    answers = one_each(listing, lambda: delegate(campaign, posts, Account.objects.get(pk=staff.pk)).number)

    assert answers.count("refused") == 1
    assert written()[0] + SittingLine.objects.count() == 1


def test_a_letter_and_a_sending_leave_the_papers_in_one_dossier(campaign, district, staff):
    posts = give_posts(district)
    fill(district.dossier)
    clerk = district.clerk.pk

    def sending():
        dossier = Dossier.objects.get(pk=district.dossier.pk)
        return send_dossier(dossier, actor=Account.objects.get(pk=clerk), at=NOON).receipt

    answers = one_each(sending, lambda: delegate(campaign, posts, Account.objects.get(pk=staff.pk)).number)

    assert answers.count("refused") == 0
    (move,) = [one for letter in campaign.route_changes.all() for one in letter.moves.all()]
    where = set(district.subjects[1].dossier_items.values_list("dossier__kind", "dossier__state"))
    sent_first = move.papers == "sent"
    assert where == {("decided", "submitted") if sent_first else ("delegated", "draft")}
    named = {line["subject"] for line in Submission.objects.get().manifest}
    assert (district.subjects[1].label in named) == sent_first
