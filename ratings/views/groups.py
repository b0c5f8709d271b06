"""Title groups: named and filled by staff of the deciding organ (P47)."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from organizations.http import AccountRequest, status_of
from organizations.views.parts import send
from ratings.forms.sittings import GroupForm, NewGroupForm
from ratings.models import Rating, TitleGroup
from ratings.services import groups
from ratings.views.parts import round_of
from reviews.models import Campaign


@require_safe
def group_list(request: AccountRequest) -> HttpResponse:
    """The groups of the round, and who is in none."""
    campaign = round_of(request)
    rows = TitleGroup.objects.visible_to(request.user).filter(campaign=campaign)
    loose = (
        Rating.objects.visible_to(request.user)
        .leading()
        .filter(subject__campaign=campaign, subject__route="decided", group=None)
    )
    context = {
        "groups": rows.prefetch_related("ratings__subject"),
        "loose": loose.for_list(),
        "campaign": campaign,
    }
    return render(request, "ratings/group_list.html", context)


@require_http_methods(["GET", "POST"])
def group_create(request: AccountRequest) -> HttpResponse:
    """A new group."""
    free = _offered(request, round_of(request))
    known = Rating.objects.visible_to(request.user)
    form = NewGroupForm(request.POST or None, ratings=free, known=known)
    return _save(request, form, None)


@require_http_methods(["GET", "POST"])
def group_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Who is in a group; whoever is ticked here leaves the group he was in."""
    group = get_object_or_404(TitleGroup.objects.visible_to(request.user), key=key)
    free = _offered(request, group.campaign, group)
    members = sorted(one.key for one in free if one.group_id == group.pk)
    known = Rating.objects.visible_to(request.user)
    form = GroupForm(
        request.POST or None,
        ratings=free,
        own=group,
        known=known,
        initial={"name": group.name, "ratings": members},
    )
    return _save(request, form, group)


def _offered(request: AccountRequest, campaign: Campaign, own: TitleGroup | None = None) -> list[Rating]:
    """Those whom the organ decides, in no group, in this one, or in one that no sitting has closed yet."""
    rows = (
        Rating.objects.visible_to(request.user)
        .leading()
        .filter(Q(group__frozen_at=None) | Q(group=own), subject__campaign=campaign, subject__route="decided")
    )
    return list((rows.filter(capacity=own.capacity) if own else rows).for_list())


def _save(request: AccountRequest, form: GroupForm, group: TitleGroup | None) -> HttpResponse:
    campaign = group.campaign if group else round_of(request)

    def act() -> str:
        groups.save_group(
            campaign,
            group=group,
            name=form.cleaned_data["name"],
            capacity=form.cleaned_data.get("capacity", group.capacity if group else ""),
            ratings=form.cleaned_data["ratings"],
            stood=form.standing(),
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:group_list")

    sent = send(request, form, act, "Đã lưu nhóm chức danh.") if request.method == "POST" else None
    context = {"form": form, "group": group}
    return sent or render(request, "ratings/group_edit.html", context, status=status_of(form))
