"""The two registers of the round: figures with their clauses, the names behind each, and only one's own part."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.models import Standing
from organizations.enums import OrganizationKind, Role
from organizations.models import PartyOrganization
from ratings.models import Rating
from ratings.services.ratings import create_ratings
from reviews.models import Subject
from reviews.services.campaigns import register_subjects
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE, NAMES = "ratings:register", "ratings:register_names"


@pytest.fixture
def cell(scene):
    """A cell of the scene's district: one member, one newcomer, one exempt, one suspended; all registered."""
    cell = make.make_organization(scene.unit.organization, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    people = []
    for name in ("Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba", "Lò Văn Bốn"):
        joined_on = date(2021, 9, 1) if name == "Lò Văn Hai" else date(2000, 5, 19)
        people.append(make.make_person(name, joined_on=joined_on))
        make.make_membership(people[-1], cell, from_on=joined_on)
    Standing.objects.create(person=people[2], kind="exempt", from_on=date(2021, 2, 1))
    Standing.objects.create(person=people[3], kind="suspended", from_on=date(2021, 2, 1))
    bodies = list(PartyOrganization.objects.exclude(kind="province"))
    made = register_subjects(scene.campaign, [*bodies, *people], actor=scene.staff, at=make.NOON)
    create_ratings(scene.campaign, made, actor=scene.staff, at=make.NOON)
    return cell


def figures(page):
    """Every line of both registers with its count."""
    lines = [line for one in page.context["registers"] for line in (*one.listed, *one.excepted)]
    return {line.code: line.count for line in lines}


def listed(client, code, **asked):
    page = client.get(reverse(NAMES, args=[code]), asked)
    return [one.label for one in page.context["page"]]


def test_both_registers_stand_side_by_side_each_exception_with_its_clause(scene, cell, client):
    client.force_login(scene.staff)
    page = client.get(reverse(PAGE))

    assert {code: count for code, count in figures(page).items() if count} == {
        "kiem-diem.tap-the": 1,
        "kiem-diem.can-bo": 3,
        "kiem-diem.dang-vien": 2,
        "kiem-diem.to-chuc": 2,
        "kiem-diem.dang-vien.nr-exempt": 1,
        "kiem-diem.dang-vien.nr-suspended": 1,
        "xep-loai.to-chuc": 2,
        "xep-loai.dang-vien": 1,
        "xep-loai.tap-the": 1,
        "xep-loai.can-bo": 3,
        "xep-loai.dang-vien.nr-exempt": 1,
        "xep-loai.dang-vien.nr-suspended": 1,
        "xep-loai.dang-vien.nr-member-lt6m": 1,
    }
    words = page.content.decode()
    assert "Đảng viên: mới kết nạp chưa đủ 06 tháng: kiểm điểm, chưa xếp loại" in words
    assert "Điểm 6, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW · Quy định nêu rõ" in words
    assert [one.title for one in page.context["registers"]] == [
        "Danh sách kiểm điểm",
        "Danh sách đánh giá, xếp loại",
    ]
    first, second = page.context["registers"]
    assert (first.total + first.left_off, second.total + second.left_off) == (
        Subject.objects.count(),
        Rating.objects.count(),
    )


def test_every_figure_is_the_length_of_its_list(scene, cell, client):
    client.force_login(scene.staff)
    shown = figures(client.get(reverse(PAGE)))

    assert {code: len(listed(client, code)) for code in shown} == shown
    assert listed(client, "xep-loai.dang-vien.nr-member-lt6m") == ["Lò Văn Hai"]
    assert listed(client, "kiem-diem.dang-vien.nr-suspended") == ["Lò Văn Bốn"]
    assert sorted(listed(client, "xep-loai.to-chuc")) == ["Chi bộ xóm Bưởi", "Đảng bộ huyện Đồng Khê"]


def test_a_part_of_the_tree_and_a_unit_narrow_figures_and_names_alike(scene, cell, client):
    client.force_login(scene.staff)
    below = {"to-chuc": cell.key}

    shown = figures(client.get(reverse(PAGE), below))
    assert (shown["kiem-diem.tap-the"], shown["kiem-diem.dang-vien"], shown["xep-loai.to-chuc"]) == (0, 2, 1)
    assert listed(client, "xep-loai.to-chuc", **below) == ["Chi bộ xóm Bưởi"]
    of_unit = {"don-vi": scene.unit.key, "to-chuc": scene.province.key}  # the narrower of the two boxes
    assert figures(client.get(reverse(PAGE), of_unit))["xep-loai.can-bo"] == 3
    assert len(listed(client, "xep-loai.can-bo", **of_unit)) == 3


def test_who_sees_no_rating_reads_who_is_reviewed_alone(scene, cell, client):
    client.force_login(make.make_account(Role.BASE_CLERK, cell))
    page = client.get(reverse(PAGE))

    assert [one.title for one in page.context["registers"]] == ["Danh sách kiểm điểm"]
    assert figures(page)["kiem-diem.dang-vien"] == 2
    assert client.get(reverse(NAMES, args=["xep-loai.dang-vien"])).status_code == 404


def test_another_s_part_is_not_found_and_its_people_are_not_counted(scene, cell, client):
    other = make.make_organization(name="Đảng bộ huyện khác")
    client.force_login(make.make_account(Role.UNIT_CLERK, other))

    assert not any(figures(client.get(reverse(PAGE))).values())
    for asked in ({"to-chuc": cell.key}, {"don-vi": scene.unit.key}):
        assert client.get(reverse(PAGE), asked).status_code == 404
        assert client.get(reverse(NAMES, args=["kiem-diem.tap-the"]), asked).status_code == 404


@pytest.mark.parametrize("code", ["kiem-diem", "kiem-diem.ai", "xep-loai.", "khac.tap-the", "tap-the"])
def test_a_line_that_the_registers_do_not_have_is_not_found(scene, cell, client, code):
    client.force_login(scene.staff)

    assert client.get(reverse(NAMES, args=[code])).status_code == 404


def test_before_a_round_is_open_there_is_nothing_to_read(scene, client):
    type(scene.campaign).objects.update(state="draft", opened_at=None)
    client.force_login(scene.staff)

    words = client.get(reverse(PAGE)).content.decode().replace("\xa0", " ")
    assert "Chưa mở đợt kiểm điểm nào" in words
    assert client.get(reverse(NAMES, args=["kiem-diem.tap-the"])).status_code == 404
