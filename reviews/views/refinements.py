"""Kế hoạch của cấp ủy: one's own beside the dates from above; those of the committees below (R20)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents.services.sheets_out import workbook_bytes
from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, give_file, status_of
from organizations.views.parts import give_workbook, send
from reviews.enums import CampaignState
from reviews.forms.refinements import OwnPlanForm, PlanFilterForm
from reviews.models import Campaign, CommitteePlan
from reviews.papers.own_plans import plans_sheet, rows_of_sheet
from reviews.queries import own_plans as queries
from reviews.queries.refinements import own_lines, own_organizations, own_plan
from reviews.rules.refinements import WITHOUT_PLAN
from reviews.services.refinements import plan_faults, refine_plan

A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: AccountRequest, year: int, key: str) -> HttpResponse:
    """A committee's own plan and dates, beside the province's words and the date from above."""
    rounds = Campaign.objects.visible_to(request.user).filter(state=CampaignState.OPEN)
    campaign = get_object_or_404(rounds, year=year)
    organization = get_object_or_404(own_organizations(request.user), key=key)
    lines, written = own_lines(organization, campaign), own_plan(organization, campaign)
    form = OwnPlanForm(
        request.POST or None, request.FILES or None, lines=lines, written=written, at=request.received_at,
        account=request.user,
    )  # fmt: skip
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
            lambda _data: plan_faults(
                form.plan(),
                lines,
                campaign,
                day_of(request.received_at),
                has_scan=bool(written and written.scan_id),
            ),
        )
        if response is not None:
            return response
    context = {"form": form, "campaign": campaign, "organization": organization, "written": written}
    return render(request, "reviews/plan_edit.html", context, status=status_of(form))


@never_cache
@require_safe
def plan_list(request: AccountRequest, year: int) -> HttpResponse:
    """Which committees of one's part of the tree have a plan of their own, in the tree's order."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), year=year)
    form = PlanFilterForm(request.GET)
    asked = form.narrowed()
    found = queries.committees(request.user, campaign, asked)
    page = Paginator(queries.with_plan(found, asked), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "campaign": campaign,
        "form": form,
        "counts": queries.counts_of(found),
        "page": page,
        "rows": queries.rows_of(page.object_list, campaign),
        "without_plan": WITHOUT_PLAN,
    }
    return render(request, "reviews/plan_list.html", context)


@never_cache
@require_safe
def plan_excel(request: AccountRequest, year: int) -> HttpResponse:
    """The committees shown, all pages of them, as a workbook."""
    campaign = get_object_or_404(Campaign.objects.visible_to(request.user), year=year)
    asked = PlanFilterForm(request.GET).narrowed()
    found = queries.committees(request.user, campaign, asked)
    rows = queries.rows_of(queries.with_plan(found, asked), campaign)
    sheet = plans_sheet(campaign, by=request.user.full_name, at=request.received_at)
    return give_workbook(workbook_bytes(sheet, rows_of_sheet(rows)), "ke-hoach-cua-cac-cap-uy.xlsx")


@require_safe
def plan_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed plan."""
    plan = get_object_or_404(
        CommitteePlan.objects.visible_to(request.user).select_related("scan", "organization"), key=key
    )
    if plan.scan is None:
        raise Http404
    audit.looked(request.user, plan)
    return give_file(plan.scan, plan.scan_name)
