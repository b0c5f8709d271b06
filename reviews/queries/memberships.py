"""Where a member sits and sat, what may be done about it, and whose papers are on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cadres.enums import MembershipKind, MembershipStanding
from cadres.models import Membership, Person, Standing, Transfer
from cadres.queries.people import between_cells
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.tree import CELLS


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody sits: his rows, the newest first, the cell that keeps him, and the transfer under way."""

    rows: tuple[Membership, ...]
    transfer: Transfer | None

    @property
    def official(self) -> Membership | None:
        """Where he sits officially now."""
        return next((one for one in self.rows if one.kind == MembershipKind.OFFICIAL and not one.to_on), None)

    @property
    def temporary(self) -> Membership | None:
        """Where he sits for a while."""
        return next(
            (one for one in self.rows if one.kind == MembershipKind.TEMPORARY and not one.to_on), None
        )

    @property
    def keeper(self) -> PartyOrganization | None:
        """The cell whose desk answers for him: where he sits officially, else where he sat last."""
        rows = [one for one in self.rows if one.kind == MembershipKind.OFFICIAL]
        kept = self.official or (rows[0] if rows else None)
        return kept.organization if kept else None

    @property
    def is_on_probation(self) -> bool:
        """Whether his probation may be ended."""
        return self.official is not None and self.official.standing == MembershipStanding.PROBATIONARY


def seat_of(person: Person) -> Seat:
    """Everything about where one person sits; two questions."""
    rows = Membership.objects.filter(person=person).select_related("organization")
    going = Transfer.objects.under_way().filter(person=person)
    return Seat(tuple(rows.order_by("-from_on", "-pk")), going.for_list().first())


def cell_of(person: Person) -> PartyOrganization | None:
    """Where somebody sits officially now."""
    rows = PartyOrganization.objects.filter(
        memberships__person=person,
        memberships__kind=MembershipKind.OFFICIAL,
        memberships__to_on__isnull=True,
    )
    found: PartyOrganization | None = rows.first()
    return found


def cells_to_choose(account: Account, *, within_reach: bool) -> QuerySet[PartyOrganization]:
    """The living cells: of the whole province, or those whose people the account keeps."""
    rows = PartyOrganization.objects.living().filter(kind__in=CELLS)
    if within_reach:
        rows = rows.filter(account.reach(Permission.MANAGE_PEOPLE).tree())
    found: QuerySet[PartyOrganization] = rows
    return found


def on_the_way(account: Account, day: date) -> QuerySet[Transfer]:
    """Chưa nộp giấy giới thiệu on a day: those who go from, or come to, one's own part of the tree."""
    return (
        Transfer.objects.visible_to(account)
        .on_the_way(day)
        .for_list()
        .order_by("left_on", "person__name_sort")
    )


def only_written(account: Account, day: date) -> QuerySet[Standing]:
    """Đang chuyển sinh hoạt on a day by an earlier entry alone: nobody wrote down where to."""
    known = Transfer.objects.on_the_way(day).values("person")
    mine = Person.objects.within(account.reach(Permission.MANAGE_PEOPLE))
    rows = between_cells(day).filter(person__in=mine.values("pk")).exclude(person__in=known)
    return rows.order_by("from_on", "person__name_sort")


def keeps(account: Account, organizations: Iterable[PartyOrganization]) -> set[int]:
    """Which of these organisations' people the account keeps."""
    return {one.pk for one in organizations if account.can(Permission.MANAGE_PEOPLE, one)}
