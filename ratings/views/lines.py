"""One line of a sitting on one page: a member marks it, staff record its conclusion."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organizations import audit
from organizations.clock import day_of
from organizations.enums import Level
from organizations.http import AccountRequest, status_of
from organizations.models import Account
from organizations.permissions import Permission
from organizations.views.parts import press, send
from organizations.workflow import require
from ratings.enums import SittingState
from ratings.forms.ratings import PauseForm
from ratings.forms.sittings import ConclusionForm, MarkForm, WithdrawForm
from ratings.models import MemberMark, SittingLine
from ratings.queries.pages import refusals_of, summary_of
from ratings.queries.sittings import COUNTED, marks_shown, next_unmarked, standing_of
from ratings.queries.votes import counted_tallies, marks_of, sitting_votes
from ratings.services import lines
from ratings.services.ratings import pause_faults


def find_line(request: AccountRequest, key: str) -> SittingLine:
    """A line within the caller's reach and not his own, or nothing at all."""
    rows = SittingLine.objects.visible_to(request.user).select_related(
        "sitting__collective__scope",
        "sitting__campaign__regulation",
        "rating__group",
        "rating__subject__person",
        "rating__subject__collective",
        "rating__subject__self_review",
        "rating__subject__campaign__regulation",
        "rating__subject__unit",
    )
    return get_object_or_404(rows, key=key)


@require_http_methods(["GET", "POST"])
def line_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One page a subject; a member approves, objects or notes and is taken to the next line."""
    line, account = find_line(request, key), request.user
    if request.method == "POST":
        require(account, Permission.MARK_LINE, line)
    if "take_back" in request.POST:
        return _take_back(request, line)
    marks = marks_of([line]).get(line.pk, [])
    mine = next((one for one in marks if one.account_id == account.pk), None)
    initial = {"mark": mine.mark, "level": mine.level, "note": mine.note} if mine else {}
    form = MarkForm(request.POST or None, initial=initial)

    def act() -> str:
        lines.mark_line(line, **form.cleaned_data, actor=account, at=request.received_at)
        following = next_unmarked(line, account)
        if following:
            return reverse("ratings:line_detail", args=[following])
        return reverse("ratings:sitting_detail", args=[line.sitting.key])

    done = f"Đã ghi ý kiến của đồng chí về: {line}."
    sent = send(request, form, act, done) if request.method == "POST" else None
    if sent:
        return sent
    audit.looked(account, line)
    context = {"form": form, "mine": mine, **_beside(line, account, marks)}
    return render(request, "ratings/line_detail.html", context, status=status_of(form))


def _take_back(request: AccountRequest, line: SittingLine) -> HttpResponse:
    back = reverse("ratings:line_detail", args=[line.key])

    def act() -> str:
        lines.take_back_mark(line, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đã rút lại ý kiến của đồng chí.", back=back)


def _beside(line: SittingLine, account: Account, marks: list[MemberMark]) -> dict[str, Any]:
    """What a member weighs before he speaks, and what he may do with the line."""
    state = line.sitting.state
    return {
        "line": line,
        "may_mark": account.can(Permission.MARK_LINE, line)
        and state == SittingState.OPEN
        and not line.is_paused,
        "may_conclude": account.can(Permission.RECORD_CONCLUSION, line) and state == SittingState.COUNTED,
        "standing": standing_of(line, account),
        **_said_of(line, account, marks),
    }


def _said_of(
    line: SittingLine, account: Account, marks: list[MemberMark], levels: Mapping[int, Level] | None = None
) -> dict[str, Any]:
    """The subject on one page, with what was counted and marked of the line as the reader may know it."""
    tallies = counted_tallies([line.rating])
    votes = sitting_votes(line.sitting, [line], tallies=tallies, marks={line.pk: marks})
    asked = line.submitted_level
    of_organ = () if line.rating.is_about(account) else (line.sitting.campaign.organization_id,)
    return {
        "summary": summary_of(
            line.rating, inside=True, levels=levels, tallies=tallies, asked=asked, askers=of_organ
        ),
        "vote": votes.get(line.pk) if line.sitting.state in COUNTED else None,
        "marks": marks_shown(line, account, marks),
    }


@require_http_methods(["GET", "POST"])
def line_conclude(request: AccountRequest, key: str) -> HttpResponse:
    """Ghi kết luận of one line."""
    line = find_line(request, key)
    marks = marks_of([line]).get(line.pk, [])
    said = _said_of(line, request.user, marks, lines.concluded_levels(line.sitting))
    refused = refusals_of(said["summary"].verdict, deciding=True)
    notes = {line.submitted_level: "Mức trình"} if line.submitted_level else {}
    initial = {
        "level": line.concluded_level,
        "reason": line.reason,
        "asked_by": line.asked_by,
        "version": line.version,
    }
    form = ConclusionForm(request.POST or None, refused=refused, notes=notes, initial=initial)

    def act() -> str:
        typed = form.cleaned_data | {"level": Level(form.cleaned_data["level"])}
        lines.conclude_line(line, **typed, actor=request.user, at=request.received_at)
        return f"{reverse('ratings:sitting_detail', args=[line.sitting.key])}#d-{line.key}"

    def faults(typed: dict[str, Any]) -> list[str]:
        level, reason = typed.get("level"), typed.get("reason", "")
        verdict, vote = said["summary"].verdict, said["vote"]
        return lines.conclusion_faults(line, Level(level), verdict, vote, reason) if level else []

    done = f"Đã ghi kết luận: {line}."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"line": line, "form": form, **said}
    return sent or render(request, "ratings/line_conclude.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def line_pause(request: AccountRequest, key: str) -> HttpResponse:
    """Leave a line aside until an organ has concluded."""
    line = find_line(request, key)
    form = PauseForm(request.POST or None)

    def act() -> str:
        lines.pause_line(line, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:sitting_detail", args=[line.sitting.key])

    def faults(typed: dict[str, Any]) -> list[str]:
        return pause_faults(typed.get("on"), day_of(request.received_at))

    done = f"Đã ghi tạm dừng: {line}."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "line": line}
    return sent or render(request, "ratings/line_pause.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def line_withdraw(request: AccountRequest, key: str) -> HttpResponse:
    """Rút khỏi danh sách, with the reason."""
    line = find_line(request, key)
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        lines.withdraw_line(line, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:sitting_detail", args=[line.sitting.key])

    done = f"Đã rút khỏi danh sách: {line}."
    sent = send(request, form, act, done) if request.method == "POST" else None
    context = {"form": form, "line": line}
    return sent or render(request, "ratings/line_withdraw.html", context, status=status_of(form))


@require_POST
def line_move(request: AccountRequest, key: str) -> HttpResponse:
    """One place higher or lower."""
    line = find_line(request, key)
    back = f"{reverse('ratings:sitting_detail', args=[line.sitting.key])}#d-{line.key}"

    def act() -> str:
        up = request.POST.get("way") == "up"
        lines.move_line(line, up=up, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đã đổi thứ tự.", back=back)
