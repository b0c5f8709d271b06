"""The forms of one person's record: everything wrong is said, nothing typed is lost, and what is right is written."""

import re

import pytest

from cadres.models import Leave, Person, Post, Standing
from cadres.services.facts import KINDS, TypedRow, keep_facts, rows_kept
from cadres.services.people import digest_of
from organizations.enums import Role
from organizations.models import AccessEntry, Account, AuditEntry, Collective
from organizations.workflow import TransitionDenied
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
KEY = {"form_key": "b" * 32}


@pytest.fixture
def person(client):
    unit = make.make_unit(make.make_collective(name="Ủy ban nhân dân huyện Đồng Khê"))
    found = make.make_person("Bùi Đức Khải")
    make.make_membership(found, unit.organization)
    client.force_login(make.make_account(Role.UNIT_CLERK, unit.organization))
    return found


def boxes(answer):
    """What the page's form would send back as it stands."""
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", main):
        at = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if at.get("name") and at.get("type") != "checkbox":
            found[at["name"]] = at.get("value", "")
    return found | KEY


def test_who_somebody_is_is_put_right(client, person):
    path = f"/dang-vien/{person.key}/sua/"
    typed = boxes(client.get(path)) | {"full_name": "  Bùi  Đức Khai ", "birth": "1975"}

    answer = client.post(path, typed)

    assert answer.url == f"/dang-vien/{person.key}/"
    row = Person.objects.get()
    assert (row.full_name, row.birth_on, row.birth_year, row.search_fold) == (
        "Bùi Đức Khai", None, 1975, "bui duc khai",
    )  # fmt: skip
    again = client.post(path, typed | {"form_key": "c" * 32})
    assert again.status_code == 422
    page = again.content.decode()
    assert "Có người vừa lưu trước đồng chí" in page
    assert boxes(again)["full_name"] == "  Bùi  Đức Khai "


def test_a_case_is_added_and_a_second_kept_with_it(client, person):
    path = f"/dang-vien/{person.key}/ghi/truong-hop/"
    first = boxes(client.get(path)) | {"dong0-kind": "exempt", "dong0-from_on": "1/7/2021"}
    assert client.post(path, first).status_code == 302

    second = boxes(client.get(path)) | {
        "form_key": "c" * 32,
        "dong0-kind": "exempt",
        "dong1-kind": "exempt",
        "dong1-from_on": "9/9/2021",
    }
    refused = client.post(path, second)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Dòng mới – Từ ngày: trường hợp này đã ghi cho thời gian trùng với dòng khác" in page
    assert boxes(refused)["dong1-from_on"] == "9/9/2021"
    assert Standing.objects.count() == 1
    assert client.post(path, second | {"dong1-kind": "away"}).status_code == 302
    assert list(Standing.objects.values_list("kind", flat=True)) == ["exempt", "away"]


def test_a_row_written_by_mistake_is_taken_away(client, person):
    Leave.objects.create(person=person, kind="sick", from_on=make.DAY, to_on=make.DAY)
    path = f"/dang-vien/{person.key}/ghi/nghi/"
    typed = boxes(client.get(path)) | {"dong0-kind": "sick", "dong0-bo": "on"}

    assert client.post(path, typed).status_code == 302
    assert not Leave.objects.exists()


def test_a_post_is_given_in_a_collective_found_by_its_name(client, person):
    path = f"/dang-vien/{person.key}/ghi/chuc-vu/"
    make.make_collective(name="Ủy ban nhân dân huyện khác")  # out of the clerk's sight
    typed = boxes(client.get(path)) | {"dong0-title": "Chủ tịch", "dong0-from_on": "1/6/2021"}

    unknown = client.post(path, typed | {"dong0-collective": "Sở Y tế", "dong0-is_main": "on"})
    assert "Không có tập thể nào tên như vậy" in unknown.content.decode()
    assert "dong0-route" not in unknown.content.decode()
    taken = client.post(path, typed | {"dong0-collective": "uy ban nhan dan", "dong0-is_main": "on"})

    assert taken.status_code == 302
    row = Post.objects.get()
    assert (row.title, row.collective.name, row.is_main, row.route) == (
        "Chủ tịch", "Ủy ban nhân dân huyện Đồng Khê", True, "lower",
    )  # fmt: skip


@pytest.mark.parametrize("part", ["sua/", "ghi/ky-luat/", "ghi/chuc-vu/", "noi-sinh-hoat/?viec=chuyen"])
def test_whoever_opens_a_record_to_write_in_it_is_written_down(client, person, part):
    path = f"/dang-vien/{person.key}/{part}"
    client.get(path)
    looks = AccessEntry.objects.filter(target_kind="cadres.person", target_key=person.key)
    assert looks.count() == 1

    wrong = {"form_key": "b" * 32, "count": "0", "dong0-note": "x", "dong0-title": "x", "words": "x"}
    assert client.post(path, wrong).status_code == 422

    assert looks.count() == 2  # the refused form shows him again


def test_a_record_that_is_not_shown_is_not_looked_at(client, person):
    path = f"/dang-vien/{person.key}/sua/"
    typed = boxes(client.get(path))
    count = AccessEntry.objects.count()

    assert client.post(path, typed).status_code == 302
    client.force_login(make.make_account(Role.UNIT_CLERK, make.make_organization()))
    assert client.get(path).status_code == 404

    assert AccessEntry.objects.count() == count


