"""The chip in the head of every page: what its reader owes already, else the next date of the plan."""

import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deadlines.services.desk import receive_dossier, return_dossier
from deadlines.services.sendings import send_dossier
from organizations.enums import Role
from reviews.models import SelfReview
from tests.deadlines.conftest import RULEBOOK, fill
from tests.factories import DAY, NOON, make_account, make_post

AFTER = datetime(2021, 12, 17, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _short_names(campaign):
    """The dates are called as the plan calls them."""
    campaign.plan = json.loads((RULEBOOK.parents[1] / "plans" / "2021.json").read_text())
    campaign.save()


def chip(client, account, name="organizations:account"):
    """Shape and words."""
    client.force_login(account)
    page = client.get(reverse(name)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return re.search(r'<p class="st st-(\w+)"><svg.*?</svg>([^<]+)</p></div></div>', page).groups()


@pytest.mark.parametrize("page", ["organizations:account", "deadlines:worklist", "ratings:rating_list"])
def test_a_unit_reads_what_is_late_until_its_dossier_is_sent(client, staff, district, page):
    with time_machine.travel(NOON, tick=False):
        assert chip(client, district.leader, page) == ("back", "Hồ sơ: hạn cuối là hôm nay, đến 24 giờ")
    with time_machine.travel(AFTER, tick=False):
        for account in (district.clerk, district.leader):
            assert chip(client, account, page) == ("late", "Hồ sơ: chậm so với kế hoạch 3 ngày")
        assert chip(client, staff, page) == ("todo", "Hồ sơ ủy quyền: còn 7 ngày")

        fill(district.dossier)
        send_dossier(district.dossier, actor=district.clerk, at=AFTER)

        assert chip(client, district.clerk, page) == ("todo", "Hồ sơ ủy quyền: còn 7 ngày")


@time_machine.travel(AFTER, tick=False)
def test_what_is_late_is_ones_own(client, district, department):
    assert chip(client, department.clerk)[0] == "late"
    type(department.dossier).objects.filter(pk=department.dossier.pk).update(state="submitted")
    assert chip(client, department.clerk)[0] == "todo"
    assert chip(client, district.clerk)[0] == "late"


@time_machine.travel(AFTER, tick=False)
def test_paper_at_the_counter_in_time_is_not_late(client, district):
    """Though its scans come later (P32)."""
    type(district.dossier).objects.filter(pk=district.dossier.pk).update(first_received_on=DAY)
    assert chip(client, district.clerk)[0] == "todo"
    client.force_login(district.clerk)
    page = client.get(reverse("deadlines:dossier_detail", args=[district.dossier.key])).content.decode()
    assert "chậm so với kế hoạch" not in page


def test_what_was_asked_back_is_due_on_its_new_day(client, district, staff):
    fill(district.dossier)
    send_dossier(district.dossier, actor=district.clerk, at=NOON)
    receive_dossier(district.dossier, actor=staff, at=NOON)
    item = district.dossier.items.get(code="BIEN_BAN")
    return_dossier(
        district.dossier, notes={item.key: ""}, reason="Thiếu chữ ký.", before=date(2021, 12, 17),
        actor=staff, at=NOON,
    )  # fmt: skip

    with time_machine.travel(NOON, tick=False):
        assert chip(client, district.clerk) == ("back", "Hồ sơ: còn 2 ngày")
    with time_machine.travel(AFTER, tick=False):
        assert chip(client, district.clerk) == ("late", "Hồ sơ: chậm so với kế hoạch 1 ngày")


@time_machine.travel(NOON, tick=False)
def test_a_cadre_reads_that_his_own_review_is_late_until_it_is_handed_in(client, district):
    subject = district.subjects[1]
    subject.main_post = make_post(subject.person, district.unit.collective)
    subject.save()
    account = make_account(full_name=subject.person.full_name, person=subject.person)
    for page in ("organizations:account", "deadlines:worklist"):
        assert chip(client, account, page) == ("late", "Kiểm điểm: chậm so với kế hoạch 5 ngày")

    SelfReview.objects.filter(subject=subject).update(state="paper", paper_received_on=DAY, paper_sheets=3)

    assert chip(client, account) == ("todo", "Cấp cơ sở: còn 16 ngày")
    assert chip(client, make_account(Role.ORGANIZATION_STAFF))[0] == "back"


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("page", ["organizations:account", "deadlines:worklist"])
def test_no_dossiers_date_is_told_to_whoever_has_none(client, district, page):
    """A member and a cell's secretary read their own date; who keeps the accounts reads none."""
    for account in (make_account(), make_account(Role.CELL_SECRETARY, district.unit.scope)):
        assert chip(client, account, page) == ("todo", "Cấp cơ sở: còn 16 ngày")

    client.force_login(make_account(Role.ADMINISTRATOR))
    text = client.get(reverse(page)).content.decode()
    assert "Hồ sơ:" not in text
    assert "Cấp cơ sở:" not in text
    assert "năm 2021" in text
