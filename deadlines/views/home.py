"""Việc cần làm."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deadlines.queries.campaigns import current_campaign
from deadlines.queries.worklist import worklist_for
from organizations.http import AccountRequest


@require_safe
def worklist(request: AccountRequest) -> HttpResponse:
    """The home page: one next thing, then the rest."""
    campaign = current_campaign(request.user)
    context = {
        "campaign": campaign,
        "work": worklist_for(request.user, campaign, request.received_at),
        "now": request.received_at,
    }
    return render(request, "deadlines/worklist.html", context)
