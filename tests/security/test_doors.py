"""The doors: what a password alone opens, what a lost role closes, and where a form may send its reader."""

from datetime import date
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organizations.enums import Role
from organizations.models import Assignment
from organizations.services import sign_in
from tests import factories as make
from tests.security.forms import filled, forms_in

pytestmark = pytest.mark.django_db
PASSWORD = "sông Nhuệ chảy về đâu 2021"


@pytest.fixture
def guarded(settings):
    """A real installation: no demo, staff show a second factor."""
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = False, True
    cache.clear()  # where wrong passwords are counted
    return settings


@pytest.fixture
def staff(guarded):
    """Staff with a card of codes and a password that somebody else has learned."""
    account = make.make_account(Role.ORGANIZATION_STAFF)
    account.sign_in_name = "canbo-btc"
    account.set_password(PASSWORD)
    account.save()
    sign_in.issue_code_card(account, actor=account)
    return account


def with_password(account):
    """A browser in which only the password was shown."""
    client = Client()
    client.post(reverse("account_login"), {"login": account.sign_in_name, "password": PASSWORD})
    return client


def test_a_password_alone_opens_no_page_of_staff(staff):
    client = with_password(staff)
    for name in ("deadlines:worklist", "deadlines:board", "reviews:subject_list", "deadlines:board_excel"):
        response = client.get(reverse(name))
        assert response.status_code == 302, name
        assert response["Location"] in {
            reverse("organizations:second_factor"),
            f"{reverse('account_login')}?next={reverse(name)}",
        }


def test_a_password_alone_adds_no_second_factor_beside_the_one_there_is(staff):
    client = with_password(staff)
    for name in ("mfa_activate_totp", "organizations:code_card"):
        path = reverse(name)
        assert client.get(path).status_code in (302, 403), name
        assert client.post(path, {"code": "000000"}).status_code in (302, 403), name
    assert b"otpauth" not in client.get(reverse("mfa_activate_totp"), follow=True).content
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes"]


