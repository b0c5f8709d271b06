"""A unit's proposals, and its letter with the list."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.clock import day_of
from organizations.forms import refuse, refuse_stale
from organizations.http import AccountRequest, give_file, status_of
from organizations.models import SubmittingUnit
from organizations.permissions import Permission
from organizations.views.parts import STALE, press, send
from organizations.workflow import StaleVersion, TransitionDenied, require
from ratings.forms.ratings import LetterForm, ProposalForm
from ratings.models import Proposal, Rating
from ratings.queries.letters import outdated, unlevelled
from ratings.queries.pages import order_notes, proposal_rows, unit_ratings
from ratings.services import papers, proposals
from ratings.views.parts import round_of, shut_to
from reviews.models import Campaign, Conference

DONE = "Đã lưu bảng đề nghị."
DONE_WITH_LETTER = "Đã lưu bảng đề nghị. Đang lập tờ trình và danh sách."


@require_safe
def proposal_home(request: AccountRequest) -> HttpResponse:
    """The units one proposes for; a single one opens at once."""
    units = list(SubmittingUnit.objects.visible_to(request.user).filter(collective__isnull=False))
    if len(units) == 1:
        return redirect("ratings:proposal_edit", key=units[0].key)
    return render(request, "ratings/proposal_home.html", {"units": units})


@require_http_methods(["GET", "POST"])
def proposal_edit(request: AccountRequest, key: str) -> HttpResponse:
    """The table of a unit: votes, the highest eligible level with its findings, the level people propose."""
    units = SubmittingUnit.objects.visible_to(request.user).select_related("collective", "scope")
    unit = get_object_or_404(units, key=key)
    if request.method == "POST":
        require(request.user, Permission.PROPOSE_RATING, unit)
    campaign = round_of(request)
    rows = proposal_rows(unit_ratings(request.user, unit, campaign))
    held = Conference.objects.visible_to(request.user).filter(collective=unit.collective, campaign=campaign)
    conference = held.first()
    known = Rating.objects.visible_to(request.user).select_related("subject")
    held_on = conference.held_on if conference else None
    form = ProposalForm(request.POST or None, rows=rows, held_on=held_on, known=known)
    form_ok = request.method == "POST" and _propose(request, form, unit, campaign)
    if isinstance(form_ok, HttpResponse):
        return form_ok
    letter = Proposal.objects.visible_to(request.user).filter(unit=unit, campaign=campaign).first()
    context = {
        "unit": unit,
        "form": form,
        "campaign": campaign,
        "conference": conference,
        "letter": letter,
        "group_notes": list(dict.fromkeys(row.group_note for row in rows if row.group_note)),
        "order_notes": order_notes(rows),
        "may_propose": request.user.can(Permission.PROPOSE_RATING, unit),
        "shut": shut_to(request, (row.rating for row in rows)),
    }
    return render(request, "ratings/proposal_edit.html", context, status=status_of(form))


def _propose(
    request: AccountRequest, form: ProposalForm, unit: SubmittingUnit, campaign: Campaign
) -> HttpResponse | None:
    def act() -> str:
        proposals.propose_ratings(
            form.wanted(), on=form.cleaned_data["on"], actor=request.user, at=request.received_at
        )
        return (
            _drawn(request, unit, campaign)
            if with_letter
            else reverse("ratings:proposal_edit", args=[unit.key])
        )

    with_letter = "letter" in request.POST  # what is on the page goes into the letter: it is saved first

    try:
        if form.is_bound and not form.is_valid():  # the lines are looked at all the same
            refuse(form, proposals.day_faults(form.cleaned_data.get("on"), day_of(request.received_at)))
            proposals.propose_ratings(form.wanted(), on=None, actor=request.user, at=request.received_at)
        return send(request, form, act, DONE_WITH_LETTER if with_letter else DONE)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    except StaleVersion:
        refuse_stale(form, STALE)
        return None
    except proposals.ProposalsRefused as refused:
        refuse(form, refused.whole)
        form.refuse(refused.lines)
        return None


def _drawn(request: AccountRequest, unit: SubmittingUnit, campaign: Campaign) -> str:
    """Where the letter is that was asked for."""
    letter = proposals.draft_proposal(unit, campaign, actor=request.user, at=request.received_at)
    papers.ask_paper(letter, form="F13", format="docx", actor=request.user, at=request.received_at)
    return reverse("ratings:proposal_detail", args=[letter.key])


@require_POST
def proposal_draft(request: AccountRequest, key: str) -> HttpResponse:
    """Lập tờ trình và danh sách, of a table in which nothing can be changed any more."""
    unit = get_object_or_404(SubmittingUnit.objects.visible_to(request.user), key=key)
    campaign = round_of(request)

    back = reverse("ratings:proposal_edit", args=[key])
    return press(
        request, lambda: _drawn(request, unit, campaign), done="Đang lập tờ trình và danh sách.", back=back
    )


@require_http_methods(["GET", "POST"])
def proposal_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The letter: its Word file with blank number and day, then what the register gave it."""
    letter = get_object_or_404(
        Proposal.objects.visible_to(request.user).select_related("unit", "issuer", "campaign"), key=key
    )
    if request.method == "POST":
        require(request.user, Permission.PROPOSE_RATING, letter)
    initial = {"number": letter.number, "dated_on": letter.dated_on, "signatory": letter.signatory}
    typed = {"data": request.POST or None, "files": request.FILES or None, "initial": initial}
    form = LetterForm(**typed, at=request.received_at, account=request.user)

    def act() -> str:
        words = {name: form.cleaned_data[name] for name in ("number", "dated_on", "signatory")}
        proposals.record_proposal(
            letter,
            **words,
            scan=form.kept_file,
            scan_name=form.file_name,
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:proposal_detail", args=[key])

    def faults(typed: dict[str, Any]) -> list[str]:
        scan = form.kept_file or letter.scan
        return proposals.record_faults(letter, typed.get("dated_on"), scan, day_of(request.received_at))

    done = "Đã ghi số, ngày và bản ký của tờ trình."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    context = {
        "letter": letter,
        "form": form,
        "papers": letter.papers.select_related("document"),
        "old": outdated(letter),
        "without_level": unlevelled(letter),
        "may_propose": request.user.can(Permission.PROPOSE_RATING, letter),
    }
    return sent or render(request, "ratings/proposal_detail.html", context, status=status_of(form))


@require_POST
def proposal_paper(request: AccountRequest, key: str) -> HttpResponse:
    """Draw the letter once more, from today's data."""
    letter = get_object_or_404(Proposal.objects.visible_to(request.user), key=key)
    back = reverse("ratings:proposal_detail", args=[key])

    def act() -> str:
        format = "pdf" if request.POST.get("format") == "pdf" else "docx"
        papers.ask_paper(letter, form="F13", format=format, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đang lập văn bản.", back=back)


@require_safe
def proposal_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed letter."""
    letter = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("scan"), key=key)
    return give_file(letter.scan, letter.scan_name)
