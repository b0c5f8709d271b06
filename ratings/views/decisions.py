"""Decisions: draft, signature, comparison with the signed paper, announcement, and what follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.clock import day_of
from organizations.http import AccountRequest, give_file, status_of
from organizations.permissions import Permission
from organizations.views.parts import press, send
from organizations.workflow import may
from ratings import workflow
from ratings.enums import DecisionKind, DecisionState
from ratings.forms.decisions import FOLLOWING, CompareForm, FollowForm
from ratings.forms.sittings import SignedForm
from ratings.models import Decision, Sitting
from ratings.queries.decisions import decision_lines, ended_by, standing_entries
from ratings.services import corrections, decisions, papers
from ratings.views.sittings import find_sitting


def find_decision(request: AccountRequest, key: str) -> Decision:
    """A decision within the caller's reach as staff; a subject reads his own result page instead."""
    rows = Decision.objects.visible_to(request.user).select_related(
        "issuer__scope", "sitting", "corrects", "campaign", "compared_by", "drafted_by"
    )
    decision = get_object_or_404(rows, key=key)
    return get_object_or_404(rows, pk=decision.pk if _is_staff(request, decision) else None)


def _is_staff(request: AccountRequest, decision: Decision) -> bool:
    return request.user.can(workflow.SIGN_DECISION.permission, decision)


@require_safe
def decision_list(request: AccountRequest) -> HttpResponse:
    """Decisions and the papers that followed them."""
    rows = Decision.objects.visible_to(request.user).select_related("corrects", "issuer")
    return render(request, "ratings/decision_list.html", {"decisions": rows})


@require_POST
def decision_draft(request: AccountRequest, key: str) -> HttpResponse:
    """Lập dự thảo quyết định from the concluded lines."""
    sitting = find_sitting(request, key)

    def act() -> str:
        decision = decisions.draft_decision(sitting, actor=request.user, at=request.received_at)
        papers.ask_paper(decision, form="F16", format="docx", actor=request.user, at=request.received_at)
        return reverse("ratings:decision_detail", args=[decision.key])

    back = reverse("ratings:sitting_detail", args=[key])
    return press(request, act, done="Đã lập dự thảo quyết định.", back=back)


@require_safe
def decision_detail(request: AccountRequest, key: str) -> HttpResponse:
    """A decision with its list, its papers and what is to be done next."""
    decision = find_decision(request, key)
    moves = {move.name for move in workflow.DECISION if may(decision, move, request.user)}
    ending = ended_by(decision)
    context = {
        "decision": decision,
        "lines": decision_lines(decision),
        "moves": moves,
        "papers": decision.papers.select_related("document"),
        "followers": decision.corrections.order_by("pk"),
        "ending": ending,
        "may_correct": decision.state != DecisionState.DRAFT
        and ending is None
        and request.user.can(Permission.DRAFT_DECISION, decision),
    }
    return render(request, "ratings/decision_detail.html", context)


@require_http_methods(["GET", "POST"])
def decision_sign(request: AccountRequest, key: str) -> HttpResponse:
    """Number, day, signatory and scan, after the register."""
    decision = find_decision(request, key)
    if request.method != "POST" and decision.state not in workflow.SIGN_DECISION.sources:
        messages.info(request, f"{decision} đã ghi số, ngày và bản ký.")
        return redirect("ratings:decision_detail", key=key)
    form = SignedForm(
        request.POST or None, request.FILES or None, at=request.received_at, account=request.user
    )

    def act() -> str:
        typed = form.cleaned_data
        decisions.sign_decision(
            decision,
            number=typed["number"],
            dated_on=typed["dated_on"],
            signatory=typed["signatory"],
            signatory_title=typed["signatory_title"],
            scan=form.kept_file,
            scan_name=form.file_name,
            actor=request.user,
            at=request.received_at,
        )
        compares = request.user.can(Permission.DRAFT_DECISION, decision)
        return reverse(f"ratings:decision_{'compare' if compares else 'detail'}", args=[key])

    done = "Đã ghi số, ngày và bản ký. Tiếp theo: đối chiếu từng dòng với bản ký."

    def faults(typed: dict[str, Any]) -> list[str]:
        return decisions.signature_faults(typed.get("dated_on"), form.kept_file, day_of(request.received_at))

    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "decision": decision}
    return sent or render(request, "ratings/decision_sign.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def decision_compare(request: AccountRequest, key: str) -> HttpResponse:
    """Đối chiếu với bản ký, line by line."""
    decision = find_decision(request, key)
    entries = list(decision.entries.select_related("rating__subject"))
    form = CompareForm(request.POST or None, entries=entries)

    def act() -> str:
        decisions.compare_decision(decision, lines=form.lines(), actor=request.user, at=request.received_at)
        return reverse("ratings:decision_detail", args=[key])

    def faults(_typed: dict[str, Any]) -> list[str]:
        return decisions.comparison_faults(entries, {one.entry: one for one in form.lines()})

    done = "Đã đối chiếu với bản ký."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "decision": decision}
    return sent or render(request, "ratings/decision_compare.html", context, status=status_of(form))


