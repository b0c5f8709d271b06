"""A committee's own dates: typed, moved, taken back, and what binds those below (R20)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from documents.services.files import keep_bytes
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Notice
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.models import Campaign, CommitteePlan, Deadline, Refinement
from reviews.queries.refinements import OwnDates, own_lines, own_plan, readers_before
from reviews.services.refinements import NOT_OPEN, OwnPlan, as_seen, refine_plan
from tests.factories import (
    NOON,
    make_account,
    make_campaign,
    make_organization,
    make_own_plan,
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
    lines = as_seen(own_lines(organization, campaign), own_plan(organization, campaign))
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
    one = CommitteePlan.objects.get()
    assert (one.number, one.dated_on, one.recorded_by) == ("12-KH/HU", date(2021, 11, 15), clerk)

    keep(district, clerk, {"T1": 5}, number="12-KH/HU", dated_on=date(2021, 11, 15))

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
    with pytest.raises(IntegrityError), transaction.atomic():
        make_refinement(district, "T1", december(5))
    make_own_plan(district)
    for place, fields in ((district, {}), (make_organization(), {"number": ""})):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_own_plan(place, **fields)
    assert (Refinement.objects.count(), CommitteePlan.objects.count()) == (1, 1)


WRITTEN = {"number": "12-KH/HU", "dated_on": date(2021, 11, 15), "organ": "Ban Thường vụ Huyện ủy"}


def acts():
    return [
        (one.action, one.before, one.after)
        for one in AuditEntry.objects.filter(action__in=["keep_own_plan", "withdraw_own_plan"]).order_by("pk")
    ]


def test_a_plan_without_a_date_of_its_own_inherits_every_date(campaign, district, clerk):
    keep(district, clerk, {}, **WRITTEN)
    plan = CommitteePlan.objects.get()
    assert (plan.organization, plan.number, plan.organ) == (district, "12-KH/HU", "Ban Thường vụ Huyện ủy")
    assert kept() == {}
    lines = own_lines(district, campaign)
    assert [one.now for one in lines] == [one.line.above for one in lines]
    assert not Notice.objects.exists()


def test_what_is_saved_again_unchanged_is_no_new_act_and_what_is_emptied_is_taken_back(district, clerk):
    for _ in range(2):
        keep(district, clerk, {"T4": 20}, **WRITTEN)
    words = "kế hoạch số 12-KH/HU, ngày 15/11/2021"
    assert acts() == [("keep_own_plan", "", words)]
    assert AuditEntry.objects.filter(action="refine_date").count() == 1
    keep(district, clerk, {"T4": 20})
    assert acts()[1:] == [("withdraw_own_plan", words, "")]
    assert (CommitteePlan.objects.count(), kept()) == (0, {("Đảng bộ huyện Đồng Khê", "T4"): 20})


@pytest.mark.parametrize(
    "typed",
    [{"organ": "Ban Thường vụ Huyện ủy"}, {"dated_on": date(2021, 11, 15)}, {"note": "Họp", "organ": "x"}],
)
def test_a_plan_has_a_number(district, clerk, typed):
    with pytest.raises(TransitionDenied) as denied:
        keep(district, clerk, {"T4": 20}, **typed)
    assert [one.box for one in denied.value.sentences] == ["number"]
    assert (CommitteePlan.objects.count(), kept()) == (0, {})


def test_a_note_alone_may_stand_without_a_number(district, clerk):
    keep(district, clerk, {"T4": 20}, note="Theo kết luận giao ban")
    assert CommitteePlan.objects.get().words == "chưa ghi số kế hoạch"


def test_a_scan_stays_when_the_rest_is_put_right_and_asks_for_a_number(district, clerk):
    scan = keep_bytes(b"%PDF-1.4", media_type="application/pdf", at=NOON)
    keep(district, clerk, {}, **WRITTEN, scan=scan, scan_name="ke-hoach.pdf")
    keep(district, clerk, {}, **WRITTEN | {"number": "13-KH/HU"})
    plan = CommitteePlan.objects.get()
    assert (plan.number, plan.scan, plan.scan_name) == ("13-KH/HU", scan, "ke-hoach.pdf")
    with pytest.raises(TransitionDenied):
        keep(district, clerk, {}, note="Bỏ số")
    assert CommitteePlan.objects.get().number == "13-KH/HU"


def test_of_two_writers_of_a_plan_alone_the_second_hears_of_the_first(district, clerk):
    keep(district, clerk, {}, **WRITTEN)
    with pytest.raises(StaleVersion):
        keep(district, clerk, {}, seen="", number="14-KH/HU")
    assert CommitteePlan.objects.get().number == "12-KH/HU"


T1_MOVED = "- Kiểm điểm: trước ngày {} (trước đây: {})."


@pytest.fixture
def told(campaign, commune):
    """Who keeps desks under the district, at it, and beside it."""
    cell = make_organization(commune, OrganizationKind.CELL)
    campaign.deadlines.filter(code="T1").update(summary="Kiểm điểm")
    campaign.deadlines.filter(code="T2").update(summary="Gửi hồ sơ")
    beside = make_organization(name="Đảng bộ huyện Khe Lũng")
    make_account(Role.UNIT_CLERK, beside)
    make_account(Role.BASE_CLERK, commune, is_active=False)
    make_account(Role.UNIT_LEADER, commune)
    return make_account(Role.CELL_SECRETARY, cell), make_account(Role.UNIT_CLERK, commune)


def notices():
    return {(one.recipient_id, one.body) for one in Notice.objects.all()}


def test_the_desks_below_hear_once_of_each_date_that_moved(district, clerk, desk, told):
    secretary, sending = told
    keep(district, clerk, {"T1": 6, "T2": 14}, **WRITTEN)
    first = f"Theo kế hoạch số 12-KH/HU, ngày 15/11/2021:\n{T1_MOVED.format('06/12/2021', '10/12/2021')}\n"
    sent = "- Gửi hồ sơ: trước ngày 14/12/2021 (trước đây: 15/12/2021).\n"
    last = "Nơi đã ghi ngày sớm hơn thì giữ ngày đó."
    heard = {(desk.pk, first + last), (secretary.pk, first + last), (sending.pk, first + sent + last)}
    assert notices() == heard
    assert {(one.title, one.path) for one in Notice.objects.all()} == {
        ("Đảng bộ huyện Đồng Khê ghi thời hạn mới cho cấp dưới", "/dot-kiem-diem/nam/2021/")
    }

    keep(district, clerk, {"T1": 6, "T2": 14}, **WRITTEN)
    assert (notices(), Notice.objects.count()) == (heard, 3)

    keep(district, clerk, {"T2": 14})
    back = f"Theo kế hoạch của Đảng bộ huyện Đồng Khê:\n{T1_MOVED.format('10/12/2021', '06/12/2021')}\n{last}"
    assert notices() - heard == {(one.pk, back) for one in (desk, secretary, sending)}
    assert Notice.objects.count() == 6


def test_a_date_that_is_the_one_from_above_moves_nothing_and_is_told_to_nobody(district, clerk, told):
    keep(district, clerk, {"T1": 10})
    assert kept() == {("Đảng bộ huyện Đồng Khê", "T1"): 10}
    assert not Notice.objects.exists()


def test_a_refusal_tells_nobody(district, clerk, told):
    with pytest.raises(TransitionDenied):
        keep(district, clerk, {"T1": 6, "T2": 16})
    assert (kept(), Notice.objects.count()) == ({}, 0)
