"""The balance on screen: whose it is, what it tells to whom, and each figure the length of its list."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.models import Standing
from organizations.enums import OrganizationKind, Role
from ratings.models import Rating
from tests import factories as make
from tests.ratings import factories as rf

pytestmark = pytest.mark.django_db
PAGE = "ratings:balance"


@pytest.fixture
def cell(scene):
    """A cell of the scene's unit, with somebody on every line."""
    cell = make.make_organization(scene.unit.organization, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")
    for one in scene.ratings:
        if one.subject.person:
            make.make_membership(one.subject.person, cell)
    for place, name in enumerate(("Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba", "Lò Văn Bốn"), 1):
        person = make.make_person(name, joined_on=date(2021, 9, 1) if place == 1 else date(2000, 5, 19))
        died = {"to_on": date(2021, 5, 1), "end_reason": "died"} if place == 2 else {}
        make.make_membership(
            person, cell, from_on=date(2021, 9, 1) if place == 1 else date(2015, 1, 1), **died
        )
        if place == 3:
            Standing.objects.create(person=person, kind="exempt", from_on=date(2021, 2, 1))
    return cell


def signed(client, account):
    client.force_login(account)
    return client


def codes(page):
    table = page.context["balance"]
    lines = (table.opening, *table.arrivals, *table.departures, table.closing, *table.not_reviewed)
    more = (table.to_review, table.rated, table.not_rated, *table.reasons)
    return {one.code: one.count for one in (*lines, *more) if one}


def listed(client, code, **asked):
    page = client.get(reverse("ratings:balance_people", args=[code]), asked)
    return [row.person.full_name for row in page.context["rows"]]


def test_every_figure_is_the_length_of_its_list(scene, cell, client, clock):
    signed(client, scene.staff)
    page = client.get(reverse(PAGE))

    figures = codes(page)
    assert (figures["dau-ky"], figures["ket-nap"], figures["tu-tran"], figures["cuoi-ky"]) == (6, 1, 1, 6)
    assert {code: len(listed(client, code)) for code in figures} == figures
    assert listed(client, "tu-tran") == ["Lò Văn Hai"]
    assert (listed(client, "nr-exempt"), listed(client, "nr-member-lt6m")) == (["Lò Văn Ba"], ["Lò Văn Một"])
    assert listed(client, "ngoai-danh-sach") == ["Lò Văn Bốn"]
    words = page.content.decode()
    assert f'/can-doi/cuoi-ky/?to-chuc={make.make_province().key}&amp;nam=2021">' in words


def test_the_deciding_organ_knows_of_a_decision_before_the_unit_does(scene, cell, client, clock):
    Rating.objects.filter(pk=scene.head.pk).update(state="decided", decided_level="good")

    assert codes(signed(client, scene.staff).get(reverse(PAGE)))["da-xep-loai"] == 1
    assert codes(signed(client, scene.clerk).get(reverse(PAGE)))["da-xep-loai"] == 0

    Rating.objects.filter(pk=scene.head.pk).update(state="announced")
    assert codes(signed(client, scene.clerk).get(reverse(PAGE)))["da-xep-loai"] == 1


def test_a_pause_in_the_deciding_organ_is_not_told_outside(scene, cell, client, clock):
    Rating.objects.filter(pk=scene.head.pk).update(
        state="paused", paused_from="appraised", paused_by="Ủy ban Kiểm tra", paused_on=make.DAY
    )

    assert codes(signed(client, scene.staff).get(reverse(PAGE)))["paused"] == 1
    assert "paused" not in codes(signed(client, scene.clerk).get(reverse(PAGE)))


def test_who_sees_no_rating_reads_up_to_whom_is_to_be_reviewed(scene, cell, client, clock):
    signed(client, make.make_account(Role.BASE_CLERK, cell))
    page = client.get(reverse(PAGE))

    assert codes(page)["phai-kiem-diem"] == 5
    assert page.context["balance"].rated is None
    for code in ("da-xep-loai", "chua-xep-loai", "paused"):
        assert client.get(reverse("ratings:balance_people", args=[code])).status_code == 404


def test_another_s_organisation_is_not_found(scene, cell, client, clock):
    other = make.make_organization(name="Đảng bộ huyện khác")
    signed(client, scene.clerk)

    for name, line in ((PAGE, []), ("ratings:balance_people", ["cuoi-ky"])):
        assert client.get(reverse(name, args=line), {"to-chuc": other.key}).status_code == 404
        assert client.get(reverse(name, args=line), {"to-chuc": cell.key}).status_code == 200


def test_a_department_s_clerk_counts_its_own_organisation_and_none_below(scene, client, clock):
    department = make.make_department()
    cell = make.make_organization(department.organization, OrganizationKind.CELL)
    make.make_membership(make.make_person("Lò Văn Trên"), department.organization)
    make.make_membership(make.make_person("Lò Văn Dưới"), cell)
    signed(client, make.make_account(Role.UNIT_CLERK, unit=department))

    assert listed(client, "cuoi-ky") == ["Lò Văn Trên"]
    assert client.get(reverse(PAGE), {"to-chuc": cell.key}).status_code == 404


def test_a_year_without_a_round_ends_with_the_closing_number(scene, cell, client, clock):
    signed(client, scene.staff)
    page = client.get(reverse(PAGE), {"nam": "2020"})

    assert (codes(page)["cuoi-ky"], page.context["balance"].to_review) == (6, None)
    assert "Phần phải" in page.content.decode()
    assert (
        client.get(reverse("ratings:balance_people", args=["phai-kiem-diem"]), {"nam": "2020"}).status_code
        == 404
    )
    for odd in ("1066", "nay", ""):
        assert client.get(reverse(PAGE), {"nam": odd}).context["asked"].roll.first == date(2021, 1, 1)


def test_a_line_that_nobody_knows_is_not_found(scene, cell, client, clock):
    signed(client, scene.staff)

    assert client.get(reverse("ratings:balance_people", args=["khong-co"])).status_code == 404


def test_the_balance_costs_the_same_whatever_its_length(
    scene, cell, client, clock, django_assert_max_num_queries
):
    signed(client, scene.staff)
    costs = []
    for _ in range(2):
        for name, line in ((PAGE, []), ("ratings:balance_people", ["cuoi-ky"])):
            with django_assert_max_num_queries(15) as asked:
                client.get(reverse(name, args=line))
            costs.append(len(asked))
        rf.make_rated(scene, name="Lò Văn Sau", position=30)
        for number in range(5):
            make.make_membership(make.make_person(f"Lò Văn Thêm {number}"), cell)

    assert costs[:2] == costs[2:]
