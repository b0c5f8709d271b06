"""An account for a person on the lists."""

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Person
from cadres.queries.accounts import matching, without_account
from cadres.services.accounts import open_own_account
from organizations.enums import OrganizationKind, Role
from organizations.models import Account
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
