"""Kế hoạch của đơn vị on the page."""

from datetime import date

import pytest

from organizations.enums import OrganizationKind, Role
from reviews.models import Refinement
from tests.factories import make_account, make_organization, make_refinement
from tests.reviews.office import url

pytestmark = pytest.mark.django_db

PAGE = "plan_edit"


def own_plan(office, organization=None):
    return url(PAGE, 2021, (organization or office.district).key)


def test_the_clerk_writes_the_districts_dates_and_reads_them_on_the_rounds_page(as_clerk, office):
    page = as_clerk.get(own_plan(office)).content.decode()
    assert "Hoàn thành trước ngày 10/12/2021." in page
    response = as_clerk.post(
        own_plan(office),
        {"T1": "6/12/2021", "number": "12-KH/HU", "dated_on": "15/11/2021", "seen": "", "note": ""},
    )
    assert response["Location"] == own_plan(office)
    assert Refinement.objects.get().before_on == date(2021, 12, 6)

    text = as_clerk.get("/dot-kiem-diem/nam/2021/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Đảng bộ huyện Đồng Khê: Trước ngày 06/12/2021 — hạn cuối hết ngày 05/12/2021" in text
    assert "Trước ngày 10/12/2021 — hạn cuối hết ngày 09/12/2021" in text
    assert own_plan(office) in text


def test_a_refusal_keeps_what_was_typed_and_changes_nothing(as_clerk, office):
    typed = {"T1": "11/12/2021", "T4": "25/12/2021", "number": "", "dated_on": "", "note": "", "seen": ""}
    response = as_clerk.post(own_plan(office), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ngày 11/12/2021 sau ngày 10/12/2021 của kế hoạch của Tỉnh ủy." in page
    assert 'value="11/12/2021"' in page
    assert 'value="25/12/2021"' in page
    assert Refinement.objects.count() == 0


def test_what_somebody_saved_meanwhile_is_said_beside_the_box(as_clerk, office):
    make_refinement(office.district, "T1", date(2021, 12, 7))
    typed = {"T1": "06/12/2021", "number": "", "dated_on": "", "note": "", "seen": ""}
    refused = as_clerk.post(own_plan(office), typed)
    assert (refused.status_code, Refinement.objects.get().before_on.day) == (422, 7)
    assert "Hiện đang ghi: “07/12/2021”." in refused.content.decode()

    again = typed | {"seen": refused.context["form"]["seen"].value()}
    assert as_clerk.post(own_plan(office), again).status_code == 302
    assert Refinement.objects.get().before_on.day == 6


def test_the_commune_sees_whose_day_binds_it(client, office):
    commune = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    make_refinement(office.district, "T4", date(2021, 12, 18))
    make_refinement(commune, "T4", date(2021, 12, 20))
    client.force_login(make_account(Role.BASE_CLERK, commune))
    page = client.get(own_plan(office, commune)).content.decode()
    assert "Đảng bộ huyện Đồng Khê đã ghi: <b>trước ngày 18/12/2021</b>." in page
    assert "Ngày của đơn vị (20/12/2021) sau ngày của Đảng bộ huyện Đồng Khê" in page
    assert "nên áp dụng trước ngày 18/12/2021." in page
    assert client.get(own_plan(office)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_whatever_is_written(as_clerk, office, count, django_assert_num_queries):
    for code, day in (("T1", 6), ("T2", 13), ("T4", 24))[:count]:
        make_refinement(office.district, code, date(2021, 12, day))
    as_clerk.get(own_plan(office))
    with django_assert_num_queries(10):
        as_clerk.get(own_plan(office))
