"""Ballots of a conference or a sitting: prepared, printed, counted, checked by a second person."""

import re

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.http import AccountRequest, give_file, status_of
from organizations.views.parts import press, send
from organizations.workflow import Transition, may
from ratings.enums import BallotState, RatingState, SittingState
from ratings.forms.ballots import BallotForm, CountForm, ReopenCountsForm, ReturnForm
from ratings.models import Ballot, Rating, Sitting
from ratings.queries.ballots import Counted, counted_rows, too_many_on
from ratings.queries.votes import papers_of
from ratings.services import ballots, papers
from ratings.services.sittings import WAY_OUT
from reviews.models import Conference

RATEABLE = (RatingState.NOT_RATED, RatingState.PAUSED)
NAME = "Đề nghị xếp loại chất lượng tập thể, cá nhân cán bộ lãnh đạo, quản lý"


def find_ballot(request: AccountRequest, key: str) -> Ballot:
    """A ballot within the caller's reach, or nothing at all."""
    rows = Ballot.objects.visible_to(request.user).select_related(
        "conference__collective__scope",
        "conference__cell",
        "conference__campaign__regulation",
        "sitting__collective__scope",
        "sitting__campaign__regulation",
        "entered_by",
        "checked_by",
    )
    return get_object_or_404(rows, key=key)


def find_conference(request: AccountRequest, key: str) -> Conference:
    """A conference within the caller's reach, or nothing at all."""
    rows = Conference.objects.visible_to(request.user).select_related("collective__scope", "cell", "campaign")
    return get_object_or_404(rows, key=key)


@require_safe
def ballot_list(request: AccountRequest, key: str) -> HttpResponse:
    """The ballots of one conference; a second ballot stands as its own row."""
    conference = find_conference(request, key)
    rows = Ballot.objects.visible_to(request.user).filter(conference=conference)
    context = {
        "conference": conference,
        "ballots": rows.select_related("entered_by", "checked_by"),
        "may_create": may_enter(request, Ballot(conference=conference)),
    }
    return render(request, "ratings/ballot_list.html", context)


def may_enter(request: AccountRequest, ballot: Ballot) -> bool:
    """Whether the caller prepares and counts here."""
    return request.user.can(ballots.move_named(ballot, "enter_counts").permission, ballot)


@require_http_methods(["GET", "POST"])
def ballot_create(request: AccountRequest, key: str) -> HttpResponse:
    """A ballot over the conference's subjects: all of them, unless some are left out."""
    conference = find_conference(request, key)
    on_agenda = conference.agenda.values("subject")
    here = Rating.objects.visible_to(request.user).leading().filter(subject__in=on_agenda)
    rows = here.exclude(state__in=RATEABLE)
    return _create(request, list(rows.for_list()), conference=conference)


@require_http_methods(["GET", "POST"])
def sitting_ballot_create(request: AccountRequest, key: str) -> HttpResponse:
    """A printed ballot of the deciding organ over some lines; a second one after a tie or a gap."""
    sitting = get_object_or_404(Sitting.objects.visible_to(request.user), key=key)
    lines = sitting.lines.filter(is_paused=False).values("rating")
    rows = Rating.objects.visible_to(request.user).filter(pk__in=lines)
    return _create(request, list(rows.for_list()), sitting=sitting)


