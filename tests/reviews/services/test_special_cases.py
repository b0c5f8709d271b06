"""Rules 1.2, 1.4 and 2 from the records to the round's list, on both sides of each day; none is left out."""

from datetime import date, timedelta

import pytest

from cadres.models import Standing
from organizations.enums import CollectiveType, OrganizationKind
from reviews.models import SelfReview, Subject
from reviews.services.campaigns import register_subjects
from tests.factories import DAY, make_collective, make_membership, make_organization, make_person, make_post
from tests.reviews.office import NOON, Office

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def member(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    return person


def listed(office, person):
    """The person as the round's list has him, registered today."""
    (subject,) = register_subjects(office.campaign, [person], actor=office.staff, at=NOON)
    return subject


def where(subject):
    return [
        (place.code, place.label, place.is_compulsory) for place in subject.places.order_by("position", "pk")
    ]


def leads(office, person, *types, **fields):
    """Posts in new collectives of these types, the first the chief one."""
    made = []
    for number, kind in enumerate(types):
        body = make_collective(office.district, type=kind, name=f"Tập thể {number}")
        made.append(make_post(person, body, title=f"Chức danh {number}", is_main=number == 0, **fields))
    return made


# 1.2: who is reviewed


@pytest.mark.parametrize(("kind", "case"), [("exempt", "NR_EXEMPT"), ("suspended", "NR_SUSPENDED")])
@pytest.mark.parametrize(
    ("from_on", "to_on", "out"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2021, 1, 1), DAY, True),
        (date(2021, 1, 1), YESTERDAY, False),
    ],
)
def test_exempt_or_suspended_on_the_day_is_not_reviewed(office, member, kind, case, from_on, to_on, out):
    Standing.objects.create(person=member, kind=kind, from_on=from_on, to_on=to_on)

    subject = listed(office, member)

    assert (subject.is_reviewed, subject.not_reviewed_case) == (not out, case if out else "")
    assert SelfReview.objects.filter(subject=subject).exists() is not out
    assert subject.places.exists() is not out


@pytest.mark.parametrize("joined_on", [DAY, date(2021, 6, 14), date(2000, 5, 19)])
def test_a_probationary_member_is_reviewed_from_the_day_of_admission(office, joined_on):
    person = make_person("Hà Thị Mơ", joined_on=joined_on)
    make_membership(person, office.cell, standing="probationary", from_on=joined_on)

    assert listed(office, person).is_reviewed


@pytest.mark.parametrize("kind", ["reduced", "study", "seconded", "abroad", "away"])
def test_who_is_away_or_does_less_is_reviewed_all_the_same(office, member, kind):
    Standing.objects.create(person=member, kind=kind, from_on=date(2021, 1, 1))

    assert listed(office, member).is_reviewed


# 2: where


def test_n1_a_member_without_office_in_his_cell(office, member):
    assert where(listed(office, member)) == [("N1", "Chi bộ Văn phòng", True)]


def test_n2_a_leader_in_his_cell_and_in_his_collective(office, member):
    leads(office, member, CollectiveType.DEPARTMENT)

    assert where(listed(office, member)) == [("N2", "Chi bộ Văn phòng", True), ("N2", "Tập thể 0", True)]


@pytest.mark.parametrize(
    ("from_on", "to_on", "held"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2020, 1, 1), DAY, True),
        (date(2020, 1, 1), YESTERDAY, False),
    ],
)
def test_n2_counts_a_post_held_on_the_day(office, member, from_on, to_on, held):
    leads(office, member, CollectiveType.DEPARTMENT, from_on=from_on, to_on=to_on)

    subject = listed(office, member)

    assert [code for code, *_ in where(subject)] == (["N2", "N2"] if held else ["N1"])
    assert (subject.main_post is not None) is held


def test_n3_a_member_of_the_provinces_standing_committee_in_all_three(office, member):
    leads(office, member, CollectiveType.PROVINCE_STANDING, CollectiveType.DEPARTMENT)

    assert where(listed(office, member)) == [
        ("N3", "Chi bộ Văn phòng", True), ("N3", "Tập thể 0", True), ("N3", "Tập thể 1", True),
    ]  # fmt: skip


