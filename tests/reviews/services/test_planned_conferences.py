"""A conference recorded after its plan: of both bodies, with who came from above; the Standing Committee's own."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import Role
from organizations.workflow import TransitionDenied
from reviews.models import Conference, Place
from reviews.services.conference_plans import Prepared, change_conference_plan
from reviews.services.conferences import Heard, Minutes, correct_conference, record_conference
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
HELD = date(2021, 12, 6)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def combined(office):
    """The committee and the government are the same people: one of them has two places here."""
    office.other = make_collective(office.district, type="government", name="Tập thể lãnh đạo UBND huyện")
    office.report = make_subject(collective=office.other, unit=office.unit, places=[])
    for subject in (office.report, office.subject):
        Place.objects.create(
            subject=subject, organization=office.district, collective=office.other, label=office.other.name
        )
    office.plan = make_conference_plan(office.collective, HELD, second=office.other)
    return office


def record(office, subjects, collective=None, actor=None, **fields):
    heard = tuple(Heard(subject=one) for one in subjects)
    minutes = Minutes(held_on=HELD, convened_count=9, present_count=9, agenda=heard, **fields)
    return record_conference(
        office.campaign, collective or office.collective, minutes, actor=actor or office.clerk, at=AT
    )


def concluded(subject):
    rows = Place.objects.filter(subject=subject, collective__isnull=False).order_by("collective__pk")
    return [one.concluded_on for one in rows]


def test_a_combined_session_concludes_the_places_of_both_bodies(combined):
    record(combined, [combined.body, combined.report, combined.subject], plan=combined.plan)
    assert concluded(combined.body) == concluded(combined.report) == [HELD]
    assert concluded(combined.subject) == [HELD, HELD]


def test_without_the_plan_only_its_own_place_is_concluded(combined):
    record(combined, [combined.body, combined.subject])
    assert sorted(concluded(combined.subject), key=str) == [HELD, None]
    Conference.objects.update(held_on=date(2021, 12, 5))
    with pytest.raises(TransitionDenied, match="Không kiểm điểm tại"):
        record(combined, [combined.report])
    assert concluded(combined.report) == [None]


def test_a_corrected_combined_session_opens_both_places_again(combined):
    held = record(combined, [combined.body, combined.report, combined.subject], plan=combined.plan)
    without = Minutes(
        held_on=HELD,
        convened_count=9,
        present_count=8,
        agenda=(
            Heard(subject=combined.body),
            Heard(subject=combined.subject, reviewed=False, absent_reason="Ốm"),
        ),
    )
    correct_conference(held, without, version=1, actor=combined.clerk, at=AT)
    assert (concluded(combined.body), concluded(combined.report)) == ([HELD], [None])
    assert concluded(combined.subject) == [None, None]
    assert Conference.objects.get().plan == combined.plan


def test_a_plan_is_held_once_and_changed_no_more(combined):
    record(combined, [combined.body], plan=combined.plan)
    Conference.objects.update(held_on=date(2021, 12, 5))
    with pytest.raises(TransitionDenied, match="đã ghi rồi"):
        record(combined, [combined.body], plan=combined.plan)
    with pytest.raises(TransitionDenied, match="đã họp và đã ghi"):
        change_conference_plan(
            combined.plan, Prepared(planned_on=HELD), version=1, actor=combined.clerk, at=AT
        )
    assert Conference.objects.count() == 1


def test_another_bodys_plan_is_refused(combined):
    theirs = make_conference_plan(combined.other)
    with pytest.raises(TransitionDenied, match="không phải của"):
        record(combined, [combined.body], plan=theirs)
    assert not Conference.objects.exists()


def test_who_came_from_above_is_kept_as_a_person(office):
    here = make_account(Role.SUPERVISOR, office.district).assignments.get()
    assert record(office, [office.body], attended_by=here).attended_by == here


@pytest.mark.parametrize(("to_on", "is_taken"), [(HELD, True), (date(2021, 12, 5), False)])
def test_who_came_looked_after_the_unit_on_that_day(office, to_on, is_taken):
    here = make_account(Role.SUPERVISOR, office.district).assignments.get()
    here.to_on = to_on
    here.save()
    if is_taken:
        assert record(office, [office.body], attended_by=here).attended_by == here
        return
    with pytest.raises(TransitionDenied) as denied:
        record(office, [office.body], attended_by=here)
    assert [one.box for one in denied.value.sentences] == ["attended_by"]
    assert not Conference.objects.exists()


def test_the_office_records_the_standing_committees_own_conference_alone(office):
    member = make_person("Vũ Đình Trọng")
    subject = make_subject(person=member, organization=office.province, places=[])
    body = make_subject(collective=office.standing, organization=office.province, places=[])
    for one in (body, subject):
        Place.objects.create(
            subject=one, organization=office.province, collective=office.standing, label=office.standing.name
        )
    secretariat = make_account(Role.OFFICE_STAFF)
    held = record(
        office,
        [body, subject],
        office.standing,
        secretariat,
        minutes_mode="paper_only",
        minutes_number="3",
        minutes_on=HELD,
        minutes_kept_at="Văn phòng",
    )
    assert (held.is_data_only, held.conclusion, concluded(subject)) == (True, "", [HELD])
    assert list(Conference.objects.visible_to(secretariat)) == [held]
    for other in (office.clerk, office.staff, make_account(Role.UNIT_LEADER, office.district)):
        assert held not in Conference.objects.visible_to(other)
    with pytest.raises(PermissionDenied):
        record(office, [office.body], actor=secretariat)
    with pytest.raises(PermissionDenied):
        record(office, [body], office.standing, make_account(Role.UNIT_CLERK, make_organization()))
    assert Conference.objects.count() == 1
