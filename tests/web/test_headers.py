"""What every answer carries, whatever the page and whoever asks."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from organizations.enums import Role
from tests.factories import make_account

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


def names(resolver=None, namespace=""):
    """Every URL name of the installation."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield namespace + pattern.name


def address(name):
    """The page's address, with an invented key where it wants one."""
    for args in ([], ["khongcokhoa22"], ["khongcokhoa22", "khongcokhoa33"], [1], ["khongcokhoa22", 1]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}")


def check(response):
    for header, value in ALWAYS.items():
        assert response.headers[header] == value, header
    assert {one.strip() for one in response.headers["Content-Security-Policy"].split(";")} == POLICY
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False], ids=["demo", "real"])
@pytest.mark.parametrize("name", sorted(set(names())))
def test_every_answer_is_closed_to_the_outside(client, settings, name, demo):
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = demo, False
    check(client.get(address(name)))
    client.force_login(make_account(Role.ORGANIZATION_STAFF))
    response = client.get(address(name))
    check(response)
    assert response.status_code < 500 or name == "readyz"
    assert "no-store" in response.headers.get("Cache-Control", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/khong-co/", "/thong-bao/khongco/", "/luot-xem/"])
def test_errors_carry_them_too(client, path):
    client.force_login(make_account())
    response = client.get(path)
    assert response.status_code in {403, 404, 405}
    check(response)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(names())))
def test_no_page_takes_a_form_without_its_token(name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_account())
    assert strict.post(address(name)).status_code in {302, 403, 404, 405}


@pytest.mark.django_db
def test_cookies_are_closed_to_scripts_and_other_sites(client, settings):
    account = make_account()
    response = client.post(
        reverse("account_login"), {"login": account.sign_in_name, "password": "mot-mat-khau-dai"}
    )
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
