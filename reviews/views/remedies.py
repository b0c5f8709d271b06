"""Khắc phục hạn chế: the list of a quarter, its workbook, and one shortcoming with what was noted of it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from documents.services.sheets_out import workbook_bytes
from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.models import PartyOrganization
from organizations.views.parts import give_workbook, send
from organizations.workflow import TransitionDenied
from reviews.forms.remedies import RemedyNoteForm
from reviews.models import RemedyNote, SelfReview
from reviews.papers.remedy_sheet import remedy_sheet, sheet_rows
from reviews.queries import remedies as queries
from reviews.rules.remedies import DUE_STATES, DueState, quarter_named, quarter_of, quarters_beside
from reviews.services import remedies as services

A_PAGE = 100


@never_cache
@require_safe
def remedy_list(request: AccountRequest) -> HttpResponse:
    """What is due in a quarter, left over from earlier ones, done in it; of all that the reader follows."""
    asked, today = _asked(request), day_of(request.received_at)
    found = queries.remedies_for(request.user, asked, today)
    shown = [one for one in found if asked.shows(one)]
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "asked": asked,
        "now": request.received_at,
        "current": quarter_of(today),
        "beside": quarters_beside(asked.quarter, today),
        "page": page,
        "rows": queries.rows_of(list(page), request.user),
        "counts": queries.due_state_counts(found),
        "total": len(found),
        "places": queries.places_of(request.user) if asked.organization is None else [],
        "rewritten": queries.being_rewritten(request.user),
    }
    return render(request, "reviews/remedy_list.html", context)


@never_cache
@require_safe
def remedy_excel(request: AccountRequest) -> HttpResponse:
    """The rows of the same list, all of them, as a workbook."""
    asked, today = _asked(request), day_of(request.received_at)
    rows = filter(asked.shows, queries.remedies_for(request.user, asked, today))
    sheet = remedy_sheet(asked.quarter, asked.organization, request.received_at)
    book = workbook_bytes(sheet, sheet_rows(queries.every_row(rows, request.user)))
    return give_workbook(book, f"khac-phuc-han-che-{asked.quarter.code}.xlsx")


def _asked(request: AccountRequest) -> queries.Asked:
    """What the address asks for; a quarter that there is not is the one of today."""
    place, due_state = request.GET.get("to_chuc", ""), request.GET.get("tinh_trang", "")
    return queries.Asked(
        quarter=quarter_named(request.GET.get("quy", "")) or quarter_of(day_of(request.received_at)),
        organization=get_object_or_404(PartyOrganization, key=place) if place else None,
        due_state=DueState(due_state) if due_state in list(DUE_STATES) else None,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remedy_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One shortcoming: what is to be done, what was noted, and the note that is written now."""
    today = day_of(request.received_at)
    found = get_object_or_404(queries.followed(request.user), key=key)
    row = queries.row_of(found, request.user, today)
    review = _may_note(request, found)
    if review is None and request.method == "POST":
        raise PermissionDenied
    if not row.review.is_about(request.user) and request.method != "POST":
        audit.looked(request.user, row.review)
    notes = list(queries.notes_of(found))
    replaced = _replaced(request, notes)
    start = {name: getattr(replaced, name) for name in ("noted_on", "text", "paper")} if replaced else {}
    is_own = row.review.is_about(request.user)
    form = RemedyNoteForm(
        request.POST if request.method == "POST" else None, initial=start, needs_paper=not is_own
    )

    def act() -> str:
        services.note_remedy(
            found, **form.cleaned_data, replaces=replaced, actor=request.user, at=request.received_at
        )
        return reverse("reviews:remedy_detail", args=[key])

    def faults(typed: dict[str, object]) -> list[str]:
        return _faults(found, review, typed, request, today)

    response = send(request, form, act, "Đã ghi kết quả khắc phục.", faults) if form.is_bound else None
    context = {"row": row, "notes": notes, "form": form, "may_note": review is not None, "replaced": replaced}
    context["is_own"] = is_own
    return response or render(request, "reviews/remedy_detail.html", context, status=status_of(form))


def _may_note(request: AccountRequest, found: Any) -> SelfReview | None:
    """The text by which the reader may note on it, if there is one."""
    try:
        return services.review_to_note(found, request.user)
    except (PermissionDenied, TransitionDenied):
        return None


def _replaced(request: AccountRequest, notes: list[RemedyNote]) -> RemedyNote | None:
    """The note that is written anew, as the address says; on a page that is only read, none that has been."""
    wanted = request.GET.get("thay", "")
    is_open = request.method == "POST"
    return next((one for one in notes if one.key == wanted and (is_open or not one.is_replaced)), None)


def _faults(
    found: Any, review: SelfReview | None, typed: dict[str, Any], request: AccountRequest, today: date
) -> list[str]:
    if review is None:
        return []
    return services.note_faults(
        found,
        review,
        noted_on=typed.get("noted_on"),
        paper=typed.get("paper", services.NEEDS_PAPER),  # what could not be read has been said already
        actor=request.user,
        today=today,
    )
