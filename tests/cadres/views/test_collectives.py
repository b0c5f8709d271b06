"""A collective made, put right and filled by hand: by the rules of its sheets, with before and after in the journal."""

from datetime import date

import pytest

from cadres.models import Person, Post
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Collective
from organizations.resources.by_hand import OneCollective
from organizations.services.by_hand import judged
from tests import factories as make
from tests.cadres.views.test_facts import boxes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
STANDING = {
    "form_key": "b" * 32,
    "collective": "Ban Thường vụ Huyện ủy Đồng Khê",
    "type": "direct_standing",
    "head_title": "Bí thư",
    "symbol": "HU",
    "position": "3",
    "from_on": "1/8/2020",
}


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def clerk(client, district):
    account = make.make_account(Role.UNIT_CLERK, district)
    client.force_login(account)
    return account


@pytest.fixture
def collective(district):
    return make.make_collective(district, name="Ban Thường vụ Huyện ủy Đồng Khê", position=3)


@pytest.fixture
def inh(district):
    cell = make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Văn phòng")
    person = make.make_person("Lò Văn Inh", birth_on=date(1975, 8, 14), card_number="06000123")
    make.make_membership(person, cell)
    return person


def test_a_collective_is_made_once_with_what_stands_on_its_papers(client, clerk, district):
    path = f"/to-chuc/{district.key}/tap-the/"
    assert boxes(client.get(path))["symbol"] == "HU"

    first, second = client.post(path, STANDING), client.post(path, STANDING)

    assert first.url == second.url == f"/to-chuc/{district.key}/"
    row = Collective.objects.get()
    assert (row.name, row.type, row.organization_id, row.scope_id) == (
        "Ban Thường vụ Huyện ủy Đồng Khê", "direct_standing", district.pk, district.pk,
    )  # fmt: skip
    assert (row.head_title, row.symbol, row.issuer, row.position, row.founded_on) == (
        "Bí thư", "HU", "", 3, date(2020, 8, 1),
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_key) == (clerk, "add_collective", row.key)
    assert entry.after.startswith("tên tập thể: Ban Thường vụ Huyện ủy Đồng Khê; loại tập thể: Ban thường vụ")


