"""Accounts as whoever manages them looks for them: by name or sign-in name, by what is to be done, by place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from organizations.enums import APPOINTED, UNIT_ROLES, AccountState, OrganizationKind, Role
from organizations.models import (
    Account,
    Assignment,
    AuditEntry,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.permissions import Permission
from organizations.rules.names import fold, name_sort_key

FEW = 20
JOURNAL_LINES = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the account, how far it is, the roles it holds or will hold."""

    account: Account
    state: AccountState
    roles: tuple[Assignment, ...]

    @property
    def prints(self) -> bool:
        """Whether a slip may be printed together with others: nobody has set a password yet."""
        return self.state not in (AccountState.READY, AccountState.LOCKED)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, in Vietnamese order of names, and how many accounts there are in each state."""

    keys: tuple[int, ...]
    counts: tuple[tuple[AccountState, int], ...]
    total: int


def found_accounts(caller: Account, text: str, state: str, moment: datetime) -> Found:
    """The accounts the caller administers whose name or sign-in name holds the words, with or without marks."""
    words = fold(text).split()
    rows = Account.objects.visible_to(caller).only(
        "full_name",
        "sign_in_name",
        "is_active",
        "one_time_code",
        "code_until",
        "password",
        "must_change_password",
    )
    hits = [one for one in rows if _matches(f"{one.full_name} {one.sign_in_name}", words)]
    states = {one.pk: one.state_at(moment) for one in hits}
    counted = Counter(states.values())
    shown = [one for one in hits if state in ("", states[one.pk])]
    shown.sort(key=lambda one: (name_sort_key(one.full_name), one.pk))
    counts = tuple((one, counted[one]) for one in AccountState if counted[one])
    return Found(tuple(one.pk for one in shown), counts, len(hits))


def _matches(text: str, words: Iterable[str]) -> bool:
    folded = fold(text)
    return all(one in folded for one in words)


def listed(pks: Iterable[int], caller: Account, moment: datetime) -> list[Listed]:
    """One page of the list, in the order found."""
    wanted = list(pks)
    held = Assignment.objects.lasting(caller.on_day).select_related("organization", "unit")
    rows = (
        Account.objects.filter(pk__in=wanted)
        .select_related("person")
        .prefetch_related(Prefetch("assignments", held, to_attr="lasting_roles"))
    )
    by_pk = {one.pk: one for one in rows}
    return [
        Listed(one, one.state_at(moment), tuple(one.lasting_roles))
        for one in (by_pk[pk] for pk in wanted if pk in by_pk)
    ]


def with_cells(rows: Sequence[Listed]) -> Sequence[Listed]:
    """With whatever `told_apart` reads."""
    whose = [one.account for one in rows if hasattr(one.account, "person")]
    prefetch_related_objects(whose, "person__memberships__organization")
    return rows


def told_apart(account: Account) -> tuple[str, str]:
    """The year of birth and the cell of whoever the account belongs to: of one who is on no list, nothing."""
    person = getattr(account, "person", None)
    if person is None:
        return "", ""
    open_ones = [one for one in person.memberships.all() if one.to_on is None]
    cells = [
        one.organization.name for one in sorted(open_ones, key=lambda one: str(one.kind))
    ]  # his own first
    return str(person.birth_year), cells[0] if cells else ""


@dataclass(frozen=True, slots=True)
class AccountOffer:
    """An account that may be meant by a name."""

    account: Account
    note: str

    @property
    def key(self) -> str:
        """What stands for it in a form."""
        return self.account.key

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.account.full_name

    @property
    def called(self) -> tuple[str, ...]:
        """By both its names one means it."""
        return (self.account.full_name, self.account.sign_in_name)


def accounts_named(caller: Account, text: str, moment: datetime) -> list[AccountOffer]:
    """Accounts the caller administers that are not locked and bear the name, or exactly the sign-in name."""
    pks = found_accounts(caller, text, "", moment).keys
    rows = [one for one in listed(pks, caller, moment) if one.account.is_active]
    exact = [one for one in rows if one.account.sign_in_name.casefold() == text.casefold()]
    return [AccountOffer(one.account, _told(one)) for one in exact or rows]


def _told(one: Listed) -> str:
    """The sign-in name and the roles: they tell two people of one name apart."""
    roles = ", ".join(str(role) for role in one.roles)
    return f"{one.account.sign_in_name}{', ' + roles if roles else ''}"


def slips_to_print(caller: Account) -> int:
    """How many accounts wait for the code of their first slip."""
    new = Account.objects.visible_to(caller).filter(
        is_active=True, one_time_code="", password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    return new.count()


def roles_of(account: Account) -> QuerySet[Assignment]:
    """Every role the account holds, will hold or has held, the last one first."""
    return (
        Assignment.objects.filter(account=account)
        .select_related("organization", "unit", "account")
        .order_by("-from_on", "-pk")
    )


def journal_of(account: Account) -> QuerySet[AuditEntry]:
    """What was done with the account: by whom, for whom, why."""
    rows = AuditEntry.objects.filter(target_kind="organizations.account", target_key=account.key)
    return rows.select_related("actor").order_by("-pk")[:JOURNAL_LINES]


@dataclass(frozen=True, slots=True)
class RolePlace:
    """Where a role may be held: an organisation of the tree, or a unit that reports straight to the province."""

    key: str
    name: str
    note: str
    organization: PartyOrganization
    unit: SubmittingUnit | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """By its whole name one means it."""
        return (self.name,)


def roles_to_give(caller: Account) -> list[Role]:
    """The roles the caller may give at all."""
    return list(APPOINTED if Role.ADMINISTRATOR in caller.roles else UNIT_ROLES)


def province_place() -> RolePlace | None:
    """Where the roles of the province are held."""
    row = PartyOrganization.objects.filter(kind=OrganizationKind.PROVINCE, dissolved_on__isnull=True).first()
    return RolePlace(row.key, row.name, "", row) if row else None


def role_places(caller: Account, text: str, day: date) -> list[RolePlace]:
    """Places whose name holds the words; one whose whole name was typed stands alone."""
    words = fold(text).split()
    if not words:
        return []
    found = [*_organizations(caller, words, day), *_units(caller, words)]
    whole = [one for one in found if fold(one.name) == " ".join(words)]
    return whole if len(whole) == 1 else found


def _organizations(caller: Account, words: list[str], day: date) -> list[RolePlace]:
    reach = caller.reach(Permission.MANAGE_ACCOUNTS)
    is_administrator = Role.ADMINISTRATOR in caller.roles
    named = {row.path: row for row in PartyOrganization.objects.filter(reach.tree()).order_by("path")}
    return [
        RolePlace(row.key, row.name, _upper(row, named), row)
        for path, row in named.items()
        if (is_administrator or reach.holds_below(path))
        and (row.dissolved_on is None or row.dissolved_on > day)
        and _matches(row.name, words)
    ]


def _upper(row: PartyOrganization, named: dict[str, PartyOrganization]) -> str:
    """Two cells may bear one name; the organisation above tells them apart."""
    upper = named.get(row.path[: -PartyOrganization.steplen])
    return upper.name if upper else ""


def _units(caller: Account, words: list[str]) -> list[RolePlace]:
    """Units that report straight: only an administrator gives their roles."""
    if Role.ADMINISTRATOR not in caller.roles:
        return []
    rows = SubmittingUnit.objects.select_related("scope").exclude(scope__kind=OrganizationKind.DIRECT)
    note = "Đơn vị nộp, gửi thẳng Ban Tổ chức Tỉnh ủy"
    return [RolePlace(one.key, one.name, note, one.scope, one) for one in rows if _matches(one.name, words)]
