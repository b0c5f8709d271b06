"""Reads for the account pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Field,
    IntegerField,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, JSONObject

from jobs.models import Job
from jobs.registry import may_see
from organizations.enums import Role
from organizations.models import (
    AccessEntry,
    Account,
    Assignment,
    AuditEntry,
    Notice,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.models.account import Reader, Standing
from organizations.models.prepared import Prepared, Slot
from organizations.models.scope import places_above
from organizations.permissions import Permission

Entry = TypeVar("Entry", AccessEntry, AuditEntry)


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """The demo accounts of one kind of work, as the sign-in page lists them."""

    name: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameUnit:
    """The submitting unit of a hat: its name, who follows it, whom to ring there."""

    name: str
    organization: int
    official: int | None
    official_name: str | None
    official_phone: str | None
    contact_name: str | None
    contact_mobile: str | None


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What stands around every page, whoever reads it."""

    province: str = ""
    unread: int = 0
    desk_name: str = ""
    desk_phone: str = ""
    unit: FrameUnit | None = None
    base: Mapping[str, str] | None = None


def frame_facts(account: Account | None, hat: Assignment | None) -> FrameFacts:
    """The province's name, the reader's unread notices, the Committee's desk and the hat's unit, in one read."""
    if account is None:
        rows = FRAME_OF_NOBODY()
    else:
        rows = FRAME(
            account.on_day is not None,
            _held_at(hat),
            account=account.pk,
            day=account.on_day,
            unit=hat.unit_id if hat else None,
            above=_above(hat) if hat else (),
        )
    if not rows:
        return FrameFacts()
    province, unread, desk_name, desk_phone, unit, base = rows[0]
    return FrameFacts(province, unread, desk_name, desk_phone, FrameUnit(**unit) if unit else None, base)


class HeldAt(StrEnum):
    """Where a hat is held: nowhere, at one submitting unit, or at a place of the tree."""

    NOWHERE = ""
    UNIT = "unit"
    PLACE = "place"


def _held_at(hat: Assignment | None) -> HeldAt:
    if hat is None:
        return HeldAt.NOWHERE
    return HeldAt.PLACE if hat.unit_id is None else HeldAt.UNIT


ABOVE = Slot("above", CharField(), many=True)


def _frame(is_dated: bool, held: HeldAt) -> QuerySet[PartyOrganization, Any]:
    """The frame of a reader's page under his hat: whatever his roles, it reads the same."""
    return _frame_of(Reader(Standing((), is_dated)), held)


def _frame_of(reader: Reader | None, held: HeldAt) -> QuerySet[PartyOrganization, Any]:
    staff = Assignment.objects.current(reader.on_day if reader else None).filter(role=Role.ORGANIZATION_STAFF)
    desk = staff.exclude(account__phone="").exclude(account=reader)  # nobody is told to ring himself
    unread = Notice.objects.filter(recipient=reader).unread().order_by()
    counted = Subquery(unread.values("recipient").annotate(count=Count("pk")).values("count"))
    told: QuerySet[PartyOrganization, Any] = (
        PartyOrganization.objects.filter(depth=1)
        .annotate(
            unread=Coalesce(counted, 0) if reader else Value(0, IntegerField()),
            desk_name=Coalesce(Subquery(desk.values("account__full_name")[:1]), Value("")),
            desk_phone=Coalesce(Subquery(desk.values("account__phone")[:1]), Value("")),
            unit=Subquery(_unit_of(held)),
            base=Subquery(_base_desk_above(reader, held)),
        )
        .values_list("name", "unread", "desk_name", "desk_phone", "unit", "base")[:1]
    )
    return told


FRAME = Prepared(_frame)
FRAME_OF_NOBODY = Prepared(partial(_frame_of, None, HeldAt.NOWHERE))


def base_desks(account: Account | Reader | None) -> QuerySet[Assignment]:
    """The desks of base organisations that have a telephone, the reader's own apart, the nearest first."""
    held = Assignment.objects.current(account.on_day if account else None).filter(role=Role.BASE_CLERK)
    rung = held.filter(account__is_active=True).exclude(account__phone="").exclude(account=account)
    return rung.order_by("-organization__depth", "pk")


DESK = JSONObject(name="account__full_name", office="organization__name", phone="account__phone")


def _base_desk_above(reader: Reader | None, held: HeldAt) -> QuerySet[Assignment, Any]:
    """The desk of the base organisation that the hat's cell belongs to."""
    desks = base_desks(reader)
    if held is not HeldAt.PLACE:
        return desks.none().values_list(DESK, flat=True)
    return desks.filter(organization__path__in=ABOVE).values_list(DESK, flat=True)[:1]


