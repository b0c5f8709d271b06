"""Ratings in a list and on one page; pause, resume, appraisal; one's own result."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organizations import audit
from organizations.clock import day_of
from organizations.enums import Level
from organizations.http import AccountRequest, status_of
from organizations.models import SubmittingUnit
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import may, require
from ratings import workflow
from ratings.enums import RatingState
from ratings.forms.ratings import AppraisalForm, ExcuseForm, LaterForm, PauseForm, ResumeForm
from ratings.models import Rating
from ratings.queries import lists
from ratings.queries.consultations import askers_of, open_answer, read_by
from ratings.queries.facts import regulation_of
from ratings.queries.pages import (
    current_campaign,
    excusing_cases,
    levels_with_reason,
    reads_inside,
    refusals_of,
    result_of,
    shown_to,
    summary_of,
)
from ratings.services import opinions, ratings
from ratings.services.proposals import level_faults
from ratings.views.parts import shut_to
from reviews.queries.lists import CountedPaginator

ROWS = 50
MINE = (workflow.APPRAISE, workflow.PAUSE)


@require_safe
def rating_list(request: AccountRequest) -> HttpResponse:
    """Danh sách xếp loại: each reader's own, in protocol order."""
    campaign, inside = current_campaign(request.user), reads_inside(request.user)
    rows = lists.ratings_for(request.user, campaign, inside=inside)
    units = SubmittingUnit.objects.visible_to(request.user) if inside else SubmittingUnit.objects.none()
    wanted = request.GET.get("don_vi", "")
    chosen = units.filter(key=wanted).first() if wanted else None
    if chosen:
        rows = rows.filter(subject__unit=chosen)
    stages, asked = lists.stages_for(inside=inside), request.GET.get("trang_thai", "")
    counts, stage = lists.stage_counts(rows), asked if asked in stages else ""
    total = sum(counts.values())
    ordered = (rows.filter(stage=stage) if stage else rows).order_by(
        "subject__unit__position", "subject__unit_id", "subject__kind", "subject__position"
    )
    length = counts.get(stage, 0) if stage else total
    page = CountedPaginator(ordered, ROWS, count=length).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [shown_to(one, inside=inside) for one in page],
        "shut": shut_to(request, page),
        "units": units,
        "chosen": chosen,
        "stage": stage,
        "counts": [(one, words, counts[one]) for one, words in stages.items() if one in counts],
        "total": total,
        "may_record": bool(askers_of(request.user)),
        "campaign": campaign,
    }
    return render(request, "ratings/rating_list.html", context)


def find_rating(request: AccountRequest, key: str) -> Rating:
    """A rating within the caller's reach, or nothing at all."""
    rows = Rating.objects.visible_to(request.user).for_list()
    return get_object_or_404(
        rows.select_related(
            "subject__campaign__regulation", "subject__organization", "subject__unit__official"
        ),
        key=key,
    )


def find_to_pause(request: AccountRequest, key: str) -> Rating:
    """A rating the caller sees, or one that his base or district decides; the act itself only where that is his."""
    reach = request.user.reach(Permission.PAUSE_BELOW)
    rows = Rating.objects.visible_to(request.user) | Rating.objects.decided_under(reach)
    rows = rows.for_list().select_related("subject__campaign__regulation", "subject__organization")
    rating = get_object_or_404(rows, key=key)
    require(request.user, workflow.pausing(rating).permission, rating.decided_where)
    return rating


@require_safe
def rating_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One subject on one page."""
    rating = find_rating(request, key)
    if rating.is_about(request.user) and not request.user.can(Permission.APPRAISE_RATING, rating):
        return _result(request, rating)
    audit.looked(request.user, rating)
    prefetch_related_objects([rating], "subject__places__organization")
    context = {
        "rating": rating,
        "summary": summary_of(
            rating, inside=reads_inside(request.user), askers=read_by(request.user, rating)
        ),
        "may_pause": workflow.may_here(rating, workflow.pausing(rating), request.user),
        "may_excuse": may(rating, workflow.EXCUSE, request.user),
        "may_rate_later": may(rating, workflow.RATE_LATER, request.user),
        "may_resume": workflow.may_here(rating, workflow.resuming(rating), request.user),
        "may_appraise": may(rating, workflow.APPRAISE, request.user),
        "may_type": request.user.can(Permission.TYPE_OPINION, rating),
    }
    return render(request, "ratings/rating_detail.html", context)


@require_safe
def result_detail(request: AccountRequest, key: str) -> HttpResponse:
    """Kết quả of the reader himself."""
    rating = find_rating(request, key)
    return _result(request, get_object_or_404(_mine(request), pk=rating.pk))


def _mine(request: AccountRequest):  # type: ignore[no-untyped-def]
    return (
        Rating.objects.visible_to(request.user)
        .filter(subject__person__account=request.user, state=RatingState.ANNOUNCED)
        .select_related("subject__campaign__regulation", "subject__unit__official", "subject__person")
    )


def _result(request: AccountRequest, rating: Rating) -> HttpResponse:
    rating = get_object_or_404(_mine(request), pk=rating.pk)
    days = regulation_of(rating.subject.campaign).setting("appeal_working_days").value
    return render(request, "ratings/result_detail.html", {"result": result_of(rating, int(days))})


@require_safe
def result_list(request: AccountRequest) -> HttpResponse:
    """Kết quả xếp loại của tôi: every announced year."""
    return render(
        request, "ratings/result_list.html", {"ratings": _mine(request).order_by("-subject__campaign__year")}
    )


def _back_to(request: AccountRequest, rating: Rating) -> str:
    """The rating's page; a base, which has none, goes on with what it asked."""
    if request.user.holds(Permission.VIEW_RATING):
        return reverse("ratings:rating_detail", args=[rating.key])
    return reverse("ratings:consultation_ask")


