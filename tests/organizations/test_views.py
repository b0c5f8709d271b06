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
from django.test import Client
from django.urls import reverse

from jobs.models import Job
from jobs.registry import KINDS, Kind
from organizations import audit, clock
from organizations.enums import Role
from organizations.models import AuditEntry, ClockOffset, Notice
from organizations.services.accounts import issue_one_time_code
from tests.factories import NOON, add_role, make_account, make_organization, make_unit

PASSWORD = "mot-mat-khau-dai"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def member():
    """Somebody without a role of the office: no second factor is asked."""
    return make_account()


@pytest.fixture
def clerk():
    unit = make_unit()
    return make_account(Role.UNIT_CLERK, unit.organization, unit, full_name="Hà Thu Trang")


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
    assert (wrong.status_code, unknown.status_code) == (200, 200)
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


# --- hats, size, notices


def test_a_hat_is_switched_and_named_on_the_page(client, member):
    district = make_organization(name="Đảng bộ huyện Đồng Khê")
    add_role(member, Role.CELL_SECRETARY, district, from_on=NOON.date())
    second = add_role(member, Role.SUPERVISOR, district)
    client.force_login(member)

    client.post(reverse("organizations:hat_switch"), {"hat": second.key})

    page = client.get(reverse("organizations:account"))
    assert page.context["shell"].hat == second
    assert "Đang làm việc với tư cách" in page.content.decode()


def test_nobody_puts_on_the_hat_of_another(client, member, clerk):
    client.force_login(member)
    response = client.post(reverse("organizations:hat_switch"), {"hat": clerk.assignments.get().key})
    assert response.status_code == 404
    assert "hat" not in client.session


def test_the_size_of_text_is_remembered_on_the_device(client):
    response = client.post(reverse("organizations:text_size"), {"size": "l", "next": "/huong-dan/"})
    assert response.url == "/huong-dan/"
    assert 'class="size-l"' in client.get("/huong-dan/").content.decode()


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", ""])
def test_the_size_form_leads_to_no_foreign_page(client, elsewhere):
    assert client.post(reverse("organizations:text_size"), {"size": "l", "next": elsewhere}).url == "/"


def test_an_invented_size_changes_nothing(client):
    response = client.post(reverse("organizations:text_size"), {"size": '"><script>'})
    assert not response.cookies


