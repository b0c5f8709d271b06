"""Hội nghị kiểm điểm: the list, one page to enter it, the page to read it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organizations import audit
from organizations.clock import day_of
from organizations.forms import refuse
from organizations.http import AccountRequest, status_of
from reviews.forms.conference import (
    ConferenceForm,
    HeardForm,
    heard_before,
    in_order,
    typed_before,
    typed_in_plan,
)
from reviews.models import Campaign, Conference, Subject
from reviews.queries import conference_plans as queries
from reviews.queries import lists
from reviews.queries.agenda import Agenda, agenda_of, is_supplementary, warnings_of
from reviews.queries.cells import cells_to_record
from reviews.queries.context import conference_collectives, papers_of_conference
from reviews.services import conferences
from reviews.views.parts import act_of_rows, may_record, planned_for

STALE = "Hội nghị vừa được sửa ở nơi khác. Nội dung đồng chí ghi vẫn còn; đề nghị so lại rồi ghi lần nữa."


@never_cache
@require_safe
def conference_list(request: AccountRequest) -> HttpResponse:
    """Conferences of one's collectives: the day held, the day entered."""
    rows = Conference.objects.visible_to(request.user).select_related(
        "collective", "cell", "plan__second", "plan__collective", "entered_by"
    )
    context = {
        "conferences": rows.prefetch_related("agenda"),
        "may_record": may_record(request),
    }
    return render(request, "reviews/conference_list.html", context)


@never_cache
@require_safe
def conference_choose(request: AccountRequest) -> HttpResponse:
    """Whose conference is entered; with one collective there is nothing to choose."""
    campaign = lists.current_campaign()
    collectives = list(conference_collectives(request.user, campaign)) if campaign else []
    has_cells = cells_to_record(request.user, campaign).exists()
    if not collectives and has_cells:
        return redirect("reviews:cell_list")
    if len(collectives) == 1 and not has_cells:
        return redirect("reviews:conference_create", key=collectives[0].key)
    context = {"collectives": collectives, "has_cells": has_cells}
    return render(request, "reviews/conference_choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference_create(request: AccountRequest, key: str) -> HttpResponse:
    """Enter a conference that was held, on one page."""
    campaign = lists.current_campaign()
    if campaign is None:
        raise Http404
    collective = get_object_or_404(conference_collectives(request.user, campaign), key=key)
    planned = planned_for(request, campaign, queries.Body(collective=collective))
    if planned.instead is not None:
        return planned.instead
    plan = planned.plan
    day = plan.planned_on if plan is not None else day_of(request.received_at)
    conference = Conference(campaign=campaign, collective=collective, plan=plan, held_on=day)
    start = typed_in_plan(plan) if plan is not None else {}
    agenda = agenda_of(campaign, queries.body_held(conference), day=day)
    heard = _heard_forms(request, conference, agenda, {})
    form = ConferenceForm(
        request.POST or None, request.FILES or None, initial=start, **_for(request, heard, conference)
    )

    def act() -> str:
        recorded = conferences.record_conference(
            campaign,
            collective,
            form.minutes(in_order(heard), plan),
            actor=request.user,
            at=request.received_at,
            scan=form.kept_file,
            scan_name=form.file_name,
        )
        return reverse("reviews:conference_detail", args=[recorded.key])

    context = {
        "body": queries.body_held(conference),
        "data_only": conference.is_data_only,
        "agenda": agenda,
        "planned": planned,
    }
    return _page(request, form, heard, act, campaign, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Correct what was entered."""
    conference = find_conference(request, key)
    if conference.collective is None:
        return redirect("reviews:cell_meeting_edit", key=key)
    before = typed_before(conference)
    agenda = agenda_of(
        conference.campaign, queries.body_held(conference), day=conference.held_on, conference=conference
    )
    heard = _heard_forms(request, conference, agenda, heard_before(conference))
    form = ConferenceForm(
        request.POST or None, request.FILES or None, initial=before, **_for(request, heard, conference)
    )

    def act() -> str:
        conferences.correct_conference(
            conference,
            form.minutes(in_order(heard)),
            version=form.cleaned_data["version"] or 0,
            actor=request.user,
            at=request.received_at,
            scan=form.kept_file,
            scan_name=form.file_name,
        )
        return reverse("reviews:conference_detail", args=[conference.key])

    context = {
        "body": queries.body_held(conference),
        "data_only": conference.is_data_only,
        "conference": conference,
        "agenda": agenda,
    }
    return _page(request, form, heard, act, conference.campaign, context)


def _for(request: AccountRequest, heard: list[HeardForm], conference: Conference) -> dict[str, Any]:
    body = queries.body_held(conference)
    return {
        "supervisors": list(queries.supervisors_of(body, conference.held_on)),
        "data_only": conference.is_data_only,
        "at": request.received_at,
        "account": request.user,
        "heard": [one.subject.key for one in heard],
        "known": Subject.objects.visible_to(request.user),
    }


def _heard_forms(
    request: AccountRequest, conference: Conference, agenda: Agenda, before: dict[int, dict[str, Any]]
) -> list[HeardForm]:
    """A block for each subject that is still to be reviewed, in the order the rules want."""
    return [
        HeardForm(
            request.POST or None,
            subject=subject,
            is_head=subject.person_id in agenda.heads,
            data_only=conference.is_data_only,
            initial=before.get(subject.pk, {"order": n, "reviewed": "1" if not before else "0"}),
        )
        for n, subject in enumerate(agenda.open, 1)
    ]


def _say_all(
    request: AccountRequest, form: ConferenceForm, heard: list[HeardForm], campaign: Campaign
) -> None:
    """What the service would refuse besides, said with what could not be read."""
    refuse(form, conferences.typed_faults(form.cleaned_data, campaign, day_of(request.received_at)))
    chosen = [one.cleaned_data.get("reviewed") for one in heard]
    if chosen and all(one == "0" for one in chosen):
        form.refuse_rows(conferences.NOBODY)


def _page(
    request: AccountRequest,
    form: ConferenceForm,
    heard: list[HeardForm],
    act: Any,
    campaign: Campaign,
    context: dict[str, Any],
) -> HttpResponse:
    readable = request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in heard)])
    if form.is_bound and not readable:
        _say_all(request, form, heard, campaign)
    if readable:
        response = act_of_rows(request, form, heard, act, done="Đã ghi hội nghị kiểm điểm.", stale=STALE)
        if response is not None:
            return response
    forms = [form, *heard]
    whole = {"form": form, "heard": heard, "forms": forms, **context}
    return render(request, "reviews/conference_edit.html", whole, status=status_of(*forms))


def find_conference(request: AccountRequest, key: str) -> Conference:
    """A conference within the caller's reach, or nothing at all."""
    rows = Conference.objects.visible_to(request.user).select_related(
        "collective__scope",
        "cell",
        "campaign__regulation",
        "entered_by",
        "scan",
        "plan__collective",
        "plan__second",
        "attended_by__account",
    )
    return get_object_or_404(rows, key=key)


@never_cache
@require_safe
def conference_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The conference as it was entered, with what is said about its order."""
    conference = find_conference(request, key)
    audit.looked(request.user, conference)
    items = list(conference.agenda.select_related("subject__self_review").prefetch_related("remarks"))
    context = {
        "conference": conference,
        "items": items,
        "warnings": warnings_of(conference, items),
        "is_supplementary": is_supplementary(conference),
        "entered_on": day_of(conference.entered_at),
        "may_edit": request.user.can(conference.permission, conference),
        "papers": papers_of_conference(conference),
    }
    return render(request, "reviews/conference_detail.html", context)
