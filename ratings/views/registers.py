"""Danh sách của đợt: who is reviewed and who is rated, in figures, and the names behind each."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.enums import Format
from organizations.http import AccountRequest
from organizations.permissions import Permission
from organizations.views.parts import press
from ratings.queries import registers
from ratings.queries.balance import organizations_near
from ratings.services import papers
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
        "papers": registers.papers_of(request.user, top, campaign),
        "may_list": top is not None and request.user.can(Permission.VIEW_RATING, top),
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


@require_POST
def register_paper(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the list of members who are not reviewed, or not rated, with the reasons."""
    organizations, _units = places_looked_after(request.user)
    organization, campaign = get_object_or_404(organizations, key=key), current_campaign()
    if campaign is None or format not in (Format.PDF, Format.DOCX):
        raise Http404
    back = f"{reverse('ratings:register')}?to-chuc={organization.key}"

    def act() -> str:
        papers.ask_unrated_list(
            organization, campaign, format=format, actor=request.user, at=request.received_at
        )
        return back

    return press(request, act, done="Đang lập danh sách.", back=back)