@require_POST
def decision_announce(request: AccountRequest, key: str) -> HttpResponse:
    """Thông báo kết quả."""
    decision, back = find_decision(request, key), reverse("ratings:decision_detail", args=[key])

    def act() -> str:
        decisions.announce_decision(
            decision,
            result_path=reverse("ratings:result_detail", args=["KEY"]),
            list_path=reverse("ratings:rating_list"),
            actor=request.user,
            at=request.received_at,
        )
        return back

    return press(request, act, done="Đã thông báo kết quả.", back=back)


@require_http_methods(["GET", "POST"])
def decision_correct(request: AccountRequest, key: str) -> HttpResponse:
    """Đính chính, bổ sung, sửa đổi, thay thế, thu hồi: the kind first, then a new paper; the first stays."""
    former, kind = find_decision(request, key), request.GET.get("loai", "")
    following = FOLLOWING.get(kind)
    if following is None:
        context = {"decision": former, "kinds": FOLLOWING.items()}
        return render(request, "ratings/decision_correct_kind.html", context)
    meetings = Sitting.objects.visible_to(request.user).filter(campaign=former.campaign)
    form = following.form(
        request.POST or None, former=former, entries=standing_entries(former), sittings=meetings
    )

    def act() -> str:
        decision = _draft_correction(request, former, kind, form)
        papers.ask_paper(decision, form="F16", format="docx", actor=request.user, at=request.received_at)
        return reverse("ratings:decision_detail", args=[decision.key])

    def faults(typed: dict[str, Any]) -> list[str]:
        reason = typed.get("reason", "")
        if kind == DecisionKind.SUPPLEMENT:
            return corrections.supplement_faults(former, typed.get("sitting"), reason)
        wrong = corrections.correction_faults(former, kind, reason, form.changes())
        # A line that could not be read has been told at its own box.
        return [one for one in wrong if getattr(one, "box", "") != "entry"]

    done = "Đã lập dự thảo văn bản."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {"form": form, "decision": former, "following": following, "kind": kind}
    return sent or render(request, "ratings/decision_correct.html", context, status=status_of(form))


def _draft_correction(request: AccountRequest, former: Decision, kind: str, form: FollowForm) -> Decision:
    typed = form.cleaned_data
    if kind == DecisionKind.SUPPLEMENT:
        return corrections.draft_supplement(
            former, typed["sitting"], reason=typed["reason"], actor=request.user, at=request.received_at
        )
    return corrections.draft_correction(
        former,
        kind=kind,
        reason=typed["reason"],
        changes=form.changes(),
        actor=request.user,
        at=request.received_at,
    )


@require_POST
def decision_paper(request: AccountRequest, key: str) -> HttpResponse:
    """Draw the paper once more, in Word or PDF."""
    decision, back = find_decision(request, key), reverse("ratings:decision_detail", args=[key])

    def act() -> str:
        format = "pdf" if request.POST.get("format") == "pdf" else "docx"
        papers.ask_paper(decision, form="F16", format=format, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đang lập văn bản.", back=back)


@require_safe
def decision_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed decision."""
    decision = find_decision(request, key)
    return give_file(decision.scan, decision.scan_name)
