"""Đảng viên, cán bộ: the list, and the list as a workbook."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadres.forms.people import form_for
from cadres.queries.exports import file_made
from cadres.queries.people import ALL, page_of, people_for
from cadres.services.exports import NAME, ask_export, export_people
from organizations.clock import day_of
from organizations.http import AccountRequest, give_file, once, status_of
from organizations.permissions import Permission
from organizations.views.parts import give_workbook

A_PAGE = 50
AT_ONCE = 2000  # rows of a workbook that is made while its reader waits


@require_safe
def person_list(request: AccountRequest) -> HttpResponse:
    """Everybody the reader looks after, narrowed and sorted as he asks."""
    form, day = form_for(request.user, request.GET), day_of(request.received_at)
    people = people_for(request.user, form.narrowed, day)
    page = Paginator(people if form.is_valid() else people.none(), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "lines": page_of(page.object_list, form.narrowed.order, day),  # type: ignore[arg-type]
        "total": page.paginator.count,
        "everywhere": ALL,
        "may_add": bool(request.user.reach(Permission.MANAGE_PEOPLE).paths),
    }
    return render(request, "cadres/person_list.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def person_excel(request: AccountRequest) -> HttpResponseBase:
    """The list as narrowed, all its pages: taken out by a form, for it is written down; a long one by a worker."""
    form, day = form_for(request.user, request.GET), day_of(request.received_at)
    here = f"{reverse('cadres:person_list')}?{request.GET.urlencode()}"
    if not form.is_valid():
        return redirect(here)
    people = people_for(request.user, form.narrowed, day)
    total = people.count()
    if request.method != "POST":
        context = {"total": total, "said": form.said, "here": here, "at_once": total <= AT_ONCE}
        return render(request, "cadres/person_excel.html", context)
    if total > AT_ONCE:
        return once(request, lambda: _job_page(request))
    data = export_people(people, form.said, actor=request.user, at=request.received_at, day=day)
    return give_workbook(data, NAME)


def _job_page(request: AccountRequest) -> str:
    job = ask_export(request.GET.urlencode(), actor=request.user)
    return reverse("organizations:job_detail", args=[job.key])


@require_safe
def person_export(request: AccountRequest, key: str) -> HttpResponseBase:
    """The workbook that a worker has made."""
    return give_file(*file_made(request.user, key))
