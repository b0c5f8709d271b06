"""Ghi cuộc gọi: to a unit's contact, or from any level to an organisation below (P49)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from deadlines.models import Call
from deadlines.services.counter import log_call
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from tests import factories as make
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def commune(district):
    return make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")


def ring(called, actor, **fields):
    values = {"campaign": make.make_campaign(), "spoke_with": "đồng chí Lan", "actor": actor, "at": NOON}
    return log_call(called, **(values | fields))


def test_a_clerk_rings_an_organisation_below_his_own(district, commune):
    clerk = make.make_account(Role.UNIT_CLERK, district)

    call = ring(commune, clerk)

    assert (call.organization, call.unit, call.called_at, call.by) == (commune, None, NOON, clerk)
    entry = AuditEntry.objects.get(action="log_call")
    assert (entry.actor, entry.target_key, entry.note) == (clerk, commune.key, "đồng chí Lan")


@pytest.mark.parametrize("role", [Role.CELL_SECRETARY, Role.UNIT_LEADER, Role.INSPECTION])
def test_nobody_else_does(district, commune, role):
    with pytest.raises(PermissionDenied):
        ring(commune, make.make_account(role, district))
    assert not Call.objects.exists()
    assert not AuditEntry.objects.filter(action="log_call").exists()


def test_a_clerk_rings_neither_his_own_organisation_nor_one_beside_it(district, commune):
    clerk = make.make_account(Role.UNIT_CLERK, commune)
    for called in (commune, district, make.make_organization()):
        with pytest.raises(PermissionDenied):
            ring(called, clerk)
    assert not Call.objects.exists()


def test_a_unit_is_rung_by_the_organization_committee_alone(district):
    unit = make.make_unit(make.make_collective(district))
    with pytest.raises(PermissionDenied):
        ring(unit, make.make_account(Role.UNIT_CLERK, district))

    call = ring(unit, make.make_account(Role.ORGANIZATION_STAFF))

    assert (call.unit, call.organization) == (unit, None)


def test_a_call_with_nobody_is_refused(district, commune):
    with pytest.raises(TransitionDenied) as refused:
        ring(commune, make.make_account(Role.UNIT_CLERK, district), spoke_with=" ", promised_at=NOON)
    assert [str(one) for one in refused.value.sentences] == [
        "Giờ hẹn phải sau giờ gọi.",
        "Ghi đã gặp ai, ví dụ: đồng chí Lan.",
    ]
    assert not Call.objects.exists()


def test_a_call_goes_to_one_place(district):
    actor, unit = make.make_account(), make.make_unit()
    common = {"campaign": make.make_campaign(), "called_at": NOON, "spoke_with": "Lan", "by": actor}
    for places in ({}, {"unit": unit, "organization": district}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.create(**common, **places)
