"""Tổ chức đảng: the tree, level by level, and one organisation."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cadres.queries import organizations
from organizations.clock import day_of
from organizations.enums import OrganizationKind
from organizations.http import AccountRequest
from organizations.models import PartyOrganization
from organizations.permissions import Permission
from organizations.rules.tree import holds_members
from organizations.views.parts import searched

A_PAGE = 50


@require_safe
def organization_list(request: AccountRequest) -> HttpResponse:
    """What lies below an organisation, or whose name holds the words that are looked for."""
    account, key = request.user, request.GET.get("duoi", "")
    visible = PartyOrganization.objects.visible_to(account)
    tops = [] if key else organizations.tops(account)
    upper = get_object_or_404(visible, key=key) if key else tops[0] if len(tops) == 1 else None
    words = searched(request)
    context = {
        "upper": upper,
        "words": words,
        "above": organizations.above(account, upper) if upper else [],
        "may_found": upper is not None and account.can(Permission.MANAGE_TREE, upper),
    }
    number = request.GET.get("trang")
    if words:
        hits = Paginator(organizations.named(account, words, upper), A_PAGE).get_page(number)
        context |= {"page": hits, "hits": organizations.found(account, list(hits))}
    else:
        rows = Paginator(organizations.below(account, upper) if upper else tops, A_PAGE).get_page(number)
        context |= {"page": rows, "branches": organizations.branches(account, list(rows))}
    return render(request, "cadres/organization_list.html", context)


@require_safe
def organization_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One organisation: people, collectives, desk, history, and what may be done with it."""
    rows = PartyOrganization.objects.visible_to(request.user).select_related("successor")
    organization = get_object_or_404(rows, key=key)
    members = None
    if holds_members(OrganizationKind(organization.kind)):
        members = Paginator(organizations.members_of(request.user, organization), A_PAGE)
    context = {
        "shown": organizations.organization_page(request.user, organization, day_of(request.received_at)),
        "page": members.get_page(request.GET.get("trang")) if members else None,
        "may_change": request.user.can(Permission.MANAGE_TREE, organization)
        and organization.dissolved_on is None,
        "may_manage": request.user.can(Permission.MANAGE_PEOPLE, organization),
    }
    return render(request, "cadres/organization_detail.html", context)