@pytest.fixture
def outside(person):
    """A post of his in a collective that the clerk does not look after."""
    body = make.make_collective(name="Đảng đoàn Hội Nông dân tỉnh")
    return make.make_post(person, body, title="Ủy viên Đảng đoàn", route="lower")


def test_a_post_in_anothers_collective_is_shown_and_closed(client, person, outside):
    path = f"/dang-vien/{person.key}/ghi/chuc-vu/"
    page = client.get(path)
    shown = page.content.decode()
    assert "Ủy viên Đảng đoàn, Đảng đoàn Hội Nông dân tỉnh, từ 01/8/2020" in shown
    assert [name for name in boxes(page) if name.startswith("dong0-")] == []
    assert "dong1-title" in boxes(page)
    before = Post.objects.values().get()

    forged = boxes(page) | {
        "dong0-title": "Ủy viên", "dong0-collective": outside.collective.name, "dong0-from_on": "1/8/2020",
        "dong0-to_on": "1/9/2020", "dong0-bo": "on",
    }  # fmt: skip
    assert client.post(path, forged).status_code == 302

    assert Post.objects.values().get() == before
    assert not AuditEntry.objects.filter(action="keep_posts").exists()


def test_what_is_his_own_is_written_beside_it(client, person, outside):
    path = f"/dang-vien/{person.key}/ghi/chuc-vu/"
    typed = boxes(client.get(path)) | {
        "dong1-title": "Chủ tịch", "dong1-from_on": "1/6/2021", "dong1-collective": "uy ban nhan dan",
    }  # fmt: skip
    assert client.post(path, typed).status_code == 302
    assert list(Post.objects.values_list("title", "is_main", "to_on").order_by("pk")) == [
        ("Ủy viên Đảng đoàn", True, None),
        ("Chủ tịch", False, None),
    ]
    second = client.post(path, typed | {"form_key": "c" * 32, "dong1-is_main": "on"})
    assert second.status_code == 422


@pytest.mark.parametrize("way", ["ended", "removed", "moved", "left out", "overwritten"])
def test_the_service_refuses_anothers_post_under_the_lock(client, person, outside, way):
    rows, kind = rows_kept(person, "chuc-vu"), KINDS["chuc-vu"]
    values = {name: getattr(outside, name) for name in kind.boxes}
    own = Collective.objects.get(name="Ủy ban nhân dân huyện Đồng Khê")
    new = values | {"collective": own, "title": "Chủ tịch"}
    typed = {
        "ended": [TypedRow(number=0, values=values | {"to_on": make.DAY})],
        "removed": [TypedRow(number=0, values=values, is_removed=True)],
        "moved": [TypedRow(number=0, values=values | {"collective": own})],
        "left out": [TypedRow(number=1, values=new)],
        "overwritten": [TypedRow(number=0, values=new)],
    }[way]
    before = list(Post.objects.values())
    clerk = Account.objects.get(assignments__role=Role.UNIT_CLERK)

    with pytest.raises(TransitionDenied, match="ngoài phạm vi của đồng chí"):
        keep_facts(person, "chuc-vu", typed, seen=digest_of(rows, kind.boxes), actor=clerk, today=make.DAY)

    assert list(Post.objects.values()) == before


def test_nobody_gives_a_post_in_anothers_collective(client, person):
    kind = KINDS["chuc-vu"]
    new = dict.fromkeys(kind.boxes, "") | {
        "title": "Ủy viên", "collective": make.make_collective(), "is_head": False, "is_main": True,
        "route": "lower", "from_on": make.DAY, "to_on": None,
    }  # fmt: skip
    clerk = Account.objects.get(assignments__role=Role.UNIT_CLERK)
    with pytest.raises(TransitionDenied, match="ngoài phạm vi của đồng chí"):
        keep_facts(
            person, "chuc-vu", [TypedRow(number=0, values=new)], seen=digest_of([], kind.boxes), actor=clerk,
            today=make.DAY,
        )  # fmt: skip
    assert not Post.objects.exists()


def test_a_clerk_is_told_who_ends_his_superiors_post(client, person):
    own = Collective.objects.get(name="Ủy ban nhân dân huyện Đồng Khê")
    make.make_membership(person, make.make_organization(own.organization, "cell"), kind="temporary")
    make.make_post(person, own, title="Chủ tịch", route="lower")
    path = f"/dang-vien/{person.key}/ghi/chuc-vu/"
    typed = boxes(client.get(path)) | {"dong0-is_main": "on", "dong0-to_on": "1/12/2021"}
    person.memberships.exclude(kind="temporary").update(
        organization=make.make_organization(own.organization, "cell")
    )

    answer = client.post(path, typed)

    assert answer.status_code == 422
    assert "do Ban Tổ chức Tỉnh ủy ghi" in answer.content.decode()
    assert boxes(answer)["dong0-to_on"] == "1/12/2021"
    assert Post.objects.get().to_on is None


def test_there_is_no_other_kind_of_fact(client, person):
    assert client.get(f"/dang-vien/{person.key}/ghi/khac/").status_code == 404
