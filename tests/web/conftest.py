"""A small province behind a real browser, at noon on 14/12/2021 by the demo's clock."""

import re
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client

from jobs.models import Job
from jobs.registry import KINDS, Kind
from organizations import audit
from organizations.enums import Role
from organizations.http import SECOND_FACTOR_DONE
from organizations.models import Notice
from organizations.services import sign_in
from organizations.services.demo import set_clock
from tests.authority import world as offices
from tests.factories import NOON, add_role, make_account, make_province, make_unit


@pytest.fixture
def demo(settings):
    """The installation is a demo."""
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    return settings


@pytest.fixture
def world(transactional_db, demo):
    """One account of each kind, and something on every account page."""
    set_clock(NOON, actor=None)
    demo_fields = {"demo_title": "Dùng thử", "demo_group": "Cấp tỉnh"}
    staff = make_account(
        Role.ORGANIZATION_STAFF, full_name="Lương Thế Kiên", phone="0200 3 855 020", **demo_fields
    )
    leader = make_account(Role.ORGANIZATION_LEADER, full_name="Hoàng Văn Lực", **demo_fields)
    unit = make_unit(official=staff, name="Huyện ủy Đồng Khê")
    member = make_account(Role.STANDING_MEMBER, full_name="Vũ Đình Trọng", **demo_fields)
    add_role(member, Role.SUPERVISOR, unit.organization)
    clerk = make_account(Role.UNIT_CLERK, unit.organization, unit, full_name="Hà Thu Trang", **demo_fields)
    cadre = make_account(full_name="Đinh Thị Hồng Vân", **demo_fields)
    for read_at in (None, NOON):
        Notice.objects.create(
            recipient=clerk,
            title="Hồ sơ đã được tiếp nhận",
            body="Mời mở xem.",
            path="/",
            created_at=NOON,
            read_at=read_at,
        )
    audit.looked(staff, unit)
    sign_in.issue_code_card(clerk, actor=clerk)
    KINDS["test.web"] = Kind(
        "test.web", lambda work: None, lambda job, account: job.asked_by == account, False
    )
    job = Job.objects.create(kind="test.web", asked_by=clerk, created_at=NOON, rung_at=NOON, progress=40)
    people = {"staff": staff, "leader": leader, "member": member, "clerk": clerk, "cadre": cadre}
    yield SimpleNamespace(province=make_province(), unit=unit, job=job, **people)
    del KINDS["test.web"]


@pytest.fixture
def sign_in_as(context, live_server):
    """Give the browser the session of an account, second factor shown."""

    def enter(account):
        client = Client()
        client.force_login(account)
        session = client.session
        session["second_factor_done"] = True
        session.save()
        context.add_cookies(
            [
                {
                    "name": django_settings.SESSION_COOKIE_NAME,
                    "value": session.session_key,
                    "url": live_server.url,
                }
            ]
        )

    return enter


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """The office of the authority matrix, built once at noon on 14/12/2021; every visit is taken back."""
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        office = offices.build()
        for role in ("organization_staff", "unit_clerk"):
            account = office.accounts[role]
            account.demo_title, account.demo_group = account.full_name, "Cấp tỉnh"
            account.phone = "0200 3 855 020"
            account.save()
        add_role(office.accounts["unit_checker"], Role.BASE_CLERK, office.cell)
        sign_in.issue_code_card(office.accounts["unit_clerk"], actor=office.accounts["unit_clerk"])
        for record in (office.subject, office.person):
            audit.looked(office.accounts["organization_staff"], record)
        office.assessment.assessor_name = "Vũ Đình Trọng"
        office.assessment.save(update_fields=["assessor_name"])
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def visit(office, django_db_blocker, settings):
    """Open one page as one person sees it at the office; what the visit wrote is taken back."""

    def open_page(one, demo=False):
        settings.DEMO = demo
        settings.SECOND_FACTOR_REQUIRED = one.url == "organizations:second_factor"
        client = Client()
        with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), offices.undone():
            if one.who:
                client.force_login(office.accounts[one.who])
                session = client.session
                session[SECOND_FACTOR_DONE] = one.url != "organizations:second_factor"
                session.save()
            if one.given:
                one.given(office)
            path = one.address(office)
            with counted() as asked:
                response = client.get(path) if one.data is None else client.post(path, one.data)
            response.asked = asked
        return response

    return open_page


@contextmanager
def counted():
    """The questions put to the database: rows read or written, not savepoints."""
    asked = []

    def note(execute, sql, *rest):
        if re.match(r"(SELECT|INSERT|UPDATE|DELETE|WITH)\b", sql):
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield asked
