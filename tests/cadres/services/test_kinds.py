"""Every kind of workbook: its own template filled with its own example goes in, changes nothing twice, comes out."""

import io
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook

from cadres.models import CivilRating, Discipline, Leave, Membership, PastRating, Person, Post, Standing
from cadres.rules.facts import SENT_OFF
from documents.services.sheet_templates import template
from organizations.enums import OrganizationKind, Role
from organizations.models import (
    Assignment,
    Collective,
    Contact,
    PartyOrganization,
    PeerRating,
    SubmittingUnit,
)
from organizations.rules.headings import same_words
from organizations.services.sheet_kinds import sheet_kind, sheet_kinds
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db


MODELS = {
    "organizations": PartyOrganization,
    "people": Person,
    "collectives": Collective,
    "contacts": SubmittingUnit,
    "posts": Post,
    "memberships": Membership,
    "leaves": Leave,
    "standings": Standing,
    "disciplines": Discipline,
    "civil-ratings": CivilRating,
    "peer-ratings": PeerRating,
    "past-ratings": PastRating,
    "role-holders": Assignment,
}


def filled(kind):
    """The kind's template with its own examples in the first row under the headings."""
    columns = list(kind.columns.values())
    workbook = load_workbook(io.BytesIO(template(kind.label, columns, [kind.about])))
    sheet = workbook.worksheets[0]
    assert [same_words(one.value) for one in sheet[1]] == [same_words(one.heading) for one in columns]
    for place, column in enumerate(columns, start=1):
        if column.example != "":
            sheet.cell(2, place, column.example)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", MODELS)
def test_a_template_filled_with_its_example_goes_in_and_comes_out(name, clerk, inh, cell, standing):
    if name == "collectives":
        standing.delete()
    if name == "contacts":
        clerk = make.make_account(Role.ORGANIZATION_STAFF)
    if name in {"people", "organizations"}:
        inh.memberships.all().delete()
        inh.delete()
    if name == "organizations":
        cell.delete()
    kind, model = sheet_kind(name), MODELS[name]
    before = model.objects.count()

    batch = books.bring_in(name, filled(kind), clerk)
    assert (batch.faults, books.errors(batch)) == ([], set())
    assert (batch.state, batch.new_count) == ("ready", 1)
    batch = books.write(batch, clerk)
    assert (batch.state, batch.faults, model.objects.count()) == ("done", [], before + 1)

    again = books.bring_in(name, filled(kind), clerk)
    assert (again.state, again.faults, books.errors(again)) == ("ready", [], set())
    assert (again.new_count, again.changed_count, again.unchanged_count) == (0, 0, 1)

    batch = books.undo(batch, clerk)
    assert (batch.state, batch.faults, model.objects.count()) == ("undone", [], before)
    assert Contact.objects.count() == 0


def test_every_column_is_explained():
    silent = [
        (one.name, c.heading) for one in sheet_kinds() for c in one().columns.values() if not c.explains
    ]
    assert silent == []


def test_no_two_headings_of_a_kind_are_the_same_to_a_reader():
    for one in sheet_kinds():
        words = Counter(
            word for c in one().columns.values() for word in {same_words(w) for w in (c.heading, *c.aliases)}
        )
        assert {word for word, count in words.items() if count > 1} == set(), one.name


def test_a_transfer_is_two_rows_and_comes_back_as_one(clerk, inh, base, cell):
    make.make_organization(base, OrganizationKind.CELL, name="Chi bộ xóm Mít")
    head = [*books.WHO, "Chi bộ", "Từ ngày", "Đến ngày", "Lý do"]
    to = [*books.INH, "Chi bộ xóm Mít", "1/3/2021", "", ""]
    alone = books.bring_in("memberships", [head, to], clerk)
    assert books.told(alone) == [(2, "from_on", "Trùng thời gian với nơi ")]

    out = [*books.INH, "Chi bộ xóm Bưởi", "1/1/2015", "1/3/2021", "Chuyển đi"]
    batch = books.write(books.bring_in("memberships", [head, to, out], clerk), clerk)
    assert (batch.state, batch.new_count, batch.changed_count) == ("done", 1, 1)
    assert inh.memberships.get(to_on=None).organization.name == "Chi bộ xóm Mít"

    assert books.undo(batch, clerk).state == "undone"
    assert inh.memberships.get().organization == cell


