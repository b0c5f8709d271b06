"""An account for a person on the lists: find him, make it, print its slip; or join the account of his work."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.forms.accounts import PartForm, PersonAccountForm
from cadres.queries.accounts import matching, without_account
from cadres.services.accounts import join_account, open_own_account, part_account
from organizations.http import AccountRequest, status_of
from organizations.models import Account
from organizations.views.accounts import done, printed

PEOPLE_A_PAGE = 50


@require_safe
def account_choose(request: AccountRequest) -> HttpResponse:
    """People without an account, found by name or card number."""
    text = request.GET.get("tim", "").strip()
    rows = matching(without_account(request.user), text)
    page = Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "cadres/account_choose.html", {"text": text, "page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_person(request: AccountRequest, key: str) -> HttpResponse:
    """Once more who it is; then his account is made and its slip shown, or the one of his work becomes his own."""
    person = get_object_or_404(without_account(request.user), key=key)
    form = PersonAccountForm(request.POST if request.method == "POST" else None, caller=request.user)

    def join() -> str:
        account = form.chosen.account
        join_account(person, account, actor=request.user)
        return reverse("organizations:account_detail", args=[account.key])

    answer = None
    if form.is_bound and form.is_valid() and form.chosen:
        answer = done(request, form, join, f"Đã gắn tài khoản với đồng chí {person.full_name}.")
    elif form.is_bound:
        answer = printed(request, form, lambda: [open_own_account(person, actor=request.user)])
    context = {"person": person, "form": form}
    return answer or render(request, "cadres/account_person.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def account_part(request: AccountRequest, key: str) -> HttpResponse:
    """An account joined to the wrong person is parted from him."""
    account = get_object_or_404(Account.objects.visible_to(request.user).select_related("person"), key=key)
    form = PartForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        part_account(account, reason=form.cleaned_data["reason"], actor=request.user)
        return reverse("organizations:account_list")

    answer = done(request, form, act, "Đã gỡ tài khoản khỏi tên trong danh sách.") if form.is_bound else None
    context = {"form": form, "one": account}
    return answer or render(request, "cadres/account_part.html", context, status=status_of(form))
