"""The board, the unit on the telephone, the Excel of what is shown."""

import io
import re
from datetime import UTC, datetime

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from deadlines.enums import DossierKind, DossierState
from deadlines.models import Call, Dossier
from organizations.models import Assignment, Contact, PartyOrganization, SubmittingUnit
from tests.deadlines.conftest import fill, make_sending_unit
from tests.deadlines.views.test_dossiers import key_in
from tests.factories import NOON

AT_1342 = datetime(2021, 12, 14, 6, 42, tzinfo=UTC)
AT_1631 = datetime(2021, 12, 14, 9, 31, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(AT_1342, tick=False):
        yield


def order(client):
    text = client.get(reverse("deadlines:board")).content.decode()
    return re.findall(r"<th scope=\"row\"><a [^>]*>([^<]+)</a>", text)


def test_the_sum_names_every_unit_once(client, campaign, staff, district, department):
    fill(department.dossier)
    department.dossier.items.update(paper_received_on=NOON, paper_sheets=1)
    type(department.dossier).objects.filter(pk=department.dossier.pk).update(first_received_on=NOON)
    client.force_login(staff)
    text = client.get(reverse("deadlines:board")).content.decode()
    text = text.replace("\xa0", " ")
    assert "2 đơn vị nộp = 1 đủ + 0 thiếu + 1 chưa gửi + 0 chờ bổ sung." in text
    assert "bản kiểm điểm (01)" in text
    assert "Khải" not in text  # who it is stands on the unit's own page
    assert "còn 10 giờ 18 phút" in text.replace("\xa0", " ")


def test_a_promise_sinks_the_row_until_its_hour(client, campaign, staff, district, department):
    client.force_login(staff)
    assert order(client) == ["Huyện ủy Đồng Khê", department.unit.name]
    page = client.get(reverse("deadlines:board_unit", args=[district.unit.key]))
    client.post(
        reverse("deadlines:board_unit", args=[district.unit.key]),
        {
            "form_key": key_in(page),
            "called_hour": "13:42",
            "spoke_with": "đồng chí Lan",
            "promised_hour": "16:30",
        },
    )
    SubmittingUnit.objects.update(official=staff)
    call = Call.objects.get()
    assert (call.spoke_with, call.promised_at) == ("đồng chí Lan", datetime(2021, 12, 14, 9, 30, tzinfo=UTC))
    assert order(client) == [department.unit.name, "Huyện ủy Đồng Khê"]
    with time_machine.travel(AT_1631, tick=False):
        assert order(client) == ["Huyện ủy Đồng Khê", department.unit.name]


def test_a_call_with_an_hour_that_is_past_is_refused_and_kept(client, staff, district):
    client.force_login(staff)
    page = client.get(reverse("deadlines:board_unit", args=[district.unit.key]))
    answer = client.post(
        reverse("deadlines:board_unit", args=[district.unit.key]),
        {"form_key": key_in(page), "called_hour": "13:40", "spoke_with": "Lan", "promised_hour": "09:00"},
    )
    assert "Giờ hẹn phải sau giờ gọi" in answer.content.decode()
    assert 'value="09:00"' in answer.content.decode()
    assert not Call.objects.exists()


def test_the_text_for_the_telephone_names_no_person(client, staff, district):
    client.force_login(staff)
    text = client.get(reverse("deadlines:board_unit", args=[district.unit.key])).content.decode()
    message = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL).group(1)
    assert "bản kiểm điểm (01)" in message
    assert "Khải" not in message
    assert "Hoàn thành" not in message


def test_the_call_list_has_every_unit_that_lacks_something(client, staff, district, department):
    SubmittingUnit.objects.filter(pk=district.unit.pk).update(name="Huyện ủy Đồng Khê")
    client.force_login(staff)

    text = client.get(reverse("deadlines:board_calls")).content.decode()

    assert "2 đơn vị chưa đủ hồ sơ" in text
    assert "Huyện ủy Đồng Khê" in text
    assert "0200 3 855 014" in text
    assert "Gặp ai, hứa khi nào" in text
    assert "Khải" not in text


def test_a_unit_that_reports_totals_only_says_so(client, staff, district, department):
    PartyOrganization.objects.filter(pk=district.unit.scope_id).update(totals_only=True)
    client.force_login(staff)
    words = "Đơn vị chỉ báo số liệu tổng hợp: không có danh sách đảng viên trong hệ thống"

    for made, said in ((district, True), (department, False)):
        page = client.get(reverse("deadlines:board_unit", args=[made.unit.key])).content.decode()
        assert (words in page) is said


