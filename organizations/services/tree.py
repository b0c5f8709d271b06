"""The tree of organisations itself: every change of a path goes through here, one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from organizations import audit
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind, Sector
from organizations.models import Account, OrganizationChange, PartyOrganization


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision by which the tree changes: its day, number and reason."""

    effective_on: date
    number: str
    reason: str


def lock_tree() -> None:
    """One change of the tree at a time: paths are counted from one another. Inside a transaction always."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("the tree is changed inside a transaction")
    list(PartyOrganization.objects.select_for_update(no_key=True).filter(depth=1).order_by("pk"))


def fresh(organization: PartyOrganization) -> PartyOrganization:
    """The organisation as it stands now: a path read before the lock may be an old one."""
    found: PartyOrganization = PartyOrganization.objects.get(pk=organization.pk)
    return found


def found_organization(
    upper: PartyOrganization, *, name: str, kind: OrganizationKind, sector: Sector, founded_on: date
) -> PartyOrganization:
    """A new node below another, with that one's place on papers. The caller holds the tree's lock."""
    upper = fresh(upper)
    made: PartyOrganization = PartyOrganization.objects.add_child(
        upper,
        instance=PartyOrganization(
            name=name, kind=kind, sector=sector, founded_on=founded_on, seat=upper.seat
        ),
    )
    return made


def rename_organization(organization: PartyOrganization, name: str) -> None:
    """Another name from now on; the old one stays in the change that is written down."""
    PartyOrganization.objects.filter(pk=organization.pk).update(name=name)


def put_below(organizations: Iterable[PartyOrganization], upper: PartyOrganization) -> None:
    """Whole branches go below another node. The caller holds the tree's lock."""
    for one in organizations:
        PartyOrganization.objects.move(fresh(one), fresh(upper), "last-child")


def close_organization(
    organization: PartyOrganization, on: date, successor: PartyOrganization | None = None
) -> None:
    """It ends on a day; merged into another it stays as a node below it, so that its past stays in reach."""
    PartyOrganization.objects.filter(pk=organization.pk).update(dissolved_on=on, successor=successor)
    if successor is not None:
        put_below([organization], successor)


def write_down(
    organization: PartyOrganization,
    kind: Kind,
    ruling: Ruling,
    *,
    before: str = "",
    after: str = "",
    other: PartyOrganization | None = None,
    summary: str = "",
    actor: Account,
    at: datetime,
) -> OrganizationChange:
    """The change as history keeps it, and the journal's entry."""
    change = OrganizationChange.objects.create(
        organization=organization,
        kind=kind,
        other=other,
        before=before[:300],
        after=after[:300],
        effective_on=ruling.effective_on,
        number=ruling.number,
        reason=ruling.reason,
        summary=summary[:500],
        recorded_by=actor,
        recorded_at=at,
    )
    audit.record(
        actor=actor,
        action=f"{kind}_organization",
        target=organization,
        before=before,
        after=after,
        note=f"{ruling.number}. {ruling.reason}",
    )
    return change
