"""Writing a self-review: the form, what is kept by itself, the check, the hand-in, the receipt."""

from collections.abc import Mapping

from allauth.core import ratelimit
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.enums import SubjectKind
from organizations.http import AccountRequest, status_of
from organizations.workflow import TransitionDenied, may, require
from reviews import workflow
from reviews.enums import ReviewForm
from reviews.forms.papers import HelperForm, ReturnForm, helper_name
from reviews.models import SelfReview
from reviews.papers.filling_remedies import remedies_of
from reviews.queries.boxes import Part, faults_of
from reviews.queries.context import conclusion_beside, papers_of_review, places_read_once
from reviews.queries.notebook import promised_beside
from reviews.queries.refinements import readers_before
from reviews.queries.revisions import file_of, like_last_year, passages_of
from reviews.queries.writing import Writing
from reviews.services import self_reviews
from reviews.services.completion import beginning, completing
from reviews.services.writing import (
    Kept,
    StaleParts,
    drop_empty_rows,
    save_typed,
    shown_again,
    stands_as_typed,
    submit_permission,
    typed_otherwise,
)
from reviews.views.parts import (
    act_of_form,
    act_once,
    find_review,
    is_own,
    may_open_file,
    may_write,
    note_look,
)

STALE = "Mục {} vừa được sửa ở nơi khác. Bài đồng chí viết vẫn còn trên trang này."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_edit(request: AccountRequest, key: str) -> HttpResponse:
    """The form, section by section; it works without JavaScript."""
    if request.method == "POST":
        return _save(request, key)
    review = find_review(request, key)
    if not may_write(request, review):
        return redirect("reviews:self_review_detail", key=review.key)
    writing = Writing(review, more=request.GET.get("them", ""))
    return _page(request, writing, writing.parts)


def _save(request: AccountRequest, key: str) -> HttpResponse:
    typed = request.POST.dict()
    try:
        kept = _keep(request, key, typed)
    except StaleParts as stale:
        return _conflict(request, key, typed, stale)
    except TransitionDenied as denied:
        return _refused(request, key, typed, str(denied))
    if kept.errors:
        return _again(request, key, typed, kept)
    drop_empty_rows(kept, actor=request.user)
    return redirect(_next_page(request, kept.writing))


def _keep(request: AccountRequest, key: str, typed: Mapping[str, str]) -> Kept:
    """What was typed, kept; out of reach is not found."""
    try:
        return save_typed(key, typed, actor=request.user, at=request.received_at)
    except SelfReview.DoesNotExist as missing:
        raise Http404 from missing


def _next_page(request: AccountRequest, writing: Writing) -> str:
    review = writing.review
    edit = reverse("reviews:self_review_edit", args=[review.key])
    more = request.POST.get("more", "")
    if more:
        part = next((one for one in writing.parts if one.code == more), None)
        return f"{edit}?them={more}#{part.anchor}" if part else edit
    if "check" in request.POST:
        return reverse("reviews:self_review_check", args=[review.key])
    messages.success(request, "Đã lưu bản kiểm điểm. Đồng chí viết tiếp lúc nào cũng được.")
    return "/" if is_own(request, review) else reverse("reviews:subject_list")


