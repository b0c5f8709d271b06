"""Minutes asked for on the page of their conference; plan and commitment on that of the self-review."""

import pytest
from django.urls import reverse

from documents.enums import Format
from reviews.enums import MinutesMode
from reviews.models import AgendaItem, ReviewPaper, Shortcoming
from reviews.services.papers import ask_minutes
from tests.factories import make_conference, make_conference_plan
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


def test_the_page_of_a_self_review_offers_a_plan_only_where_there_is_something_to_put_right(
    as_author, office
):
    page = url("self_review_detail", office.review.key)
    plan, commitment = (
        url(name, office.review.key, "docx") for name in ("self_review_remedies", "self_review_commitment")
    )
    shown = as_author.get(page).content.decode()
    assert (plan in shown, commitment in shown) == (False, True)

    Shortcoming.objects.create(person=office.deputy, year=2021, text="Nóng tính.")
    assert plan in as_author.get(page).content.decode()

    asked = [as_author.post(address)["Location"] for address in (plan, commitment)]
    papers = ReviewPaper.objects.order_by("pk")
    assert asked == [url("paper_detail", one.key) for one in papers]
    assert [one.form for one in papers] == ["F27", "F28"]


def test_a_collectives_report_offers_no_commitment(as_clerk, office):
    report = office.body.self_review
    shown = as_clerk.get(url("self_review_detail", report.key)).content.decode()
    assert url("self_review_commitment", report.key, "pdf") not in shown


def test_an_extract_is_chosen_on_its_page_and_a_stranger_to_the_conference_is_refused(
    as_clerk, office, conference
):
    AgendaItem.objects.create(conference=conference, subject=office.subject, position=1)
    page = url("conference_extract", conference.key)
    assert page in as_clerk.get(url("conference_detail", conference.key)).content.decode()

    wrong = as_clerk.post(page, {"whose": office.head_subject.key, "format": "pdf"})
    assert (wrong.status_code, ReviewPaper.objects.count()) == (422, 0)
    assert "người này không có trong nội dung hội nghị" in wrong.content.decode()

    asked = as_clerk.post(page, {"whose": office.subject.key, "format": "docx"})
    paper = ReviewPaper.objects.get()
    assert asked["Location"] == url("paper_detail", paper.key)
    assert (paper.subject, paper.form, paper.format) == (office.subject, "F24", "docx")


def test_the_page_of_a_coming_conference_offers_its_three_papers(as_clerk, office):
    plan = make_conference_plan(office.collective)
    page = url("conference_plan_detail", plan.key)
    names = ("conference_plan_programme", "conference_plan_invitation", "conference_plan_minutes")
    asked = [url(name, plan.key, "docx") for name in names]
    shown = as_clerk.get(page).content.decode()
    assert [one in shown for one in asked] == [True] * 3

    for one in asked:
        as_clerk.post(one)

    papers = ReviewPaper.objects.order_by("pk")
    assert [(one.plan, one.form) for one in papers] == [(plan, "F29"), (plan, "F30"), (plan, "F07")]
    shown = as_clerk.get(page).content.decode()
    assert all(one.name in shown for one in papers)


def test_the_page_of_a_cells_meeting_offers_its_own_minutes_and_extract(as_clerk, office, conference):
    conference.collective, conference.cell = None, office.cell
    conference.save()
    page, ask = url("conference_detail", conference.key), url("conference_minutes", conference.key, "docx")
    assert ask in as_clerk.get(page).content.decode()
    assert "Chi bộ Văn phòng" in as_clerk.get(url("conference_extract", conference.key)).content.decode()

    as_clerk.post(ask)

    assert [one.form for one in ReviewPaper.objects.all()] == ["F23"]
