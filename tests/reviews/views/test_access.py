"""Who is let in: scope, drafts, looks."""

from datetime import date

import pytest

from organizations.models import AccessEntry
from reviews.enums import GuidanceState, ReviewState
from reviews.models import Conference, Guidance, SelfReview
from reviews.services.self_reviews import submit_self_review
from tests.reviews.office import NOON, sibling, text_of, url, write_all

pytestmark = pytest.mark.django_db


def pages(office):
    """Every page about one record of the office."""
    letter = office.letter()
    conference = Conference.objects.create(
        campaign=office.campaign,
        collective=office.collective,
        held_on=date(2021, 12, 6),
        convened_count=1,
        present_count=1,
        entered_by=office.clerk,
        entered_at=NOON,
    )
    review, subject = office.review.key, office.subject.key
    return [
        url("subject_detail", subject),
        url("subject_paper", subject),
        url("guidance_create", subject),
        url("self_review_detail", review),
        url("self_review_edit", review),
        url("self_review_check", review),
        url("self_review_receipt", review),
        url("self_review_return", review),
        url("self_review_helper", review),
        url("self_review_word", review),
        url("self_review_file", review),
        url("evidence_add", review),
        url("guidance_detail", letter.key),
        url("guidance_send", letter.key),
        url("guidance_scan", letter.key),
        url("conference_detail", conference.key),
        url("conference_edit", conference.key),
        url("conference_create", office.collective.key),
        url("conference_scan", conference.key),
    ]


def test_a_stranger_is_sent_to_the_sign_in_page(client, office):
    for page in pages(office):
        response = client.get(page)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/dang-nhap/"), page


def test_the_clerk_of_another_district_finds_nothing(client, office):
    client.force_login(sibling())

    for page in pages(office):
        assert client.get(page).status_code == 404, page


def test_the_clerk_of_another_district_changes_nothing(client, office):
    letter = office.letter(state="draft", number="", dated_on=None)
    write_all(office)
    client.force_login(sibling())
    posts = {
        url("self_review_edit", office.review.key): {"s-CN.ND.1": "Xóa."},
        url("self_review_autosave", office.review.key): {"s-CN.ND.1": "Xóa."},
        url("self_review_submit", office.review.key): {},
        url("self_review_return", office.review.key): {"section": "CN.ND.1", "reason": "x"},
        url("subject_paper", office.subject.key): {"received_on": "01/12/2021", "sheets": "1"},
        url("guidance_send", letter.key): {"number": "1", "dated_on": "22/11/2021", "signatory": "A"},
        url("self_review_form", office.review.key): {"form": "word"},
    }

    for page, fields in posts.items():
        assert client.post(page, fields).status_code == 404, page

    assert text_of(office) == "Đã làm xong 08/14 việc."
    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.DRAFT
    assert Guidance.objects.get().state == GuidanceState.DRAFT


def test_a_draft_is_its_authors_even_against_the_own_clerk(as_clerk, office):
    assert as_clerk.get(url("self_review_detail", office.review.key)).status_code == 404


def test_the_province_sees_status_and_never_text(client, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    client.force_login(office.staff)

    assert client.get(url("subject_detail", office.subject.key)).status_code == 200
    assert client.get(url("self_review_detail", office.review.key)).status_code == 404


def test_a_look_at_anothers_self_review_is_written_down_and_at_ones_own_is_not(client, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    client.force_login(office.author)
    client.get(url("self_review_detail", office.review.key))
    assert not AccessEntry.objects.exists()
    client.force_login(office.clerk)

    assert client.get(url("self_review_detail", office.review.key)).status_code == 200

    assert AccessEntry.objects.get().target_key == office.review.key
