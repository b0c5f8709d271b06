"""Papers asked for beside the self-review itself: the minutes, the remedy plan, the commitment."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.http import AccountRequest
from reviews.models import Conference
from reviews.services import papers
from reviews.views.files import format_of
from reviews.views.parts import act_once, find_review


@require_POST
def conference_minutes(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the minutes as a paper."""
    rows = Conference.objects.visible_to(request.user).select_related("collective__scope", "campaign")
    conference = get_object_or_404(rows, key=key)

    def act() -> str:
        paper = papers.ask_minutes(
            conference, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:conference_detail", args=[key])
    return act_once(request, act, done="Đang lập biên bản.", back=detail)


@require_POST
def self_review_remedies(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the remedy plan of a self-review."""
    review = find_review(request, key)

    def act() -> str:
        paper = papers.ask_remedy_plan(
            review, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:self_review_detail", args=[key])
    return act_once(request, act, done="Đang lập kế hoạch khắc phục.", back=detail)


@require_POST
def self_review_commitment(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the coming year's commitment, to be written by hand."""
    review = find_review(request, key)

    def act() -> str:
        paper = papers.ask_commitment(
            review, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:self_review_detail", args=[key])
    return act_once(request, act, done="Đang lập bản cam kết.", back=detail)
