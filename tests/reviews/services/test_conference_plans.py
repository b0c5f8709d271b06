"""A conference prepared beforehand: by whom, for which body, with which papers (R24, P82)."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.models import ConferencePaper, ConferencePlan, Place
from reviews.queries.conference_plans import Body, cells_for, collectives_for, supervisors_of
from reviews.services.conference_plans import Prepared, change_conference_plan, prepare_conference
from tests.factories import (
    make_account,
    make_collective,
    make_conference_plan,
    make_organization,
    make_person,
    make_subject,
)
from tests.reviews.office import Office

pytestmark = pytest.mark.django_db
AT = datetime(2021, 12, 14, 5, 0, tzinfo=UTC)
DAY = date(2021, 12, 20)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def secretariat(office):
    """Văn phòng Tỉnh ủy; the Standing Committee reviews itself."""
    subject = make_subject(collective=office.standing, organization=office.province, places=[])
    Place.objects.create(
        subject=subject, organization=office.province, collective=office.standing, label=office.standing.name
    )
    return make_account(Role.OFFICE_STAFF)


def prepare(office, actor, body=None, **fields):
    body = body or Body(collective=office.collective)
    return prepare_conference(
        office.campaign, body, Prepared(**{"planned_on": DAY} | fields), actor=actor, at=AT
    )


def test_the_clerk_prepares_his_committees_conference(office):
    supervisor = make_account(Role.SUPERVISOR, office.district, full_name="Vũ Đình Trọng").assignments.get()
    (report,) = [one for one in office.campaign.subjects.all() if one.collective == office.collective]
    plan = prepare(
        office, office.clerk, planned_at=time(7, 30), lasts_days=Decimal("0.5"), place="Hội trường Huyện ủy",
        programme="Kiểm điểm tập thể", papers=(report,), attending=supervisor,
        papers_sent_on=date(2021, 12, 14), papers_sent_to="09 đồng chí Ủy viên Ban Thường vụ",
    )  # fmt: skip

    kept = ConferencePlan.objects.get()
    assert (kept.body_name, kept.planned_on, kept.attending) == (office.collective.name, DAY, supervisor)
    assert list(kept.papers.values_list("subject__label", flat=True)) == [office.collective.name]
    entry = AuditEntry.objects.get(action="prepare_conference")
    assert (entry.target_key, entry.after) == (plan.key, f"{office.collective.name}, ngày 20/12/2021")


def test_what_is_prepared_is_changed_and_of_two_the_second_hears_of_the_first(office):
    plan = prepare(office, office.clerk)
    later = Prepared(planned_on=date(2021, 12, 22), place="Phòng họp số 1")
    change_conference_plan(plan, later, version=1, actor=office.clerk, at=AT)
    with pytest.raises(StaleVersion):
        change_conference_plan(plan, Prepared(planned_on=DAY), version=1, actor=office.clerk, at=AT)
    kept = ConferencePlan.objects.get()
    assert (kept.planned_on, kept.place, kept.version) == (date(2021, 12, 22), "Phòng họp số 1", 2)


@pytest.mark.parametrize(
    ("_case", "fields", "box", "words"),
    [
        (
            "the day before the plan",
            {"planned_on": date(2021, 11, 3), "papers_sent_on": None},
            "planned_on",
            "trước ngày ban hành kế hoạch",
        ),
        ("sent tomorrow", {"papers_sent_on": date(2021, 12, 15)}, "papers_sent_on", "chưa đến"),
        ("sent after it", {"planned_on": date(2021, 12, 10)}, "papers_sent_on", "sau ngày họp 10/12/2021"),
        ("sent to nobody", {"papers_sent_to": " "}, "papers_sent_to", "Ghi đã gửi tài liệu cho ai."),
    ],
)
def test_what_cannot_be_is_said_at_its_box_and_nothing_is_kept(office, _case, fields, box, words):
    typed = {"papers_sent_on": date(2021, 12, 14), "papers_sent_to": "Ban Thường vụ"} | fields
    with pytest.raises(TransitionDenied) as denied:
        prepare(office, office.clerk, **typed)
    assert [one.box for one in denied.value.sentences] == [box]
    assert words in denied.value.sentences[0]
    assert not ConferencePlan.objects.exists()


def test_the_plans_own_day_and_a_past_day_may_be_written(office):
    assert prepare(office, office.clerk, planned_on=office.campaign.plan_on).planned_on == date(2021, 11, 4)


def test_one_body_has_one_conference_a_day(office):
    prepare(office, office.clerk)
    with pytest.raises(TransitionDenied) as denied:
        prepare(office, office.clerk)
    assert denied.value.sentences[0].box == "planned_on"
    assert prepare(office, office.clerk, planned_on=date(2021, 12, 21)).pk
    assert ConferencePlan.objects.count() == 2


def test_strangers_are_refused_each_at_its_box(office):
    stranger = make_subject(person=make_person("Hà Văn Xa"))
    elsewhere = make_account(Role.SUPERVISOR, make_organization()).assignments.get()
    with pytest.raises(TransitionDenied) as denied:
        prepare(
            office,
            office.clerk,
            papers=(stranger,),
            attending=elsewhere,
            second=make_collective(type="government"),
        )
    assert [one.box for one in denied.value.sentences] == ["second", "attending", "papers"]
    assert (ConferencePlan.objects.count(), ConferencePaper.objects.count()) == (0, 0)


def test_a_combined_session_takes_the_papers_of_both_bodies(office):
    other = make_collective(office.district, type="government", name="Tập thể lãnh đạo Ủy ban nhân dân huyện")
    report = make_subject(collective=other, unit=office.unit, places=[])
    Place.objects.create(subject=report, organization=office.district, collective=other, label=other.name)
    plan = prepare(office, office.clerk, second=other, papers=(report,))
    assert plan.body_name == f"{office.collective.name} và {other.name}"
    assert plan.papers.get().subject == report


def test_the_office_prepares_the_standing_committees_own_and_no_other(office, secretariat):
    own = prepare(office, secretariat, Body(collective=office.standing), data_only=True)
    assert (own.data_only, list(collectives_for(secretariat, office.campaign))) == (True, [office.standing])
    with pytest.raises(PermissionDenied):
        prepare(office, secretariat)
    for actor in (office.clerk, office.staff):
        with pytest.raises(PermissionDenied):
            prepare(office, actor, Body(collective=office.standing), planned_on=date(2021, 12, 21))
        assert office.standing not in collectives_for(actor, office.campaign)
        assert own not in ConferencePlan.objects.visible_to(actor)
    assert list(ConferencePlan.objects.visible_to(secretariat)) == [own]


def test_a_cells_secretary_prepares_for_his_cell_alone(office):
    commune = make_organization(office.district, OrganizationKind.BASE_COMMITTEE)
    cell, other = (make_organization(commune, OrganizationKind.CELL) for _ in range(2))
    for one in (cell, other):
        subject = make_subject(person=make_person("Lò Văn Păn"), organization=one, places=[])
        Place.objects.create(subject=subject, organization=one, label=one.name)
    secretary, desk = make_account(Role.CELL_SECRETARY, cell), make_account(Role.BASE_CLERK, commune)
    assert list(cells_for(secretary, office.campaign)) == [cell]
    assert set(cells_for(desk, office.campaign)) == {cell, other}
    assert prepare(office, secretary, Body(cell=cell)).body_name == cell.name
    with pytest.raises(PermissionDenied):
        prepare(office, secretary, Body(cell=other))


def test_who_may_come_from_above_is_who_looks_after_the_committee_on_the_day(office):
    here = make_account(Role.SUPERVISOR, office.district).assignments.get()
    make_account(Role.SUPERVISOR, make_organization())
    body = Body(collective=office.collective)
    assert list(supervisors_of(body, DAY)) == [here]
    here.to_on = date(2021, 12, 19)
    here.save()
    assert list(supervisors_of(body, date(2021, 12, 19))) == [here]
    assert list(supervisors_of(body, DAY)) == []


def test_the_database_keeps_one_body_and_one_conference_a_day(office):
    make_conference_plan(office.collective)
    bad = (
        {"collective": office.collective},
        {"collective": None},
        {"collective": make_collective(), "cell": office.district},
        {"collective": office.standing, "second": office.standing},
        {"collective": office.standing, "lasts_days": Decimal(0)},
    )
    for fields in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_conference_plan(**fields)
    assert ConferencePlan.objects.count() == 1
