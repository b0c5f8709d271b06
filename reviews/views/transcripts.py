"""Nhập từ bản giấy: the must-have data of a paper self-review, typed by whoever took the paper."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations import audit
from organizations.http import AccountRequest
from organizations.workflow import TransitionDenied
from reviews.models import SelfReview
from reviews.queries.boxes import Part, faults_of
from reviews.queries.form import paper_for
from reviews.queries.writing import Writing
from reviews.services.transcripts import save_transcript
from reviews.services.writing import StaleParts, drop_empty_rows, shown_again

STALE = "Mục {} vừa được người khác nhập. Những gì đồng chí ghi vẫn còn trên trang này."


def _find(request: AccountRequest, key: str) -> SelfReview:
    try:
        return paper_for(request.user, key)
    except SelfReview.DoesNotExist as missing:
        raise Http404 from missing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_transcript(request: AccountRequest, key: str) -> HttpResponse:
    """Grades, level, shortcomings, targets and answers as they stand on the paper."""
    review = _find(request, key)
    if request.method == "POST":
        return _save(request, review)
    audit.looked(request.user, review)
    writing = Writing(review, more=request.GET.get("them", ""))
    return _page(request, writing, writing.parts)


def _save(request: AccountRequest, review: SelfReview) -> HttpResponse:
    typed = request.POST.dict()
    try:
        kept = save_transcript(review, typed, actor=request.user, at=request.received_at)
    except StaleParts as stale:
        return _again(request, review.key, typed, {}, stale=stale)
    except TransitionDenied as denied:
        messages.error(request, str(denied))
        return redirect("reviews:subject_detail", key=review.subject.key)
    if kept.errors:
        return _again(request, review.key, typed, kept.errors)
    drop_empty_rows(kept, actor=request.user)
    return redirect(_next_page(request, kept.writing))


def _next_page(request: AccountRequest, writing: Writing) -> str:
    review, more = writing.review, request.POST.get("more", "")
    if more:
        page = reverse("reviews:self_review_transcript", args=[review.key])
        part = next((one for one in writing.parts if one.code == more), None)
        return f"{page}?them={more}#{part.anchor}" if part else page
    messages.success(request, f"Đã lưu nội dung nhập từ bản giấy của {review.subject.label}.")
    return reverse("reviews:subject_detail", args=[review.subject.key])


def _again(
    request: AccountRequest,
    key: str,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    stale: StaleParts | None = None,
) -> HttpResponse:
    """Everything as it was typed, with what cannot be read, or what somebody else typed meanwhile."""
    writing = Writing(_find(request, key))
    parts = shown_again(writing, typed, errors)
    there = stale.parts if stale else ()
    return _page(request, writing, parts, status=409 if stale else 422, stale=there)


def _page(
    request: AccountRequest,
    writing: Writing,
    parts: tuple[Part, ...],
    *,
    status: int = 200,
    stale: tuple[Part, ...] = (),
) -> HttpResponse:
    faults = faults_of(parts)
    context = {
        "review": writing.review,
        "subject": writing.review.subject,
        "writing": writing,
        "parts": [part for part in parts if part.groups],
        "faults": faults,
        "invalid": bool(faults),
        "stale": stale,
        "stale_words": STALE.format(", ".join(part.section for part in stale)),
    }
    return render(request, "reviews/self_review_transcript.html", context, status=status)
