"""Roles and accounts from a workbook: nothing is given by a sheet that could not be given by hand."""

from datetime import date

import pytest

from cadres.models import Person
from organizations.enums import Role
from organizations.models import Account, Assignment, AuditEntry
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db

HEAD = [
    "Họ và tên",
    "Vai trò",
    "Tổ chức đảng",
    "Đơn vị nộp",
    "Tên đăng nhập",
    "Số thẻ",
    "Điện thoại",
    "Từ ngày",
]
SECRETARY, CLERK = Role.CELL_SECRETARY.label, Role.UNIT_CLERK.label


@pytest.fixture
def administrator(cell):
    return make.make_account(Role.ADMINISTRATOR, full_name="Quản trị")


def row(name, role, place="", unit="", sign_in="", card="", phone="", from_on="1/1/2021"):
    return [name, role, place, unit, sign_in, card, phone, from_on]


def test_newcomers_get_accounts_and_roles_and_lose_them_again(administrator, cell, base):
    member = make.make_person("Vi Văn Hai", card_number="06000123")
    make.make_membership(member, cell)
    rows = [
        row("Lò Văn Inh", SECRETARY, "Chi bộ xóm Bưởi", phone="0912 345 678"),
        row("Lò Văn Inh", Role.BASE_CLERK.label, base.name, phone="0912 345 678"),
        row("Vi Văn Hai", Role.UNIT_LEADER.label, base.name, card="06000123"),
    ]
    before = Account.objects.count()
    batch = books.write(books.bring_in("role-holders", [HEAD, *rows], administrator), administrator)

    assert (batch.state, batch.faults, Account.objects.count()) == ("done", [], before + 2)
    inh = Account.objects.get(full_name="Lò Văn Inh")
    assert (inh.phone, inh.has_usable_password(), inh.one_time_code) == ("0912 345 678", False, "")
    assert sorted(inh.assignments.values_list("role", "organization")) == [
        ("base_clerk", base.pk),
        ("cell_secretary", cell.pk),
    ]
    assert Person.objects.get(pk=member.pk).account.full_name == "Vi Văn Hai"
    given = AuditEntry.objects.filter(action="grant_role", actor=administrator)
    assert given.count() == 3

    again = books.bring_in("role-holders", [HEAD, *rows], administrator)
    assert (books.told(again), again.unchanged_count) == ([], 3)
    batch = books.undo(batch, administrator)
    assert (batch.state, batch.faults, Account.objects.count()) == ("undone", [], before)
    assert Person.objects.get(pk=member.pk).account is None


def test_an_account_once_entered_stays_and_a_role_that_is_held_is_changed(administrator, cell):
    account = make.make_account(Role.CELL_SECRETARY, cell, full_name="Lò Văn Inh")
    head = [*HEAD, "Đến ngày"]
    ended = [*row("Lò Văn Inh", SECRETARY, cell.name), date(2021, 6, 30)]
    batch = books.write(books.bring_in("role-holders", [head, ended], administrator), administrator)
    assert (batch.state, batch.changed_count) == ("done", 1)
    assert account.assignments.get().to_on == date(2021, 6, 30)
    assert books.undo(batch, administrator).state == "undone"
    assert account.assignments.get().to_on is None
    assert Account.objects.filter(pk=account.pk).exists()


