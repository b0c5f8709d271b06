"""Lists of people: whom a filter leaves, in which order, and what a line says of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from cadres.enums import (
    BY_TRANSFER,
    LEFT_THE_PARTY,
    MembershipEnd,
    MembershipKind,
    MembershipStanding,
    StandingKind,
)
from cadres.models import Membership, Person, Post, Standing, Transfer
from cadres.models.person import PersonQuerySet
from cadres.rules.search import Wanted
from documents.rules import short_date
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission

BY_NAME, BY_POST = "ten", "chuc-vu"
ORDERS: Mapping[str, str] = {BY_NAME: "Theo tên, vần chữ cái", BY_POST: "Theo thứ tự chức vụ"}
HERE, ALL = "", "tat-ca"
FULL, PROBATIONARY, TEMPORARY = "chinh-thuc", "du-bi", "tam-thoi"
LEFT, MOVED, NO_MEMBER = "ra-khoi-dang", "chuyen-di", "ngoai-dang"
STATUSES: Mapping[str, str] = {
    HERE: "Đang sinh hoạt, công tác",
    FULL: "Đảng viên chính thức",
    PROBATIONARY: "Đảng viên dự bị",
    TEMPORARY: "Sinh hoạt tạm thời",
    **{one.value.replace("_", "-"): str(one.label) for one in StandingKind},
    NO_MEMBER: "Chưa là đảng viên",
    LEFT: "Đã ra khỏi Đảng, từ trần",
    MOVED: "Đã chuyển đi nơi khác",
    ALL: "Tất cả, kể cả đã chuyển đi, ra khỏi Đảng",
}
ANY_POST = "co-chuc-vu"
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What a list of people is narrowed to; `under` is the tree path of the chosen organisation."""

    wanted: Wanted = field(default_factory=Wanted)
    under: str = ""
    group: str = ""
    status: str = HERE
    order: str = BY_NAME


def people_for(account: Account, narrowed: PeopleFilter, day: date) -> PersonQuerySet:
    """The people a list shows: of those the caller may see, all that the filter leaves."""
    rows = Person.objects.visible_to(account).filter(_typed(narrowed.wanted))
    if narrowed.under:
        rows = rows.filter(_under(narrowed.under))
    if narrowed.group:
        posts = Post.objects.filter(person=OuterRef("pk"), to_on__isnull=True)
        rows = rows.filter(
            Exists(posts if narrowed.group == ANY_POST else posts.filter(title_group=narrowed.group))
        )
    return in_order(rows.filter(_status(narrowed.status, day)), narrowed.order)


def in_order(rows: PersonQuerySet, order: str) -> PersonQuerySet:
    """The Vietnamese way, given name first; or who holds a post first, in protocol order."""
    if order != BY_POST:
        return rows.order_by("name_sort", "pk")
    return ranked(rows).order_by(F("rank").asc(nulls_last=True), "name_sort", "pk")


def ranked(rows: PersonQuerySet) -> PersonQuerySet:
    """With the place of the chief post in protocol order."""
    return rows.annotate(rank=Subquery(_posts().values("position")[:1]))


def _typed(wanted: Wanted) -> Q:
    """All of what was typed: each word begins a word of the name."""
    condition = Q()
    for word in wanted.words:
        condition &= Q(search_fold__startswith=word) | Q(search_fold__contains=f" {word}")
    if wanted.card:
        begun = Q()
        for number in wanted.cards:
            begun |= Q(card_number__startswith=number)
        condition &= begun
    if wanted.born_on:
        condition &= Q(birth_on__in=wanted.born_on)
    if wanted.born_in:
        condition &= Q(birth_year=wanted.born_in)
    return condition


def _under(path: str) -> Q:
    """Found in a cell of the subtree, on the way to one, or holding a post in one of its collectives."""
    cells = Membership.objects.found_in().filter(organization__path__startswith=path)
    posts = Post.objects.filter(collective__organization__path__startswith=path, to_on__isnull=True)
    coming = Transfer.objects.under_way().filter(to_organization__path__startswith=path)
    return (
        Q(pk__in=cells.values("person"))
        | Q(pk__in=posts.values("person"))
        | Q(pk__in=coming.values("person"))
    )


