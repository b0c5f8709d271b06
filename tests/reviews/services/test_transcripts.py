"""What must be counted of a paper self-review, typed by whoever took the paper."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from documents.services.files import keep_bytes
from organizations.enums import Level, Role
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.enums import GuidanceState, RemedyState, ReviewForm, ReviewState
from reviews.models import Guidance, Section, SelfReview, Shortcoming, Target
from reviews.queries.boxes import Keeps, Kind
from reviews.queries.writing import Writing
from reviews.services.self_reviews import record_paper_review
from reviews.services.transcripts import save_transcript
from reviews.services.writing import save_writing
from tests.factories import make_account
from tests.reviews.office import NOON, Office, complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def on_paper(office, subject=None, photo=None):
    """The paper has been taken."""
    subject = subject or office.subject
    record_paper_review(
        subject,
        received_on=date(2021, 12, 5),
        sheets=4,
        self_level="",
        actor=office.clerk,
        at=NOON,
        photo=photo,
        photo_name="ban-quet.pdf" if photo else "",
    )
    return SelfReview.objects.for_form().get(subject=subject)


def prose(writing):
    return [box for part in writing.parts for box in part.boxes if is_prose(box)]


def is_prose(box):
    return box.target.keeps == Keeps.SECTION and box.kind == Kind.PROSE


def test_the_clerk_types_what_counts_and_it_counts_as_written(office):
    past, letter = office.past(), office.letter()
    review = on_paper(office)
    typed = complete(review) | {"h-1-text": "Chưa sâu sát.", "muc": "good"}

    kept = save_transcript(review, typed, actor=office.clerk, at=NOON)

    assert kept.errors == {}
    review = SelfReview.objects.for_form().get(pk=review.pk)
    assert (review.state, review.form) == (ReviewState.PAPER, ReviewForm.PAPER)
    assert (review.self_level, review.entered_by, review.entered_at) == (Level.GOOD, office.clerk, NOON)
    assert not review.is_entered_whole
    past.refresh_from_db()
    assert (past.state, past.answered_in) == (RemedyState.DOING, review)
    assert Shortcoming.objects.get(year=2021).text == "Chưa sâu sát."
    assert Guidance.objects.get(pk=letter.pk).state == GuidanceState.ANSWERED
    assert Writing(review).untyped == []


def test_the_journal_says_in_whose_stead_and_from_what(office):
    review = on_paper(office)

    save_transcript(review, {"muc": "good"}, actor=office.clerk, at=NOON)

    entry = AuditEntry.objects.get(action="enter_from_paper")
    assert (entry.actor, entry.on_behalf_of, entry.after) == (
        office.clerk,
        office.subject.label,
        "nội dung bắt buộc",
    )


def test_a_letter_waits_until_each_point_has_its_answer(office):
    letter = office.letter()
    review = on_paper(office)

    save_transcript(review, {f"a-{letter.key}-1": "Đúng như gợi ý."}, actor=office.clerk, at=NOON)
    assert Guidance.objects.get(pk=letter.pk).state == GuidanceState.SENT

    save_transcript(review, {f"a-{letter.key}-2": "Đã sửa quy chế."}, actor=office.clerk, at=NOON)
    assert Guidance.objects.get(pk=letter.pk).state == GuidanceState.ANSWERED


def test_what_is_not_typed_is_told_but_holds_nothing_back(office):
    review = on_paper(office)
    writing = Writing(review)

    assert writing.missing == []
    assert "Chưa tự nhận mức xếp loại." in [one.text for one in writing.untyped]


def test_a_draft_that_was_never_handed_in_stays_its_authors(office):
    save_writing(office.review, {"s-CN.ND.1": "Nháp riêng."}, actor=office.author, at=NOON)
    review = on_paper(office, photo=keep_bytes(b"x", media_type="application/pdf", at=NOON))

    assert prose(Writing(review)) == []
    save_transcript(review, {"s-CN.ND.1": "Chép lại.", "muc": "good"}, actor=office.clerk, at=NOON)

    assert Section.objects.get(review=review, code="CN.ND.1").text == "Nháp riêng."


@pytest.mark.parametrize(
    ("_case", "has_scan", "expected"),
    [("with the scan", True, "Chấp hành nghiêm."), ("without it", False, None)],
)
def test_all_of_a_paper_is_typed_only_beside_its_scan(office, _case, has_scan, expected):
    photo = keep_bytes(b"x", media_type="application/pdf", at=NOON) if has_scan else None
    review = on_paper(office, office.head_subject, photo)

    save_transcript(review, {"s-CN.ND.1": "Chấp hành nghiêm.", "muc": "good"}, actor=office.clerk, at=NOON)

    review = SelfReview.objects.for_form().get(pk=review.pk)
    found = Section.objects.filter(review=review, code="CN.ND.1").first()
    assert (found.text if found and found.text else None) == expected
    assert review.is_entered_whole is has_scan
    assert review.is_open_to(make_account(Role.CELL_SECRETARY, office.cell)) is has_scan


def test_only_who_takes_paper_types_it(office):
    review = on_paper(office)

    for actor in (office.author, office.staff):
        with pytest.raises(PermissionDenied):
            save_transcript(review, {"muc": "good"}, actor=actor, at=NOON)

    assert SelfReview.objects.get(pk=review.pk).self_level == ""


def test_what_is_not_on_paper_is_not_typed_from_it(office):
    with pytest.raises(TransitionDenied, match="không còn là bản giấy"):
        save_transcript(office.review, {"muc": "good"}, actor=office.clerk, at=NOON)

    assert SelfReview.objects.get(pk=office.review.pk).self_level == ""


def test_the_report_of_a_collective_on_paper_gets_its_targets_and_grades(office):
    office.past(person=None, collective=office.collective)
    review = on_paper(office, office.body)
    more = Writing(review, more=Writing(review).target_item)
    typed = {box.name: box.value for part in more.parts for box in part.boxes}
    typed |= {"t-1-text": "Thu ngân sách", "t-1-planned": "120", "t-1-actual": "126,5", "muc": "good"}

    kept = save_transcript(review, typed, actor=office.clerk, at=NOON)

    assert kept.errors == {}
    assert (Target.objects.get().text, Target.objects.get().collective) == (
        "Thu ngân sách",
        office.collective,
    )


@pytest.mark.parametrize(
    ("_case", "fields"),
    [
        ("a moment without anybody", {"entered_at": NOON}),
        ("a whole text without its paper", {"is_entered_whole": True}),
    ],
)
def test_the_database_refuses(office, _case, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        SelfReview.objects.filter(pk=office.review.pk).update(**fields)
