"""Kế hoạch của đơn vị on the page."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from documents.services.files import keep_bytes
from organizations.enums import OrganizationKind, Role
from reviews.models import CommitteePlan, Refinement
from tests.factories import (
    make_account,
    make_collective,
    make_conference,
    make_conference_plan,
    make_organization,
    make_own_plan,
    make_refinement,
)
from tests.reviews.office import NOON, url

pytestmark = pytest.mark.django_db

PAGE = "plan_edit"
NONE_OF_ITS_OWN = "Chưa ghi kế hoạch riêng, theo kế hoạch của cấp trên"


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
    with django_assert_num_queries(11):
        as_clerk.get(own_plan(office))


def test_a_plan_alone_is_written_down_and_read_by_the_province(as_clerk, office):
    typed = {"number": "12-KH/HU", "dated_on": "15/11/2021", "organ": "Ban Thường vụ Huyện ủy", "seen": ""}
    assert as_clerk.post(own_plan(office), typed).status_code == 302
    assert (CommitteePlan.objects.get().number, Refinement.objects.count()) == ("12-KH/HU", 0)
    assert 'value="Ban Thường vụ Huyện ủy"' in as_clerk.get(own_plan(office)).content.decode()

    as_clerk.force_login(office.staff)
    page = text_of(as_clerk.get(url("plan_list", 2021)))
    assert "2 cấp ủy: 1 đã ghi kế hoạch riêng, 1 theo kế hoạch của cấp trên." in page
    assert '<span class="nb">12-KH/HU</span>, ngày 15/11/2021<br>Ban Thường vụ Huyện ủy' in page
    assert NONE_OF_ITS_OWN in page
    assert url("plan_list", 2021) in text_of(as_clerk.get("/dot-kiem-diem/nam/2021/"))


def text_of(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def shown(client, **asked):
    return [
        (
            one.organization.name,
            one.has_plan,
            [str(date.before_on) for date in one.dates],
            one.planned,
            one.held,
        )
        for one in client.get(url("plan_list", 2021), asked).context["rows"]
    ]


@pytest.fixture
def below(office):
    """Two communes of the district: one moved a date, the other only wrote its plan down."""
    first = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    second = make_organization(office.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Khe Lũng")
    cell = make_organization(first, OrganizationKind.CELL, name="Chi bộ bản Chiềng")
    make_refinement(first, "T4", date(2021, 12, 20))
    make_own_plan(second, number="07-KH/ĐU")
    make_own_plan(office.district, number="", dated_on=None, organ="", note="Theo giao ban")
    plan = make_conference_plan(make_collective(first), date(2021, 12, 6))
    make_conference(plan, office.clerk, plan=plan)
    make_conference_plan(None, cell=cell)
    return first, second


NA_SONG = ("Đảng bộ xã Nà Sọng", False, ["2021-12-20"], 2, 1)
KHE_LUNG = ("Đảng bộ xã Khe Lũng", True, [], 0, 0)


def test_the_list_stands_in_the_trees_order_and_is_narrowed(client, office, below):
    client.force_login(office.staff)
    district, base = ("Đảng bộ huyện Đồng Khê", False, [], 2, 1), ("Đảng bộ cơ quan", False, [], 0, 0)
    assert shown(client) == [district, base, NA_SONG, KHE_LUNG]
    assert shown(client, cap="truc-thuoc") == [district]
    assert shown(client, cap="co-so", co="chua") == [base, NA_SONG]
    assert shown(client, co="co") == [KHE_LUNG]
    assert shown(client, tim="na song") == [NA_SONG]
    assert shown(client, cap="gì đó", co="không") == [district, base, NA_SONG, KHE_LUNG]


def test_each_sees_his_own_part_of_the_tree_alone(client, office, below):
    first, second = below
    scan = keep_bytes(b"%PDF-1.4", media_type="application/pdf", at=NOON)
    plan = make_own_plan(first, scan=scan, scan_name="ke-hoach.pdf")
    whole = ["Đảng bộ huyện Đồng Khê", "Đảng bộ cơ quan", first.name, second.name]
    for role, place, seen, opened in (
        (Role.BASE_CLERK, first, [first.name], 200),
        (Role.BASE_CLERK, second, [second.name], 404),
        (Role.SUPERVISOR, office.district, whole, 200),
        (Role.UNIT_CLERK, make_organization(name="Đảng bộ huyện khác"), ["Đảng bộ huyện khác"], 404),
    ):
        client.force_login(make_account(role, place))
        assert [one[0] for one in shown(client)] == seen
        response = client.get(url("plan_scan", plan.key))
        assert response.status_code == opened
        assert b"".join(getattr(response, "streaming_content", [b"%PDF-1.4"])) == b"%PDF-1.4"


def test_a_plan_without_a_scan_gives_out_none(client, office, below):
    client.force_login(office.staff)
    assert client.get(url("plan_scan", CommitteePlan.objects.get(number="07-KH/ĐU").key)).status_code == 404


def test_the_workbook_holds_the_rows_shown(client, office, below):
    client.force_login(office.staff)
    response = client.get(url("plan_excel", 2021), {"cap": "co-so", "tim": "xa"})
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    t4 = office.campaign.deadlines.get(code="T4").summary
    assert [row[1:4] + row[6:9] for row in rows[-2:]] == [
        ["Đảng bộ xã Nà Sọng", "Đảng bộ cơ sở", NONE_OF_ITS_OWN, f"{t4}: trước ngày 20/12/2021", 2, 1],
        ["Đảng bộ xã Khe Lũng", "Đảng bộ cơ sở", "07-KH/ĐU", "Theo cấp trên", 0, 0],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(client, office, count, django_assert_num_queries):
    for _ in range(count):
        commune = make_organization(office.district, OrganizationKind.BASE_COMMITTEE)
        make_own_plan(commune)
        make_refinement(commune, "T4", date(2021, 12, 20))
    client.force_login(office.staff)
    client.get(url("plan_list", 2021))
    with django_assert_num_queries(11):
        client.get(url("plan_list", 2021))
