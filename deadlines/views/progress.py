"""Tiến độ kiểm điểm: the view from above, level by level, down to the person; and the calls about it (R07)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.forms.dossiers import CallForm
from deadlines.models import Call, InspectionRemark
from deadlines.queries import progress as progress_queries
from deadlines.queries.lacking import call_list, lacking_of, ringing
from deadlines.queries.progress import Progress, with_calls
from deadlines.services.counter import call_faults, log_call
from deadlines.views.dossiers import answered
from organizations import clock
from organizations.http import AccountRequest, status_of
from organizations.models import PartyOrganization
from organizations.permissions import Permission
from reviews.models import Campaign
from reviews.queries.lists import current_campaign


def _shown(request: AccountRequest, campaign: Campaign) -> Progress:
    """The level that the address asks for, else where the reader's own part begins."""
    account, key = request.user, request.GET.get("duoi", "")
    upper = get_object_or_404(progress_queries.followed(account), key=key) if key else None
    tops = [] if upper else progress_queries.tops(account)
    if upper is None and len(tops) == 1 and not progress_queries.has_units(account):
        upper = tops[0]
    shown = (
        progress_queries.progress_below(account, campaign, upper)
        if upper
        else progress_queries.progress_of_tops(account, campaign, tops)
    )
    shown = progress_queries.of_area(shown, account, own_only=request.GET.get("dia-ban") == "toi")
    return with_calls(shown, campaign, account, request.received_at)


@never_cache
@require_safe
def progress(request: AccountRequest) -> HttpResponse:
    """How far the organisations below are, in words; no order but the tree's, and promises last."""
    campaign = current_campaign()
    context: dict[str, Any] = {"campaign": campaign, "now": request.received_at}
    context["own_only"] = request.GET.get("dia-ban") == "toi"
    if campaign is not None:
        context["shown"] = _shown(request, campaign)
    return render(request, "deadlines/progress.html", context)


@never_cache
@require_safe
def progress_calls(request: AccountRequest) -> HttpResponse:
    """Danh sách gọi: who is to be rung about what, all on paper, with room for what is promised."""
    campaign = _campaign()
    shown = _shown(request, campaign)
    rows = call_list(shown.rows, clock.day_of(request.received_at))
    context = {"shown": shown, "campaign": campaign, "rows": rows, "now": request.received_at}
    return render(request, "deadlines/progress_calls.html", context)


def _campaign() -> Campaign:
    campaign = current_campaign()
    if campaign is None:
        raise Http404
    return campaign


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress_detail(request: AccountRequest, key: str) -> HttpResponse:
    """Còn thiếu gì of one organisation, to be read aloud; and the call that is being made."""
    account, campaign = request.user, _campaign()
    organization = get_object_or_404(progress_queries.followed(account), key=key)
    may_call = account.reach(Permission.CALL_BELOW).holds_below(organization.path)
    if request.method == "POST" and not may_call:
        raise PermissionDenied
    form = CallForm(
        request.POST or None, initial={"called_hour": timezone.localtime(request.received_at).time()}
    )
    if request.method == "POST":
        response = _called(request, organization, campaign, form)
        if response is not None:
            return response
    context: dict[str, Any] = {
        "organization": organization,
        "above": progress_queries.above(account, organization),
        "page": lacking_of(organization, campaign, account, request.received_at),
        "campaign": campaign,
        "now": request.received_at,
        "may_call": may_call,
        "may_remark": account.reach(Permission.WRITE_REMARK).holds_below(organization.path),
        "remarks": InspectionRemark.objects.visible_to(account).filter(
            organization=organization, campaign=campaign
        ),
    }
    if may_call:
        whom = ringing([organization], clock.day_of(request.received_at))
        calls = Call.objects.visible_to(account).filter(organization=organization, campaign=campaign)
        context |= {"form": form, "whom": whom.get(organization.pk, []), "calls": calls.select_related("by")}
    return render(request, "deadlines/progress_detail.html", context, status=status_of(form))


def _called(
    request: AccountRequest, organization: PartyOrganization, campaign: Campaign, form: CallForm
) -> HttpResponse | None:
    def faults(_typed: dict[str, Any]) -> list[str]:
        if form.errors.keys() & {"called_hour", "promised_hour", "promised_day"}:
            return []
        return call_faults(*form.moments(clock.day_of(request.received_at)), request.received_at)

    def act() -> str:
        called, promised = form.moments(clock.day_of(request.received_at))
        log_call(
            organization,
            campaign=campaign,
            spoke_with=form.cleaned_data["spoke_with"],
            promised_at=promised,
            note=form.cleaned_data["note"],
            actor=request.user,
            at=request.received_at,
            called_at=called,
        )
        messages.success(request, "Đã ghi cuộc gọi.")
        return reverse("deadlines:progress_detail", args=[organization.key])

    return answered(request, form, act, faults)
