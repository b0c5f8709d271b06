"""Sắp xếp tổ chức in mid-round: nothing is lost, nothing counted twice, old names stay where they were signed."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from cadres.models import Membership, Transfer
from cadres.services.memberships import send_off
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import clerks_of, ratings_in, subjects_of
from deadlines.services.reorganisation import CHANGED_SINCE, Wish, preview, reorganise
from deadlines.services.sendings import send_dossier
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind, Role, Route
from organizations.models import (
    Account,
    Assignment,
    AuditEntry,
    Collective,
    Notice,
    OrganizationChange,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.permissions import Permission
from organizations.services.tree import Ruling
from organizations.workflow import TransitionDenied
from ratings.models import Proposal, Rating
from reviews.models import Place, Subject
from tests import factories as make
from tests.deadlines.conftest import fill, make_sending_unit
from tests.deadlines.letters import give_posts

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 10)
RULING = Ruling(DAY, "125-QĐ/TU", "Sắp xếp đơn vị hành chính")


@pytest.fixture
def round_(campaign, staff):
    """Two districts in mid-round, each with a commune, a cell, a member there, a unit with one leader and a dossier."""
    found = []
    for name, leader, member in (
        ("Đồng Khê", "Bùi Đức Khải", "Lò Văn Inh"),
        ("Nà Lảng", "Quách Đình Lự", "Hà Thị Mơ"),
    ):
        district = make.make_organization(name=f"Đảng bộ huyện {name}")
        commune = make.make_organization(district, OrganizationKind.BASE_COMMITTEE, name=f"Đảng bộ xã {name}")
        cell = make.make_organization(commune, OrganizationKind.CELL, name=f"Chi bộ xóm {name}")
        unit = make.make_unit(make.make_collective(district), official=staff, name=f"Huyện ủy {name}")
        world = make_sending_unit(campaign, staff, unit=unit, people=(leader,))
        give_posts(world, title="Bí thư Huyện ủy")
        person = make.make_person(member)
        make.make_membership(person, cell)
        subject = make.make_subject(
            person=person, unit=unit, campaign=campaign, route=Route.LOWER, organization=cell, places=[],
            cell_label=f"{cell.name}, {commune.name}",
        )  # fmt: skip
        Place.objects.create(subject=subject, code="N1", organization=cell, label=cell.name)
        world.__dict__.update(district=district, commune=commune, cell=cell, member=subject, person=person)
        found.append(world)
    return SimpleNamespace(old=found[0], new=found[1], campaign=campaign, staff=staff)


def wish(kind, organization, **fields):
    return Wish(kind=kind, organization=organization, ruling=RULING, **fields)


def merge(round_, old="district", **fields):
    one = wish(Kind.MERGE, getattr(round_.old, old), other=getattr(round_.new, old))
    return reorganise(one, actor=round_.staff, at=make.NOON, **fields)


def homes(campaign):
    """In how many dossiers that are owed each decided subject's papers are asked for."""
    found = Counter()
    for dossier in Dossier.objects.filter(campaign=campaign, is_owed=True):
        found.update(
            subjects_of(dossier.kind, campaign).filter(unit=dossier.unit).values_list("label", flat=True)
        )
    return found


def totals():
    """What a reorganisation must leave as it is."""
    return (
        Subject.objects.count(),
        Rating.objects.count(),
        Membership.objects.filter(kind="official", to_on__isnull=True).values("person").distinct().count(),
        DossierItem.objects.filter(subject__isnull=False).count(),
        sorted(Subject.objects.values_list("label", flat=True)),
    )


def paths_are_whole():
    """Every node hangs below the node its path names, and counts its children rightly."""
    assert PartyOrganization.objects.find_problems() == ([], [], [], [], [])


def test_two_committees_merge_and_nothing_is_lost_or_counted_twice(round_):
    before, decided = totals(), homes(round_.campaign)

    outcome = merge(round_)

    assert totals() == before
    assert homes(round_.campaign) == decided == dict.fromkeys(decided, 1)
    paths_are_whole()
    old = PartyOrganization.objects.get(pk=round_.old.district.pk)
    assert (old.dissolved_on, old.successor) == (DAY, round_.new.district)
    assert PartyOrganization.objects.get(pk=round_.old.commune.pk).is_child_of(old.successor)
    assert {one.unit for one in Subject.objects.all()} == {round_.new.unit}
    assert not Dossier.objects.get(pk=round_.old.dossier.pk).is_owed
    kept = Dossier.objects.get(pk=round_.new.dossier.pk)
    assert {one.subject.label for one in ratings_in(kept)} == set(decided)
    assert "Hồ sơ chuyển theo: 02" in outcome.sentence
    assert AuditEntry.objects.filter(action="merge_organization", target_key=old.key).count() == 1


