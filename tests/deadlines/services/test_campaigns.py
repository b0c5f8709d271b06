"""Mở đợt: a chunk a transaction, resumable, twice no difference."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Person, Standing
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import ratings_in
from deadlines.services.campaigns import OPEN_JOB, open_campaign, order_opening, register_chunk
from jobs.models import Job
from jobs.runner import run
from organizations.enums import CollectiveType, OrganizationKind, Role
from organizations.models import Collective, PartyOrganization, SubmittingUnit
from ratings.models import Rating
from ratings.queries.facts import reading_of
from ratings.queries.letters import petitioned
from ratings.queries.lists import ratings_for
from ratings.queries.pages import unit_ratings
from ratings.queries.sittings import may_be_listed
from ratings.services.regulations import load_regulation
from reviews.enums import CampaignState
from reviews.models import Place, SelfReview, Subject
from reviews.queries.lists import subjects_for
from reviews.services.campaigns import sending_units
from reviews.services.plans import load_plan
from tests import factories as make

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture
def prepared(db):
    """The plan of 2021 loaded, a district and a department with their people."""
    make.make_province()
    load_regulation(
        json.loads((FIXTURES / "regulations" / "qd132-hd21.json").read_text()), actor=None, at=make.NOON
    )
    campaign, _ = load_plan(
        json.loads((FIXTURES / "plans" / "2021.json").read_text()), actor=None, at=make.NOON
    )
    district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
    standing = make.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê")
    make.make_unit(standing, name="Huyện ủy Đồng Khê")
    cell = make.make_organization(
        make.make_organization(district, OrganizationKind.BASE_COMMITTEE), OrganizationKind.CELL
    )
    for name in ("Quách Đình Lự", "Bùi Đức Khải", "Đinh Thị Quyên"):
        person = make.make_person(name, is_civil_servant=True)
        make.make_membership(person, cell)
        make.make_post(person, standing)
    make.make_membership(make.make_person("Hà Văn Đắc"), cell)
    department = make.make_department(type=CollectiveType.DEPARTMENT)
    director = make.make_person("Quách Văn Thường")
    make.make_membership(director, cell)
    make.make_post(director, department.collective)
    return campaign


@pytest.fixture
def opener(prepared):
    """An official of the Organization Committee."""
    return make.make_account(Role.ORGANIZATION_STAFF)


def figures():
    return {
        "subjects": Subject.objects.count(),
        "places": Place.objects.count(),
        "ratings": Rating.objects.count(),
        "dossiers": Dossier.objects.count(),
        "items": DossierItem.objects.count(),
    }


def names():
    return set(Subject.objects.filter(person__isnull=False).values_list("label", flat=True))


def left(name, to_on, reason, **fields):
    """Somebody who sat in the cell until a day."""
    person = make.make_person(name)
    cell = PartyOrganization.objects.get(kind=OrganizationKind.CELL)
    return make.make_membership(person, cell, to_on=to_on, end_reason=reason, **fields)


@pytest.mark.parametrize("reason", ["died", "expelled", "struck_off", "resigned", "moved"])
def test_who_left_before_the_opening_is_no_subject_and_who_leaves_later_is(prepared, opener, reason):
    left("Bùi Văn Bạo", make.DAY - timedelta(days=1), reason)
    left("Quách Thị Sìn", make.DAY, reason)
    left("Hà Văn Chẩn", make.DAY + timedelta(days=30), reason)

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert names() & {"Bùi Văn Bạo", "Quách Thị Sìn", "Hà Văn Chẩn"} == {"Quách Thị Sìn", "Hà Văn Chẩn"}


def test_a_post_that_the_dead_left_behind_makes_nobody_a_subject(prepared, opener):
    gone = left("Bùi Văn Bạo", make.DAY - timedelta(days=1), "died").person
    make.make_post(gone, Collective.objects.get(name="Ban Thường vụ Huyện ủy Đồng Khê"))
    moved = left("Quách Thị Sìn", make.DAY - timedelta(days=1), "moved").person
    make.make_post(moved, Collective.objects.get(name="Ban Thường vụ Huyện ủy Đồng Khê"))

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert names() & {"Bùi Văn Bạo", "Quách Thị Sìn"} == {"Quách Thị Sìn"}


def test_who_will_come_to_a_cell_only_later_is_no_subject_yet(prepared, opener):
    cell = PartyOrganization.objects.get(kind=OrganizationKind.CELL)
    make.make_membership(make.make_person("Bùi Văn Bạo"), cell, from_on=make.DAY + timedelta(days=1))

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert "Bùi Văn Bạo" not in names()


def test_everybody_appears_with_places_a_route_a_rating_and_a_dossier(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)

    prepared.refresh_from_db()
    assert prepared.state == CampaignState.OPEN
    assert Subject.objects.filter(person__isnull=False).count() == 5
    khai = Subject.objects.get(label="Bùi Đức Khải")
    assert (khai.route, khai.unit.name) == ("decided", "Huyện ủy Đồng Khê")
    assert khai.places.count() == 2  # the cell and the collective
    assert Rating.objects.leading().count() == 6  # four cadres and two collectives
    assert Dossier.objects.filter(kind="decided").count() == 2
    dossier = Dossier.objects.get(unit__name="Huyện ủy Đồng Khê")
    assert dossier.items.filter(code="BAN_KIEM_DIEM").count() == 3
    assert dossier.items.filter(code="TO_TRINH").count() == 1
    assert dossier.items.filter(code="NOI_CU_TRU").count() == 3
    assert dossier.deadline.code == "T2"


def test_twice_makes_no_difference(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)
    before = figures()
    open_campaign(prepared, actor=opener, at=make.NOON)
    assert figures() == before


def test_stopped_half_way_it_goes_on(prepared, opener):
    calls = []

    def stop(percent, words):
        calls.append(percent)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_campaign(prepared, actor=opener, at=make.NOON, progress=stop, chunk=2)
    half = figures()
    assert half["subjects"] == 9  # two collectives, five organisations, two of five people
    assert half["dossiers"] == 0
    prepared.refresh_from_db()
    assert prepared.state == CampaignState.DRAFT

    open_campaign(prepared, actor=opener, at=make.NOON)
    assert figures()["subjects"] == 12
    prepared.refresh_from_db()
    assert prepared.state == CampaignState.OPEN


def capacities(name):
    """As what somebody or something is rated, and how that stands."""
    rows = Rating.objects.filter(subject__label=name).order_by("capacity")
    return [(one.capacity, one.state, one.not_rated_case) for one in rows]


def test_a_member_is_rated_as_a_member_and_a_cadre_as_a_member_and_for_his_office(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)

    assert capacities("Hà Văn Đắc") == [("member", "open", "")]
    assert capacities("Bùi Đức Khải") == [("member", "open", ""), ("office", "open", "")]


def test_a_cadre_who_sits_in_no_cell_is_rated_for_his_office_alone(prepared, opener):
    outside = make.make_person("Xa Văn Tạo")
    make.make_post(outside, Collective.objects.get(name="Ban Thường vụ Huyện ủy Đồng Khê"))

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert capacities("Xa Văn Tạo") == [("office", "open", "")]


@pytest.mark.parametrize(
    ("joined_on", "stands"),
    [
        (date(2021, 6, 30), ("member", "open", "")),  # six months are full on 31/12
        (date(2021, 7, 1), ("member", "not_rated", "NR_MEMBER_LT6M")),
    ],
)
def test_who_was_admitted_less_than_six_months_ago_is_reviewed_and_not_rated(
    prepared, opener, joined_on, stands
):
    cell = PartyOrganization.objects.get(kind=OrganizationKind.CELL)
    newcomer = make.make_person("Bùi Thị Mới", joined_on=joined_on)
    make.make_membership(newcomer, cell, from_on=joined_on)

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert capacities("Bùi Thị Mới") == [stands]
    assert Subject.objects.get(label="Bùi Thị Mới").is_reviewed


@pytest.mark.parametrize(
    ("standing", "case"),
    [("exempt", "NR_EXEMPT"), ("suspended", "NR_SUSPENDED"), ("reduced", ""), ("away", "")],
)
def test_the_exempt_and_the_suspended_are_on_neither_list_in_any_capacity(prepared, opener, standing, case):
    khai = Person.objects.get(full_name="Bùi Đức Khải")
    Standing.objects.create(person=khai, kind=standing, from_on=date(2021, 3, 1))

    open_campaign(prepared, actor=opener, at=make.NOON)

    state = "not_rated" if case else "open"
    assert capacities("Bùi Đức Khải") == [("member", state, case), ("office", state, case)]
    assert Subject.objects.get(label="Bùi Đức Khải").is_reviewed == (not case)


def test_every_living_organisation_below_the_province_is_rated_and_reviewed_through_its_committee(
    prepared, opener
):
    district = PartyOrganization.objects.get(name="Đảng bộ huyện Đồng Khê")
    gone = make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Lâm trường")
    PartyOrganization.objects.filter(pk=gone.pk).update(dissolved_on=date(2021, 5, 1))

    open_campaign(prepared, actor=opener, at=make.NOON)

    rated = Subject.objects.filter(kind="organization")
    living = PartyOrganization.objects.filter(dissolved_on__isnull=True).exclude(kind="province")
    assert set(rated.values_list("reviewed_organization", flat=True)) == set(
        living.values_list("pk", flat=True)
    )
    assert capacities(district.name) == [("organization", "open", "")]
    subject = rated.get(reviewed_organization=district)
    assert (subject.reviewed_through.label, subject.route) == ("Ban Thường vụ Huyện ủy Đồng Khê", "decided")
    assert (subject.unit, subject.unit_label) == (None, "Huyện ủy Đồng Khê")
    cell = rated.get(reviewed_organization__kind="cell")
    assert (cell.reviewed_through, cell.route) == (None, "lower")


def test_an_organisation_shares_the_report_of_its_committee_and_is_reviewed_when_it_is(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)

    subject = Subject.objects.get(label="Đảng bộ huyện Đồng Khê")
    assert not SelfReview.objects.filter(subject__kind="organization").exists()
    assert not Place.objects.filter(subject__kind="organization").exists()
    assert not subject.is_concluded
    Place.objects.filter(subject=subject.reviewed_through).update(concluded_on=date(2021, 12, 6))
    subject = Subject.objects.get(pk=subject.pk)
    assert subject.is_concluded
    rating = subject.ratings.select_related("subject__campaign__regulation").get()
    assert reading_of([rating]).facts[rating.pk].reviewed


def test_a_committee_that_is_elected_later_stands_for_its_organisation_from_then_on(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)
    cell = PartyOrganization.objects.get(kind="cell")
    other = make.make_collective(cell, type=CollectiveType.OTHER, name="Tổ giúp việc")
    chosen = make.make_collective(cell, type=CollectiveType.CELL_COMMITTEE, name="Chi ủy")

    register_chunk(prepared, [other], actor=opener, at=make.NOON)
    assert Subject.objects.get(reviewed_organization=cell).reviewed_through is None

    second = make.make_collective(cell, type=CollectiveType.OTHER, name="Tổ thứ hai")
    register_chunk(prepared, [chosen, second], actor=opener, at=make.NOON)
    assert Subject.objects.get(reviewed_organization=cell).reviewed_through.label == "Chi ủy"


@pytest.mark.parametrize(
    ("founded_on", "stands"),
    [
        (date(2021, 6, 30), ("organization", "open", "")),
        (date(2021, 7, 1), ("organization", "not_rated", "NR_ORG_LT6M")),
    ],
)
def test_an_organisation_founded_less_than_six_months_ago_is_not_rated(prepared, opener, founded_on, stands):
    PartyOrganization.objects.filter(kind="cell").update(founded_on=founded_on)

    open_campaign(prepared, actor=opener, at=make.NOON)

    assert capacities(PartyOrganization.objects.get(kind="cell").name) == [stands]


def test_what_goes_up_and_what_is_counted_knows_neither_organisations_nor_ratings_as_a_member(
    prepared, opener
):
    open_campaign(prepared, actor=opener, at=make.NOON)

    prepared.refresh_from_db()
    unit = SubmittingUnit.objects.get(name="Huyện ủy Đồng Khê")
    leading = {"Ban Thường vụ Huyện ủy Đồng Khê", "Quách Đình Lự", "Bùi Đức Khải", "Đinh Thị Quyên"}
    Rating.objects.update(state="paused", paused_by="Ủy ban Kiểm tra Tỉnh ủy", paused_on=make.DAY)
    listed = {
        "proposed": unit_ratings(opener, unit, prepared),
        "on the letter": petitioned(unit, prepared),
        "in the dossier": ratings_in(Dossier.objects.get(unit=unit, kind="decided")),
    }
    for words, rows in listed.items():
        assert sorted(one.subject.label for one in rows) == sorted(leading), words
    everywhere = {*leading, "Sở Y tế", "Quách Văn Thường"}
    assert {one.capacity for one in ratings_for(opener, prepared, inside=True)} == {"office", "collective"}
    assert {one.capacity for one in may_be_listed(prepared, opener)} == {"office", "collective"}
    assert ratings_for(opener, prepared, inside=True).count() == len(everywhere) == 6
    assert {one.kind for one in subjects_for(opener, prepared)} == {"person", "collective"}
    assert not Dossier.objects.filter(kind="committee").exists()


def test_a_chunk_of_people_costs_the_same_for_one_and_for_three(
    prepared, opener, django_assert_max_num_queries
):
    people = list(Person.objects.order_by("pk"))
    units = sending_units()
    with django_assert_max_num_queries(25):
        register_chunk(prepared, people[:1], actor=opener, at=make.NOON, units=units)
    with django_assert_max_num_queries(25):
        register_chunk(prepared, people[1:4], actor=opener, at=make.NOON, units=units)


def test_going_on_asks_nothing_of_those_who_are_registered_already(prepared, opener):
    open_campaign(prepared, actor=opener, at=make.NOON)

    with CaptureQueriesContext(connection) as asked:
        open_campaign(prepared, actor=opener, at=make.NOON)

    assert not [one for one in asked.captured_queries if "INSERT" in one["sql"]]
    assert not [one for one in asked.captured_queries if 'FROM "cadres_post"' in one["sql"][:300]]


def test_a_clerk_does_not_open_the_round(prepared):
    clerk = make.make_account(Role.UNIT_CLERK, make.make_organization())
    with pytest.raises(PermissionDenied):
        order_opening(prepared, actor=clerk)
    assert not Job.objects.exists()


def test_asked_twice_the_same_job_answers(prepared, opener):
    assert order_opening(prepared, actor=opener) == order_opening(prepared, actor=opener)
    assert Job.objects.get().kind == OPEN_JOB
    assert run is not None
