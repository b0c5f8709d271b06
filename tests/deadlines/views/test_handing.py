"""A desk that changes hands: what lies on it, and who has it at the next request."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from organizations.enums import OrganizationKind, Role
from organizations.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def inside(account):
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def office():
    """A unit whose dossier is not sent, its clerk, and whoever takes his place."""
    unit = make.make_unit()
    make.make_campaign()
    before = make.make_account(Role.UNIT_CLERK, unit.organization, full_name="Hà Thị Lan")
    after = make.make_account(full_name="Vi Thị Hường")
    return unit, before, after


def fields(page, **changes):
    day = page.context["form"]["from_on"].value()
    return {"from_on": f"{day:%d/%m/%Y}", "reason": "nghỉ thai sản"} | changes


def test_the_successor_has_the_desk_at_once_and_the_other_lost_it(office):
    _unit, before, after = office
    old, new, desk = inside(before), inside(after), inside(make.make_account(Role.ADMINISTRATOR))
    address = reverse("deadlines:desk_handover", args=[before.assignments.get().key])
    page = desk.get(address)
    titles = [one.title for one in page.context["work"]]
    mine = old.get("/").context["work"].tasks
    assert set(titles) == {one.title.partition(":")[0] for one in mine if one.state != "done"}
    assert len(titles) > 2

    answer = desk.post(address, fields(page, successor="vi thi huong"))

    assert answer.url == reverse("organizations:account_detail", args=[after.key])
    assert {one.title for one in new.get("/").context["work"].tasks} == {one.title for one in mine}
    assert old.get(reverse("deadlines:dossier_list")).status_code == 403
    assert new.get(reverse("deadlines:dossier_list")).status_code == 200


def test_a_part_of_a_name_hands_nothing_over(office):
    _unit, before, after = office
    desk = inside(make.make_account(Role.ADMINISTRATOR))
    address = reverse("deadlines:desk_handover", args=[before.assignments.get().key])
    page = desk.get(address)

    asked = desk.post(address, fields(page, successor="Vi Thị Hư"))

    assert (asked.status_code, [one.key for one in asked.context["form"].offers]) == (422, [after.key])
    assert before.assignments.get().to_on is None
    assert not after.assignments.exists()
    chosen = desk.post(address, fields(page, successor="Vi Thị Hư", successor_key=after.key))
    assert chosen.url == reverse("organizations:account_detail", args=[after.key])


def test_a_newcomer_is_made_in_the_same_act(office):
    unit, _before, _after = office
    cell = make.make_organization(unit.organization, OrganizationKind.CELL)
    secretary = make.make_account(Role.CELL_SECRETARY, cell)
    desk = inside(make.make_account(Role.UNIT_CLERK, unit.organization))
    address = reverse("deadlines:desk_handover", args=[secretary.assignments.get().key])

    answer = desk.post(address, fields(desk.get(address), full_name="Lò Thị Hoa"))

    assert re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", answer.content.decode())
    assert Account.objects.get(full_name="Lò Thị Hoa").assignments.get().organization == cell


@pytest.mark.parametrize("changes", [{}, {"successor": "Vi Thị Hường", "full_name": "Lò Thị Hoa"}])
def test_there_is_one_successor(changes, office):
    _unit, before, _after = office
    desk = inside(make.make_account(Role.ADMINISTRATOR))
    address = reverse("deadlines:desk_handover", args=[before.assignments.get().key])
    answer = desk.post(address, fields(desk.get(address), **changes))
    assert answer.status_code == 422
    assert "một trong hai ô" in answer.content.decode()
    assert before.assignments.get().to_on is None


def test_a_clerk_hands_over_no_desk_of_his_own_level(office):
    unit, before, _after = office
    peer = make.make_account(Role.UNIT_CHECKER, unit.organization)
    desk = inside(before)
    for account in (before, peer):
        address = reverse("deadlines:desk_handover", args=[account.assignments.get().key])
        assert desk.get(address).status_code == 404
        assert desk.post(address, {"full_name": "Lò Thị Hoa"}).status_code == 404
