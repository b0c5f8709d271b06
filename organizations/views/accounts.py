"""Tài khoản: the list, one account, its roles, its slips; a code is shown once, on the answer that made it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import clock
from organizations.enums import AccountState, Role
from organizations.forms import refuse
from organizations.forms.accounts import (
    AccountForm,
    EndRoleForm,
    LockForm,
    ResetForm,
    RoleForm,
    UnlockForm,
)
from organizations.http import AccountRequest, once, status_of
from organizations.models import Account, Assignment
from organizations.queries import accounts as queries
from organizations.services import accounts, roles
from organizations.workflow import TransitionDenied

ACCOUNTS_A_PAGE = 50
Codes = Sequence[tuple[Account, str]]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: whose, the code that opens the account once, until when; what tells two of one name apart."""

    account: Account
    code: str
    until: datetime
    role: Assignment | None
    born: str
    cell: str


def _slips(codes: Codes, caller: Account) -> list[Slip]:
    """What is printed; the days are told by the clock that every page shows."""
    made, shift = {account.pk: code for account, code in codes}, clock.offset()
    return [
        Slip(
            one.account,
            made[one.account.pk],
            (one.account.code_until or clock.real_now()) + shift,
            next(iter(one.roles), None),
            *queries.told_apart(one.account),
        )
        for one in queries.with_cells(queries.listed(made, caller, clock.real_now()))
    ]


def print_once(request: AccountRequest, act: Callable[[], Codes]) -> HttpResponse:
    """Do the act once and show the codes it made; the same form sent again leads to the list, and shows none."""
    made: list[tuple[Account, str]] = []

    def run() -> str:
        made.extend(act())
        return reverse("organizations:account_list")

    answer = once(request, run)
    if not made:
        messages.warning(request, "Biểu mẫu này đã gửi rồi. Mã chỉ hiện một lần; cần thì in phiếu khác.")
        return answer
    context = {"slips": _slips(made, request.user), "site": settings.SITE_URL}
    page = render(request, "organizations/account_slips.html", context)
    page.cookies = answer.cookies
    return page


def printed(request: AccountRequest, form: forms.Form, act: Callable[[], Codes]) -> HttpResponse | None:
    """The slips of a form that is whole; else it is shown again with what is wrong."""
    if not form.is_valid():
        return None
    try:
        return print_once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None


def done(
    request: AccountRequest, form: forms.Form, act: Callable[[], str], words: str
) -> HttpResponse | None:
    """The act of a form that is whole, with what was done in words; else it is shown again with what is wrong."""
    if not form.is_valid():
        return None
    try:
        answer = once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    messages.success(request, words)
    return answer


def _account(request: AccountRequest, key: str, *with_it: str) -> Account:
    return get_object_or_404(Account.objects.visible_to(request.user).select_related(*with_it), key=key)


def _page_of(account: Account) -> str:
    return reverse("organizations:account_detail", args=[account.key])