def test_what_was_sent_stays_in_its_dossier_and_is_the_new_desks_affair(round_):
    fill(round_.old.dossier)
    send_dossier(round_.old.dossier, actor=round_.old.clerk, at=make.NOON)
    before, decided = totals(), homes(round_.campaign)

    outcome = merge(round_)

    assert totals() == before
    assert homes(round_.campaign) == decided
    sent = Dossier.objects.get(pk=round_.old.dossier.pk)
    assert (sent.state, sent.is_owed, sent.submissions.count()) == ("submitted", True, 1)
    assert {one.subject.unit for one in ratings_in(sent)} == {round_.old.unit}
    assert clerks_of(SubmittingUnit.objects.get(pk=round_.old.unit.pk)) == [round_.new.clerk]
    assert sent in Dossier.objects.visible_to(Account.objects.get(pk=round_.new.clerk.pk))
    assert "Hồ sơ ở lại: 02" in outcome.sentence


def test_a_letter_that_is_numbered_keeps_those_it_names(round_):
    Proposal.objects.create(
        campaign=round_.campaign, unit=round_.old.unit, issuer=round_.old.unit.collective, number="9-TTr/HU",
        dated_on=DAY,
    )  # fmt: skip
    merge(round_)
    assert {one.subject.unit for one in ratings_in(round_.old.dossier)} == {round_.old.unit}


def test_nothing_is_put_into_a_dossier_that_is_sent(round_):
    fill(round_.new.dossier)
    send_dossier(round_.new.dossier, actor=round_.new.clerk, at=make.NOON)
    decided = homes(round_.campaign)
    merge(round_)
    assert homes(round_.campaign) == decided
    assert Dossier.objects.get(pk=round_.old.dossier.pk).is_owed


def test_roles_of_the_old_committee_end_and_the_new_desk_reaches_its_people(round_):
    merge(round_)
    old, new = (Account.objects.get(pk=one.clerk.pk) for one in (round_.old, round_.new))
    old.on_day = new.on_day = make.DAY
    assert old.reach(Permission.VIEW_SUBJECT).is_empty
    assert set(Subject.objects.visible_to(new)) == set(Subject.objects.all())
    assert Assignment.objects.get(account=old).to_on == date(2021, 12, 13)
    assert {one.recipient for one in Notice.objects.filter(title__startswith="Sắp xếp tổ chức")} >= {old, new}
    assert Collective.objects.get(pk=round_.old.unit.collective_id).dissolved_on == DAY


def test_two_cells_merge_their_members_go_on_in_the_new_one(round_):
    gone = make.make_organization(round_.new.commune, OrganizationKind.CELL, name="Chi bộ xóm Cọ")
    concluded = make.make_subject(person=make.make_person("Vi Văn Tố"), campaign=round_.campaign, places=[],
        unit=round_.new.unit, organization=gone, route=Route.LOWER)  # fmt: skip
    waiting = make.make_subject(person=make.make_person("Cầm Bá Tư"), campaign=round_.campaign, places=[],
        unit=round_.new.unit, organization=gone, route=Route.LOWER)  # fmt: skip
    for subject, day in ((concluded, make.DAY), (waiting, None)):
        make.make_membership(subject.person, gone)
        Place.objects.create(subject=subject, code="N1", organization=gone, label=gone.name, concluded_on=day)
    guest = make.make_membership(concluded.person, round_.new.cell, kind="temporary")
    traveller = send_off(
        round_.old.person, to=gone, on=date(2021, 12, 1), actor=round_.old.clerk, at=make.NOON
    )
    before = totals()

    reorganise(wish(Kind.MERGE, gone, other=round_.new.cell), actor=round_.new.clerk, at=make.NOON)

    assert totals() == before
    rows = Membership.objects.filter(organization=gone).values_list("to_on", "end_reason")
    assert list(rows) == [(date(2021, 12, 9), "merged")] * 2
    sitting = Membership.objects.filter(organization=round_.new.cell, to_on__isnull=True)
    assert sorted(sitting.values_list("person__full_name", flat=True)) == [
        "Cầm Bá Tư", "Hà Thị Mơ", "Vi Văn Tố",
    ]  # fmt: skip
    guest.refresh_from_db()
    assert guest.to_on == DAY
    assert [one.places.get().label for one in (concluded, waiting)] == ["Chi bộ xóm Cọ", "Chi bộ xóm Nà Lảng"]
    waiting.refresh_from_db()
    assert (waiting.organization, waiting.cell_label) == (
        round_.new.cell, "Chi bộ xóm Nà Lảng, Đảng bộ xã Nà Lảng",
    )  # fmt: skip
    assert Transfer.objects.get(pk=traveller.pk).to_organization == round_.new.cell


