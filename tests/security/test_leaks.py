"""What a page must not let through: another unit's people, and a level before it is announced."""

import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from organizations.enums import Level
from ratings.models import DecisionEntry, Rating, SittingLine
from tests.authority import world as office

PEOPLE = ("Bùi Đức Khải", "Quách Đình Lự", "BÙI ĐỨC KHẢI", "QUÁCH ĐÌNH LỰ", "Bùi Đức", "Đồng Khê")
OUTSIDE = ("sibling_clerk", "department_clerk", "other_subject", "administrator", "inspection")
UNTOLD = ("unit_clerk", "unit_checker", "unit_leader", "subject", "helper", "cell_secretary", "base_clerk")
FRESH = re.compile(rb"\b[0-9a-zA-Z]{32,64}\b|[0-9]{1,2}:[0-9]{2}")  # tokens, the clock


def url_names(resolver=None, space=""):
    """Every named address, with what its path asks for."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", tuple(entry.pattern.converters)


def pages(world, role):
    """Whatever the role gets to read by GET, of any address on the world's own records."""
    client = Client()
    client.force_login(world.accounts[role])
    for name, asks in url_names():
        with office.undone():
            response = client.get(reverse(name, kwargs=office.keys(world, name, asks)))
            body = b"".join(response.streaming_content) if response.streaming else response.content
            headers = " ".join(response.get(one, "") for one in ("Location", "Content-Disposition")).encode()
        yield name, response, FRESH.sub(b"", headers + body)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The office, built once; at the end it is taken back."""
    plain = override_settings(SECOND_FACTOR_REQUIRED=False, DEMO=False)
    with plain, django_db_blocker.unblock(), transaction.atomic():
        yield office.build()
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("role", OUTSIDE)
def test_no_page_names_people_of_a_unit_out_of_reach(role, world):
    told = [
        f"{name} says {one}"
        for name, response, body in pages(world, role)
        for one in PEOPLE
        if response.status_code == 200 and one.encode() in body
    ]
    assert told == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "state"), [*((role, "decided") for role in UNTOLD), ("unit_clerk", "concluded")]
)
def test_nothing_a_unit_reads_depends_on_the_level_before_it_is_announced(role, state, world):
    """Two offices, alike but for the level behind the doors: each page is the same to the last letter."""
    seen = []
    for level in (Level.EXCELLENT, Level.FAILED):
        with office.undone():
            Rating.objects.filter(pk=world.rating.pk).update(
                state=state,
                appraised_level=level,
                concluded_level=level if state != "appraised" else "",
                decided_level=level if state == "decided" else "",
            )
            SittingLine.objects.update(submitted_level=level, concluded_level=level)
            DecisionEntry.objects.update(level=level)
            seen.append({name: body for name, _response, body in pages(world, role)})
    first, second = seen
    assert [name for name in first if first[name] != second[name]] == []