def _status(status: str, day: date) -> Q:
    """The condition of a status."""
    kind = status.replace("-", "_")
    if kind in StandingKind.values:
        return Q(Exists(on_day(Standing.objects.filter(person=OuterRef("pk"), kind=kind), day)))
    return CONDITIONS[status]()


def on_day(rows: QuerySet[Standing], day: date) -> QuerySet[Standing]:
    """The dated facts in force on the day."""
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


def between_cells(day: date) -> QuerySet[Standing]:
    """Đang chuyển sinh hoạt on the day: let go by one cell, the papers not yet with another (P42)."""
    return on_day(Standing.objects.filter(kind=BY_TRANSFER), day)


def _on_the_way() -> Q:
    """Between two cells now: whoever looks after either finds him among the others."""
    open_ones = Standing.objects.filter(kind=BY_TRANSFER, to_on__isnull=True)
    return Q(pk__in=open_ones.order_by().values("person"))


def _sits(**fields: str) -> Q:
    """By a set that is made once: asked person by person, PostgreSQL takes seconds for a province."""
    return Q(pk__in=Membership.objects.filter(to_on__isnull=True, **fields).order_by().values("person"))


def _sat() -> Exists:
    return Exists(Membership.objects.filter(person=OuterRef("pk"), kind=MembershipKind.OFFICIAL))


def _works() -> Q:
    return Q(pk__in=Post.objects.filter(to_on__isnull=True).order_by().values("person"))


def _left() -> Q:
    return Q(Exists(Membership.objects.left_the_party().filter(person=OuterRef("pk"))))


CONDITIONS: Mapping[str, Callable[[], Q]] = {
    HERE: lambda: _sits() | _works() | _on_the_way(),
    ALL: Q,
    FULL: lambda: _sits(kind=MembershipKind.OFFICIAL, standing=MembershipStanding.FULL),
    PROBATIONARY: lambda: _sits(kind=MembershipKind.OFFICIAL, standing=MembershipStanding.PROBATIONARY),
    TEMPORARY: lambda: _sits(kind=MembershipKind.TEMPORARY),
    NO_MEMBER: lambda: ~Q(_sat()),
    LEFT: _left,
    MOVED: lambda: Q(_sat()) & ~_sits() & ~_left() & ~_on_the_way(),
}


def _posts() -> QuerySet[Post]:
    """The open posts of the person asked about, the one that counts first."""
    return Post.objects.filter(person=OuterRef("pk"), to_on__isnull=True).order_by(
        "-is_main", "position", "pk"
    )


def _cells() -> QuerySet[Membership]:
    """The official cells of the person asked about, the present one first."""
    rows = Membership.objects.filter(person=OuterRef("pk"), kind=MembershipKind.OFFICIAL)
    return rows.order_by(F("to_on").desc(nulls_first=True), "-pk")


def _away() -> QuerySet[Membership]:
    return Membership.objects.filter(
        person=OuterRef("pk"), kind=MembershipKind.TEMPORARY, to_on__isnull=True
    ).order_by("-pk")


