"""An account for a person on the lists: find him, make it, print its slip."""

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.queries.accounts import matching, without_account
from cadres.services.accounts import open_own_account
from organizations.http import AccountRequest, status_of
from organizations.views.accounts import printed

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
    """Once more who it is; then the account is made and its slip shown."""
    person = get_object_or_404(without_account(request.user), key=key)
    form = Form(request.POST if request.method == "POST" else None)
    answer = (
        printed(request, form, lambda: [open_own_account(person, actor=request.user)])
        if form.is_bound
        else None
    )
    context = {"person": person, "form": form}
    return answer or render(request, "cadres/account_person.html", context, status=status_of(form))