def _above(hat: Assignment) -> list[str]:
    """The paths of the hat's organisation and of those above it."""
    return places_above(hat.organization.path)


def _unit_of(held: HeldAt) -> QuerySet[SubmittingUnit, Any]:
    """The unit of a hat: its own, or the nearest one above in the tree."""
    units = SubmittingUnit.objects.none()
    if held is HeldAt.UNIT:
        units = SubmittingUnit.objects.filter(pk=Slot("unit", BigIntegerField()))
    elif held is HeldAt.PLACE:
        units = SubmittingUnit.objects.filter(organization__path__in=ABOVE)
    fields = JSONObject(
        name="name",
        organization="organization_id",
        official="official_id",
        official_name="official__full_name",
        official_phone="official__phone",
        contact_name="contact__name",
        contact_mobile="contact__mobile",
    )
    return units.order_by("-organization__depth", "position").values_list(fields, flat=True)[:1]


def demo_accounts() -> QuerySet[Account]:
    """The accounts that a demo opens by one click; a real installation has none."""
    return Account.objects.filter(is_active=True).exclude(demo_title="").order_by("pk")


def demo_groups() -> list[DemoGroup]:
    """Demo accounts by kind of work, in the order they were made."""
    groups: dict[str, list[Account]] = {}
    for account in demo_accounts():
        groups.setdefault(account.demo_group, []).append(account)
    return [DemoGroup(name, tuple(accounts)) for name, accounts in groups.items()]


def second_factors(account: Account) -> list[str]:
    """What the account can show besides its password: an authenticator, a card of codes."""
    return list(Authenticator.objects.filter(user=account).values_list("type", flat=True))


def card_codes(account: Account) -> list[str]:
    """Codes of the account's card that have not been used."""
    card = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(card.wrap().get_unused_codes()) if card else []


def job_for(account: Account, key: str) -> Job | None:
    """A piece of work, if its kind lets the account follow it."""
    job = Job.objects.select_related("asked_by").filter(key=key).first()
    return job if job is not None and may_see(job, account) else None


def with_earlier(notices: Iterable[Notice]) -> list[tuple[Notice, list[Notice]]]:
    """Each notice with the earlier reminders of the same work."""
    shown = list(notices)
    works = {(one.recipient_id, one.about) for one in shown if one.about}
    found: dict[tuple[int, str], list[Notice]] = {work: [] for work in works}
    if works:
        rows = Notice.objects.filter(
            recipient__in={recipient for recipient, _about in works}, about__in={about for _, about in works}
        )
        for one in rows.exclude(pk__in=[one.pk for one in shown]):
            found[one.recipient_id, one.about].append(one)
    return [(one, found.get((one.recipient_id, one.about), [])) for one in shown]


def looks(account: Account) -> QuerySet[AccessEntry]:
    """Who looked at what, for those who may read the journal."""
    rows = AccessEntry.objects.select_related("account")
    return rows if account.holds(Permission.VIEW_AUDIT) else rows.none()


def named(rows: Iterable[Entry]) -> list[Entry]:
    """Each line with the name of what it is about: one query for each kind of record."""
    entries = list(rows)
    names: dict[tuple[str, str], str] = {}
    for kind in {one.target_kind for one in entries}:
        keys = {one.target_key for one in entries if one.target_kind == kind}
        found = apps.get_model(kind)._default_manager.select_related().filter(key__in=keys)
        names |= {(kind, record.key): str(record) for record in found}
    for one in entries:
        one.target_name = names.get((one.target_kind, one.target_key), "")
    return entries


def journal(account: Account, *, on_behalf: bool) -> QuerySet[AuditEntry]:
    """What was done, newest first; if asked, only what one did in another's stead."""
    rows = AuditEntry.objects.visible_to(account).select_related("actor").order_by("-pk")
    return rows.exclude(on_behalf_of="") if on_behalf else rows


def in_shape(
    columns: "Mapping[str, Field[Any, Any]]", rows: "QuerySet[Any]", **given: str | Combinable
) -> "QuerySet[Any]":
    """Rows in the shape that every part of a union has; a column that is not given stays empty."""
    shaped = {f"as_{name}": Cast(given.get(name, Value(None)), field) for name, field in columns.items()}
    told: QuerySet[Any] = rows.order_by().annotate(**shaped).values_list(*shaped)
    return told