def test_a_new_name_in_an_open_round_and_the_old_one_where_it_is_concluded(round_):
    cell = round_.new.cell
    done = make.make_subject(person=make.make_person("Vi Văn Tố"), campaign=round_.campaign, places=[],
        unit=round_.new.unit, organization=cell, route=Route.LOWER)  # fmt: skip
    Place.objects.create(subject=done, code="N1", organization=cell, label=cell.name, concluded_on=make.DAY)

    reorganise(wish(Kind.RENAME, cell, name="Chi bộ xóm Mới"), actor=round_.new.clerk, at=make.NOON)

    assert [one.places.get().label for one in (round_.new.member, done)] == ["Chi bộ xóm Mới", cell.name]
    round_.new.member.refresh_from_db()
    assert round_.new.member.cell_label == "Chi bộ xóm Mới, Đảng bộ xã Nà Lảng"
    change = OrganizationChange.objects.get()
    assert change.sentence == "Đổi tên Chi bộ xóm Nà Lảng thành Chi bộ xóm Mới"


def test_a_commune_moves_with_everybody_and_its_members_have_the_new_unit(round_):
    before = totals()
    one = wish(Kind.MOVE, round_.old.commune, other=round_.new.district)
    reorganise(one, actor=round_.staff, at=make.NOON)
    assert totals() == before
    paths_are_whole()
    round_.old.member.refresh_from_db()
    assert (round_.old.member.unit, round_.old.member.organization) == (round_.new.unit, round_.old.cell)
    assert round_.old.member in Subject.objects.visible_to(Account.objects.get(pk=round_.new.clerk.pk))
    assert round_.old.member not in Subject.objects.visible_to(Account.objects.get(pk=round_.old.clerk.pk))


def test_a_cell_is_split_and_something_stays(round_):
    other = make.make_person("Vi Văn Tố")
    make.make_membership(other, round_.new.cell)
    split = wish(Kind.SPLIT, round_.new.cell, name="Chi bộ xóm Trên", chosen=(round_.new.person.key,))
    everybody = wish(
        Kind.SPLIT, round_.new.cell, name="Chi bộ xóm Trên", chosen=(other.key, round_.new.person.key)
    )
    with pytest.raises(TransitionDenied, match="Để lại ít nhất một"):
        reorganise(everybody, actor=round_.new.clerk, at=make.NOON)

    reorganise(split, actor=round_.new.clerk, at=make.NOON)

    made = PartyOrganization.objects.get(name="Chi bộ xóm Trên")
    assert (made.kind, made.founded_on, made.is_child_of(round_.new.commune)) == ("cell", DAY, True)
    assert round_.new.member.places.get().organization == made
    assert Membership.objects.get(person=other).to_on is None
    paths_are_whole()


def test_a_committee_is_split_by_its_organisations(round_):
    second = make.make_organization(
        round_.new.district, OrganizationKind.BASE_COMMITTEE, name="Đảng bộ xã Hai"
    )
    split = wish(Kind.SPLIT, round_.new.district, name="Đảng bộ huyện Mới", chosen=(second.key,))
    reorganise(split, actor=round_.staff, at=make.NOON)
    made = PartyOrganization.objects.get(name="Đảng bộ huyện Mới")
    assert PartyOrganization.objects.get(pk=second.pk).is_child_of(made)
    assert OrganizationChange.objects.get().other == round_.new.district