def test_the_excel_holds_exactly_the_rows_shown_and_no_formula(client, staff, district, department):
    SubmittingUnit.objects.filter(pk=district.unit.pk).update(name="=HYPERLINK(1)")
    Contact.objects.update(name="+cmd|' /C calc'!A0", mobile="@SUM(1)")
    client.force_login(staff)
    answer = client.get(reverse("deadlines:board_excel"), {"muc": "chua-gui"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 3
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "inlineStr"}
    assert "'=HYPERLINK(1)" in {cell.value for cell in rows[1]} | {cell.value for cell in rows[2]}
    none = client.get(reverse("deadlines:board_excel"), {"muc": "cho-bo-sung"})
    assert openpyxl.load_workbook(io.BytesIO(none.content)).active.max_row == 1


def test_a_unit_sees_no_board_and_no_unit_but_its_own(client, district, department):
    client.force_login(department.clerk)
    assert client.get(reverse("deadlines:board")).status_code == 403
    assert client.get(reverse("deadlines:board_unit", args=[district.unit.key])).status_code == 403
    text = client.get(reverse("deadlines:dossier_list")).content.decode()
    assert "Đồng Khê" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_whatever_its_length(
    client, campaign, staff, django_assert_max_num_queries, count
):
    for number in range(count):
        make_sending_unit(campaign, staff, name=f"Huyện ủy số {number}")
    client.force_login(staff)
    client.get(reverse("deadlines:board"))
    with django_assert_max_num_queries(15):
        client.get(reverse("deadlines:board"))


def test_the_quick_report_says_the_figures_of_the_board(client, staff, district):
    client.force_login(staff)
    text = client.get(reverse("deadlines:board_report")).content.decode()
    assert "1 đơn vị nộp = 0 đủ + 0 thiếu + 1 chưa gửi + 0 chờ bổ sung" in text.replace("\xa0", " ")


def test_the_quick_report_says_of_a_returned_dossier_that_it_is_being_completed(client, staff, district):
    fill(district.dossier)
    Dossier.objects.filter(pk=district.dossier.pk).update(state=DossierState.RETURNED, return_reason="Thiếu.")
    client.force_login(staff)
    text = client.get(reverse("deadlines:board_report")).content.decode()
    assert "<td>Đang hoàn thiện theo đề nghị</td>" in text


def test_a_unit_without_an_account_is_to_be_rung(client, staff, district, department):
    words = "Đầu mối chưa có tài khoản: gọi điện"
    client.force_login(staff)
    assert words not in client.get(reverse("deadlines:board")).content.decode()

    Assignment.objects.filter(account=department.clerk).delete()

    page = client.get(reverse("deadlines:board")).content.decode()
    assert page.count(words) == 2  # in the table of a desk, and in the row that opens on a telephone
    assert f'<span class="head">{department.unit.name}</span>' in page.split(words)[0].split("<tr>")[-1]


def test_on_a_telephone_a_row_says_state_and_what_is_missing_and_opens_for_the_rest(client, staff, district):
    client.force_login(staff)
    row = client.get(reverse("deadlines:board")).content.decode().split("<details><summary>")[1]
    head, inside = row.split("</details>")[0].split("</summary>")
    for words in ("Huyện ủy Đồng Khê", "Chưa gửi", "Địa bàn của đồng chí", "tờ trình đề nghị (01)"):
        assert words in head
    contact = district.unit.contact
    for words in (f"Đầu mối: {contact.name}", f"tel:{contact.mobile.replace(' ', '')}", "Chưa gọi"):
        assert words in inside
    assert reverse("deadlines:board_unit", args=[district.unit.key]) in inside


def test_the_filters_come_first_and_keep_each_other(client, staff, district, department):
    SubmittingUnit.objects.filter(pk=department.unit.pk).update(official=None)
    client.force_login(staff)
    board = reverse("deadlines:board")
    page = client.get(board, {"muc": "chua-gui", "loai": "decided"}).content.decode().replace("\xa0", " ")
    places = [
        page.index(words) for words in ('aria-label="Loại hồ sơ"', 'aria-label="Lọc đơn vị"', "2 đơn vị nộp")
    ]
    assert places == sorted(places)
    kinds = re.search(r'aria-label="Loại hồ sơ">(.*?)</nav>', page).group(1)
    assert re.findall(r'<a class="tap"( aria-current="true")? href="([^"]+)">([^<]+)</a>', kinds) == [
        (' aria-current="true"', "?muc=chua-gui&amp;loai=decided", DossierKind.DECIDED.label),
        ("", "?muc=chua-gui&amp;loai=delegated", DossierKind.DELEGATED.label),
        ("", "?muc=chua-gui&amp;loai=committee", DossierKind.COMMITTEE.label),
    ]
    link = "?dia-ban=toi&amp;loai=decided&amp;muc=chua-gui"
    assert f'href="{link}"' in page

    own = client.get(board + link.replace("&amp;", "&"))

    assert [one.dossier.unit for one in own.context["page"]] == [district.unit]
    assert "dia-ban=toi" in re.search(r'href="([^"]*muc=thieu[^"]*)"', own.content.decode()).group(1)
