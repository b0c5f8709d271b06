"""The tree as a place to work: what lies below, who is there, what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Substr

from cadres.enums import MembershipKind, MembershipStanding
from cadres.models import Membership, Post
from organizations.models import (
    Account,
    Assignment,
    Collective,
    OrganizationChange,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.models.scope import places_above
from organizations.permissions import Permission
from organizations.rules.names import fold
from organizations.rules.tree import CELLS


@dataclass(frozen=True, slots=True)
class Branch:
    """One organisation of a list, with what lies below it, itself counted."""

    organization: PartyOrganization
    cells: int
    members: int


def tops(account: Account) -> list[PartyOrganization]:
    """Where the account's part of the tree begins: its own nodes, none below another of them."""
    reach = account.reach(Permission.VIEW_PEOPLE)
    own = SubmittingUnit.objects.filter(pk__in=reach.unit_ids).values("organization")
    rows = PartyOrganization.objects.filter(Q(path__in=reach.paths) | Q(pk__in=own)).order_by("path")
    found: list[PartyOrganization] = []
    for one in rows:
        if not found or not one.path.startswith(found[-1].path):
            found.append(one)
    return found


def above(account: Account, organization: PartyOrganization) -> list[PartyOrganization]:
    """The way down to an organisation, as far as the account sees it."""
    paths = places_above(organization.path)[:-1]
    rows = PartyOrganization.objects.visible_to(account).filter(path__in=paths)
    return list(rows.order_by("path"))


def below(account: Account, organization: PartyOrganization) -> QuerySet[PartyOrganization]:
    """The living organisations right below one."""
    rows: QuerySet[PartyOrganization] = (
        PartyOrganization.objects.visible_to(account)
        .living()
        .filter(path__startswith=organization.path, depth=organization.depth + 1)
        .order_by("path")
    )
    return rows


def branches(account: Account, organizations: Sequence[PartyOrganization]) -> list[Branch]:
    """The organisations of one page with the cells and the members of each whole branch; two counts for all."""
    if not organizations:
        return []
    length = len(organizations[0].path)
    paths = {one.path for one in organizations if len(one.path) == length}
    reach = account.reach(Permission.VIEW_PEOPLE)
    sitting = Membership.objects.filter(
        reach.rows("organization"), kind=MembershipKind.OFFICIAL, to_on__isnull=True
    )
    members = _by_branch(sitting, "organization__path", length, paths)
    nodes = PartyOrganization.objects.visible_to(account).living().filter(kind__in=CELLS)
    cells = _by_branch(nodes, "path", length, paths)
    return [Branch(one, cells.get(one.path, 0), members.get(one.path, 0)) for one in organizations]


def _by_branch(rows: QuerySet, path: str, length: int, paths: Iterable[str]) -> dict[str, int]:  # type: ignore[type-arg]
    counted = rows.order_by().annotate(branch=Substr(path, 1, length)).filter(branch__in=paths)
    return dict(counted.values_list("branch").annotate(Count("pk")))


def named(account: Account, words: str, upper: PartyOrganization | None) -> list[int]:
    """The living organisations whose name holds every word, marks and case aside, in the tree's order.

    The names are folded as they are read: a few thousand rows, so no column has to be kept in step with them.
    """
    wanted = fold(words).split()
    rows = PartyOrganization.objects.visible_to(account).living()
    if upper is not None:
        rows = rows.filter(path__startswith=upper.path)
    names = ((pk, fold(name)) for pk, name in rows.order_by("path").values_list("pk", "name"))
    return [pk for pk, name in names if all(one in name for one in wanted)]


def found(account: Account, pks: Sequence[int]) -> list[tuple[PartyOrganization, str]]:
    """Organisations of a search, each with the name of the one above it where that may be seen."""
    rows = list(PartyOrganization.objects.filter(pk__in=pks).order_by("path"))
    step = PartyOrganization.steplen
    uppers = PartyOrganization.objects.visible_to(account).filter(path__in={one.path[:-step] for one in rows})
    names = dict(uppers.values_list("path", "name"))
    return [(one, names.get(one.path[:-step], "")) for one in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationPage:
    """Everything the page of an organisation shows."""

    organization: PartyOrganization
    above: list[PartyOrganization]
    living_below: int
    cells: int
    members: int
    probationary: int
    collectives: list[Collective]
    units: list[SubmittingUnit]
    holders: list[Assignment]
    changes: list[OrganizationChange]
    predecessors: list[PartyOrganization]
    shows_successor: bool


def members_of(account: Account, organization: PartyOrganization) -> QuerySet[Membership]:
    """Who sits in a cell now, as far as the account looks after it: given name first."""
    reach = account.reach(Permission.VIEW_PEOPLE)
    rows = Membership.objects.filter(
        reach.rows("organization"), organization=organization, to_on__isnull=True
    )
    return rows.select_related("person").order_by("person__name_sort", "person_id", "pk")


def organization_page(account: Account, organization: PartyOrganization, day: date) -> OrganizationPage:
    """One organisation: its place, its people in figures, its collectives, its desk and its history."""
    visible = PartyOrganization.objects.visible_to(account)
    members, probationary = _members(account, organization)
    living_below, cells = _below(account, organization)
    held = Post.objects.filter(to_on__isnull=True).select_related("person")
    collectives = Collective.objects.visible_to(account).filter(organization=organization)
    units = SubmittingUnit.objects.visible_to(account).filter(organization=organization)
    return OrganizationPage(
        organization=organization,
        above=above(account, organization),
        living_below=living_below,
        cells=cells,
        members=members,
        probationary=probationary,
        collectives=list(collectives.prefetch_related(Prefetch("posts", held))),
        units=list(units.select_related("contact", "official")),
        holders=_holders(account, organization, day),
        changes=list(OrganizationChange.objects.visible_to(account).about(organization)),
        predecessors=list(visible.filter(successor=organization).order_by("dissolved_on", "path")),
        shows_successor=organization.successor_id is not None
        and visible.filter(pk=organization.successor_id).exists(),
    )


def _members(account: Account, organization: PartyOrganization) -> tuple[int, int]:
    """Members of the whole branch, and those on probation among them."""
    rows = Membership.objects.filter(
        account.reach(Permission.VIEW_PEOPLE).rows("organization"),
        organization__path__startswith=organization.path,
        kind=MembershipKind.OFFICIAL,
        to_on__isnull=True,
    )
    new = Count("pk", filter=Q(standing=MembershipStanding.PROBATIONARY))
    found = rows.aggregate(all=Count("pk"), new=new)
    return found["all"], found["new"]


def _below(account: Account, organization: PartyOrganization) -> tuple[int, int]:
    """The organisations right below, and the cells at all levels below."""
    nodes = PartyOrganization.objects.visible_to(account).living()
    found = nodes.filter(path__startswith=organization.path).aggregate(
        below=Count("pk", filter=Q(depth=organization.depth + 1)),
        cells=Count("pk", filter=Q(kind__in=CELLS) & ~Q(pk=organization.pk)),
    )
    return found["below"], found["cells"]


def _holders(account: Account, organization: PartyOrganization, day: date) -> list[Assignment]:
    """Who holds a role here; the clerk of a single unit is not told."""
    reach = account.reach(Permission.VIEW_PEOPLE)
    rows = Assignment.objects.current(day).filter(reach.rows("organization"), organization=organization)
    return list(rows.select_related("account", "organization", "unit").order_by("role", "pk"))
