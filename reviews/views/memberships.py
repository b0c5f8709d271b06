"""Nơi sinh hoạt: what happens to where a member sits, and whose papers are on the way."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadres.enums import MembershipEnd
from cadres.models import Person, Transfer
from cadres.queries.people import lines_of
from cadres.services import memberships as rolls
from organizations import audit
from organizations.clock import day_of
from organizations.forms import OfficialDateField
from organizations.http import AccountRequest, status_of
from organizations.permissions import Permission
from organizations.views.parts import send
from organizations.workflow import require
from reviews.forms.memberships import FORMS, ReceiveForm, TakeBackForm
from reviews.forms.memberships import MembershipAct as Act
from reviews.forms.organizations import FindOrganizationForm
from reviews.queries import memberships
from reviews.queries.memberships import Seat
from reviews.services import memberships as services

A_PAGE = 50
DONE = {
    Act.TRANSFER: "Đã ghi chuyển sinh hoạt.",
    Act.TEMPORARY: "Đã ghi sinh hoạt tạm thời.",
    Act.END_TEMPORARY: "Đã ghi kết thúc sinh hoạt tạm thời.",
    Act.FULL: "Đã ghi đảng viên chính thức.",
    Act.LEAVE: "Đã ghi ra khỏi danh sách đảng viên.",
    Act.RETURN: "Đã ghi trở lại danh sách đảng viên.",
    Act.ADMIT: "Đã ghi kết nạp. Đồng chí là đảng viên dự bị.",
}
WITHIN = {Act.RETURN, Act.ADMIT}  # into a cell whose people the writer keeps


def acts_for(seat: Seat) -> list[Act]:
    """What may be done with somebody who sits where he sits."""
    if not seat.rows:
        return [Act.ADMIT]
    if seat.official is None:
        return [] if seat.transfer else [Act.RETURN]
    found = [Act.TRANSFER, Act.END_TEMPORARY if seat.temporary else Act.TEMPORARY]
    return [*found, *([Act.FULL] if seat.is_on_probation else []), Act.LEAVE]


@require_http_methods(["GET", "POST"])
def membership_change(request: AccountRequest, key: str) -> HttpResponse:
    """Where one person sits and sat; one of the acts, chosen in the address, with its form."""
    person = get_object_or_404(Person.objects.visible_to(request.user), key=key)
    seat = memberships.seat_of(person)
    _require_keeper(request, person, seat)
    acts = acts_for(seat)
    act = next((one for one in acts if one == request.GET.get("viec", "")), None)
    form = _form(request, act)
    sent = None
    if form is not None and form.is_bound and "seek" not in request.POST:
        sent = send(request, form, lambda: _do(request, person, act, form), DONE[act] if act else "")
    elif form is not None and form.is_bound:
        _only_seek(form)
    if sent is None:  # refused, or looking for a cell: the page shows him again
        audit.looked(request.user, person)
    context = {"person": person, "seat": seat, "acts": acts, "act": act, "form": form}
    code = status_of(form) if form is not None else 200
    return sent or render(request, "reviews/membership_change.html", context, status=code)


def _require_keeper(request: AccountRequest, person: Person, seat: Seat) -> None:
    """Whoever keeps his cell; of one who sits nowhere yet, whoever keeps his record."""
    if person.account_id == request.user.pk:
        raise PermissionDenied
    if seat.keeper is not None:
        require(request.user, Permission.MANAGE_PEOPLE, seat.keeper)
    elif not Person.objects.visible_to(request.user).managed_by(request.user).filter(pk=person.pk).exists():
        raise PermissionDenied


def _form(request: AccountRequest, act: Act | None) -> forms.Form | None:
    if act is None:
        return None
    more: dict[str, Any] = {}
    if issubclass(FORMS[act], FindOrganizationForm):
        more["offered"] = memberships.cells_to_choose(request.user, within_reach=act in WITHIN)
    return FORMS[act](request.POST if request.method == "POST" else None, **more)


def _only_seek(form: forms.Form) -> None:
    """The button that looks for a name asks for nothing else yet."""
    for name in list(form.errors):
        if name != "words":
            del form.errors[name]


def _do(request: AccountRequest, person: Person, act: Act | None, form: Any) -> str:
    data: dict[str, Any] = form.cleaned_data
    who: dict[str, Any] = {"actor": request.user, "at": request.received_at}
    acts: dict[Act, Callable[[], object]] = {
        Act.TRANSFER: lambda: services.send_off(
            person,
            to=form.found,
            on=data["on"],
            number=data["number"],
            received_on=data["received_on"],
            **who,
        ),
        Act.TEMPORARY: lambda: rolls.begin_temporary(person, cell=form.found, on=data["on"], **who),
        Act.END_TEMPORARY: lambda: rolls.end_temporary(person, on=data["on"], **who),
        Act.FULL: lambda: rolls.make_full(person, on=data["on"], number=data["number"], **who),
        Act.LEAVE: lambda: rolls.leave_register(
            person, reason=MembershipEnd(data["reason"]), on=data["on"], note=data["note"], **who
        ),
        Act.RETURN: lambda: rolls.return_to_register(
            person, cell=form.found, on=data["on"], note=data["note"], **who
        ),
        Act.ADMIT: lambda: rolls.admit(person, cell=form.found, on=data["on"], number=data["number"], **who),
    }
    if act is not None:
        acts[act]()
    return reverse("reviews:membership_change", args=[person.key])


@require_safe
def transfer_list(request: AccountRequest) -> HttpResponse:
    """Chưa nộp giấy giới thiệu: today, or as it stood on a day such as 31/12."""
    today = day_of(request.received_at)
    asked = request.GET.get("ngay", "")
    day, wrong = _day(asked, today)
    rows = memberships.on_the_way(request.user, day)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    written = [one.person_id for one in memberships.only_written(request.user, day)]
    context = {
        "page": page,
        "day": day,
        "asked": asked,
        "wrong": wrong,
        "written": list(lines_of(written, day)),
        "total": page.paginator.count + len(written),
    }
    return render(request, "reviews/transfer_list.html", context)


def _day(asked: str, today: date) -> tuple[date, str]:
    if not asked:
        return today, ""
    try:
        return OfficialDateField().clean(asked) or today, ""
    except forms.ValidationError as error:
        return today, str(error.messages[0])


@require_http_methods(["GET", "POST"])
def transfer_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One transfer: the new cell writes down that the papers came, the old one may take it back."""
    transfer = get_object_or_404(Transfer.objects.visible_to(request.user).for_list(), key=key)
    kept = memberships.keeps(request.user, [transfer.left.organization, transfer.to_organization])
    may_receive = transfer.is_open and transfer.to_organization_id in kept
    may_take_back = transfer.is_open and transfer.left.organization_id in kept
    back = "take_back" in request.POST
    typed = request.POST.dict()  # the other form keeps what stood in its box
    receive = ReceiveForm(request.POST if request.method == "POST" and not back else None, initial=typed)
    undo = TakeBackForm(request.POST if back else None, initial=typed)
    sent = None
    if request.method == "POST":
        if (transfer.left.organization_id if back else transfer.to_organization_id) not in kept:
            raise PermissionDenied
        chosen: forms.Form = undo if back else receive
        done = "Đã hủy việc chuyển sinh hoạt." if back else "Đã ghi nhận giấy giới thiệu."
        sent = send(request, chosen, lambda: _settle(request, transfer, chosen, back=back), done)
    context = {
        "transfer": transfer,
        "receive": receive,
        "undo": undo,
        "form": undo if back else receive,
        "may_receive": may_receive,
        "may_take_back": may_take_back,
        "sits": memberships.cell_of(transfer.person) if transfer.is_open else None,
    }
    return sent or render(request, "reviews/transfer_detail.html", context, status=status_of(receive, undo))


def _settle(request: AccountRequest, transfer: Transfer, form: forms.Form, *, back: bool) -> str:
    who: dict[str, Any] = {"actor": request.user, "at": request.received_at}
    if back:
        rolls.take_back(transfer, reason=form.cleaned_data["reason"], **who)
    else:
        services.receive(transfer, on=form.cleaned_data["on"], **who)
    return reverse("reviews:transfer_list")
