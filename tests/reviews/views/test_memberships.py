"""The pages of where a member sits: the form by its act, the list of a day, both ends of a transfer."""

import pytest
from django.test import Client
from django.urls import reverse

from cadres.models import Membership, Transfer
from organizations.enums import OrganizationKind, Role, Route
from organizations.models import PartyOrganization
from reviews.models import Place
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A member of one district's cell, reviewed there in the open round, and a clerk on either side."""
    here, there = make.make_organization(), make.make_organization()
    cell, other = (
        make.make_organization(one, OrganizationKind.CELL, name=name)
        for one, name in ((here, "Chi bộ xóm Bưởi"), (there, "Chi bộ xóm Cọ"))
    )
    person = make.make_person("Lò Văn Inh")
    make.make_membership(person, cell)
    subject = make.make_subject(
        person=person, unit=make.make_unit(make.make_collective(here)), places=[], organization=cell,
        route=Route.LOWER,
    )  # fmt: skip
    Place.objects.create(subject=subject, code="N1", organization=cell, label=cell.name)
    clerks = [make.make_account(Role.UNIT_CLERK, one) for one in (here, there)]
    return {"person": person, "subject": subject, "cell": cell, "other": other, "clerks": clerks}


def client_of(account):
    client = Client()
    client.force_login(account)
    return client


def let_go(office, client, **more):
    page = f"{reverse('reviews:membership_change', args=[office['person'].key])}?viec=chuyen"
    typed = {"on": "1/12/2021", "number": "15", "words": "xom co", "cell": office["other"].key}
    return client.post(page, {**typed, **more})


def test_let_go_by_one_desk_received_by_the_other_and_the_round_follows(office):
    sender, receiver = map(client_of, office["clerks"])
    assert let_go(office, sender).status_code == 302
    assert office["subject"].places.get().organization == office["cell"]
    listed = receiver.get(reverse("reviews:transfer_list"))
    assert [one.person for one in listed.context["page"]] == [office["person"]]
    papers = reverse("reviews:transfer_detail", args=[Transfer.objects.get().key])
    assert sender.post(papers, {"on": "10/12/2021"}).status_code == 403

    assert receiver.post(papers, {"on": "10/12/2021"}).status_code == 302

    office["subject"].refresh_from_db()
    assert (office["subject"].organization, office["subject"].places.get().label) == (
        office["other"], "Chi bộ xóm Cọ",
    )  # fmt: skip
    assert list(receiver.get(reverse("reviews:transfer_list")).context["page"]) == []
    asked = receiver.get(reverse("reviews:transfer_list"), {"ngay": "9/12/2021"})
    assert len(asked.context["page"]) == 1


def test_the_names_of_cells_are_all_that_a_desk_learns_of_another_district(office):
    page = f"{reverse('reviews:membership_change', args=[office['person'].key])}?viec=chuyen"
    client = client_of(office["clerks"][0])
    sought = client.post(page, {"words": "xom co", "seek": "1"})
    assert [str(one) for one in sought.context["form"].hits.values()] == ["Chi bộ xóm Cọ"]
    detail = reverse("cadres:organization_detail", args=[office["other"].key])
    assert client.get(detail).status_code == 404


def test_a_refusal_stands_beside_its_box_and_what_was_typed_stays(office):
    answer = let_go(office, client_of(office["clerks"][0]), on="20/12/2021")
    assert answer.status_code == 422
    assert answer.context["form"].errors["on"] == ["Ngày không được sau hôm nay."]
    assert 'value="20/12/2021"' in answer.content.decode()
    assert Membership.objects.get().to_on is None


def test_a_day_that_is_none_is_told_and_today_is_shown(office):
    answer = client_of(office["clerks"][0]).get(reverse("reviews:transfer_list"), {"ngay": "31/02/2021"})
    assert answer.context["wrong"].startswith("Ngày này không có trong lịch")
    assert answer.context["day"] == make.DAY


def test_a_leader_outside_the_party_is_admitted_on_his_own_page(office):
    here = PartyOrganization.objects.get_parent(office["cell"])
    clerk = client_of(office["clerks"][0])
    outsider = make.make_person("Vi Văn Ngoài", joined_on=None)
    make.make_post(outsider, make.make_collective(here))
    page = reverse("reviews:membership_change", args=[outsider.key])
    assert "Chưa là đảng viên" in clerk.get(page).content.decode()
    assert client_of(office["clerks"][1]).get(page).status_code == 404
    away = clerk.post(
        f"{page}?viec=ket-nap", {"on": "1/12/2021", "words": "xom co", "cell": office["other"].key}
    )
    assert away.status_code == 422
    assert not Membership.objects.filter(person=outsider).exists()

    typed = {"on": "1/12/2021", "number": "9-QĐ/HU", "words": "xom buoi", "cell": office["cell"].key}
    assert clerk.post(f"{page}?viec=ket-nap", typed).url == page

    seat = Membership.objects.get(person=outsider)
    assert (seat.organization_id, seat.standing) == (office["cell"].pk, "probationary")
    assert "?viec=chinh-thuc" in clerk.get(page).content.decode()


def test_of_who_sits_somewhere_already_both_desks_are_told_the_way_out(office):
    sender, receiver = map(client_of, office["clerks"])
    let_go(office, sender)
    make.make_membership(office["person"], office["cell"], from_on="2021-12-05")
    papers = reverse("reviews:transfer_detail", args=[Transfer.objects.get().key])

    page = receiver.get(papers).content.decode()
    assert "đang sinh hoạt chính thức ở Chi bộ xóm Bưởi, nên không nhận thêm được" in page
    assert "Ghi nhận giấy giới thiệu</button>" not in page
    answer = receiver.post(papers, {"on": "10/12/2021"})
    assert (answer.status_code, Membership.objects.count()) == (422, 2)
    assert "Hủy việc chuyển" in str(answer.context["form"].non_field_errors())

    assert "đồng chí ở nguyên Chi bộ xóm Bưởi" in sender.get(papers).content.decode()
    assert sender.post(papers, {"take_back": "1", "reason": "Đã ở chi bộ cũ"}).status_code == 302
    assert (Transfer.objects.get().is_open, Membership.objects.count()) == (False, 2)
