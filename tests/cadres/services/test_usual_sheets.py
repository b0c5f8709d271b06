"""Lists of members as offices fill them: several sheets, names in capitals, forms with sums; and the marked copy."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from cadres.models import Person
from documents.services.files import read_file
from documents.services.sheet_templates import REASONS
from organizations.enums import OrganizationKind
from tests import books
from tests import factories as make
from tests.cadres.services.test_people_sheet import HEAD, HOA, INH

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell(base):
    return make.make_organization(base, OrganizationKind.CELL, name="Chi bộ Bưởi")


def two_sheets(**sheets):
    """A workbook of several sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_every_sheet_that_is_passed_over_is_said(clerk, cell):
    short = [HEAD, INH]
    lacking = [[*HEAD[:5], "Ghi chú"], *([*HOA[:5], ""] for _ in range(30))]
    notes = [[f"Ghi chú {number}"] for number in range(4)]
    explained = [["Cột", "Cách ghi"], *([one, "Ghi đủ."] for one in HEAD)]
    data = two_sheets(
        Bìa=notes[:3], Cũ=lacking, DS=short, Du_bi=[HEAD, HOA], Khác=notes, Giải_thích=explained
    )

    batch = books.bring_in("people", data, clerk)

    assert (batch.state, batch.sheet, batch.new_count) == ("ready", "DS", 1)
    rest = "Nếu có dữ liệu cần nhập, chép sang trang “DS” hoặc tải lên thành tệp riêng."
    assert batch.remarks == [
        f"Trang tính “Cũ” không đọc: chỉ đọc trang “DS”. Trang đó thiếu cột bắt buộc “Chi bộ”. {rest}",
        f"Trang tính “Du bi” không đọc: chỉ đọc trang “DS”. {rest}",
        f"Trang tính “Khác” không đọc: chỉ đọc trang “DS”. {rest}",
    ]


def test_a_sheet_beyond_what_is_taken_refuses_the_file_only_where_it_is_looked_for(clerk, cell):
    workbook = load_workbook(io.BytesIO(two_sheets(DS=[HEAD, INH], Dài=[["x"]])))
    workbook["Dài"].cell(100_001, 1, "x")
    stream = io.BytesIO()
    workbook.save(stream)
    batch = books.bring_in("people", stream.getvalue(), clerk)
    assert (batch.state, batch.new_count) == ("ready", 1)
    assert batch.remarks[0].startswith("Trang tính “Dài” không đọc: chỉ đọc trang “DS”.")

    workbook.move_sheet("Dài", -1)
    stream = io.BytesIO()
    workbook.save(stream)
    batch = books.bring_in("people", stream.getvalue(), clerk)
    assert batch.faults[0].startswith("Trang tính “Dài” kéo đến dòng 100.001")


def test_capitals_and_lost_marks_do_not_overwrite_a_name(clerk, cell):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    new = ["VI VĂN MỚI", 1990, "", date(2015, 3, 2), "", "Chi bộ Bưởi", "1/1/2016", ""]

    batch = books.bring_in("people", [HEAD, ["LÒ VĂN INH", *INH[1:]], ["HÀ THỊ HOA", *HOA[1:]], new], clerk)

    assert (batch.state, batch.unchanged_count, batch.changed_count, batch.new_count) == ("ready", 2, 0, 1)
    assert batch.remarks == [
        "Có 1 dòng (4) ghi tên mới toàn chữ in hoa: sẽ ghi đúng như trong tệp. Tên trong danh sách viết dạng "
        "“Nguyễn Văn A”; muốn đúng dạng thì sửa trong tệp rồi tải lên lại."
    ]
    books.write(batch, clerk)
    names = list(Person.objects.order_by("birth_year").values_list("full_name", flat=True))
    assert names == ["Lò Văn Inh", "Hà Thị Hoa", "VI VĂN MỚI"]

    unmarked = books.bring_in("people", [HEAD, ["Lo Van Inh", *INH[1:7], "Xóm Mít"]], clerk)
    assert (unmarked.changed_count, unmarked.remarks) == (
        1,
        [
            "Có 1 dòng (2) ghi tên khác dấu với tên đang có: giữ tên đang có. "
            "Tên đang có sai thì sửa ở trang của người, tổ chức đó."
        ],
    )
    assert unmarked.rows.get().values["full_name"] == "Lò Văn Inh"
    books.write(unmarked, clerk)
    inh = Person.objects.get(card_number="06000123")
    assert (inh.full_name, inh.residence) == ("Lò Văn Inh", "Xóm Mít")


