"""The page on which a paper self-review is typed."""

from datetime import date

import pytest

from organizations.enums import Role
from reviews.models import SelfReview, Shortcoming
from reviews.services.self_reviews import record_paper_review
from tests.factories import make_account
from tests.reviews.office import NOON, sibling, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(office):
    record_paper_review(
        office.subject, received_on=date(2021, 12, 5), sheets=4, self_level="", actor=office.clerk, at=NOON
    )
    return SelfReview.objects.get(subject=office.subject)


def test_the_base_clerk_who_reads_no_texts_types_the_paper_he_took(client, office, paper):
    clerk = make_account(Role.BASE_CLERK, office.cell)
    client.force_login(clerk)
    page = client.get(url("self_review_transcript", paper.key))
    assert "nhận ngày 05/12/2021, 04 tờ" in page.content.decode()
    assert client.get(url("self_review_detail", paper.key)).status_code == 404

    sent = client.post(url("self_review_transcript", paper.key), {"muc": "good", "h-1-text": "Chưa sâu sát."})

    assert sent["Location"] == url("subject_detail", office.subject.key)
    assert SelfReview.objects.get(pk=paper.pk).entered_by == clerk
    assert Shortcoming.objects.get(year=2021).text == "Chưa sâu sát."


def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(as_clerk, paper):
    typed = {"h-1-text": "Chưa sâu sát.", "h-1-due_before": "hôm nào đó"}

    page = as_clerk.post(url("self_review_transcript", paper.key), typed)

    assert page.status_code == 422
    assert 'value="hôm nào đó"' in page.content.decode()
    assert 'href="#o-h-1-due_before"' in page.content.decode()


def test_another_row_is_asked_for_without_a_script(as_clerk, paper):
    sent = as_clerk.post(
        url("self_review_transcript", paper.key), {"h-1-text": "Chưa sâu sát.", "more": "CN.ND.4"}
    )
    assert sent["Location"].endswith("?them=CN.ND.4#muc-ii")
    assert 'name="h-2-text"' in as_clerk.get(sent["Location"]).content.decode()


def test_it_is_not_there_before_the_paper_nor_for_another_district(client, office, as_clerk):
    assert as_clerk.get(url("self_review_transcript", office.review.key)).status_code == 404


def test_a_clerk_of_another_district_finds_nothing(client, paper):
    client.force_login(sibling())
    assert client.get(url("self_review_transcript", paper.key)).status_code == 404


def test_the_subjects_page_leads_there(as_clerk, office, paper):
    page = as_clerk.get(url("subject_detail", office.subject.key)).content.decode()
    assert url("self_review_transcript", paper.key) in page
