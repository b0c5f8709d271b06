"""A list of Party members brought in from a workbook: previewed, written as a whole, taken back."""

from datetime import date

import pytest
from django.db import transaction

from cadres.models import Membership, Person
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, Import, PartyOrganization
from organizations.services import importing, tree
from organizations.services.importing_preview import left_out_of
from organizations.services.sheet_kinds import sheet_kind
from organizations.services.sheet_places import UNKNOWN
from organizations.workflow import TransitionDenied
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = [
    "Họ và tên",
    "Ngày sinh",
    "Số thẻ đảng viên",
    "Ngày vào Đảng",
    "Chính thức",
    "Chi bộ",
    "Từ ngày",
    "Nơi cư trú",
]
INH = [
    "Lò Văn Inh",
    date(1975, 8, 14),
    "06000123",
    "19/5/2000",
    date(2001, 5, 19),
    "Chi bộ Bưởi",
    "",
    "Xóm Bưởi",
]
HOA = ["Hà Thị Hoa", 1980, "", date(2005, 3, 2), "", "chi bo buoi", "1.1.2015", ""]


@pytest.fixture
def district():
    return make.make_organization(name="Đảng bộ huyện Đồng Khê")


@pytest.fixture
def cell(district):
    base = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Mường Lạn")
    return make.make_organization(base, OrganizationKind.CELL, name="Chi bộ Bưởi")


@pytest.fixture
def clerk(district, cell):
    return make.make_account(Role.UNIT_CLERK, district)


def test_what_was_previewed_is_written_with_derived_columns_and_journal(clerk, cell):
    batch = books.bring_in("people", [HEAD, INH, HOA], clerk)
    assert (batch.state, batch.new_count, batch.faults) == ("ready", 2, [])
    assert not Person.objects.exists()

    batch = books.write(batch, clerk)

    assert batch.state == "done"
    inh, hoa = Person.objects.order_by("birth_year")
    assert (inh.full_name, inh.birth_on, inh.card_number, inh.search_fold) == (
        "Lò Văn Inh", date(1975, 8, 14), "06000123", "lo van inh",
    )  # fmt: skip
    assert inh.name_sort
    assert (hoa.birth_year, hoa.birth_on, hoa.card_number) == (1980, None, "")
    sits = {one.person: one for one in Membership.objects.all()}
    assert {one.organization for one in sits.values()} == {cell}
    assert (sits[inh].standing, sits[inh].from_on) == ("full", date(2000, 5, 19))
    assert (sits[hoa].standing, sits[hoa].from_on) == ("probationary", date(2015, 1, 1))
    entry = AuditEntry.objects.get(action="import", target_key=inh.key)
    assert (entry.actor, entry.target_kind, entry.before) == (clerk, "cadres.person", "")
    assert '"card_number":"06000123"' in entry.after


def test_the_same_file_again_changes_nothing(clerk, cell):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)

    again = books.bring_in("people", [HEAD, INH, HOA], clerk)

    assert (again.state, again.unchanged_count, again.new_count, again.changed_count) == ("ready", 2, 0, 0)
    with pytest.raises(TransitionDenied, match="không có gì để ghi"):
        importing.apply_import(again, actor=clerk, at=make.NOON)


def test_a_change_is_shown_cell_by_cell_written_and_taken_back(clerk, cell):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    changed = [*INH[:-1], "Xóm Mít"]

    batch = books.bring_in("people", [HEAD, changed, HOA], clerk)
    row = batch.rows.get(verdict="changed")
    assert (row.before["residence"], row.values["residence"]) == ("Xóm Bưởi", "Xóm Mít")
    batch = books.write(batch, clerk)
    assert Person.objects.get(card_number="06000123").residence == "Xóm Mít"

    assert books.undo(batch, clerk).state == "undone"
    person = Person.objects.get(card_number="06000123")
    assert (person.residence, person.birth_on, person.full_name) == (
        "Xóm Bưởi",
        date(1975, 8, 14),
        "Lò Văn Inh",
    )


def test_the_first_import_is_taken_back_whole_while_untouched(clerk, cell):
    batch = books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)

    assert books.undo(batch, clerk).state == "undone"
    assert not Person.objects.exists()
    assert not Membership.objects.exists()


