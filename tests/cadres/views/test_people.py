"""Đảng viên, cán bộ: found by what is known of them, in the order the office reads, within one's reach."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadres.models import Standing
from cadres.services.memberships import send_off
from organizations.enums import OrganizationKind, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2021, 7, 15)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    return make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")


@pytest.fixture
def desk(client, settings):
    """A browser of the province's staff, or of another role."""
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(role=Role.ORGANIZATION_STAFF, organization=None, unit=None):
        client.force_login(make.make_account(role, organization, unit))
        return client

    return sign_in


def member(name, cell, **fields):
    person = make.make_person(name, **fields)
    make.make_membership(person, cell)
    return person


def names(client, query="", **filters):
    answer = client.get(reverse("cadres:person_list") + query, filters)
    assert answer.status_code == 200, answer.context["form"].errors
    return [one.person.full_name for one in answer.context["lines"]]


def test_people_stand_the_vietnamese_way_given_name_first(desk, cell):
    for name in ("Đỗ Văn Ân", "Bùi Thị Đào", "Hà Văn An", "Bùi Thị Dung", "Lò Văn Ánh", "Quách Văn Ảnh"):
        member(name, cell)

    assert names(desk()) == [
        "Hà Văn An", "Quách Văn Ảnh", "Lò Văn Ánh", "Đỗ Văn Ân", "Bùi Thị Dung", "Bùi Thị Đào",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("khải", ["Bùi Đức Khải"]),
        ("KHAI", ["Bùi Đức Khải"]),
        ("đức kh", ["Bùi Đức Khải"]),
        ("khai bui", ["Bùi Đức Khải"]),
        ("ui", []),  # a word of a name is found by its beginning
        ("bui", ["Bùi Đức Khải", "Bùi Thị Sìn"]),
        ("06000777", ["Bùi Thị Sìn"]),
        ("06000", ["Bùi Thị Sìn"]),
        ("1949", ["Bùi Thị Sìn"]),
        ("2/9/1949", ["Bùi Thị Sìn"]),
        ("bui 1975", ["Bùi Đức Khải"]),
        ("%", []),
        ("_", []),
    ],
)
def test_a_person_is_found_by_what_is_known_of_him(desk, cell, typed, found):
    member("Bùi Đức Khải", cell)
    member("Bùi Thị Sìn", cell, birth_year=1949, birth_on=date(1949, 9, 2), card_number="06000777")

    assert names(desk(), tim=typed) == found


def test_an_organisation_stands_for_its_whole_subtree(desk, district, cell):
    member("Bùi Đức Khải", cell)
    member("Lò Văn Inh", make.make_organization(name="Đảng bộ huyện Mường Sang"))
    head = make.make_person("Hà Quang Vịnh", joined_on=None)
    make.make_post(head, make.make_collective(district))
    client = desk()

    assert names(client, don_vi=cell.key) == ["Bùi Đức Khải"]
    assert names(client, don_vi=district.key) == ["Bùi Đức Khải", "Hà Quang Vịnh"]
    page = client.get(reverse("cadres:person_list"), {"don_vi": district.key})
    offered = [name.strip("\u2003") for _key, name in page.context["form"].fields["don_vi"].choices]
    assert offered == ["Tất cả", "Đảng bộ tỉnh Minh Giang", "Đảng bộ huyện Đồng Khê", "Đảng bộ xã Nà Sọng"]


def test_who_holds_a_post_comes_in_protocol_order(desk, district, cell):
    collective = make.make_collective(district)
    for name, position, group in (
        ("Hà Văn An", 9, "Phó bí thư"),
        ("Vi Văn Tố", 2, "Bí thư"),
        ("Cầm Thị Bua", 0, ""),
    ):
        person = member(name, cell)
        if group:
            make.make_post(person, collective, position=position, title_group=group)
    client = desk()

    assert names(client, thu_tu="chuc-vu") == ["Vi Văn Tố", "Hà Văn An", "Cầm Thị Bua"]
    assert names(client, thu_tu="chuc-vu", nhom="co-chuc-vu") == ["Vi Văn Tố", "Hà Văn An"]
    assert names(client, nhom="Phó bí thư") == ["Hà Văn An"]
    page = client.get(reverse("cadres:person_list"))
    assert [key for key, _ in page.context["form"].fields["nhom"].choices] == [
        "", "co-chuc-vu", "Bí thư", "Phó bí thư",
    ]  # fmt: skip


def everybody(cell):
    """One person of each status."""
    member("Hà Văn An", cell)
    new = make.make_person("Bùi Văn Ba")
    make.make_membership(new, cell, standing="probationary")
    guest = member("Lò Thị Chi", cell)
    make.make_membership(guest, make.make_organization(name="Đảng bộ Khối"), kind="temporary")
    for name, kind in (("Vi Văn Dân", "exempt"), ("Cầm Văn Đại", "away"), ("Cầm Văn Hạ", "in_transfer")):
        Standing.objects.create(person=member(name, cell), kind=kind, from_on=DAY)
    ended = member("Quách Thị Giang", cell)
    Standing.objects.create(person=ended, kind="suspended", from_on=DAY, to_on=date(2021, 10, 1))
    make.make_membership(make.make_person("Bùi Văn Khoa"), cell, to_on=DAY, end_reason="died")
    make.make_membership(make.make_person("Bùi Văn Lâm"), cell, to_on=DAY, end_reason="moved")
    make.make_post(make.make_person("Hà Thị Mai"), make.make_collective(cell))


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("du-bi", ["Bùi Văn Ba"]),
        ("tam-thoi", ["Lò Thị Chi"]),
        ("exempt", ["Vi Văn Dân"]),
        ("away", ["Cầm Văn Đại"]),
        ("in-transfer", ["Cầm Văn Hạ"]),
        ("suspended", []),
        ("ra-khoi-dang", ["Bùi Văn Khoa"]),
        ("chuyen-di", ["Bùi Văn Lâm"]),
        ("ngoai-dang", ["Hà Thị Mai"]),
    ],
)
def test_a_status_is_read_by_the_day(desk, cell, status, found):
    everybody(cell)
    assert names(desk(), tinh_trang=status) == found