def _create(
    request: AccountRequest,
    rows: list[Rating],
    *,
    conference: Conference | None = None,
    sitting: Sitting | None = None,
) -> HttpResponse:
    initial = {"name": NAME, "ratings": [one.key for one in rows]}
    known = Rating.objects.visible_to(request.user)
    form = BallotForm(request.POST or None, ratings=rows, known=known, initial=initial)

    def act() -> str:
        ballot = ballots.create_ballot(
            conference=conference,
            sitting=sitting,
            ratings=form.chosen(),
            name=form.cleaned_data["name"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:ballot_detail", args=[ballot.key])

    sent = send(request, form, act, "Đã lập phiếu biểu quyết.") if request.method == "POST" else None
    context = {"form": form, "conference": conference, "sitting": sitting}
    return sent or render(request, "ratings/ballot_create.html", context, status=status_of(form))


@require_safe
def ballot_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One ballot: its papers, its counts, what is to be done next."""
    return _detail(request, find_ballot(request, key))


def _detail(
    request: AccountRequest,
    ballot: Ballot,
    *,
    returned: ReturnForm | None = None,
    reopened: ReopenCountsForm | None = None,
) -> HttpResponse:
    """The page of a ballot; a reason that was refused stays in its open box."""
    refused = returned or reopened
    moves: list[Transition] = [one for one in ballots.moves_of(ballot) if may(ballot, one, request.user)]
    names = {one.name for one in moves}
    rows: list[Counted] = counted_rows(ballot)
    context = {
        "ballot": ballot,
        "rows": rows,
        "buttons": [one for one in moves if one.name in ("open_ballot", "close_ballot")],
        "may_enter": "enter_counts" in names,
        "may_check": "check_counts" in names and ballot.entered_by_id != request.user.pk,
        "is_mine": ballot.state == BallotState.ENTERED and ballot.entered_by_id == request.user.pk,
        "papers": ballot.papers.select_related("document"),
        "return_form": returned or ReturnForm(),
        "may_reopen": "reopen_counts" in names
        and (ballot.sitting is None or ballot.sitting.state == SittingState.OPEN),
        "reopen_form": reopened or ReopenCountsForm(),
        "refused": refused,
        "against": ballots.meeting_errors(ballot, papers_of(ballot)) if ballot.entered_at else [],
        "too_many": too_many_on(ballot),
        "way_out": WAY_OUT,
    }
    status = status_of(*filter(None, [refused]))
    return render(request, "ratings/ballot_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ballot_count(request: AccountRequest, key: str) -> HttpResponse:
    """Nhập kết quả kiểm phiếu: every sum that does not agree is said at once, nothing is lost."""
    ballot = find_ballot(request, key)
    if request.method != "POST" and ballot.state == BallotState.COUNTED:
        messages.info(request, ballots.ALREADY_CHECKED)
        return redirect("ratings:ballot_detail", key=key)
    tallies = list(ballot.tallies.select_related("rating__subject"))
    form = CountForm(
        request.POST or None,
        request.FILES or None,
        ballot=ballot,
        tallies=tallies,
        at=request.received_at,
        account=request.user,
        known=Rating.objects.visible_to(request.user).select_related("subject"),
    )

    def act() -> str:
        ballots.enter_counts(
            ballot,
            count=form.count(),
            version=form.cleaned_data["version"],
            actor=request.user,
            at=request.received_at,
        )
        return reverse("ratings:ballot_detail", args=[key])

    done = "Đã ghi kết quả kiểm phiếu. Đề nghị một đồng chí khác kiểm tra số liệu."
    checking = "check_only" in request.POST
    sent = send(request, form, act, done) if request.method == "POST" and not checking else None
    context = {"form": form, "ballot": ballot, "agrees": checking and form.is_valid()}
    return sent or render(request, "ratings/ballot_count.html", context, status=status_of(form))


@require_POST
def ballot_move(request: AccountRequest, key: str, name: str) -> HttpResponse:
    """Begin or end the voting in the room."""
    ballot, back = find_ballot(request, key), reverse("ratings:ballot_detail", args=[key])

    def act() -> str:
        ballots.move_ballot(ballot, name=name, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đã ghi.", back=back)


@require_POST
def ballot_check(request: AccountRequest, key: str) -> HttpResponse:
    """A second person says that the figures are those of the minutes."""
    ballot, back = find_ballot(request, key), reverse("ratings:ballot_detail", args=[key])
    typed = request.POST.get("version", "")
    version = int(typed) if re.fullmatch("[0-9]{1,9}", typed) else 0

    def act() -> str:
        ballots.check_counts(ballot, version=version, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đã xác nhận số liệu kiểm phiếu.", back=back)


@require_POST
def ballot_return(request: AccountRequest, key: str) -> HttpResponse:
    """The second person found a difference."""
    ballot, form = find_ballot(request, key), ReturnForm(request.POST)

    def act() -> str:
        ballots.return_counts(ballot, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:ballot_detail", args=[key])

    done = "Đã đề nghị kiểm lại số liệu."
    return send(request, form, act, done) or _detail(request, ballot, returned=form)


@require_POST
def ballot_reopen(request: AccountRequest, key: str) -> HttpResponse:
    """Confirmed figures are wrong: they are opened again, with the reason."""
    ballot, form = find_ballot(request, key), ReopenCountsForm(request.POST)

    def act() -> str:
        ballots.reopen_counts(ballot, **form.cleaned_data, actor=request.user, at=request.received_at)
        return reverse("ratings:ballot_detail", args=[key])

    done = "Đã mở lại số liệu. Sửa xong cần người thứ hai kiểm tra lại."
    return send(request, form, act, done) or _detail(request, ballot, reopened=form)


@require_POST
def ballot_paper(request: AccountRequest, key: str) -> HttpResponse:
    """Print blank ballots, or the minutes of the count."""
    ballot, back = find_ballot(request, key), reverse("ratings:ballot_detail", args=[key])

    def act() -> str:
        form = "F11" if request.POST.get("form") == "F11" else "F10"
        format = "docx" if request.POST.get("format") == "docx" else "pdf"
        papers.ask_paper(ballot, form=form, format=format, actor=request.user, at=request.received_at)
        return back

    return press(request, act, done="Đang lập văn bản.", back=back)


@require_safe
def ballot_scan(request: AccountRequest, key: str) -> HttpResponseBase:
    """The signed minutes of the count."""
    ballot = find_ballot(request, key)
    return give_file(ballot.scan, ballot.scan_name)
