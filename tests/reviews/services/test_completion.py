"""Bản hoàn chỉnh: after the conference, with its day, the presented text kept beside it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.enums import ReviewState, RevisionKind
from reviews.models import Place, Revision, SelfReview
from reviews.services import completion as services
from reviews.services.self_reviews import record_paper_review, submit_self_review
from reviews.services.writing import save_writing
from tests.reviews.office import NOON, Office, complete, write_all

pytestmark = pytest.mark.django_db
HELD, TODAY = date(2021, 12, 6), date(2021, 12, 14)


@pytest.fixture
def office():
    office = Office()
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return office


@pytest.fixture
def heard(office):
    """Reviewed at every compulsory place, last on the sixth."""
    Place.objects.filter(subject__in=[office.subject, office.body]).update(concluded_on=HELD)
    return office


def kept(review):
    return SelfReview.objects.for_form().get(pk=review.pk)


def test_before_every_place_has_concluded_there_is_no_complete_text(office):
    with pytest.raises(TransitionDenied, match="Chưa kiểm điểm xong"):
        services.begin_final_text(office.review, actor=office.author)
    with pytest.raises(TransitionDenied, match="Chưa kiểm điểm xong"):
        services.complete_self_review(office.review, completed_on=TODAY, actor=office.clerk, at=NOON)

    assert kept(office.review).state == ReviewState.SUBMITTED
    assert Revision.objects.count() == 1


def test_the_author_writes_it_himself_and_others_read_the_presented_one_meanwhile(heard):
    services.begin_final_text(heard.review, actor=heard.author)
    review = kept(heard.review)
    assert (review.state, review.is_open_to(heard.clerk)) == (ReviewState.COMPLETING, False)

    save_writing(review, {"s-CN.ND.1": "Bổ sung sau hội nghị."}, actor=heard.author, at=NOON)
    services.complete_self_review(review, completed_on=TODAY, actor=heard.author, at=NOON)

    review = kept(review)
    assert (review.state, review.completed_on, review.dated_on) == (ReviewState.COMPLETED, TODAY, TODAY)
    presented, final = Revision.objects.order_by("number")
    assert (presented.kind, final.kind) == (RevisionKind.PRESENTED, RevisionKind.FINAL)
    assert "Bổ sung sau hội nghị." not in str(presented.content)
    assert "Bổ sung sau hội nghị." in str(final.content)
    moves = AuditEntry.objects.filter(action__in=["begin_final", "hand_in_final"]).order_by("pk")
    assert [(one.action, one.actor) for one in moves] == [
        ("begin_final", heard.author),
        ("hand_in_final", heard.author),
    ]


@pytest.mark.parametrize(
    ("_case", "day", "expected"),
    [
        (
            "the day before the last conference",
            date(2021, 12, 5),
            "có sau hội nghị kiểm điểm ngày 06/12/2021",
        ),
        ("its own day", HELD, ""),
        ("today", TODAY, ""),
        ("tomorrow", date(2021, 12, 15), "15/12/2021 chưa đến"),
    ],
)
def test_its_day_lies_between_the_last_conference_and_today(heard, _case, day, expected):
    if not expected:
        services.complete_self_review(heard.review, completed_on=day, actor=heard.clerk, at=NOON)
        assert kept(heard.review).completed_on == day
        return
    with pytest.raises(TransitionDenied, match=expected):
        services.complete_self_review(heard.review, completed_on=day, actor=heard.clerk, at=NOON)
    assert (kept(heard.review).state, kept(heard.review).completed_on) == (ReviewState.SUBMITTED, None)


def test_the_last_of_several_places_counts(heard):
    Place.objects.filter(subject=heard.subject, collective__isnull=False).update(
        concluded_on=date(2021, 12, 9)
    )

    assert services.last_conference_of(kept(heard.review)) == date(2021, 12, 9)


def test_a_text_that_became_incomplete_is_not_handed_in(heard):
    services.begin_final_text(heard.review, actor=heard.author)
    save_writing(kept(heard.review), {"s-CN.ND.8": ""}, actor=heard.author, at=NOON)

    with pytest.raises(TransitionDenied, match="Chưa viết mục VI"):
        services.complete_self_review(kept(heard.review), completed_on=TODAY, actor=heard.author, at=NOON)

    assert kept(heard.review).state == ReviewState.COMPLETING


def test_only_who_answers_for_the_text_writes_and_hands_in_the_complete_one(heard):
    with pytest.raises(PermissionDenied):
        services.begin_final_text(heard.review, actor=heard.clerk)
    services.begin_final_text(heard.review, actor=heard.author)
    with pytest.raises(PermissionDenied):
        services.complete_self_review(kept(heard.review), completed_on=TODAY, actor=heard.clerk, at=NOON)

    assert kept(heard.review).state == ReviewState.COMPLETING


def test_the_clerk_completes_the_report_of_the_collective_in_its_stead(heard):
    report = heard.body.self_review
    save_writing(report, complete(report), actor=heard.clerk, at=NOON)
    submit_self_review(report, actor=heard.clerk, at=NOON)

    services.begin_final_text(report, actor=heard.clerk)
    services.complete_self_review(kept(report), completed_on=TODAY, actor=heard.clerk, at=NOON)

    entry = AuditEntry.objects.get(action="hand_in_final_collective")
    assert (entry.actor, entry.on_behalf_of) == (heard.clerk, heard.body.label)


def test_a_paper_one_is_completed_on_paper_with_its_day_alone(heard):
    record_paper_review(
        heard.head_subject, received_on=HELD, sheets=4, self_level="", actor=heard.clerk, at=NOON
    )
    Place.objects.filter(subject=heard.head_subject).update(concluded_on=HELD)
    review = heard.head_subject.self_review

    services.complete_self_review(review, completed_on=TODAY, actor=heard.clerk, at=NOON)

    assert (kept(review).state, kept(review).completed_on) == (ReviewState.COMPLETED, TODAY)
    assert not review.revisions.exists()


def test_the_database_refuses_a_day_of_what_is_not_complete(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfReview.objects.filter(pk=office.review.pk).update(completed_on=TODAY)
