"""One case for many people at once: chosen from a list, previewed, written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.forms.people import form_for
from cadres.forms.standings import ManyStandingsForm
from cadres.queries.people import page_of, people_for
from cadres.services.standings import NOBODY, Plan, change_standings, plan_of
from cadres.views.parts import refuse_moved
from documents.rules import vn_number
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.views.parts import send

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def standing_many(request: AccountRequest) -> HttpResponse:
    """Tick people of the list as it is narrowed, see what would be written, write it."""
    narrowed, day = form_for(request.user, request.GET), day_of(request.received_at)
    here = f"{reverse('cadres:person_list')}?{request.GET.urlencode()}"
    if not narrowed.is_valid():
        return redirect(here)
    people = people_for(request.user, narrowed.narrowed, day).managed_by(request.user)
    total = people.count()
    form = ManyStandingsForm(request.POST or None, lines=page_of(people[:MOST], narrowed.narrowed.order, day))
    plan, sent = _plan(form), None
    if plan is not None and "record" in request.POST:
        sent = _record(request, form, here)
    elif plan is not None and not plan.count:
        form.add_error(None, NOBODY)
    change = form.change() if plan is not None else None
    context = {
        "form": form,
        "plan": plan,
        "change": change,
        "total": total,
        "most": MOST,
        "here": here,
        "said": narrowed.said,
    }
    return sent or render(request, "cadres/standing_many.html", context, status=status_of(form))


def _plan(form: ManyStandingsForm) -> Plan | None:
    return plan_of(form.chosen(), form.change()) if form.is_bound and form.is_valid() else None


def _record(request: AccountRequest, form: ManyStandingsForm, here: str) -> HttpResponse | None:
    change, counts = form.change(), list[int]()

    def act() -> str:
        seen = form.cleaned_data["seen"]
        counts.append(change_standings(form.chosen(), change, seen=seen, actor=request.user))
        return here

    sent = send(request, form, act, "", stale=refuse_moved)
    if sent is not None:  # the same form sent again writes nothing, and says no number
        whom = f" cho {vn_number(counts[0])} đồng chí" if counts else ""
        messages.success(request, f"Đã {change.words}{whom}.")
    return sent
