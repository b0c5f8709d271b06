"""The supervising member's home: the conferences of what he supervises, the next first (R21)."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from organizations.enums import Role
from reviews.models import Conference
from tests import factories as make
from tests.factories import NOON
from tests.reviews.office import make_rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def place():
    """A district with its standing committee, a cell in it, and another district."""
    make.make_campaign(regulation=make_rulebook())
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def he(client, place):
    account = make.make_account(Role.SUPERVISOR, place, full_name="Vũ Đình Trọng")
    client.force_login(account)
    return account


def plan(body, day, **fields):
    return make.make_conference_plan(body, date(2021, 12, day), **fields)


def rows(client):
    shown = client.get(reverse("deadlines:worklist")).context["work"].attending
    return [(one.plan.body_name, one.plan.planned_on.day, one.state, one.label) for one in shown.rows]


def test_the_next_stands_first_then_the_unrecorded_then_the_held(client, place, he):
    body = make.make_collective(place, name="Ban Thường vụ Huyện ủy")
    cell = make.make_organization(place, "base_cell", name="Chi bộ Hạt Kiểm lâm")
    held = plan(body, 6)
    make.make_conference(held, make.make_account(), held_on=date(2021, 12, 7), plan=held)
    for one, day in ((body, 28), (body, 20), (body, 13), (body, 14)):
        plan(one, day)
    plan(None, 20, cell=cell, planned_at=time(7, 30))
    assert rows(client) == [
        ("Ban Thường vụ Huyện ủy", 14, "doing", "Họp hôm nay"),
        ("Chi bộ Hạt Kiểm lâm", 20, "wait", "Sắp họp"),
        ("Ban Thường vụ Huyện ủy", 20, "wait", "Sắp họp"),
        ("Ban Thường vụ Huyện ủy", 28, "wait", "Sắp họp"),
        ("Ban Thường vụ Huyện ủy", 13, "todo", "Đã qua ngày, chưa ghi"),
        ("Ban Thường vụ Huyện ủy", 6, "done", "Đã họp ngày 07/12/2021"),
    ]


def test_where_when_and_the_papers_are_said_and_the_programme_opens(client, place, he):
    body = make.make_collective(place, name="Ban Thường vụ Huyện ủy")
    sent = {"papers_sent_on": date(2021, 12, 13), "papers_sent_to": "11 đồng chí"}
    his = he.assignments.get()
    mine = plan(body, 20, place="Hội trường Huyện ủy", planned_at=time(7, 30), attending=his, **sent)
    plan(body, 21)
    home = client.get(reverse("deadlines:worklist")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "07:30, ngày 20/12/2021, Hội trường Huyện ủy" in home
    assert "Tài liệu đã gửi ngày 13/12/2021. Đồng chí dự, chỉ đạo" in home
    assert "ngày 21/12/2021, chưa ghi địa điểm" in home
    assert "Chưa ghi ngày gửi tài liệu</p>" in home
    detail = reverse("reviews:conference_plan_detail", args=[mine.key])
    assert detail in home
    page = client.get(detail).content.decode()
    assert "Hội trường Huyện ủy" in page
    assert reverse("reviews:conference_plan_edit", args=[mine.key]) not in page

    held = make.make_conference(mine, make.make_account(), plan=mine)
    page = client.get(detail).content.decode()
    assert "Đã họp ngày 06/12/2021." in page
    path = reverse("reviews:conference_detail", args=[held.key])
    assert path not in page
    assert client.get(path).status_code == 403


def test_nothing_of_what_others_supervise_nor_of_the_standing_committees_own(client, place, he):
    standing = make.make_collective(make.make_province(), type="province_standing")
    other = make.make_collective(make.make_organization(name="Đảng bộ huyện Khe Lũng"))
    theirs, own = plan(other, 20), plan(standing, 20)
    assert rows(client) == []
    for one in (theirs, own):
        assert client.get(reverse("reviews:conference_plan_detail", args=[one.key])).status_code == 404
    assert "Chưa có hội nghị nào trong lịch" in client.get("/").content.decode()
    assert client.get(reverse("reviews:conference_plan_list")).context["page"].paginator.count == 0

    client.force_login(make.make_account(Role.SUPERVISOR, make.make_province()))
    assert [one[0] for one in rows(client)] == [other.name]  # the whole province, but its own organ


def test_who_supervises_nothing_has_no_such_list(client, place):
    client.force_login(make.make_account(Role.BASE_CLERK, place))
    assert client.get("/").context["work"].attending is None


@pytest.mark.parametrize(("count", "more"), [(10, False), (11, True)])
def test_ten_stand_at_home_and_the_rest_in_the_calendar(client, place, he, count, more):
    for day in range(15, 15 + count):
        plan(make.make_collective(place), day)
    shown = client.get("/").context["work"].attending
    assert (len(shown.rows), shown.more) == (10, more)
    assert client.get(reverse("reviews:conference_plan_list")).context["page"].paginator.count == count


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_as_much_for_three_as_for_one(client, place, he, count, django_assert_num_queries):
    for day in range(15, 15 + count):
        one = plan(make.make_collective(place), day, attending=he.assignments.get())
        make.make_conference(one, he, plan=one)
    assert Conference.objects.count() == count
    client.get("/")
    with django_assert_num_queries(8):
        client.get("/")
