"""A sitting: its list, its opening and counting, its conclusion and minutes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.clock import day_of
from organizations.enums import CollectiveType
from organizations.http import AccountRequest, give_file, status_of
from organizations.models import Account, Collective
from organizations.permissions import Permission
from organizations.views.parts import press, send
from organizations.workflow import may
from ratings import workflow
from ratings.forms.sittings import MinutesForm, OverForm, PetitionForm, ReopenForm, SittingForm
from ratings.models import Ballot, ConsultationRequest, Decision, Rating, Sitting, TitleGroup
from ratings.papers.petition import SYMBOL
from ratings.queries.sittings import COUNTED, UNDER_WAY, agenda_of, letter_of, may_be_listed
from ratings.services import papers, sittings
from ratings.views.parts import round_of


def find_sitting(request: AccountRequest, key: str) -> Sitting:
    """A sitting within the caller's reach, or nothing at all."""
    rows = Sitting.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("collective__scope", "campaign__regulation"), key=key)


@require_safe
def sitting_list(request: AccountRequest) -> HttpResponse:
    """Phiên họp, newest first."""
    rows = Sitting.objects.visible_to(request.user).select_related("collective")
    context = {"sittings": rows, "may_prepare": request.user.holds(Permission.PREPARE_SITTING)}
    return render(request, "ratings/sitting_list.html", context)


@require_http_methods(["GET", "POST"])
def sitting_prepare(request: AccountRequest) -> HttpResponse:
    """Name, day, place, members, and the appraised ratings to be put before them."""
    campaign = round_of(request)
    rows = list(may_be_listed(campaign, request.user))
    pick, known = request.POST.get("pick", ""), Rating.objects.visible_to(request.user)
    if pick:
        form = SittingForm.picked(request.POST, ratings=rows, known=known, pick=pick)
    else:
        initial = {"ratings": [one.key for one in rows]}
        form = SittingForm(request.POST or None, ratings=rows, known=known, initial=initial)

    def act() -> str:
        sitting = sittings.prepare_sitting(
            campaign, _organ(request), **form.cleaned_data, actor=request.user, at=request.received_at
        )
        return reverse("ratings:sitting_detail", args=[sitting.key])

    asked = request.method == "POST" and not pick
    sent = send(request, form, act, "Đã lập danh sách trình phiên họp.") if asked else None
    asked_of = ConsultationRequest.objects.visible_to(request.user).filter(campaign=campaign)
    context = {"form": form, "ready": len(rows), "unanswered": asked_of.unanswered().for_list()}
    return sent or render(request, "ratings/sitting_prepare.html", context, status=status_of(form))


def _organ(request: AccountRequest) -> Collective:
    """The deciding organ: the Standing Committee of the province."""
    rows = Collective.objects.visible_to(request.user)
    return get_object_or_404(rows.filter(type=CollectiveType.PROVINCE_STANDING)[:1])


@require_safe
def sitting_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The list in protocol order; the ceiling of each group; what is still to be done."""
    return _detail(request, find_sitting(request, key))


def _detail(
    request: AccountRequest,
    sitting: Sitting,
    *,
    typed: OverForm | None = None,
    reopened: ReopenForm | None = None,
) -> HttpResponse:
    account = request.user
    agenda = agenda_of(sitting, account)
    form = typed or OverForm(over=[one.group for one in agenda.groups if one.is_over])
    is_member = account.can(Permission.MARK_LINE, sitting)
    is_staff = account.can(Permission.PREPARE_SITTING, sitting)
    context = {
        "sitting": sitting,
        "agenda": agenda,
        "form": form,
        "is_member": is_member,
        "is_staff": is_staff,
        "says_why": is_member or is_staff,
        "is_under_way": sitting.state in UNDER_WAY,
        "is_counted": sitting.state in COUNTED,
        "moves": {move.name for move in workflow.SITTING if may(sitting, move, account)},
        "ballots": Ballot.objects.visible_to(account).filter(sitting=sitting),
        "decisions": Decision.objects.visible_to(account).filter(sitting=sitting),
        "may_draft": account.can(Permission.DRAFT_DECISION, sitting),
        "reopen_form": reopened or ReopenForm(),
    }
    status = status_of(*filter(None, [form, reopened]))
    return render(request, "ratings/sitting_detail.html", context, status=status)


Step = Callable[[Sitting, Account, datetime], None]


def _step(request: AccountRequest, key: str, step: Step, done: str) -> HttpResponse:
    sitting, back = find_sitting(request, key), reverse("ratings:sitting_detail", args=[key])

    def act() -> str:
        step(sitting, request.user, request.received_at)
        return back

    return press(request, act, done=done, back=back)


@require_POST
def sitting_open(request: AccountRequest, key: str) -> HttpResponse:
    """Mở phiên họp."""
    step: Step = lambda sitting, actor, at: sittings.open_sitting(sitting, actor=actor, at=at)  # noqa: E731
    return _step(request, key, step, "Đã mở phiên họp. Nhóm chức danh đã khóa.")


@require_POST
def sitting_count(request: AccountRequest, key: str) -> HttpResponse:
    """Chốt kết quả biểu quyết."""
    step: Step = lambda sitting, actor, at: sittings.count_sitting(sitting, actor=actor, at=at)  # noqa: E731
    return _step(request, key, step, "Đã chốt kết quả biểu quyết.")


@require_POST
def sitting_reopen_vote(request: AccountRequest, key: str) -> HttpResponse:
    """Biểu quyết lại."""
    step: Step = lambda sitting, actor, at: sittings.reopen_vote(sitting, actor=actor, at=at)  # noqa: E731
    return _step(request, key, step, "Đã mở biểu quyết lại.")


@require_POST
def sitting_conclude(request: AccountRequest, key: str) -> HttpResponse:
    """Chốt kết luận: blocked while a group is over its ceiling without the meeting's reason."""
    sitting = find_sitting(request, key)
    over = [one.group for one in agenda_of(sitting, request.user).groups if one.is_over]
    form = OverForm(request.POST, over=over, known=TitleGroup.objects.visible_to(request.user))

    def act() -> str:
        sittings.conclude_sitting(
            sitting, over_reasons=form.reasons(), actor=request.user, at=request.received_at
        )
        return reverse("ratings:sitting_detail", args=[key])

    return send(request, form, act, "Đã chốt kết luận phiên họp.") or _detail(request, sitting, typed=form)


