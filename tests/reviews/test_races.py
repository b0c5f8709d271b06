"""Ten at once: one submission, one letter, one conference."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organizations.models import AuditEntry
from organizations.services.demo import set_clock
from reviews.models import Conference, Revision, Section, SelfReview
from reviews.services.writing import save_writing
from tests.reviews.office import NOON, Office, complete, stamp
from tests.reviews.services.test_cells import Village
from tests.reviews.views.test_cells import typed as typed_evening

pytestmark = pytest.mark.django_db(transaction=True)
TEN = 10


@pytest.fixture
def office(settings):
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    set_clock(NOON, actor=None)
    return Office()


def at_once(account, page, fields_of):
    """The same page posted by ten browsers of one account at the same moment."""
    clients = [Client() for _ in range(TEN)]
    for one in clients:
        one.force_login(account)
    gate, answers = threading.Barrier(TEN), []

    def post(number, client):
        gate.wait()
        try:
            response = client.post(page, fields_of(number))
            answers.append((response.status_code, response.headers.get("Location", "")))
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=(n, one)) for n, one in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("same_form", [True, False])
def test_ten_hand_ins_at_once_give_one_submission_and_one_receipt(office, same_form):
    review = office.review
    save_writing(review, complete(review), actor=office.author, at=NOON)

    answers = at_once(
        office.author,
        reverse("reviews:self_review_submit", args=[review.key]),
        lambda n: {"form_key": "mot" if same_form else f"khac-{n}"},
    )

    assert Revision.objects.count() == 1
    assert AuditEntry.objects.filter(action="submit").count() == 1
    assert SelfReview.objects.get(pk=review.pk).receipt_number.endswith("-1")
    assert {status for status, _path in answers} == {302}
    if same_form:
        assert {path for _status, path in answers} == {
            reverse("reviews:self_review_receipt", args=[review.key])
        }


def test_ten_tabs_at_once_keep_one_text_and_tell_the_others(office):
    review, old = office.review, stamp(office.review, "CN.ND.1")

    answers = at_once(
        office.author,
        reverse("reviews:self_review_autosave", args=[review.key]),
        lambda n: {"s-CN.ND.1": f"Thẻ {n}.", **old},
    )

    assert sorted(status for status, _path in answers) == [200] + [409] * (TEN - 1)
    assert Section.objects.get(review=review, code="CN.ND.1").version == 2


def test_an_autosave_that_meets_the_hand_in_never_changes_the_submitted_text(office):
    review = office.review
    save_writing(review, complete(review), actor=office.author, at=NOON)
    submit = reverse("reviews:self_review_submit", args=[review.key])
    old = stamp(SelfReview.objects.get(pk=review.pk), "CN.ND.1")
    client = Client()
    client.force_login(office.author)
    client.post(submit, {"form_key": "nop"})

    answers = at_once(
        office.author,
        reverse("reviews:self_review_autosave", args=[review.key]),
        lambda n: {"s-CN.ND.1": f"Muộn {n}.", **old},
    )

    assert {status for status, _path in answers} == {409}
    assert Section.objects.get(review=review, code="CN.ND.1").text == "Đã làm xong 08/14 việc."


def test_ten_clerks_entering_one_conference_leave_one(office):
    fields = {
        "held_on": "06/12/2021",
        "place": "Hội trường",
        "chair": "Lự",
        "secretary": "Lan",
        "convened_count": "11",
        "present_count": "11",
        "conclusion": "Nghiêm túc.",
        "minutes_mode": "typed",
    }
    for n, subject in enumerate((office.body, office.head_subject, office.subject), 1):
        fields |= {f"{subject.key}-order": str(n), f"{subject.key}-reviewed": "1"}

    at_once(
        office.clerk,
        reverse("reviews:conference_create", args=[office.collective.key]),
        lambda n: fields | {"form_key": f"lan-{n}"},
    )

    assert Conference.objects.count() == 1


def test_one_evening_sent_by_ten_clerks_at_once_is_one_conference(settings):
    """P51: the first is kept, the others are told that it is there; no paper is counted twice."""
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False
    set_clock(NOON, actor=None)
    village = Village()
    page = reverse("reviews:cell_meeting", args=[village.cell.key])

    answers = at_once(village.clerk, page, lambda n: typed_evening(village, form_key=f"khac-{n}"))

    assert sorted(status for status, _path in answers) == [302] + [422] * (TEN - 1)
    assert Conference.objects.get().agenda.count() == 4
    assert AuditEntry.objects.filter(action="record_paper").count() == 3
    assert SelfReview.objects.filter(state="paper").count() == 3
