"""What the pages of the review share: finding a record, refusing in words, giving out a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from documents.enums import Format
from documents.services.uploads import Accepted, UploadRefused, accept_upload
from organizations import audit
from organizations.clock import day_of
from organizations.forms import refuse, refuse_stale, tell_standing
from organizations.http import AccountRequest, once
from organizations.permissions import Permission
from organizations.views.parts import searched
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.enums import ReviewForm, ReviewState
from reviews.models import Campaign, Conference, ConferencePlan, SelfReview
from reviews.queries import lists
from reviews.queries.conference_plans import Body, calendar_of
from reviews.queries.form import review_for
from reviews.services.writing import write_permission
from reviews.workflow import BEING_WRITTEN


def find_review(request: AccountRequest, key: str) -> SelfReview:
    """A self-review within the caller's reach, or nothing at all."""
    try:
        return review_for(request.user, key)
    except SelfReview.DoesNotExist as missing:
        raise Http404 from missing


def may_write(request: AccountRequest, review: SelfReview) -> bool:
    """Whether the caller may write in it now."""
    return review.state in BEING_WRITTEN and request.user.can(write_permission(review), review)


def may_prepare(request: AccountRequest) -> bool:
    """Whether the caller prepares conferences of any body."""
    duties = (Permission.PREPARE_CONFERENCE, Permission.KEEP_STANDING_CONFERENCE)
    return any(request.user.holds(one) for one in duties)


def may_transcribe(request: AccountRequest, review: SelfReview) -> bool:
    """Whether the caller may type what stands on the paper he took."""
    return review.state == ReviewState.PAPER and request.user.can(Permission.RECORD_PAPER_REVIEW, review)


def may_record(request: AccountRequest) -> bool:
    """Whether the caller records conferences of any collective."""
    duties = (Permission.RECORD_CONFERENCE, Permission.KEEP_STANDING_CONFERENCE)
    return any(request.user.holds(one) for one in duties)


def part_asked(request: AccountRequest) -> lists.Narrowed:
    """What the address asks for: an organisation or a unit that the reader looks after, and part of a name."""
    organizations, units = lists.places_looked_after(request.user)
    below, sent = request.GET.get("to-chuc", ""), request.GET.get("don-vi", "")
    return lists.Narrowed(
        organization=get_object_or_404(organizations, key=below) if below else None,
        unit=get_object_or_404(units, key=sent) if sent and not below else None,
        own=request.GET.get("rieng") == "1",
        words=searched(request),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan that a conference is recorded after, those that wait for their record, where to go instead."""

    plan: ConferencePlan | None
    waiting: tuple[ConferencePlan, ...]
    instead: HttpResponse | None = None


def planned_for(request: AccountRequest, campaign: Campaign, body: Body) -> Planned:
    """What the address says, `lich=` being none; else the one plan whose day has come.

    The plan stands in the address, so that what is sent is recorded after the plan that was looked at. Sent once that
    plan has its record, the service says so; opened then, the record itself is shown.
    """
    asked, known = request.GET.get("lich"), calendar_of(request.user, campaign, body)
    waiting = tuple(one for one in known if record_of(one) is None)
    if asked is None:
        due = [one for one in waiting if one.planned_on <= day_of(request.received_at)]
        if len(due) == 1 and request.method != "POST":
            return Planned(None, waiting, redirect(f"{request.path}?lich={due[0].key}"))
        return Planned(None, waiting)
    plan = next((one for one in known if one.key == asked), None)
    held = record_of(plan) if plan is not None else None
    if held is not None and request.method != "POST":
        return Planned(None, waiting, redirect("reviews:conference_detail", key=held.key))
    return Planned(plan, waiting)


def record_of(plan: ConferencePlan) -> Conference | None:
    """The conference that was recorded after a plan."""
    return getattr(plan, "conference", None)


def is_own(request: AccountRequest, review: SelfReview) -> bool:
    """Whether the caller writes it himself or helps to."""
    return review.is_about(request.user) or review.is_helped_by(request.user)


def may_open_file(request: AccountRequest, review: SelfReview) -> bool:
    """The text as a Word file goes with the text; the photo of a recorded paper is for all who read the record."""
    if review.form != ReviewForm.PAPER or review.file is None:
        return review.is_open_to(request.user)
    return review.file.media_type != Format.DOCX.media_type or review.is_open_to(request.user)


def note_look(request: AccountRequest, review: SelfReview) -> None:
    """Somebody opened another's self-review: written down (P84)."""
    if not is_own(request, review):
        audit.looked(request.user, review)


def act_once(request: AccountRequest, act: Callable[[], str], *, done: str, back: str) -> HttpResponse:
    """A button's act: done once, said once; refused, its sentences are shown on the page it came from."""
    try:
        response = once(request, act)
    except TransitionDenied as denied:
        for sentence in denied.sentences:
            messages.error(request, sentence)
        return redirect(back)
    messages.success(request, done)
    return response


def act_of_form(
    request: AccountRequest, form: forms.Form, act: Callable[[], str], *, done: str
) -> HttpResponse | None:
    """A form's act; refused, its sentences are added to the form, and nothing typed is lost."""
    try:
        response = once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    messages.success(request, done)
    return response


def act_of_rows(
    request: AccountRequest,
    form: forms.Form,
    rows: Sequence[forms.Form],
    act: Callable[[], str],
    *,
    done: str,
    stale: str,
) -> HttpResponse | None:
    """The same for a form with a form a row; changed meanwhile by somebody else, every row tells what stands now."""
    try:
        return act_of_form(request, form, act, done=done)
    except StaleVersion:
        refuse_stale(form, stale)
        for one in rows:
            tell_standing(one)
        return None


def accepted(form: forms.Form, request: AccountRequest, allowed: frozenset[str]) -> Accepted | None:
    """The form's file, really opened and kept; refused, its sentence stands in the form, at the box.

    Asked before the act is begun: whoever judges a file holds no lock that others wait for.
    """
    upload = form.cleaned_data["file"]
    try:
        return accept_upload(upload.name or "", upload.file, allowed=allowed, at=request.received_at)
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return None
