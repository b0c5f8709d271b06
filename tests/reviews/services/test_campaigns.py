"""Registering the subjects of a round."""

from datetime import date

import pytest

from cadres.models import Standing
from organizations.enums import Route, SubjectKind
from reviews.models import Place, Section, SelfReview, Subject
from reviews.services.campaigns import register_subjects
from tests.factories import make_department, make_membership, make_person, make_post
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
    assert not SelfReview.objects.filter(subject=subject).exists()
    assert not subject.places.exists()


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