def test_a_password_alone_changes_no_password(staff):
    client, path = with_password(staff), reverse("account_change_password")
    new = "sông Đà chảy về đâu 2022"
    before = staff.password
    answer = client.post(path, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    staff.refresh_from_db()
    assert (answer.url, staff.password) == (reverse("organizations:second_factor"), before)


def test_codes_cannot_be_guessed_one_after_another(staff):
    client, path = with_password(staff), reverse("organizations:second_factor")
    for _ in range(8):
        client.post(path, {"code": "00000000"})
    code = Authenticator.objects.get(user=staff).wrap().get_unused_codes()[0]
    client.post(path, {"code": code})
    assert client.get(reverse("deadlines:board")).status_code == 302


def test_the_demos_open_door_is_a_wall_without_the_demo(guarded):
    account = make.make_account(demo_title="Dùng thử")
    client = Client()
    for name in ("organizations:demo_sign_in", "organizations:demo_clock"):
        assert client.post(reverse(name), {"account": account.key}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(staff):
    said = []
    for name in (staff.sign_in_name, "khong-co-ai"):
        response = Client().post(reverse("account_login"), {"login": name, "password": "sai"})
        page = response.content.decode().replace(name, "")
        said.append((response.status_code, [line for line in page.split("\n") if "value=" not in line]))
    assert said[0] == said[1]


@pytest.mark.parametrize("name", ["canbo-btc", "khong-co-ai"])
def test_sign_in_stops_for_one_name_after_five_wrong_passwords(staff, name):
    Authenticator.objects.all().delete()
    client = Client()
    for _ in range(8):
        client.post(reverse("account_login"), {"login": name, "password": "sai"})
    client.post(reverse("account_login"), {"login": "canbo-btc", "password": PASSWORD})
    assert ("_auth_user_id" in client.session) == (name != "canbo-btc")


def test_another_port_or_another_spelling_brings_no_new_tries(staff):
    Authenticator.objects.all().delete()
    client = Client()
    tries = [("canbo-btc", 1000), ("CANBO-BTC", 1001), (" canbo-btc ", 1002), ("Canbo-btc", 1003)]
    for name, port in [*tries, ("canbo-btc", 1004)]:
        client.post(
            reverse("account_login"), {"login": name, "password": "sai"}, HTTP_HOST=f"127.0.0.1:{port}"
        )
    for host in ("127.0.0.1:1005", "127.0.0.1"):
        right = {"login": "canbo-btc", "password": PASSWORD}
        client.post(reverse("account_login"), right, HTTP_HOST=host)
        assert "_auth_user_id" not in client.session


def test_signing_in_begins_a_new_session(staff):
    Authenticator.objects.all().delete()
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["canary"] = "1"
    session.save()
    before = session.session_key
    client.post(reverse("account_login"), {"login": staff.sign_in_name, "password": PASSWORD})
    assert client.session.session_key != before


def test_a_role_taken_away_is_gone_at_the_next_request(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    account, client = make.make_account(Role.ORGANIZATION_STAFF), Client()
    make.make_campaign()
    client.force_login(account)
    assert client.get(reverse("deadlines:board")).status_code == 200
    Assignment.objects.filter(account=account).update(from_on=date(2019, 1, 1), to_on=date(2020, 1, 1))
    assert client.get(reverse("deadlines:board")).status_code == 403
    account.is_active = False
    account.save()
    assert client.get(reverse("deadlines:worklist"))["Location"].startswith(reverse("account_login"))


AWAY = (
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "https:///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "javascript:evil",
    " //evil.example",
    "http://testserver@evil.example/",
    "evil.example",
)


@pytest.fixture
def tried(settings):
    """An account that a demo opens by one click."""
    settings.DEMO, settings.SECOND_FACTOR_REQUIRED = True, False
    make.make_campaign()
    return make.make_account(Role.ORGANIZATION_STAFF, demo_title="Dùng thử", demo_group="Cấp tỉnh")


def one_click(account, where):
    """From a page that asked for a sign-in, through the button with the account's name."""
    client = Client()
    asked = client.get(where, follow=True)
    [form] = [one for one in forms_in("/dang-nhap/", asked.content.decode()) if "account" in one["fields"]]
    sent = filled(form["fields"]) | {"account": account.key}
    return client.post(form["action"], sent)


def test_one_click_leads_to_the_page_that_was_asked_for(tried):
    assert one_click(tried, "/theo-doi/?loai=delegated")["Location"] == "/theo-doi/?loai=delegated"
    assert one_click(tried, "/dang-nhap/")["Location"] == "/"


@pytest.mark.parametrize("away", AWAY)
def test_one_click_leads_nowhere_else(tried, away):
    client = Client()
    answer = client.post(reverse("organizations:demo_sign_in"), {"account": tried.key, "next": away})
    assert answer["Location"] == "/"
    shown = Client().get(reverse("account_login"), {"next": away}).content.decode()
    assert one_click(tried, f"/dang-nhap/?{urlencode({'next': away})}")["Location"] == "/"
    assert 'href="' + away not in shown


@pytest.mark.parametrize("away", AWAY)
def test_no_form_sends_its_reader_to_another_site(staff, settings, away):
    settings.SECOND_FACTOR_REQUIRED = False
    answers = [
        Client().post(
            f"{reverse('account_login')}?next={away}",
            {"login": staff.sign_in_name, "password": PASSWORD, "next": away},
        )
    ]
    client = Client()
    client.force_login(staff)
    for name in ("text_size", "hat_switch", "session_extend"):
        data = {"next": away, "back": away, "size": "2", "path": away}
        answers.append(client.post(reverse(f"organizations:{name}"), data, headers={"Referer": away}))
    led = [urljoin("http://testserver/dang-nhap/", one.get("Location", "")) for one in answers]
    assert {urlsplit(one)[:2] for one in led} == {("http", "testserver")}
    assert [one for one in led if "\\" in one or "\t" in one] == []
