"""Accounts: made by whoever manages them, opened with a one-time code, locked, opened again."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from organizations import audit, clock
from organizations.enums import Role
from organizations.models import Account, Assignment, PartyOrganization, SubmittingUnit
from organizations.rules.codes import code_digest, new_one_time_code, new_sign_in_name
from organizations.rules.names import clean
from organizations.services.notices import write_notice
from organizations.services.roles import administered, grant_role, hand_over_role
from organizations.workflow import TransitionDenied

SIGN_IN_NAME = re.compile(r"[A-Za-z0-9._-]{3,40}")
LONGEST_NAME = 120
CODE_DAYS = 14  # a slip travels to a commune and waits there; then another is printed
HAS_ENTERED = (
    "Đồng chí {name} đã đặt mật khẩu nên không in phiếu hàng loạt được. Quên mật khẩu thì cấp lại mã, "
    "có ghi người đề nghị và lý do."
)


@transaction.atomic
def create_account(
    *,
    full_name: str,
    actor: Account | None,
    sign_in_name: str = "",
    password: str | None = None,
    phone: str = "",
) -> Account:
    """Make an account; without a password it waits for a one-time code."""
    account = Account(
        full_name=clean(full_name), sign_in_name=sign_in_name or new_sign_in_name(), phone=clean(phone)
    )
    account.password = make_password(password)
    account.save()
    audit.record(actor=actor, action="create_account", target=account, after=account.sign_in_name)
    return account


@transaction.atomic
def open_desk(
    *,
    full_name: str,
    phone: str,
    role: Role,
    organization: PartyOrganization,
    unit: SubmittingUnit | None,
    title: str,
    from_on: date,
    to_on: date | None,
    actor: Account,
) -> tuple[Account, str]:
    """An account for whoever takes up a role, with its first role and the code of its slip."""
    account = create_account(full_name=full_name, phone=phone, actor=actor)
    grant_role(
        account,
        role,
        organization=organization,
        unit=unit,
        title=title,
        from_on=from_on,
        to_on=to_on,
        actor=actor,
        is_new=True,
    )
    return account, issue_one_time_code(account, actor=actor)


@transaction.atomic
def hand_over_to_newcomer(
    assignment: Assignment, *, full_name: str, from_on: date, reason: str, actor: Account, at: datetime
) -> tuple[Account, str]:
    """The desk goes to somebody who has no account yet: it is made in the same act, with the code of its slip."""
    account = create_account(full_name=full_name, actor=actor)
    hand_over_role(assignment, account, from_on=from_on, reason=reason, actor=actor, at=at, is_new=True)
    return account, issue_one_time_code(account, actor=actor)


def _new_code(account: Account) -> str:
    """A fresh code in place of whatever opened the account; a new password ends every session."""
    code = new_one_time_code()
    account.one_time_code = code_digest(code)
    account.code_until = clock.real_now() + timedelta(days=CODE_DAYS)
    account.password = make_password(None)
    account.must_change_password = True
    account.save(update_fields=["one_time_code", "code_until", "password", "must_change_password"])
    return code


@transaction.atomic
def issue_one_time_code(account: Account, *, actor: Account | None) -> str:
    """A code for a printed slip; it replaces any password and dies with its first use (P15)."""
    account = administered(account, actor)
    code = _new_code(account)
    audit.record(actor=actor, action="issue_one_time_code", target=account)
    return code


@transaction.atomic
def issue_slips(accounts: Iterable[Account], *, actor: Account) -> list[tuple[Account, str]]:
    """Codes for accounts that nobody has entered yet, to be printed together."""
    slips = []
    for account in sorted(accounts, key=lambda one: one.pk):
        locked = administered(account, actor)
        if locked.has_usable_password() or not locked.is_active:
            raise TransitionDenied(HAS_ENTERED.format(name=locked.full_name))
        slips.append((locked, issue_one_time_code(locked, actor=actor)))
    return slips


@transaction.atomic
def reset_account(
    account: Account, *, asked_by: str, reason: str, actor: Account, at: datetime
) -> tuple[Account, str]:
    """By telephone, in minutes: the old password, the sessions and the second factor end, a new code begins.

    Whoever resets never sees a password; the owner is told, and the journal keeps who asked and why (P16).
    """
    account = administered(account, actor)
    if not account.is_active:
        raise TransitionDenied("Tài khoản đang khóa. Mở khóa trước, rồi cấp lại mã.")
    code = _new_code(account)
    Authenticator.objects.filter(user=account).delete()
    audit.record(
        actor=actor,
        action="reset_account",
        target=account,
        note=f"{asked_by} đề nghị: {reason}",
        on_behalf_of=asked_by,
    )
    write_notice(
        account,
        title="Mã đăng nhập của đồng chí đã được cấp lại",
        body=f"Đồng chí {actor.full_name} cấp lại, theo đề nghị của {asked_by}. Lý do: {reason}. Mật khẩu cũ và "
        "lớp xác thực thứ hai cũ không dùng được nữa. Nếu đồng chí không đề nghị, báo ngay người quản trị.",
        at=at,
    )
    return account, code


@transaction.atomic
def lock_account(account: Account, *, reason: str, actor: Account) -> None:
    """Nobody comes in with the account, and whoever is inside is out at his next request; its roles stay."""
    account = administered(account, actor)
    if not account.is_active:
        raise TransitionDenied("Tài khoản đã khóa rồi.")
    account.is_active, account.one_time_code = False, ""
    account.save(update_fields=["is_active", "one_time_code"])
    audit.record(actor=actor, action="lock_account", target=account, note=reason)


@transaction.atomic
def unlock_account(account: Account, *, reason: str, actor: Account) -> tuple[Account, str]:
    """The account opens again, with a new code: a session from before the lock does not come back to life."""
    account = administered(account, actor)
    if account.is_active:
        raise TransitionDenied("Tài khoản không bị khóa.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(actor=actor, action="unlock_account", target=account, note=reason)
    return account, _new_code(account)


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
