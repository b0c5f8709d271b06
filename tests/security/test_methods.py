"""How a form may arrive: only by POST, only with its own token, only while its reader is signed in."""

import re

import pytest
from django.conf import settings as project
from django.urls import reverse

from organizations.http import FORM_KEY, GRACE_SECONDS, IDLE_SECONDS, SEEN_AT
from reviews.models import Section
from tests.authority import world as office
from tests.security.forms import DOORS, ROLES, body_of, browser, filled, forms_of, opened, path_to
from tests.security.watch import changed, sentences, stored, writes

pytestmark = pytest.mark.django_db
TOKEN = "csrfmiddlewaretoken"


@pytest.mark.parametrize("token", [None, "", "x" * 32, "y" * 64], ids=["none", "empty", "short", "another"])
def test_no_form_is_taken_without_its_own_token(token, world):
    """Asked at every address that would take a form from the role."""
    taken = {}
    for role in ROLES:
        client = browser(world, role, enforce_csrf_checks=True)
        client.cookies[project.CSRF_COOKIE_NAME] = "z" * 32
        for name in opened("POST", role):
            data = {FORM_KEY: "0" * 32} | ({} if token is None else {TOKEN: token})
            with office.undone(), sentences() as said:
                response = client.post(path_to(world, name), data)
            if response.status_code != 403 or "Trang này mở đã lâu" not in response.content.decode():
                taken[role, name] = response.status_code
            if writes(said):
                taken[role, name] = "written"
    assert taken == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD"])
def test_no_other_method_changes_anything(method, world):
    done = {}
    for role in ("organization_staff", "unit_clerk", "subject", "registry"):
        client = browser(world, role)
        for name in {row["url"] for row in DOORS if row[role] in ("ok", "go", "405")}:
            with office.undone(), sentences() as said:
                response = client.generic(method, path_to(world, name), b"{}", "application/json")
            if response.status_code >= 500 and name != "readyz":
                done[role, name] = response.status_code
            if writes(said) or (body_of(response) and method == "HEAD"):
                done[role, name] = "not harmless"
    assert done == {}


def sign_in(client, account):
    """Through the page, with the password."""
    path = reverse("account_login")
    [form] = [one for one in forms_of(client, path) if "password" in one["fields"]]
    typed = filled(form["fields"]) | {"login": account.sign_in_name, "password": "mot-mat-khau-dai"}
    assert client.post(path, typed).status_code == 302


def edit_form(world, client):
    """The form of the self-review as its writer has it before him."""
    path = reverse("reviews:self_review_edit", args=[world.review.key])
    own = [one for one in forms_of(client, path) if any("CN" in name for name in one["fields"])]
    boxes = {name: box for name, box in own[0]["fields"].items() if box.kind != "submit"}
    return path, filled(boxes, text="Bài viết từ sáng")


def test_a_form_from_before_the_sign_out_is_not_taken_in_anothers_name(world):
    """Four people at one computer: what the first left open is not sent by the second."""
    client = browser(world, "anonymous", enforce_csrf_checks=True)
    with office.undone():
        sign_in(client, world.accounts["subject"])
        path, typed = edit_form(world, client)
        [leave] = [one for one in forms_of(client, "/dang-xuat/") if one["action"] == "/dang-xuat/"][-1:]
        client.post("/dang-xuat/", filled(leave["fields"]))
        sign_in(client, world.accounts["helper"])
        before = stored()
        response = client.post(path, typed)
        assert response.status_code == 403
        assert "Trang này mở đã lâu" in response.content.decode()
        assert "Bài viết từ sáng" in response.content.decode()
        assert changed(before, stored()) == []


def test_a_form_sent_after_half_an_hours_absence_gives_back_what_was_typed(world):
    """Nothing is written in a session that is over, and the text is on the page to be copied or sent again."""
    client = browser(world, "anonymous")
    with office.undone():
        sign_in(client, world.accounts["subject"])
        path, typed = edit_form(world, client)
        session = client.session
        session[SEEN_AT] -= IDLE_SECONDS + GRACE_SECONDS + 1
        session.save()
        before = stored()
        response = client.post(path, typed)
        page = response.content.decode()
        assert response.status_code == 403
        assert "Phiên làm việc đã hết" in page
        assert page.count("Bài viết từ sáng") == sum(one == "Bài viết từ sáng" for one in typed.values())
        assert f'href="/dang-nhap/?next={path}"' in page
        assert changed(before, stored()) == []
        assert "_auth_user_id" not in client.session


def test_a_stranger_gets_nothing_written_and_his_words_back(world):
    client = browser(world, "subject")
    path, typed = edit_form(world, client)
    with office.undone():
        client.logout()
        before = stored()
        response = client.post(path, typed)
        assert response.status_code == 403
        assert "Bài viết từ sáng" in response.content.decode()
        assert changed(before, stored()) == []
        assert Section.objects.filter(text="Bài viết từ sáng").count() == 0


def test_counts_and_days_are_given_back_too_each_under_its_label(world):
    """Without a script nothing else keeps them."""
    client = browser(world, "base_clerk")
    client.logout()
    typed = {
        "convened_count": "11",
        "held_on": "06/12/2021",
        "kq7mx2pa3fgh-remarks": "",
        "aq7mx2pa3fgh-remarks": "Khá",
    }
    with office.undone():
        response = client.post(
            reverse("reviews:conference_create", args=[world.review.key]),
            typed | {"version": "3", "aq7mx2pa3fgh-reviewed": "yes", FORM_KEY: "0" * 32},
        )
    page = response.content.decode()
    assert response.status_code == 403
    boxes = re.findall(r'data-typed="([^"]+)">([^<]+)</label><textarea[^>]*>([^<]*)<', page)
    assert boxes == [
        ("convened_count", "Triệu tập", "11"),
        ("held_on", "Ngày họp", "06/12/2021"),
        ("aq7mx2pa3fgh-remarks", "Dòng 2: Ý kiến góp ý", "Khá"),
    ]


@pytest.mark.parametrize("gone", ["signed out", "half an hour"])
def test_a_button_pressed_when_the_session_is_over_leads_back_to_its_page(gone, world):
    """Not to the address of the form, which is no page."""
    client = browser(world, "anonymous")
    stood = reverse("reviews:self_review_check", args=[world.review.key])
    with office.undone():
        sign_in(client, world.accounts["subject"])
        if gone == "signed out":
            client.logout()
        else:
            session = client.session
            session[SEEN_AT] -= IDLE_SECONDS + GRACE_SECONDS + 1
            session.save()
        before = stored()
        sent = reverse("reviews:self_review_submit", args=[world.review.key])
        response = client.post(
            sent, {FORM_KEY: "0" * 32}, headers={"Referer": f"http://testserver{stood}?x=1"}
        )
        assert response["Location"] == f"/dang-nhap/?next={stood}%3Fx%3D1"
        assert "Chưa gửi gì, vì phiên làm việc đã hết." in client.get(response["Location"]).content.decode()
        assert changed(before, stored()) == []


def test_an_address_of_a_form_opened_as_a_page_leads_on(world):
    client = browser(world, "subject")
    response = client.get(reverse("reviews:self_review_submit", args=[world.review.key]))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Trở về trang có biểu mẫu rồi bấm nút lần nữa." in response.content.decode()
    assert 'href="/"' in response.content.decode()
