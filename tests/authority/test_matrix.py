"""Who may come through which door: every address, every role, GET and POST, against an oracle derived by hand.

docs/authority.md gives each role's duties with their sources; every cell of tests/permissions.csv follows from them.
The program never reads it, and a cell is changed only together with the duty it rests on.

The oracle has a row for every address and method and a column for every role. A cell is:
ok (the page, or the form shown again with what is missing), go (a redirect to where the act leads), login (sent to
sign in), 403 (the role has no such duty anywhere, or sees the record and may not do this), 404 (outside what the role
reaches), 405 (no such method), 503 (a health page that says no).
"""

import csv
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Template
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.safestring import SafeString

from tests.authority import world as office

ORACLE = Path(__file__).resolve().parents[1] / "permissions.csv"
ROWS = list(csv.DictReader(ORACLE.read_text().splitlines())) if ORACLE.exists() else []
ROLES = [name for name in (ROWS[0] if ROWS else {}) if name not in ("url", "method")]
SHOWN = {200, 400, 409, 422, 429}

pytestmark = pytest.mark.django_db


def url_names(resolver=None, space=""):
    """Every named address of the resolver, with what its path asks for."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from url_names(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", tuple(entry.pattern.converters)


def visitor(world, role):
    """A browser in which the role is signed in."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.accounts[role])
    return client


def answer(world, client, method, name, asks):
    """What the door says, in the words of the oracle; nothing stays of the visit, in the office or the browser."""
    path, cookies = reverse(name, kwargs=office.keys(world, name, asks)), deepcopy(client.cookies)
    with office.undone():
        response = client.get(path) if method == "GET" else client.post(path, {"form_key": "0" * 32})
        if response.streaming:
            b"".join(response.streaming_content)  # reading to the end closes the file
    client.cookies = cookies
    if response.status_code in (302, 303):
        return "login" if response["Location"].startswith(reverse(settings.LOGIN_URL)) else "go"
    return "ok" if response.status_code in SHOWN else str(response.status_code)


@pytest.fixture
def door(world, django_db_blocker, settings, monkeypatch):
    """The doors alone: what is drawn behind them is other tests' affair, and drawing is most of the time."""
    settings.DEMO = False
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr(Template, "render", lambda *_: SafeString(""))
    with django_db_blocker.unblock():
        yield world


def test_every_address_has_its_rows_and_no_row_is_stale():
    asked = {(name, method) for name, _ in url_names() for method in ("GET", "POST")}
    written = {(row["url"], row["method"]) for row in ROWS}
    assert sorted(asked - written) == []
    assert sorted(written - asked) == []


@pytest.mark.parametrize("role", ROLES)
def test_the_door_opens_as_the_oracle_says(role, door):
    asks, client = dict(url_names()), visitor(door, role)
    wrong = []
    for row in ROWS:
        said = answer(door, client, row["method"], row["url"], asks[row["url"]])
        if said != row[role]:
            wrong.append(f"{row['method']} {row['url']}: {said}, the oracle says {row[role]}")
    assert wrong == []
