"""Theo dõi tiến độ: the board, a unit's "còn thiếu gì", calls, the Excel of exactly what is shown."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.enums import DossierKind
from deadlines.forms.dossiers import CallForm
from deadlines.models import Call
from deadlines.queries import board as board_queries
from deadlines.queries.board import HEAPS, PAGE, Board, BoardRow, shown
from deadlines.queries.campaigns import current_campaign
from deadlines.queries.routes import people_due
from deadlines.queries.units import unit_page
from deadlines.resources import BoardResource
from deadlines.services.counter import call_faults, log_call
from deadlines.views.dossiers import answered
from organizations import clock
from organizations.http import AccountRequest, status_of
from organizations.models import SubmittingUnit
from organizations.views.parts import give_workbook
from reviews.models import Campaign


def _campaign(request: AccountRequest) -> Campaign:
    campaign = current_campaign(request.user)
    if campaign is None:
        raise Http404
    return campaign


def _board(request: AccountRequest, campaign: Campaign) -> tuple[Board, list[BoardRow]]:
    """The board of the kind in the address, and the rows its filters leave."""
    asked = request.GET.get("loai", "")
    kind = asked if asked in DossierKind.values else DossierKind.DECIDED
    whole = board_queries.board(campaign, request.user, request.received_at, kind)
    heap = request.GET.get("muc", "")
    rows = shown(whole.rows, heap if heap in dict(HEAPS) else "", request.GET.get("dia-ban") == "toi")
    return whole, rows


@require_safe
def board(request: AccountRequest) -> HttpResponse:
    """58 units in words, one's own first."""
    campaign = _campaign(request)
    whole, rows = _board(request, campaign)
    context = {
        "board": whole,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("trang")),
        "heaps": [(name, label, whole.counts[name]) for name, label in HEAPS],
        "kinds": DossierKind.choices,
        "people_due": people_due(campaign, request.user),
        "own_only": request.GET.get("dia-ban") == "toi",
        "now": request.received_at,
    }
    return render(request, "deadlines/board.html", context)


@require_safe
def board_excel(request: AccountRequest) -> HttpResponse:
    """The rows shown, and nothing else, as a table without formulas."""
    _whole, rows = _board(request, _campaign(request))
    return give_workbook(BoardResource.workbook(rows), "theo-doi-tien-do.xlsx")


@require_safe
def board_report(request: AccountRequest) -> HttpResponse:
    """Báo cáo nhanh: one page to print, figures of this minute."""
    campaign = _campaign(request)
    whole, rows = _board(request, campaign)
    lacking = [row for row in rows if row.heap != "du"]
    context = {
        "board": whole,
        "rows": lacking,
        "people_due": people_due(campaign, request.user),
        "now": request.received_at,
    }
    return render(request, "deadlines/board_report.html", context)


@require_safe
def board_calls(request: AccountRequest) -> HttpResponse:
    """Danh sách gọi: every unit that lacks something with its contact, all on paper, room for what is promised."""
    whole, rows = _board(request, _campaign(request))
    context = {"board": whole, "rows": [row for row in rows if row.heap != "du"], "now": request.received_at}
    return render(request, "deadlines/board_calls.html", context)


def _unit(request: AccountRequest, key: str) -> SubmittingUnit:
    rows = SubmittingUnit.objects.visible_to(request.user).select_related("contact", "official", "scope")
    return get_object_or_404(rows, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def board_unit(request: AccountRequest, key: str) -> HttpResponse:
    """Còn thiếu gì, to be read aloud; and the call that is being made."""
    unit, campaign = _unit(request, key), _campaign(request)
    form = CallForm(
        request.POST or None, initial={"called_hour": timezone.localtime(request.received_at).time()}
    )

    def faults(_typed: dict[str, Any]) -> list[str]:
        if form.errors.keys() & {"called_hour", "promised_hour", "promised_day"}:
            return []
        return call_faults(*form.moments(clock.day_of(request.received_at)), request.received_at)

    if request.method == "POST":
        response = answered(request, form, lambda: _log_call(request, unit, campaign, form), faults)
        if response is not None:
            return response
    context = {
        "unit": unit,
        "page": unit_page(unit, campaign, request.user, request.received_at),
        "calls": Call.objects.visible_to(request.user)
        .filter(unit=unit, campaign=campaign)
        .select_related("by"),
        "form": form,
    }
    return render(request, "deadlines/board_unit.html", context, status=status_of(form))


def _log_call(request: AccountRequest, unit: SubmittingUnit, campaign: Campaign, form: CallForm) -> str:
    called, promised = form.moments(clock.day_of(request.received_at))
    log_call(
        unit,
        campaign=campaign,
        spoke_with=form.cleaned_data["spoke_with"],
        promised_at=promised,
        note=form.cleaned_data["note"],
        actor=request.user,
        at=request.received_at,
        called_at=called,
    )
    messages.success(request, "Đã ghi cuộc gọi.")
    return reverse("deadlines:board_unit", args=[unit.key])
