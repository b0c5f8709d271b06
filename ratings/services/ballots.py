"""Ballots: prepared, printed, counted by one person and checked by another (P06, P20, P71)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from documents.models import File
from organizations import audit
from organizations.enums import Level
from organizations.models import Account
from organizations.workflow import StaleVersion, Transition, TransitionDenied, advance, require
from ratings import workflow
from ratings.enums import RatingState, SittingState, VoteMethod
from ratings.models import Ballot, Rating, Sitting, Tally
from ratings.queries.ballots import meeting_of
from ratings.queries.votes import papers_of
from ratings.rules.votes import Papers, beyond_meeting, line_errors, papers_errors
from ratings.services.sittings import lock_sitting
from reviews.models import Conference

SAME_PERSON = (
    "Số liệu do chính đồng chí nhập. Đề nghị một đồng chí khác kiểm tra, bằng tài khoản của đồng chí đó."
)

ALREADY_CHECKED = (
    "Số liệu đã được người thứ hai kiểm tra, xác nhận. Muốn sửa, mở lại số liệu kiểm phiếu và ghi lý do."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What the counting team wrote down: papers, four counts a subject, who counted."""

    papers: Papers
    counts: Mapping[int, Mapping[Level, int]]
    counters: str
    scan: File | None = None
    scan_name: str = ""


def moves_of(ballot: Ballot) -> tuple[Transition, ...]:
    """The moves of a home ballot or of the deciding organ's."""
    return workflow.HOME_BALLOT if ballot.conference_id else workflow.SITTING_BALLOT


def move_named(ballot: Ballot, name: str) -> Transition:
    """One of them."""
    return next(move for move in moves_of(ballot) if move.name == name)


@transaction.atomic
def create_ballot(
    *,
    ratings: Iterable[Rating],
    name: str,
    actor: Account,
    at: datetime,
    conference: Conference | None = None,
    sitting: Sitting | None = None,
    method: str = VoteMethod.PAPER,
) -> Ballot:
    """Prepare a ballot over some subjects of a meeting; the same subjects again make the next round."""
    rows = list(ratings)
    meeting = _locked_meeting(conference, sitting)
    barred = [str(row.subject) for row in rows if row.state in (RatingState.NOT_RATED, RatingState.PAUSED)]
    if not rows:
        raise TransitionDenied("Chọn ít nhất một tập thể, cá nhân để lấy phiếu.")
    if barred:
        raise TransitionDenied(
            f"Không lấy phiếu đối với: {', '.join(barred)} (tạm dừng hoặc không xếp loại)."
        )
    earlier = Ballot.objects.filter(conference=conference, sitting=sitting, tallies__rating__in=rows)
    ballot = Ballot(
        conference=conference,
        sitting=sitting,
        name=name,
        method=method,
        round=(earlier.aggregate(last=Max("round"))["last"] or 0) + 1,
        convened_count=meeting.convened_count if isinstance(meeting, Conference) else meeting.member_count,
    )
    require(actor, move_named(ballot, "enter_counts").permission, ballot)
    ballot.save()
    Tally.objects.bulk_create(
        Tally(ballot=ballot, rating=row, position=position) for position, row in enumerate(rows, start=1)
    )
    audit.record(actor=actor, action="create_ballot", target=ballot, after=f"lần {ballot.round}")
    return ballot


def _locked_meeting(conference: Conference | None, sitting: Sitting | None) -> Conference | Sitting:
    if conference is not None:
        return Conference.objects.select_for_update().get(pk=conference.pk)
    if sitting is None:
        raise LookupError("a ballot belongs to a meeting")
    meeting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if meeting.state != SittingState.OPEN:
        raise TransitionDenied(
            f"Chỉ lấy phiếu khi phiên họp đang họp. Hiện nay: {meeting.get_state_display()}."
        )
    return meeting


@transaction.atomic
def move_ballot(ballot: Ballot, *, name: str, actor: Account, at: datetime) -> None:
    """Begin or end the voting in the room."""
    if name not in ("open_ballot", "close_ballot"):
        raise TransitionDenied("Không có bước này.")
    ballot = _lock(ballot)
    advance(ballot, move_named(ballot, name), actor=actor)


@transaction.atomic
def enter_counts(ballot: Ballot, *, count: Count, version: int, actor: Account, at: datetime) -> None:
    """Write down what the counting team found; nothing is kept while a sum does not agree."""
    ballot = _lock(ballot)
    move = move_named(ballot, "enter_counts")
    require(actor, move.permission, ballot)
    if ballot.state not in move.sources:
        raise TransitionDenied(ALREADY_CHECKED)
    if ballot.version != version:
        raise StaleVersion
    tallies = list(ballot.tallies.select_related("rating__subject"))
    errors = count_errors(ballot, tallies, count)
    if errors:
        raise TransitionDenied(*errors)
    _write(ballot, tallies, count, actor=actor, at=at)
    advance(ballot, move, actor=actor, note=_note(count))


