"""The pages of workbooks that are brought in, as a clerk goes through them."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cadres.models import Person
from documents.services.uploads import MEGABYTE
from jobs import services
from organizations.enums import OrganizationKind, Role
from organizations.models import Import, PartyOrganization
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = ["Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Chi bộ"]
INH = ["Lò Văn Inh", "14/8/1975", "06000123", "19/5/2000", "Chi bộ Bưởi"]


@pytest.fixture
def clerk(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    district = make.make_organization()
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    account = make.make_account(Role.UNIT_CLERK, district)
    client.force_login(account)
    return account


def upload(client, rows, name="danh-sach.xlsx"):
    file = SimpleUploadedFile(name, rows if isinstance(rows, bytes) else books.book(rows))
    return client.post(reverse("organizations:import_create", args=["people"]), {"file": file})


def act(client, batch, name, **data):
    return client.post(reverse(f"organizations:import_{name}", args=[batch.key]), data)


def page(client, batch, query=""):
    return client.get(reverse("organizations:import_detail", args=[batch.key]) + query).content.decode()


def test_a_list_goes_from_the_file_to_the_register_and_back(client, clerk):
    sent = upload(client, [HEAD, INH])
    batch = Import.objects.get()
    assert sent["Location"] == reverse("organizations:job_detail", args=[batch.job.key])
    books.work_on(batch)
    shown = page(client, batch)
    assert "Ghi 1 dòng mới, 0 thay đổi" in shown
    assert "Lò Văn Inh" in shown
    assert not Person.objects.exists()

    act(client, batch, "apply")
    assert books.work_on(batch).state == "done"
    assert "Hoàn tác được khi chưa ai sửa" in page(client, batch)
    act(client, batch, "undo")
    assert books.work_on(batch).state == "undone"
    assert not Person.objects.exists()


def test_errors_stand_with_row_column_value_and_what_to_do_and_in_the_marked_copy(client, clerk):
    upload(client, [HEAD, [*INH[:3], "31/2/2000", INH[4]]])
    batch = books.work_on(Import.objects.get())
    shown = page(client, batch)
    assert "Dòng 2: Lò Văn Inh" in shown
    assert "<b>Ngày vào Đảng</b> “31/2/2000”: Ngày 31/2/2000 không có trong lịch." in shown
    assert "Ghi 1 dòng" not in shown
    assert "sau 30 ngày kể từ lần kiểm tra gần nhất, máy tự hủy và xóa tệp" in shown

    copy = client.get(reverse("organizations:import_annotated", args=[batch.key]))
    assert "danh-sach-loi.xlsx" in copy["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(copy.streaming_content))).active
    assert sheet["D2"].fill.fgColor.rgb == "FFFBD5D0"
    assert sheet["F2"].value.startswith("Ngày vào Đảng: Ngày 31/2/2000")
    act(client, batch, "apply")
    act(client, batch, "cancel")
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count(), Person.objects.count()) == ("cancelled", 0, 0)
    assert (batch.file, batch.annotated) == (None, None)
    gone = client.get(reverse("organizations:import_annotated", args=[batch.key]))
    assert gone.status_code == 404
    assert "Đã hủy" in page(client, batch)


@pytest.mark.parametrize(
    ("asked", "words", "again", "hidden"),
    [
        ("apply", "Chưa ghi dòng nào. Bấm “Kiểm tra lại” để làm lại từ đầu.", "recheck", "undo"),
        ("undo", "Chưa hoàn tác dòng nào. Bấm “Hoàn tác” để làm lại.", "undo", "recheck"),
    ],
)
def test_what_the_machine_gave_up_says_what_to_press_and_goes_on(client, clerk, asked, words, again, hidden):
    batch = books.bring_in("people", [HEAD, INH], clerk)
    if asked == "undo":
        batch = books.write(batch, clerk)
    act(client, batch, asked)
    batch.refresh_from_db()
    services.fail(services.claim(batch.job_id), "Máy đã thử 5 lần.")
    before = Person.objects.count()

    shown = page(client, batch)
    assert "Máy đã thử 5 lần." in shown
    assert words in shown
    assert reverse(f"organizations:import_{again}", args=[batch.key]) in shown
    assert reverse(f"organizations:import_{hidden}", args=[batch.key]) not in shown
    act(client, batch, hidden)
    batch.refresh_from_db()
    assert batch.is_stuck
    act(client, batch, again)
    assert books.work_on(batch).state == ("undone" if asked == "undo" else "ready")
    assert Person.objects.count() == (0 if asked == "undo" else before)


def test_whoever_is_like_somebody_is_shown_beside_him_and_decided_on(client, clerk):
    books.write(books.bring_in("people", [HEAD, [*INH[:2], "", *INH[3:]]], clerk), clerk)
    upload(client, [HEAD, INH])
    batch = books.work_on(Import.objects.first())
    shown = page(client, batch)
    assert "Có 1 dòng có thể trùng" in shown
    assert "Ghi 1 dòng mới" not in shown
    act(client, batch, "choose", choice="merge")
    assert "Chọn ít nhất một dòng." in page(client, batch)

    act(client, batch, "choose", choice="merge", row="2")
    shown = page(client, batch, "?loai=changed")
    assert "Ghi 0 dòng mới, 1 thay đổi" in shown
    act(client, batch, "apply")
    books.work_on(batch)
    assert [one.card_number for one in Person.objects.all()] == ["06000123"]


def test_a_file_that_is_no_workbook_is_refused_on_the_form(client, clerk):
    answer = upload(client, b"PK nothing")
    assert answer.status_code == 422
    assert "không phải XLSX" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_heading_row_that_is_not_found_or_lacks_a_column_is_said_at_once(client, clerk):
    upload(client, [["Một", "Hai"], ["a", "b"]])
    assert "Không tìm thấy dòng tiêu đề cột" in page(client, books.work_on(Import.objects.first()))
    upload(client, [HEAD[:4], INH[:4]])
    assert "Thiếu cột bắt buộc “Chi bộ”" in page(client, books.work_on(Import.objects.first()))


def test_a_unit_outside_the_tree_is_told_who_brings_its_list_in(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make.make_account(Role.UNIT_CLERK, unit=make.make_department()))
    answer = upload(client, [HEAD, INH])
    assert answer.status_code == 422
    assert "gửi danh sách cho cấp trên để nhập" in answer.content.decode()


def test_the_template_is_filled_in_and_goes_in(client, clerk):
    data = client.get(reverse("organizations:import_template", args=["people"])).content
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    sheet, explained = workbook["Nhập"], workbook["Giải thích"]
    examples = {row[0].value: row[2].value for row in explained.iter_rows(min_row=2)}
    for cell in sheet[1]:
        sheet.cell(2, cell.column).value = examples[cell.value.removesuffix(" *")]
        if cell.value.startswith("Chi bộ"):
            sheet.cell(2, cell.column).value = "Chi bộ Bưởi"
    stream = io.BytesIO()
    workbook.save(stream)
    upload(client, stream.getvalue())
    batch = books.work_on(Import.objects.get())
    assert (batch.state, batch.new_count, books.errors(batch)) == ("ready", 1, set())


def test_one_cause_of_many_errors_is_told_once(client, clerk):
    wrong = [
        [f"Vi Văn {chr(97 + one).upper()}", *INH[1:2], "", INH[3], "Chi bộ Không Có"] for one in range(12)
    ]
    once_only = ["Vi Văn Y", "31/2/1975", "", INH[3], "Chi bộ Bưởi"]
    upload(client, [HEAD, *wrong, once_only])
    batch = books.work_on(Import.objects.get())

    [alike] = batch.summary
    assert (alike[0], alike[2], alike[3]) == ("Chi bộ", 12, list(range(2, 12)))
    shown = page(client, batch)
    assert shown.index("Lỗi lặp lại ở nhiều dòng") < shown.index("Dòng 2: Vi Văn A")
    assert "<b>12 dòng</b>, cột Chi bộ: Không có tổ chức đảng này trong phạm vi của đồng chí." in shown
    assert "Dòng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …" in shown


def test_a_row_lies_in_one_heap(client, clerk):
    cell = PartyOrganization.objects.get(name="Chi bộ Bưởi")
    make.make_membership(make.make_person("Lò Văn Ính", birth_on=date(1975, 8, 14)), cell)
    other = ["Vi Văn Mới", 1990, "", "1/2/2015", "Chi bộ Bưởi"]
    upload(client, [HEAD, INH, other])
    batch = books.work_on(Import.objects.get())
    assert (batch.new_count, batch.rows.filter(twin__isnull=False).count()) == (2, 1)

    def heaps():
        return client.get(reverse("organizations:import_detail", args=[batch.key])).context["parts"]

    asked = ("twin", "Có thể trùng", 1)
    assert heaps() == [asked, ("new", "Thêm mới", 1)]
    assert "Dòng 2" not in page(client, batch, "?loai=new")
    act(client, batch, "choose", choice="merge", row="2")
    assert heaps()[:2] == [asked, ("new", "Thêm mới", 1)]
    assert "changed" not in [name for name, _, _ in heaps()]
    act(client, batch, "apply")
    assert books.work_on(batch).state == "done"
    assert {("changed", "Thay đổi", 1), ("new", "Thêm mới", 1)} <= set(heaps())


def test_a_body_beyond_everything_is_told_the_limit_of_lists(client, clerk):
    def told(path):
        answer = client.post(path, CONTENT_LENGTH=str(66 * MEGABYTE))
        assert answer.status_code == 413
        return answer.content.decode()

    lists = told(reverse("organizations:import_create", args=["people"]))
    assert "Mỗi lần gửi được tối đa 30 MB; lần này 66 MB, nên chưa ghi gì." in lists
    assert "chia danh sách thành nhiều tệp" in lists
    assert "Giảm cỡ ảnh" not in lists
    assert "Mỗi lần gửi được tối đa 60 MB; lần này 66 MB" in told("/dang-nhap/")
    assert not Import.objects.exists()


def test_a_file_that_changed_nothing_is_looked_at_again_after_an_undo(client, clerk):
    upload(client, [HEAD, INH])
    first = books.write(books.work_on(Import.objects.get()), clerk)
    upload(client, [HEAD, INH])
    same = books.work_on(Import.objects.exclude(pk=first.pk).get())
    books.undo(first, clerk)

    assert "Từ đó có ai sửa hoặc hoàn tác một lần nhập thì bấm “Kiểm tra lại”." in page(client, same)
    act(client, same, "recheck")
    assert (books.work_on(same).new_count, Person.objects.count()) == (1, 0)


def test_a_template_says_which_columns_must_be_filled(client, clerk):
    answer = client.get(reverse("organizations:import_template", args=["people"]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    explained = openpyxl.load_workbook(io.BytesIO(content))["Giải thích"]
    assert explained["A3"].value == "Cột có dấu * là bắt buộc. Ô để trống giữ nguyên điều đang có, không xóa."
