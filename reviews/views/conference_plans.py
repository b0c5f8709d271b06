"""Lịch hội nghị: the list of those to come, one page to prepare each, its programme as a page to print."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import require
from reviews.forms.conference_plan import ConferencePlanForm, planned_before
from reviews.models import Campaign, ConferencePlan
from reviews.models.conference_plan import keeping
from reviews.queries import conference_plans as queries
from reviews.queries.context import papers_of_plan
from reviews.queries.lists import current_campaign
from reviews.rules.programme import programme_of
from reviews.services import conference_plans as services
from reviews.views.parts import may_prepare, record_of

LIST_PAGE = 50
MOST_SHOWN = 30  # a longer list is searched, not scrolled


@never_cache
@require_safe
def conference_plan_list(request: AccountRequest) -> HttpResponse:
    """The conferences of one's bodies as they are planned, the next first."""
    today = day_of(request.received_at)
    plans = queries.in_calendar(ConferencePlan.objects.visible_to(request.user).for_list())
    page = Paginator(queries.next_first(plans, today), LIST_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "may_prepare": may_prepare(request),
        "today": today,
    }
    return render(request, "reviews/conference_plan_list.html", context)


@never_cache
@require_safe
def conference_plan_choose(request: AccountRequest) -> HttpResponse:
    """Whose conference is prepared; with one body there is nothing to choose."""
    campaign, words = current_campaign(), request.GET.get("tim", "").strip()
    found = queries.bodies_for(request.user, campaign, words, MOST_SHOWN + 1) if campaign is not None else []
    if len(found) == 1 and not words:
        return redirect("reviews:conference_plan_create", key=found[0].key)
    context = {"bodies": found[:MOST_SHOWN], "more": len(found) > MOST_SHOWN, "words": words}
    return render(request, "reviews/conference_plan_choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference_plan_create(request: AccountRequest, key: str) -> HttpResponse:
    """A conference to come of one collective or cell."""
    campaign = current_campaign()
    body = queries.find_body(request.user, campaign, key) if campaign is not None else None
    if campaign is None or body is None:
        raise Http404
    form = _form(request, body, campaign, {"data_only": body.is_standing})

    def act() -> str:
        plan = services.prepare_conference(
            campaign, body, form.prepared(), actor=request.user, at=request.received_at
        )
        return reverse("reviews:conference_plan_detail", args=[plan.key])

    return _page(request, form, act, campaign, {"body": body})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference_plan_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Change what is prepared."""
    plan = _find(request, key)
    require(request.user, plan.permission, plan)
    body = queries.body_of(plan)
    form = _form(request, body, plan.campaign, planned_before(plan))

    def act() -> str:
        version = form.cleaned_data["version"] or 0
        services.change_conference_plan(
            plan, form.prepared(), version=version, actor=request.user, at=request.received_at
        )
        return reverse("reviews:conference_plan_detail", args=[plan.key])

    return _page(request, form, act, plan.campaign, {"body": body, "plan": plan})


@never_cache
@require_safe
def conference_plan_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The programme as it is printed, with what is said about it on the screen alone."""
    plan = _find(request, key)
    audit.looked(request.user, plan)
    body = queries.body_of(plan)
    subjects = queries.reviewed_at(body, plan.campaign, plan.planned_on)
    held = record_of(plan)
    recording = keeping(body.collective, Permission.RECORD_CONFERENCE)
    reading = keeping(body.collective, Permission.VIEW_CONFERENCE)
    context = {
        "plan": plan,
        "lines": [one for one in plan.programme.splitlines() if one.strip()],
        "papers": plan.papers.select_related("subject"),
        "warnings": queries.warnings_of_plan(plan, subjects, day_of(request.received_at)),
        "send_words": queries.send_words(plan),
        "held": held,
        "may_open_held": held is not None and request.user.can(reading, plan),
        "may_edit": held is None and request.user.can(plan.permission, plan),
        "is_due": plan.planned_on <= day_of(request.received_at),
        "may_record": request.user.can(recording, plan),
        "drawn": papers_of_plan(plan),
    }
    return render(request, "reviews/conference_plan_detail.html", context)


def _find(request: AccountRequest, key: str) -> ConferencePlan:
    rows = queries.in_calendar(ConferencePlan.objects.visible_to(request.user).for_list())
    return get_object_or_404(rows.select_related("campaign__regulation", "attending__organization"), key=key)


def _form(
    request: AccountRequest, body: queries.Body, campaign: Campaign, start: dict[str, Any]
) -> ConferencePlanForm:
    today = day_of(request.received_at)
    subjects = queries.reviewed_at(body, campaign, today)
    seconds = queries.seconds_for(body, campaign)
    if body.collective is not None and body.second is None:
        both = [queries.Body(collective=one) for one in seconds]
        known = {one.pk for one in subjects}
        subjects += [
            one
            for other in both
            for one in queries.reviewed_at(other, campaign, today)
            if one.pk not in known
        ]
    data = None if "fill" in request.POST else request.POST or None
    if "fill" in request.POST:
        chosen = next((one for one in seconds if one.key == request.POST.get("second")), None)
        meeting = replace(body, second=chosen or body.second)
        heard = queries.reviewed_at(meeting, campaign, today)
        typed = {name: request.POST.get(name, "") for name in ConferencePlanForm.base_fields}
        start = typed | {
            "papers": request.POST.getlist("papers"),
            "data_only": "data_only" in request.POST,
            "programme": "\n".join(programme_of(queries.on_agenda(heard, queries.heads_of(meeting, today)))),
        }
    return ConferencePlanForm(
        data,
        initial=start,
        subjects=subjects,
        seconds=list(seconds),
        supervisors=list(queries.supervisors_of(body, today)),
    )


def _page(
    request: AccountRequest, form: ConferencePlanForm, act: Any, campaign: Campaign, context: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and "fill" not in request.POST:
        response = send(
            request,
            form,
            act,
            "Đã lưu lịch hội nghị.",
            lambda data: services.plan_day_faults(
                data.get("planned_on"),
                data.get("papers_sent_on"),
                data.get("papers_sent_to", ""),
                campaign,
                day_of(request.received_at),
            ),
        )
        if response is not None:
            return response
    whole = {"form": form, **context}
    return render(request, "reviews/conference_plan_edit.html", whole, status=status_of(form))
