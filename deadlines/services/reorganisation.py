"""Sắp xếp tổ chức đảng: one decision changes the tree, and everything that hangs on it follows in the same act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cadres.enums import MembershipEnd
from cadres.models import Membership, Person, Post, Transfer
from cadres.services.memberships import move_members
from deadlines.queries.reorganisation import upper_of
from deadlines.rules.reorganisation import Node, Outcome, hindrances, outcome_of, split_hindrances
from deadlines.services.reassigning import Carried, follow_units, lock_rounds
from documents.rules import vn_number
from organizations import audit, clock
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind, Sector
from organizations.models import Account, Assignment, Collective, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.tree import CELLS, COMMITTEES
from organizations.services import tree
from organizations.services.notices import write_notice
from organizations.services.tree import Ruling
from organizations.workflow import TransitionDenied, about, not_later, require
from reviews.models import Campaign
from reviews.services.following import follow_new_name, follow_people

CHANGED_SINCE = (
    "Có thay đổi từ lúc đồng chí xem trước. Đề nghị xem lại danh sách dưới đây rồi ghi lần nữa;"
    " những gì đồng chí đã ghi vẫn còn."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the decision says."""

    kind: Kind
    organization: PartyOrganization
    ruling: Ruling
    name: str = ""
    level: OrganizationKind | None = None
    sector: Sector = Sector.OTHER
    other: PartyOrganization | None = None
    chosen: tuple[str, ...] = ()


class _TakenBack(Exception):
    """The preview has seen enough."""


def preview(wish: Wish, *, actor: Account, at: datetime) -> Outcome:
    """What the act would come to: it is done, looked at and taken back, so that the two cannot differ."""
    seen: list[Outcome] = []
    try:
        with transaction.atomic():
            seen.append(reorganise(wish, actor=actor, at=at))
            raise _TakenBack
    except _TakenBack:
        return seen[0]


@transaction.atomic
def reorganise(wish: Wish, *, actor: Account, at: datetime, seen: str = "") -> Outcome:
    """Do what the decision says: tree, people, roles, and the open round, all or nothing.

    `seen` is the digest of the outcome that was looked at: if another comes of it now, nothing is written.
    """
    tree.lock_tree()
    wish = _as_it_stands(wish)
    require(actor, Permission.MANAGE_TREE, _authority(wish))
    if wish.other is not None:
        require(actor, Permission.MANAGE_TREE, wish.other)
    wrong = [*day_faults(wish, clock.day_of(at)), *_hindrances(wish)]
    if wrong:
        raise TransitionDenied(*wrong)
    rounds = lock_rounds()
    outcome = _ACTS[wish.kind](wish, rounds, actor, at)
    if seen and seen != outcome.digest:
        raise TransitionDenied(CHANGED_SINCE)
    return outcome


def _as_it_stands(wish: Wish) -> Wish:
    """Paths read before the lock may be old ones."""
    return Wish(
        kind=wish.kind,
        organization=tree.fresh(wish.organization),
        ruling=wish.ruling,
        name=wish.name,
        level=wish.level,
        sector=wish.sector,
        other=tree.fresh(wish.other) if wish.other is not None else None,
        chosen=wish.chosen,
    )


def _authority(wish: Wish) -> PartyOrganization:
    """Whose affair it is: a new one is founded by the level it stands below, the rest is the level's above."""
    return wish.organization if wish.kind == Kind.CREATE else upper_of(wish.organization)


def day_faults(wish: Wish, today: date) -> list[str]:
    """What cannot be of the day: it is written down when it has come, and after those it is about were founded."""
    day = wish.ruling.effective_on
    wrong = not_later(
        "effective_on", day, today, "Ngày có hiệu lực không được sau hôm nay: ghi khi đến ngày."
    )
    for one in (wish.organization, wish.other):
        if one is not None and one.founded_on and day < one.founded_on:
            wrong.append(about("effective_on", f"Ngày không được trước ngày thành lập {one.name}."))
    return wrong