def test_an_end_needs_its_reason_and_a_cell_is_a_cell(clerk, inh):
    head = [*books.WHO, "Chi bộ", "Hình thức", "Từ ngày", "Đến ngày", "Lý do"]
    rows = [
        [*books.INH, "Chi bộ xóm Bưởi", "", "1/1/2015", "1/3/2021", ""],
        [*books.INH, "Đảng bộ xã Mường Lạn", "tạm thời", "1/1/2015", "1/1/2014", ""],
        [*books.INH, "Chi bộ xóm Bưởi", "tạm thời", "1/1/2016", "", "Từ trần"],
    ]
    assert books.told(books.bring_in("memberships", [head, *rows], clerk)) == [
        (2, "end_reason", "Có đến ngày thì ghi cả l"),
        (3, "to_on", "Đến ngày phải sau hoặc đ"),
        (3, "organization", "Đảng viên sinh hoạt ở ch"),
        (4, "to_on", "Có lý do thôi sinh hoạt "),
    ]


def test_a_person_is_found_by_card_or_by_name_and_birth_inside_the_reach_alone(clerk, inh, cell):
    far = make.make_organization(make.make_organization(), OrganizationKind.BASE_CELL)
    stranger = make.make_person("Vi Văn Xa", birth_on=None, birth_year=1980, card_number="06000999")
    make.make_membership(stranger, far)
    for _ in range(2):
        make.make_membership(make.make_person("Vi Văn Đôi", birth_on=None, birth_year=1960), cell)
    head = [*books.WHO, "Năm", "Mức xếp loại"]
    rows = [
        ["Lò Văn Inh", "14/8/1975", ""],
        ["lo van inh", "", "06000123"],
        ["Lò Văn Inh", "15/8/1975", ""],
        ["Lò Văn Inh", "", ""],
        ["Vi Văn Khác", "", "06000123"],
        ["Lò Văn Inh", 1976, "06000123"],
        ["Vi Văn Xa", 1980, ""],
        ["Vi Văn Chẳng Có", 1980, ""],
        ["Vi Văn Xa", 1980, "06000999"],
        ["Vi Văn Xa", 1980, "06000998"],
        ["Vi Văn Đôi", 1960, ""],
    ]
    years = [2011 + place for place in range(len(rows))]
    sheet = [head, *([*row, year, "HTTNV"] for row, year in zip(rows, years, strict=True))]
    assert books.told(books.bring_in("civil-ratings", sheet, clerk)) == [
        (4, "full_name", "Không tìm thấy người có "),
        (5, "birth", "Ghi ngày sinh (hoặc năm "),
        (6, "full_name", "Số thẻ này không đi với "),
        (7, "birth", "Ngày sinh này không đi v"),
        (8, "full_name", "Không tìm thấy người có "),
        (9, "full_name", "Không tìm thấy người có "),
        (10, "card_number", "Không tìm thấy số thẻ nà"),
        (11, "card_number", "Không tìm thấy số thẻ nà"),
        (12, "card_number", "Có 2 người cùng họ tên, "),
    ]