def test_no_two_of_one_name_in_an_organisation(client, clerk, district, collective):
    typed = STANDING | {"collective": "ban thường vụ huyện ủy đồng khê", "to_on": "1/7/2020"}
    answer = client.post(f"/to-chuc/{district.key}/tap-the/", typed)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"collective", "to_on"}
    assert "đã có tập thể tên như vậy" in str(answer.context["form"].errors["collective"])
    assert Collective.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_a_collective_is_put_right_and_an_emptied_box_is_empty(client, clerk, district, collective):
    path = f"/tap-the/{collective.key}/sua/"
    typed = boxes(client.get(path)) | {
        "collective": "Ban Thường vụ Huyện ủy", "type": "direct_standing", "seat": "", "to_on": "1/12/2021",
    }  # fmt: skip

    assert client.post(path, typed).url == f"/to-chuc/{district.key}/"

    collective.refresh_from_db()
    assert (collective.name, collective.seat, collective.symbol, collective.dissolved_on) == (
        "Ban Thường vụ Huyện ủy", "", "HU", date(2021, 12, 1),
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == (
        "correct_collective",
        "tên tập thể: Ban Thường vụ Huyện ủy Đồng Khê; địa danh: Đồng Khê",
        "tên tập thể: Ban Thường vụ Huyện ủy; ngày giải thể: 01/12/2021",
    )
    stale = client.post(path, typed | {"form_key": "c" * 32, "collective": "Tên khác"})
    assert stale.status_code == 422
    assert "Có người vừa lưu trước đồng chí" in stale.content.decode()
    collective.refresh_from_db()
    assert collective.name == "Ban Thường vụ Huyện ủy"


def test_where_it_reports_is_the_provinces_to_write(client, clerk, district, collective):
    cell = make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ xóm Bưởi")
    make.make_post(make.make_person(), collective)
    path = f"/tap-the/{collective.key}/sua/"
    typed = boxes(client.get(path)) | {"type": "direct_standing"}
    assert "scope" not in typed

    assert client.post(path, typed | {"scope": cell.name}).status_code == 302
    made = STANDING | {"form_key": "c" * 32, "collective": "Ủy ban nhân dân", "scope": cell.name}
    assert client.post(f"/to-chuc/{district.key}/tap-the/", made).status_code == 302

    assert set(Collective.objects.values_list("scope", flat=True)) == {district.pk}
    assert Collective.objects.count() == 2
    kind = OneCollective(district, collective)
    row = judged(kind, {"collective": "Mới", "scope": cell.name}, actor=clerk, day=make.DAY)
    assert [one.column for one in row.faults if one.column == "scope"] == ["scope"]

    client.force_login(make.make_account(Role.ORGANIZATION_STAFF))
    typed = boxes(client.get(path)) | {"type": "direct_standing", "form_key": "f" * 32}
    assert client.post(path, typed | {"scope": cell.name}).status_code == 302
    collective.refresh_from_db()
    assert collective.scope == cell


def test_a_way_upward_that_the_province_wrote_stays_when_the_clerk_puts_the_rest_right(
    client, clerk, district, collective
):
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    Collective.objects.update(scope=base)
    path = f"/tap-the/{collective.key}/sua/"
    typed = boxes(client.get(path)) | {"type": "direct_standing", "seat": "Nà Sọng"}
    assert client.post(path, typed).status_code == 302
    collective.refresh_from_db()
    assert (collective.seat, collective.scope) == ("Nà Sọng", base)


def test_what_is_the_same_is_not_written(client, clerk, collective):
    path = f"/tap-the/{collective.key}/sua/"
    assert client.post(path, boxes(client.get(path)) | {"type": "direct_standing"}).status_code == 302
    assert not AuditEntry.objects.exists()


def test_organisations_of_one_name_are_told_apart_inside_the_writers_part(client):
    communes = [
        make.make_organization(
            make.make_organization(name=f"Đảng bộ huyện {name}"),
            OrganizationKind.BASE_COMMITTEE,
            name="Đảng bộ xã",
        )
        for name in ("Đông", "Tây")
    ]
    collective = make.make_collective(communes[0], type="base_standing", name="Đảng ủy xã")
    client.force_login(make.make_account(Role.UNIT_CLERK, communes[0]))
    path = f"/tap-the/{collective.key}/sua/"
    typed = boxes(client.get(path)) | {"type": "base_standing"}
    assert "scope" not in typed

    assert client.post(path, typed).status_code == 302
    assert not AuditEntry.objects.exists()
    assert client.post(path, typed | {"form_key": "c" * 32, "seat": "Mường Lạn"}).status_code == 302

    collective.refresh_from_db()
    assert (collective.seat, collective.scope_id) == ("Mường Lạn", communes[0].pk)
    other = f"/to-chuc/{communes[0].key}/tap-the/"
    made = STANDING | {"form_key": "d" * 32, "collective": "Ủy ban nhân dân xã", "type": "government"}
    assert client.post(other, made).status_code == 302
    assert Collective.objects.get(name="Ủy ban nhân dân xã").organization_id == communes[0].pk
    last = made | {"form_key": "e" * 32, "collective": "Hội đồng nhân dân xã", "position": ""}
    assert client.post(other, last).status_code == 302
    assert Collective.objects.get(name="Hội đồng nhân dân xã").position == 4


def test_a_post_is_given_to_somebody_found_by_name_and_birth(client, clerk, district, collective, inh):
    make.make_post(make.make_person("Bùi Đức Khải"), collective, position=7)
    path = f"/tap-the/{collective.key}/chuc-danh/"
    typed = {
        "form_key": "b" * 32, "full_name": "lò văn inh", "birth": "1975", "title": "Ủy viên Ban Thường vụ",
        "title_group": "Ủy viên ban thường vụ cấp huyện", "from_on": "1/8/2020",
    }  # fmt: skip

    assert client.post(path, typed).url == f"/to-chuc/{district.key}/"

    post = Post.objects.get(person=inh)
    assert (post.title, post.collective, post.is_main, post.is_head, post.route, post.position) == (
        "Ủy viên Ban Thường vụ", collective, True, False, "lower", 8,
    )  # fmt: skip
    assert (post.from_on, post.to_on) == (date(2020, 8, 1), None)
    entry = AuditEntry.objects.get(action="give_post")
    assert entry.target_key == post.key
    assert "họ và tên: Lò Văn Inh" in entry.after
    again = client.post(path, typed | {"form_key": "c" * 32})
    assert set(again.context["form"].errors) == {"title"}
    second = client.post(path, typed | {"form_key": "d" * 32, "title": "Trưởng ban", "is_main": "on"})
    assert set(second.context["form"].errors) == {"is_main"}
    assert Post.objects.filter(person=inh).count() == 1


def test_a_leader_outside_the_party_comes_in_with_his_post(client, clerk, collective):
    path = f"/tap-the/{collective.key}/chuc-danh/"
    typed = {
        "form_key": "b" * 32, "full_name": "Vi Thị Ngoài", "birth": "5/6/1980", "title": "Phó Chủ tịch",
        "from_on": "1/8/2020",
    }  # fmt: skip
    unknown = client.post(path, typed)
    assert "Không tìm thấy người có họ tên, ngày sinh này" in str(unknown.context["form"].errors)
    assert not Person.objects.exists()

    assert client.post(path, typed | {"is_outsider": "on"}).status_code == 302

    person = Person.objects.get()
    assert (person.full_name, person.birth_on, person.posts.get().title) == (
        "Vi Thị Ngoài", date(1980, 6, 5), "Phó Chủ tịch",
    )  # fmt: skip
    page = client.get(f"/dang-vien/{person.key}/").content.decode()
    assert "?viec=ket-nap" in page


def test_nobody_gives_himself_a_post(client, clerk, collective, inh):
    Person.objects.filter(pk=inh.pk).update(account=clerk)
    typed = {
        "form_key": "b" * 32, "full_name": "Lò Văn Inh", "card_number": "06000123", "title": "Bí thư",
        "from_on": "1/8/2020",
    }  # fmt: skip
    answer = client.post(f"/tap-the/{collective.key}/chuc-danh/", typed)
    assert set(answer.context["form"].errors) == {"full_name"}
    assert not Post.objects.exists()


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.BASE_CLERK])
def test_only_whoever_keeps_the_tree_makes_a_collective(client, district, collective, role):
    client.force_login(make.make_account(role, district))
    assert client.post(f"/to-chuc/{district.key}/tap-the/", STANDING).status_code == 403
    assert client.post(f"/tap-the/{collective.key}/sua/", STANDING).status_code == 403
    assert client.post(f"/tap-the/{collective.key}/chuc-danh/", STANDING).status_code == 403
    assert Collective.objects.count() == 1
    assert "Thêm tập thể" not in client.get(f"/to-chuc/{district.key}/").content.decode()
