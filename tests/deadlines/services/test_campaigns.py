"""Mở đợt: a chunk a transaction, resumable, twice no difference."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from deadlines.models import Dossier, DossierItem
from deadlines.services.campaigns import OPEN_JOB, open_campaign, order_opening
from jobs.models import Job
from jobs.runner import run
from organizations.enums import CollectiveType, OrganizationKind, Role
from organizations.models import Collective, PartyOrganization
from ratings.models import Rating
from ratings.services.regulations import load_regulation
from reviews.enums import CampaignState
from reviews.models import Place, Subject
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
    assert Rating.objects.count() == 6  # four cadres and two collectives
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
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_campaign(prepared, actor=opener, at=make.NOON, progress=stop, chunk=2)
    half = figures()
    assert 0 < half["subjects"] < 7
    assert half["dossiers"] == 0
    prepared.refresh_from_db()
    assert prepared.state == CampaignState.DRAFT

    open_campaign(prepared, actor=opener, at=make.NOON)
    assert figures()["subjects"] == 7
    prepared.refresh_from_db()
    assert prepared.state == CampaignState.OPEN


def test_a_clerk_does_not_open_the_round(prepared):
    clerk = make.make_account(Role.UNIT_CLERK, make.make_organization())
    with pytest.raises(PermissionDenied):
        order_opening(prepared, actor=clerk)
    assert not Job.objects.exists()


def test_asked_twice_the_same_job_answers(prepared, opener):
    assert order_opening(prepared, actor=opener) == order_opening(prepared, actor=opener)
    assert Job.objects.get().kind == OPEN_JOB
    assert run is not None