def test_a_day_of_leave_counts_once_and_a_case_does_not_run_beside_itself(clerk, inh):
    Leave.objects.create(person=inh, kind="sick", from_on=date(2021, 1, 1), to_on=date(2021, 1, 31))
    head = [*books.WHO, "Loại nghỉ", "Từ ngày", "Đến ngày"]
    rows = [
        [*books.INH, "Ốm", "15/1/2021", "20/1/2021"],
        [*books.INH, "Thai sản", "15/1/2021", "20/1/2021"],
        [*books.INH, "Ốm", "1/3/2021", "20/3/2021"],
        [*books.INH, "Ốm", "20/3/2021", "25/3/2021"],
        [*books.INH, "Ốm", "20/3/2021", "26/3/2021"],
    ]
    assert [
        (row, column) for row, column, _ in books.told(books.bring_in("leaves", [head, *rows], clerk))
    ] == [
        (2, "from_on"),
        (4, "from_on"),
        (5, "from_on"),
        (6, ""),
        (6, "from_on"),
    ]
    Standing.objects.create(person=inh, kind="away", from_on=date(2021, 1, 1))
    head = [*books.WHO, "Trường hợp", "Từ ngày", "Đến ngày"]
    ended = [*books.INH, "Đi làm ăn xa", "1/1/2021", "30/6/2021"]
    batch = books.bring_in("standings", [head, ended, [*books.INH, "Đi làm ăn xa", "1/7/2021", ""]], clerk)
    assert (books.told(batch), batch.changed_count, batch.new_count) == ([], 1, 1)
    going = [*books.INH, "đang chuyển sinh hoạt", "1/7/2021", ""]
    said = books.told(books.bring_in("standings", [head, going], clerk), 200)
    assert said == [(2, "kind", SENT_OFF)]


def test_discipline_and_earlier_ratings_belong_to_one_of_three(clerk, inh, cell, standing):
    head = ["Họ và tên", "Năm sinh", "Tập thể", "Tổ chức đảng", "Hình thức", "Ngày quyết định"]
    head += ["Năm vi phạm", "Đã tính vào năm"]
    rows = [
        ["Lò Văn Inh", 1975, "", "", "Cảnh cáo", "20/5/2021", 2020, 2021],
        ["", "", standing.name, "", "Khiển trách", "20/5/2021", 2020, ""],
        ["", "", "", "Chi bộ xóm Bưởi", "khien trach", "20/5/2021", 2020, ""],
    ]
    batch = books.write(books.bring_in("disciplines", [head, *rows], clerk), clerk)
    assert (batch.state, batch.faults) == ("done", [])
    owners = list(Discipline.objects.values_list("person", "collective", "organization").order_by("pk"))
    assert owners == [(inh.pk, None, None), (None, standing.pk, None), (None, None, cell.pk)]
    wrong = [
        ["", "", "", "", "Cảnh cáo", "20/5/2021", 2020, ""],
        ["Lò Văn Inh", 1975, standing.name, "", "Cảnh cáo", "21/5/2021", 2020, ""],
        ["Lò Văn Inh", 1975, "", "", "Cảnh cáo", "22/5/2021", 2022, 2020],
    ]
    assert [
        (row, column) for row, column, _ in books.told(books.bring_in("disciplines", [head, *wrong], clerk))
    ] == [
        (2, ""),
        (3, "collective"),
        (4, "violated_in"),
        (4, "counted_in"),
    ]
    head = ["Họ và tên", "Năm sinh", "Tập thể", "Tổ chức đảng", "Năm", "Tư cách", "Mức xếp loại"]
    rows = [
        ["Lò Văn Inh", 1975, "", "", 2020, "", "HTTNV"],
        ["Lò Văn Inh", 1975, "", "", 2020, "Cán bộ lãnh đạo, quản lý", "HTXSNV"],
        ["", "", "", "Chi bộ xóm Bưởi", 2020, "", "HTNV"],
        ["", "", standing.name, "", 2020, "Đảng viên", "HTNV"],
    ]
    batch = books.bring_in("past-ratings", [head, *rows], clerk)
    assert books.told(batch) == [(5, "capacity", "Tư cách này không đi với")]
    batch = books.write(books.bring_in("past-ratings", [head, *rows[:3]], clerk), clerk)
    assert sorted(PastRating.objects.values_list("capacity", "level")) == [
        ("member", "good"),
        ("office", "excellent"),
        ("organization", "fair"),
    ]


