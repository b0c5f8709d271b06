"""Decisions: drafted from conclusions, signed, compared with the signed paper, announced (P27, P87)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import Role
from organizations.models import Account, Assignment
from organizations.permissions import Permission
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about, advance, not_later, require
from ratings import workflow
from ratings.enums import DecisionKind, DecisionState, RatingState, SittingState
from ratings.models import Decision, DecisionEntry, Rating, Sitting, SittingLine
from ratings.queries.ceilings import group_statuses
from ratings.queries.votes import sitting_votes
from ratings.services.sittings import lock_sitting

READY = (SittingState.CONCLUDED, SittingState.SIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One line of the list, held beside the signed paper: as it stands there, and how it differed."""

    entry: int
    is_compared: bool
    name: str
    title: str
    level: str
    note: str = ""


@transaction.atomic
def draft_decision(sitting: Sitting, *, actor: Account, at: datetime) -> Decision:
    """Dự thảo quyết định: exactly the concluded lines; asked for again, the draft is made anew from them."""
    sitting = lock_sitting(sitting)
    if sitting.state not in READY:
        raise TransitionDenied("Chốt kết luận phiên họp trước khi lập dự thảo quyết định.")
    decision = Decision.objects.filter(
        sitting=sitting, kind=DecisionKind.ORIGINAL, state=DecisionState.DRAFT
    ).first() or Decision(
        campaign=sitting.campaign,
        sitting=sitting,
        issuer=sitting.collective,
        drafted_by=actor,
        drafted_at=at,
    )
    require(actor, Permission.DRAFT_DECISION, decision)
    lines = undecided_lines(sitting)
    if not lines:
        raise TransitionDenied("Không còn dòng nào đã kết luận mà chưa có quyết định.")
    _refuse_over_ceiling(sitting)
    decision.drafted_by, decision.drafted_at = actor, at
    decision.save()
    decision.entries.all().delete()
    DecisionEntry.objects.bulk_create(
        entry_of(decision, line.rating, line.concluded_level, position)
        for position, line in enumerate(lines, start=1)
    )
    audit.record(actor=actor, action="draft_decision", target=decision, after=f"{len(lines)} dòng")
    return decision


def undecided_lines(sitting: Sitting) -> list[SittingLine]:
    """Concluded lines that no decision holds yet, in protocol order."""
    held = DecisionEntry.objects.exclude(decision__state=DecisionState.DRAFT).values("rating")
    return list(
        SittingLine.objects.filter(sitting=sitting, rating__state=RatingState.CONCLUDED)
        .exclude(rating__in=held)
        .select_related("rating__subject__person")
    )


def entry_of(decision: Decision, rating: Rating, level: str, position: int) -> DecisionEntry:
    """A line as it will stand on the paper: name, post and birth as they are today."""
    subject = rating.subject
    person = subject.person
    birth = ""
    if person is not None:
        birth = short_date(person.birth_on) if person.birth_on else str(person.birth_year)
    return DecisionEntry(
        decision=decision,
        rating=rating,
        level=level,
        name=subject.label,
        title=subject.office[:400] if person else "",
        birth=birth,
        position=position,
    )


def _refuse_over_ceiling(sitting: Sitting) -> None:
    """R-021 stands once more at the decision."""
    lines = list(SittingLine.objects.filter(sitting=sitting).select_related("rating"))
    over = [
        one
        for one in group_statuses(sitting, lines, sitting_votes(sitting, lines))
        if one.is_over and not one.group.over_reason
    ]
    if over:
        raise TransitionDenied(*(f"Nhóm “{one.group.name}”: {one.sentence}." for one in over))


@transaction.atomic
def sign_decision(
    decision: Decision,
    *,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_title: str,
    scan: File | None,
    scan_name: str,
    actor: Account,
    at: datetime,
) -> None:
    """After the office's register: number, day, signatory and scan; the ratings in it are decided."""
    decision = lock_decision(decision)
    errors = signature_faults(dated_on, scan, clock.day_of(at))
    if errors:
        raise TransitionDenied(*errors)
    require(actor, workflow.SIGN_DECISION.permission, decision)
    if decision.state == DecisionState.DRAFT:
        _record_signature(decision, number, dated_on, signatory, signatory_title, scan, scan_name)
    advance(decision, workflow.SIGN_DECISION, actor=actor, note=number)
    _take_effect(decision, actor=actor)


