"""A committee's own dates: typed, moved, taken back, and what binds those below (R20)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.models import Campaign, Deadline, Refinement
from reviews.queries.refinements import OwnDates, own_lines, readers_before
from reviews.services.refinements import NOT_OPEN, OwnPlan, as_seen, refine_plan
from tests.factories import (
    NOON,
    make_account,
    make_campaign,
    make_organization,
    make_person,
    make_refinement,
    make_subject,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def district(campaign):
    return make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def commune(district):
    return make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")


@pytest.fixture
def clerk(district):
    return make_account(Role.UNIT_CLERK, district)


@pytest.fixture
def desk(commune):
    return make_account(Role.BASE_CLERK, commune)


def december(day):
    return date(2021, 12, day)


def keep(organization, actor, days, seen=None, **fields):
    campaign = Campaign.objects.get()
    lines = as_seen(own_lines(organization, campaign))
    seen = lines if seen is None else seen
    plan = OwnPlan(days={code: december(day) for code, day in days.items()}, **fields)
    return refine_plan(organization, campaign, plan, seen=seen, actor=actor, at=NOON)


def kept():
    return {
        (one.organization.name, one.deadline.code): one.before_on.day
        for one in Refinement.objects.select_related("organization", "deadline")
    }


def test_what_is_typed_stands_and_what_is_left_blank_is_inherited(district, clerk):
    keep(district, clerk, {"T1": 6, "T4": 25}, number="12-KH/HU", dated_on=date(2021, 11, 15))
    assert kept() == {("Đảng bộ huyện Đồng Khê", "T1"): 6, ("Đảng bộ huyện Đồng Khê", "T4"): 25}
    one = Refinement.objects.get(deadline__code="T1")
    assert (one.plan_number, one.plan_on, one.recorded_by) == ("12-KH/HU", date(2021, 11, 15), clerk)

    keep(district, clerk, {"T1": 5})

    assert kept() == {("Đảng bộ huyện Đồng Khê", "T1"): 5}
    acts = AuditEntry.objects.filter(action__in=["refine_date", "inherit_date"]).order_by("pk")
    assert [(one.action, one.before, one.after) for one in acts] == [
        ("refine_date", "", "06/12/2021"),
        ("refine_date", "", "25/12/2021"),
        ("refine_date", "06/12/2021", "05/12/2021"),
        ("inherit_date", "25/12/2021", ""),
    ]


def test_a_commune_may_take_the_districts_day_and_not_the_day_after(district, commune, clerk, desk):
    keep(district, clerk, {"T4": 20})
    keep(commune, desk, {"T4": 20})
    before = kept()

    with pytest.raises(TransitionDenied) as denied:
        keep(commune, desk, {"T4": 21})

    assert denied.value.sentences == (
        "Ngày 21/12/2021 sau ngày 20/12/2021 của Đảng bộ huyện Đồng Khê. Ghi ngày 20/12/2021 hoặc sớm hơn.",
    )
    assert [one.box for one in denied.value.sentences] == ["T4"]
    assert kept() == before


def test_a_district_that_moves_earlier_afterwards_binds_the_commune(campaign, district, commune, clerk, desk):
    keep(commune, desk, {"T4": 20})
    keep(district, clerk, {"T4": 18})

    (line,) = [one for one in own_lines(commune, campaign) if one.deadline.code == "T4"]
    assert (line.own.before_on, line.is_capped, line.now.before_on, line.now.by) == (
        december(20),
        True,
        december(18),
        "Đảng bộ huyện Đồng Khê",
    )
    deadline = Deadline.objects.get(code="T4")
    assert OwnDates(campaign).before(deadline, commune.path) == december(18)


def test_a_place_is_bound_by_its_own_line_alone(campaign, district, commune, clerk, desk):
    other = make_organization(name="Đảng bộ huyện Khe Lũng")
    cell = make_organization(commune, OrganizationKind.CELL)
    keep(commune, desk, {"T4": 15})
    keep(district, clerk, {"T1": 7})
    dates, t1, t4 = OwnDates(campaign), Deadline.objects.get(code="T1"), Deadline.objects.get(code="T4")
    assert [dates.before(t4, one.path) for one in (cell, commune, district, other)] == [
        december(15),
        december(15),
        december(31),
        december(31),
    ]
    assert [dates.before(t1, one.path) for one in (cell, district, other)] == [
        december(7),
        december(7),
        december(10),
    ]


def seen_by(account):
    rows = Deadline.objects.annotate(early_on=readers_before(account))
    return {one.code: one.wanted_before.day for one in rows if one.code in {"T1", "T4"}}


def test_each_reader_sees_the_date_that_binds_him(campaign, district, commune, clerk, desk):
    keep(district, clerk, {"T1": 7, "T4": 25})
    keep(commune, desk, {"T4": 20})
    cell = make_organization(commune, OrganizationKind.CELL)
    member = make_person("Lò Văn Păn")
    make_subject(person=member, organization=cell)
    office, staff = make_account(person=member), make_account(Role.ORGANIZATION_STAFF)

    assert seen_by(clerk) == {"T1": 7, "T4": 25}
    assert seen_by(desk) == seen_by(office) == {"T1": 7, "T4": 20}
    assert seen_by(staff) == seen_by(make_account()) == {"T1": 10, "T4": 31}


def test_nobody_sets_dates_in_anothers_name(district, commune, clerk):
    for actor in (clerk, make_account(Role.ORGANIZATION_STAFF), make_account(Role.UNIT_LEADER, commune)):
        with pytest.raises(PermissionDenied):
            keep(commune, actor, {"T4": 20})
    assert kept() == {}


def test_of_two_writers_the_second_hears_of_the_first(district, clerk):
    keep(district, clerk, {"T1": 6})
    with pytest.raises(StaleVersion):
        keep(district, clerk, {"T1": 5}, seen="")
    assert kept() == {("Đảng bộ huyện Đồng Khê", "T1"): 6}


def test_a_round_that_is_not_open_takes_no_dates(campaign, district, clerk):
    Campaign.objects.update(state="closed")
    with pytest.raises(TransitionDenied) as denied:
        keep(district, clerk, {"T1": 6})
    assert (denied.value.sentences, kept()) == ((NOT_OPEN,), {})


def test_everything_wrong_is_said_at_once_at_its_box(district, clerk):
    with pytest.raises(TransitionDenied) as denied:
        keep(district, clerk, {"T1": 11}, dated_on=december(15))
    assert [(one.box, str(one)[:30]) for one in denied.value.sentences] == [
        ("T1", "Ngày 11/12/2021 sau ngày 10/12"),
        ("dated_on", "Ngày 15/12/2021 chưa đến; hôm n"[:30]),
        ("number", "Ghi số kế hoạch của đơn vị, ví"),
    ]


def test_the_database_keeps_one_date_a_committee_and_no_day_without_a_number(district):
    make_refinement(district, "T1", december(6))
    for fields in ({}, {"organization": make_organization(), "plan_on": december(1)}):
        place = fields.pop("organization", district)
        with pytest.raises(IntegrityError), transaction.atomic():
            make_refinement(place, "T1", december(5), **fields)
    assert Refinement.objects.count() == 1