def test_a_collective_that_reports_past_the_clerk_is_not_his(clerk, district):
    make.make_collective(district, make.make_province(), name="Tập thể lãnh đạo Sở Y tế")
    head = ["Tên tập thể", "Tổ chức đảng", "Loại tập thể", "Báo cáo qua"]
    kind = "Tập thể lãnh đạo sở, ban, ngành"
    rows = [
        ["Tập thể lãnh đạo Sở Y tế", district.name, kind, ""],
        ["Tập thể lãnh đạo Sở Mới", district.name, kind, "Đảng bộ tỉnh Minh Giang"],
    ]
    assert books.told(books.bring_in("collectives", [head, *rows], clerk)) == [
        (2, "collective", "Tập thể này báo cáo qua "),
        (3, "scope", "Không có tổ chức đảng nà"),
    ]
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    batch = books.write(books.bring_in("collectives", [head, rows[1]], staff), staff)
    assert Collective.objects.get(name="Tập thể lãnh đạo Sở Mới").scope.depth == 1
    moved = books.bring_in("collectives", [head, [*rows[1][:3], district.name]], staff)
    moved = books.write(moved, staff)
    assert Collective.objects.get(name="Tập thể lãnh đạo Sở Mới").scope == district
    assert (books.undo(moved, staff).state, books.undo(batch, staff).state) == ("undone", "undone")


def test_where_a_collective_reports_is_the_provinces_to_write(clerk, district, base, cell, standing):
    head = ["Tên tập thể", "Tổ chức đảng", "Loại tập thể", "Báo cáo qua"]
    kind = "Ban thường vụ cấp ủy đảng bộ trực thuộc Tỉnh ủy"
    lower = make.make_collective(base, cell, name="Chi ủy cũ")
    before = list(Collective.objects.order_by("pk").values())
    rows = [
        [standing.name, district.name, kind, cell.name],
        ["Ban Thường vụ mới", district.name, kind, cell.name],
        [lower.name, base.name, kind, base.name],
    ]
    assert books.told(books.bring_in("collectives", [head, *rows], clerk)) == [
        (2, "scope", "Nơi báo cáo qua do Ban T"),
        (3, "scope", "Nơi báo cáo qua do Ban T"),
        (4, "scope", "Nơi báo cáo qua do Ban T"),
    ]
    assert list(Collective.objects.order_by("pk").values()) == before
    same = [
        [standing.name, district.name, kind, district.name],
        ["Ban Thường vụ mới", district.name, kind, district.name],
        [lower.name, base.name, kind, cell.name],
    ]
    assert books.told(books.bring_in("collectives", [head, *same], clerk)) == []


def test_namesakes_are_told_apart_by_what_stands_above(clerk, district, base):
    other = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Nà Sọng")
    for above in (base, other):
        make.make_collective(above, name="Đảng ủy xã", type="base_standing")
    head = ["Tập thể", "Năm", "Mức xếp loại"]
    batch = books.bring_in("past-ratings", [head, ["Đảng ủy xã", 2020, "HTTNV"]], clerk)
    assert batch.rows.get().faults[0][2] == (
        "Có 2 tập thể cùng tên. Ghi kèm tổ chức đảng, ví dụ “Đảng bộ xã Mường Lạn / Đảng ủy xã”."
    )
    rows = [["Đảng bộ xã Nà Sọng / Đảng ủy xã", 2020, "HTTNV"], ["Nà Sọng / Đảng ủy xã", 2020, "HTTNV"]]
    batch = books.bring_in("past-ratings", [head, *rows], clerk)
    assert [(row, column) for row, column, _ in books.told(batch)] == [(3, "collective")]


