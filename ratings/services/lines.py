"""One line of a sitting's list: moved, marked, concluded, left aside, taken off (P26, P36, P106)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from organizations import audit
from organizations.enums import Level
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied, about, require
from ratings.enums import Mark, SittingState
from ratings.models import Ballot, MemberMark, Sitting, SittingLine, Tally, Withdrawal
from ratings.queries.facts import verdicts_for
from ratings.queries.votes import Vote, sitting_votes
from ratings.rules.engine import Verdict
from ratings.services.proposals import level_faults, vote_errors
from ratings.services.ratings import pause_rating
from ratings.services.sittings import lock_sitting

BOTH_SAID = (
    "Đồng ý là theo mức trình, nhưng đồng chí lại chọn mức khác."
    " Đồng ý thì chọn “Không nêu mức”; đề nghị mức khác thì chọn “Không đồng ý” hoặc “Ý kiến khác”."
)
MAY_WITHDRAW = (SittingState.PREPARED, SittingState.OPEN)


@transaction.atomic
def move_line(line: SittingLine, *, up: bool, actor: Account, at: datetime) -> None:
    """Staff put a row one place higher or lower: protocol is theirs to know."""
    sitting, line = _locked(line)
    require(actor, Permission.PREPARE_SITTING, sitting)
    if sitting.state != SittingState.PREPARED:
        raise TransitionDenied("Phiên họp đã mở, không đổi thứ tự danh sách được nữa.")
    rows = SittingLine.objects.filter(sitting=sitting)
    other = (
        rows.filter(position__lt=line.position).last()
        if up
        else rows.filter(position__gt=line.position).first()
    )
    if other is None:
        return
    free = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    mine, theirs = line.position, other.position
    for row, position in ((line, free), (other, mine), (line, theirs)):
        SittingLine.objects.filter(pk=row.pk).update(position=position)
    audit.record(actor=actor, action="move_line", target=line, before=str(mine), after=str(theirs))


@transaction.atomic
def mark_line(
    line: SittingLine, *, mark: str, level: str, note: str, actor: Account, at: datetime
) -> MemberMark:
    """A member approves, objects or notes, from his own account; he may change it while the sitting is open."""
    sitting, line = _locked(line)
    require(actor, Permission.MARK_LINE, line)
    if line.rating.is_about(actor):
        raise TransitionDenied("Đồng chí không cho ý kiến về chính mình.")
    if sitting.state != SittingState.OPEN:
        raise TransitionDenied(f"Chưa cho ý kiến được: {sitting.get_state_display().lower()}.")
    if line.is_paused:
        raise TransitionDenied("Dòng này tạm dừng, chờ kết luận; không lấy ý kiến.")
    if mark != Mark.APPROVE and not note.strip():
        raise TransitionDenied(about("note", "Ghi nội dung ý kiến khi không đồng ý hoặc có ý kiến khác."))
    if mark == Mark.APPROVE and level not in ("", line.submitted_level):
        raise TransitionDenied(about("level", BOTH_SAID))
    if mark == Mark.APPROVE:
        level = ""
    row, _new = MemberMark.objects.update_or_create(
        line=line,
        account=actor,
        defaults={"mark": Mark(mark), "level": level, "note": note.strip(), "marked_at": at},
    )
    # That he has spoken is recorded; what he said stays with the mark until the sitting is counted (P82).
    audit.record(actor=actor, action="mark_line", target=line)
    return row


@transaction.atomic
def take_back_mark(line: SittingLine, *, actor: Account, at: datetime) -> None:
    """A member who votes on paper after all takes back what he said from his account: one member, one voice."""
    sitting, line = _locked(line)
    require(actor, Permission.MARK_LINE, line)
    if sitting.state != SittingState.OPEN:
        raise TransitionDenied(f"Không rút lại ý kiến được: {sitting.get_state_display().lower()}.")
    gone, _rows = line.marks.filter(account=actor).delete()
    if not gone:
        raise TransitionDenied("Đồng chí chưa có ý kiến về dòng này.")
    audit.record(actor=actor, action="take_back_mark", target=line)


@transaction.atomic
def conclude_line(
    line: SittingLine,
    *,
    level: Level,
    reason: str,
    asked_by: str,
    version: int,
    actor: Account,
    at: datetime,
) -> None:
    """Trình – Kết luận of one line: the level concluded, who asked for a change and why (P36)."""
    sitting, line = _locked(line)
    require(actor, Permission.RECORD_CONCLUSION, sitting)
    if sitting.state != SittingState.COUNTED:
        raise TransitionDenied(f"Chưa ghi kết luận được: {sitting.get_state_display().lower()}.")
    if line.version != version:
        raise StaleVersion
    if line.is_paused:
        raise TransitionDenied("Dòng này đang tạm dừng, chờ kết luận.")
    verdict = verdicts_for([line.rating], inside=True, levels=concluded_levels(sitting))[line.rating_id]
    errors = conclusion_faults(line, level, verdict, sitting_votes(sitting, [line]).get(line.pk), reason)
    if errors:
        raise TransitionDenied(*errors)
    before = line.concluded_level
    SittingLine.objects.filter(pk=line.pk).update(
        concluded_level=level, reason=reason.strip(), asked_by=asked_by.strip(), version=F("version") + 1
    )
    audit.record(actor=actor, action="conclude_line", target=line, before=before, after=level, note=reason)


def conclusion_faults(
    line: SittingLine, level: Level, verdict: Verdict, vote: Vote | None, reason: str
) -> list[str]:
    """What cannot be of a conclusion: its level, or a reason that is wanting."""
    faults = level_faults(level, verdict, reason, deciding=True)
    faults += [about("reason", one) for one in vote_errors(level, vote, reason)]
    if level != line.submitted_level and not reason.strip():
        faults.append(about("reason", "Mức kết luận khác mức trình: ghi lý do."))
    return faults


def concluded_levels(sitting: Sitting) -> Mapping[int, Level]:
    """Levels concluded so far in a sitting, before they are on the ratings."""
    rows = SittingLine.objects.filter(sitting=sitting).exclude(concluded_level="")
    return {pk: Level(level) for pk, level in rows.values_list("rating_id", "concluded_level")}


@transaction.atomic
def pause_line(
    line: SittingLine, *, organ: str, on: date, note: str = "", actor: Account, at: datetime
) -> None:
    """The meeting leaves a line aside until an organ has concluded: the rating is paused as on its own page (P26)."""
    sitting, line = _locked(line)
    require(actor, Permission.RECORD_CONCLUSION, sitting)
    if sitting.state not in (SittingState.PREPARED, SittingState.OPEN, SittingState.COUNTED):
        raise TransitionDenied("Phiên họp đã chốt kết luận.")
    pause_rating(line.rating, organ=organ, on=on, note=note, actor=actor, at=at)
    SittingLine.objects.filter(pk=line.pk).update(
        is_paused=True,
        concluded_level="",
        reason=note.strip(),
        asked_by=organ.strip(),
        version=F("version") + 1,
    )


@transaction.atomic
def withdraw_line(line: SittingLine, *, reason: str, actor: Account, at: datetime) -> Withdrawal:
    """Rút khỏi danh sách: until somebody has voted on it staff may take a line off; the rest close up behind it."""
    sitting, line = _locked(line)
    require(actor, Permission.PREPARE_SITTING, sitting)
    if not reason.strip():
        raise TransitionDenied(about("reason", "Ghi lý do rút khỏi danh sách."))
    if sitting.state not in MAY_WITHDRAW:
        raise TransitionDenied(f"Không rút khỏi danh sách được: {sitting.get_state_display().lower()}.")
    _take_off_ballots(line)
    audit.record(actor=actor, action="withdraw_line", target=line, before=line.submitted_level, note=reason)
    gone = Withdrawal.objects.create(
        sitting=sitting, rating=line.rating, reason=reason.strip(), withdrawn_by=actor, withdrawn_at=at
    )
    line.delete()
    _close_up(sitting, line.position)
    return gone


def _take_off_ballots(line: SittingLine) -> None:
    """Nobody's voice is lost: with one recorded the line stays; a ballot not yet counted goes on without it."""
    with_it = Ballot.objects.filter(sitting=line.sitting_id, tallies__rating=line.rating_id)
    ballots = list(Ballot.objects.select_for_update().filter(pk__in=with_it.values("pk")).order_by("pk"))
    if line.marks.exists() or any(one.entered_at for one in ballots):
        raise TransitionDenied(
            "Đã có phiếu hoặc ý kiến về dòng này nên không rút được."
            " Đề nghị hội nghị kết luận, hoặc ghi tạm dừng, chờ kết luận."
        )
    alone = [one.name for one in ballots if one.tallies.count() == 1]
    if alone:
        raise TransitionDenied(f"Phiếu “{alone[0]}” chỉ lấy ý kiến về dòng này nên không rút được.")
    Tally.objects.filter(ballot__in=ballots, rating=line.rating_id).delete()
    Ballot.objects.filter(pk__in=[one.pk for one in ballots]).update(version=F("version") + 1)


def _close_up(sitting: Sitting, gap: int) -> None:
    """The list is numbered without a gap; in two steps, so that no two lines ever hold one place."""
    rows = SittingLine.objects.filter(sitting=sitting)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    rows.filter(position__gt=gap).update(position=F("position") + last)
    rows.filter(position__gt=last).update(position=F("position") - last - 1)


def _locked(line: SittingLine) -> tuple[Sitting, SittingLine]:
    """The sitting, held until the transaction ends, and the line as it is now."""
    sitting = lock_sitting(line.sitting)
    rows = SittingLine.objects.select_related(
        "sitting__collective__scope", "rating__subject__person", "rating__subject__campaign__regulation"
    )
    found = rows.filter(pk=line.pk).first()
    if found is None:
        raise TransitionDenied("Dòng này đã rút khỏi danh sách.")
    return sitting, found
