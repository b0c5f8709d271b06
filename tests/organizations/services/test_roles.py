"""Roles from a day to a day, and a desk that changes hands."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import OrganizationKind, Role
from organizations.models import Account, Assignment, AuditEntry, Notice, SubmittingUnit
from organizations.permissions import Permission
from organizations.services import roles
from organizations.services.accounts import hand_over_to_newcomer
from organizations.workflow import TransitionDenied
from tests import factories as make
from tests.factories import DAY, NOON

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def administrator():
    account = make.make_account(Role.ADMINISTRATOR)
    account.on_day = DAY
    return account


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    return make.make_organization(district, OrganizationKind.CELL)


@pytest.fixture
def clerk(district):
    account = make.make_account(Role.UNIT_CLERK, district)
    account.on_day = DAY
    return account


def give(account, role, organization, actor, **more):
    return roles.grant_role(account, role, organization=organization, from_on=DAY, actor=actor, **more)


def on(account, day):
    fresh = Account.objects.get(pk=account.pk)
    fresh.on_day = day
    return fresh


@pytest.mark.parametrize(
    ("_case", "account", "role", "at_cell"),
    [
        ("upwards to an account of his", "below", Role.UNIT_CHECKER, False),
        ("to a colleague, below", "peer", Role.CELL_SECRETARY, True),
        ("to himself, below", "own", Role.CELL_SECRETARY, True),
        ("a role of the province", "below", Role.REGISTRY, True),
    ],
)
def test_a_clerk_gives_nothing_upwards_nor_to_his_peers(_case, account, role, at_cell, clerk, district, cell):
    who = {
        "below": make.make_account(Role.CELL_SECRETARY, cell),
        "peer": make.make_account(Role.UNIT_LEADER, district),
        "own": clerk,
    }[account]
    before = Assignment.objects.count()
    with pytest.raises(PermissionDenied):
        give(who, role, cell if at_cell else district, clerk)
    assert Assignment.objects.count() == before
    assert not AuditEntry.objects.exists()


def test_a_role_at_the_wrong_place_is_refused_in_words(administrator):
    with pytest.raises(TransitionDenied, match=r"Cán bộ tổ chức của đơn vị.* chỉ giữ tại"):
        give(make.make_account(), Role.UNIT_CLERK, make.make_province(), administrator)
    assert not AuditEntry.objects.exists()


def test_a_role_ends_at_once_when_its_first_day_without_it_is_today(administrator, district):
    assignment = make.add_role(make.make_account(), Role.UNIT_CLERK, district)
    roles.stop_role(assignment, from_on=DAY, reason="chuyển công tác", actor=administrator)
    assert on(assignment.account, DAY - ONE).can(Permission.MANAGE_TREE, district)
    assert not on(assignment.account, DAY).can(Permission.MANAGE_TREE, district)
    assert AuditEntry.objects.get(action="end_role").note == "chuyển công tác"
    with pytest.raises(TransitionDenied, match="đã thôi sau ngày 13/12/2021"):
        roles.stop_role(assignment, from_on=DAY, reason="lần nữa", actor=administrator)


def test_a_role_given_by_mistake_today_was_never_held(administrator, district):
    account = make.make_account()
    assignment = give(account, Role.UNIT_CLERK, district, administrator)
    roles.stop_role(assignment, from_on=DAY, reason="ghi nhầm", actor=administrator)
    assert not account.assignments.exists()
    assert AuditEntry.objects.get(action="withdraw_role").note == "ghi nhầm"


def test_a_role_that_is_still_held_is_not_given_again_over_it(administrator, district):
    account = make.make_account()
    make.add_role(account, Role.UNIT_CLERK, district, to_on=DAY + ONE)
    with pytest.raises(TransitionDenied, match="đến hết ngày 15/12/2021"):
        give(account, Role.UNIT_CLERK, district, administrator)


def hand_over(assignment, successor, actor, **more):
    return roles.hand_over_role(
        assignment, successor, from_on=DAY, reason="nghỉ thai sản", actor=actor, at=NOON, **more
    )


def test_a_desk_changes_hands_in_one_act(administrator, district):
    before = make.make_account(Role.UNIT_CLERK, district, full_name="Hà Thị Lan")
    after = make.make_account(full_name="Vi Thị Hường")

    made = hand_over(before.assignments.get(), after, administrator)

    assert (made.account, made.organization, made.from_on) == (after, district, DAY)
    for account, holds in ((before, False), (after, True)):
        assert (
            on(account, DAY).can(Permission.SEND_DOSSIER, make.make_unit(make.make_collective(district)))
            is holds
        )
    assert set(Notice.objects.values_list("recipient", flat=True)) == {before.pk, after.pk}
    acts = list(AuditEntry.objects.values_list("action", flat=True))
    assert acts == ["end_role", "grant_role", "hand_over_role"]


def test_the_units_an_official_follows_go_with_his_desk(administrator):
    before, after = make.make_account(Role.ORGANIZATION_STAFF), make.make_account()
    unit = make.make_unit(official=before)
    hand_over(before.assignments.get(), after, administrator)
    assert SubmittingUnit.objects.get(pk=unit.pk).official == after


def test_a_newcomer_gets_his_account_with_the_desk(clerk, cell):
    before = make.make_account(Role.CELL_SECRETARY, cell)
    account, code = hand_over_to_newcomer(
        before.assignments.get(), full_name="Lò Thị Hoa", from_on=DAY, reason="ốm", actor=clerk, at=NOON
    )
    assert code.count("-") == 3
    assert on(account, DAY).assignments.get().organization == cell


def test_nobody_takes_a_desk_from_outside_the_clerk_s_hands(clerk, district, cell):
    before = make.make_account(Role.CELL_SECRETARY, cell)
    outside = make.make_account(Role.UNIT_LEADER, district)
    for role, successor in (
        (before.assignments.get(), outside),
        (outside.assignments.get(), before),
        (clerk.assignments.get(), before),
    ):
        with pytest.raises(PermissionDenied):
            hand_over(role, successor, clerk)
    assert not Assignment.objects.exclude(to_on=None).exists()
    assert not AuditEntry.objects.exists()


def test_a_desk_is_not_handed_to_its_holder_nor_to_a_locked_account(administrator, district):
    account = make.make_account(Role.UNIT_CLERK, district)
    locked = make.make_account(is_active=False)
    for successor, words in ((account, "đồng chí khác"), (locked, "đang khóa")):
        with pytest.raises(TransitionDenied, match=words):
            hand_over(account.assignments.get(), successor, administrator)
    assert account.assignments.get().to_on is None
