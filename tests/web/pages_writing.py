"""Pages of one self-review, as it is written, handed in, typed from paper, completed."""

from collections.abc import Callable
from typing import Any

from cadres.models import Discipline, PastRating
from reviews.models import Revision, Section, SelfReview, Shortcoming
from reviews.queries.writing import Writing
from reviews.services.self_reviews import content_of
from tests.factories import DAY, NOON
from tests.web.page import Page


def state_of(record: str, state: str, **fields: Any) -> Callable[[Any], object]:
    """Before the visit, the record stands in another state."""

    def give(office: Any) -> object:
        row = getattr(office, record)
        return type(row).objects.filter(pk=row.pk).update(state=state, **fields)

    return give


REVIEW_ON_PAPER = state_of("review", "paper", form="paper", paper_received_on=DAY, paper_sheets=4)
REVIEW_SUBMITTED = state_of("review", "submitted", submitted_at=NOON, submitted_on=DAY, receipt_number="BN-2")


def with_grounds(office: Any) -> None:
    """The cadre was disciplined in the year, rated lower than the year before, and left a shortcoming open."""
    person = office.subject.person
    Discipline.objects.create(person=person, form="warning", decided_on=DAY, violated_in=2021)
    for year, level in ((2019, "excellent"), (2020, "fair")):
        PastRating.objects.create(person=person, year=year, capacity="member", level=level)
    Shortcoming.objects.create(person=person, year=2020, text="Chậm kiện toàn chi ủy.", due_before=DAY)


def handed_in_twice(office: Any) -> None:
    """The self-review was handed in, given back and handed in again with another paragraph."""
    REVIEW_SUBMITTED(office)
    for number, text in enumerate(("Tiên phong, gương mẫu.", "Tiên phong.\nĐã làm 14 việc."), 1):
        Section.objects.filter(review=office.review).update(code="CN.ND.1", text=text)
        content = content_of(Writing(SelfReview.objects.for_form().get(pk=office.review.pk)))
        Revision.objects.create(
            review=office.review, number=number, content=content, content_hash=str(number) * 64,
            submitted_at=NOON, submitted_by=office.accounts["subject"],
        )  # fmt: skip


def review_heard(office: Any) -> None:
    """Handed in, and concluded by every place of review."""
    REVIEW_SUBMITTED(office)
    office.review.subject.places.update(concluded_on=DAY)


def being_completed(office: Any) -> None:
    """The complete text says something that the conference did not see."""
    handed_in_twice(office)
    review_heard(office)
    state_of("review", "completing")(office)
    Section.objects.filter(review=office.review, code="CN.ND.1").update(text="Tiên phong.\nĐã làm 16 việc.")


def handed_in_and_given_back(office: Any) -> None:
    """Others read what was handed in last."""
    handed_in_twice(office)
    state_of("review", "returned", return_reason="Mục I.1: Nêu rõ hơn.")(office)


WRITING_PAGES = [
    Page("reviews:self_review_detail", "subject"),
    Page("reviews:self_review_detail", "unit_clerk", given=REVIEW_SUBMITTED, state="submitted"),
    Page("reviews:self_review_detail", "unit_clerk", given=handed_in_and_given_back, state="returned"),
    Page(
        "reviews:self_review_transcript",
        "unit_clerk",
        given=REVIEW_ON_PAPER,
        state="paper",
        picture="transcript",
    ),
    Page("reviews:self_review_edit", "subject"),
    Page("reviews:self_review_edit", "helper"),
    Page("reviews:self_review_check", "subject"),
    Page(
        "reviews:self_review_complete",
        "unit_clerk",
        given=review_heard,
        state="heard",
        picture="complete-text",
    ),
    Page("reviews:self_review_complete", "subject", given=being_completed, state="completing"),
    Page("reviews:self_review_receipt", "subject", given=REVIEW_SUBMITTED, state="submitted"),
    Page("reviews:self_review_revisions", "subject"),
    Page("reviews:self_review_revisions", "unit_clerk", given=handed_in_twice, state="twice"),
    Page(
        "reviews:self_review_return",
        "unit_clerk",
        given=REVIEW_SUBMITTED,
        state="submitted",
        picture="self-review-return",
    ),
    Page("reviews:self_review_helper", "subject"),
    Page("reviews:self_review_word", "subject"),
]