def with_line(rows: QuerySet[Person], day: date) -> QuerySet[Any]:
    """With all that a line says: the cell, the post, what is special, in two queries."""
    standings = on_day(Standing.objects.all(), day).order_by("-from_on", "-pk")
    return rows.annotate(
        cell=Subquery(_cells().values("organization__name")[:1]),
        cell_standing=Subquery(_cells().values("standing")[:1]),
        left_on=Subquery(_cells().values("to_on")[:1]),
        left_why=Subquery(_cells().values("end_reason")[:1]),
        guest_in=Subquery(_away().values("organization__name")[:1]),
        post=Subquery(_posts().values("title")[:1]),
    ).prefetch_related(Prefetch("standings", standings, to_attr="in_force"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of a list, in words."""

    person: Person
    cell: str
    post: str
    words: str
    shape: str

    @property
    def born(self) -> str:
        """The birthday, or the year where only that is known."""
        return short_date(self.person.birth_on) if self.person.birth_on else str(self.person.birth_year)


def line_of(person: Any) -> Line:
    """What a list says of one person."""
    words, shape = _words(person)
    return Line(person=person, cell=person.cell or "", post=person.post or "", words=words, shape=shape)


def _words(person: Any) -> tuple[str, str]:
    going = next((one for one in person.in_force if one.kind == BY_TRANSFER), None)
    if going and person.left_why not in LEFT_THE_PARTY:
        return f"{going.get_kind_display()} từ {short_date(going.from_on)}", "wait"
    if person.left_on:
        return f"{MembershipEnd(person.left_why).label}, {short_date(person.left_on)}", (
            "late" if person.left_why in LEFT_THE_PARTY else "todo"
        )
    said = [str(StandingKind(one.kind).label) for one in person.in_force]
    if person.guest_in:
        said.append(f"Sinh hoạt tạm thời tại {person.guest_in}")
    if person.cell_standing == MembershipStanding.PROBATIONARY:
        return "; ".join(["Đảng viên dự bị", *said]), "doing"
    if said:
        return "; ".join(said), "wait"
    return ("Chính thức", "done") if person.cell else ("Chưa là đảng viên", "todo")


def page_of(people: QuerySet[Person], order: str, day: date) -> list[Line]:
    """The lines of one page, in its order: sorted here, for the database would walk all names for it."""
    rows = ranked(Person.objects.filter(pk__in=people.values("pk")).order_by())
    return [line_of(one) for one in sorted(with_line(rows, day), key=_place(order))]


def _place(order: str) -> Callable[[Any], tuple[Any, ...]]:
    """What the database sorts by, of a row that was read."""
    if order != BY_POST:
        return lambda one: (one.name_sort, one.pk)
    return lambda one: (one.rank is None, one.rank or 0, one.name_sort, one.pk)


def lines_of(keys: Sequence[int], day: date) -> Iterator[Line]:
    """The lines of people named one after another, however many: a part at a time."""
    for part in (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)):
        found = {one.pk: one for one in with_line(Person.objects.filter(pk__in=part), day)}
        yield from (line_of(found[one]) for one in part if one in found)


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation that a list may be narrowed to."""

    key: str
    name: str
    path: str
    depth: int


def units_around(account: Account, key: str) -> tuple[Choice | None, list[Choice]]:
    """The chosen organisation, and those to choose from: above it, itself, and the next ones below."""
    seen = PartyOrganization.objects.visible_to(account)
    chosen = seen.filter(key=key)
    tops = account.reach(Permission.VIEW_PEOPLE).paths
    near = Q(path__in=tops)
    for path in tops:
        near |= Q(path__startswith=path, depth=len(path) // PartyOrganization.steplen + 1)
    if key:
        base = Subquery(chosen.values("path")[:1])
        rows = seen.annotate(base=base, base_depth=Subquery(chosen.values("depth")[:1]))
        below = Q(path__startswith=F("base"), depth=F("base_depth") + 1)
        rows = rows.filter(Q(base__startswith=F("path")) | below | (Q(base__isnull=True) & near))
    else:
        rows = seen.filter(near) if tops else seen
    living = rows.filter(Q(dissolved_on__isnull=True) | Q(key=key)).order_by("path")
    found = [Choice(*one) for one in living.values_list("key", "name", "path", "depth")]
    return next((one for one in found if one.key == key), None), found


def groups_for(account: Account) -> list[str]:
    """The groups of equivalent titles held where the caller looks, in protocol order."""
    reach = account.reach(Permission.VIEW_PEOPLE)
    rows = Post.objects.filter(reach.rows("collective__scope", "collective__units"), to_on__isnull=True)
    named = rows.exclude(title_group="").order_by().values("title_group").annotate(first=Min("position"))
    return [one["title_group"] for one in named.order_by("first")]
