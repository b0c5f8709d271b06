"""The page of the complete text."""

from datetime import date

import pytest

from reviews.enums import ReviewState
from reviews.models import Place, SelfReview
from reviews.services.self_reviews import submit_self_review
from reviews.services.writing import save_writing
from tests.reviews.office import NOON, url, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    Place.objects.filter(subject=office.subject).update(concluded_on=date(2021, 12, 6))
    return SelfReview.objects.get(pk=office.review.pk)


def test_the_author_goes_from_his_own_text_to_the_complete_one(as_author, office, heard):
    detail = as_author.get(url("self_review_detail", heard.key)).content.decode()
    assert url("self_review_final", heard.key) in detail

    assert as_author.post(url("self_review_final", heard.key))["Location"] == url(
        "self_review_edit", heard.key
    )
    save_writing(heard, {"s-CN.ND.1": "Bổ sung sau hội nghị."}, actor=office.author, at=NOON)
    page = as_author.get(url("self_review_complete", heard.key)).content.decode()
    assert "Thay đổi so với bản trình hội nghị: 1 mục" in page
    assert "<ins>Bổ sung sau hội nghị.</ins>" in page

    sent = as_author.post(url("self_review_complete", heard.key), {"completed_on": "14/12/2021"})
    assert sent["Location"] == url("self_review_detail", heard.key)
    assert "Bản hoàn chỉnh ngày 14/12/2021" in as_author.get(sent["Location"]).content.decode()


def test_the_clerk_reads_the_presented_text_while_it_is_written(client, office, as_author, heard):
    as_author.post(url("self_review_final", heard.key))
    save_writing(heard, {"s-CN.ND.1": "Bổ sung sau hội nghị."}, actor=office.author, at=NOON)

    client.force_login(office.clerk)
    page = client.get(url("self_review_detail", heard.key)).content.decode()
    assert "Bổ sung sau hội nghị." not in page
    assert "Đã làm xong 08/14 việc." in page


def test_a_day_before_the_conference_is_shown_again(as_clerk, heard):
    page = as_clerk.post(url("self_review_complete", heard.key), {"completed_on": "05/12/2021"})

    assert page.status_code == 422
    assert "Ghi từ ngày đó trở đi." in page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="05/12/2021"' in page.content.decode()
    assert SelfReview.objects.get(pk=heard.pk).state == ReviewState.SUBMITTED


def test_before_the_conference_the_button_is_not_there(as_author, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)

    assert (
        url("self_review_final", office.review.key)
        not in as_author.get(url("self_review_detail", office.review.key)).content.decode()
    )
