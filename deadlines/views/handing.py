"""Bàn giao: a desk, with all that lies unfinished on it, goes from one account to another."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deadlines.forms.handing import DeskForm
from deadlines.queries.worklist import desk_work
from organizations.forms import refuse
from organizations.http import AccountRequest, once, status_of
from organizations.models import Assignment
from organizations.services.accounts import hand_over_to_newcomer
from organizations.services.roles import hand_over_role
from organizations.views.accounts import printed
from organizations.workflow import TransitionDenied


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_handover(request: AccountRequest, key: str) -> HttpResponse:
    """What lies on the desk, who takes it, from which day: ended and begun in one act (P16)."""
    rows = Assignment.objects.visible_to(request.user).select_related("account", "organization", "unit")
    role = get_object_or_404(rows, key=key)
    form = DeskForm(
        request.POST if request.method == "POST" else None, caller=request.user, at=request.received_at
    )
    answer = _handed(request, role, form) if form.is_bound and form.is_valid() else None
    context = {"form": form, "role": role, "work": desk_work(role, request.received_at)}
    return answer or render(request, "deadlines/desk_handover.html", context, status=status_of(form))


def _handed(request: AccountRequest, role: Assignment, form: DeskForm) -> HttpResponse | None:
    typed = form.cleaned_data
    given = {
        "from_on": typed["from_on"],
        "reason": typed["reason"],
        "actor": request.user,
        "at": request.received_at,
    }
    if typed["full_name"]:
        return printed(
            request, form, lambda: [hand_over_to_newcomer(role, full_name=typed["full_name"], **given)]
        )
    successor = form.chosen.account

    def act() -> str:
        hand_over_role(role, successor, **given)
        return reverse("organizations:account_detail", args=[successor.key])

    try:
        answer = once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    messages.success(request, f"Đã bàn giao cho đồng chí {successor.full_name}.")
    return answer
