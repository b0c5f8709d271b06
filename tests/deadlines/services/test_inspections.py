"""Ý kiến kiểm tra: written from above, answered by the organisation (R07)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from deadlines.models import InspectionRemark
from deadlines.services.inspections import answer_remark, record_remark
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from tests import factories as make
from tests.factories import DAY, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    return make.make_organization(district, OrganizationKind.CELL, name="Chi bộ Văn phòng")


@pytest.fixture
def inspection():
    return make.make_account(Role.INSPECTION)


def write(cell, actor, **fields):
    values = {"inspected_on": DAY, "inspector": "Đoàn kiểm tra số 2", "text": "Chi bộ kiểm điểm chậm."}
    return record_remark(cell, campaign=make.make_campaign(), actor=actor, at=NOON, **(values | fields))


def said(denied):
    return [str(one) for one in denied.value.sentences]


def test_a_remark_is_kept_with_who_inspected_and_who_typed_and_the_place_is_told(cell, inspection):
    secretary = make.make_account(Role.CELL_SECRETARY, cell)
    make.make_account(Role.CELL_SECRETARY)

    remark = write(cell, inspection)

    assert (remark.inspector, remark.text) == ("Đoàn kiểm tra số 2", "Chi bộ kiểm điểm chậm.")
    assert (remark.inspected_on, remark.entered_by, remark.entered_at) == (DAY, inspection, NOON)
    entry = AuditEntry.objects.get(action="record_remark")
    assert (entry.actor, entry.on_behalf_of) == (inspection, "Đoàn kiểm tra số 2")
    notice = Notice.objects.get()
    assert (notice.recipient, notice.path) == (secretary, f"/y-kien-kiem-tra/{remark.key}/")
    assert "chậm" not in notice.body


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.BASE_CLERK, Role.SUPERVISOR])
def test_only_inspection_staff_and_the_clerk_above_write(cell, district, role):
    with pytest.raises(PermissionDenied):
        write(cell, make.make_account(role, district))
    assert not InspectionRemark.objects.exists()


def test_a_clerk_writes_below_his_own_organisation_and_nowhere_else(cell, district):
    clerk = make.make_account(Role.UNIT_CLERK, district)
    for organization in (district, make.make_organization()):
        with pytest.raises(PermissionDenied):
            write(organization, clerk)
    assert write(cell, clerk).organization == cell


@pytest.mark.parametrize(("day", "passes"), [(DAY, True), (date(2021, 12, 15), False)])
def test_an_inspection_is_not_ahead(cell, inspection, day, passes):
    if passes:
        assert write(cell, inspection, inspected_on=day).inspected_on == day
        return
    with pytest.raises(TransitionDenied) as denied:
        write(cell, inspection, inspected_on=day, inspector=" ", text="")
    assert said(denied) == [
        "Ghi ngày kiểm tra, không sau ngày 14/12/2021.",
        "Ghi đoàn hoặc người kiểm tra.",
        "Ghi ý kiến kiểm tra.",
    ]
    assert not InspectionRemark.objects.exists()


def test_the_place_answers_and_may_say_it_better(cell, inspection):
    remark, secretary = write(cell, inspection), make.make_account(Role.CELL_SECRETARY, cell)

    answer_remark(remark, answer="Đã họp.", answered_on=DAY, actor=secretary, at=NOON)
    answer_remark(remark, answer="Đã họp ngày 13/12.", answered_on=DAY, actor=secretary, at=NOON)

    remark.refresh_from_db()
    assert (remark.answer, remark.answered_on, remark.answered_by) == ("Đã họp ngày 13/12.", DAY, secretary)
    entries = AuditEntry.objects.filter(action="answer_remark").order_by("pk")
    assert [(one.before, one.after) for one in entries] == [
        ("", "Đã họp."),
        ("Đã họp.", "Đã họp ngày 13/12."),
    ]


@pytest.mark.parametrize(
    ("day", "passes"),
    [(date(2021, 12, 9), False), (date(2021, 12, 10), True), (DAY, True), (date(2021, 12, 15), False)],
)
def test_an_answer_lies_between_the_inspection_and_today(cell, inspection, day, passes):
    remark = write(cell, inspection, inspected_on=date(2021, 12, 10))
    secretary = make.make_account(Role.CELL_SECRETARY, cell)
    if passes:
        assert (
            answer_remark(remark, answer="Đã họp.", answered_on=day, actor=secretary, at=NOON).answered_on
            == day
        )
        return
    with pytest.raises(TransitionDenied) as denied:
        answer_remark(remark, answer=" ", answered_on=day, actor=secretary, at=NOON)
    assert said(denied) == [
        "Ghi ngày trả lời, từ ngày 10/12/2021 đến ngày 14/12/2021.",
        "Ghi giải trình, tiếp thu.",
    ]
    remark.refresh_from_db()
    assert remark.answer == ""


def test_whoever_inspects_does_not_answer(cell, inspection):
    remark = write(cell, inspection)
    for actor in (inspection, make.make_account(Role.ORGANIZATION_STAFF)):
        with pytest.raises(PermissionDenied):
            answer_remark(remark, answer="Đã họp.", answered_on=DAY, actor=actor, at=NOON)


def test_the_inspected_place_and_those_above_read_and_none_beside(cell, district, inspection):
    remark = write(cell, inspection)
    beside = make.make_organization(district, OrganizationKind.CELL)
    readers = [
        make.make_account(Role.CELL_SECRETARY, cell),
        make.make_account(Role.UNIT_LEADER, district),
        make.make_account(Role.ORGANIZATION_STAFF),
        inspection,
    ]
    others = [
        make.make_account(Role.CELL_SECRETARY, beside),
        make.make_account(Role.UNIT_CLERK, make.make_organization()),
        make.make_account(Role.UNIT_CHECKER, district),
        make.make_account(),
    ]
    for account in readers:
        assert list(InspectionRemark.objects.visible_to(account)) == [remark]
    for account in others:
        assert not InspectionRemark.objects.visible_to(account).exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"text": ""}, "inspection_remark_says_something"),
        ({"answer": "Đã họp."}, "inspection_remark_answer_has_a_day"),
        ({"answered_on": DAY}, "inspection_remark_answer_has_a_day"),
        ({"answer": "Đã họp.", "answered_on": date(2021, 12, 13)}, "inspection_remark_answered_after_it"),
    ],
)
def test_the_database_refuses(cell, inspection, fields, name):
    remark = write(cell, inspection)
    if name == "inspection_remark_answered_after_it":
        fields = fields | {"answered_by": inspection}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        InspectionRemark.objects.filter(pk=remark.pk).update(**fields)
