"""Ý kiến của cơ quan liên quan, asked for by letter and typed in from their letters."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.models import PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.views.parts import press, send
from ratings.forms.consultations import ConsultationForm, ConsultationRequestForm, InquiryForm, SentForm
from ratings.models import ConsultationRequest, Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from ratings.models.rating import RatingQuerySet
from ratings.queries.consultations import (
    asked_lines,
    askers_of,
    in_list,
    inquiries_for,
    inquiry_of,
    lists_of,
    paused_at,
)
from ratings.services import consultations, papers
from ratings.views.parts import round_of
from reviews.models import Campaign


@require_http_methods(["GET", "POST"])
def consultation_record(request: AccountRequest) -> HttpResponse:
    """One letter of answer over a list: the whole list, one unit's (?don_vi=…), or what was asked (?de_nghi=…)."""
    campaign, wanted = round_of(request), request.GET.get("don_vi", "")
    units, asker = SubmittingUnit.objects.visible_to(request.user), _asker(request)
    rows = _awaited(request, campaign, asker)
    letter = _letter(request)
    if letter:
        rows = rows.filter(pk__in=letter.lines.values("rating"))
    if wanted:
        rows = rows.filter(subject__unit__in=units.filter(key=wanted))
    known = Rating.objects.visible_to(request.user).decided_at(asker).select_related("subject")
    initial = {"organ": letter.organ} if letter else {}
    form = ConsultationForm(request.POST or None, ratings=list(rows), known=known, initial=initial)

    def act() -> str:
        said = {name: form.cleaned_data[name] for name in ("organ", "number", "on")}
        consultations.record_answers(
            form.answers(), asker=asker, **said, actor=request.user, at=request.received_at
        )
        seen = request.user.holds(Permission.VIEW_RATING)
        return reverse("ratings:rating_list" if seen else "ratings:consultation_ask")

    done = "Đã ghi trả lời của cơ quan liên quan."

    def faults(typed: dict[str, Any]) -> list[str]:
        return consultations.answer_faults(form.answers(), typed.get("on"), day_of(request.received_at))

    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "units": units, "wanted": wanted}
    return sent or render(request, "ratings/consultation_record.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def consultation_ask(request: AccountRequest) -> HttpResponse:
    """The letters of request with who has not answered yet, and a form for the next."""
    campaign, asker = round_of(request), _asker(request)
    form = ConsultationRequestForm(request.POST or None, lists=lists_of(request.user, asker))
    today = day_of(request.received_at)

    def act() -> str:
        chosen = in_list(asker, form.cleaned_data.pop("unit"))
        rows = _awaited(request, campaign, asker)
        consultations.record_request(
            campaign,
            rows.filter(chosen),
            asker=asker,
            **form.cleaned_data,
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:consultation_ask")

    def faults(typed: dict[str, Any]) -> list[str]:
        return consultations.request_faults(
            typed.get("dated_on"),
            typed.get("due_on"),
            today,
            organ=typed.get("organ", ""),
            to_inspection=typed.get("to_inspection", False),
        )

    done = "Đã ghi văn bản đề nghị cung cấp thông tin."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    letters = (
        ConsultationRequest.objects.visible_to(request.user).filter(campaign=campaign, asker=asker).for_list()
    )
    context = {
        "form": form,
        "letters": [(one, one.is_overdue(today)) for one in letters],
        "paused": paused_at(asker, campaign, request.user),
    }
    return sent or render(request, "ratings/consultation_ask.html", context, status=status_of(form))


@require_safe
def consultation_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One letter of request with what was answered on each line, and what had been answered before."""
    letter = _asked(request, key)
    audit.looked(request.user, letter)
    context = {
        "letter": letter,
        "lines": asked_lines(letter, request.user),
        "late": letter.is_overdue(day_of(request.received_at)),
        "papers": letter.papers.select_related("document"),
    }
    return render(request, "ratings/consultation_detail.html", context)


@require_http_methods(["GET", "POST"])
def consultation_send(request: AccountRequest, key: str) -> HttpResponse:
    """Số, ngày of the letter, once it is signed and sent; typed again, the new ones stand."""
    letter = _asked(request, key)
    initial = {"number": letter.number, "dated_on": letter.dated_on}
    form = SentForm(request.POST or None, initial=initial)

    def act() -> str:
        consultations.send_request(letter, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:consultation_detail", args=[key])

    def faults(typed: dict[str, Any]) -> list[str]:
        today = day_of(request.received_at)
        return consultations.sent_faults(typed.get("dated_on"), letter.due_on, today)

    done = "Đã ghi số, ngày văn bản đề nghị."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "letter": letter}
    return sent or render(request, "ratings/consultation_send.html", context, status=status_of(form))


@require_POST
def consultation_paper(request: AccountRequest, key: str) -> HttpResponse:
    """Draw the letter with its list, from what is recorded."""
    letter = _asked(request, key)
    back = reverse("ratings:consultation_detail", args=[key])

    def act() -> str:
        format = "pdf" if request.POST.get("format") == "pdf" else "docx"
        papers.ask_inquiry(letter, format=format, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đang lập văn bản.", back=back)


@require_POST
def consultation_close(request: AccountRequest, key: str) -> HttpResponse:
    """Chốt, or open again while the list is still with us."""
    letter, again = _asked(request, key), "reopen" in request.POST
    back = reverse("ratings:consultation_detail", args=[key])

    def act() -> str:
        if again:
            consultations.reopen_request(letter, actor=request.user)
        else:
            consultations.close_request(letter, actor=request.user, at=request.received_at)
        return back

    done = "Đã mở lại để Ủy ban Kiểm tra trả lời." if again else "Đã chốt trả lời."
    return press(request, act, done=done, back=back)


@require_safe
def inquiry_list(request: AccountRequest) -> HttpResponse:
    """What the inspection is asked, the nearest day first."""
    letters = inquiries_for(request.user, round_of(request), day_of(request.received_at))
    return render(request, "ratings/inquiry_list.html", {"letters": letters})


@require_http_methods(["GET", "POST"])
def inquiry_answer(request: AccountRequest, key: str) -> HttpResponse:
    """The list the inspection is asked about: names, posts and its own words, nothing of any rating."""
    letter = get_object_or_404(
        ConsultationRequest.objects.visible_to(request.user).put_to(request.user).select_related("asker"),
        key=key,
    )
    asked = inquiry_of(letter, request.user, day_of(request.received_at))
    form = InquiryForm(
        request.POST or None, ratings=asked.open_ratings, said=asked.said, known=asked.known,
        initial={"number": asked.number},
    )  # fmt: skip

    def act() -> str:
        consultations.answer_request(
            letter,
            form.answers(),
            number=form.cleaned_data["number"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:inquiry_list")

    def faults(_typed: dict[str, Any]) -> list[str]:
        return consultations.word_faults(form.answers())

    done = "Đã ghi trả lời. Sửa được đến khi nơi hỏi chốt."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    if request.method == "GET":
        audit.looked(request.user, letter)
    return sent or render(
        request, "ratings/inquiry_answer.html", {"form": form, "asked": asked}, status=status_of(form)
    )


def _asker(request: AccountRequest) -> PartyOrganization:
    """The committee one asks for: with several, the highest; each role by itself reaches its own (P14)."""
    askers = askers_of(request.user)
    if not askers:
        raise Http404
    return askers[0]


def _awaited(request: AccountRequest, campaign: Campaign, asker: PartyOrganization) -> RatingQuerySet:
    """Those about whom an organ may still be asked and may still answer, in protocol order; never oneself."""
    within = request.user.reach(Permission.ASK_ORGANS)
    seen = Rating.objects.visible_to(request.user) | Rating.objects.decided_under(within)
    return (
        seen.decided_at(asker)
        .filter(subject__campaign=campaign, state__in=BEFORE_THE_SITTING)
        .exclude(subject__person__account=request.user)
        .for_list()
        .order_by("-capacity", "subject__unit__position", "subject__position", "pk")
    )


def _asked(request: AccountRequest, key: str) -> ConsultationRequest:
    """A letter of the committee one asks for."""
    letters = ConsultationRequest.objects.visible_to(request.user).asked_by(request.user)
    return get_object_or_404(letters.select_related("asker", "recorded_by"), key=key)


def _letter(request: AccountRequest) -> ConsultationRequest | None:
    """The letter of request that is being answered, if one came from it."""
    key = request.GET.get("de_nghi", "")
    return _asked(request, key) if key else None
