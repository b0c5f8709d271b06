"""Bản hoàn chỉnh: the text written after the conference; the one it saw stays beside it (P115, FINALIZE)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from documents.rules import short_date
from organizations import clock
from organizations.enums import SubjectKind
from organizations.models import Account
from organizations.workflow import Transition, TransitionDenied, about, advance, not_later, require
from reviews import workflow
from reviews.enums import ReviewForm, ReviewState, RevisionKind
from reviews.models import SelfReview
from reviews.queries.writing import Writing
from reviews.services.self_reviews import keep_revision, refuse_incomplete
from reviews.services.writing import behalf, lock_review


def beginning(review: SelfReview) -> Transition:
    """Who answers for the text begins the complete one."""
    person = review.subject.kind == SubjectKind.PERSON
    return workflow.BEGIN_FINAL if person else workflow.BEGIN_FINAL_COLLECTIVE


def completing(review: SelfReview) -> Transition:
    """A text written anew is handed in by who answers for it; one that stays as it was is recorded by its readers."""
    if review.state != ReviewState.COMPLETING:
        return workflow.COMPLETE
    person = review.subject.kind == SubjectKind.PERSON
    return workflow.HAND_IN_FINAL if person else workflow.HAND_IN_FINAL_COLLECTIVE


def last_conference_of(review: SelfReview) -> date | None:
    """The day of the last conference that concluded a compulsory place; none before all have."""
    subject = review.subject.reviewed_through or review.subject
    if not review.subject.is_concluded:
        return None
    days = [
        place.concluded_on for place in subject.places.all() if place.is_compulsory and place.concluded_on
    ]
    return max(days)


def completion_faults(review: SelfReview, completed_on: date | None, today: date) -> list[str]:
    """What cannot be of the day of a complete text, as far as it could be read."""
    held = last_conference_of(review)
    if held is None:
        return [NOT_CONCLUDED]
    if completed_on is not None and completed_on < held:
        words = f"Bản hoàn chỉnh có sau hội nghị kiểm điểm ngày {short_date(held)}. Ghi từ ngày đó trở đi."
        return [about("completed_on", words)]
    ahead = f"Ngày {short_date(completed_on)} chưa đến. Ghi ngày đã hoàn chỉnh." if completed_on else ""
    return not_later("completed_on", completed_on, today, ahead)


NOT_CONCLUDED = "Chưa kiểm điểm xong ở mọi nơi bắt buộc, nên chưa có bản hoàn chỉnh."


@transaction.atomic
def begin_final_text(review: SelfReview, *, actor: Account) -> SelfReview:
    """Write the complete text without asking for one's own report back; others go on reading the one presented."""
    review = lock_review(review)
    require(actor, beginning(review).permission, review)
    if not review.subject.is_concluded:
        raise TransitionDenied(NOT_CONCLUDED)
    advance(review, beginning(review), actor=actor, **behalf(review, actor))
    return review


@transaction.atomic
def complete_self_review(
    review: SelfReview, *, completed_on: date, actor: Account, at: datetime
) -> SelfReview:
    """Bản hoàn chỉnh, dated after the conference that concluded every compulsory place (P115)."""
    review = lock_review(review)
    wrong = completion_faults(review, completed_on, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    move, writing = completing(review), Writing(review)
    if review.state == ReviewState.COMPLETING:
        refuse_incomplete(writing)
    advance(review, move, actor=actor, note=short_date(completed_on), **behalf(review, actor))
    review.completed_on, review.version = completed_on, F("version") + 1
    review.save(update_fields=["completed_on", "version"])
    if review.form != ReviewForm.PAPER:
        keep_revision(review, writing, actor=actor, at=at, kind=RevisionKind.FINAL)
    return review
