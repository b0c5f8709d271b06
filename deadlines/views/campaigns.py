"""Đợt kiểm điểm: its dates in both wordings, opening it, the rules in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from deadlines.queries.campaigns import date_rows, rule_sets
from deadlines.services.campaigns import order_opening
from organizations.http import AccountRequest, once
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied
from reviews.enums import CampaignState
from reviews.models import Campaign
from reviews.queries.refinements import own_organizations


def _round(request: AccountRequest, year: int) -> Campaign:
    rows = Campaign.objects.visible_to(request.user).select_related("regulation", "organization")
    return get_object_or_404(rows, year=year)


@require_safe
def campaign_detail(request: AccountRequest, year: int) -> HttpResponse:
    """The eight dates, their clause, audience and what meets them."""
    campaign = _round(request, year)
    may_open = campaign.state == CampaignState.DRAFT and request.user.can(Permission.OPEN_CAMPAIGN, campaign)
    context = {
        "campaign": campaign,
        "dates": date_rows(campaign, request.received_at, request.user),
        "may_open": may_open,
        "own_plans": own_organizations(request.user) if campaign.state == CampaignState.OPEN else (),
        "bases": campaign.plan.get("bases", []),
    }
    return render(request, "deadlines/campaign_detail.html", context)


@require_POST
def campaign_open(request: AccountRequest, year: int) -> HttpResponse:
    """Mở đợt: a piece of work that goes on when the page is left."""
    campaign = _round(request, year)

    def run() -> str:
        job = order_opening(campaign, actor=request.user)
        return reverse("organizations:job_detail", args=[job.key])

    try:
        return once(request, run)
    except TransitionDenied as denied:
        messages.error(request, str(denied))
        return redirect("deadlines:campaign_detail", year=year)


@require_safe
def campaign_rules(request: AccountRequest, year: int) -> HttpResponse:
    """Quy định áp dụng: each row with its clause, and how sure it is."""
    campaign = _round(request, year)
    return render(
        request, "deadlines/campaign_rules.html", {"campaign": campaign, "sets": rule_sets(campaign)}
    )