def make_notice(account, **fields):
    return Notice.objects.create(
        recipient=account, title="Hồ sơ đã được tiếp nhận", created_at=NOON, **fields
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_costs_the_same_whatever_its_length(client, member, count, django_assert_num_queries):
    for _ in range(count):
        make_notice(member)
    client.force_login(member)
    with django_assert_num_queries(7):
        response = client.get(reverse("organizations:notice_list"))
    assert len(response.context["page"].object_list) == count


def test_opening_a_notice_marks_it_read_and_goes_there(client, member):
    notice = make_notice(member, path="/huong-dan/")
    client.force_login(member)
    client.get(reverse("organizations:notice_list"))
    notice.refresh_from_db()
    assert notice.read_at is None

    response = client.post(reverse("organizations:notice_open", args=[notice.key]))

    notice.refresh_from_db()
    assert response.url == "/huong-dan/"
    assert notice.read_at is not None


def test_the_notice_of_another_is_not_found(client, member, clerk):
    notice = make_notice(clerk)
    client.force_login(member)
    assert client.post(reverse("organizations:notice_open", args=[notice.key])).status_code == 404
    client.post(reverse("organizations:notice_read_all"))
    notice.refresh_from_db()
    assert notice.read_at is None


# --- jobs, looks, the demo


@pytest.fixture
def job_kind(member):
    KINDS["test.print"] = Kind(
        "test.print", lambda work: None, lambda job, account: job.asked_by == account, False
    )
    yield "test.print"
    del KINDS["test.print"]


def test_a_job_is_followed_by_whoever_asked_for_it_alone(client, member, job_kind):
    job = Job.objects.create(kind=job_kind, asked_by=member, created_at=NOON, rung_at=NOON, progress=40)
    client.force_login(member)
    page = client.get(reverse("organizations:job_detail", args=[job.key])).content.decode()
    assert "Đã làm 40%" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert (
        "<html"
        not in client.get(
            reverse("organizations:job_detail", args=[job.key]), headers={"HX-Request": "true"}
        ).content.decode()
    )

    client.force_login(make_account())
    assert client.get(reverse("organizations:job_detail", args=[job.key])).status_code == 404


def test_a_finished_job_leads_to_its_result(client, member, job_kind):
    done = {"state": "done", "finished_at": NOON, "progress": 100, "result": {"path": "/ho-so/"}}
    job = Job.objects.create(kind=job_kind, asked_by=member, created_at=NOON, rung_at=NOON, **done)
    client.force_login(member)
    page = client.get(reverse("organizations:job_detail", args=[job.key])).content.decode()
    assert 'href="/ho-so/"' in page
    assert "every 2s" not in page


def test_who_looked_is_shown_to_those_who_may_read_the_journal(client, clerk, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    audit.looked(clerk, clerk.assignments.get().unit)
    client.force_login(make_account(Role.ORGANIZATION_LEADER))
    assert "Hà Thu Trang" in client.get(reverse("organizations:access_list")).content.decode()
    client.force_login(clerk)
    assert client.get(reverse("organizations:access_list")).status_code == 403


def test_outside_a_demo_there_is_no_open_door_and_no_other_clock(client, member):
    type(member).objects.filter(pk=member.pk).update(demo_title="Đảng viên")
    assert client.post(reverse("organizations:demo_sign_in"), {"account": member.key}).status_code == 404
    assert client.post(reverse("organizations:demo_clock"), {"step": "1d"}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert not ClockOffset.objects.exists()
    page = client.get(reverse("account_login")).content.decode()
    assert "Mật khẩu" in page
    assert member.key not in page


def test_in_a_demo_one_click_opens_a_demo_account_and_no_other(client, member, clerk, settings):
    settings.DEMO = True
    type(clerk).objects.filter(pk=clerk.pk).update(demo_title="Cán bộ tổ chức", demo_group="Đơn vị")
    page = client.get(reverse("account_login")).content.decode()
    assert "Hà Thu Trang" in page
    assert 'name="password"' in page

    assert client.post(reverse("organizations:demo_sign_in"), {"account": member.key}).status_code == 404
    client.post(reverse("organizations:demo_sign_in"), {"account": clerk.key})

    assert client.get(reverse("organizations:notice_list")).status_code == 200
    assert AuditEntry.objects.filter(action="sign_in_demo", actor=clerk).count() == 1


def test_the_demo_clock_is_put_where_it_is_told(client, settings):
    settings.DEMO = True
    client.post(reverse("organizations:demo_clock"), {"day": "14/12/2021", "hour": "13:30"})
    assert f"{clock.day_of(clock.now()):%d/%m/%Y}" == "14/12/2021"
    client.post(reverse("organizations:demo_clock"), {"step": "1d"})
    assert f"{clock.day_of(clock.now()):%d/%m/%Y}" == "15/12/2021"


def test_a_wrong_moment_is_refused_and_kept_for_correction(client, settings):
    settings.DEMO = True
    response = client.post(reverse("organizations:demo_clock"), {"day": "31/2/2021", "hour": "25h"})
    page = response.content.decode()
    assert "còn 2 chỗ cần sửa" in page
    assert 'value="31/2/2021"' in page
    assert "<title>Lỗi: " in page
    assert not ClockOffset.objects.exists()


# --- pages for everybody


@pytest.mark.parametrize("name", ["organizations:guide", "organizations:privacy", "account_login"])
def test_anybody_may_read_the_guide_and_who_sees_what(client, name):
    assert client.get(reverse(name)).status_code == 200


def test_an_unknown_address_is_told_in_our_own_words(client, member):
    for account in (None, member):
        if account:
            client.force_login(account)
        response = client.get("/khong-co-trang-nay/")
        assert response.status_code == 404
        assert "Không có trang này" in response.content.decode()


def test_a_form_from_a_page_opened_long_ago_is_told_what_to_do(member):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("organizations:text_size"), {"size": "l"})
    assert response.status_code == 403
    assert "Trang này mở đã lâu" in response.content.decode()


def test_the_help_line_names_the_official_who_follows_the_unit(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    official = make_account(full_name="Lương Thế Kiên", phone="0200 3 855 020")
    unit = make_unit(official=official)
    client.force_login(make_account(Role.UNIT_CLERK, unit.organization, unit))
    page = client.get(reverse("organizations:account")).content.decode()
    assert "đồng chí Lương Thế Kiên, Ban Tổ chức Tỉnh ủy" in page
    assert 'href="tel:02003855020"' in page


def test_the_help_line_of_one_below_a_unit_names_the_units_contact(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    unit = make_unit()
    base = make_organization(unit.organization, "base_committee")
    client.force_login(make_account(Role.BASE_CLERK, base))
    page = client.get(reverse("organizations:account"))
    assert page.context["shell"].help.name == "Hà Thị Lan"


def test_the_code_of_a_slip_opens_once_and_leads_to_a_password_of_one_s_own(client, member):
    code = issue_one_time_code(member, actor=None)
    fields = {"login": member.sign_in_name, "password": code}
    assert client.post(reverse("account_login"), fields).status_code == 302
    assert client.get(reverse("organizations:account")).url == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    words = {"password1": "con suoi chay qua ban", "password2": "con suoi chay qua ban"}
    client.post(reverse("account_set_password"), words)

    member.refresh_from_db()
    assert (member.must_change_password, member.one_time_code) == (False, "")
    assert member.check_password("con suoi chay qua ban")
    client.logout()
    assert client.post(reverse("account_login"), fields).status_code == 200
