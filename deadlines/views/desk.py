"""The Organization Committee's desk: receive, return, accept, paper at the counter, late or not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from deadlines.forms.dossiers import LatenessForm, PaperForm, ReasonForm, ReturnForm
from deadlines.models import Dossier
from deadlines.queries.dossiers import DossierPage, dossier_page
from deadlines.services.counter import handover_faults, take_paper
from deadlines.services.desk import (
    accept_dossier,
    archive_dossier,
    judge_lateness,
    receive_dossier,
    return_dossier,
    return_faults,
)
from deadlines.services.sendings import refuse_reopening
from deadlines.views.dossiers import act, answered, known_parts, open_dossier, path_of
from organizations import clock
from organizations.http import AccountRequest, status_of


@require_POST
def dossier_receive(request: AccountRequest, key: str) -> HttpResponse:
    """Tiếp nhận."""
    dossier = open_dossier(request, key)
    return act(
        request,
        lambda: receive_dossier(dossier, actor=request.user, at=request.received_at),
        path=path_of(dossier),
        done="Đã tiếp nhận hồ sơ.",
    )


@require_POST
def dossier_accept(request: AccountRequest, key: str) -> HttpResponse:
    """Xác nhận đủ thành phần hồ sơ."""
    dossier = open_dossier(request, key)
    return act(
        request,
        lambda: accept_dossier(dossier, actor=request.user, at=request.received_at),
        path=path_of(dossier),
        done="Đã xác nhận đủ thành phần hồ sơ.",
    )


@require_POST
def dossier_archive(request: AccountRequest, key: str) -> HttpResponse:
    """Lưu hồ sơ."""
    dossier = open_dossier(request, key)
    return act(
        request,
        lambda: archive_dossier(dossier, actor=request.user, at=request.received_at),
        path=path_of(dossier),
        done="Đã lưu hồ sơ.",
    )


def _page_with_form(
    request: AccountRequest,
    dossier: Dossier,
    template: str,
    form: forms.Form,
    do: Callable[[], str],
    faults: Callable[[dict[str, Any]], list[str]] | None = None,
    **context: object,
) -> HttpResponse:
    """A form on a page of its own: a refusal re-shows it with everything typed."""
    response = answered(request, form, do, faults) if request.method == "POST" else None
    context |= {"dossier": dossier, "form": form}
    return response or render(request, template, context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_return(request: AccountRequest, key: str) -> HttpResponse:
    """Đề nghị bổ sung, hoàn thiện: the parts, the reason, the new day."""
    dossier = open_dossier(request, key)
    page: DossierPage = dossier_page(dossier, request.received_at)
    parts = [one for group in page.groups for one in group.parts]
    form = ReturnForm(request.POST or None, parts=parts, known=known_parts(request))

    def do() -> str:
        return_dossier(
            dossier,
            notes=form.notes(),
            reason=form.cleaned_data["reason"],
            before=form.cleaned_data["before"],
            actor=request.user,
            at=request.received_at,
        )
        messages.success(request, "Đã đề nghị đơn vị bổ sung, hoàn thiện hồ sơ.")
        return path_of(dossier)

    def faults(typed: dict[str, Any]) -> list[str]:
        return return_faults(typed.get("before"), clock.day_of(request.received_at))

    return _page_with_form(request, dossier, "deadlines/dossier_return.html", form, do, faults, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_paper(request: AccountRequest, key: str) -> HttpResponse:
    """Nhận bản giấy at the counter."""
    dossier = open_dossier(request, key)
    page: DossierPage = dossier_page(dossier, request.received_at)
    parts = [one for group in page.groups for one in group.parts]
    handed_on = clock.day_of(request.received_at)
    form = PaperForm(
        request.POST or None, parts=parts, initial={"handed_on": handed_on}, known=known_parts(request)
    )

    def do() -> str:
        slip = take_paper(
            dossier,
            sheets=form.sheets(),
            handed_by=form.cleaned_data["handed_by"],
            handed_on=form.cleaned_data["handed_on"],
            note=form.cleaned_data["note"],
            actor=request.user,
            at=request.received_at,
        )
        messages.success(request, "Đã ghi bản giấy đã nhận.")
        return reverse("deadlines:handover_detail", args=[slip.key])

    def faults(typed: dict[str, Any]) -> list[str]:
        titles = {part.row.key: part.row.title for part in parts}
        return handover_faults(form.sheets(), titles, typed.get("handed_on"), handed_on)

    return _page_with_form(request, dossier, "deadlines/dossier_paper.html", form, do, faults, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_lateness(request: AccountRequest, key: str) -> HttpResponse:
    """Late or excused: a person says so, with a reason."""
    dossier = open_dossier(request, key)
    form = LatenessForm(request.POST or None)

    def do() -> str:
        judge_lateness(
            dossier,
            late=form.cleaned_data["verdict"] == "late",
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=request.received_at,
        )
        messages.success(request, "Đã ghi về thời hạn của hồ sơ.")
        return path_of(dossier)

    page = dossier_page(dossier, request.received_at)
    return _page_with_form(request, dossier, "deadlines/dossier_lateness.html", form, do, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_reopen_refuse(request: AccountRequest, key: str) -> HttpResponse:
    """Answer a request to reopen with no."""
    dossier = open_dossier(request, key)
    form = ReasonForm(request.POST or None)

    def do() -> str:
        refuse_reopening(
            dossier, reason=form.cleaned_data["reason"], actor=request.user, at=request.received_at
        )
        messages.success(request, "Đã trả lời đơn vị.")
        return path_of(dossier)

    return _page_with_form(request, dossier, "deadlines/dossier_reopen_refuse.html", form, do)
