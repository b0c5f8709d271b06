"""Ý kiến của cơ quan liên quan, typed in from their letters."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from organizations.clock import day_of
from organizations.enums import Route
from organizations.http import AccountRequest, status_of
from organizations.models import SubmittingUnit
from organizations.views.parts import send
from ratings.forms.consultations import ConsultationForm
from ratings.models import Rating
from ratings.services import consultations
from ratings.views.parts import round_of


@require_http_methods(["GET", "POST"])
def consultation_record(request: AccountRequest) -> HttpResponse:
    """One letter of answer over a list: the whole list, or one unit's (?don_vi=…)."""
    campaign, wanted = round_of(request), request.GET.get("don_vi", "")
    units = SubmittingUnit.objects.visible_to(request.user)
    rows = (
        Rating.objects.visible_to(request.user)
        .leading()
        .filter(
            subject__campaign=campaign,
            subject__route=Route.DECIDED,
            state__in=consultations.BEFORE_THE_SITTING,
        )
        .for_list()
        .order_by("-capacity", "subject__unit__position", "subject__position", "pk")
    )
    if wanted:
        rows = rows.filter(subject__unit__in=units.filter(key=wanted))
    known = Rating.objects.visible_to(request.user).select_related("subject")
    form = ConsultationForm(request.POST or None, ratings=list(rows), known=known)

    def act() -> str:
        letter = {name: form.cleaned_data[name] for name in ("organ", "number", "on")}
        consultations.record_answers(form.answers(), **letter, actor=request.user, at=request.received_at)
        return reverse("ratings:rating_list")

    done = "Đã ghi trả lời của cơ quan liên quan."

    def faults(typed: dict[str, Any]) -> list[str]:
        return consultations.answer_faults(form.answers(), typed.get("on"), day_of(request.received_at))

    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "units": units, "wanted": wanted}
    return sent or render(request, "ratings/consultation_record.html", context, status=status_of(form))
