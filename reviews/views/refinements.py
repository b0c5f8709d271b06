"""Kế hoạch của đơn vị: the province's dates, those from above, one's own (R20)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.views.parts import send
from reviews.enums import CampaignState
from reviews.forms.refinements import OwnPlanForm
from reviews.models import Campaign
from reviews.queries.refinements import own_lines, own_organizations
from reviews.services.refinements import plan_faults, refine_plan


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: AccountRequest, year: int, key: str) -> HttpResponse:
    """A committee's own dates, beside the province's words and the date from above."""
    rounds = Campaign.objects.visible_to(request.user).filter(state=CampaignState.OPEN)
    campaign = get_object_or_404(rounds, year=year)
    organization = get_object_or_404(own_organizations(request.user), key=key)
    lines = own_lines(organization, campaign)
    form = OwnPlanForm(request.POST or None, lines=lines)
    here = reverse("reviews:plan_edit", args=[year, key])

    def act() -> str:
        refine_plan(
            organization, campaign, form.plan(), seen=form.cleaned_data["seen"], actor=request.user,
            at=request.received_at,
        )  # fmt: skip
        return here

    if request.method == "POST":
        response = send(
            request,
            form,
            act,
            "Đã ghi kế hoạch của đơn vị.",
            lambda _data: plan_faults(form.plan(), lines, campaign, day_of(request.received_at)),
        )
        if response is not None:
            return response
    context = {"form": form, "campaign": campaign, "organization": organization}
    return render(request, "reviews/plan_edit.html", context, status=status_of(form))
