"""Pages of the notebook of the year, and of commitments on paper."""

from typing import Any

from reviews.models import Evidence, Notebook
from tests.factories import DAY, NOON
from tests.web.page import Page
from tests.web.pages_writing import REVIEW_SUBMITTED

EMPTY = {"form_key": "0" * 32}


def files_loose(office: Any) -> None:
    """What was noted in the year is not in the self-review yet; the year before has its promises too."""
    Evidence.objects.filter(review=office.review).delete()
    last = Notebook.objects.create(person=office.person, year=2020)
    for position, text in enumerate(
        ("Học xong lớp cao cấp lý luận chính trị", "Đối thoại mỗi quý 01 lần"), 1
    ):
        last.commitments.create(text=text, position=position, due_on=DAY.replace(year=2020), noted_at=NOON)


def nobody_handed_in(office: Any) -> None:
    """No commitment came on paper."""
    Notebook.objects.update(paper_received_on=None, paper_note="", recorded_by=None, recorded_at=None)


NOTEBOOK_PAGES = [
    Page("reviews:notebook", "subject", given=files_loose, state="two years", picture="notebook"),
    Page("reviews:notebook", "helper"),
    Page("reviews:notebook", "subject", given=REVIEW_SUBMITTED, state="submitted"),
    Page("reviews:commitment_add", "subject"),
    Page("reviews:commitment_edit", "subject", picture="commitment-edit"),
    Page("reviews:noted_add", "subject", picture="noted-add"),
    Page("reviews:noted_edit", "subject"),
    Page("reviews:self_review_edit", "subject", given=files_loose, state="noted", picture="noted-beside"),
    Page(
        "reviews:commitment_papers",
        "cell_secretary",
        given=nobody_handed_in,
        state="none",
        picture="commitment-papers",
    ),
    Page("reviews:commitment_papers", "unit_clerk", query="?nam=2021&da-nop=1"),
]
NOTEBOOK_ERRORS = [
    Page("reviews:commitment_add", "subject", data=EMPTY, errors=1),
    Page("reviews:commitment_edit", "subject", data=EMPTY, errors=1),
    Page("reviews:noted_add", "subject", data=EMPTY, errors=1),
    Page("reviews:noted_edit", "subject", data=EMPTY, errors=1),
    Page("reviews:commitment_papers", "unit_clerk", data=EMPTY, errors=2),
]
LONG = "ắ" * 30_000
NOTEBOOK_WRONG = [
    *[
        (url, "subject", 2, {"text": LONG, box: day})
        for url, box, day in (
            ("reviews:commitment_add", "due_on", "31/12/2022"),
            ("reviews:commitment_edit", "due_on", "31/2/2021"),
            ("reviews:noted_add", "happened_on", "31/12/2020"),
            ("reviews:noted_edit", "happened_on", "15/12/2021"),
        )
    ],
    (
        "reviews:commitment_papers",
        "unit_clerk",
        3,
        {"received_on": "31/12/2031", "note": LONG, "people": "x"},
    ),
]