@require_POST
def sitting_reopen(request: AccountRequest, key: str) -> HttpResponse:
    """Before the signature, conclusions open again."""
    sitting, form = find_sitting(request, key), ReopenForm(request.POST)

    def act() -> str:
        sittings.reopen_sitting(sitting, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:sitting_detail", args=[key])

    return send(request, form, act, "Đã mở lại kết luận.") or _detail(request, sitting, reopened=form)


@require_http_methods(["GET", "POST"])
def sitting_sign(request: AccountRequest, key: str) -> HttpResponse:
    """The minutes: number, day, signed scan."""
    sitting = find_sitting(request, key)
    form = MinutesForm(
        request.POST or None, request.FILES or None, at=request.received_at, account=request.user
    )

    def act() -> str:
        sittings.sign_minutes(
            sitting,
            number=form.cleaned_data["number"],
            dated_on=form.cleaned_data["dated_on"],
            scan=form.kept_file,
            scan_name=form.file_name,
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:sitting_detail", args=[key])

    def faults(typed: dict[str, Any]) -> list[str]:
        return sittings.minutes_faults(typed.get("dated_on"), form.kept_file, day_of(request.received_at))

    done = "Đã ghi biên bản đã ký."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "sitting": sitting}
    return sent or render(request, "ratings/sitting_sign.html", context, status=status_of(form))


@require_safe
def sitting_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed minutes."""
    sitting = find_sitting(request, key)
    return give_file(sitting.minutes_scan, sitting.minutes_scan_name)


@require_http_methods(["GET", "POST"])
def sitting_letter(request: AccountRequest, key: str) -> HttpResponse:
    """Tờ trình of the Organization Committee with the sitting's list: drawn, then its number and day."""
    sitting, back = find_sitting(request, key), reverse("ratings:sitting_letter", args=[key])
    if "format" in request.POST:
        return _draw_letter(request, sitting, back)
    letter = letter_of(sitting)
    initial = {"number": f"{letter.number:02d}-{SYMBOL}", "dated_on": letter.dated_on} if letter else {}
    form = PetitionForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> str:
        papers.record_letter(sitting, **form.cleaned_data, actor=request.user, at=request.received_at)
        return back

    def faults(typed: dict[str, Any]) -> list[str]:
        return papers.letter_faults(typed.get("dated_on"), day_of(request.received_at))

    done = "Đã ghi số và ngày của tờ trình."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    drawn = sitting.papers.select_related("document")
    context = {"form": form, "sitting": sitting, "letter": letter, "papers": drawn}
    return sent or render(request, "ratings/sitting_letter.html", context, status=status_of(form))


def _draw_letter(request: AccountRequest, sitting: Sitting, back: str) -> HttpResponse:
    def act() -> str:
        format = "pdf" if request.POST.get("format") == "pdf" else "docx"
        papers.ask_paper(sitting, form="F13", format=format, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đang lập tờ trình và danh sách.", back=back)


@require_safe
def sitting_table(request: AccountRequest, key: str) -> HttpResponse:
    """Bảng Trình – Kết luận: a working list for print, with who printed it and when (P85)."""
    sitting = find_sitting(request, key)
    context = {"sitting": sitting, "agenda": agenda_of(sitting, request.user), "at": request.received_at}
    return render(request, "ratings/sitting_table.html", context)
