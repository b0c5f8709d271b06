"""A kept question answers what the same question put together anew would, whatever it was asked with before."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, DateField, Q
from django.db.transaction import TransactionManagementError

from organizations.enums import Role
from organizations.models import Account, Assignment
from organizations.models.account import Reader, Standing
from organizations.models.prepared import MOST_SHAPES, Prepared, Slot
from organizations.permissions import Permission
from tests.factories import add_role, make_account, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.both]

ROLES = Slot("roles", CharField(), many=True)
DAY = Slot("day", DateField())


def roles_since():
    return (
        Assignment.objects.filter(role__in=ROLES, from_on__gte=DAY)
        .select_related("organization")
        .order_by("pk")
    )


@pytest.fixture
def three():
    account = make_account(Role.UNIT_CLERK, make_organization())
    first = account.assignments.get()
    second = add_role(account, Role.INSPECTION, make_organization(), from_on=date(2021, 6, 1))
    third = add_role(account, Role.SUPERVISOR, make_organization(), from_on=date(2021, 9, 1))
    return first, second, third


def test_it_is_asked_with_other_values_lists_and_days(three, django_assert_num_queries):
    first, second, third = three
    ask, begin = Prepared(roles_since), date(2021, 1, 1)
    every = [Role.UNIT_CLERK, Role.INSPECTION, Role.SUPERVISOR]

    with django_assert_num_queries(5):
        assert ask(roles=every, day=begin) == [first, second, third]
        assert ask(roles=every, day=date(2021, 6, 1)) == [second, third]
        assert ask(roles=[Role.SUPERVISOR], day=begin) == [third]
        assert ask(roles=[], day=begin) == []
        assert ask(roles=every[:2], day=begin) == [first, second]


def test_its_rows_are_whole_records_with_what_hangs_on_them(three, django_assert_num_queries):
    ask = Prepared(roles_since)
    ask(roles=[Role.INSPECTION], day=date(2021, 1, 1))

    with django_assert_num_queries(1):
        (row,) = ask(roles=[Role.SUPERVISOR], day=date(2021, 1, 1))
        assert (row.organization.name, row.from_on, row._state.db, row._state.adding) == (
            three[2].organization.name,
            date(2021, 9, 1),
            "default",
            False,
        )


def test_a_union_in_which_a_part_is_left_out_says_the_same_as_the_queryset(three):
    def either(names):
        parts = [
            Assignment.objects.filter(role__in=ROLES if name in names else [])
            .order_by()
            .values_list("role", "from_on")
            for name in ("a", "b")
        ]
        return parts[0].union(parts[1], all=True)

    ask = Prepared(either)
    given = [("inspection", date(2021, 6, 1))]
    assert ask(frozenset("ab"), roles=["inspection"]) == given * 2
    assert ask(frozenset("b"), roles=["inspection"]) == given
    assert ask(frozenset(), roles=["inspection"]) == []


def test_a_percent_sign_in_a_value_stays_one(three):
    ask = Prepared(
        lambda: Account.objects.filter(Q(full_name__contains="%s"), pk=Slot("pk", BigIntegerField()))
    )
    odd = make_account(full_name="Hà %s Lan")
    assert ask(pk=odd.pk) == [odd]
    assert ask(pk=three[0].account_id) == []


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused_where_rows_are_locked():
    ask = Prepared(lambda: Account.objects.select_for_update().filter(pk=Slot("pk", BigIntegerField())))
    mine = make_account()
    with transaction.atomic():
        assert ask(pk=mine.pk) == [mine]
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            ask(pk=mine.pk)
    else:  # SQLite locks the whole when a transaction begins
        assert ask(pk=mine.pk) == [mine]


def test_no_more_than_a_few_texts_are_kept():
    ask = Prepared(lambda number: Account.objects.filter(pk=number))
    for number in range(MOST_SHAPES + 5):
        ask(number)
    assert len(ask.made) == MOST_SHAPES
    assert (connection.vendor, MOST_SHAPES + 4) in ask.made


def test_a_reader_holds_and_reaches_what_an_account_of_his_roles_does(three):
    account = three[0].account
    account.on_day = date(2021, 12, 14)
    reader = Reader(Standing(account.held, is_dated=True))
    assert reader.roles == account.roles
    for permission in Permission:
        assert reader.holds(permission) == account.holds(permission)
        assert reader.reach(permission) == account.reach(permission)


def test_two_accounts_of_one_standing_share_a_text_and_see_their_own(three):
    own = Prepared(lambda standing: Assignment.objects.filter(account=Reader(standing)))
    one, other = make_account(), make_account()
    for account in (one, other):
        add_role(account, Role.INSPECTION)
    assert one.ask(own) == [one.assignments.get()]
    assert other.ask(own) == [other.assignments.get()]
    assert len(own.made) == 1
