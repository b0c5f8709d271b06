"""Accounts and the roles they hold from a day to a day."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import Combinable

from organizations.enums import PROVINCE_ROLES, AccountState, Role
from organizations.models.organization import PartyOrganization, SubmittingUnit
from organizations.models.prepared import Prepared, Slot
from organizations.models.scope import Held, Reach, Scoped
from organizations.permissions import GRANTS, HOLDERS, Permission
from organizations.rules.keys import new_key
from organizations.rules.ties import TIES, Tie

ROLE_HELD = Tie(
    model="organizations.Assignment", account="account", organization="organization", until="to_on"
)


def tie_lasts(until: str, day: date | None) -> Q:
    """The condition on rows that still bind on the day or later; where no day is known, all rows bind."""
    if not until or day is None:
        return Q()
    return Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": day})


class Bearer:
    """Whoever works under some roles: what they let him do, and where, is asked in the same words of everybody."""

    @property
    def held(self) -> tuple[Held, ...]:
        """The roles in force."""
        raise NotImplementedError

    @property
    def roles(self) -> frozenset[Role]:
        """Roles worked under now; everybody is a subject of his own records."""
        return frozenset({one.role for one in self.held} | {Role.SUBJECT, Role.HELPER})

    def holds(self, permission: Permission) -> bool:
        """Whether some role of the account carries the permission, over anything at all."""
        return bool(self.roles & HOLDERS[permission])

    def reach(self, permission: Permission) -> Reach:
        """Where the permission reaches: the rows a list, count, search or file may show."""
        holding = [one for one in self.held if one.role in HOLDERS[permission]]
        return Reach(
            paths=tuple(sorted({one.path for one in holding if one.unit_id is None})),
            unit_ids=tuple(sorted({one.unit_id for one in holding if one.unit_id is not None})),
        )


class Standing(NamedTuple):
    """What the text of a kept question may hang on: the roles in force, and whether they are read on a day."""

    held: tuple[Held, ...]
    is_dated: bool


class Reader(Bearer, Slot):
    """Any account of the same standing, in a kept question: authority is asked of it as of an account itself."""

    def __init__(self, standing: Standing) -> None:
        super().__init__("account", models.BigIntegerField())
        self.standing = standing
        self.on_day = Slot("day", models.DateField()) if standing.is_dated else None

    @property
    def held(self) -> tuple[Held, ...]:
        """The roles in force."""
        return self.standing.held


class AccountManager(BaseUserManager["Account"]):
    """Accounts by sign-in name; none exists until an administrator makes one."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Sign-in names are compared without case."""
        return self.get(sign_in_name__iexact=username)

    def visible_to(self, account: Account) -> models.QuerySet[Account]:
        """Accounts the caller administers, never his own.

        An administrator administers all the others. A unit's clerk administers an account that belongs below his own
        organisation, if nothing that lasts today or later binds it to any place that does not lie below: no role, no
        cell, no post, no text it helps to write. So nobody opens the account of a superior or of a peer.
        """
        others = self.exclude(pk=account.pk)
        if Role.ADMINISTRATOR in account.roles:
            return others
        reach = account.reach(Permission.MANAGE_ACCOUNTS)
        belongs: Combinable | Q = Q(pk__in=[])
        for tie in (ROLE_HELD, *TIES):
            rows = apps.get_model(tie.model)._default_manager.filter(**{tie.account: OuterRef("pk")})
            below, lasts = reach.below(tie.organization), tie_lasts(tie.until, account.on_day)
            if tie.places:  # a role that has ended still says whose account it was
                belongs |= Exists(rows.filter(below if tie is ROLE_HELD else below & lasts))
            others = others.exclude(Exists(rows.filter(lasts).exclude(below)))
        high = Q(role__in=PROVINCE_ROLES) | Q(unit__isnull=False)
        lasting = Assignment.objects.lasting(account.on_day).filter(high, account=OuterRef("pk"))
        return others.filter(belongs).exclude(Exists(lasting))


