"""Nhập từ bản giấy: what must be counted of a paper self-review, typed by whoever took the paper (P01, P04, P05)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from organizations import audit
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, require
from reviews.enums import ReviewForm, ReviewState
from reviews.models import SelfReview
from reviews.queries.boxes import Keeps, Kind
from reviews.services.self_reviews import answer_guidance
from reviews.services.writing import Kept, keep_typed, lock_review


@transaction.atomic
def save_transcript(
    review: SelfReview, typed: Mapping[str, str], *, actor: Account, at: datetime, more: str = ""
) -> Kept:
    """Keep what stands on the paper, in its author's stead: it counts as if he had written it here.

    Once every point of guidance has its answer, the letters are answered; the paper itself confirms it all.
    """
    review = lock_review(review)
    require(actor, Permission.RECORD_PAPER_REVIEW, review)
    if review.form != ReviewForm.PAPER or review.state != ReviewState.PAPER:
        raise TransitionDenied(
            "Bản kiểm điểm này không còn là bản giấy, nên không nhập từ bản giấy được nữa."
        )
    kept = keep_typed(review, typed, actor=actor, at=at, more=more)
    if kept.changed:
        _enter(kept, actor=actor, at=at)
    points = kept.writing.points
    if points and all(one.answer.strip() for one in points):
        answer_guidance(review, actor=actor)
    return kept


def _enter(kept: Kept, *, actor: Account, at: datetime) -> None:
    review = kept.writing.review
    prose = (
        box.value
        for part in kept.writing.parts
        for box in part.boxes
        if box.target.keeps == Keeps.SECTION and box.kind == Kind.PROSE
    )
    review.entered_by, review.entered_at = actor, at
    review.is_entered_whole = review.is_entered_whole or any(prose)
    review.save(update_fields=["entered_by", "entered_at", "is_entered_whole"])
    audit.record(
        actor=actor,
        action="enter_from_paper",
        target=review,
        after="toàn văn" if review.is_entered_whole else "nội dung bắt buộc",
        on_behalf_of=review.subject.label,
    )
