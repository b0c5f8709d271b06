"""Several decisions on the tree at once: none tears it, and one is not written twice."""

from datetime import date

import pytest

from cadres.models import Membership
from deadlines.services.reorganisation import Wish, reorganise
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind, Role
from organizations.models import Account, OrganizationChange, PartyOrganization
from organizations.services.tree import Ruling
from tests import factories as make
from tests.deadlines.test_races import at_once, one_each

pytestmark = pytest.mark.django_db(transaction=True)
RULING = Ruling(date(2021, 12, 10), "125-QĐ/TU", "Sắp xếp")


def act(kind, organization, staff, **fields):
    """One hand that does this, on what it read before."""
    wish = Wish(kind=kind, organization=organization, ruling=RULING, **fields)
    return lambda: reorganise(wish, actor=Account.objects.get(pk=staff.pk), at=make.NOON).key


@pytest.fixture
def tree():
    """Two communes of a district with three cells each, and staff."""
    district = make.make_organization()
    communes = [make.make_organization(district, OrganizationKind.BASE_COMMITTEE) for _ in range(2)]
    cells = [make.make_organization(one, OrganizationKind.CELL) for one in communes for _ in range(3)]
    for number, cell in enumerate(cells):
        make.make_membership(make.make_person(f"Lò Văn {number}"), cell)
    return {"communes": communes, "cells": cells, "staff": make.make_account(Role.ORGANIZATION_STAFF)}


def test_moves_merges_and_a_new_cell_at_once_leave_the_tree_whole(tree):
    (first, second), cells, staff = tree["communes"], tree["cells"], tree["staff"]
    new = {"name": "Chi bộ mới", "level": OrganizationKind.CELL}
    answers = one_each(
        act(Kind.MOVE, cells[0], staff, other=second),
        act(Kind.MOVE, cells[3], staff, other=first),
        act(Kind.MERGE, cells[1], staff, other=cells[4]),
        act(Kind.CREATE, first, staff, **new),
    )
    assert "refused" not in answers
    assert PartyOrganization.objects.find_problems() == ([], [], [], [], [])
    assert OrganizationChange.objects.count() == 4
    assert Membership.objects.filter(to_on__isnull=True).count() == 6


def test_one_merger_pressed_by_four_hands_is_written_once(tree):
    cells, staff = tree["cells"], tree["staff"]
    answers = at_once(act(Kind.MERGE, cells[0], staff, other=cells[1]), times=4)
    assert answers.count("refused") == 3
    assert OrganizationChange.objects.count() == 1
    assert Membership.objects.filter(organization=cells[1], to_on__isnull=True).count() == 2