def test_days_the_register_itself_holds_are_not_the_rows_fault(clerk, cell):
    """Admitted at seventeen, and sits there since before: as it came from an older list."""
    days = {"joined_on": date(1992, 5, 19), "official_on": date(1993, 5, 19)}
    inh = make.make_person("Lò Văn Inh", card_number="06000123", **days)
    make.make_membership(inh, cell, from_on=date(1990, 1, 1))
    row = [*INH[:3], date(1992, 5, 19), date(1993, 5, 19), "Chi bộ Bưởi", date(1990, 1, 1), "Xóm Mít"]

    batch = books.bring_in("people", [HEAD, row], clerk)
    assert (batch.changed_count, books.told(batch)) == (1, [])
    books.write(batch, clerk)
    inh.refresh_from_db()
    assert (inh.residence, inh.joined_on) == ("Xóm Mít", date(1992, 5, 19))

    batch = books.bring_in("people", [HEAD, [*row[:3], date(1992, 6, 1), *row[4:]]], clerk)
    assert [column for _, column, _ in books.told(batch)] == ["joined_on", "from_on"]


def test_what_a_form_has_besides_its_rows_is_told_once_a_row(clerk, cell):
    rows = [
        ["TT", *HEAD],
        [f"({number})" for number in range(1, 10)],
        [1, *INH],
        ["", "Tổng cộng: 1 đồng chí"],
        ["", "", "", "", "", "Mường Lạn, ngày … tháng … năm 2021"],
        ["NGƯỜI LẬP BIỂU", "", "", "", "", "BÍ THƯ"],
        [2, "Hà Thị", "", "", "", "", "", "", ""],
    ]
    batch = books.bring_in("people", rows, clerk)
    no_data = "Dòng này không phải dòng dữ liệu. Nếu đúng vậy thì xóa dòng."
    told = books.told(batch, 99)
    assert told[:3] == [(number, "", no_data) for number in (4, 5, 6)]
    assert {number for number, _, _ in told[3:]} == {7}
    assert (batch.new_count, batch.rejected_count) == (1, 4)

    assert books.bring_in("people", rows[:3], clerk).state == "ready"
    of_two_rows = [rows[0], ["", "", "", "", "(dự bị)", "(chính thức)"], *rows[1:3]]
    assert books.bring_in("people", of_two_rows, clerk).state == "ready"


def test_the_marked_copy_is_filtered_put_right_and_sent_again(clerk, cell):
    rows = [
        ["DANH SÁCH ĐẢNG VIÊN"],
        [],
        HEAD,
        INH,
        [*HOA[:1], "31/2/1980", *HOA[2:5], "Chi bộ Bưởi", *HOA[6:]],
    ]
    refused = books.bring_in("people", rows, clerk)
    assert refused.state == "refused"

    workbook = load_workbook(io.BytesIO(read_file(refused.annotated)))
    sheet = workbook.active
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A3:I5", "A4")
    assert [one.value for one in sheet["I"]] == [
        None, None, REASONS, None, "Ngày sinh: Ngày 31/2/1980 không có trong lịch. Xem lại.",
    ]  # fmt: skip
    assert [sheet.cell(row, 9).fill.fgColor.rgb for row in (3, 5)] == ["FFFFF1C2"] * 2
    sheet["B5"] = "28/2/1980"
    stream = io.BytesIO()
    workbook.save(stream)

    batch = books.bring_in("people", stream.getvalue(), clerk)
    assert (batch.state, batch.new_count, batch.remarks) == ("ready", 2, [])
    assert books.write(batch, clerk).state == "done"
    assert Person.objects.get(full_name="Hà Thị Hoa").birth_on == date(1980, 2, 28)
