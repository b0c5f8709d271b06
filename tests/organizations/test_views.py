import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import reverse

from organizations.models import AuditEntry, Once
from tests.factories import NOON

PASSWORD = "mot-mat-khau-dai"

pytestmark = pytest.mark.django_db


def sign_in(client, account, password=PASSWORD, **more):
    return client.post(
        reverse("account_login"), {"login": account.sign_in_name, "password": password, **more}
    )


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


# --- signing in


def test_a_stranger_is_sent_to_the_sign_in_page(client):
    response = client.get(reverse("organizations:notice_list"))
    assert response.url == f"{reverse('account_login')}?next={reverse('organizations:notice_list')}"


def test_a_member_signs_in_with_a_password_and_it_is_noted(client, member):
    response = sign_in(client, member)
    assert response.url == "/"
    assert list(AuditEntry.objects.values_list("action", "actor")) == [("sign_in", member.pk)]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, member):
    wrong = sign_in(client, member, password="khong-phai-mat-khau")
    unknown = client.post(reverse("account_login"), {"login": "khong-co", "password": "khong-phai-mat-khau"})
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in wrong.content.decode()
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert list(AuditEntry.objects.values_list("action", "actor", "target_key")) == [
        ("sign_in_failed", None, member.key)
    ]


def test_the_sixth_wrong_try_in_five_minutes_is_told_to_wait(client, member):
    for _ in range(5):
        sign_in(client, member, password="khong-phai-mat-khau")
    response = sign_in(client, member)
    assert "Gõ sai nhiều lần. Chờ 5 phút rồi thử lại." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_disabled_account_is_told_whom_to_ring(client, member):
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    response = sign_in(client, member)
    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 302}


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_a_foreign_page_after_signing_in(client, member, elsewhere):
    assert sign_in(client, member, next=elsewhere).url == "/"


def test_signing_out_is_a_post(client, member):
    client.force_login(member)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    assert client.get("/dang-nhap/dang-ky/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404


def backdate(client, **seconds):
    session = client.session
    for name, span in seconds.items():
        session[name] -= span
    session.save()


@pytest.mark.parametrize(
    ("_case", "seconds", "status"),
    [
        ("a coffee", {"seen_at": 29 * 60}, 200),
        ("an empty desk", {"seen_at": 32 * 60}, 302),
        ("a long day", {"signed_in_at": 12 * 60 * 60 + 1}, 302),
    ],
)
def test_a_session_ends_at_an_empty_desk_and_after_twelve_hours(client, member, _case, seconds, status):
    sign_in(client, member)
    backdate(client, **seconds)
    response = client.get(reverse("organizations:account"))
    assert response.status_code == status
    assert ("_auth_user_id" in client.session) is (status == 200)
    if status == 302:
        assert response.url == f"{reverse('account_login')}?next={reverse('organizations:account')}"


def test_staying_signed_in_starts_the_half_hour_anew(client, member):
    sign_in(client, member)
    backdate(client, seen_at=29 * 60)
    assert (
        client.post(
            reverse("organizations:session_extend"), headers={"X-Requested-With": "fetch"}
        ).status_code
        == 204
    )
    backdate(client, seen_at=29 * 60)
    assert client.get(reverse("organizations:account")).status_code == 200


# --- the password of one's own


def test_a_password_from_a_slip_must_be_replaced_before_anything_else(client, member):
    type(member).objects.filter(pk=member.pk).update(must_change_password=True)
    client.force_login(member)
    assert client.get(reverse("organizations:account")).url == reverse("account_change_password")

    fields = {
        "oldpassword": PASSWORD,
        "password1": "con suoi chay qua ban",
        "password2": "con suoi chay qua ban",
    }
    client.post(reverse("account_change_password"), fields)

    member.refresh_from_db()
    assert member.must_change_password is False
    assert member.check_password("con suoi chay qua ban")
    assert client.get(reverse("organizations:account")).status_code == 200
    assert AuditEntry.objects.filter(action="change_password", actor=member).count() == 1


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("ngan", "Mật khẩu cần ít nhất 10 ký tự."),
        ("1234567890", "Mật khẩu này nhiều người dùng, dễ đoán. Đặt mật khẩu khác."),
    ],
)
def test_a_weak_password_is_refused_and_the_old_one_stays(client, member, password, words):
    client.force_login(member)
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post(reverse("account_change_password"), fields)
    assert words in response.content.decode()
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_a_new_password_ends_the_other_sessions(client, member):
    other = type(client)()
    other.force_login(member)
    client.force_login(member)
    fields = {
        "oldpassword": PASSWORD,
        "password1": "con suoi chay qua ban",
        "password2": "con suoi chay qua ban",
    }
    client.post(reverse("account_change_password"), fields)
    assert other.get(reverse("organizations:account")).status_code == 302
    assert client.get(reverse("organizations:account")).status_code == 200


# --- the second factor


def test_a_clerk_without_a_second_factor_chooses_one_first(client, clerk):
    sign_in(client, clerk)
    assert client.get(reverse("organizations:notice_list")).url == reverse("organizations:second_factor")
    assert "Thẻ mã in trên giấy" in client.get(reverse("organizations:second_factor")).content.decode()


def paths_on(page):
    """Where a page's links and forms lead, besides the page itself and the telephone."""
    found = re.findall(r'(?:href|action)="(/[^"#]*)"', page.content.decode())
    return {one for one in found if not one.startswith("/static/")}


