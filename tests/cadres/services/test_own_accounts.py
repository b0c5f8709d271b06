"""An account for a person on the lists."""

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Person
from cadres.queries.accounts import matching, without_account
from cadres.services.accounts import join_account, open_own_account, part_account
from organizations.enums import OrganizationKind, Role
from organizations.models import Account, AuditEntry
from organizations.services.sign_in import spend_one_time_code
from organizations.workflow import TransitionDenied
from tests import factories as make
from tests.factories import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make.make_organization()


@pytest.fixture
def clerk(district):
    account = make.make_account(Role.UNIT_CLERK, district)
    account.on_day = DAY
    return account


@pytest.fixture
def member(district):
    person = make.make_person("Bùi Thị Hoài Thu")
    make.make_membership(
        person, make.make_organization(district, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    )
    return person


def test_a_member_below_gets_an_account_of_his_own_once(clerk, member):
    [found] = matching(without_account(clerk), "bui thi")
    assert (found, found.cell) == (member, "Chi bộ xóm Bưởi")

    account, code = open_own_account(member, actor=clerk)

    assert Person.objects.get(account=account) == member
    assert (account.full_name, account.assignments.count()) == ("Bùi Thị Hoài Thu", 0)
    assert spend_one_time_code(account.sign_in_name, code) == account
    assert not without_account(clerk).exists()
    with pytest.raises(TransitionDenied, match="đã có tài khoản"):
        open_own_account(member, actor=clerk)


def test_a_superior_and_a_sister_s_member_get_none_from_him(clerk, district, member):
    make.make_post(member, make.make_collective(district))
    sister = make.make_person("Lò Văn Inh")
    make.make_membership(sister, make.make_organization(make.make_organization(), OrganizationKind.CELL))
    before = Account.objects.count()
    assert not without_account(clerk).exists()
    for person in (member, sister):
        with pytest.raises(PermissionDenied):
            open_own_account(person, actor=clerk)
    assert Account.objects.count() == before
    assert set(without_account(make.make_account(Role.ADMINISTRATOR))) == {member, sister}


def test_the_account_of_his_work_becomes_his_own_and_is_parted_again(clerk, district, member):
    cell = member.memberships.get().organization
    account = make.make_account(Role.CELL_SECRETARY, cell, full_name="Bùi Thị Hoài Thu")
    join_account(member, account, actor=clerk)
    assert Person.objects.get(account=account) == member
    other = make.make_person("Lò Văn Inh")
    make.make_membership(other, cell)
    with pytest.raises(TransitionDenied, match="của một đồng chí khác"):
        join_account(other, account, actor=clerk)

    part_account(account, reason="gắn nhầm", actor=clerk)

    assert not Person.objects.filter(account=account).exists()
    assert list(AuditEntry.objects.values_list("action", "actor")) == [
        ("join_account", clerk.pk),
        ("part_account", clerk.pk),
    ]
    with pytest.raises(TransitionDenied, match="chưa gắn"):
        part_account(account, reason="lần nữa", actor=clerk)


def test_nobody_joins_an_account_out_of_his_hands(clerk, district, member):
    peer = make.make_account(Role.UNIT_CHECKER, district)
    with pytest.raises(PermissionDenied):
        join_account(member, peer, actor=clerk)
    low = make.make_account(Role.CELL_SECRETARY, member.memberships.get().organization)
    make.make_post(member, make.make_collective(district))
    with pytest.raises(PermissionDenied):
        join_account(member, low, actor=clerk)
    assert not Person.objects.exclude(account=None).exists()
    assert not AuditEntry.objects.exists()
