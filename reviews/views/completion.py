"""Bản hoàn chỉnh: begun after the conference, handed in or recorded with its day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from organizations.clock import day_of
from organizations.forms import refuse
from organizations.http import AccountRequest, status_of
from organizations.workflow import require
from reviews.enums import ReviewState
from reviews.forms.papers import CompleteForm
from reviews.queries.revisions import changed_since, file_of, is_other_file
from reviews.queries.writing import Writing
from reviews.services.completion import (
    begin_final_text,
    complete_self_review,
    completing,
    completion_faults,
    last_conference_of,
)
from reviews.services.self_reviews import content_of
from reviews.views.parts import act_of_form, act_once, find_review


@require_POST
def self_review_final(request: AccountRequest, key: str) -> HttpResponse:
    """Write the complete text; the one the conference saw is what others go on reading."""
    review = find_review(request, key)

    def act() -> str:
        begin_final_text(review, actor=request.user)
        return reverse("reviews:self_review_edit", args=[key])

    back = reverse("reviews:self_review_detail", args=[key])
    return act_once(request, act, done="Đồng chí viết bản hoàn chỉnh từ bản đã trình hội nghị.", back=back)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def self_review_complete(request: AccountRequest, key: str) -> HttpResponse:
    """The day of the complete text, with what it says otherwise than the one presented."""
    review = find_review(request, key)
    require(request.user, completing(review).permission, review)
    form = CompleteForm(request.POST or None)

    def act() -> str:
        completed_on = form.cleaned_data["completed_on"]
        complete_self_review(review, completed_on=completed_on, actor=request.user, at=request.received_at)
        return reverse("reviews:self_review_detail", args=[key])

    if form.is_bound and not form.is_valid():
        refuse(form, completion_faults(review, None, day_of(request.received_at)))
    elif form.is_bound:
        response = act_of_form(request, form, act, done="Đã ghi nhận bản hoàn chỉnh.")
        if response is not None:
            return response
    presented = review.revisions.last()
    content = content_of(Writing(review)) if presented else {}
    being_written = review.state == ReviewState.COMPLETING
    context = {
        "form": form,
        "review": review,
        "subject": review.subject,
        "held_on": last_conference_of(review),
        "being_written": being_written,
        "presented": presented,
        "passages": changed_since(presented, content) if presented else [],
        "presented_file": file_of(presented),
        "has_other_file": presented is not None and is_other_file(presented, content),
    }
    return render(request, "reviews/self_review_complete.html", context, status=status_of(form))