@require_http_methods(["GET", "POST"])
def rating_pause(request: AccountRequest, key: str) -> HttpResponse:
    """Tạm dừng, chờ kết luận."""
    rating = find_to_pause(request, key)
    suggested = open_answer(request.user, rating) if "theo_tra_loi" in request.GET else None
    initial = {"organ": suggested.organ, "on": suggested.answered_on} if suggested else {}
    form = PauseForm(request.POST or None, initial=initial)

    def act() -> str:
        ratings.pause_rating(rating, **form.cleaned_data, actor=request.user, at=request.received_at)
        return _back_to(request, rating)

    def faults(typed: dict[str, Any]) -> list[str]:
        return ratings.pause_faults(typed.get("on"), day_of(request.received_at))

    done = "Đã ghi tạm dừng, chờ kết luận."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    back = _back_to(request, rating)
    context = {"form": form, "rating": rating, "suggested": suggested, "back": back}
    return sent or render(request, "ratings/rating_pause.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def rating_resume(request: AccountRequest, key: str) -> HttpResponse:
    """The organ has concluded."""
    rating = find_to_pause(request, key)
    form = ResumeForm(request.POST or None)

    def act() -> str:
        ratings.resume_rating(rating, **form.cleaned_data, actor=request.user, at=request.received_at)
        return _back_to(request, rating)

    sent = (
        send(request, form, act, "Đã ghi kết luận. Tiếp tục xếp loại.") if request.method == "POST" else None
    )
    context = {"form": form, "rating": rating, "back": _back_to(request, rating)}
    return sent or render(request, "ratings/rating_resume.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def rating_excuse(request: AccountRequest, key: str) -> HttpResponse:
    """Không xếp loại, by a case of the regulation."""
    rating = find_rating(request, key)
    form = ExcuseForm(request.POST or None, cases=excusing_cases(rating))

    def act() -> str:
        ratings.excuse_rating(rating, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:rating_detail", args=[key])

    sent = send(request, form, act, "Đã ghi không xếp loại.") if request.method == "POST" else None
    return sent or render(
        request, "ratings/rating_excuse.html", {"form": form, "rating": rating}, status=status_of(form)
    )


@require_http_methods(["GET", "POST"])
def rating_later(request: AccountRequest, key: str) -> HttpResponse:
    """Xếp loại bổ sung."""
    rating = find_rating(request, key)
    form = LaterForm(request.POST or None)

    def act() -> str:
        ratings.rate_later(rating, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:rating_detail", args=[key])

    sent = send(request, form, act, "Đã đưa vào xếp loại bổ sung.") if request.method == "POST" else None
    return sent or render(
        request, "ratings/rating_later.html", {"form": form, "rating": rating}, status=status_of(form)
    )


@require_http_methods(["GET", "POST"])
def rating_appraise(request: AccountRequest, key: str) -> HttpResponse:
    """Thẩm định of one rating."""
    rating = find_rating(request, key)
    summary = summary_of(rating, inside=True, askers=read_by(request.user, rating))
    refused = refusals_of(summary.verdict)
    notes = {rating.proposed_level: "Tập thể đề nghị"} if rating.proposed_level else {}
    form = AppraisalForm(
        request.POST or None,
        refused=refused,
        notes=notes,
        with_reason=levels_with_reason(summary.verdict),
        initial={"version": rating.version},
    )

    def act() -> str:
        typed = form.cleaned_data
        opinions.appraise_rating(
            rating,
            level=Level(typed["level"]),
            text=typed["text"],
            reason=typed.get("reason", ""),
            version=typed["version"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:rating_detail", args=[key])

    def faults(typed: dict[str, Any]) -> list[str]:
        level, reason = typed.get("level"), typed.get("reason", "")
        return level_faults(Level(level), summary.verdict, reason) if level else []

    done = "Đã ghi ý kiến thẩm định."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "rating": rating, "summary": summary}
    return sent or render(request, "ratings/rating_appraise.html", context, status=status_of(form))
