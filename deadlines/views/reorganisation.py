"""Sắp xếp tổ chức: what was decided, and one decision after its preview."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.forms.reorganisation import OtherForm, RulingForm
from deadlines.queries import reorganisation as queries
from deadlines.rules.reorganisation import ASKS, Outcome
from deadlines.services import reorganisation
from organizations.enums import OrganizationChangeKind as Kind
from organizations.forms import refuse
from organizations.http import AccountRequest, status_of
from organizations.models import PartyOrganization
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import TransitionDenied, require

A_PAGE = 50


@require_safe
def reorganisation_list(request: AccountRequest) -> HttpResponse:
    """Every change of the tree, the latest first."""
    page = Paginator(queries.changes_for(request.user), A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "deadlines/reorganisation_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def reorganisation_create(request: AccountRequest, key: str) -> HttpResponse:
    """What is decided about one organisation, whom it would touch; then it is written down."""
    organization = get_object_or_404(PartyOrganization.objects.visible_to(request.user), key=key)
    require(request.user, Permission.MANAGE_TREE, organization)
    kinds = queries.kinds_for(request.user, organization)
    asked = request.GET.get("viec", "")
    if asked in Kind.values and asked not in kinds:
        raise PermissionDenied
    context = {"organization": organization, "kinds": kinds}
    if asked not in kinds or (request.method == "GET" and organization.dissolved_on is not None):
        return render(request, "deadlines/reorganisation_choose.html", context)
    kind = Kind(asked)
    data = request.POST if request.method == "POST" else None
    parts = queries.parts_of(organization) if "chosen" in ASKS[kind] else []
    form = RulingForm(data, kind=kind, organization=organization, parts=parts)
    other = None
    if "other" in ASKS[kind]:
        other = OtherForm(data, kind=kind, offered=queries.places_to_go(request.user, organization, kind))
    outcome, sent = None, None
    if data is not None and "seek" in data:
        _only_seek(form, other)
    elif data is not None:
        outcome, sent = _decide(request, form, other)
    forms = [form, *([other] if other is not None else [])]
    context |= {"kind": kind, "form": form, "other": other, "forms": forms, "outcome": outcome}
    context["invalid"] = any(one.errors for one in forms)
    return sent or render(request, "deadlines/reorganisation_create.html", context, status=status_of(*forms))


def _only_seek(form: RulingForm, other: OtherForm | None) -> None:
    """The button that looks for a name asks for nothing else yet."""
    form.errors.clear()
    if other is not None:
        other.errors.pop("cell", None)


def _decide(
    request: AccountRequest, form: RulingForm, other: OtherForm | None
) -> tuple[Outcome | None, HttpResponse | None]:
    """The preview first; written down only if what comes of it now is what was seen."""
    found = other.is_valid() if other is not None else True
    if not form.is_valid() or not found:
        return None, None
    wish = form.wish(other.found if other is not None else None)
    done: list[Outcome] = []

    def act() -> str:
        done.append(
            reorganisation.reorganise(
                wish, actor=request.user, at=request.received_at, seen=form.cleaned_data["seen"] or "-"
            )
        )
        return reverse("cadres:organization_detail", args=[done[0].key])

    if "record" in request.POST:
        sent = send(request, form, act, "Đã ghi sắp xếp tổ chức.")
        if sent is not None:
            return None, sent
    try:
        return reorganisation.preview(wish, actor=request.user, at=request.received_at), None
    except TransitionDenied as denied:
        if not form.errors:
            refuse(form, denied.sentences)
        return None, None
