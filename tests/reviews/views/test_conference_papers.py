"""Minutes asked for on the page of their conference."""

import pytest
from django.urls import reverse

from documents.enums import Format
from reviews.enums import MinutesMode
from reviews.models import ReviewPaper
from reviews.services.papers import ask_minutes
from tests.factories import make_conference
from tests.reviews.office import NOON, sibling, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(office):
    return make_conference(office.unit, office.clerk)


def test_the_page_offers_minutes_only_where_they_are_made_here(as_clerk, conference):
    ask, page = url("conference_minutes", conference.key, "pdf"), url("conference_detail", conference.key)
    assert f'action="{ask}"' in as_clerk.get(page).content.decode()

    asked = as_clerk.post(ask)
    paper = ReviewPaper.objects.get()
    assert asked["Location"] == url("paper_detail", paper.key)
    assert paper.name in as_clerk.get(page).content.decode()

    conference.minutes_mode = MinutesMode.PAPER_ONLY
    conference.save()
    assert ask not in as_clerk.get(page).content.decode()
    refused = as_clerk.post(ask, follow=True).content.decode()
    assert "chỉ lưu bản giấy" in refused
    assert ReviewPaper.objects.count() == 1


def test_another_unit_neither_asks_for_minutes_nor_reads_them(client, office, conference):
    paper = ask_minutes(conference, as_=Format.PDF, actor=office.clerk, at=NOON)
    client.force_login(sibling())

    asked = client.post(url("conference_minutes", conference.key, "pdf"))
    read = [
        client.get(reverse(f"reviews:{name}", args=[paper.key])) for name in ("paper_detail", "paper_file")
    ]

    assert [asked.status_code, *(one.status_code for one in read)] == [404, 404, 404]
    assert ReviewPaper.objects.count() == 1
