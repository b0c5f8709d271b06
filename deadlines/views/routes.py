"""Đổi diện quyết định: the letters, one letter, writing one down after a preview, taking it back."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.forms.routes import RouteChangeForm, UndoForm
from deadlines.queries.campaigns import current_campaign
from deadlines.queries.routes import (
    BETWEEN,
    RoutePlan,
    dates_of,
    letter_sentence,
    people_due,
    plan_of,
    titles_for,
)
from deadlines.services import routes
from organizations import clock
from organizations.enums import Route
from organizations.forms import AtBox, refuse
from organizations.http import AccountRequest, give_file, status_of
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import require
from ratings.models import RouteChange
from reviews.models import Campaign


def _round(request: AccountRequest) -> Campaign:
    campaign = current_campaign(request.user)
    if campaign is None:
        raise Http404
    return campaign


@require_safe
def route_change_list(request: AccountRequest) -> HttpResponse:
    """Every letter, newest first; those undone say so."""
    campaign = _round(request)
    dates = dates_of(campaign)
    rows = RouteChange.objects.visible_to(request.user).filter(campaign=campaign).for_list()
    context = {
        "letters": [(one, letter_sentence(one, dates)) for one in rows],
        "people_due": people_due(campaign, request.user),
    }
    return render(request, "deadlines/route_change_list.html", context)


@require_http_methods(["GET", "POST"])
def route_change_create(request: AccountRequest) -> HttpResponse:
    """The letter and its titles; what it would move; then it is written down."""
    campaign = _round(request)
    require(request.user, Permission.CHANGE_ROUTE, campaign)
    form = RouteChangeForm(
        request.POST or None,
        request.FILES or None,
        titles=titles_for(request.user, clock.day_of(request.received_at)),
        initial={"route": request.GET.get("dien", "")},
        at=request.received_at,
        account=request.user,
    )
    plan, sent = None, None
    if request.method == "POST" and form.is_valid():
        plan = plan_of(campaign, form.posts(), form.wanted)
        if "record" in request.POST:
            sent = _record(request, campaign, form)
        else:
            _refuse(form, plan)
    elif form.is_bound:
        today = clock.day_of(request.received_at)
        refuse(form, routes.day_faults(form.cleaned_data.get("dated_on"), today))
    context = {"form": form, "plan": plan, "routes": _routes(form.wanted)}
    return sent or render(request, "deadlines/route_change_create.html", context, status=status_of(form))


def _refuse(form: RouteChangeForm, plan: RoutePlan) -> None:
    """Already the preview says by name who may not be moved."""
    for sentence in plan.hindrances:
        form.add_error(None, AtBox(sentence, "id_titles"))


def _record(request: AccountRequest, campaign: Campaign, form: RouteChangeForm) -> HttpResponse | None:
    def act() -> str:
        change = routes.change_route(
            campaign,
            posts=form.posts(),
            route=form.wanted,
            letter=form.letter(),
            seen=form.cleaned_data["seen"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("deadlines:route_change_detail", args=[change.key])

    return send(request, form, act, "Đã ghi đổi diện quyết định.")


def _routes(wanted: Route) -> list[tuple[str, str, bool]]:
    """Both ways a letter can go, and which one this page is for."""
    words = {Route.DELEGATED: "Ủy quyền thêm", Route.DECIDED: "Thu về để Ban Thường vụ Tỉnh ủy quyết định"}
    return [(route.value, words[route], route == wanted) for route in BETWEEN]


def _letter(request: AccountRequest, key: str) -> RouteChange:
    return get_object_or_404(RouteChange.objects.visible_to(request.user).for_list(), key=key)


@require_safe
def route_change_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One letter: whom it moved, where the papers went, and the way back."""
    return _detail(request, _letter(request, key), UndoForm())


def _detail(request: AccountRequest, change: RouteChange, form: UndoForm) -> HttpResponse:
    moves = change.moves.select_related("post__person", "subject__unit")
    context = {
        "change": change,
        "sentence": letter_sentence(change, dates_of(change.campaign)),
        "moves": moves,
        "form": form,
    }
    return render(request, "deadlines/route_change_detail.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def route_change_undo(request: AccountRequest, key: str) -> HttpResponse:
    """Take the letter back; refused by name when something later rests on it."""
    change = _letter(request, key)
    require(request.user, Permission.CHANGE_ROUTE, change)
    form = UndoForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        routes.undo_route_change(
            change, reason=form.cleaned_data["reason"], actor=request.user, at=request.received_at
        )
        return reverse("deadlines:route_change_detail", args=[key])

    done = "Đã hủy việc ghi đổi diện. Mọi thứ trở lại như trước."
    sent = send(request, form, act, done) if request.method == "POST" else None
    return sent or _detail(request, change, form)


@require_safe
def route_change_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The letter as signed."""
    change = _letter(request, key)
    return give_file(change.scan, change.scan_name)
