"""Bảng cân đối đảng viên: a year of an organisation in figures, and the names behind each."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cadres.queries.roll import Roll
from organizations.clock import day_of
from organizations.http import AccountRequest
from organizations.models import PartyOrganization
from organizations.permissions import Permission
from ratings.models import Rating
from ratings.queries import balance as table
from ratings.queries.pages import reads_inside
from reviews.models import Campaign
from reviews.queries.lists import CountedPaginator

ROWS = 50
YEARS = 5


@never_cache
@require_safe
def balance(request: AccountRequest) -> HttpResponse:
    """The table of one organisation and what lies below it, for one year."""
    organization, asked, campaigns = _asked(request)
    seen = PartyOrganization.objects.visible_to(request.user)
    near = table.organizations_near(seen, organization)
    context = {
        "organization": organization,
        "near": near,
        "asked": asked,
        "balance": table.balance_of(asked),
        "years": _years(request, campaigns),
        "may_compare": request.user.holds(Permission.MANAGE_PEOPLE),
    }
    return render(request, "ratings/balance.html", context)


@never_cache
@require_safe
def balance_people(request: AccountRequest, line: str) -> HttpResponse:
    """The names behind one figure."""
    organization, asked, _campaigns = _asked(request)
    people = table.people_of(asked, line)
    if people is None:
        raise Http404
    page = CountedPaginator(people, ROWS, count=people.order_by().count()).get_page(request.GET.get("trang"))
    context = {
        "organization": organization,
        "asked": asked,
        "words": asked.words()[line],
        "page": page,
        "rows": [table.row_of(asked, one, line) for one in page],
    }
    return render(request, "ratings/balance_people.html", context)


def _asked(request: AccountRequest) -> tuple[PartyOrganization, table.Asked, list[Campaign]]:
    """The organisation and the year of the address; without them the highest in reach and the round's year."""
    organization = _organization(request)
    campaigns = list(Campaign.objects.visible_to(request.user).select_related("regulation")[:YEARS])
    year = _year(request, campaigns)
    cells = PartyOrganization.objects.visible_to(request.user).filter(path__startswith=organization.path)
    last = min(date(year, 12, 31), day_of(request.received_at))
    roll = Roll(cells.values("pk"), date(year, 1, 1), max(last, date(year, 1, 1)))
    campaign = next((one for one in campaigns if one.year == year), None)
    rated = Rating.objects.visible_to(request.user) if request.user.holds(Permission.VIEW_RATING) else None
    return organization, table.Asked(roll, campaign, rated, reads_inside(request.user)), campaigns


def _organization(request: AccountRequest) -> PartyOrganization:
    rows: QuerySet[Any] = PartyOrganization.objects.visible_to(request.user).order_by("depth", "path")
    wanted = request.GET.get("to-chuc", "")
    found: PartyOrganization | None = (rows.filter(key=wanted) if wanted else rows).first()
    if found is None:
        raise Http404
    return found


def _year(request: AccountRequest, campaigns: list[Campaign]) -> int:
    """The year of the address, if it is one of those offered."""
    offered = _years(request, campaigns)
    wanted = request.GET.get("nam", "")
    return next(
        (one for one in offered if str(one) == wanted), campaigns[0].year if campaigns else offered[0]
    )


def _years(request: AccountRequest, campaigns: list[Campaign]) -> list[int]:
    """The running year, those of the rounds, and the years before, latest first."""
    this = day_of(request.received_at).year
    return sorted({*range(this - YEARS + 1, this + 1), *(one.year for one in campaigns)}, reverse=True)