def signature_faults(dated_on: date | None, scan: File | None, today: date) -> list[str]:
    """What cannot be of a signed decision, as far as it could be read."""
    wrong = not_later("dated_on", dated_on, today, "Ngày văn bản không được sau hôm nay.")
    return wrong if scan else [*wrong, about("scan", "Tải lên bản quét văn bản đã ký.")]


def _record_signature(
    decision: Decision,
    number: str,
    dated_on: date,
    signatory: str,
    signatory_title: str,
    scan: File | None,
    scan_name: str,
) -> None:
    try:
        with transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(
                number=number,
                dated_on=dated_on,
                signatory=signatory,
                signatory_title=signatory_title,
                scan=scan,
                scan_name=scan_name,
                version=F("version") + 1,
            )
    except IntegrityError:
        words = f"Đã có văn bản số {number} ngày {short_date(dated_on)}. Kiểm tra lại sổ văn thư."
        raise TransitionDenied(about("number", words)) from None


def _take_effect(decision: Decision, *, actor: Account) -> None:
    """What the signature does to the ratings named in the paper, by its kind (P37)."""
    for rating, entry in locked_entries(decision):
        if decision.kind == DecisionKind.REVOCATION:
            advance(rating, workflow.SUPERSEDE, actor=actor, note=decision.reason)
        elif decision.kind in (DecisionKind.ORIGINAL, DecisionKind.SUPPLEMENT):
            _decide(rating, entry.level, actor=actor)
        elif decision.kind != DecisionKind.CORRECTION:
            set_decided_level(rating, entry.level, actor=actor, note=decision.reason)


def _decide(rating: Rating, level: str, *, actor: Account) -> None:
    """Level and state stand together: the database refuses the one without the other."""
    before = rating.state
    if before not in workflow.DECIDE.sources:
        raise TransitionDenied(
            f"{rating.subject}: {rating.get_state_display().lower()}, chưa ghi quyết định được."
        )
    require(actor, workflow.DECIDE.permission, rating)
    Rating.objects.filter(pk=rating.pk).update(
        state=workflow.DECIDE.target, decided_level=level, version=F("version") + 1
    )
    rating.state, rating.decided_level = workflow.DECIDE.target, level
    audit.record(
        actor=actor, action=workflow.DECIDE.name, target=rating, before=before, after=rating.state, note=level
    )


def set_decided_level(rating: Rating, level: str, *, actor: Account, note: str) -> None:
    """Another level by the signed paper; the state stays."""
    if rating.decided_level == level:
        return
    audit.record(
        actor=actor, action="change_level", target=rating, before=rating.decided_level, after=level, note=note
    )
    Rating.objects.filter(pk=rating.pk).update(decided_level=level, version=F("version") + 1)


def locked_entries(decision: Decision) -> list[tuple[Rating, DecisionEntry]]:
    """The ratings in a paper with their lines, held until the transaction ends."""
    entries = {one.rating_id: one for one in decision.entries.all()}
    ratings = (
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=entries)
        .select_related("subject__person__account", "subject__organization", "subject__unit__scope")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    )
    return [(rating, entries[rating.pk]) for rating in ratings]


@transaction.atomic
def compare_decision(decision: Decision, *, lines: Sequence[Compared], actor: Account, at: datetime) -> None:
    """Đối chiếu với bản ký: every line ticked; where they differ the signed paper wins, with a note (P87)."""
    decision = lock_decision(decision)
    require(actor, workflow.COMPARE_DECISION.permission, decision)
    by_entry: Mapping[int, Compared] = {one.entry: one for one in lines}
    rows = locked_entries(decision)
    errors = comparison_faults([entry for _rating, entry in rows], by_entry)
    if errors and decision.state in workflow.COMPARE_DECISION.sources:
        raise TransitionDenied(*errors)
    if decision.state in workflow.COMPARE_DECISION.sources:
        for rating, entry in rows:
            _correct(decision, rating, entry, by_entry[entry.pk], actor=actor)
        Decision.objects.filter(pk=decision.pk).update(
            compared_by=actor, compared_at=at, version=F("version") + 1
        )
    advance(decision, workflow.COMPARE_DECISION, actor=actor)


