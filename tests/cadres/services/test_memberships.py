"""Where a member sits: let go, received, temporary, off the rolls and back, probation ended."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from cadres.enums import MembershipEnd, StandingKind
from cadres.models import Membership, Person, Standing, Transfer
from cadres.services import memberships
from organizations.enums import OrganizationKind, Role
from organizations.models import AuditEntry, PartyOrganization
from organizations.workflow import TransitionDenied
from tests import factories as make

pytestmark = pytest.mark.django_db
LEFT, CAME = date(2021, 12, 1), date(2021, 12, 10)


@pytest.fixture
def office():
    """Two districts, a cell in each, a clerk in each; one comrade sits in the first."""
    here, there = make.make_organization(), make.make_organization()
    office = {
        "here": make.make_organization(here, OrganizationKind.CELL, name="Chi bộ xóm Bưởi"),
        "there": make.make_organization(there, OrganizationKind.CELL, name="Chi bộ xóm Cọ"),
        "clerk": make.make_account(Role.UNIT_CLERK, here),
        "other": make.make_account(Role.UNIT_CLERK, there),
        "staff": make.make_account(Role.ORGANIZATION_STAFF),
        "person": make.make_person("Lò Văn Inh"),
    }
    make.make_membership(office["person"], office["here"])
    return office


def let_go(office, **more):
    who = {"actor": office["clerk"], "at": make.NOON}
    return memberships.send_off(office["person"], to=office["there"], on=LEFT, **(who | more))


def seats(person):
    rows = Membership.objects.filter(person=person).order_by("from_on", "pk")
    return [(one.organization.name, one.from_on, one.to_on, one.end_reason) for one in rows]


def counted_on(person, day):
    """In how many cells he counts officially on a day."""
    rows = Membership.objects.filter(person=person, kind="official", from_on__lte=day)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day)).count()


def test_between_two_cells_he_counts_nowhere_and_both_desks_see_him_go(office):
    transfer = let_go(office)
    assert seats(office["person"]) == [
        ("Chi bộ xóm Bưởi", date(2015, 1, 1), date(2021, 11, 30), MembershipEnd.MOVED)
    ]
    standing = Standing.objects.get()
    assert (standing.kind, standing.from_on, standing.to_on) == (StandingKind.IN_TRANSFER, LEFT, None)
    assert counted_on(office["person"], date(2021, 12, 5)) == 0
    for who in ("clerk", "other", "staff"):
        assert list(Transfer.objects.visible_to(office[who])) == [transfer]
    assert Person.objects.visible_to(office["clerk"]).filter(pk=office["person"].pk).exists()
    assert Person.objects.visible_to(office["other"]).filter(pk=office["person"].pk).exists()
    assert not Person.objects.managed_by(office["other"]).filter(pk=office["person"].pk).exists()
    assert AuditEntry.objects.get(action="send_off").after == "Chi bộ xóm Cọ"


def test_the_new_cell_counts_him_from_the_day_it_has_his_papers(office):
    memberships.receive(let_go(office), on=CAME, actor=office["other"], at=make.NOON)
    assert seats(office["person"])[1] == ("Chi bộ xóm Cọ", CAME, None, "")
    assert Standing.objects.get().to_on == date(2021, 12, 9)
    assert [counted_on(office["person"], date(2021, 12, day)) for day in (9, 10)] == [0, 1]
    assert not Person.objects.visible_to(office["clerk"]).filter(pk=office["person"].pk).exists()


def test_the_list_of_a_day_is_as_it_stood_on_that_day(office):
    memberships.receive(let_go(office), on=CAME, actor=office["other"], at=make.NOON)
    counts = [Transfer.objects.all().on_the_way(date(2021, 12, day)).count() for day in (1, 9, 10)]
    assert counts == [1, 1, 0]


def test_staff_write_both_ends_in_one_go_and_no_day_is_counted_twice(office):
    let_go(office, received_on=LEFT, actor=office["staff"])
    assert Standing.objects.count() == 0
    assert counted_on(office["person"], LEFT) == counted_on(office["person"], date(2021, 11, 30)) == 1


def test_taken_back_he_sits_as_if_he_had_never_left(office):
    transfer = let_go(office)
    memberships.take_back(transfer, reason="Ghi nhầm người", actor=office["clerk"], at=make.NOON)
    assert seats(office["person"]) == [("Chi bộ xóm Bưởi", date(2015, 1, 1), None, "")]
    assert not Standing.objects.exists()
    with pytest.raises(TransitionDenied):
        memberships.receive(transfer, on=CAME, actor=office["other"], at=make.NOON)


@pytest.mark.parametrize("who", ["other"])
def test_the_receiving_side_does_not_fetch_anybody(office, who):
    with pytest.raises(PermissionDenied):
        let_go(office, actor=office[who])
    with pytest.raises(PermissionDenied):
        let_go(office, received_on=CAME)  # nor does the sending side receive
    assert seats(office["person"])[0][2] is None
    assert not Transfer.objects.exists()


def test_nobody_moves_himself(office):
    Person.objects.filter(pk=office["person"].pk).update(account=office["clerk"])
    office["person"].refresh_from_db()
    with pytest.raises(PermissionDenied):
        let_go(office)


@pytest.mark.parametrize(
    ("_case", "change", "words"),
    [
        ("a day to come", {"on": date(2021, 12, 15)}, "sau hôm nay"),
        ("before he came", {"on": date(2014, 1, 1)}, "không được trước"),
        ("the same cell", {"to": "here"}, "chính chi bộ này"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(office, _case, change, words):
    change = {name: office.get(value, value) if name == "to" else value for name, value in change.items()}
    fields = {"to": office["there"], "on": LEFT, "actor": office["clerk"], "at": make.NOON} | change
    with pytest.raises(TransitionDenied, match=words):
        memberships.send_off(office["person"], **fields)
    assert seats(office["person"]) == [("Chi bộ xóm Bưởi", date(2015, 1, 1), None, "")]


def test_a_temporary_stay_leaves_him_his_own_cells_member(office):
    who = {"actor": office["clerk"], "at": make.NOON}
    memberships.begin_temporary(office["person"], cell=office["there"], on=LEFT, **who)
    assert counted_on(office["person"], CAME) == 1
    with pytest.raises(TransitionDenied, match="đang sinh hoạt tạm thời"):
        memberships.begin_temporary(office["person"], cell=office["there"], on=LEFT, **who)
    memberships.end_temporary(office["person"], on=CAME, **who)
    assert seats(office["person"])[1] == ("Chi bộ xóm Cọ", LEFT, CAME, "")


@pytest.mark.parametrize("reason", [MembershipEnd.DIED, MembershipEnd.EXPELLED, MembershipEnd.STRUCK_OFF])
def test_off_the_rolls_with_day_and_reason_and_back_again(office, reason):
    who = {"actor": office["clerk"], "at": make.NOON}
    memberships.leave_register(office["person"], reason=reason, on=LEFT, note="15-QĐ/HU", **who)
    assert seats(office["person"])[0][2:] == (LEFT, reason)
    assert Membership.objects.left_the_party().count() == 1
    memberships.return_to_register(office["person"], cell=office["here"], on=CAME, note="Phục hồi", **who)
    assert seats(office["person"])[1] == ("Chi bộ xóm Bưởi", CAME, None, "")
    assert Membership.objects.left_the_party().count() == 0


def test_nobody_is_taken_on_by_a_desk_that_does_not_keep_the_cell(office):
    who = {"actor": office["clerk"], "at": make.NOON}
    memberships.leave_register(office["person"], reason=MembershipEnd.RESIGNED, on=LEFT, **who)
    with pytest.raises(PermissionDenied):
        memberships.return_to_register(office["person"], cell=office["there"], on=CAME, note="x", **who)


def test_probation_ends_once(office):
    who = {"actor": office["clerk"], "at": make.NOON}
    Membership.objects.update(standing="probationary")
    memberships.make_full(office["person"], on=LEFT, number="7-QĐ/ĐU", **who)
    assert Membership.objects.get().standing == "full"
    assert Person.objects.get().official_on == LEFT
    with pytest.raises(TransitionDenied, match="không phải đảng viên dự bị"):
        memberships.make_full(office["person"], on=LEFT, **who)


def test_probation_ends_no_sooner_than_after_twelve_months(office):
    Membership.objects.update(standing="probationary")
    Person.objects.filter(pk=office["person"].pk).update(joined_on=date(2020, 12, 2))
    with pytest.raises(TransitionDenied, match="ngày chính thức sớm nhất là 02/12/2021"):
        memberships.make_full(office["person"], on=LEFT, actor=office["clerk"], at=make.NOON)
    assert Membership.objects.get().standing == "probationary"
    assert Person.objects.get().official_on is None
    memberships.make_full(office["person"], on=date(2021, 12, 2), actor=office["clerk"], at=make.NOON)
    assert Membership.objects.get().standing == "full"


@pytest.fixture
def outsider(office):
    """A leader without the Party's card, known by his post in the first district."""
    person = make.make_person("Vi Văn Ngoài", joined_on=None)
    make.make_post(person, make.make_collective(PartyOrganization.objects.get_parent(office["here"])))
    return person


