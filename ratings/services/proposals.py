"""What a unit's collective proposes, and the letter that carries it up (P104)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import Level, SubjectKind
from organizations.models import Account, SubmittingUnit
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied, about, advance, not_later, require
from ratings import workflow
from ratings.models import Proposal, Rating
from ratings.queries.facts import verdicts_for
from ratings.queries.letters import petitioned
from ratings.queries.votes import Vote, home_votes
from ratings.rules.engine import Finding, Verdict, check_level, warnings_for
from ratings.rules.sentences import refusal, sentence
from reviews.models import Campaign, Conference, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The level people chose for one rating, with the reason if one was asked for."""

    rating: Rating
    level: Level
    reason: str = ""
    version: int


class ProposalsRefused(Exception):
    """Some lines cannot stand; nothing was written. Sentences by the rating's key, and those about the whole table."""

    def __init__(self, lines: Mapping[str, Sequence[str]], whole: Sequence[str] = ()) -> None:
        super().__init__(lines, whole)
        self.lines, self.whole = lines, whole


@transaction.atomic
def propose_ratings(wanted: Sequence[Wanted], *, on: date | None, actor: Account, at: datetime) -> None:
    """Record what the unit's collective proposes: the collective first, then its people; all lines or none.

    Without a day nothing is written: the lines are looked at, so that what cannot stand is said with the day at once.
    """
    today = clock.day_of(at)
    whole = [*day_faults(on, today), *_order_faults(wanted, on or today)]
    refused: dict[str, Sequence[str]] = {}
    collectives = [one for one in wanted if one.rating.subject.kind != SubjectKind.PERSON]
    persons = [one for one in wanted if one.rating.subject.kind == SubjectKind.PERSON]
    for group in (collectives, persons):
        refused |= _propose_group(group, on=on or today, actor=actor)
    if refused or whole or on is None:
        raise ProposalsRefused(refused, whole)


def day_faults(on: date | None, today: date) -> list[str]:
    """What cannot be of the day, as far as it could be read."""
    return not_later("on", on, today, "Ngày tập thể đề xuất không được sau hôm nay.")


def _order_faults(wanted: Sequence[Wanted], on: date) -> list[str]:
    """O1: review first; the days of the acts decide, not the days of typing. One day is wrong: it is said once."""
    subjects = [one.rating.subject_id for one in wanted]
    later = list(
        Place.objects.filter(subject__in=subjects, is_compulsory=True, concluded_on__gt=on)
        .select_related("subject")
        .order_by("-concluded_on", "subject__position", "pk")
    )
    if not later:
        return []
    others = len({one.subject_id for one in later}) - 1
    named = f"{later[0].subject}{f' và {others:02d} dòng khác' if others else ''}"
    held = f"{later[0].concluded_on:%d/%m/%Y}"
    return [about("on", f"Ngày đề xuất {short_date(on)} trước ngày kiểm điểm {held} ({named}).")]


def _propose_group(wanted: Sequence[Wanted], *, on: date, actor: Account) -> dict[str, Sequence[str]]:
    locked = {
        row.pk: row
        for row in Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.rating.pk for one in wanted])
        .select_related("subject__person", "subject__organization", "subject__campaign__regulation")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    }
    verdicts, votes = verdicts_for(locked.values()), home_votes(locked.values())
    refused: dict[str, Sequence[str]] = {}
    for one in wanted:
        rating = locked[one.rating.pk]
        require(actor, Permission.PROPOSE_RATING, rating)
        if rating.version != one.version:
            raise StaleVersion
        errors = level_errors(one.level, verdicts[rating.pk], one.reason)
        errors += vote_errors(one.level, votes.get(rating.pk), one.reason)
        if errors:
            refused[rating.key] = errors
            continue
        _write(rating, one, on=on, actor=actor)
    return refused


def _write(rating: Rating, one: Wanted, *, on: date, actor: Account) -> None:
    before = rating.proposed_level
    rating.proposed_level, rating.proposed_on = one.level, on
    rating.proposed_reason, rating.version = one.reason, rating.version + 1
    rating.save(update_fields=["proposed_level", "proposed_on", "proposed_reason", "version"])
    advance(
        rating, workflow.PROPOSE, actor=actor, note=f"{before or '–'} → {one.level}. {one.reason}".strip()
    )


