"""One member typed in: judged as a row of a sheet is, and told apart from whoever is like him."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Membership, Person
from cadres.resources.by_hand import ASK, HIS_CARD, OnePerson
from cadres.resources.people import OF_ANOTHER
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry
from organizations.services.by_hand import judged, write_by_hand
from organizations.workflow import TransitionDenied
from tests import factories as make

pytestmark = pytest.mark.django_db
TUAT = {
    "full_name": "Vi Văn Tuất",
    "birth": date(1980, 5, 1),
    "gender": "male",
    "card_number": "06000777",
    "joined_on": date(2010, 5, 19),
    "official_on": date(2011, 5, 19),
    "cell": "Chi bộ xóm Bưởi",
    "from_on": date(2015, 1, 1),
}


def add(actor, *told_apart, **changed):
    values = {name: value for name, value in (TUAT | changed).items() if value is not None}
    return write_by_hand(OnePerson(told_apart), values, actor=actor, at=make.NOON, action="add_person")


def said(actor, *told_apart, **changed):
    """What is refused, by its box; and proof that nothing was written."""
    before = Person.objects.count(), Membership.objects.count(), AuditEntry.objects.count()
    with pytest.raises(TransitionDenied) as denied:
        add(actor, *told_apart, **changed)
    assert (Person.objects.count(), Membership.objects.count(), AuditEntry.objects.count()) == before
    return {one.box: str(one) for one in denied.value.sentences}


def test_a_member_comes_onto_the_list_with_his_cell(clerk, cell):
    row = add(clerk)

    person = Person.objects.get()
    assert (person.key, person.full_name, person.search_fold) == (row.key, "Vi Văn Tuất", "vi van tuat")
    assert (person.birth_on, person.birth_year, person.gender) == (date(1980, 5, 1), 1980, "male")
    assert (person.card_number, person.joined_on) == ("06000777", date(2010, 5, 19))
    seat = Membership.objects.get()
    assert (seat.person, seat.organization_id, seat.kind, seat.standing, seat.from_on, seat.to_on) == (
        person, cell.pk, "official", "full", date(2015, 1, 1), None,
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target_key, entry.before) == (
        clerk, "add_person", person.key, "",
    )  # fmt: skip
    assert entry.after.startswith("họ và tên: Vi Văn Tuất; ngày sinh: 01/5/1980; giới tính: Nam")
    assert "chi bộ: Chi bộ xóm Bưởi" in entry.after


def test_without_an_official_day_he_is_on_probation_from_his_admission(clerk, cell):
    add(clerk, birth=1980, official_on=None, from_on=None, card_number=None)

    assert (Person.objects.get().birth_on, Person.objects.get().birth_year) == (None, 1980)
    assert (Membership.objects.get().standing, Membership.objects.get().from_on) == (
        "probationary", date(2010, 5, 19),
    )  # fmt: skip


def test_everything_wrong_is_said_at_once_in_the_words_of_the_sheet(clerk, cell):
    wrong = said(
        clerk, full_name="Tuất", birth=date(1995, 5, 1), official_on=date(2009, 1, 1), from_on=date(2021, 12, 15),
        cell="Chi bộ không có",
    )  # fmt: skip
    assert set(wrong) == {"full_name", "joined_on", "official_on", "from_on", "cell"}
    assert wrong["joined_on"] == "Vào Đảng khi chưa đủ 18 tuổi. Xem lại ngày sinh và ngày này."
    assert wrong["from_on"] == "Ngày này chưa đến. Xem lại năm đã ghi."


def test_members_sit_in_cells_alone(clerk, cell, base):
    assert set(said(clerk, cell=base.name)) == {"cell"}


def test_who_has_the_same_name_and_birth_is_asked_about(clerk, cell):
    first = Person.objects.get(pk=add(clerk).target)
    kind = OnePerson()
    row = judged(kind, TUAT | {"card_number": "06000778"}, actor=clerk, day=make.DAY)
    assert [(one.column, one.sentence) for one in row.faults] == [("is_another", ASK)]
    assert kind.shown == [
        {
            "key": first.key, "full_name": "Vi Văn Tuất", "birth": "01/5/1980", "card_number": "06000777",
            "joined_on": "19/5/2010", "cell": "Chi bộ xóm Bưởi",
        }
    ]  # fmt: skip

    assert said(clerk, card_number="06000778") == {"is_another": ASK}
    assert said(clerk, "somebodyelse", card_number="06000778") == {"is_another": ASK}
    add(clerk, first.key, card_number="06000778")

    assert Person.objects.filter(full_name="Vi Văn Tuất").count() == 2


@pytest.mark.parametrize(
    ("_case", "changed"),
    [
        ("the same day", {}),
        ("the year alone", {"birth": 1980}),
        ("other marks", {"full_name": "Vi Văn Tuat"}),
    ],
)
def test_without_a_card_nobody_is_taken_for_another_unasked(clerk, cell, _case, changed):
    add(clerk)
    assert said(clerk, card_number=None, **changed) == {"is_another": ASK}


def test_a_card_is_one_persons_whatever_is_said_of_them(clerk, cell, inh):
    wrong = said(clerk, inh.key, card_number="06000123")
    assert wrong == {"card_number": HIS_CARD.format("Lò Văn Inh")}


def test_nobody_of_another_committee_is_shown(clerk, cell):
    far = make.make_organization(make.make_organization(), OrganizationKind.CELL, name="Chi bộ xa")
    other = make.make_person(
        "Vi Văn Tuất", birth_on=date(1980, 5, 1), birth_year=1980, card_number="06000777"
    )
    make.make_membership(other, far)
    kind = OnePerson()

    row = judged(kind, TUAT, actor=clerk, day=make.DAY)

    assert [(one.column, one.sentence) for one in row.faults] == [("card_number", OF_ANOTHER)]
    assert kind.alike == []
    assert said(clerk) == {"card_number": OF_ANOTHER}
    add(clerk, card_number="06000778")  # the same name and birth, elsewhere: nothing is told of it


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.BASE_CLERK, Role.ADMINISTRATOR])
def test_only_whoever_keeps_people_adds_one(district, cell, role):
    actor = make.make_account(role, None if role == Role.ADMINISTRATOR else cell)
    with pytest.raises(PermissionDenied):
        add(actor)
    assert not Person.objects.exists()


def test_the_clerk_of_a_unit_outside_the_trees_lines_adds_nobody(cell):
    with pytest.raises(PermissionDenied):
        add(make.make_account(Role.UNIT_CLERK, unit=make.make_department()))
    assert not Person.objects.exists()


def test_a_neighbours_cell_is_said_not_to_be_there(cell):
    neighbour = make.make_account(Role.UNIT_CLERK, make.make_organization())
    assert set(said(neighbour)) == {"cell"}