def count_errors(ballot: Ballot, tallies: Iterable[Tally], count: Count) -> list[str]:
    """Everything that does not add up, at once, each line by its name (R-024)."""
    errors = papers_errors(count.papers) + meeting_errors(ballot, count.papers)
    for tally in tallies:
        wrong = line_errors(count.counts.get(tally.rating_id, {}), count.papers.valid)
        errors += [f"{tally.rating.subject}: {one}" for one in wrong]
    return errors


def meeting_errors(ballot: Ballot, papers: Papers) -> list[str]:
    """What contradicts the meeting as it is recorded today."""
    return [words for _figure, words in beyond_meeting(asdict(papers), meeting_of(ballot))]


def _write(ballot: Ballot, tallies: list[Tally], count: Count, *, actor: Account, at: datetime) -> None:
    papers = count.papers
    ballot.convened_count, ballot.present_count = papers.summoned, papers.present
    ballot.issued_count, ballot.returned_count = papers.issued, papers.returned
    ballot.valid_count, ballot.invalid_count = papers.valid, papers.invalid
    ballot.counters, ballot.check_note = count.counters, ""
    ballot.entered_by, ballot.entered_at = actor, at
    ballot.checked_by, ballot.checked_at = None, None
    if count.scan is not None:
        ballot.scan, ballot.scan_name = count.scan, count.scan_name
    ballot.version += 1
    ballot.save()
    for tally in tallies:
        counts = count.counts.get(tally.rating_id, {})
        tally.excellent_count, tally.good_count, tally.fair_count, tally.failed_count = (
            counts.get(level, 0) for level in Level
        )
    fields = ["excellent_count", "good_count", "fair_count", "failed_count"]
    Tally.objects.bulk_update(tallies, fields)


def _note(count: Count) -> str:
    papers = "/".join(str(one) for one in asdict(count.papers).values())
    lines = "; ".join("-".join(str(one) for one in counts.values()) for counts in count.counts.values())
    return f"{papers} | {lines}"


@transaction.atomic
def check_counts(ballot: Ballot, *, version: int, actor: Account, at: datetime) -> None:
    """A second person has compared the figures with the signed minutes: the vote is counted."""
    ballot = _lock(ballot)
    move = move_named(ballot, "check_counts")
    require(actor, move.permission, ballot)
    if ballot.entered_by_id == actor.pk:
        raise TransitionDenied(SAME_PERSON)
    if ballot.state in move.sources:
        if ballot.version != version:
            raise TransitionDenied("Số liệu vừa được sửa. Đề nghị đồng chí xem lại rồi xác nhận.")
        errors = meeting_errors(ballot, papers_of(ballot))
        if errors:
            raise TransitionDenied(*errors)
        Ballot.objects.filter(pk=ballot.pk).update(checked_by=actor, checked_at=at, version=F("version") + 1)
    advance(ballot, move, actor=actor)


@transaction.atomic
def return_counts(ballot: Ballot, *, note: str, actor: Account, at: datetime) -> None:
    """The figures differ from the minutes: whoever typed them looks again."""
    ballot = _lock(ballot)
    if not note.strip():
        raise TransitionDenied("Ghi rõ chỗ số liệu khác biên bản.")
    advance(ballot, move_named(ballot, "return_counts"), actor=actor, note=note)
    Ballot.objects.filter(pk=ballot.pk).update(check_note=note.strip(), version=F("version") + 1)


@transaction.atomic
def reopen_counts(ballot: Ballot, *, reason: str, actor: Account, at: datetime) -> None:
    """Confirmed figures are wrong: they are put right, and a second person checks them anew."""
    if ballot.sitting is not None:
        _refuse_counted(lock_sitting(ballot.sitting))
    ballot = _lock(ballot)
    if not reason.strip():
        raise TransitionDenied("Ghi lý do mở lại số liệu kiểm phiếu.")
    advance(ballot, move_named(ballot, "reopen_counts"), actor=actor, note=reason)
    Ballot.objects.filter(pk=ballot.pk).update(
        checked_by=None, checked_at=None, check_note=reason.strip(), version=F("version") + 1
    )


def _refuse_counted(sitting: Sitting) -> None:
    if sitting.state != SittingState.OPEN:
        raise TransitionDenied(f"Không mở lại số liệu được: {sitting.get_state_display().lower()}.")


def _lock(ballot: Ballot) -> Ballot:
    return (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("conference__collective__scope", "conference__cell", "sitting__collective__scope")
        .get(pk=ballot.pk)
    )
