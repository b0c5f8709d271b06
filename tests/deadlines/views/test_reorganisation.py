"""The page of a decision on the tree: found, looked at, written down once; nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cadres.models import Membership
from organizations.enums import OrganizationKind, Role
from organizations.models import OrganizationChange, PartyOrganization
from tests import factories as make

pytestmark = pytest.mark.django_db
TYPED = {"effective_on": "1/12/2021", "number": "125-QĐ/HU", "reason": "Sáp nhập xóm", "words": "xom vo"}


@pytest.fixture
def office(settings, time_machine):
    """A commune with two cells, its district's clerk and a clerk of another district."""
    time_machine.move_to(make.NOON, tick=False)
    district = make.make_organization()
    commune = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    gone, stays = (
        make.make_organization(commune, OrganizationKind.CELL, name=name)
        for name in ("Chi bộ xóm Đúc", "Chi bộ xóm Vó")
    )
    make.make_membership(make.make_person("Lò Văn Inh"), gone)
    far = make.make_organization(make.make_organization(), OrganizationKind.CELL, name="Chi bộ xóm Vó")
    clerk = make.make_account(Role.UNIT_CLERK, district)
    return {
        "district": district,
        "gone": gone,
        "stays": stays,
        "far": far,
        "commune": commune,
        "clerk": clerk,
    }


def client_of(account):
    client = Client()
    client.force_login(account)
    return client


def address(organization, kind="merge"):
    return f"{reverse('deadlines:reorganisation_create', args=[organization.key])}?viec={kind}"


def test_looked_for_looked_at_written_down_and_sent_twice_it_is_one_act(office):
    client, page = client_of(office["clerk"]), address(office["gone"])

    sought = client.post(page, {**TYPED, "seek": "1"})
    assert (sought.status_code, list(sought.context["other"].hits)) == (200, [office["stays"].key])

    typed = TYPED | {"cell": office["stays"].key}
    looked = client.post(page, {**typed, "preview": "1"})
    assert [one.words for one in looked.context["outcome"].effects] == ["Đảng viên chuyển sang: 01"]
    assert not OrganizationChange.objects.exists()

    last = {**typed, "seen": looked.context["outcome"].digest, "record": "1", "form_key": "a" * 32}
    written, again = client.post(page, last), client.post(page, last)
    assert written.status_code == 302, (written.context["form"].errors, written.context["outcome"])
    there = reverse("cadres:organization_detail", args=[office["stays"].key])
    assert [one["Location"] for one in (written, again)] == [there, there]
    assert OrganizationChange.objects.count() == 1
    assert Membership.objects.get(to_on__isnull=True).organization == office["stays"]
    assert "Sáp nhập Chi bộ xóm Đúc vào Chi bộ xóm Vó" in client.get(there).content.decode()


def test_people_are_told_apart_in_order_and_all_of_them_can_be_read(office):
    client = client_of(office["clerk"])
    for name, year in (("Vi Văn Tố", 1981), ("Vi Văn Tố", 1960), ("Bùi Thị Ánh", 1970)):
        make.make_membership(make.make_person(name, birth_year=year, birth_on=None), office["gone"])
    for number in range(10, 20):
        person = make.make_person(f"Lò Văn Xuân {number}", card_number=f"060000{number}")
        make.make_membership(person, office["gone"])
    choices = client.get(address(office["gone"], "split")).context["form"].fields["chosen"].choices
    told = [label for _key, label in choices]
    assert told[0] == "Lò Văn Xuân 10, sinh 14/8/1975, thẻ 06000010"
    assert told[10:] == [
        "Bùi Thị Ánh, sinh năm 1970", "Lò Văn Inh, sinh 14/8/1975",
        "Vi Văn Tố, sinh năm 1981", "Vi Văn Tố, sinh năm 1960",
    ]  # fmt: skip

    looked = client.post(address(office["gone"]), TYPED | {"cell": office["stays"].key, "preview": "1"})

    (effect,) = looked.context["outcome"].effects
    assert [*effect.shown, *effect.more] == told
    assert (effect.count, len(effect.more)) == (14, 2)
    page = looked.content.decode()
    assert "<summary>và 2 nữa</summary>" in page
    assert all(one in page for one in told)


def test_what_was_not_looked_at_is_not_written_but_shown(office):
    typed = TYPED | {"cell": office["stays"].key, "record": "1"}
    answer = client_of(office["clerk"]).post(address(office["gone"]), typed)
    assert answer.status_code == 422
    assert answer.context["outcome"].effects
    assert 'value="125-QĐ/HU"' in answer.content.decode()
    assert not OrganizationChange.objects.exists()


def test_everything_missing_is_said_at_once(office):
    answer = client_of(office["clerk"]).post(address(office["gone"]), {"preview": "1"})
    assert answer.status_code == 422
    assert "còn 4 chỗ cần sửa" in re.sub(r"\s+", " ", answer.content.decode())


def test_a_cell_of_another_district_can_neither_be_chosen_nor_opened(office):
    client = client_of(office["clerk"])
    answer = client.post(address(office["gone"]), TYPED | {"cell": office["far"].key, "preview": "1"})
    assert answer.status_code == 422
    assert client.get(address(office["far"])).status_code == 404
    assert PartyOrganization.objects.filter(dissolved_on__isnull=False).count() == 0


def test_a_clerk_may_found_below_his_own_committee_and_not_rename_it(office):
    client, own = client_of(office["clerk"]), office["district"]
    kinds = client.get(address(own, "")).context["kinds"]
    assert list(kinds) == ["create"]
    assert client.get(address(own, "rename")).status_code == 403
