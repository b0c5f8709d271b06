"""Roles given and ended from a day to a day, and a desk handed from one account to another."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from documents.rules import short_date
from organizations import audit
from organizations.enums import PROVINCE_ROLES, Role
from organizations.models import Account, Assignment, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.places import ENDS_BEFORE, place_fault
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about

DAY = timedelta(days=1)
OFFICIALS = (Role.ORGANIZATION_STAFF, Role.ORGANIZATION_LEADER)


def is_administered(account: Account, actor: Account) -> bool:
    """Whether the actor administers the account: the one rule, asked of the database anew."""
    return Account.objects.visible_to(actor).filter(pk=account.pk).exists()


def administered(account: Account, actor: Account | None) -> Account:
    """The account's row, locked; refused to whoever does not administer it. The terminal may (no actor)."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if actor is not None and not is_administered(locked, actor):
        raise PermissionDenied
    return locked


def _require_place(
    actor: Account, role: Role, organization: PartyOrganization, unit: SubmittingUnit | None
) -> None:
    """A clerk gives the roles of what lies below him; those of the province and of units are the administrator's."""
    if Role.ADMINISTRATOR not in actor.roles:
        below = actor.reach(Permission.MANAGE_ACCOUNTS).holds_below(organization.path)
        if role in PROVINCE_ROLES or unit is not None or not below:
            raise PermissionDenied
    if organization.dissolved_on is not None:
        raise TransitionDenied(about("place", f"{organization} đã giải thể, không giao vai trò tại đây."))
    fault = place_fault(role, organization.kind, is_unit=unit is not None)
    if fault:
        raise TransitionDenied(about("role", fault))


@transaction.atomic
def grant_role(
    account: Account,
    role: Role,
    *,
    organization: PartyOrganization,
    from_on: date,
    actor: Account | None,
    unit: SubmittingUnit | None = None,
    title: str = "",
    to_on: date | None = None,
    is_new: bool = False,
) -> Assignment:
    """Give a role from a day on; asking twice changes nothing. A new account belongs nowhere until it has one."""
    administered(account, None if is_new else actor)
    if actor is not None:
        _require_place(actor, role, organization, unit)
    if to_on is not None and to_on < from_on:
        raise TransitionDenied(about("to_on", ENDS_BEFORE))
    values = {"account": account, "role": role, "organization": organization, "unit": unit}
    same = Assignment.objects.filter(**values).lasting(from_on)
    standing = same.filter(from_on__lte=to_on or date.max).first()
    if standing is not None and standing.to_on is not None:
        until = short_date(standing.to_on)
        raise TransitionDenied(about("from_on", f"Đã giữ vai trò này đến hết ngày {until}; ghi từ ngày sau."))
    account.forget_roles()
    if standing is not None:
        return standing
    made = Assignment.objects.create(**values, from_on=from_on, to_on=to_on, title=title)
    audit.record(
        actor=actor, action="grant_role", target=account, after=role, note=(unit or organization).name
    )
    if actor is not None and not is_administered(account, actor):
        raise PermissionDenied  # nothing is given by which the account would leave the giver's hands
    return made


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related(
        "account", "organization", "unit"
    )
    return rows.get(pk=assignment.pk)


@transaction.atomic
def end_role(assignment: Assignment, *, to_on: date, actor: Account | None, reason: str = "") -> None:
    """Take a role back after its last day; it is lost at the next request that comes later."""
    assignment = _locked(assignment)
    administered(assignment.account, actor)
    if to_on < assignment.from_on:
        raise TransitionDenied(about("from_on", ENDS_BEFORE))
    assignment.to_on = to_on
    assignment.save(update_fields=["to_on"])
    audit.record(
        actor=actor, action="end_role", target=assignment.account, before=assignment.role, note=reason
    )


@transaction.atomic
def stop_role(assignment: Assignment, *, from_on: date, reason: str, actor: Account) -> None:
    """The first day without the role; one that would end before it began was never held, and goes."""
    assignment = _locked(assignment)
    administered(assignment.account, actor)
    if assignment.to_on is not None and assignment.to_on < from_on:
        raise TransitionDenied(
            about("from_on", f"Vai trò này đã thôi sau ngày {short_date(assignment.to_on)}.")
        )
    if from_on < assignment.from_on:
        raise TransitionDenied(about("from_on", ENDS_BEFORE))
    if from_on == assignment.from_on:
        audit.record(
            actor=actor,
            action="withdraw_role",
            target=assignment.account,
            before=assignment.role,
            note=reason,
        )
        assignment.delete()
        return
    end_role(assignment, to_on=from_on - DAY, actor=actor, reason=reason)


@transaction.atomic
def hand_over_role(
    assignment: Assignment,
    successor: Account,
    *,
    from_on: date,
    reason: str,
    actor: Account,
    at: datetime,
    is_new: bool = False,
) -> Assignment:
    """One desk, one day, one act: the role ends for the one and begins for the other (P16).

    What is unfinished belongs to the desk and so goes with it; units that an official follows are given on.
    """
    assignment = _locked(assignment)
    before, ends, role = assignment.account, assignment.to_on, Role(assignment.role)
    if successor == before:
        raise TransitionDenied(about("successor", "Chọn một đồng chí khác để nhận bàn giao."))
    for account in sorted((before, successor), key=lambda one: one.pk):
        administered(account, None if is_new and account == successor else actor)
    if not successor.is_active:
        raise TransitionDenied(about("successor", "Tài khoản nhận bàn giao đang khóa. Mở khóa trước."))
    stop_role(assignment, from_on=from_on, reason=reason, actor=actor)
    made = grant_role(
        successor,
        role,
        organization=assignment.organization,
        unit=assignment.unit,
        title=assignment.title,
        from_on=from_on,
        to_on=ends,
        actor=actor,
        is_new=is_new,
    )
    if role in OFFICIALS:
        SubmittingUnit.objects.filter(official=before).update(official=successor)
    names = {"before": before.sign_in_name, "after": successor.sign_in_name}
    audit.record(actor=actor, action="hand_over_role", target=before, **names, note=f"{made}: {reason}")
    _tell(before, successor, made, reason, at)
    return made


def _tell(before: Account, successor: Account, made: Assignment, reason: str, at: datetime) -> None:
    """Both learn of it; the successor finds the work on his own home page."""
    day = short_date(made.from_on)
    write_notice(
        before,
        title="Đồng chí đã bàn giao công việc",
        body=f"Vai trò “{made}” từ ngày {day} do đồng chí {successor.full_name} giữ. Lý do: {reason}.",
        at=at,
    )
    write_notice(
        successor,
        title="Đồng chí nhận bàn giao công việc",
        body=f"Vai trò “{made}”, nhận của đồng chí {before.full_name}, từ ngày {day}. "
        "Việc đang dở ở trang Việc cần làm.",
        path="/",
        at=at,
    )