def refused(finding: Finding, level: Level) -> str:
    """Why a level cannot be given, and by which clause."""
    return f"{refusal(finding, level).rstrip('.')}. {finding.clause}."


def level_faults(level: Level, verdict: Verdict, reason: str, *, deciding: bool = False) -> list[str]:
    """Why a level cannot be given, beside its box; what a reason would allow, beside the reason's."""
    box = "level" if check_level(level, verdict, deciding=deciding) else "reason"
    return [about(box, one) for one in level_errors(level, verdict, reason, deciding=deciding)]


def level_errors(level: Level, verdict: Verdict, reason: str, *, deciding: bool = False) -> list[str]:
    """Why a level cannot be given; what may be given with a reason asks for the reason."""
    forbidden = check_level(level, verdict, deciding=deciding)
    if forbidden:
        return [refused(one, level) for one in forbidden]
    warned = warnings_for(level, verdict)
    if warned and not reason.strip():
        return [
            f"Mức “{level.label}” cao hơn mức đủ điều kiện. {sentence(one)} Ghi lý do nếu vẫn đề nghị."
            for one in warned
        ]
    return []


def vote_errors(level: Level, vote: Vote | None, reason: str) -> list[str]:
    """People may decide otherwise than the secret ballot, never unsaid."""
    if vote is None or vote.outcome.level == level or reason.strip():
        return []
    return [f"Mức “{level.label}” khác kết quả biểu quyết ({vote.short}). Ghi lý do."]


@transaction.atomic
def draft_proposal(unit: SubmittingUnit, campaign: Campaign, *, actor: Account, at: datetime) -> Proposal:
    """Lập tờ trình: one letter a unit and round; asked for again, the same one comes back."""
    require(actor, Permission.PROPOSE_RATING, unit)
    if unit.collective is None:
        raise TransitionDenied("Đơn vị chưa có tập thể ký tờ trình.")
    proposal, fresh = Proposal.objects.get_or_create(
        campaign=campaign, unit=unit, defaults={"issuer": unit.collective}
    )
    if fresh:
        audit.record(actor=actor, action="draft_proposal", target=proposal)
    return proposal


@transaction.atomic
def record_proposal(
    proposal: Proposal,
    *,
    number: str,
    dated_on: date,
    signatory: str,
    scan: File | None,
    scan_name: str,
    actor: Account,
    at: datetime,
) -> None:
    """After the office's register: number, day, who signed, and the signed scan (P27)."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal.pk)
    require(actor, Permission.PROPOSE_RATING, proposal)
    wrong = record_faults(proposal, dated_on, scan or proposal.scan, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    before = proposal.number
    proposal.number, proposal.dated_on, proposal.signatory = number, dated_on, signatory
    if scan is not None:
        proposal.scan, proposal.scan_name = scan, scan_name
    proposal.version += 1
    proposal.save()
    audit.record(actor=actor, action="record_proposal", target=proposal, before=before, after=number)


def record_faults(proposal: Proposal, dated_on: date | None, scan: File | None, today: date) -> list[str]:
    """What cannot be of a signed letter, as far as it could be read: it carries up what was proposed before."""
    wrong = not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
    day, what = _carried_from(proposal)
    if dated_on and day and dated_on < day:
        wrong.append(about("dated_on", f"Ngày văn bản không được trước {what} ({short_date(day)})."))
    return wrong if scan else [*wrong, about("scan", "Tải lên bản quét tờ trình đã ký.")]


def _carried_from(proposal: Proposal) -> tuple[date | None, str]:
    """The act that the letter follows: the proposal, or the conference where nothing was proposed yet."""
    proposed = petitioned(proposal.unit, proposal.campaign).aggregate(last=Max("proposed_on"))["last"]
    if proposed:
        return proposed, "ngày tập thể đề xuất"
    held = Conference.objects.filter(collective=proposal.unit.collective, campaign=proposal.campaign)
    return held.aggregate(first=Min("held_on"))["first"], "ngày hội nghị kiểm điểm"
