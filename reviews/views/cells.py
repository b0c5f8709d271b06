"""Cells: their list, and the evening of one of them on one page (P02, P07)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organizations.clock import day_of
from organizations.forms import refuse
from organizations.http import AccountRequest, status_of
from organizations.views.parts import searched
from reviews.forms.cells import AWAY, CellMeetingForm, MemberForm, evening_before
from reviews.forms.conference import typed_before, typed_in_plan
from reviews.models import Campaign, Conference, Subject
from reviews.queries import cells
from reviews.queries.agenda import Agenda, agenda_of
from reviews.queries.conference_plans import Body, supervisors_of
from reviews.queries.lists import current_campaign
from reviews.services import cells as evenings
from reviews.services.conferences import NOBODY
from reviews.views.conferences import STALE, find_conference
from reviews.views.parts import act_of_rows, planned_for

A_PAGE = 50


@never_cache
@require_safe
def cell_list(request: AccountRequest) -> HttpResponse:
    """The cells one looks after, and how many of each have written and been reviewed."""
    campaign = current_campaign()
    words = searched(request)
    rows = cells.cells_to_record(request.user, campaign, words)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "reviews/cell_list.html", {"page": page, "words": words, "campaign": campaign})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cell_meeting(request: AccountRequest, key: str) -> HttpResponse:
    """Type the evening of a cell; once everybody has been reviewed there is nothing more to type."""
    campaign = current_campaign()
    if campaign is None:
        raise Http404
    cell = get_object_or_404(cells.cells_to_record(request.user, campaign), key=key)
    planned = planned_for(request, campaign, Body(cell=cell))
    if planned.instead is not None:
        return planned.instead
    plan = planned.plan
    day = plan.planned_on if plan is not None else day_of(request.received_at)
    conference = Conference(campaign=campaign, cell=cell, plan=plan, held_on=day)
    agenda = agenda_of(campaign, Body(cell=cell), day=day)
    rows = _rows(request, agenda, _at_first(agenda), conference)
    start = typed_in_plan(plan) if plan is not None else {}
    form = CellMeetingForm(
        request.POST or None, request.FILES or None, initial=start, **_for(request, rows, conference)
    )

    def act() -> str:
        conference = evenings.record_evening(
            campaign,
            cell,
            form.evening(rows, plan),
            actor=request.user,
            at=request.received_at,
            scan=form.kept_file,
            scan_name=form.file_name,
        )
        return reverse("reviews:conference_detail", args=[conference.key])

    context = {
        "cell": cell,
        "agenda": agenda,
        "held": cells.held_by(cell, campaign),
        "planned": planned,
        "data_only": conference.is_data_only,
        "told": cells.told_of(cell, campaign),
    }
    return _page(request, form, rows, act, campaign, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cell_meeting_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Correct what was typed of a cell's evening."""
    conference = find_conference(request, key)
    if conference.cell is None:
        raise Http404
    agenda = agenda_of(
        conference.campaign, Body(cell=conference.cell), day=conference.held_on, conference=conference
    )
    before = {one.pk: {"reviewed": "0"} for one in agenda.open} | evening_before(conference)
    rows = _rows(request, agenda, before, conference)
    form = CellMeetingForm(
        request.POST or None, request.FILES or None, initial=_typed(conference),
        **_for(request, rows, conference),
    )  # fmt: skip

    def act() -> str:
        evenings.correct_evening(
            conference,
            form.evening(rows, conference.plan),
            version=form.cleaned_data["version"] or 0,
            actor=request.user,
            at=request.received_at,
            scan=form.kept_file,
            scan_name=form.file_name,
        )
        return reverse("reviews:conference_detail", args=[conference.key])

    context = {
        "cell": conference.cell,
        "conference": conference,
        "agenda": agenda,
        "data_only": conference.is_data_only,
    }
    return _page(request, form, rows, act, conference.campaign, context)


def _at_first(agenda: Agenda) -> dict[int, dict[str, Any]]:
    """Everybody was reviewed but those who are away for work; the clerk says otherwise where it was."""
    away = cells.away_of(list(agenda.open))
    return {
        one.pk: {"reviewed": "0", "absent_reason": AWAY} if one.person_id in away else {"reviewed": "1"}
        for one in agenda.open
    }


def _typed(conference: Conference) -> dict[str, Any]:
    """The conference as its form shows it again; the papers' day stands with each paper."""
    return {name: value for name, value in typed_before(conference).items() if name != "papers_sent_on"}


def _rows(
    request: AccountRequest, agenda: Agenda, before: dict[int, dict[str, Any]], conference: Conference
) -> list[MemberForm]:
    return [
        MemberForm(
            request.POST or None,
            subject=subject,
            is_head=subject.person_id in agenda.heads,
            initial=before[subject.pk],
            data_only=conference.is_data_only,
        )
        for subject in agenda.open
    ]


def _for(request: AccountRequest, rows: list[MemberForm], conference: Conference) -> dict[str, Any]:
    """Who comes from above is asked where the plan names somebody, or somebody was written down."""
    named = conference.attended_by_id or (conference.plan and conference.plan.attending_id)
    above = supervisors_of(Body(cell=conference.cell), conference.held_on) if named else ()
    return {
        "supervisors": list(above),
        "data_only": conference.is_data_only,
        "at": request.received_at,
        "account": request.user,
        "heard": [one.subject.key for one in rows],
        "known": Subject.objects.visible_to(request.user),
    }


def _say_all(
    request: AccountRequest, form: CellMeetingForm, rows: list[MemberForm], campaign: Campaign
) -> None:
    """What the service would refuse besides, said with what could not be read."""
    refuse(form, evenings.evening_faults(form.cleaned_data, campaign, day_of(request.received_at)))
    chosen = [one.cleaned_data.get("reviewed") for one in rows]
    if all(one == "0" for one in chosen):
        form.refuse_rows(NOBODY)


def _page(
    request: AccountRequest,
    form: CellMeetingForm,
    rows: list[MemberForm],
    act: Any,
    campaign: Campaign,
    context: dict[str, Any],
) -> HttpResponse:
    readable = form.is_bound and all([form.is_valid(), *(one.is_valid() for one in rows)])
    if form.is_bound:
        _say_all(request, form, rows, campaign)
        readable = readable and not form.errors
    if readable:
        response = act_of_rows(
            request, form, rows, act, done="Đã ghi cuộc họp kiểm điểm của chi bộ.", stale=STALE
        )
        if response is not None:
            return response
    forms = [form, *rows]
    whole = {"form": form, "rows": rows, "forms": forms, **context}
    return render(request, "reviews/cell_meeting.html", whole, status=status_of(*forms))
