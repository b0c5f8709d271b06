import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import allauth
import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from jobs.models import Job
from jobs.registry import KINDS, Kind
from organizations import audit, clock
from organizations.enums import Role
from organizations.models import AuditEntry, ClockOffset, Notice
from organizations.services import demo
from organizations.services.accounts import issue_one_time_code
from organizations.services.notices import write_notice
from tests.factories import NOON, add_role, make_account, make_organization, make_unit

PASSWORD = "mot-mat-khau-dai"

pytestmark = pytest.mark.django_db


def sign_in(client, account, password=PASSWORD, **more):
    return client.post(
        reverse("account_login"), {"login": account.sign_in_name, "password": password, **more}
    )


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


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
    # a reader without an office: before a round is open, his contact is asked for by itself
    with django_assert_num_queries(8):
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


def test_earlier_reminders_of_one_work_lie_under_the_last(client, member, clerk):
    for day, about in ((9, "1 2"), (10, "1 2"), (10, "3 4"), (11, "1 2")):
        write_notice(member, title=f"Nhắc hạn {about}", path="/ho-so/", at=NOON.replace(day=day), about=about)
    write_notice(clerk, title="Nhắc hạn 1 2", at=NOON.replace(day=12), about="1 2")
    client.force_login(member)

    page = client.get(reverse("organizations:notice_list")).content.decode().replace("\xa0", " ")

    assert re.findall(r"<h2><span>([^<]+)</span></h2>", page) == ["Nhắc hạn 1 2", "Nhắc hạn 3 4"]
    assert "<summary>Đã nhắc trước đó 2 lần</summary>" in page
    assert [page.count(f"ngày {day}/12/2021: Nhắc hạn 1 2</li>") for day in ("09", "10", "11")] == [1, 1, 0]
    assert page.count("Mở việc này") == 2
    assert '<span class="count">2<' in page


def test_a_reminder_of_what_is_done_asks_for_nothing(client, member):
    make_notice(member, path="/ho-so/", about="1 2", ended_at=NOON)
    client.force_login(member)

    page = client.get(reverse("organizations:notice_list")).content.decode()

    assert "Việc đã xong" in page
    assert "Mở việc này" not in page
    assert '<span class="count">' not in page


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


def test_a_job_is_told_by_the_clock_that_every_page_of_the_demo_shows(client, member, job_kind, settings):
    settings.DEMO = True
    real, hour = clock.real_now(), timedelta(hours=1)
    demo = datetime(2021, 12, 14, 13, 30, tzinfo=UTC)
    ClockOffset.objects.create(pk=ClockOffset.SINGLE, seconds=int((demo - real).total_seconds()))
    job = Job.objects.create(
        kind=job_kind,
        asked_by=member,
        created_at=real - hour,
        rung_at=real,
        finished_at=real,
        state="done",
        progress=100,
    )
    client.force_login(member)

    page = client.get(reverse("organizations:job_detail", args=[job.key])).content.decode()

    assert "19:30 ngày\xa014/12/2021" in page  # asked
    assert "20:30 ngày\xa014/12/2021" in page  # done
    assert f"/{real.year}" not in page


def test_the_demo_clock_is_put_where_it_is_told(client, settings):
    settings.DEMO = True
    client.post(reverse("organizations:demo_clock"), {"day": "14/12/2021", "hour": "13:30"})
    assert f"{clock.day_of(clock.now()):%d/%m/%Y}" == "14/12/2021"
    client.post(reverse("organizations:demo_clock"), {"step": "1d"})
    assert f"{clock.day_of(clock.now()):%d/%m/%Y}" == "15/12/2021"