class Account(Bearer, AbstractBaseUser):
    """A sign-in. It needs no e-mail; its name is a code without meaning (P15)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    sign_in_name = models.CharField("tên đăng nhập", max_length=40, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    one_time_code = models.CharField("mã dùng một lần (băm)", max_length=64, blank=True)
    code_until = models.DateTimeField("mã dùng được đến", null=True, blank=True)
    demo_title = models.CharField("giới thiệu trong bản dùng thử", max_length=200, blank=True)
    demo_group = models.CharField("nhóm trong bản dùng thử", max_length=60, blank=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[AccountManager] = AccountManager()

    # The day on which roles are read, and the one role worked under; both are set by the middleware.
    on_day: date | None = None
    hat_key: str = ""

    class Meta:
        verbose_name = "tài khoản"

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name others see."""
        return self.full_name

    def state_at(self, moment: datetime) -> AccountState:
        """How far the account is from being used, by the real clock as one-time codes keep it."""
        if not self.is_active:
            return AccountState.LOCKED
        if self.one_time_code:
            lapsed = self.code_until is not None and self.code_until < moment
            return AccountState.LAPSED if lapsed else AccountState.PRINTED
        if self.has_usable_password():
            return AccountState.READY
        return AccountState.OPENED if self.must_change_password else AccountState.NEW

    @cached_property
    def assigned(self) -> tuple[Assignment, ...]:
        """The day's assignments, read once a request with all that a page's frame says of them."""
        return tuple(ASSIGNED(self.on_day is not None, account=self.pk, day=self.on_day))

    @cached_property
    def all_held(self) -> tuple[Held, ...]:
        """Every role held on the day, whichever hat is worn."""
        return tuple(
            Held(Role(one.role), one.organization.path, one.unit_id, one.key) for one in self.assigned
        )

    @property
    def hats(self) -> tuple[Held, ...]:
        """The roles that can be worked under; supervision goes with the seat in the Standing Committee."""
        sits = any(one.role == Role.STANDING_MEMBER for one in self.all_held)
        return tuple(one for one in self.all_held if not (sits and one.role == Role.SUPERVISOR))

    @property
    def held(self) -> tuple[Held, ...]:
        """The roles in force: with a hat on, that one alone (P14), and what goes with it."""
        if not self.hat_key:
            return self.all_held
        worn = next((one for one in self.all_held if one.assignment_key == self.hat_key), None)
        with_it = Role.SUPERVISOR if worn and worn.role == Role.STANDING_MEMBER else None
        return tuple(one for one in self.all_held if one == worn or one.role == with_it)

    def can(self, permission: Permission, record: Scoped) -> bool:
        """Whether the account may do this to that record now."""
        if permission in GRANTS[Role.SUBJECT] and record.is_about(self):
            return True
        helped = getattr(record, "is_helped_by", None)
        if permission in GRANTS[Role.HELPER] and helped is not None and helped(self):
            return True
        return any(one.role in HOLDERS[permission] and one.covers(record) for one in self.held)

    def ask(self, question: Prepared, *shape: Hashable, **values: Any) -> list[Any]:
        """A kept question, asked with the roles, the day and the number of this account."""
        held = tuple(replace(one, assignment_key="") for one in self.held)
        standing = Standing(held, self.on_day is not None)
        return question(standing, *shape, account=self.pk, day=self.on_day, **values)

    def forget_roles(self) -> None:
        """Read the roles again: after a change in the same process."""
        self.__dict__.pop("assigned", None)
        self.__dict__.pop("all_held", None)

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:
        """Authority is ours alone; the framework's own permissions give nothing."""
        return False

    # A record of the office too, so that authority can be asked about accounts.
    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Where its roles are held."""
        return tuple(one.path for one in self.all_held)

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Units at which its roles are held."""
        return tuple(one.unit_id for one in self.all_held if one.unit_id is not None)

    def is_about(self, account: object) -> bool:
        """An account is its owner's."""
        return account == self


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Roles in time."""

    def current(self, day: date | Slot | None) -> AssignmentQuerySet:
        """Roles held on the day; without a day, those that have not ended."""
        if day is None:
            return self.filter(to_on__isnull=True)
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def lasting(self, day: date | None) -> AssignmentQuerySet:
        """Roles held on the day or later; where no day is known, all."""
        return self.filter(tie_lasts("to_on", day))

    def visible_to(self, account: Account) -> AssignmentQuerySet:
        """Roles of the accounts one administers; one's own are nobody's to give oneself."""
        return self.filter(account__in=Account.objects.visible_to(account))


class Assignment(models.Model):
    """A role held at an organisation (or one submitting unit) from a day to a day; supervision is one of them."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="assignments")
    role = models.CharField("vai trò", max_length=24, choices=Role)
    title = models.CharField("chức danh", max_length=160, blank=True)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(
        SubmittingUnit, models.PROTECT, related_name="assignments", null=True, blank=True
    )
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[one.value for one in Role if one not in (Role.SUBJECT, Role.HELPER)]),
                name="assignment_role_can_be_assigned",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="assignment_ends_after_it_begins",
            ),
            # Two halves each: SQLite makes no unique constraint in which nulls count as equal.
            models.UniqueConstraint(
                fields=["account", "role", "organization"],
                condition=Q(to_on__isnull=True, unit__isnull=True),
                name="assignment_open_once",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "organization", "unit"],
                condition=Q(to_on__isnull=True, unit__isnull=False),
                name="assignment_open_once_at_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_role_display()


def _assigned(dated: bool) -> models.QuerySet[Assignment]:
    """The roles of an account on a day, or those that have not ended, with what a page's frame says of them."""
    day = Slot("day", models.DateField()) if dated else None
    rows = Assignment.objects.current(day).filter(account=Slot("account", models.BigIntegerField()))
    return rows.select_related("organization", "unit")


ASSIGNED = Prepared(_assigned)
