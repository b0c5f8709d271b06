"""One person's record: put right under the lock, by whoever keeps it, with what stood before in the journal."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cadres.enums import StandingKind
from cadres.models import Discipline, Membership, Person, Post, Standing
from cadres.services.facts import KINDS, TypedRow, keep_facts, rows_kept
from cadres.services.memberships import send_off
from cadres.services.people import IDENTITY, correct_identity, digest_of
from cadres.services.standings import Change, change_standings
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from organizations.workflow import StaleVersion, TransitionDenied
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.DAY


@pytest.fixture
def district():
    return make.make_organization()


@pytest.fixture
def cell(district):
    return make.make_organization(district, OrganizationKind.CELL, name="Chi bộ xóm Bưởi")


@pytest.fixture
def person(cell):
    found = make.make_person("Bùi Đức Khải", card_number="06000001")
    make.make_membership(found, cell)
    return found


@pytest.fixture
def clerk(district):
    return make.make_account(Role.UNIT_CLERK, district)


def identity(person, **changed):
    return {name: getattr(person, name) for name in IDENTITY} | changed


def correct(person, actor, seen=None, **changed):
    seen = seen or digest_of([person], IDENTITY)
    return correct_identity(person, identity(person, **changed), seen=seen, actor=actor, today=TODAY)


def keep(person, part, actor, *rows, seen=None):
    seen = seen if seen is not None else digest_of(rows_kept(person, part), KINDS[part].boxes)
    return keep_facts(person, part, rows, seen=seen, actor=actor, today=TODAY)


def test_a_name_put_right_is_found_and_sorted_anew(person, clerk):
    correct(person, clerk, full_name="Bùi Đức Đại", birth_on=None, birth_year=1976)

    person.refresh_from_db()
    assert (person.full_name, person.search_fold, person.birth_year) == ("Bùi Đức Đại", "bui duc dai", 1976)
    assert person.name_sort > make.make_person("Lò Văn Dung").name_sort
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_key) == (clerk, "correct_identity", person.key)
    assert "họ và tên: Bùi Đức Khải" in entry.before
    assert "họ và tên: Bùi Đức Đại" in entry.after


def test_what_is_the_same_is_not_written(person, clerk):
    correct(person, clerk)
    assert not AuditEntry.objects.exists()


def test_an_official_day_that_is_put_right_makes_a_full_member_and_back(person, clerk):
    Membership.objects.update(standing="probationary")
    correct(person, clerk, residence="Xóm Bưởi")
    assert Membership.objects.get().standing == "probationary"
    person.refresh_from_db()
    correct(person, clerk, official_on=date(2001, 5, 19))
    assert Membership.objects.get().standing == "full"
    person.refresh_from_db()
    correct(person, clerk, official_on=None)
    assert Membership.objects.get().standing == "probationary"


def test_what_a_sheet_refuses_a_correction_refuses_in_the_same_words(person, clerk):
    with pytest.raises(TransitionDenied) as denied:
        correct(person, clerk, joined_on=date(1990, 5, 19), official_on=date(1990, 5, 18), full_name="Khải")
    assert {one.box: str(one) for one in denied.value.sentences} == {
        "full_name": "Ghi đủ họ và tên.",
        "official_on": "Ngày chính thức trước ngày vào Đảng. Xem lại cả hai.",
        "joined_on": "Vào Đảng khi chưa đủ 18 tuổi. Xem lại ngày sinh và ngày này.",
    }
    person.refresh_from_db()
    assert (person.full_name, person.joined_on) == ("Bùi Đức Khải", date(2000, 5, 19))


def test_a_card_belongs_to_one_person(person, clerk):
    make.make_person("Lò Văn Inh", card_number="06000002")

    with pytest.raises(TransitionDenied, match="Số thẻ này đã ghi cho một đảng viên khác"):
        correct(person, clerk, card_number="06000002")

    person.refresh_from_db()
    assert person.card_number == "06000001"


def test_nobody_overwrites_what_he_did_not_see(person, clerk):
    seen = digest_of([person], IDENTITY)
    correct(person, clerk, residence="Xóm Bưởi")

    with pytest.raises(StaleVersion):
        correct(person, clerk, seen=seen, workplace="Trường THCS Nà Sọng")


@pytest.mark.parametrize("who", ["leader", "base", "neighbour", "himself"])
def test_only_whoever_keeps_the_record_writes_in_it(person, district, who):
    actor = {
        "leader": lambda: make.make_account(Role.UNIT_LEADER, district),
        "base": lambda: make.make_account(Role.BASE_CLERK, district),
        "neighbour": lambda: make.make_account(Role.UNIT_CLERK, make.make_organization()),
        "himself": lambda: make.make_account(Role.UNIT_CLERK, district, person=person),
    }[who]()

    with pytest.raises(PermissionDenied):
        correct(person, actor, residence="Nơi khác")
    with pytest.raises(PermissionDenied):
        keep(person, "ky-luat", actor, TypedRow(number=0, values={}))

    assert Person.objects.get(pk=person.pk).residence == ""
    assert not AuditEntry.objects.exists()


def test_a_case_is_written_down_ended_and_taken_away(person, clerk):
    case = {"kind": "exempt", "from_on": date(2021, 7, 1), "to_on": None, "note": "Tuổi cao, sức yếu"}
    assert keep(person, "truong-hop", clerk, TypedRow(number=0, values=case)) == 1
    assert keep(person, "truong-hop", clerk, TypedRow(number=0, values=case)) == 0
    assert keep(person, "truong-hop", clerk, TypedRow(number=0, values=case | {"to_on": TODAY})) == 1
    assert Standing.objects.get().to_on == TODAY
    assert keep(person, "truong-hop", clerk, TypedRow(number=0, values=case, is_removed=True)) == 1

    assert not Standing.objects.exists()
    entries = list(AuditEntry.objects.values_list("action", "before", "after"))
    said = "trường hợp: Được miễn công tác và sinh hoạt đảng; từ ngày: 2021-07-01"
    begun, ended = (f"{said}{end}; ghi chú: Tuổi cao, sức yếu" for end in ("", "; đến ngày: 2021-12-14"))
    assert entries == [
        ("keep_standings", "", begun),
        ("keep_standings", begun, ended),
        ("keep_standings", ended, ""),
    ]


def test_being_between_two_cells_is_written_by_the_transfer_alone(person, clerk, district):
    case = {"kind": "in_transfer", "from_on": date(2021, 12, 1), "to_on": None, "note": ""}
    with pytest.raises(TransitionDenied, match="được ghi khi chi bộ cho chuyển sinh hoạt"):
        keep(person, "truong-hop", clerk, TypedRow(number=0, values=case))
    change = Change(kind=StandingKind.IN_TRANSFER, day=date(2021, 12, 1))
    with pytest.raises(TransitionDenied, match="được ghi khi chi bộ cho chuyển sinh hoạt"):
        change_standings([person], change, seen="", actor=clerk)
    assert not Standing.objects.exists()

    row = Standing.objects.create(person=person, **case)  # as it was typed before
    assert keep(person, "truong-hop", clerk, TypedRow(number=0, values=case, is_removed=True)) == 1
    row = Standing.objects.create(person=person, **case)
    there = make.make_organization(district, "cell")
    send_off(person, to=there, on=date(2021, 12, 3), actor=clerk, at=make.NOON)
    (row,) = Standing.objects.all()
    assert (row.from_on, row.note) == (date(2021, 12, 3), f"Chuyển đến {there.name}")
    kept = {"kind": "in_transfer", "from_on": row.from_on, "to_on": None, "note": row.note}
    for typed in (kept | {"to_on": TODAY}, kept):
        with pytest.raises(TransitionDenied, match="do việc cho chuyển sinh hoạt ghi"):
            keep(person, "truong-hop", clerk, TypedRow(number=0, values=typed, is_removed=typed is kept))
    assert Standing.objects.get().to_on is None


def test_a_page_with_one_fault_writes_nothing(person, clerk):
    good = {"form": "warning", "decided_on": date(2021, 5, 1), "violated_in": 2020, "note": ""}

    with pytest.raises(TransitionDenied):
        keep(
            person,
            "ky-luat",
            clerk,
            TypedRow(number=0, values=good),
            TypedRow(number=1, values=good | {"violated_in": 2022}),
        )

    assert not Discipline.objects.exists()


def test_rows_that_changed_meanwhile_are_not_overwritten(person, clerk):
    seen = digest_of([], KINDS["nghi"].boxes)
    leave = {"kind": "sick", "from_on": date(2021, 3, 1), "to_on": date(2021, 4, 1)}
    keep(person, "nghi", clerk, TypedRow(number=0, values=leave))

    with pytest.raises(StaleVersion):
        keep(person, "nghi", clerk, TypedRow(number=0, values=leave), seen=seen)


def post(collective, **fields):
    values = {
        "title": "Phó Bí thư",
        "collective": collective,
        "title_group": "",
        "is_head": False,
        "is_main": True,
    }
    return values | {"main_reason": "", "from_on": date(2021, 6, 1), "to_on": None} | fields


def test_the_chief_post_changes_hands_and_a_new_post_stands_last(person, clerk, district):
    collective = make.make_collective(district)
    make.make_post(make.make_person("Hà Văn An"), collective, position=7)
    old = make.make_post(person, collective, title="Bí thư", position=1)

    keep(
        person,
        "chuc-vu",
        clerk,
        TypedRow(number=0, values=post(collective, title="Bí thư", is_main=False)),
        TypedRow(number=1, values=post(collective, title="Chủ tịch")),
    )

    old.refresh_from_db()
    new = Post.objects.get(title="Chủ tịch")
    assert (old.is_main, old.route, new.is_main, new.route, new.position) == (
        False,
        "decided",
        True,
        "lower",
        8,
    )


def test_a_post_that_a_round_speaks_of_is_ended_never_removed(person, clerk, district):
    unit = make.make_unit(make.make_collective(district))
    held = make.make_post(person, unit.collective)
    make.make_subject(person=person, unit=unit, main_post=held)

    with pytest.raises(TransitionDenied, match="đã dùng trong đợt kiểm điểm"):
        keep(person, "chuc-vu", clerk, TypedRow(number=0, values=post(unit.collective), is_removed=True))

    assert Post.objects.filter(pk=held.pk).exists()
