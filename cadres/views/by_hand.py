"""One record typed in by hand: a member, a collective, a post; the sheets' own rules, a form at a time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from cadres.forms.identity import AdmissionForm, PersonForm
from cadres.resources.by_hand import OnePerson
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.models import PartyOrganization
from organizations.services.by_hand import hand_reach, judged, sentences, write_by_hand
from organizations.views.parts import send

ADMITS = "ket-nap"


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: AccountRequest) -> HttpResponse:
    """A member who comes onto a cell's list, or somebody admitted to the Party; who is alike is shown beside him."""
    admits, data = request.GET.get("viec") == ADMITS, request.POST if request.method == "POST" else None
    reach, cell = hand_reach(request.user, OnePerson()), _cell(request)
    form = (AdmissionForm if admits else PersonForm)(data, reach=reach)
    if cell is not None:
        form.begin_at(cell)
    kind = OnePerson(form.told_apart if form.is_bound else ())

    def act() -> str:
        row = write_by_hand(
            kind,
            form.values(),
            actor=request.user,
            at=request.received_at,
            action="admit_member" if admits else "add_person",
            note=form.cleaned_data.get("number", ""),
        )
        return f"/dang-vien/{row.key}/"

    def faults(_typed: dict[str, Any]) -> list[str]:
        day, unread = day_of(request.received_at), list(form.errors)
        return sentences(judged(kind, form.values(), actor=request.user, day=day, unread=unread))

    done = "Đã ghi kết nạp. Đồng chí là đảng viên dự bị." if admits else "Đã thêm đồng chí vào danh sách."
    sent = send(request, form, act, done, faults) if form.is_bound else None
    if form.is_bound:
        form.show_alike([one["key"] for one in kind.alike])
    context = {"form": form, "alike": kind.shown, "admits": admits, "cell": cell}
    return sent or render(request, "cadres/person_add.html", context, status=status_of(form))


def _cell(request: AccountRequest) -> PartyOrganization | None:
    """The cell from whose page one came."""
    key = request.GET.get("chi_bo", "")
    visible = PartyOrganization.objects.visible_to(request.user)
    return get_object_or_404(visible, key=key) if key else None
