"""Đảng viên, cán bộ: the list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cadres.forms.people import PeopleForm
from cadres.queries.people import ALL, groups_for, page_of, people_for, units_around
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of

A_PAGE = 50


def filter_of(request: AccountRequest) -> PeopleForm:
    """The filter in the address, with what may be chosen by its reader."""
    chosen, units = units_around(request.user, request.GET.get("don_vi", ""))
    return PeopleForm(request.GET, units=units, chosen=chosen, groups=groups_for(request.user))


@require_safe
def person_list(request: AccountRequest) -> HttpResponse:
    """Everybody the reader looks after, narrowed and sorted as he asks."""
    form, day = filter_of(request), day_of(request.received_at)
    people = people_for(request.user, form.narrowed, day)
    page = Paginator(people if form.is_valid() else people.none(), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "lines": page_of(page.object_list, form.narrowed.order, day),  # type: ignore[arg-type]
        "total": page.paginator.count,
        "by_post": form.narrowed.order,
        "everywhere": ALL,
    }
    return render(request, "cadres/person_list.html", context, status=status_of(form))
