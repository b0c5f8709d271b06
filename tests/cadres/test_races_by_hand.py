"""Two desks that type in the same person at the same moment: one of them writes, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from cadres.models import Membership, Person
from cadres.resources.by_hand import OnePerson
from organizations.enums import OrganizationKind, Role
from organizations.models import Account, AuditEntry
from organizations.services.by_hand import write_by_hand
from organizations.workflow import TransitionDenied
from tests import factories as make


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("card", "box"), [("06000777", "card_number"), (None, "is_another")])
def test_one_person_typed_in_twice_at_once_comes_once(card, box):
    district = make.make_organization()
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    clerks = [make.make_account(Role.UNIT_CLERK, district) for _ in range(2)]
    typed = {
        "full_name": "Vi Văn Tuất",
        "birth": date(1980, 5, 1),
        "joined_on": date(2010, 5, 19),
        "cell": "Chi bộ Bưởi",
    } | ({"card_number": card} if card else {})

    def add(clerk):
        actor = Account.objects.get(pk=clerk.pk)
        try:
            write_by_hand(OnePerson(), typed, actor=actor, at=make.NOON, action="add_person")
        except TransitionDenied as denied:
            return {one.box for one in denied.sentences}
        finally:
            connections.close_all()
        return set()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(add, clerks), key=len)

    assert told == [set(), {box}]
    assert (Person.objects.count(), Membership.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="add_person").count() == 1