@require_safe
def account_list(request: AccountRequest) -> HttpResponse:
    """Every account one administers, found by name or sign-in name, with or without marks."""
    text, state = request.GET.get("tim", "").strip(), request.GET.get("loc", "")
    state = state if state in AccountState.values else ""
    now = clock.real_now()
    found = queries.found_accounts(request.user, text, state, now)
    page = Paginator(found.keys, ACCOUNTS_A_PAGE).get_page(request.GET.get("trang"))
    rows = queries.listed(page.object_list, request.user, now)
    context = {
        "text": text,
        "state": state,
        "found": found,
        "page": page,
        "rows": rows,
        "prints": any(row.prints for row in rows),
        "makes_all": Role.ADMINISTRATOR in request.user.roles,
    }
    return render(request, "organizations/account_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_create(request: AccountRequest) -> HttpResponse:
    """An account with its first role; the answer is its slip."""
    form = AccountForm(
        request.POST or None,
        caller=request.user,
        today=clock.day_of(request.received_at),
        initial={"role": request.GET.get("vai-tro", "")},
    )

    def act() -> Codes:
        typed = form.cleaned_data
        made = accounts.open_desk(
            full_name=typed["full_name"], phone=typed["phone"], **form.given(), actor=request.user
        )
        return [made]

    slips = printed(request, form, act) if request.method == "POST" else None
    return slips or render(
        request, "organizations/account_create.html", {"form": form}, status=status_of(form)
    )


@never_cache
@require_POST
def account_slips(request: AccountRequest) -> HttpResponse:
    """Codes for several new accounts, printed together and cut apart."""
    keys = request.POST.getlist("account")
    chosen = list(Account.objects.visible_to(request.user).filter(key__in=keys))
    try:
        if not chosen:
            raise TransitionDenied("Chọn ít nhất một tài khoản để in phiếu.")
        return print_once(request, lambda: accounts.issue_slips(chosen, actor=request.user))
    except TransitionDenied as denied:
        messages.error(request, str(denied))
        return redirect("organizations:account_list")


@require_safe
def account_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One account: how far it is, its roles, what was done with it."""
    account, shift = _account(request, key, "person"), clock.offset()
    journal = list(queries.journal_of(account))
    for one in journal:
        one.at += shift  # shown by the clock of the slip's last day and of every page
    context = {
        "one": account,
        "state": account.state_at(clock.real_now()),
        "until": account.code_until + shift if account.code_until and account.one_time_code else None,
        "roles": queries.roles_of(account),
        "today": clock.day_of(request.received_at),
        "journal": journal,
    }
    return render(request, "organizations/account_detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_reset(request: AccountRequest, key: str) -> HttpResponse:
    """Somebody rang and cannot come in: a new code to read out; the old password is worth nothing."""
    account = _account(request, key)
    form = ResetForm(request.POST if request.method == "POST" else None)

    def act() -> Codes:
        return [
            accounts.reset_account(account, **form.cleaned_data, actor=request.user, at=request.received_at)
        ]

    slips = printed(request, form, act) if form.is_bound else None
    context = {"form": form, "one": account}
    return slips or render(request, "organizations/account_reset.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_lock(request: AccountRequest, key: str) -> HttpResponse:
    """Lock an account, or open a locked one again with a new code."""
    account = _account(request, key)
    kind = LockForm if account.is_active else UnlockForm
    form = kind(request.POST if request.method == "POST" else None)

    def lock() -> str:
        accounts.lock_account(account, reason=form.cleaned_data["reason"], actor=request.user)
        return _page_of(account)

    def unlock() -> Codes:
        reason = form.cleaned_data["reason"]
        return [accounts.unlock_account(account, reason=reason, actor=request.user)]

    answer = None
    if form.is_bound and account.is_active:
        answer = done(request, form, lock, "Đã khóa tài khoản.")
    elif form.is_bound:
        answer = printed(request, form, unlock)
    context = {"form": form, "one": account}
    return answer or render(request, "organizations/account_lock.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: AccountRequest, key: str) -> HttpResponse:
    """One more role for an account."""
    account = _account(request, key)
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        caller=request.user,
        today=clock.day_of(request.received_at),
    )

    def act() -> str:
        roles.grant_role(account, **form.given(), actor=request.user)
        return _page_of(account)

    answer = done(request, form, act, "Đã giao vai trò.") if form.is_bound else None
    context = {"form": form, "one": account}
    return answer or render(request, "organizations/role_grant.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: AccountRequest, key: str) -> HttpResponse:
    """A role is no longer held from a day on."""
    rows = Assignment.objects.visible_to(request.user).select_related("account", "organization", "unit")
    assignment = get_object_or_404(rows, key=key)
    today = clock.day_of(request.received_at)
    form = EndRoleForm(request.POST if request.method == "POST" else None, initial={"from_on": today})

    def act() -> str:
        roles.stop_role(assignment, **form.cleaned_data, actor=request.user)
        return _page_of(assignment.account)

    answer = done(request, form, act, "Đã ghi thôi giữ vai trò.") if form.is_bound else None
    context = {"form": form, "role": assignment, "one": assignment.account}
    return answer or render(request, "organizations/role_end.html", context, status=status_of(form))
