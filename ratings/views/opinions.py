"""Opinions of supervising members: typed for them, read, changed and confirmed by them."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organizations import clock
from organizations.http import AccountRequest, give_file, status_of
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import require
from ratings.enums import AssessmentState
from ratings.forms.ratings import ConfirmForm, OnPaperForm, OpinionForm
from ratings.models import Assessment
from ratings.queries.consultations import read_by
from ratings.queries.pages import summary_of
from ratings.services import opinions
from ratings.views.ratings import find_rating


@require_safe
def opinion_list(request: AccountRequest) -> HttpResponse:
    """What waits for the member, and what he has confirmed."""
    rows = Assessment.objects.visible_to(request.user).filter(assessor=request.user)
    rows = rows.select_related("rating__subject").order_by("state", "-pk")
    waiting = [one for one in rows if one.state == AssessmentState.TYPED]
    done = [one for one in rows if one.state == AssessmentState.CONFIRMED]
    return render(request, "ratings/opinion_list.html", {"waiting": waiting, "done": done})


@require_http_methods(["GET", "POST"])
def opinion_type(request: AccountRequest, key: str) -> HttpResponse:
    """Nhập ý kiến thay: it waits until it is confirmed."""
    rating = find_rating(request, key)
    members = opinions.supervisors_of(rating, clock.day_of(request.received_at))
    form = OpinionForm(request.POST or None, members=members)

    def act() -> str:
        opinions.type_opinion(
            rating,
            **form.cleaned_data,
            actor=request.user,
            at=request.received_at,
            path=reverse("ratings:opinion_confirm", args=["KEY"]),
        )
        return reverse("ratings:rating_detail", args=[key])

    done = "Đã nhập ý kiến. Ý kiến chỉ có giá trị khi đồng chí phụ trách xác nhận."

    def faults(typed: dict[str, Any]) -> list[str]:
        return opinions.opinion_faults(typed.get("given_on"), clock.day_of(request.received_at))

    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "rating": rating, "members": members}
    return sent or render(request, "ratings/opinion_type.html", context, status=status_of(form))


def find_opinion(request: AccountRequest, key: str) -> Assessment:
    """An opinion within the caller's reach, or nothing at all."""
    rows = Assessment.objects.visible_to(request.user).select_related(
        "rating__subject__campaign__regulation",
        "rating__subject__person",
        "rating__subject__collective",
        "rating__subject__self_review",
        "typed_by",
        "confirmed_by",
    )
    return get_object_or_404(rows, key=key)


@require_http_methods(["GET", "POST"])
def opinion_confirm(request: AccountRequest, key: str) -> HttpResponse:
    """The member reads what was typed for him, changes it, confirms."""
    opinion = find_opinion(request, key)
    if request.method == "POST":
        require(request.user, Permission.CONFIRM_OPINION, opinion)
    initial = {"text": opinion.text, "level": opinion.level, "version": opinion.version}
    form = ConfirmForm(request.POST or None, initial=initial)

    def act() -> str:
        opinions.confirm_opinion(opinion, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:opinion_confirm", args=[key])

    sent = send(request, form, act, "Đã xác nhận ý kiến của đồng chí.") if request.method == "POST" else None
    context = {
        "form": form,
        "opinion": opinion,
        "summary": summary_of(opinion.rating, inside=True, askers=read_by(request.user, opinion.rating)),
        "is_mine": opinion.assessor_id == request.user.pk,
        "is_changed": opinion.text != opinion.typed_text,
    }
    return sent or render(request, "ratings/opinion_confirm.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def opinion_paper(request: AccountRequest, key: str) -> HttpResponse:
    """The member signed on paper: the sheet is attached."""
    opinion = find_opinion(request, key)
    form = OnPaperForm(
        request.POST or None, request.FILES or None, at=request.received_at, account=request.user
    )

    def act() -> str:
        opinions.confirm_opinion_on_paper(
            opinion, file=form.kept_file, file_name=form.file_name, actor=request.user, at=request.received_at
        )
        return reverse("ratings:rating_detail", args=[opinion.rating.key])

    done = "Đã ghi ý kiến xác nhận trên giấy."
    sent = send(request, form, act, done) if request.method == "POST" else None
    context = {"form": form, "opinion": opinion}
    return sent or render(request, "ratings/opinion_paper.html", context, status=status_of(form))


@require_safe
def opinion_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed sheet."""
    opinion = find_opinion(request, key)
    return give_file(opinion.file, opinion.file_name)