def test_every_role_at_its_place_and_everybody_once(administrator, cell, district):
    known = make.make_account(Role.UNIT_LEADER, district, full_name="Hà Thị Hoa")
    unit = make.make_department(name="Tập thể lãnh đạo Sở Y tế")
    rows = [
        row("A Văn", CLERK, cell.name),
        row("B Văn", CLERK, "", unit.name),
        row("C Văn", SECRETARY, "", unit.name),
        row("D Văn", CLERK),
        row("E Văn", CLERK, "", "Sở Không Có"),
        row("Hà Thị Hoa", CLERK, district.name),
        row("Ai cũng được", Role.UNIT_CHECKER.label, district.name, sign_in=known.sign_in_name.upper()),
        row("F Văn", CLERK, district.name, sign_in="khong-co"),
        row("G Văn", CLERK, district.name, phone="0912 345 678"),
        row("G Văn", Role.UNIT_LEADER.label, district.name),
        row("X", Role.UNIT_LEADER.label, district.name, sign_in=known.sign_in_name, from_on="1/2/2020"),
    ]
    batch = books.bring_in("role-holders", [HEAD, *rows], administrator)
    assert books.told(batch, 22) == [
        (2, "role", "Vai trò “Cán bộ tổ chứ"),
        (4, "role", "Vai trò “Bí thư chi bộ"),
        (5, "organization", "Ghi tổ chức đảng hoặc "),
        (6, "unit", "Không có đơn vị nộp gử"),
        (7, "sign_in_name", "Đã có tài khoản mang h"),
        (9, "sign_in_name", "Không có tài khoản này"),
        (11, "phone", "Cùng họ tên với dòng 1"),
    ]
    assert batch.rows.get(number=8).values["full_name"] == "Hà Thị Hoa"
    assert batch.rows.get(number=12).verdict == "changed"


def test_a_clerk_gives_only_what_lies_below_him_and_learns_of_nobody_else(clerk, district, base, cell):
    make.make_account(Role.UNIT_CLERK, district, full_name="Vi Văn Cùng")
    stranger = make.make_account(Role.CELL_SECRETARY, make.make_organization(), full_name="Vi Văn Xa")
    both = make.make_account(Role.BASE_CLERK, base, full_name="Vi Văn Hai")
    make.add_role(both, Role.UNIT_LEADER, district)
    rows = [
        row("Lò Văn Inh", SECRETARY, cell.name),
        row("Lò Văn Ba", CLERK, district.name),
        row("Lò Văn Bốn", Role.ORGANIZATION_STAFF.label, "Đảng bộ tỉnh Minh Giang"),
        row("Lò Văn Năm", CLERK, base.name, sign_in=stranger.sign_in_name),
        row("Lò Văn Sáu", CLERK, base.name, sign_in="khong-co"),
        row("Vi Văn Xa", CLERK, base.name),
        [*row("Vi Văn Hai", Role.BASE_CLERK.label, base.name)],
    ]
    rows = [[*one, "Tên gọi mới" if one[0] == "Vi Văn Hai" else ""] for one in rows]
    batch = books.bring_in("role-holders", [[*HEAD, "Chức danh"], *rows], clerk)
    assert books.told(batch, 22) == [
        (3, "role", "Đồng chí chỉ giao vai "),
        (4, "organization", "Không có tổ chức đảng "),
        (5, "sign_in_name", "Không có tài khoản này"),
        (6, "sign_in_name", "Không có tài khoản này"),
        (8, "", "Tài khoản này do cấp t"),
    ]
    batch = books.write(books.bring_in("role-holders", [HEAD, rows[0][:8]], clerk), clerk)
    assert (batch.state, Assignment.objects.filter(organization=cell).count()) == ("done", 1)


def test_who_has_risen_since_is_not_touched_by_taking_the_sheet_back(clerk, district, cell):
    sheet = [HEAD, row("Vi Văn Lên", SECRETARY, cell.name)]
    batch = books.write(books.bring_in("role-holders", sheet, clerk), clerk)
    risen = Account.objects.get(full_name="Vi Văn Lên")
    make.add_role(risen, Role.UNIT_LEADER, district)

    batch = books.undo(batch, clerk)

    assert (batch.state, batch.undone_at) == ("done", None)
    assert batch.faults == [
        "Dòng 2, Vi Văn Lên: tài khoản này nay do cấp trên hoặc người quản trị quản lý.",
        "Chưa hoàn tác gì. Đề nghị sửa từng bản ghi.",
    ]
    assert risen.assignments.count() == 2


def test_who_manages_no_accounts_brings_no_role_in(cell):
    staff = make.make_account(Role.ORGANIZATION_STAFF)
    batch = None
    with pytest.raises(Exception, match="không phụ trách"):
        batch = books.bring_in("role-holders", [HEAD, row("Lò Văn Inh", SECRETARY, cell.name)], staff)
    assert batch is None
