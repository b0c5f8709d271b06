"""What a part of a sent dossier says: the self-review that was handed in, as its reader above sees it."""

from dataclasses import dataclass

from deadlines import workflow
from deadlines.models import DossierItem
from deadlines.queries.lights import regulation_of
from organizations.enums import Grade, Level
from reviews.enums import ReviewForm, ReviewState
from reviews.models import Guidance, SelfReview, Shortcoming
from reviews.queries.rulebook import capacity_of

HANDED_IN = frozenset({ReviewState.SUBMITTED, ReviewState.COMPLETED, ReviewState.PAPER})


@dataclass(frozen=True, slots=True)
class SectionRead:
    """One section with its text and the grade the writer gave himself."""

    number: str
    title: str
    text: str
    grade: str


@dataclass(frozen=True, slots=True)
class WrittenReview:
    """A self-review as it is read through the dossier."""

    review: SelfReview
    sections: tuple[SectionRead, ...]
    own_level: str
    shortcomings: tuple[Shortcoming, ...]
    guidance: tuple[Guidance, ...]

    @property
    def is_paper(self) -> bool:
        """There is no text here: the paper is in the dossier."""
        return self.review.form == ReviewForm.PAPER or self.review.state == ReviewState.PAPER


def written_review(item: DossierItem) -> WrittenReview | None:
    """The self-review behind a part, once the dossier was sent and the text handed in; else nothing."""
    if item.code not in {"BAO_CAO", "BAN_KIEM_DIEM"} or item.subject is None:
        return None
    if item.dossier.state not in workflow.AT_THE_DESK | {"returned"}:
        return None
    review = SelfReview.objects.filter(subject=item.subject, state__in=HANDED_IN).first()
    if review is None:
        return None
    review.subject = item.subject
    return WrittenReview(
        review=review,
        sections=_sections(review, item),
        own_level=str(Level(review.self_level).label) if review.self_level else "",
        shortcomings=tuple(Shortcoming.objects.filter(answered_in=review)),
        guidance=tuple(
            Guidance.objects.filter(subject=item.subject).exclude(state="draft").prefetch_related("points")
        ),
    )


def _sections(review: SelfReview, item: DossierItem) -> tuple[SectionRead, ...]:
    rows = {row.code: row for row in review.sections.all()}
    read = []
    for content in regulation_of(item.dossier.campaign).content_for(capacity_of(review.subject)):
        row = rows.get(content.code)
        if row is not None and (row.text or row.grade):
            grade = str(Grade(row.grade).label) if row.grade else ""
            read.append(SectionRead(content.section, content.title, row.text, grade))
    return tuple(read)