def test_a_new_cell_is_founded_and_an_empty_one_dissolved(round_):
    new = wish(Kind.CREATE, round_.new.commune, name="Chi bộ xóm Mới", level=OrganizationKind.CELL)
    reorganise(new, actor=round_.new.clerk, at=make.NOON)
    made = PartyOrganization.objects.get(name="Chi bộ xóm Mới")
    assert made.is_child_of(round_.new.commune)
    with pytest.raises(TransitionDenied, match="đã có tổ chức tên này"):
        reorganise(new, actor=round_.new.clerk, at=make.NOON)
    reorganise(wish(Kind.DISSOLVE, made), actor=round_.new.clerk, at=make.NOON)
    made.refresh_from_db()
    assert (made.dissolved_on, made.successor) == (DAY, None)
    with pytest.raises(TransitionDenied, match="còn 1 đảng viên"):
        reorganise(wish(Kind.DISSOLVE, round_.new.cell), actor=round_.new.clerk, at=make.NOON)


@pytest.mark.parametrize(
    ("_case", "kind", "who", "other", "words"),
    [
        ("into itself", Kind.MERGE, "cell", "cell", "là chính"),
        ("a commune into a cell", Kind.MERGE, "commune", "new_cell", "không sáp nhập vào"),
        ("a commune below a commune", Kind.MOVE, "commune", "new_commune", "không trực thuộc"),
        ("where it is", Kind.MOVE, "commune", "district", "đã trực thuộc"),
        ("below its own", Kind.MOVE, "district", "commune", "là chính"),
    ],
)
def test_what_cannot_be_is_refused_and_the_tree_stays(round_, _case, kind, who, other, words):
    place = getattr(round_.new, other[4:]) if other.startswith("new_") else getattr(round_.old, other)
    before = list(PartyOrganization.objects.values_list("pk", "path", "numchild"))
    with pytest.raises(TransitionDenied, match=words):
        reorganise(wish(kind, getattr(round_.old, who), other=place), actor=round_.staff, at=make.NOON)
    assert list(PartyOrganization.objects.values_list("pk", "path", "numchild")) == before
    assert not OrganizationChange.objects.exists()


def test_a_clerk_changes_his_own_part_of_the_tree_and_never_his_own_committee(round_):
    clerk = round_.old.clerk
    for one in (
        wish(Kind.MERGE, round_.old.district, other=round_.new.district),
        wish(Kind.RENAME, round_.old.district, name="Đảng bộ huyện khác"),
        wish(Kind.MOVE, round_.old.commune, other=round_.new.district),
        wish(Kind.MOVE, round_.new.commune, other=round_.old.district),
        wish(Kind.CREATE, round_.new.commune, name="Chi bộ lạ", level=OrganizationKind.CELL),
    ):
        with pytest.raises(PermissionDenied):
            reorganise(one, actor=clerk, at=make.NOON)
    assert not OrganizationChange.objects.exists()


def test_the_preview_writes_nothing_and_says_what_would_be(round_):
    before = (totals(), homes(round_.campaign), Notice.objects.count(), AuditEntry.objects.count())
    one = wish(Kind.MERGE, round_.old.district, other=round_.new.district)
    seen = preview(one, actor=round_.staff, at=make.NOON)
    assert (totals(), homes(round_.campaign), Notice.objects.count(), AuditEntry.objects.count()) == before
    assert PartyOrganization.objects.get(pk=round_.old.district.pk).dissolved_on is None
    assert seen.sentence == merge(round_, seen=seen.digest).sentence


def test_another_outcome_than_the_one_seen_is_not_written(round_):
    one = wish(Kind.MERGE, round_.old.cell, other=round_.new.cell)
    seen = preview(one, actor=round_.staff, at=make.NOON)
    make.make_membership(make.make_person("Vi Văn Tố"), round_.old.cell)
    with pytest.raises(TransitionDenied, match=CHANGED_SINCE[:20]):
        merge(round_, "cell", seen=seen.digest)
    assert PartyOrganization.objects.get(pk=round_.old.cell.pk).dissolved_on is None


def test_a_decision_to_come_is_written_down_when_its_day_has_come(round_):
    later = Wish(
        kind=Kind.MERGE, organization=round_.old.cell, other=round_.new.cell,
        ruling=Ruling(date(2022, 1, 1), "1-QĐ/HU", "Sắp xếp"),
    )  # fmt: skip
    with pytest.raises(TransitionDenied, match="sau hôm nay"):
        reorganise(later, actor=round_.staff, at=make.NOON)


def test_an_account_keeps_its_other_roles(round_):
    make.add_role(round_.old.clerk, Role.UNIT_LEADER, round_.new.district)
    merge(round_)
    account = Account.objects.get(pk=round_.old.clerk.pk)
    account.on_day = make.DAY
    assert [one.role for one in account.all_held] == [Role.UNIT_LEADER]
