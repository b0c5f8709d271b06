"""What a part of a sent dossier says: the self-review that was handed in, as its reader above sees it."""

from dataclasses import dataclass

from deadlines import workflow
from deadlines.enums import DossierState
from deadlines.models import DossierItem
from reviews.enums import ReviewForm, ReviewState
from reviews.models import Revision, SelfReview
from reviews.queries.revisions import Passage, passages_of

READABLE = workflow.AT_THE_DESK | {DossierState.RETURNED}


@dataclass(frozen=True, slots=True)
class WrittenReview:
    """A self-review as it is read through the dossier: the text that was sent, whatever became of it since."""

    review: SelfReview
    revision: Revision | None
    passages: tuple[Passage, ...]

    @property
    def is_paper(self) -> bool:
        """There is no text here: the paper is in the dossier."""
        return self.revision is None


def written_review(item: DossierItem) -> WrittenReview | None:
    """The self-review behind a part, once the dossier was sent and the text handed in; else nothing."""
    if item.code not in {"BAO_CAO", "BAN_KIEM_DIEM"} or item.dossier.state not in READABLE:
        return None
    review = SelfReview.objects.filter(subject=item.subject).exclude(state=ReviewState.DRAFT).first()
    if item.subject is None or review is None:
        return None
    review.subject = item.subject
    if review.form == ReviewForm.PAPER:
        return WrittenReview(review, None, ())
    revision = _revision_sent(review, item)
    return WrittenReview(review, revision, tuple(passages_of(revision))) if revision else None


def _revision_sent(review: SelfReview, item: DossierItem) -> Revision | None:
    """What was handed in when the dossier was sent; of a part that came later, its first text."""
    sent = item.dossier.submissions.last()
    then = review.revisions.filter(submitted_at__lte=sent.sent_at).last() if sent else None
    return then or review.revisions.first()
