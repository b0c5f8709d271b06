"""Tập thể lãnh đạo, quản lý by hand: made, put right, and a post in it given; by the rules of their sheets."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.forms.collectives import CollectiveEditForm, CollectiveForm, PostForm
from cadres.resources.by_hand import OnePost
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.models import Collective, PartyOrganization
from organizations.permissions import Permission
from organizations.resources.by_hand import OneCollective
from organizations.resources.finding import Organizations
from organizations.services.by_hand import (
    correct_by_hand,
    hand_reach,
    judged,
    sentences,
    stands,
    write_by_hand,
)
from organizations.services.sheet_kinds import SheetKind
from organizations.views.parts import send
from organizations.workflow import require

ON_PAPERS = ("issuer", "symbol", "seat")


def _faults(request: AccountRequest, kind: SheetKind, form: CollectiveForm | PostForm) -> list[str]:
    """What the sheet would say of what could be read."""
    day, unread = day_of(request.received_at), list(form.errors)
    return sentences(judged(kind, form.values(), actor=request.user, day=day, unread=unread))


@require_http_methods(["GET", "HEAD", "POST"])
def collective_add(request: AccountRequest, key: str) -> HttpResponse:
    """A new collective of an organisation."""
    organization = get_object_or_404(PartyOrganization.objects.visible_to(request.user), key=key)
    kind, here = OneCollective(organization), reverse("cadres:organization_detail", args=[key])
    reach = hand_reach(request.user, kind)
    require(request.user, Permission.MANAGE_TREE, organization)
    initial = {name: getattr(organization, name) for name in ON_PAPERS}
    form = CollectiveForm(request.POST if request.method == "POST" else None, initial=initial, reach=reach)

    def act() -> str:
        who: dict[str, Any] = {"actor": request.user, "at": request.received_at}
        write_by_hand(kind, form.values(), action="add_collective", **who)
        return here

    done = "Đã thêm tập thể."
    sent = send(request, form, act, done, lambda _: _faults(request, kind, form)) if form.is_bound else None
    context = {"form": form, "organization": organization, "title": "Thêm tập thể lãnh đạo, quản lý"}
    return sent or render(request, "cadres/collective_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def collective_edit(request: AccountRequest, key: str) -> HttpResponse:
    """One collective put right, or ended on a day."""
    rows = Collective.objects.visible_to(request.user).select_related("organization")
    collective = get_object_or_404(rows, key=key)
    organization = collective.organization
    kind = OneCollective(organization, collective)
    reach = hand_reach(request.user, kind)
    kind.names = Organizations(reach)  # called as the writer's part of the tree calls them
    require(request.user, Permission.MANAGE_TREE, organization)
    values, seen = stands(kind, collective.pk)
    form = CollectiveEditForm(
        request.POST if request.method == "POST" else None, initial=values | {"seen": seen}, reach=reach
    )

    def act() -> str:
        who: dict[str, Any] = {"actor": request.user, "at": request.received_at}
        correct_by_hand(
            kind,
            form.values(),
            collective.pk,
            seen=form.cleaned_data["seen"],
            action="correct_collective",
            **who,
        )
        return reverse("cadres:organization_detail", args=[organization.key])

    done = "Đã ghi thông tin của tập thể."
    sent = send(request, form, act, done, lambda _: _faults(request, kind, form)) if form.is_bound else None
    context = {"form": form, "organization": organization, "title": f"Sửa tập thể {collective.name}"}
    return sent or render(request, "cadres/collective_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def post_add(request: AccountRequest, key: str) -> HttpResponse:
    """Somebody gets a post in a collective."""
    rows = Collective.objects.visible_to(request.user).select_related("organization", "scope")
    collective = get_object_or_404(rows, key=key)
    kind = OnePost(collective)
    hand_reach(request.user, kind)
    require(request.user, Permission.MANAGE_PEOPLE, collective.scope)
    form = PostForm(request.POST if request.method == "POST" else None, account=request.user)

    def act() -> str:
        who: dict[str, Any] = {"actor": request.user, "at": request.received_at}
        write_by_hand(kind, form.values(), action="give_post", **who)
        return reverse("cadres:organization_detail", args=[collective.organization.key])

    done = "Đã ghi chức danh."
    sent = send(request, form, act, done, lambda _: _faults(request, kind, form)) if form.is_bound else None
    context = {"form": form, "collective": collective}
    return sent or render(request, "cadres/post_add.html", context, status=status_of(form))
