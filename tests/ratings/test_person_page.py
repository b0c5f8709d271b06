"""One person on one page: what each reader may know of him, and who looked."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from cadres.models import CivilRating, Discipline, Leave, PastRating, Standing
from cadres.rules.posts import Held, chief_reason
from organizations.enums import Capacity, Level, Role, Route
from organizations.models import AccessEntry
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def unit():
    return make.make_unit(make.make_collective(name="Ban Thường vụ Huyện ủy Đồng Khê"))


@pytest.fixture
def person(unit):
    found = make.make_person("Bùi Đức Khải")
    old = make.make_organization(name="Đảng bộ huyện Mường Sang")
    make.make_membership(found, old, from_on=date(2010, 1, 1), to_on=date(2014, 12, 31), end_reason="moved")
    make.make_membership(found, unit.organization)
    make.make_post(
        found, unit.collective, title="Chủ tịch huyện", is_main=False, route=Route.LOWER, position=2
    )
    make.make_post(found, unit.collective, title="Phó Bí thư Huyện ủy", position=1)
    return found


def page_for(client, account, person):
    client.force_login(account)
    return client.get(reverse("ratings:person_detail", args=[person.key]))


def test_the_page_tells_where_he_sat_and_which_post_counts(client, person):
    answer = page_for(client, make.make_account(Role.ORGANIZATION_STAFF), person)

    page = answer.context["page"]
    assert [one.organization.name for one in page.memberships][1] == "Đảng bộ huyện Mường Sang"
    assert [(one.post.title, one.counts, one.why) for one in page.posts] == [
        ("Phó Bí thư Huyện ủy", True, "Do cấp cao hơn quyết định so với các chức vụ còn lại"),
        ("Chủ tịch huyện", False, ""),
    ]
    assert page.lead == "Phó Bí thư Huyện ủy"


@pytest.mark.parametrize(
    ("chief", "others", "why"),
    [
        (Held("Bí thư", Route.DECIDED, "Chức vụ cao nhất"), [], "Chức vụ cao nhất"),
        (Held("Bí thư", Route.LOWER), [], "Chức vụ duy nhất đang giữ"),
        (
            Held("Bí thư", Route.LOWER),
            [Held("Phó Chủ tịch tỉnh", Route.CENTRAL)],
            "Xem lại: Phó Chủ tịch tỉnh do cấp cao hơn quyết định",
        ),
        (
            Held("Bí thư", Route.DECIDED),
            [Held("Chủ tịch", Route.DECIDED)],
            "Được chọn là chức danh chính; chưa ghi lý do",
        ),
    ],
)
def test_why_a_post_counts(chief, others, why):
    assert chief_reason(chief, others) == why


def test_every_kind_of_dated_fact_is_read_at_once(client, person):
    Standing.objects.create(person=person, kind="study", from_on=date(2021, 3, 1), note="Lớp cao cấp")
    Leave.objects.create(person=person, kind="sick", from_on=date(2021, 5, 1), to_on=date(2021, 6, 9))
    Discipline.objects.create(person=person, form="warning", decided_on=date(2020, 5, 4), violated_in=2019)
    CivilRating.objects.create(person=person, year=2020, level=Level.GOOD, paper="12-TB")

    page = page_for(client, make.make_account(Role.ORGANIZATION_STAFF), person).context["page"]

    assert [(one.word, one.days, one.note) for one in page.standings] == [
        ("Đi học tập trung", "từ 01/3/2021", "Lớp cao cấp")
    ]
    assert [(one.word, one.days) for one in page.leaves] == [("Nghỉ ốm", "01/5/2021 – 09/6/2021")]
    assert [(one.word, one.from_on, one.year) for one in page.disciplines] == [
        ("Cảnh cáo", date(2020, 5, 4), 2019)
    ]
    assert [(one.word, one.year, one.note) for one in page.civil] == [("good", 2020, "12-TB")]


def years(answer):
    return [(one.year, one.level, one.words) for one in answer.context["page"].years]


@pytest.mark.parametrize(
    ("who", "state", "seen"),
    [
        (Role.ORGANIZATION_STAFF, "appraised", ("fair", "Đã thẩm định: mức đề nghị")),
        (Role.UNIT_CLERK, "appraised", ("good", "Đang xem xét: mức đề nghị")),
        (Role.BASE_CLERK, "appraised", None),
        (None, "appraised", None),
        (Role.UNIT_CLERK, "announced", ("fair", "Đã thông báo")),
        (None, "announced", ("fair", "Đã thông báo")),
    ],
)
def test_a_level_is_seen_by_whom_it_concerns(client, person, unit, who, state, seen):
    PastRating.objects.create(person=person, year=2020, capacity=Capacity.OFFICE, level=Level.EXCELLENT)
    levels = {"proposed_level": "good", "appraised_level": "fair", "concluded_level": "", "decided_level": ""}
    if state == "announced":
        levels |= {"concluded_level": "fair", "decided_level": "fair"}
    make.make_rating(make.make_subject(person=person, unit=unit), state=state, **levels)
    of_province = who == Role.ORGANIZATION_STAFF
    account = make.make_account(
        who, None if of_province else unit.organization, person=None if who else person
    )

    past = (2020, "excellent", "Theo kết quả đã có")
    assert years(page_for(client, account, person)) == ([(2021, *seen), past] if seen else [past])


def test_one_reads_ones_own_page_and_who_looked_at_it(client, person):
    staff = make.make_account(Role.ORGANIZATION_STAFF, full_name="Lương Thế Kiên")
    shut = page_for(client, staff, person)
    assert (shut.context["page"].shows_looks, "Ai đã xem" in shut.content.decode()) == (False, False)

    own = page_for(client, make.make_account(person=person), person)

    assert [one.account.full_name for one in own.context["page"].looks] == ["Lương Thế Kiên"]
    assert "Sửa thông tin" not in own.content.decode()
    assert AccessEntry.objects.count() == 1  # one's own look is nobody's business


def test_out_of_reach_there_is_no_such_page(client, person):
    stranger = make.make_account(Role.UNIT_CLERK, make.make_organization())
    assert page_for(client, stranger, person).status_code == 404
    left = make.make_account(Role.UNIT_CLERK, person.memberships.first().organization)
    assert page_for(client, left, person).status_code == 404
    assert not AccessEntry.objects.exists()


def test_who_only_reads_is_offered_nothing_to_write(client, person, unit):
    leader = page_for(client, make.make_account(Role.UNIT_LEADER, unit.organization), person).content.decode()
    clerk = page_for(client, make.make_account(Role.UNIT_CLERK, unit.organization), person).content.decode()

    assert "Ghi, sửa" not in leader
    assert clerk.count("Ghi, sửa") == 5
