"""Every link a role is shown leads somewhere the role may go: followed once each, from page to page.

Of a page with filters every choice is followed, not every mixture of choices.
"""

from functools import cache
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import resolve
from lxml.html import document_fromstring

from organizations.enums import Role
from organizations.http import SECOND_FACTOR_DONE
from tests.authority import world as offices
from tests.factories import NOON, add_role
from tests.web.pages import DOSSIER_DRAFT, GUIDANCE_DRAFT
from tests.web.pages_writing import handed_in_twice

MOST = 400  # pages one role may be led to before the walk is called endless
SHUT = {403, 404, 410, 500}
WALKS = {"organization_staff": 70, "unit_clerk": 50, "subject": 20}  # a walk that stops short proves nothing
LEAST = 5
ROLES = (
    "subject", "other_subject", "helper", "cell_secretary", "base_clerk", "unit_clerk", "unit_checker",
    "unit_leader", "sibling_clerk", "department_clerk", "organization_staff", "organization_leader",
    "standing_member", "supervisor", "office_staff", "registry", "inspection", "administrator",
)  # fmt: skip
# Walked once: these pages, and what they lead to, know of no draft.
TREE = {"organizations", "cadres"}
HOST = "testserver"
HERE = f"http://{HOST}/"

pytestmark = pytest.mark.django_db


def links_of(page, response):
    """Where the links of a page lead that stay in our house; a file has none."""
    if response.streaming or "text/html" not in response["Content-Type"]:
        return []
    found = []
    for href in document_fromstring(response.content.decode()).xpath("//a/@href[. != '']"):
        parts = urlsplit(urldefrag(urljoin(urljoin(HERE, page), href)).url)
        if parts.netloc == HOST and parts.scheme == "http":
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


@cache
def space_of(path):
    """The app whose page it is."""
    return resolve(path).namespace


def steps_of(link):
    """The page of a link, and each choice its address carries."""
    parts = urlsplit(link)
    return {(parts.path, choice) for choice in parse_qsl(parts.query, keep_blank_values=True) or [()]}


def walked(client, start="/", *, leaving_out=frozenset()):
    """Every page reached from the first, with the page that led to it and what it answered."""
    came_from, waiting, taken = {start: ""}, [start], steps_of(start)
    while waiting:
        page = waiting.pop()
        assert len(came_from) <= MOST, sorted(came_from)[:MOST]
        response = client.get(page)
        if response.streaming:
            b"".join(response.streaming_content)  # reading to the end closes the file
        yield page, came_from[page], response.status_code
        moved = response.status_code in (301, 302, 303)
        for one in [response["Location"]] if moved else links_of(page, response):
            if not one.startswith("/") or space_of(urlsplit(one).path) in leaving_out:
                continue
            if not steps_of(one) <= taken:
                taken |= steps_of(one)
                came_from[one] = page
                waiting.append(one)


def earlier(office):
    """The same office some days before: drafts not sent, a self-review handed in twice."""
    for change in (GUIDANCE_DRAFT, DOSSIER_DRAFT, handed_in_twice):
        change(office)


def leading(office):
    """The cadre leads the unit that proposes him: he sees his own rating in its lists."""
    add_role(office.accounts["subject"], Role.UNIT_LEADER, office.district)


CASES = [(role, given) for role in ROLES for given in (None, earlier)] + [("subject", leading)]


@pytest.mark.parametrize(("role", "given"), CASES)
def test_no_link_leads_to_a_closed_door(office, django_db_blocker, settings, role, given):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.DEMO = True
    client = Client(raise_request_exception=False)
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), offices.undone():
        if given:
            given(office)
        client.force_login(office.accounts[role])
        session = client.session
        session[SECOND_FACTOR_DONE] = True
        session.save()
        pages = list(walked(client, leaving_out=TREE if given is earlier else frozenset()))
    shut = [
        f"{page} answers {status}, linked from {source}" for page, source, status in pages if status in SHUT
    ]
    assert shut == []
    assert len(pages) >= (WALKS.get(role, 16) if given is not earlier else LEAST)