@pytest.mark.parametrize("fraction", [0, 1, 250_000, 499_999, 500_000, 999_999])
def test_the_demo_clock_never_stands_before_the_moment_it_was_put_to(db, settings, fraction):
    settings.DEMO = True
    real = datetime(2026, 3, 5, 8, 0, 0, fraction, tzinfo=UTC)
    with time_machine.travel(real, tick=False):
        demo.set_clock(NOON, actor=None)
        assert NOON <= clock.now() < NOON + timedelta(seconds=1)


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
    unit = make_unit(official=make_account(full_name="Lương Thế Kiên", phone="0200 3 855 020"))
    base = make_organization(unit.organization, "base_committee")
    client.force_login(make_account(Role.BASE_CLERK, base, phone="0200 3 855 091"))
    page = client.get(reverse("organizations:account"))
    assert page.context["shell"].help.name == "Hà Thị Lan"


def test_a_cell_rings_the_desk_of_its_base(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    unit = make_unit(official=make_account(full_name="Lương Thế Kiên", phone="0200 3 855 020"))
    base = make_organization(unit.organization, "base_committee", name="Đảng bộ xã Nà Sọng")
    clerk = make_account(Role.BASE_CLERK, base, full_name="Bùi Văn Nhượng")
    client.force_login(make_account(Role.CELL_SECRETARY, make_organization(base, "cell")))
    page = reverse("organizations:account")
    assert client.get(page).context["shell"].help.name == "Hà Thị Lan"

    type(clerk).objects.filter(pk=clerk.pk).update(phone="0200 3 855 091")

    assert "đồng chí Bùi Văn Nhượng, Đảng bộ xã Nà Sọng" in client.get(page).content.decode()


def test_the_code_of_a_slip_opens_once_and_leads_to_a_password_of_one_s_own(client, member):
    code = issue_one_time_code(member, actor=None)
    fields = {"login": member.sign_in_name, "password": code}
    assert client.post(reverse("account_login"), fields).status_code == 302
    assert client.get(reverse("organizations:account")).url == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    words = {"password1": "con suoi chay qua ban", "password2": "con suoi chay qua ban"}
    done = client.post(reverse("account_set_password"), words, follow=True)

    assert [one for one, _ in done.redirect_chain] == ["/"]
    assert "<h1>Việc cần làm</h1>" in done.content.decode()
    assert [str(one) for one in done.context["messages"]] == ["Đã đặt mật khẩu."]
    member.refresh_from_db()
    assert (member.must_change_password, member.one_time_code) == (False, "")
    assert member.check_password("con suoi chay qua ban")
    client.logout()
    assert client.post(reverse("account_login"), fields).status_code == 422


def test_a_clerk_goes_from_his_own_password_to_the_second_factor(client, clerk):
    fields = {"login": clerk.sign_in_name, "password": issue_one_time_code(clerk, actor=None)}
    client.post(reverse("account_login"), fields)
    words = {"password1": "con suoi chay qua ban", "password2": "con suoi chay qua ban"}
    done = client.post(reverse("account_set_password"), words, follow=True)

    assert [one for one, _ in done.redirect_chain] == ["/", reverse("organizations:second_factor")]
    assert "Đã đặt mật khẩu." in done.content.decode()


# Doors of the sign-in library that this office has not: mail, telephone, codes by mail, security keys.
NO_DOOR = ("email_", "primary_email", "unverified_", "cannot_delete_", "phone_", "login_code_", "webauthn_")


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_every_message_of_the_sign_in_library_is_in_our_own_words(app):
    its = Path(allauth.__file__).parent / "templates" / app / "messages"
    shown = {one.name for one in its.glob("*.txt") if not one.name.startswith(NO_DOOR)}
    ours = {one.name for one in (project.BASE_DIR / "templates" / app / "messages").glob("*.txt")}
    assert len(shown) >= 3
    assert shown == ours


def test_nobody_is_told_to_ring_himself(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    own = make_account(Role.ORGANIZATION_STAFF, full_name="Lương Thế Kiên", phone="0200 3 855 020")
    client.force_login(own)
    assert client.get(reverse("organizations:account")).context["shell"].help is None

    make_account(Role.ORGANIZATION_STAFF, full_name="Đoàn Thị Kim Ngân", phone="0200 3 855 021")
    assert client.get(reverse("organizations:account")).context["shell"].help.name == "Đoàn Thị Kim Ngân"