def _page(
    request: AccountRequest,
    writing: Writing,
    parts: tuple[Part, ...],
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    review = writing.review
    faults = faults_of(parts)
    context = {
        "review": review,
        "subject": review.subject,
        "writing": writing,
        "parts": parts,
        "faults": faults,
        "invalid": bool(faults),
        "beside": conclusion_beside(writing),
        "promised": promised_beside(review, writing.year),
        "notebook_year": writing.year,
        "evidence": review.evidence.select_related("file").order_by("pk"),
        "may_name_helper": review.is_about(request.user),
        **more,
    }
    return render(request, "reviews/self_review_edit.html", context, status=status)


def _again(request: AccountRequest, key: str, typed: Mapping[str, str], kept: Kept) -> HttpResponse:
    """What could be read is kept; the rest stands as it was typed, with the reason."""
    writing = Writing(find_review(request, key))
    return _page(request, writing, shown_again(writing, typed, kept.errors), status=422)


def _conflict(request: AccountRequest, key: str, typed: Mapping[str, str], stale: StaleParts) -> HttpResponse:
    """Written elsewhere meanwhile: both texts side by side, the typed one still in the form."""
    writing = Writing(find_review(request, key))
    return _page(
        request,
        writing,
        shown_again(writing, typed, {}),
        status=409,
        stale=stale.parts,
        stale_words=STALE.format(", ".join(part.section for part in stale.parts)),
    )


def _refused(request: AccountRequest, key: str, typed: Mapping[str, str], why: str) -> HttpResponse:
    """Handed in meanwhile: no form any more, only why, what to do, and the words that are not in what was handed in."""
    review = find_review(request, key)
    words = typed_otherwise(Writing(review), typed)
    context = {"review": review, "subject": review.subject, "why": why, "words": words}
    return render(request, "reviews/self_review_refused.html", context, status=409)


@never_cache
@require_POST
def self_review_autosave(request: AccountRequest, key: str) -> JsonResponse:
    """What the page sends by itself: kept, or told why not; the submitted text never changes."""
    try:
        kept = _keep(request, key, request.POST.dict())
    except StaleParts as stale:
        words = STALE.format(", ".join(part.section for part in stale.parts))
        return JsonResponse({"message": f"{words} Bấm “Lưu và thoát” để so sánh."}, status=409)
    except TransitionDenied as denied:
        return JsonResponse({"message": str(denied)}, status=409)
    fields = {
        part.stamp_name: part.stamp for part in kept.writing.parts if _is_news(part, request.POST, kept)
    }
    return JsonResponse({"saved_at": f"{timezone.localtime(request.received_at):%H:%M}", "fields": fields})


def _is_news(part: Part, typed: Mapping[str, str], kept: Kept) -> bool:
    """Whether the page must learn the stamp: just kept, or kept before by an answer that never arrived."""
    unheard = typed.get(part.stamp_name, part.stamp) != part.stamp and stands_as_typed(part, typed)
    return part.section in kept.changed or unheard


@never_cache
@require_safe
def self_review_check(request: AccountRequest, key: str) -> HttpResponse:
    """The printed layout before the hand-in, with a way back to every section."""
    review = find_review(request, key)
    if not may_write(request, review):
        return redirect("reviews:self_review_detail", key=review.key)
    writing = Writing(review)
    person = review.subject.kind == SubjectKind.PERSON
    context = {
        "review": review,
        "subject": review.subject,
        "writing": writing,
        "may_submit": review.is_about(request.user) or not person,
        "like_last_year": like_last_year(writing),
        "incomplete": [part for part in writing.parts if part.missing],
    }
    return render(request, "reviews/self_review_check.html", context)


@require_POST
def self_review_submit(request: AccountRequest, key: str) -> HttpResponse:
    """Hand it in; a repeat goes to the same receipt."""
    review = find_review(request, key)
    receipt = reverse("reviews:self_review_receipt", args=[review.key])

    def act() -> str:
        self_reviews.submit_self_review(review, actor=request.user, at=request.received_at)
        return receipt

    back = receipt if review.state == "submitted" else reverse("reviews:self_review_check", args=[key])
    return act_once(request, act, done="Đã nộp bản kiểm điểm.", back=back)


@never_cache
@require_safe
def self_review_receipt(request: AccountRequest, key: str) -> HttpResponse:
    """The receipt, which can be opened again at any later day."""
    review = find_review(request, key)
    if not review.receipt_number:
        return redirect("reviews:self_review_detail", key=review.key)
    note_look(request, review)
    context = {
        "review": review,
        "subject": review.subject,
        "places": review.subject.places.all(),
        "papers": papers_of_review(review, request.user),
        "deadline": review.subject.campaign.deadlines.annotate(early_on=readers_before(request.user))
        .filter(code="T1")
        .first(),
        "is_open": review.is_open_to(request.user),
    }
    return render(request, "reviews/self_review_receipt.html", context)


@never_cache
@require_safe
def self_review_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The self-review as its places of review read it."""
    review = find_review(request, key)
    prefetch_related_objects([review.subject], places_read_once())
    note_look(request, review)
    is_open = review.is_open_to(request.user)
    moves = self_review_moves(request, review)
    context = {
        "review": review,
        "subject": review.subject,
        "is_open": is_open,
        "has_file": review.file_id is not None and may_open_file(request, review),
        "may_write": may_write(request, review),
        "moves": moves,
        "evidence": review.evidence.select_related("file").order_by("pk") if is_open else [],
        "papers": papers_of_review(review, request.user),
        "is_own": is_own(request, review),
    }
    context |= _text_of(review, is_open=is_open or review.form == ReviewForm.PAPER)
    if "writing" in context:
        context["promised"] = promised_beside(review, review.subject.campaign.year)
    return render(request, "reviews/self_review_detail.html", context)


def _text_of(review: SelfReview, *, is_open: bool) -> dict[str, object]:
    """The text as it stands; while it is written anew, what was handed in last."""
    if is_open:
        writing = Writing(review)
        return {"writing": writing, "has_remedies": bool(remedies_of(writing))}
    revision = review.revisions.last()
    passages = list(passages_of(revision)) if revision else []
    return {"revision": revision, "passages": passages, "presented_file": file_of(revision)}


def self_review_moves(request: AccountRequest, review: SelfReview) -> set[str]:
    """The names of the moves whose buttons are shown."""
    moves = {"return": workflow.RETURN}
    if review.subject.is_concluded:
        moves |= {"begin_final": beginning(review), "complete": completing(review)}
    return {name for name, move in moves.items() if may(review, move, request.user)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_return(request: AccountRequest, key: str) -> HttpResponse:
    """Give it back, with a reason tied to a section."""
    review = find_review(request, key)
    form = ReturnForm(request.POST or None, writing=Writing(review))

    def act() -> str:
        data = form.cleaned_data
        self_reviews.return_self_review(
            review, section=data["section"], reason=data["reason"], actor=request.user, at=request.received_at
        )
        return reverse("reviews:subject_list")

    if request.method == "POST" and form.is_valid():
        response = act_of_form(request, form, act, done="Đã trả lại để hoàn thiện; người viết đã được báo.")
        if response is not None:
            return response
    context = {"form": form, "review": review, "subject": review.subject}
    return render(request, "reviews/self_review_return.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_helper(request: AccountRequest, key: str) -> HttpResponse:
    """Name the one who writes for the subject: he never hands it in."""
    review = find_review(request, key)
    require(request.user, submit_permission(review), review)

    def may_try() -> bool:
        return bool(ratelimit.consume(request, action="name_helper", key=request.user.key))

    form = HelperForm(request.POST or None, initial=helper_name(review), may_try=may_try)
    edit = reverse("reviews:self_review_edit", args=[review.key])

    def act() -> str:
        helper = form.cleaned_data["sign_in_name"]
        self_reviews.name_helper(review, helper, actor=request.user, at=request.received_at)
        return edit

    if request.method == "POST" and form.is_valid():
        response = act_of_form(request, form, act, done="Đã lưu người soạn giúp.")
        if response is not None:
            return response
    context = {"form": form, "review": review, "subject": review.subject}
    return render(request, "reviews/self_review_helper.html", context, status=status_of(form))
