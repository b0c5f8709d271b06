"""What every answer carries, whatever the page and whoever asks."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from organizations.enums import Role
from tests.factories import make_account
from tests.web.page import ASKS

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


def address(name):
    """The page's address, with an invented key where it wants one."""
    for args in (
        [],
        ["khongcokhoa22"],
        ["khongcokhoa22", "khongcokhoa33"],
        [1],
        ["khongcokhoa22", 1],
        [1, "khongcokhoa22"],
    ):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}")


def open_doors(response):
    """What the answer lacks."""
    policy = response.headers.get("Content-Security-Policy", "")
    if {one.strip() for one in policy.split(";")} != POLICY:
        yield f"policy {policy}"
    for header, value in ALWAYS.items():
        if response.headers.get(header) != value:
            yield header


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False], ids=["demo", "real"])
def test_every_answer_is_closed_to_the_outside(settings, demo):
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = demo, False
    stranger, staff = Client(), Client()
    account, faults = make_account(Role.ORGANIZATION_STAFF), []
    for name in ASKS:
        staff.force_login(account)
        for who, client in (("a stranger", stranger), ("staff", staff)):
            response = client.get(address(name))
            faults += [f"{name} for {who}: {fault}" for fault in open_doors(response)]
        if response.status_code >= 500 and name != "readyz":
            faults.append(f"{name}: answers {response.status_code}")
        if "no-store" not in response.headers.get("Cache-Control", ""):
            faults.append(f"{name}: may stay in a browser's cache")
    assert faults == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/khong-co/", "/thong-bao/khongco/", "/luot-xem/"])
def test_errors_carry_them_too(client, path):
    client.force_login(make_account())
    response = client.get(path)
    assert response.status_code in {403, 404, 405}
    assert list(open_doors(response)) == []


@pytest.mark.django_db
def test_no_page_takes_a_form_without_its_token():
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_account())
    taken = {name: strict.post(address(name)).status_code for name in ASKS}
    assert {name: code for name, code in taken.items() if code not in {302, 403, 404, 405}} == {}


@pytest.mark.django_db
def test_cookies_are_closed_to_scripts_and_other_sites(client, settings):
    account = make_account()
    response = client.post(
        reverse("account_login"), {"login": account.sign_in_name, "password": "mot-mat-khau-dai"}
    )
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
