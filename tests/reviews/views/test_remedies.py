"""Khắc phục hạn chế: the list of a quarter as its readers see it, its workbook, and the page of one."""

import io
from datetime import date

import openpyxl
import pytest

from organizations.enums import Role
from reviews.models import Place, RemedyNote, SelfReview, Shortcoming
from reviews.services.completion import begin_final_text
from tests.factories import make_account
from tests.reviews.office import NOON, Office, url

pytestmark = pytest.mark.django_db
BOXES = {"noted_on": "14/12/2021", "state": "doing", "text": "Đã tháo dỡ 08/14.", "paper": "BB tháng 12"}


@pytest.fixture
def office():
    office = Office()
    SelfReview.objects.filter(subject__in=[office.subject, office.body]).update(
        state="submitted", submitted_at=NOON, submitted_on=date(2021, 12, 10)
    )
    office.own = Shortcoming.objects.create(
        person=office.deputy,
        year=2021,
        text="Nóng tính.",
        remedy="Nghe hết ý kiến",
        due_before=date(2021, 12, 14),
    )
    office.shared = Shortcoming.objects.create(
        collective=office.collective,
        year=2021,
        text="=22/318 hộ chưa bàn giao.",
        responsible="đồng chí Đinh Thị Quyên",
        due_before=date(2022, 1, 1),
    )
    return office


def read(client, account, query=""):
    client.force_login(account)
    return client.get(url("remedy_list") + query).content.decode()


def test_the_list_says_what_whose_when_and_how_far_in_words(office, client):
    page = read(client, office.clerk)

    assert "Quý IV năm 2021: 2 hạn chế, khuyết điểm" in page
    assert page.index("Nóng tính.") < page.index("22/318 hộ")
    assert page.count("Quá hạn</span>") == 1
    assert "Chưa ghi kết quả" in page
    assert "đồng chí Đinh Thị Quyên" in page


def test_quarter_place_and_state_narrow_it(office, client):
    def shown(query):
        page = read(client, office.clerk, query)
        return [text for text in ("Nóng tính.", "22/318 hộ") if text in page]

    assert shown("") == shown("?quy=2021-4") == shown("?quy=nam-nao") == ["Nóng tính.", "22/318 hộ"]
    assert shown("?tinh_trang=qua-han") == ["Nóng tính."]
    assert shown("?tinh_trang=trong-han") == ["22/318 hộ"]
    assert shown("?quy=2022-1") == shown("")
    assert shown("?quy=2021-3") == []
    assert shown(f"?to_chuc={office.district.key}") == shown("")
    assert shown(f"?to_chuc={office.province.key}") == shown("")
    assert shown(f"?to_chuc={office.cell.key}") == []
    client.force_login(office.clerk)
    assert client.get(url("remedy_list") + "?to_chuc=khong-co").status_code == 404


def test_while_a_complete_text_is_written_the_page_names_whose_rows_wait(office, client):
    Place.objects.update(concluded_on=date(2021, 12, 12))
    begin_final_text(office.review, actor=office.author)

    page = read(client, office.clerk)
    assert "1 bản kiểm điểm đang viết bản hoàn chỉnh" in page
    assert "Bùi Đức Khải</a>" in page
    assert "Nóng tính." not in page


def sheet(client, account, query=""):
    client.force_login(account)
    answer = client.get(url("remedy_excel") + query)
    assert answer["Content-Disposition"] == 'attachment; filename="khac-phuc-han-che-2021-4.xlsx"'
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows]


def test_the_workbook_has_the_rows_of_the_list_and_runs_nothing(office, client):
    rows = sheet(client, office.clerk)

    assert rows[0] == ["Khắc phục hạn chế, khuyết điểm, quý IV năm 2021"]
    assert rows[1:3] == [["Tất cả nơi người lập theo dõi"], ["Số liệu lúc 12:00 ngày 14/12/2021"]]
    assert rows[-2][1:5] == ["Bùi Đức Khải", "Nóng tính.", "Nghe hết ý kiến", "Bùi Đức Khải"]
    assert rows[-2][-2:] == ["Chưa ghi kết quả", "Quá hạn"]
    assert rows[-1][1:4] == [
        "Ban Thường vụ Huyện ủy Đồng Khê", "'=22/318 hộ chưa bàn giao.", "đồng chí Đinh Thị Quyên",
    ]  # fmt: skip
    assert sheet(client, office.clerk, "?tinh_trang=qua-han")[-1][1:3] == ["Bùi Đức Khải", "Nóng tính."]


def test_a_workbook_without_rows_says_so(office, client):
    rows = sheet(client, make_account())

    assert rows[-1] == ["Không có hạn chế, khuyết điểm nào theo các điều kiện ghi ở trên."]


def test_the_owner_notes_and_it_stands_in_the_list(office, client):
    client.force_login(office.author)
    page = url("remedy_detail", office.own.key)

    answer = client.post(page, BOXES | {"paper": "", "form_key": "1" * 32})

    assert (answer.status_code, answer.url) == (302, page)
    assert "Ngày 14/12/2021: Đã tháo dỡ 08/14." in read(client, office.author).replace("\xa0", " ")
    client.post(page, BOXES | {"paper": "", "form_key": "1" * 32})
    assert RemedyNote.objects.count() == 1


def test_what_is_wrong_is_said_at_its_boxes_and_stays_typed(office, client):
    client.force_login(office.clerk)

    answer = client.post(
        url("remedy_detail", office.own.key), {"noted_on": "15/12/2021", "text": "Đã xong", "paper": ""}
    )

    assert answer.status_code == 422
    assert {box: len(said) for box, said in answer.context["form"].errors.items()} == {
        "noted_on": 1, "state": 1, "paper": 1,
    }  # fmt: skip
    assert "Đã xong</textarea>" in answer.content.decode()
    assert not RemedyNote.objects.exists()


def test_a_note_is_written_anew_from_its_own_link(office, client):
    client.force_login(office.clerk)
    page = url("remedy_detail", office.own.key)
    client.post(page, BOXES)
    wrong = RemedyNote.objects.get()

    anew = f"{page}?thay={wrong.key}"
    form = client.get(anew).content.decode()
    assert "ghi chép cũ vẫn được giữ" in form
    assert "Đã tháo dỡ 08/14.</textarea>" in form
    assert "checked" not in form
    client.post(anew, BOXES | {"state": "done"})
    assert [(one.state, one.is_replaced) for one in RemedyNote.objects.order_by("pk")] == [
        ("doing", True), ("done", False),
    ]  # fmt: skip
    late = client.post(anew, BOXES)
    assert "đã có người ghi lại" in late.content.decode()
    assert RemedyNote.objects.count() == 2


def test_who_only_reads_has_no_form_and_whoever_looks_is_noted(office, client):
    leader = make_account(Role.UNIT_LEADER, office.district)
    client.force_login(leader)
    page = url("remedy_detail", office.own.key)

    assert "<textarea" not in client.get(page).content.decode()
    assert client.post(page, BOXES).status_code == 403
    assert not RemedyNote.objects.exists()
    client.force_login(make_account())
    assert client.get(page).status_code == 404
