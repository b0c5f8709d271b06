"""Rules 4, the steps whose order is advice: between two conferences nothing is said and nothing is refused (P113)."""

from datetime import date

import pytest

from organizations.enums import CollectiveType
from reviews.models import Place
from reviews.queries.rulebook import regulation_of
from reviews.services.campaigns import register_subjects
from reviews.services.cells import Evening, record_evening
from reviews.services.conferences import Heard, Minutes, record_conference
from tests.factories import make_collective
from tests.reviews.office import NOON, Office
from tests.reviews.services.test_conferences import said

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2021, 12, 6), date(2021, 12, 7)


@pytest.fixture
def office():
    return Office()


def minutes(held_on, *subjects):
    return Minutes(
        papers_sent_on=date(2021, 12, 1), held_on=held_on, convened_count=9, present_count=9,
        place="Hội trường", chair="Quách Đình Lự", secretary="Hà Thị Lan", conclusion="Nghiêm túc.",
        agenda=tuple(Heard(subject=one) for one in subjects),
    )  # fmt: skip


def meet(office, body, held_on, *subjects):
    return record_conference(office.campaign, body, minutes(held_on, *subjects), actor=office.clerk, at=NOON)


def meet_in_the_cell(office, held_on, subject):
    evening = Evening(minutes=minutes(held_on, subject), papers={subject.key: (2, "good")})
    return record_evening(office.campaign, office.cell, evening, actor=office.clerk, at=NOON)


@pytest.mark.parametrize(("committee_on", "council_on"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_order_bodies_committee_and_council_meet_in_either_order(office, committee_on, council_on):
    council = make_collective(office.district, type=CollectiveType.GOVERNMENT, name="Ủy ban nhân dân huyện")
    (subject,) = register_subjects(office.campaign, [council], actor=office.staff, at=NOON)

    held = {
        committee_on: meet(office, office.collective, committee_on, office.body),
        council_on: meet(office, council, council_on, subject),
    }

    assert [said(held[day]) for day in (FIRST, SECOND)] == [[], []]
    step = regulation_of(office.campaign.regulation).step("ORDER_BODIES")
    assert (step.title, step.certainty.label) == (
        "Chính quyền, chuyên môn, đoàn thể trước; cấp ủy sau",
        "Suy ra từ quy định",
    )


@pytest.mark.parametrize(("cell_on", "collective_on"), [(FIRST, SECOND), (SECOND, FIRST), (FIRST, FIRST)])
def test_order_places_cell_and_collective_review_him_in_either_order(office, cell_on, collective_on):
    held = [
        meet_in_the_cell(office, cell_on, office.subject),
        meet(office, office.collective, collective_on, office.body, office.head_subject, office.subject),
    ]

    assert [said(one) for one in held] == [[], []]
    places = Place.objects.filter(subject=office.subject).order_by("position")
    assert [place.concluded_on for place in places] == [cell_on, collective_on]
    assert (
        regulation_of(office.campaign.regulation).step("ORDER_PLACES").certainty.label == "Mặc định hệ thống"
    )
