"""What a unit's collective proposes, and the letter that carries it up (P104)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import Level, SubjectKind
from organizations.models import Account, SubmittingUnit
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied, advance, require
from ratings import workflow
from ratings.models import Proposal, Rating
from ratings.queries.facts import verdicts_for
from ratings.rules.engine import Finding, Verdict, check_level, warnings_for
from ratings.rules.sentences import refusal, sentence
from reviews.models import Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The level people chose for one rating, with the reason if one was asked for."""

    rating: Rating
    level: Level
    reason: str = ""
    version: int


class ProposalsRefused(Exception):
    """Some lines cannot stand; nothing was written. Sentences by the rating's key."""

    def __init__(self, lines: Mapping[str, Sequence[str]]) -> None:
        super().__init__(lines)
        self.lines = lines


@transaction.atomic
def propose_ratings(wanted: Sequence[Wanted], *, on: date, actor: Account, at: datetime) -> None:
    """Record what the unit's collective proposes: the collective first, then its people; all lines or none."""
    if on > clock.day_of(at):
        raise TransitionDenied("Ngày tập thể đề xuất không được sau hôm nay.")
    refused: dict[str, Sequence[str]] = {}
    collectives = [one for one in wanted if one.rating.subject.kind != SubjectKind.PERSON]
    persons = [one for one in wanted if one.rating.subject.kind == SubjectKind.PERSON]
    for group in (collectives, persons):
        refused |= _propose_group(group, on=on, actor=actor)
    if refused:
        raise ProposalsRefused(refused)


def _propose_group(wanted: Sequence[Wanted], *, on: date, actor: Account) -> dict[str, Sequence[str]]:
    locked = {
        row.pk: row
        for row in Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.rating.pk for one in wanted])
        .select_related("subject__person", "subject__organization", "subject__campaign__regulation")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    }
    verdicts = verdicts_for(locked.values())
    refused: dict[str, Sequence[str]] = {}
    for one in wanted:
        rating = locked[one.rating.pk]
        require(actor, Permission.PROPOSE_RATING, rating)
        if rating.version != one.version:
            raise StaleVersion
        errors = level_errors(one.level, verdicts[rating.pk], one.reason) + _order_errors(rating, on)
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


def _order_errors(rating: Rating, on: date) -> list[str]:
    """O1: review first; the days of the acts decide, not the days of typing."""
    days = [
        place.concluded_on
        for place in rating.subject.places.all()
        if place.is_compulsory and place.concluded_on
    ]
    if days and on < max(days):
        return [f"Ngày đề xuất {short_date(on)} trước ngày kiểm điểm {short_date(max(days))}."]
    return []


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
    if dated_on > clock.day_of(at):
        raise TransitionDenied("Ngày văn bản không được sau hôm nay.")
    before = proposal.number
    proposal.number, proposal.dated_on, proposal.signatory = number, dated_on, signatory
    if scan is not None:
        proposal.scan, proposal.scan_name = scan, scan_name
    if proposal.scan_id is None:
        raise TransitionDenied("Tải lên bản scan tờ trình đã ký.")
    proposal.version += 1
    proposal.save()
    audit.record(actor=actor, action="record_proposal", target=proposal, before=before, after=number)
