"""Accounts: made by an administrator, opened with a one-time code, worked under dated roles."""

import re
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from organizations import audit, clock
from organizations.enums import Role
from organizations.models import Account, Assignment, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.codes import code_digest, new_one_time_code, new_sign_in_name
from organizations.rules.names import clean
from organizations.workflow import TransitionDenied, require

SIGN_IN_NAME = re.compile(r"[A-Za-z0-9._-]{3,40}")
LONGEST_NAME = 120


@transaction.atomic
def create_account(
    *, full_name: str, actor: Account | None, sign_in_name: str = "", password: str | None = None
) -> Account:
    """Make an account; without a password it waits for a one-time code."""
    account = Account(full_name=clean(full_name), sign_in_name=sign_in_name or new_sign_in_name())
    account.password = make_password(password)
    account.save()
    audit.record(actor=actor, action="create_account", target=account, after=account.sign_in_name)
    return account


@transaction.atomic
def issue_one_time_code(account: Account, *, actor: Account | None) -> str:
    """A fresh code for a printed slip; it replaces any password and dies with its first use (P15)."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if actor is not None:
        require(actor, Permission.MANAGE_ACCOUNTS, account)
    code = new_one_time_code()
    account.one_time_code = code_digest(code)
    account.password = make_password(None)
    account.must_change_password = True
    account.save(update_fields=["one_time_code", "password", "must_change_password"])
    audit.record(actor=actor, action="issue_one_time_code", target=account)
    return code


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
) -> Assignment:
    """Give a role from a day on; asking twice changes nothing."""
    if actor is not None:
        require(actor, Permission.MANAGE_ACCOUNTS, organization)
    assignment, is_new = Assignment.objects.get_or_create(
        account=account,
        role=role,
        organization=organization,
        unit=unit,
        to_on=None,
        defaults={"from_on": from_on, "title": title},
    )
    account.forget_roles()
    if is_new:
        audit.record(actor=actor, action="grant_role", target=account, after=role, note=organization.name)
    return assignment


@transaction.atomic
def end_role(assignment: Assignment, *, to_on: date, actor: Account | None) -> None:
    """Take a role back; it is lost at the next request."""
    assignment = (
        Assignment.objects.select_for_update().select_related("account", "organization").get(pk=assignment.pk)
    )
    if actor is not None:
        require(actor, Permission.MANAGE_ACCOUNTS, assignment.organization)
    if to_on < assignment.from_on:
        raise TransitionDenied("Ngày thôi giữ vai trò không được trước ngày bắt đầu.")
    assignment.to_on = to_on
    assignment.save(update_fields=["to_on"])
    audit.record(actor=actor, action="end_role", target=assignment.account, before=assignment.role)


@transaction.atomic
def create_administrator(*, full_name: str, sign_in_name: str, password: str) -> Account:
    """The first account of an installation, made at the terminal."""
    root = PartyOrganization.objects.filter(depth=1).first()
    if root is None:
        raise TransitionDenied("Chưa có tổ chức đảng nào: nạp cây tổ chức trước.")
    if not SIGN_IN_NAME.fullmatch(sign_in_name):
        raise TransitionDenied(
            f"Tên đăng nhập “{sign_in_name}” không dùng được: ghi 3 đến 40 chữ không dấu và số, không có dấu cách."
        )
    if not 0 < len(clean(full_name)) <= LONGEST_NAME:
        raise TransitionDenied(f"Ghi họ và tên của người quản trị, không quá {LONGEST_NAME} ký tự.")
    if Account.objects.filter(sign_in_name__iexact=sign_in_name).exists():
        raise TransitionDenied(f"Đã có tài khoản “{sign_in_name}”. Chọn tên đăng nhập khác.")
    account = create_account(full_name=full_name, actor=None, sign_in_name=sign_in_name, password=password)
    grant_role(account, Role.ADMINISTRATOR, organization=root, from_on=clock.today(), actor=None)
    return account