def test_n4_a_member_of_a_districts_standing_committee_in_all_three(office, member):
    leads(office, member, CollectiveType.DEPARTMENT, CollectiveType.DIRECT_STANDING)

    assert where(listed(office, member)) == [
        ("N4", "Chi bộ Văn phòng", True), ("N4", "Tập thể 1", True), ("N4", "Tập thể 0", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("from_on", "to_on", "code"),
    [
        (DAY, None, "N5"),
        (TOMORROW, None, "N2"),
        (date(2020, 8, 20), DAY, "N5"),
        (date(2020, 8, 20), YESTERDAY, "N2"),
    ],
)
def test_n5_of_a_committee_and_not_of_its_standing_one_in_his_agency_alone(
    office, member, from_on, to_on, code
):
    leads(office, member, CollectiveType.DEPARTMENT)
    Standing.objects.create(person=member, kind="committee_member", from_on=from_on, to_on=to_on)

    assert where(listed(office, member)) == [(code, "Chi bộ Văn phòng", True), (code, "Tập thể 0", True)]


def test_n5_gives_way_to_a_seat_in_the_standing_committee_and_to_having_no_office(office, member):
    Standing.objects.create(person=member, kind="committee_member", from_on=date(2020, 8, 20))
    other = make_person("Hà Văn Hai")
    make_membership(other, office.cell)
    leads(office, other, CollectiveType.DIRECT_STANDING)
    Standing.objects.create(person=other, kind="committee_member", from_on=date(2020, 8, 20))

    assert where(listed(office, member)) == [("N1", "Chi bộ Văn phòng", True)]
    assert {code for code, *_ in where(listed(office, other))} == {"N4"}


def test_n6_a_member_of_a_party_group_there_and_in_the_leadership(office, member):
    leads(office, member, CollectiveType.PARTY_GROUP, CollectiveType.DEPARTMENT)

    assert [code for code, *_ in where(listed(office, member))] == ["N6", "N6", "N6"]


def test_n7_a_member_of_a_base_committee_there(office, member):
    leads(office, member, CollectiveType.BASE_STANDING)

    assert where(listed(office, member)) == [("N7", "Chi bộ Văn phòng", True), ("N7", "Tập thể 0", True)]


def test_n8_with_three_posts_only_the_chief_one_is_compulsory_with_two_both(office, member):
    leads(office, member, *[CollectiveType.DEPARTMENT] * 3)
    two = make_person("Hà Văn Hai")
    make_membership(two, office.cell)
    leads(office, two, *[CollectiveType.DEPARTMENT] * 2)

    assert where(listed(office, member)) == [
        ("N8", "Chi bộ Văn phòng", True), ("N8", "Tập thể 0", True), ("N8", "Tập thể 1", False),
        ("N8", "Tập thể 2", False),
    ]  # fmt: skip
    assert [(code, must) for code, _, must in where(listed(office, two))] == [("N2", True)] * 3


@pytest.mark.parametrize(("from_on", "code"), [(DAY, "N9"), (TOMORROW, "N7")])
def test_n9_suspended_from_his_committee_in_his_cell_alone(office, member, from_on, code):
    leads(office, member, CollectiveType.BASE_STANDING)
    Standing.objects.create(person=member, kind="committee_suspended", from_on=from_on)

    found = where(listed(office, member))

    assert {one for one, *_ in found} == {code}
    assert len(found) == (1 if code == "N9" else 2)


@pytest.mark.parametrize(
    ("from_on", "to_on", "guest"),
    [
        (DAY, None, True),
        (TOMORROW, None, False),
        (date(2021, 1, 1), DAY, True),
        (date(2021, 1, 1), YESTERDAY, False),
    ],
)
def test_n10_a_guest_is_reviewed_at_home_the_other_cell_comments(office, member, from_on, to_on, guest):
    other = make_organization(office.district, OrganizationKind.CELL, name="Chi bộ nhà máy")
    make_membership(member, other, kind="temporary", from_on=from_on, to_on=to_on)

    comment = [("N10", "Chi bộ nhà máy", False)] if guest else []
    assert where(listed(office, member)) == [("N1", "Chi bộ Văn phòng", True), *comment]


def test_n11_a_leader_outside_the_party_in_his_collective_alone(office):
    person = make_person("Trần Văn Ngoài", joined_on=None)
    leads(office, person, CollectiveType.DEPARTMENT)

    assert where(listed(office, person)) == [("N11", "Tập thể 0", True)]


@pytest.mark.parametrize(
    ("from_on", "to_on", "group"),
    [
        (DAY, None, "Tổ đảng số 1"),
        (TOMORROW, None, ""),
        (date(2021, 1, 1), DAY, "Tổ đảng số 1"),
        (date(2021, 1, 1), YESTERDAY, ""),
    ],
)
def test_n12_a_group_goes_before_its_cell_and_is_no_place_of_its_own(office, member, from_on, to_on, group):
    leads(office, member, CollectiveType.DEPARTMENT)
    fields = {"kind": "in_group", "from_on": from_on, "to_on": to_on, "note": "Tổ đảng số 1"}
    Standing.objects.create(person=member, **fields)

    found = listed(office, member).places.order_by("position").values_list("label", "group")
    assert list(found) == [("Chi bộ Văn phòng", group), ("Tập thể 0", "")]


def test_one_person_has_one_self_review_however_many_places(office, member):
    leads(office, member, *[CollectiveType.DEPARTMENT] * 3)

    listed(office, member)

    assert Subject.objects.filter(person=member).count() == 1
    assert SelfReview.objects.filter(subject__person=member).count() == 1
