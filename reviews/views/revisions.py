"""Các bản đã nộp: every submitted text, with what was changed since the one before."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organizations.http import AccountRequest
from reviews.models import Revision
from reviews.queries.revisions import file_of, revisions_of, submitted
from reviews.views.parts import find_review, is_own, note_look


@never_cache
@require_safe
def self_review_revisions(request: AccountRequest, key: str) -> HttpResponse:
    """The submitted text asked for, the last if none is; to be read and printed."""
    review = find_review(request, key)
    note_look(request, review)
    revisions = revisions_of(review)
    chosen = _numbered(revisions, request.GET.get("lan", "")) or (revisions[0] if revisions else None)
    against = _numbered([one for one in revisions if one != chosen], request.GET.get("so-voi", ""))
    context = {
        "review": review,
        "subject": review.subject,
        "revisions": revisions,
        "shown": submitted(revisions, chosen, against) if chosen else None,
        "file": file_of(chosen),
        "is_own": is_own(request, review),
    }
    return render(request, "reviews/self_review_revisions.html", context)


def _numbered(revisions: list[Revision], number: str) -> Revision | None:
    return next((one for one in revisions if str(one.number) == number), None)