def _node(one: PartyOrganization) -> Node:
    return Node(one.name, OrganizationKind(one.kind), one.path, one.dissolved_on is None)


def _hindrances(wish: Wish) -> list[str]:
    node = wish.organization
    other = _node(wish.other) if wish.other is not None else None
    if wish.kind == Kind.MOVE and wish.other == upper_of(node):
        return [about("other", f"{node.name} đã trực thuộc {wish.other}.")]
    wrong = hindrances(wish.kind, _node(node), other, wish.level)
    if wish.name:
        wrong += _name_faults(wish)
    if wish.kind == Kind.SPLIT:
        there = _members(node) if node.kind in CELLS else _children(node)
        wrong += split_hindrances(OrganizationKind(node.kind), wish.chosen, there.count())
    if wish.kind == Kind.DISSOLVE:
        wrong += _still_there(node)
    return wrong


def _name_faults(wish: Wish) -> list[str]:
    upper = _authority(wish)
    same = _children(upper).filter(name=wish.name)
    return [about("name", f"{upper.name} đã có tổ chức tên này.")] if same.exists() else []


def _children(node: PartyOrganization):  # type: ignore[no-untyped-def]  # treebeard ships no types
    rows = PartyOrganization.objects.living().filter(path__startswith=node.path, depth=node.depth + 1)
    return rows.order_by("path")


def _members(node: PartyOrganization):  # type: ignore[no-untyped-def]
    return Membership.objects.filter(organization=node, to_on__isnull=True)


def _still_there(node: PartyOrganization) -> list[str]:
    """What must go elsewhere first: a dissolved organisation leaves nobody behind."""
    people, below = _members(node).count(), _children(node).count()
    bodies = Collective.objects.filter(organization=node, dissolved_on__isnull=True)
    left = [f"{people} đảng viên"] if people else []
    left += [f"{below} tổ chức trực thuộc"] if below else []
    left += [one.name for one in bodies.exclude(type__in=COMMITTEES)]
    units = SubmittingUnit.objects.filter(organization=node, subjects__campaign__state="open").distinct()
    left += [f"hồ sơ của {one.name} trong đợt đang mở" for one in units]
    return [f"{node.name} còn {', '.join(left)}: sáp nhập vào tổ chức khác thay vì giải thể."] if left else []


