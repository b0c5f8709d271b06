"""Registering the subjects of a round."""

from datetime import date

import pytest

from cadres.models import Standing
from organizations.enums import OrganizationKind, Route, SubjectKind
from organizations.models import PartyOrganization
from reviews.models import Place, Section, SelfReview, Subject
from reviews.services.campaigns import register_subjects
from tests.factories import (
    make_collective,
    make_department,
    make_membership,
    make_organization,
    make_person,
    make_post,
    make_unit,
)
from tests.reviews.office import NOON, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def register(office, *things):
    return register_subjects(office.campaign, list(things), actor=office.staff, at=NOON)


def test_a_leader_is_a_subject_with_his_cell_and_his_collective(office):
    subject = office.subject

    assert (subject.kind, subject.label, subject.title) == (
        SubjectKind.PERSON,
        "Bùi Đức Khải",
        "Phó Bí thư Huyện ủy",
    )
    assert (subject.unit, subject.organization, subject.route) == (
        office.unit,
        office.district,
        Route.DECIDED,
    )
    assert subject.cell_label == "Chi bộ Văn phòng, Đảng bộ cơ quan"
    assert [(place.label, place.is_compulsory) for place in subject.places.all()] == [
        ("Chi bộ Văn phòng", True),
        ("Ban Thường vụ Huyện ủy Đồng Khê", True),
    ]
    assert office.head_subject.is_head


def test_registering_again_adds_nothing(office):
    before = (Subject.objects.count(), Place.objects.count(), SelfReview.objects.count())

    assert register(office, office.deputy, office.collective) == []

    assert (Subject.objects.count(), Place.objects.count(), SelfReview.objects.count()) == before


def test_a_leader_has_his_sections_at_once_and_a_member_when_he_writes(office):
    member = make_person("Hà Văn Đắc")
    make_membership(member, office.cell)

    (subject,) = register(office, member)

    assert Section.objects.filter(review=office.review).count() == 11
    assert not Section.objects.filter(review=subject.self_review).exists()
    assert [place.label for place in subject.places.all()] == ["Chi bộ Văn phòng"]
    assert (subject.unit, subject.route) == (office.unit, Route.LOWER)


def test_one_who_is_exempt_is_listed_and_not_reviewed(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    Standing.objects.create(person=person, kind="exempt", from_on=date(2021, 1, 1))

    (subject,) = register(office, person)

    assert (subject.is_reviewed, subject.not_reviewed_case) == (False, "NR_EXEMPT")
    assert subject.note == "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại"
    assert not SelfReview.objects.filter(subject=subject).exists()
    assert not subject.places.exists()


def test_one_whose_work_is_reduced_is_reviewed(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    Standing.objects.create(person=person, kind="reduced", from_on=date(2021, 1, 1))

    (subject,) = register(office, person)

    assert (subject.is_reviewed, subject.not_reviewed_case, subject.note) == (True, "", "")
    assert subject.places.count() == 1


def test_an_exemption_that_has_ended_exempts_nobody(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    Standing.objects.create(person=person, kind="exempt", from_on=date(2021, 1, 1), to_on=date(2021, 6, 30))

    (subject,) = register(office, person)

    assert subject.is_reviewed


def test_temporary_activity_brings_a_comment_that_is_no_place_of_review(office):
    person = make_person("Hà Văn Đắc")
    make_membership(person, office.cell)
    make_membership(person, office.district, kind="temporary")

    (subject,) = register(office, person)

    assert [(place.label, place.is_compulsory) for place in subject.places.all()] == [
        ("Chi bộ Văn phòng", True),
        ("Đảng bộ huyện Đồng Khê", False),
    ]


def test_a_director_reports_through_his_department_straight_to_the_province(office):
    unit = make_department(name="Tập thể lãnh đạo Sở Y tế")
    director = make_person("Quách Văn Thường")
    make_membership(director, office.cell)
    make_post(director, unit.collective, title="Giám đốc Sở Y tế", is_head=True)

    (subject,) = register(office, director)

    assert (subject.unit, subject.organization) == (unit, office.province)
    assert {place.unit for place in subject.places.all()} == {None, unit}


def test_a_second_body_of_a_department_reports_through_the_department_not_the_committee_above(office):
    unit = make_department(name="Tập thể lãnh đạo Sở Y tế")
    make_unit(make_collective(PartyOrganization.objects.get_parent(unit.organization)), name="Đảng ủy Khối")
    second = make_collective(
        unit.organization, office.province, type="party_caucus", name="Ban cán sự đảng Sở Y tế"
    )
    deputy = make_person("Quách Văn Thường")
    make_post(deputy, second, title="Phó Bí thư Ban cán sự đảng", route="delegated")

    body, person = sorted(register(office, second, deputy), key=lambda one: one.kind)

    assert (body.unit, body.unit_label, body.organization) == (unit, unit.name, office.province)
    assert (person.unit, person.organization) == (unit, office.province)


def test_who_reports_straight_and_has_no_unit_is_not_given_to_the_committee_above(office):
    block = make_organization(name="Đảng bộ Khối")
    make_unit(make_collective(block), name="Đảng ủy Khối")
    base = make_organization(block, OrganizationKind.BASE_CELL, name="Chi bộ Quỹ")
    fund = make_collective(base, office.province, type="other", name="Tập thể lãnh đạo Quỹ")

    (body,) = register(office, fund)

    assert (body.unit, body.unit_label, body.route) == (None, "", Route.LOWER)


def test_a_member_in_a_departments_cell_belongs_to_the_committee_above(office):
    unit = make_department(name="Tập thể lãnh đạo Sở Y tế")
    block = make_unit(
        make_collective(PartyOrganization.objects.get_parent(unit.organization)), name="Đảng ủy Khối"
    )
    member = make_person("Hà Văn Đắc")
    make_membership(member, unit.organization)

    (subject,) = register(office, member)

    assert subject.unit == block


def test_a_branch_of_a_ministry_is_decided_by_the_ministry_as_its_head_is(office):
    unit = make_department(type="other", name="Tập thể lãnh đạo Cục Thuế tỉnh")
    make_post(make_person("Xa Văn Tạo"), unit.collective, is_head=True, route="ministry")
    gone = make_department(type="department", name="Tập thể lãnh đạo Sở Y tế")
    make_post(
        make_person("Lò Văn Cũ"), gone.collective, is_head=True, route="ministry", to_on=date(2021, 6, 30)
    )

    tax, health = register(office, unit.collective, gone.collective)

    assert (tax.route, tax.unit) == (Route.MINISTRY, unit)
    assert (health.route, health.unit) == (Route.DECIDED, gone)


def test_a_person_with_neither_cell_nor_post_is_no_subject(office):
    assert register(office, make_person("Người ngoài")) == []


def test_a_chunk_costs_the_same_for_one_and_for_three(office, django_assert_max_num_queries):
    people = [make_person(f"Hà Văn {n}") for n in range(4)]
    for person in people:
        make_membership(person, office.cell)
    with django_assert_max_num_queries(25):
        register(office, people[0])
    with django_assert_max_num_queries(25):
        register(office, *people[1:])