def comparison_faults(entries: Sequence[DecisionEntry], by_entry: Mapping[int, Compared]) -> list[str]:
    """Every line that was not held beside the signed paper, or differs from it without a word."""
    errors: list[str] = []
    for entry in entries:
        line = by_entry.get(entry.pk)
        if line is None or not line.is_compared:
            words = "So dòng này với bản ký rồi đánh dấu “Đã đối chiếu”; bản ký khác thì sửa theo bản ký."
            errors.append(about(f"e{entry.position}-tick", words))
        elif _differs(entry, line) and not line.note.strip():
            words = f"Bản ký khác dữ liệu ở dòng của {entry.name}, ghi rõ chỗ khác."
            errors.append(about(f"e{entry.position}-note", words))
    return errors


def _differs(entry: DecisionEntry, line: Compared) -> bool:
    return (entry.name, entry.title, entry.level) != (line.name, line.title, line.level)


def _correct(
    decision: Decision, rating: Rating, entry: DecisionEntry, line: Compared, *, actor: Account
) -> None:
    if _differs(entry, line):
        stood = " | ".join((entry.name, entry.title, entry.level))
        signed = " | ".join((line.name, line.title, line.level))
        audit.record(
            actor=actor, action="correct_entry", target=decision, before=stood, after=signed, note=line.note
        )
        if line.level != entry.level and decision.kind not in (
            DecisionKind.CORRECTION,
            DecisionKind.REVOCATION,
        ):
            set_decided_level(rating, line.level, actor=actor, note=f"Theo bản ký. {line.note}")
    DecisionEntry.objects.filter(pk=entry.pk).update(
        name=line.name,
        title=line.title,
        level=line.level,
        is_compared=True,
        compare_note=line.note.strip()[:300],
    )


@transaction.atomic
def announce_decision(
    decision: Decision, *, result_path: str, list_path: str, actor: Account, at: datetime
) -> None:
    """Thông báo kết quả: subjects see their own level; nobody is told a level by notice (P85)."""
    decision = lock_decision(decision)
    advance(decision, workflow.ANNOUNCE_DECISION, actor=actor)
    Decision.objects.filter(pk=decision.pk).update(announced_at=at, version=F("version") + 1)
    rows = locked_entries(decision)
    for rating, _entry in rows:
        if rating.state == RatingState.DECIDED:
            advance(rating, workflow.ANNOUNCE, actor=actor)
    told = rows if decision.corrects is None else [*rows, *locked_entries(decision.corrects)]
    _tell(decision, [rating for rating, _entry in told], result_path, list_path, at=at)


def _tell(decision: Decision, ratings: Sequence[Rating], path: str, list_path: str, *, at: datetime) -> None:
    """The subjects and their units' clerks; those who got the first paper get the correction too (P37)."""
    words = (
        "kết quả xếp loại" if decision.kind == DecisionKind.ORIGINAL else decision.get_kind_display().lower()
    )
    title = f"Có thông báo {words}: {decision.number}"
    for rating in {one.pk: one for one in ratings}.values():
        account = rating.subject.person.account if rating.subject.person else None
        if account is not None:
            write_notice(
                account,
                title=title[:200],
                body="Mời đồng chí mở trang để xem.",
                path=path.replace("KEY", rating.key),
                at=at,
                dedupe_key=f"decision:{decision.key}:{rating.key}",
            )
    for clerk in _clerks(ratings, clock.day_of(at)):
        write_notice(
            clerk,
            title=title[:200],
            body="Đề nghị đồng chí mở danh sách xếp loại của đơn vị.",
            path=list_path,
            at=at,
            dedupe_key=f"decision:{decision.key}:clerk:{clerk.key}",
        )


def _clerks(ratings: Sequence[Rating], day: date) -> list[Account]:
    units = {one.subject.unit_id for one in ratings if one.subject.unit_id}
    scopes = {one.subject.unit.scope_id for one in ratings if one.subject.unit}
    held = Assignment.objects.current(day).filter(
        Q(unit__in=units) | Q(unit__isnull=True, organization__in=scopes), role=Role.UNIT_CLERK
    )
    return list({one.account_id: one.account for one in held.select_related("account")}.values())


def lock_decision(decision: Decision) -> Decision:
    """The decision's row, held until the transaction ends."""
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("issuer__scope", "sitting", "corrects", "campaign")
        .get(pk=decision.pk)
    )
