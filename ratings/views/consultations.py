"""Ý kiến của cơ quan liên quan, asked for by letter and typed in from their letters."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organizations.clock import day_of
from organizations.enums import Route
from organizations.http import AccountRequest, status_of
from organizations.models import SubmittingUnit
from organizations.views.parts import send
from ratings.forms.consultations import ConsultationForm, ConsultationRequestForm
from ratings.models import ConsultationRequest, Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from ratings.models.rating import RatingQuerySet
from ratings.services import consultations
from ratings.views.parts import round_of
from reviews.models import Campaign


@require_http_methods(["GET", "POST"])
def consultation_record(request: AccountRequest) -> HttpResponse:
    """One letter of answer over a list: the whole list, one unit's (?don_vi=…), or what was asked (?de_nghi=…)."""
    campaign, wanted = round_of(request), request.GET.get("don_vi", "")
    units = SubmittingUnit.objects.visible_to(request.user)
    rows = _awaited(request, campaign)
    letter = _letter(request)
    if letter:
        rows = rows.filter(pk__in=letter.lines.values("rating"))
    if wanted:
        rows = rows.filter(subject__unit__in=units.filter(key=wanted))
    known = Rating.objects.visible_to(request.user).select_related("subject")
    initial = {"organ": letter.organ} if letter else {}
    form = ConsultationForm(request.POST or None, ratings=list(rows), known=known, initial=initial)

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("organ", "number", "on")}
        consultations.record_answers(form.answers(), **said, actor=request.user, at=request.received_at)
        return reverse("ratings:rating_list")

    done = "Đã ghi trả lời của cơ quan liên quan."

    def faults(typed: dict[str, Any]) -> list[str]:
        return consultations.answer_faults(form.answers(), typed.get("on"), day_of(request.received_at))

    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "units": units, "wanted": wanted}
    return sent or render(request, "ratings/consultation_record.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def consultation_ask(request: AccountRequest) -> HttpResponse:
    """The letters of request with who has not answered yet, and a form for the next."""
    campaign = round_of(request)
    form = ConsultationRequestForm(
        request.POST or None, units=SubmittingUnit.objects.visible_to(request.user).order_by("position", "pk")
    )
    today = day_of(request.received_at)

    def act() -> str:
        unit = form.cleaned_data.pop("unit")
        rows = _awaited(request, campaign)
        asked = rows.filter(subject__unit=unit) if unit else rows
        consultations.record_request(
            campaign, asked, **form.cleaned_data, actor=request.user, at=request.received_at
        )
        return reverse("ratings:consultation_ask")

    def faults(typed: dict[str, Any]) -> list[str]:
        return consultations.request_faults(typed.get("dated_on"), typed.get("due_on"), today)

    done = "Đã ghi văn bản đề nghị cung cấp thông tin."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    letters = ConsultationRequest.objects.visible_to(request.user).filter(campaign=campaign).for_list()
    context = {"form": form, "letters": [(one, one.is_overdue(today)) for one in letters]}
    return sent or render(request, "ratings/consultation_ask.html", context, status=status_of(form))


def _awaited(request: AccountRequest, campaign: Campaign) -> RatingQuerySet:
    """Those about whom an organ may still be asked and may still answer, in protocol order."""
    return (
        Rating.objects.visible_to(request.user)
        .leading()
        .filter(
            subject__campaign=campaign,
            subject__route=Route.DECIDED,
            state__in=BEFORE_THE_SITTING,
        )
        .for_list()
        .order_by("-capacity", "subject__unit__position", "subject__position", "pk")
    )


def _letter(request: AccountRequest) -> ConsultationRequest | None:
    """The letter of request that is being answered, if one came from it."""
    key = request.GET.get("de_nghi", "")
    letters = ConsultationRequest.objects.visible_to(request.user)
    return get_object_or_404(letters, key=key) if key else None