def test_what_somebody_has_touched_since_keeps_the_import(clerk, cell):
    batch = books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    Person.objects.filter(card_number="06000123").update(workplace="Trạm y tế", residence="Nơi khác")

    batch = books.undo(batch, clerk)

    assert batch.state == "done"
    assert batch.faults == [
        "Dòng 2, Lò Văn Inh: đã sửa sau khi nhập (Nơi cư trú).",
        "Chưa hoàn tác gì. Ghi lại các ô đã nêu như lúc nhập thì hoàn tác được; không thì đề nghị sửa từng bản ghi.",
    ]
    assert Person.objects.count() == 2

    Person.objects.filter(card_number="06000123").update(residence="Xóm Bưởi")
    assert books.undo(batch, clerk).state == "undone"


def test_a_record_that_rests_on_a_new_one_keeps_the_import(clerk, cell):
    batch = books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    make.make_post(Person.objects.first(), make.make_collective(cell))

    batch = books.undo(batch, clerk)

    assert (batch.state, Person.objects.count(), Membership.objects.count()) == ("done", 2, 2)
    assert "dựa vào các bản ghi mới" in batch.faults[0]


def test_a_stale_preview_writes_nothing_and_names_the_row(clerk, cell):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    batch = books.bring_in(
        "people",
        [HEAD, [*INH[:-1], "Xóm Mít"], ["Vi Văn Mới", 1990, "", "1/2/2015", "", "Chi bộ Bưởi"]],
        clerk,
    )
    Person.objects.filter(card_number="06000123").update(residence="Xóm Na")

    batch = books.write(batch, clerk)

    assert batch.state == "refused"
    assert batch.faults[0].startswith("Dòng 2, Lò Văn Inh: đã khác lúc xem trước")
    assert Person.objects.count() == 2
    importing.recheck_import(batch, actor=clerk)
    assert books.write(books.work_on(batch), clerk).state == "done"


def test_errors_of_every_row_are_told_at_once_and_nothing_is_written(clerk, cell):
    batch = books.bring_in(
        "people",
        [
            HEAD,
            ["", date(1975, 8, 14), 6000123.0, "31/2/2000", "", "Chi bộ Bưởi"],
            ["Vi Văn A", date(1990, 1, 1), "06000124", date(2000, 1, 1), date(1999, 1, 1), "Chi bộ Không Có"],
            ["Vi Văn B", date(1970, 1, 1), "", "", "", "Đảng bộ xã Mường Lạn"],
            ["Vi Văn B", date(1970, 1, 1), "", date(2000, 1, 1), "", "Chi bộ Bưởi"],
        ],
        clerk,
    )

    assert batch.state == "refused"
    assert books.errors(batch) == {
        (2, "full_name"), (2, "card_number"), (2, "joined_on"),
        (3, "official_on"), (3, "joined_on"), (3, "cell"),
        (4, "cell"), (4, "from_on"),
        (5, "full_name"),
    }  # fmt: skip
    with pytest.raises(TransitionDenied):
        importing.apply_import(batch, actor=clerk, at=make.NOON)


def test_of_another_committee_nothing_is_learnt(clerk, cell):
    other = make.make_organization(name="Đảng bộ huyện khác")
    far = make.make_organization(other, OrganizationKind.BASE_CELL, name="Chi bộ xa")
    stranger = make.make_person(
        "Lò Văn Inh", birth_on=date(1975, 8, 14), birth_year=1975, card_number="06000123"
    )
    make.make_membership(stranger, far)

    taken = books.bring_in("people", [HEAD, INH], clerk)
    said = taken.rows.get().faults[0][2]
    assert "Không nhận được số thẻ này" in said
    assert not {"khác", "xa"} & set(said.split())
    without = books.bring_in("people", [HEAD, [*INH[:2], "", *INH[3:]]], clerk)
    assert (without.new_count, without.rows.get().twin) == (1, None)
    nowhere = books.bring_in("people", [HEAD, [*HOA[:5], "Chi bộ xa"]], clerk)
    unknown = books.bring_in("people", [HEAD, [*HOA[:5], "Chi bộ chẳng có"]], clerk)
    assert nowhere.rows.get().faults[0][2] == unknown.rows.get().faults[0][2]


