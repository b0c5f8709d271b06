"""Memberships: an official one ends for a reason, and a reason has its day (P44, P48)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cadres.models import Membership
from tests.factories import make_membership, make_organization, make_person

pytestmark = pytest.mark.django_db
DAY = date(2021, 7, 15)


@pytest.fixture
def person():
    return make_person("Hà Văn Chẩn")


@pytest.mark.parametrize(
    ("_case", "fields"),
    [
        ("an official one ends without a reason", {"to_on": DAY}),
        ("a reason without a day", {"end_reason": "died"}),
        ("a temporary one that goes on has a reason", {"kind": "temporary", "end_reason": "moved"}),
        ("a reason that nobody knows", {"to_on": DAY, "end_reason": "tired"}),
    ],
)
def test_what_the_database_refuses(person, _case, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(person, make_organization(), **fields)

    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"to_on": DAY, "end_reason": "resigned"},
        {"to_on": DAY, "kind": "temporary"},
        {"to_on": DAY, "kind": "temporary", "end_reason": "moved"},
    ],
)
def test_what_it_keeps(person, fields):
    make_membership(person, make_organization(), **fields)
    assert Membership.objects.filter(**fields).count() == 1


@pytest.mark.parametrize("reason", ["died", "expelled", "struck_off", "resigned"])
def test_who_left_the_party_is_told_from_who_moved(person, reason):
    cell = make_organization()
    make_membership(make_person("Bùi Văn Bạo"), cell, to_on=DAY, end_reason="moved")
    make_membership(make_person("Quách Thị Sìn"), cell, to_on=DAY, end_reason="merged")
    last = make_membership(person, cell, to_on=DAY, end_reason=reason)

    assert list(Membership.objects.left_the_party()) == [last]


def test_who_was_taken_in_again_has_not_left(person):
    make_membership(person, make_organization(), to_on=DAY, end_reason="struck_off")
    make_membership(person, make_organization(), from_on=date(2021, 12, 1))

    assert not Membership.objects.left_the_party().exists()


def test_a_person_is_found_where_he_sits_and_who_sits_nowhere_where_he_sat_last(person):
    first, second = make_organization(), make_organization()
    make_membership(person, first, to_on=DAY, end_reason="moved")
    now = make_membership(person, second, from_on=DAY)
    guest = make_membership(person, first, from_on=DAY, kind="temporary")
    make_membership(person, first, to_on=DAY, kind="temporary")
    assert set(Membership.objects.found_in()) == {now, guest}

    Membership.objects.filter(pk=guest.pk).update(to_on=DAY)
    Membership.objects.filter(pk=now.pk).update(to_on=date(2021, 9, 1), end_reason="died")
    assert list(Membership.objects.found_in()) == [now]
