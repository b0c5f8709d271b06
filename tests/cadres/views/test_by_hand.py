"""The form of one member: everything wrong is said, whoever is alike stands beside him, pressed twice he comes once."""

from datetime import date

import pytest

from cadres.models import Membership, Person
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from tests import factories as make
from tests.cadres.views.test_facts import boxes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ADD, ADMIT = "/dang-vien/them/", "/dang-vien/them/?viec=ket-nap"
TUAT = {
    "form_key": "b" * 32,
    "full_name": "Vi  Văn Tuất",
    "birth": "1/5/1980",
    "card_number": "06000777",
    "cell": "xóm bưởi",
    "joined_on": "19/5/2010",
    "official_on": "19/5/2011",
    "is_civil_servant": "on",
}


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    make.make_organization(base, OrganizationKind.CELL, name="Chi bộ Trường học")
    return make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")


@pytest.fixture
def clerk(client, district, cell):
    account = make.make_account(Role.UNIT_CLERK, district)
    client.force_login(account)
    return account


def main(answer):
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main")]


def test_the_cells_page_leads_here_with_its_name(client, clerk, cell):
    page = main(client.get(f"/to-chuc/{cell.key}/"))
    assert f'href="/dang-vien/them/?chi_bo={cell.key}"' in page
    assert boxes(client.get(f"{ADD}?chi_bo={cell.key}"))["cell"] == "Chi bộ xóm Bưởi"
    assert client.get(f"{ADD}?chi_bo=khongco00000").status_code == 404
    listed = main(client.get(f"/dang-vien/?don_vi={cell.key}"))
    assert f'href="/dang-vien/them/?chi_bo={cell.key}"' in listed
    assert boxes(client.get(f"{ADD}?chi_bo={clerk.assignments.get().organization.key}"))["cell"] == ""


def test_a_member_is_added_once_however_often_the_button_is_pressed(client, clerk, cell):
    first, second = client.post(ADD, TUAT), client.post(ADD, TUAT)

    person = Person.objects.get()
    assert first.url == second.url == f"/dang-vien/{person.key}/"
    assert (person.full_name, person.birth_on, person.is_civil_servant) == (
        "Vi Văn Tuất", date(1980, 5, 1), True,
    )  # fmt: skip
    seat = Membership.objects.get()
    assert (seat.organization_id, seat.from_on, seat.standing) == (cell.pk, date(2010, 5, 19), "full")
    assert AuditEntry.objects.filter(action="add_person").count() == 1


def test_what_is_wrong_is_said_beside_each_box_and_everything_stays(client, clerk):
    typed = TUAT | {
        "full_name": "Tuất",
        "birth": "5/1980",
        "card_number": "123",
        "cell": "chi bộ",
        "joined_on": "1/1/31",
    }
    answer = client.post(ADD, typed)

    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"full_name", "birth", "card_number", "cell", "joined_on"}
    assert "Có 2 chi bộ như vậy: Chi bộ Trường học; Chi bộ xóm Bưởi. Ghi đủ tên." in form.errors["cell"]
    assert {name: boxes(answer)[name] for name in form.errors} == {name: typed[name] for name in form.errors}
    assert not Person.objects.exists()


def test_who_is_alike_stands_beside_him_and_is_told_apart(client, clerk, cell):
    known = make.make_person(
        "Vi Văn Tuất", birth_on=date(1980, 5, 1), birth_year=1980, card_number="06000111"
    )
    make.make_membership(known, cell)

    asked = client.post(ADD, TUAT)

    assert asked.status_code == 422
    assert list(asked.context["form"].errors) == ["is_another"]
    page = main(asked)
    assert f'href="/dang-vien/{known.key}/"' in page
    assert "06000111" in page
    assert boxes(asked)["alike"] == known.key
    unsaid = client.post(ADD, TUAT | {"alike": known.key})
    assert unsaid.status_code == 422
    blind = client.post(ADD, TUAT | {"is_another": "on"})  # said of nobody who was shown
    assert blind.status_code == 422
    assert "checked" not in main(blind)[main(blind).index("is_another") :][:200]
    taken = client.post(ADD, TUAT | {"alike": known.key, "is_another": "on"})
    assert taken.status_code == 302
    assert Person.objects.filter(full_name="Vi Văn Tuất").count() == 2


def test_somebody_of_another_committee_stays_unknown(client, clerk):
    far = make.make_organization(make.make_organization(), OrganizationKind.CELL, name="Chi bộ ở xa")
    other = make.make_person(
        "Lường Thị Mai", birth_on=date(1980, 5, 1), birth_year=1980, card_number="06000777"
    )
    make.make_membership(other, far)

    answer = client.post(ADD, TUAT)

    page = main(answer)
    assert answer.status_code == 422
    assert "Không nhận được số thẻ này" in page
    assert "báo Ban Tổ chức Tỉnh ủy" in page
    for secret in ("Lường Thị Mai", other.key, "ở xa"):
        assert secret not in page
    assert Person.objects.count() == 1


def test_admission_makes_a_member_on_probation_from_its_day(client, clerk, cell):
    typed = {
        "form_key": "c" * 32,
        "full_name": "Lường Thị Mai Anh",
        "birth": "1999",
        "cell": "Chi bộ xóm Bưởi",
        "joined_on": "19/5/2021",
        "number": "12-QĐ/HU",
    }
    young = client.post(ADMIT, typed | {"birth": "2004", "joined_on": ""})
    assert set(young.context["form"].errors) == {"joined_on"}

    assert client.post(ADMIT, typed).status_code == 302

    person, seat = Person.objects.get(), Membership.objects.get()
    assert (person.joined_on, person.official_on, person.card_number) == (date(2021, 5, 19), None, "")
    assert (seat.standing, seat.from_on) == ("probationary", date(2021, 5, 19))
    entry = AuditEntry.objects.get(action="admit_member")
    assert (entry.target_key, entry.note) == (person.key, "12-QĐ/HU")
    page = main(client.get(f"/dang-vien/{person.key}/"))
    assert (
        f'href="/dang-vien/{person.key}/noi-sinh-hoat/?viec=chinh-thuc"' in page or "viec=chinh-thuc" in page
    )


def test_who_keeps_nobody_sees_no_way_to_add(client, district, cell):
    client.force_login(make.make_account(Role.UNIT_LEADER, district))
    assert "/dang-vien/them/" not in main(client.get("/dang-vien/"))
    assert "/dang-vien/them/" not in main(client.get(f"/to-chuc/{cell.key}/"))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, TUAT).status_code == 403
    assert not Person.objects.exists()
