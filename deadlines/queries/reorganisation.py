"""Sắp xếp tổ chức: what may be done with an organisation, where it may go, what may be split off."""

from django.db.models import QuerySet

from cadres.models import Membership
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind
from organizations.models import Account, OrganizationChange, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.tree import BELOW, CELLS, may_go_into, may_stand_below

ABOVE_DECIDES = (Kind.RENAME, Kind.MOVE, Kind.MERGE, Kind.SPLIT, Kind.DISSOLVE)


def upper_of(organization: PartyOrganization) -> PartyOrganization:
    """The organisation above; the province is its own."""
    path = organization.path[: -PartyOrganization.steplen] or organization.path
    found: PartyOrganization = PartyOrganization.objects.get(path=path)
    return found


def kinds_for(account: Account, organization: PartyOrganization) -> list[Kind]:
    """What the account may do here: found something below, and, where it keeps the level above, the rest."""
    level, found = OrganizationKind(organization.kind), []
    if BELOW[level] and account.can(Permission.MANAGE_TREE, organization):
        found.append(Kind.CREATE)
    if account.can(Permission.MANAGE_TREE, upper_of(organization)):
        found += [Kind.RENAME] if level == OrganizationKind.PROVINCE else ABOVE_DECIDES
    return found


def places_to_go(
    account: Account, organization: PartyOrganization, kind: Kind
) -> QuerySet[PartyOrganization]:
    """The living organisations of the account's part of the tree that this one may be put below or go into."""
    level, fits = OrganizationKind(organization.kind), may_go_into if kind == Kind.MERGE else may_stand_below
    kinds = [one for one in OrganizationKind if fits(level, one)]
    reach = account.reach(Permission.MANAGE_TREE)
    rows = PartyOrganization.objects.living().filter(reach.tree(), kind__in=kinds)
    found: QuerySet[PartyOrganization] = rows.exclude(path__startswith=organization.path)
    return found


def parts_of(organization: PartyOrganization) -> list[tuple[str, str]]:
    """What may be split off: a cell's members, given name first, or a committee's organisations."""
    if organization.kind in CELLS:
        rows = Membership.objects.filter(organization=organization, to_on__isnull=True)
        found = rows.order_by("person__name_sort", "person_id").select_related("person")
        return list({one.person.key: one.person.told_apart for one in found}.items())
    nodes = PartyOrganization.objects.living().filter(
        path__startswith=organization.path, depth=organization.depth + 1
    )
    return list(nodes.order_by("path").values_list("key", "name"))


def changes_for(account: Account) -> QuerySet[OrganizationChange]:
    """What was done to the account's part of the tree, the latest first."""
    return OrganizationChange.objects.visible_to(account).for_list()