def _create(wish: Wish, _rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    level, upper = wish.level or OrganizationKind.CELL, wish.organization
    day = wish.ruling.effective_on
    made = tree.found_organization(upper, name=wish.name, kind=level, sector=wish.sector, founded_on=day)
    tree.write_down(made, Kind.CREATE, wish.ruling, after=wish.name, other=upper, actor=actor, at=at)
    return outcome_of(made.key, [("Tổ chức mới", [f"{wish.name}, trực thuộc {upper.name}"])], ())


def _rename(wish: Wish, _rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    node, before = wish.organization, wish.organization.name
    tree.rename_organization(node, wish.name)
    places = follow_new_name(tree.fresh(node), before)
    tree.write_down(node, Kind.RENAME, wish.ruling, before=before, after=wish.name, actor=actor, at=at)
    notes = [f"Trong đợt đang mở, {places} nơi kiểm điểm chưa kết luận mang tên mới."] if places else []
    notes.append("Các đợt trước, văn bản đã ký và những gì đã kết luận giữ tên cũ.")
    return outcome_of(node.key, [("Đổi tên", [f"{before} thành {wish.name}"])], notes)


def _move(wish: Wish, rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    node, old, new = wish.organization, upper_of(wish.organization), wish.other or wish.organization
    tree.put_below([node], new)
    carried = follow_units(rounds, tree.fresh(node), actor=actor, at=at)
    effects = [("Chuyển về cấp trên mới", [f"{node.name}: từ {old.name} về {new.name}"])]
    outcome = _outcome(node.key, [*effects, *_branch(node)], carried, ())
    tree.write_down(
        node, Kind.MOVE, wish.ruling, before=old.name, after=new.name, other=new, summary=outcome.sentence,
        actor=actor, at=at,
    )  # fmt: skip
    _tell([old, new], f"{node.name} chuyển từ {old.name} về {new.name}", wish.ruling, at)
    return outcome


def _branch(node: PartyOrganization) -> list[tuple[str, list[str]]]:
    """Who goes along with a whole branch: nothing of theirs is written anew."""
    node = tree.fresh(node)
    below = PartyOrganization.objects.living().filter(path__startswith=node.path).exclude(pk=node.pk)
    return [("Tổ chức trực thuộc đi theo", list(below.values_list("name", flat=True)))]


def _merge(wish: Wish, rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    node, into, day = wish.organization, wish.other or wish.organization, wish.ruling.effective_on
    note = f"Sáp nhập {node.name} vào {into.name}"
    below = list(_children(node))
    tree.put_below(below, into)
    people = move_members(_members(node), into, on=day, reason=MembershipEnd.MERGED, note=note, actor=actor)
    Transfer.objects.filter(to_organization=node, received_on__isnull=True).update(to_organization=into)
    ended, living = _bodies(node, into, day)
    held = _end_roles(node, clock.day_of(at), note, actor)
    tree.close_organization(node, day, into)
    if node.kind in CELLS:
        follow_people(people, node, tree.fresh(into), on=day, actor=actor, at=at)
    carried = follow_units(rounds, tree.fresh(into), actor=actor, at=at)
    effects = [
        ("Tổ chức trực thuộc chuyển sang", [one.name for one in below]),
        ("Đảng viên chuyển sang", _named(people)),
        ("Tập thể kết thúc", [one.name for one in ended]),
        ("Tập thể chuyển sang", [one.name for one in living]),
        ("Phân công kết thúc", [f"{one.account.full_name}: {one}" for one in held]),
    ]
    outcome = _outcome(into.key, effects, carried, _post_notes(ended))
    tree.write_down(
        node, Kind.MERGE, wish.ruling, before=node.name, after=into.name, other=into, summary=outcome.sentence,
        actor=actor, at=at,
    )  # fmt: skip
    _tell([into], note, wish.ruling, at, also=[one.account for one in held])
    return outcome


def _named(people: Iterable[Person]) -> list[str]:
    """Given name first, each told apart from another of that name; who sits twice is named once."""
    return [one.told_apart for one in sorted(set(people), key=lambda one: (one.name_sort, one.pk))]


def _bodies(
    node: PartyOrganization, into: PartyOrganization, day: date
) -> tuple[list[Collective], list[Collective]]:
    """The committee ends with its organisation; other collectives that sit there sit in the new one from now on.

    A unit that stops sending keeps what it has sent, and its desk is the new organisation's.
    """
    here = Collective.objects.filter(organization=node, dissolved_on__isnull=True)
    ended = list(here.filter(type__in=COMMITTEES))
    living = list(here.exclude(type__in=COMMITTEES))
    Collective.objects.filter(pk__in=[one.pk for one in ended]).update(dissolved_on=day)
    Collective.objects.filter(pk__in=[one.pk for one in living]).update(organization=into)
    SubmittingUnit.objects.filter(collective__in=living).update(organization=into)
    Collective.objects.filter(scope=node).exclude(pk__in=[one.pk for one in ended]).update(scope=into)
    SubmittingUnit.objects.filter(scope=node).update(scope=into)
    return ended, living


def _end_roles(node: PartyOrganization, today: date, note: str, actor: Account) -> list[Assignment]:
    """Roles held at an organisation that is no more end with the day before: rights end at the next request."""
    lasting = Q(to_on__isnull=True) | Q(to_on__gte=today)
    held = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(lasting, organization=node)
        .select_related("account")
        .order_by("pk")
    )
    for one in held:
        one.to_on = max(one.from_on, today - timedelta(days=1))
        one.save(update_fields=["to_on"])
    audit.record_many(actor=actor, action="end_role", targets=list(held), note=note)
    return held


def _post_notes(ended: list[Collective]) -> list[str]:
    count = Post.objects.filter(collective__in=ended, to_on__isnull=True).count()
    if not count:
        return []
    return [f"{count} chức danh ở tập thể kết thúc giữ nguyên đến khi có quyết định về cán bộ."]


def _split(wish: Wish, rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    node, upper, day = wish.organization, upper_of(wish.organization), wish.ruling.effective_on
    made = tree.found_organization(
        upper, name=wish.name, kind=OrganizationKind(node.kind), sector=Sector(node.sector), founded_on=day
    )
    note, people, below = f"Tách {wish.name} từ {node.name}", [], []
    if node.kind in CELLS:
        chosen = Person.objects.filter(key__in=wish.chosen)
        rows = _members(node).filter(person__in=chosen)
        people = move_members(rows, made, on=day, reason=MembershipEnd.MOVED, note=note, actor=actor)
        follow_people(people, node, tree.fresh(made), on=day, actor=actor, at=at)
    else:
        below = list(_children(node).filter(key__in=wish.chosen))
        tree.put_below(below, made)
    carried = follow_units(rounds, tree.fresh(made), actor=actor, at=at)
    effects = [
        ("Tổ chức mới", [f"{wish.name}, trực thuộc {upper.name}"]),
        ("Đảng viên chuyển sang", _named(people)),
        ("Tổ chức trực thuộc chuyển sang", [one.name for one in below]),
    ]
    outcome = _outcome(made.key, effects, carried, ())
    tree.write_down(
        made, Kind.SPLIT, wish.ruling, before=node.name, after=wish.name, other=node, summary=outcome.sentence,
        actor=actor, at=at,
    )  # fmt: skip
    _tell([upper], note, wish.ruling, at)
    return outcome


def _dissolve(wish: Wish, _rounds: list[Campaign], actor: Account, at: datetime) -> Outcome:
    node, day = wish.organization, wish.ruling.effective_on
    ended, _living = _bodies(node, upper_of(node), day)
    held = _end_roles(node, clock.day_of(at), f"Giải thể {node.name}", actor)
    tree.close_organization(node, day)
    effects = [
        ("Giải thể", [node.name]),
        ("Tập thể kết thúc", [one.name for one in ended]),
        ("Phân công kết thúc", [f"{one.account.full_name}: {one}" for one in held]),
    ]
    outcome = outcome_of(node.key, effects, _post_notes(ended))
    tree.write_down(
        node, Kind.DISSOLVE, wish.ruling, before=node.name, summary=outcome.sentence, actor=actor, at=at
    )
    _tell([], f"Giải thể {node.name}", wish.ruling, at, also=[one.account for one in held])
    return outcome


def _outcome(
    key: str, effects: Iterable[tuple[str, Iterable[str]]], carried: Carried, notes: Iterable[str]
) -> Outcome:
    """The act's own effects, and what it did in the open round."""
    found = [*effects, ("Hồ sơ chuyển theo", carried.moved), ("Hồ sơ ở lại", carried.stayed)]
    said = list(notes)
    if carried.subjects:
        count = vn_number(carried.subjects)
        said.append(
            f"Đợt đang mở: {count} tập thể, cá nhân thuộc phạm vi này vẫn kiểm điểm, xếp loại trong đợt."
        )
    return outcome_of(key, found, said)


def _tell(
    organizations: Iterable[PartyOrganization],
    what: str,
    ruling: Ruling,
    at: datetime,
    also: Iterable[Account] = (),
) -> None:
    """The desks it is about hear of it, and those whose role has ended."""
    day = clock.day_of(at)
    held = Assignment.objects.current(day).filter(
        organization__in=[one.pk for one in organizations], account__is_active=True
    )
    desks = [one.account for one in held.select_related("account").order_by("pk")]
    for account in dict.fromkeys([*desks, *also]):
        write_notice(
            account,
            title=f"Sắp xếp tổ chức: {what}"[:200],
            body=f"Theo {ruling.number}. {ruling.reason}",
            path="/to-chuc/",
            at=at,
        )


_ACTS = {
    Kind.CREATE: _create,
    Kind.RENAME: _rename,
    Kind.MOVE: _move,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.DISSOLVE: _dissolve,
}