def test_who_has_left_is_found_when_asked_for(desk, cell):
    everybody(cell)
    client = desk(Role.UNIT_CLERK, cell)

    assert len(names(client)) == 8
    assert len(names(client, tinh_trang="tat-ca")) == 10
    page = client.get(reverse("cadres:person_list"), {"tim": "khoa"}).content.decode()
    assert "Tìm trong tất cả" in page
    (line,) = client.get(reverse("cadres:person_list"), {"tinh_trang": "ra-khoi-dang"}).context["lines"]
    assert (line.words, line.cell) == ("Từ trần, 15/7/2021", "Chi bộ xóm Bưởi")


def test_whoever_is_between_two_cells_is_found_from_both_ends(cell, settings):
    """With the day of his paper, on the same three lists as an earlier entry of the case by hand."""
    there = make.make_organization(make.make_organization(name="Đảng bộ huyện Mường Sang"), "cell")
    person = make.make_person("Bùi Đức Khải", card_number="06000335")
    make.make_membership(person, cell, from_on=date(2015, 1, 1))
    settings.SECOND_FACTOR_REQUIRED = False
    sender, receiver = Client(), Client()
    sender.force_login(make.make_account(Role.UNIT_CLERK, cell))
    receiver.force_login(make.make_account(Role.UNIT_CLERK, there))
    send_off(
        person, to=there, on=date(2021, 12, 1), actor=make.make_account(Role.ORGANIZATION_STAFF), at=make.NOON
    )
    by_hand = member("Cầm Văn Hạ", cell)
    Standing.objects.create(person=by_hand, kind="in_transfer", from_on=DAY)

    for client in (sender, receiver):
        for typed in ("khai", "06000335"):
            page = client.get(reverse("cadres:person_list"), {"tim": typed})
            (line,) = page.context["lines"]
            assert (line.person, line.words) == (person, "Đang chuyển sinh hoạt từ 01/12/2021")
    assert names(receiver, don_vi=there.key) == ["Bùi Đức Khải"]
    assert receiver.get(f"/dang-vien/{person.key}/").status_code == 200
    assert receiver.get(f"/dang-vien/{person.key}/sua/").status_code == 403
    assert names(sender, tinh_trang="chuyen-di") == []
    assert names(sender, tinh_trang="in-transfer") == ["Cầm Văn Hạ", "Bùi Đức Khải"]
    listed = sender.get(reverse("reviews:transfer_list"))
    assert [one.person for one in listed.context["page"]] == [person]
    assert [one.person for one in listed.context["written"]] == [by_hand]
    assert "2 đồng chí, trong đó 1 đồng chí chưa ghi nơi đến" in listed.content.decode()
    behind = sender.get(reverse("ratings:balance_people", args=["dang-chuyen"]), {"nam": "2021"})
    assert [(row.person, row.note) for row in behind.context["rows"]] == [
        (by_hand, "Từ ngày 15/7/2021."),
        (person, f"Từ ngày 01/12/2021. Chuyển đến {there.name}"),
    ]


def test_a_year_of_two_figures_and_a_card_without_its_nought_find_him(desk, cell):
    member("Bùi Thị Kim Anh", cell, birth_year=1959, birth_on=date(1959, 7, 7), card_number="06000335")
    member("Lò Thị Kim Anh", cell, birth_year=1961, birth_on=date(1961, 7, 7), card_number="06000336")
    client = desk()
    for typed in ("kim anh 7/7/59", "6000335", "anh 7.7.59"):
        assert names(client, tim=typed) == ["Bùi Thị Kim Anh"]


def test_a_clerk_finds_his_own_people_alone(desk, district, cell):
    member("Bùi Đức Khải", cell)
    other = make.make_organization(name="Đảng bộ huyện Mường Sang")
    member("Bùi Văn Kia", other)
    moved = make.make_person("Bùi Văn Đổi")
    make.make_membership(moved, other, to_on=DAY, end_reason="moved")
    make.make_membership(moved, cell, from_on=DAY)
    client = desk(Role.UNIT_CLERK, other)

    assert names(client, tinh_trang="tat-ca") == ["Bùi Văn Kia"]
    answer = client.get(reverse("cadres:person_list"), {"don_vi": district.key})
    assert (answer.status_code, answer.context["lines"]) == (422, [])
    unknown = client.get(reverse("cadres:person_list"), {"don_vi": "khongcodonvi"})
    assert answer.context["form"].errors == unknown.context["form"].errors


def test_a_departments_clerk_finds_those_of_its_collective(desk):
    unit = make.make_department(name="Tập thể lãnh đạo Sở Y tế")
    person = member("Lò Thị Sâm", make.make_organization())
    make.make_post(person, unit.collective)
    member("Bùi Đức Khải", unit.organization)

    assert names(desk(Role.UNIT_CLERK, unit=unit)) == ["Lò Thị Sâm"]


def test_fifty_a_page_with_the_filter_kept(desk, cell):
    for number in range(53):
        member(f"Bùi Văn Số {number:02d}", cell)
    client = desk()

    assert len(names(client, tim="so")) == 50
    assert names(client, tim="so", trang="2") == [f"Bùi Văn Số {number}" for number in (50, 51, 52)]
    page = client.get(reverse("cadres:person_list"), {"tim": "so"})
    assert page.context["total"] == 53
    assert "?tim=so&amp;trang=2" in page.content.decode()
