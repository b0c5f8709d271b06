"""Danh sách của đợt: who is reviewed and who is rated, in figures, and the names behind each."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organizations.http import AccountRequest
from ratings.queries import registers
from ratings.queries.balance import organizations_near
from reviews.queries.lists import CountedPaginator, Narrowed, current_campaign, places_looked_after

ROWS = 50


@never_cache
@require_safe
def register(request: AccountRequest) -> HttpResponse:
    """The two registers of the round side by side."""
    campaign, part = current_campaign(), _part(request)
    if campaign is None:
        return render(request, "ratings/register.html", {})
    organizations, units = places_looked_after(request.user)
    top = part.organization or organizations.order_by("depth", "path").first()
    context = {
        "campaign": campaign,
        "part": part,
        "top": top,
        "near": organizations_near(organizations, top) if top else [],
        "units": units.order_by("position", "pk"),
        "registers": registers.registers_of(registers.rolls_for(request.user, campaign, part)),
    }
    return render(request, "ratings/register.html", context)


@never_cache
@require_safe
def register_names(request: AccountRequest, roll: str) -> HttpResponse:
    """The names behind one figure."""
    campaign, part = current_campaign(), _part(request)
    names = registers.names_of(registers.rolls_for(request.user, campaign, part), roll) if campaign else None
    if names is None:
        raise Http404
    count = names.rows.order_by().count()
    context = {
        "campaign": campaign,
        "part": part,
        "names": names,
        "page": CountedPaginator(names.rows, ROWS, count=count).get_page(request.GET.get("trang")),
    }
    return render(request, "ratings/register_names.html", context)


def _part(request: AccountRequest) -> Narrowed:
    """What the address asks for: an organisation or a unit that the reader looks after."""
    organizations, units = places_looked_after(request.user)
    below, sent = request.GET.get("to-chuc", ""), request.GET.get("don-vi", "")
    return Narrowed(
        organization=get_object_or_404(organizations, key=below) if below and not sent else None,
        unit=get_object_or_404(units, key=sent) if sent else None,
    )
