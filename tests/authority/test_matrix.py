"""Who may come through which door: every address, every role, GET and POST, against an oracle written by hand.

tests/permissions.csv has a row for every address and method and a column for every role. A cell is:
ok (the page, a redirect to where the act leads, or the form shown again with what is missing), login (sent to sign in),
403, 404 (outside what the role reaches), 405 (no such method).
"""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tests.authority import world as office

ORACLE = Path(__file__).resolve().parents[1] / "permissions.csv"
ROWS = list(csv.DictReader(ORACLE.open())) if ORACLE.exists() else []
ROLES = [name for name in (ROWS[0] if ROWS else {}) if name not in ("url", "method")]
OK = {200, 302, 303, 400, 409, 422, 429}

pytestmark = pytest.mark.django_db


def url_names(resolver=None, space=""):
    """Every named address of the resolver, with what its path asks for."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", tuple(entry.pattern.converters)


def address(world, name, asks):
    """The address of the world's own record of that page."""
    keys = office.keys(world, name, asks)
    return reverse(name, kwargs=keys)


def answer(client, method, path):
    """What the door says, in the words of the oracle."""
    response = client.get(path) if method == "GET" else client.post(path, {"form_key": "0" * 32})
    if response.status_code in (302, 303) and response["Location"].startswith(reverse(settings.LOGIN_URL)):
        return "login"
    return "ok" if response.status_code in OK else str(response.status_code)


def test_every_address_has_its_rows_and_no_row_is_stale():
    asked = {(name, method) for name, _ in url_names() for method in ("GET", "POST")}
    written = {(row["url"], row["method"]) for row in ROWS}
    assert sorted(asked - written) == []
    assert sorted(written - asked) == []


@pytest.mark.parametrize("role", ROLES)
def test_the_door_opens_as_the_oracle_says(role, client, django_db_blocker, settings):
    settings.DEMO = False
    settings.SECOND_FACTOR_REQUIRED = False
    world, asks = office.build(), dict(url_names())
    wrong = []
    for row in ROWS:
        fresh = Client(raise_request_exception=False)
        if role != "anonymous":
            fresh.force_login(world.accounts[role])
        path = address(world, row["url"], asks[row["url"]])
        with office.undone():
            said = answer(fresh, row["method"], path)
        if said != row[role]:
            wrong.append(f"{row['method']} {row['url']}: {said}, the oracle says {row[role]}")
    assert wrong == []