def test_a_cell_that_is_no_more_is_told_with_what_became_of_it(clerk, cell):
    base = PartyOrganization.objects.get(name="Đảng bộ xã Mường Lạn")
    names = ("Chi bộ Mít", "Chi bộ Na", "Chi bộ Ổi")
    mit, na, oi = (make.make_organization(base, OrganizationKind.CELL, name=one) for one in names)
    with transaction.atomic():
        tree.lock_tree()
        tree.close_organization(mit, date(2020, 7, 1), na)
        tree.close_organization(na, date(2021, 3, 1), cell)
        tree.close_organization(oi, date(2021, 5, 9))
    who = ["Vi Văn A", 1990, "", "1/2/2015", ""]
    rows = [[f"{who[0]} {n}", *who[1:], name] for n, name in enumerate((*names, "Chi bộ Bưởi"))]

    batch = books.bring_in("people", [HEAD, *rows], clerk)

    assert (batch.state, batch.new_count, batch.rejected_count) == ("refused", 1, 3)
    assert [one[2] for row in batch.rows.all() for one in row.faults] == [
        "Chi bộ Mít đã sáp nhập vào Chi bộ Na ngày 01/7/2020, "
        "Chi bộ Na đã sáp nhập vào Chi bộ Bưởi ngày 01/3/2021. Ghi “Chi bộ Bưởi”.",
        "Chi bộ Na đã sáp nhập vào Chi bộ Bưởi ngày 01/3/2021. Ghi “Chi bộ Bưởi”.",
        "Chi bộ Ổi đã giải thể ngày 09/5/2021. Ghi tổ chức đang hoạt động.",
    ]
    assert not Person.objects.exists()


def test_a_cell_that_went_to_another_committee_is_told_as_one_that_is_nowhere(clerk, cell):
    far = make.make_organization(make.make_organization(), OrganizationKind.BASE_CELL, name="Chi bộ xa")
    with transaction.atomic():
        tree.close_organization(cell, date(2021, 3, 1), far)

    batch = books.bring_in("people", [HEAD, HOA], clerk)

    assert [one[2] for one in batch.rows.get().faults] == [UNKNOWN]


def test_probable_duplicates_are_asked_about_and_merged_or_kept(clerk, cell):
    books.write(books.bring_in("people", [HEAD, [*INH[:2], "", *INH[3:]], HOA], clerk), clerk)
    batch = books.bring_in("people", [HEAD, INH, ["Hà Thị Hòa", 1980, *HOA[2:]]], clerk)
    assert batch.rows.filter(twin__isnull=False).count() == 2
    with pytest.raises(TransitionDenied, match="2 dòng có thể trùng"):
        importing.apply_import(batch, actor=clerk, at=make.NOON)

    importing.choose_twins(batch, choice="merge", numbers=[2], actor=clerk)
    importing.choose_twins(batch, choice="keep", numbers=None, actor=clerk)
    batch.refresh_from_db()
    assert (batch.new_count, batch.changed_count) == (1, 1)
    assert books.write(batch, clerk).state == "done"

    assert Person.objects.count() == 3
    assert Person.objects.get(full_name="Lò Văn Inh").card_number == "06000123"


def test_nobody_outside_the_duty_brings_anything_in(cell):
    for role in (Role.BASE_CLERK, Role.ADMINISTRATOR):
        with pytest.raises(TransitionDenied):
            books.hand_in("people", books.book([HEAD, INH]), make.make_account(role, cell))
    lone = make.make_account(Role.UNIT_CLERK, unit=make.make_department())
    with pytest.raises(TransitionDenied, match="không phụ trách"):
        books.hand_in("people", books.book([HEAD, INH]), lone)
    assert not Import.objects.exists()


def left_out(batch):
    """Who is in the cells of the file and not in it, as the page lists them."""
    kind = sheet_kind("people")
    rows = left_out_of(kind, batch)
    return None if rows is None else [kind.missed(one).title for one in rows]


def test_whoever_the_file_leaves_out_is_named_and_stays(clerk, cell, district):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)
    elsewhere = make.make_organization(district, OrganizationKind.CELL, name="Chi bộ Mít")
    make.make_membership(make.make_person("Vi Văn Xa"), elsewhere)
    moved = make.make_person("Vi Thị Đi")
    make.make_membership(moved, cell, to_on=make.DAY, end_reason="moved")
    new = ["Vì Văn Mới", 1990, "", date(2015, 3, 2), "", "Chi bộ Bưởi", "1/1/2016", ""]

    batch = books.bring_in("people", [HEAD, INH, new], clerk)

    assert left_out(batch) == ["Hà Thị Hoa"]
    batch = books.write(batch, clerk)
    assert left_out(batch) == ["Hà Thị Hoa"]
    assert Membership.objects.get(person__full_name="Hà Thị Hoa").to_on is None
    assert left_out(books.undo(batch, clerk)) is None


def test_of_a_file_with_unread_rows_nobody_says_who_is_left_out(clerk, cell):
    books.write(books.bring_in("people", [HEAD, INH, HOA], clerk), clerk)

    batch = books.bring_in("people", [HEAD, INH, [*HOA[:1], "31/2/1980", *HOA[2:]]], clerk)

    assert (batch.rejected_count, left_out(batch)) == (1, None)