def test_before_the_second_factor_a_page_leads_nowhere_but_on_and_out(client, clerk):
    sign_in(client, clerk)
    frame = {"/", *map(reverse, ("organizations:text_size", "account_logout", "organizations:privacy"))}
    frame.add(reverse("organizations:session_extend"))
    card, totp = reverse("organizations:code_card"), reverse("mfa_activate_totp")
    factor = reverse("organizations:second_factor")

    assert paths_on(client.get(factor)) == frame | {card, totp}
    assert paths_on(client.get(totp, follow=True)) == frame
    client.post(card, {"form_key": "k1"})
    shown = client.get(card)
    assert paths_on(shown) == frame | {factor}
    assert paths_on(client.get(factor)) == frame
    assert clerk.full_name not in client.get(factor).content.decode()

    client.post(factor, {"code": shown.context["codes"][0]})

    known = paths_on(client.get(reverse("organizations:account")))
    assert {reverse("deadlines:dossier_list"), reverse("organizations:guide")} < known


def test_before_the_password_is_ones_own_a_page_leads_nowhere_else_either(client, member):
    type(member).objects.update(must_change_password=True)
    sign_in(client, member)
    page = client.get(reverse("account_change_password"))
    assert 'class="nav-m"' not in page.content.decode()
    assert reverse("account_logout") in paths_on(page)
    assert reverse("organizations:account") not in paths_on(page)


def test_a_member_is_asked_for_no_second_factor(client, member):
    sign_in(client, member)
    assert client.get(reverse("organizations:notice_list")).status_code == 200


def test_a_card_is_made_printed_and_its_first_code_opens_the_door(client, clerk):
    sign_in(client, clerk)
    client.post(reverse("organizations:code_card"), {"form_key": "k1"})
    codes = client.get(reverse("organizations:code_card")).context["codes"]
    assert len(codes) == 10
    assert client.get(reverse("organizations:notice_list")).url == reverse("organizations:second_factor")

    response = client.post(reverse("organizations:second_factor"), {"code": codes[0]})

    assert response.url == "/"
    assert client.get(reverse("organizations:notice_list")).status_code == 200
    assert AuditEntry.objects.filter(action="issue_code_card", actor=clerk).count() == 1
    assert AuditEntry.objects.filter(action="second_factor", after="recovery_codes").count() == 1


def test_a_code_of_the_card_works_once(client, clerk):
    codes = RecoveryCodes.activate(clerk).generate_codes()
    sign_in(client, clerk)
    client.post(reverse("organizations:second_factor"), {"code": codes[0]})
    client.post(reverse("account_logout"))
    sign_in(client, clerk)

    response = client.post(reverse("organizations:second_factor"), {"code": codes[0]})

    assert "Mã chưa đúng hoặc đã dùng rồi. Ghi mã khác." in response.content.decode()
    assert client.get(reverse("organizations:notice_list")).url == reverse("organizations:second_factor")


def test_a_password_alone_neither_shows_nor_replaces_an_existing_card(client, clerk):
    RecoveryCodes.activate(clerk)
    before = Authenticator.objects.get(user=clerk).data
    sign_in(client, clerk)
    assert client.get(reverse("organizations:code_card")).status_code == 403
    assert client.post(reverse("organizations:code_card")).status_code == 403
    assert Authenticator.objects.get(user=clerk).data == before


def test_the_key_of_another_s_form_is_refused_in_words_and_nothing_is_written(client, clerk, member):
    Once.objects.create(form_key="k" * 32, account=member, at=NOON, redirect_to="/cua-dong-chi-khac/")
    client.force_login(clerk)

    answer = client.post(reverse("organizations:code_card"), {"form_key": "k" * 32}, follow=True)

    assert answer.redirect_chain == [(reverse("organizations:code_card"), 302)]
    assert "đã được gửi từ một tài khoản khác" in answer.content.decode().replace("\xa0", " ")
    assert not Authenticator.objects.exists()
    assert Once.objects.get().account == member


def test_a_card_asked_for_twice_by_one_form_is_made_once(client, clerk):
    sign_in(client, clerk)
    client.post(reverse("organizations:code_card"), {"form_key": "same"})
    first = client.get(reverse("organizations:code_card")).context["codes"]
    client.post(reverse("organizations:code_card"), {"form_key": "same"})
    assert client.get(reverse("organizations:code_card")).context["codes"] == first


def test_an_authenticator_is_set_up_and_opens_the_door(client, clerk):
    sign_in(client, clerk)
    again = client.get(reverse("mfa_activate_totp"))
    assert again.url.startswith(reverse("account_reauthenticate"))
    client.post(again.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    assert response.url == reverse("organizations:code_card")
    assert client.get(reverse("organizations:notice_list")).status_code == 200
    assert len(client.get(reverse("organizations:code_card")).context["codes"]) == 10


def test_an_authenticator_is_asked_for_at_the_next_sign_in(client, clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    response = sign_in(client, clerk)
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Mã chưa đúng hoặc đã dùng rồi. Ghi mã khác." in wrong.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})

    assert client.get(reverse("organizations:notice_list")).status_code == 200


def test_a_code_of_the_authenticator_opens_once_however_long_it_lives(client, clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    before, now, _after = (
        format_hotp_value(hotp_value(secret, one)) for one in yield_hotp_counters_from_time()
    )
    sign_in(client, clerk)
    assert client.post(reverse("mfa_authenticate"), {"code": now}).status_code == 302
    client.post(reverse("account_logout"))
    cache.clear()  # half a minute later allauth has forgotten the code, and still takes it

    sign_in(client, clerk)
    for code in (now, before):
        again = client.post(reverse("mfa_authenticate"), {"code": code})
        assert "Mã chưa đúng hoặc đã dùng rồi. Ghi mã khác." in again.content.decode()

    assert "_auth_user_id" not in client.session


def test_the_code_that_set_the_authenticator_up_opens_nothing_more(client, clerk):
    sign_in(client, clerk)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    code = code_now(secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    client.post(reverse("account_logout"))

    sign_in(client, clerk)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert "_auth_user_id" not in client.session
