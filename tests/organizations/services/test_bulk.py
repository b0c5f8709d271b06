"""A form's records changed in one statement: exactly these, exactly so."""

from datetime import date

import pytest
from django.db import DataError, connection

from organizations.enums import Role
from organizations.models import Assignment, Contact
from organizations.services import bulk
from tests.factories import make_account, make_organization, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    places = [make_organization() for _ in range(3)]
    for place in places:
        make_account(Role.CELL_SECRETARY, place)
    return list(Assignment.objects.order_by("pk"))


def rows():
    return list(Assignment.objects.order_by("pk").values_list("title", "from_on", "to_on", "unit_id"))


def test_texts_days_and_keys_are_written_and_the_rest_stays(three, django_assert_num_queries):
    first, second, _third = three
    unit, before = make_unit(), rows()
    first.title, first.to_on, first.unit = "Bí thư; 100 %s", date(2021, 12, 31), unit
    second.title, second.to_on, second.unit = "", None, None
    first.from_on = second.from_on = date(2022, 1, 1)

    with django_assert_num_queries(1):
        bulk.update_few([first, second], ["title", "to_on", "unit"])

    assert rows() == [
        ("Bí thư; 100 %s", before[0][1], date(2021, 12, 31), unit.pk),
        ("", before[1][1], None, None),
        before[2],
    ]


def test_a_column_may_be_emptied_in_all_of_them(three):
    for one in three:
        one.to_on = date(2021, 12, 31)
    bulk.update_few(three, ["to_on"])
    assert [to_on for _title, _from, to_on, _unit in rows()] == [date(2021, 12, 31)] * 3
    for one in three:
        one.to_on = None
    bulk.update_few(three, ["to_on"])
    assert [to_on for _title, _from, to_on, _unit in rows()] == [None] * 3


def test_nothing_to_change_asks_nothing(three, django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.update_few([], ["title"])
        bulk.update_few(three, [])


def test_a_text_too_long_is_refused_never_cut():
    make_unit()
    contact = Contact.objects.get()
    contact.mobile = "0" * 500
    if connection.vendor != "postgresql":  # SQLite keeps whatever length there is
        return
    with pytest.raises(DataError):
        bulk.update_few([contact], ["mobile"])


def laid_aside():
    """How much of the database's file this line to it may lay aside."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("mmap_size", "cache_size")]


def test_a_long_read_lays_little_aside_and_leaves_the_line_as_it_was():
    before = laid_aside()
    with pytest.raises(ZeroDivisionError), bulk.sparingly():
        inside = laid_aside()
        raise ZeroDivisionError
    assert laid_aside() == before
    if before is not None:
        assert (before, inside) == ([134_217_728, -20_000], [0, -2_000])