def test_a_leader_known_by_his_post_is_admitted_on_probation(office, outsider):
    who = {"actor": office["clerk"], "at": make.NOON}
    memberships.admit(outsider, cell=office["here"], on=LEFT, number="9-QĐ/HU", **who)
    assert seats(outsider) == [("Chi bộ xóm Bưởi", LEFT, None, "")]
    assert Membership.objects.get(person=outsider).standing == "probationary"
    outsider.refresh_from_db()
    assert (outsider.joined_on, outsider.official_on) == (LEFT, None)
    entry = AuditEntry.objects.get(action="admit_member")
    assert (entry.target_key, entry.after, entry.note) == (
        outsider.key, "Chi bộ xóm Bưởi, 01/12/2021", "9-QĐ/HU",
    )  # fmt: skip
    with pytest.raises(TransitionDenied, match="đã là đảng viên"):
        memberships.admit(outsider, cell=office["here"], on=LEFT, **who)


def test_nobody_is_admitted_too_young_or_elsewhere_or_tomorrow(office, outsider):
    who = {"actor": office["clerk"], "at": make.NOON}
    with pytest.raises(PermissionDenied):
        memberships.admit(outsider, cell=office["there"], on=LEFT, **who)
    with pytest.raises(PermissionDenied):
        memberships.admit(outsider, cell=office["there"], on=LEFT, actor=office["other"], at=make.NOON)
    with pytest.raises(TransitionDenied, match="chưa đến"):
        memberships.admit(outsider, cell=office["here"], on=date(2021, 12, 15), **who)
    Person.objects.filter(pk=outsider.pk).update(birth_year=2004, birth_on=None)
    with pytest.raises(TransitionDenied, match="chưa đủ 18 tuổi"):
        memberships.admit(outsider, cell=office["here"], on=LEFT, **who)
    assert not Membership.objects.filter(person=outsider).exists()
    assert not AuditEntry.objects.filter(action="admit_member").exists()


@pytest.mark.parametrize("days_on_the_way", [4, 0])
def test_who_sits_in_a_cell_already_is_not_seated_twice_and_the_transfer_can_be_closed(
    office, days_on_the_way
):
    """Rows of an earlier day: a list had seated him, and the transfer could neither be received nor taken back."""
    transfer = let_go(office)
    seated = make.make_membership(
        office["person"], office["here"], from_on=date(2021, 12, 1 + days_on_the_way)
    )
    before = seats(office["person"])

    with pytest.raises(TransitionDenied, match="đang sinh hoạt chính thức ở Chi bộ xóm Bưởi rồi"):
        memberships.receive(transfer, on=CAME, actor=office["other"], at=make.NOON)
    assert (seats(office["person"]), Transfer.objects.get().is_open) == (before, True)

    memberships.take_back(transfer, reason="Đã về chi bộ cũ", actor=office["clerk"], at=make.NOON)

    assert (seats(office["person"]), Transfer.objects.get().is_open) == (before, False)
    ways = list(Standing.objects.values_list("from_on", "to_on"))
    assert ways == ([(LEFT, date(2021, 12, 4))] if days_on_the_way else [])
    assert [counted_on(office["person"], day) for day in (LEFT, seated.from_on)][1] == 1
