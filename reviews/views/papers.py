"""Papers asked for beside the self-review itself: the minutes, the remedy plan, the commitment."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from documents.enums import Format
from organizations.http import AccountRequest, status_of
from reviews.forms.papers import ExtractForm
from reviews.models import Conference, ConferencePlan, ReviewPaper
from reviews.papers import Invitation, Programme
from reviews.services import papers
from reviews.views.files import format_of
from reviews.views.parts import act_of_form, act_once, find_review


@require_POST
def conference_minutes(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the minutes as a paper."""
    conference = _conference(request, key)

    def act() -> str:
        paper = papers.ask_minutes(
            conference, as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:conference_detail", args=[key])
    return act_once(request, act, done="Đang lập biên bản.", back=detail)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference_extract(request: AccountRequest, key: str) -> HttpResponse:
    """Choose of whom the minutes are extracted, and ask for it."""
    conference = _conference(request, key)
    subjects = [one.subject for one in conference.agenda.select_related("subject")]
    form = ExtractForm(request.POST or None, subjects=subjects)

    def act() -> str:
        paper = papers.ask_extract(
            conference,
            form.subject(),
            as_=Format(form.cleaned_data["format"]),
            actor=request.user,
            at=request.received_at,
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    if request.method == "POST" and form.is_valid():
        response = act_of_form(request, form, act, done="Đang lập trích biên bản.")
        if response is not None:
            return response
    context = {"form": form, "conference": conference}
    return render(request, "reviews/conference_extract.html", context, status=status_of(form))


def _conference(request: AccountRequest, key: str) -> Conference:
    rows = Conference.objects.visible_to(request.user)
    rows = rows.select_related("collective__scope", "cell", "campaign", "plan__collective", "plan__second")
    return get_object_or_404(rows, key=key)


@require_POST
def self_review_remedies(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the remedy plan of a self-review."""
    return _of_review(request, key, format, papers.ask_remedy_plan, "Đang lập kế hoạch khắc phục.")


@require_POST
def self_review_commitment(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the coming year's commitment, to be written by hand."""
    return _of_review(request, key, format, papers.ask_commitment, "Đang lập bản cam kết.")


def _of_review(
    request: AccountRequest, key: str, format: str, ask: Callable[..., ReviewPaper], done: str
) -> HttpResponse:
    review = find_review(request, key)

    def act() -> str:
        paper = ask(review, as_=format_of(format), actor=request.user, at=request.received_at)
        return reverse("reviews:paper_detail", args=[paper.key])

    return act_once(request, act, done=done, back=reverse("reviews:self_review_detail", args=[key]))


@require_POST
def conference_programme(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for the programme of a coming conference."""
    return _of_plan(request, key, format, lambda _plan: Programme.form)


@require_POST
def conference_invitation(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for its invitation."""
    return _of_plan(request, key, format, lambda _plan: Invitation.form)


@require_POST
def conference_blank_minutes(request: AccountRequest, key: str, format: str) -> HttpResponse:
    """Ask for its minutes to be written by hand, names and places in."""
    return _of_plan(request, key, format, papers.minutes_form)


def _of_plan(
    request: AccountRequest, key: str, format: str, form: Callable[[ConferencePlan], str]
) -> HttpResponse:
    rows = ConferencePlan.objects.visible_to(request.user).select_related("collective", "cell", "second")
    plan = get_object_or_404(rows, key=key)

    def act() -> str:
        paper = papers.ask_plan_paper(
            plan, form(plan), as_=format_of(format), actor=request.user, at=request.received_at
        )
        return reverse("reviews:paper_detail", args=[paper.key])

    detail = reverse("reviews:conference_plan_detail", args=[key])
    return act_once(request, act, done="Đang lập văn bản.", back=detail)