def test_whom_to_ring_in_a_department_is_no_matter_of_the_bloc_it_sits_in(district):
    unit = make.make_department()
    bloc = PartyOrganization.objects.get(path=unit.organization.path[: -PartyOrganization.steplen])
    clerk = make.make_account(Role.UNIT_CLERK, bloc)
    head = ["Đơn vị nộp", "Đầu mối", "Điện thoại"]

    batch = books.bring_in("contacts", [head, [unit.name, "Vi Thị Mới", "0912 345 678"]], clerk)

    assert books.told(batch) == [(2, "unit", "Đã có đơn vị nộp mang tê")]
    row = batch.rows.get()
    assert (row.target, row.before) == (None, {})
    assert "Hà Thị Lan" not in str(row.__dict__)
    assert Contact.objects.get(unit=unit).name == "Hà Thị Lan"


def test_a_contact_is_made_with_its_unit_changed_and_put_back(clerk, district):
    head = ["Đơn vị nộp", "Tổ chức đảng", "Đầu mối", "Điện thoại", "Người thay", "Điện thoại người thay"]
    unit = make.make_unit(make.make_collective(district), name="Huyện ủy Đồng Khê")
    make.make_unit(name="Huyện ủy khác")
    rows = [
        ["Huyện ủy đồng khê", "", "Vi Thị Mới", "0912 345 678", "Hà Thị Hoa", "0912 345 679"],
        ["Đơn vị mới", district.name, "Vi Thị Mới", "0912 345 678", "", ""],
        ["Đơn vị nữa", "", "Vi Thị Mới", 912345678, "", ""],
        ["Huyện ủy khác", "", "Vi Thị Mới", "0912 345 678", "", ""],
    ]
    moved = ["Huyện ủy Đồng Khê", "Đảng bộ xã", "Vi Thị Mới", "0912 345 678", "", ""]
    make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã")
    assert books.told(books.bring_in("contacts", [head, *rows, moved], clerk)) == [
        (3, "unit", "Đơn vị nộp và nơi báo cá"),
        (4, "mobile", "Số điện thoại đang là số"),
        (4, "unit", "Đơn vị nộp và nơi báo cá"),
        (5, "unit", "Đã có đơn vị nộp mang tê"),
        (6, "", "Trùng với dòng 2. Giữ lạ"),
        (6, "unit", "Đơn vị nộp và nơi báo cá"),
    ]
    assert books.told(books.bring_in("contacts", [head, moved], clerk)) == [
        (2, "organization", "Đơn vị nộp và nơi báo cá")
    ]
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    assert books.told(books.bring_in("contacts", [head, rows[2]], staff)) == [
        (2, "mobile", "Số điện thoại đang là số"),
        (2, "organization", "Chưa có đơn vị nộp này. "),
    ]
    batch = books.write(books.bring_in("contacts", [head, *rows[:2]], staff), staff)
    assert (batch.state, batch.new_count, batch.changed_count) == ("done", 1, 1)
    assert list(
        Contact.objects.filter(unit__scope=district).values_list("name", "stand_in").order_by("pk")
    ) == [
        ("Vi Thị Mới", "Hà Thị Hoa"),
        ("Vi Thị Mới", ""),
    ]
    assert books.undo(batch, staff).state == "undone"
    assert Contact.objects.get(unit=unit).name == "Hà Thị Lan"


def test_two_slips_of_leave_that_overlap_in_the_register_come_back_in(clerk, inh):
    for day in (1, 10):
        Leave.objects.create(person=inh, kind="sick", from_on=date(2021, 3, day), to_on=date(2021, 3, 31))
    head = ["Họ và tên", "Số thẻ", "Loại nghỉ", "Từ ngày", "Đến ngày"]
    rows = [["Lò Văn Inh", "06000123", "Nghỉ ốm", date(2021, 3, day), date(2021, 3, 31)] for day in (1, 10)]
    batch = books.bring_in("leaves", [head, *rows], clerk)
    assert (batch.unchanged_count, books.told(batch)) == (2, [])
    rows[1][4] = date(2021, 4, 2)
    assert [one[:2] for one in books.told(books.bring_in("leaves", [head, *rows], clerk))] == [(3, "from_on")]
