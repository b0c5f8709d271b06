"""A sitting: prepared, opened, marked, counted, concluded, its minutes signed (P06, P36, P106)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from documents.models import File
from organizations import audit, clock
from organizations.enums import Route, SubjectKind
from organizations.models import Account, Collective
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, advance, not_later, require
from ratings import workflow
from ratings.enums import BallotState, DecisionState, RatingState, SittingState
from ratings.models import Ballot, Decision, Rating, Sitting, SittingLine, TitleGroup
from ratings.queries.ceilings import group_statuses
from ratings.queries.sittings import READY, listed_now, thing_of, things_before
from ratings.queries.votes import counted_tallies, sitting_votes, too_many_voices
from ratings.rules.order import kept_order
from reviews.models import Campaign, Subject

WAY_OUT = (
    "Ủy viên đã bỏ phiếu giấy thì rút lại ý kiến ở trang của dòng đó;"
    " phiếu giấy nhập sai thì mở lại số liệu kiểm phiếu để sửa."
)


@transaction.atomic
def prepare_sitting(
    campaign: Campaign,
    collective: Collective,
    *,
    name: str,
    held_on: date,
    place: str,
    chair: str,
    secretary: str,
    member_count: int,
    ratings: Iterable[Rating],
    actor: Account,
    at: datetime,
) -> Sitting:
    """Put the appraised ratings on a list in protocol order; who is paused stands on it as paused."""
    sitting = Sitting(
        campaign=campaign,
        collective=collective,
        name=name,
        held_on=held_on,
        place=place,
        chair=chair,
        secretary=secretary,
        member_count=member_count,
        prepared_by=actor,
    )
    require(actor, Permission.PREPARE_SITTING, sitting)
    rows = list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in ratings])
        .order_by("pk")
        .select_related("subject__unit")
    )
    if not rows:
        raise TransitionDenied(about("ratings", "Chọn ít nhất một tập thể, cá nhân để trình phiên họp."))
    _refuse_not_ready(rows)
    sitting.save()
    _list(sitting, rows)
    audit.record(actor=actor, action="prepare_sitting", target=sitting, after=f"{len(rows)} dòng")
    return sitting


def _list(sitting: Sitting, rows: list[Rating]) -> None:
    """Collectives before people; each in the protocol's order, as staff put it right the last time."""
    before = things_before(sitting, rows)
    of = {thing_of(row): row for row in sorted(rows, key=protocol_order)}
    bodies = [one for one in of if one[0] != SubjectKind.PERSON]
    people = [one for one in of if one[0] == SubjectKind.PERSON]
    in_order = [*kept_order(bodies, before), *kept_order(people, before)]
    SittingLine.objects.bulk_create(
        SittingLine(
            sitting=sitting,
            rating=row,
            position=position,
            submitted_level="" if row.state == RatingState.PAUSED else row.appraised_level,
            is_paused=row.state == RatingState.PAUSED,
            asked_by=row.paused_by,
        )
        for position, row in enumerate((of[one] for one in in_order), start=1)
    )


def protocol_order(rating: Rating) -> tuple[object, ...]:
    """Collectives first, then people; by the protocol of units and posts, never by name or votes (P72)."""
    subject = rating.subject
    unit = subject.unit.position if subject.unit else 0
    return (subject.kind == "person", subject.position, unit, subject.pk)


def _refuse_not_ready(rows: list[Rating]) -> None:
    waiting = [str(row.subject) for row in rows if row.state not in READY]
    listed = [str(line) for line in listed_now(rows)]
    errors = _decided_elsewhere(rows)
    if waiting:
        errors.append(about("ratings", f"Chưa thẩm định nên chưa trình được: {', '.join(waiting)}."))
    if listed:
        errors.append(about("ratings", f"Đang có trong một phiên họp khác: {', '.join(listed)}."))
    if errors:
        raise TransitionDenied(*errors)


def _decided_elsewhere(rows: list[Rating]) -> list[str]:
    """The Standing Committee concludes on what it decides: not on what it comments on, proposes or delegated (P09)."""
    # Read after the ratings are locked: a letter that moves posts holds the same locks.
    others = Subject.objects.filter(pk__in=[row.subject_id for row in rows]).exclude(route=Route.DECIDED)
    names = [f"{one} ({one.get_route_display()})" for one in others]
    if not names:
        return []
    return [
        "Ban Thường vụ Tỉnh ủy không quyết định xếp loại nên không đưa vào danh sách trình:"
        f" {', '.join(names)}. Đề nghị bỏ chọn."
    ]


@transaction.atomic
def open_sitting(sitting: Sitting, *, actor: Account, at: datetime) -> None:
    """Mở phiên họp: members may mark; the title groups are frozen as they stand (P112)."""
    sitting = lock_sitting(sitting)
    advance(sitting, workflow.OPEN_SITTING, actor=actor)
    Sitting.objects.filter(pk=sitting.pk).update(opened_at=at, version=F("version") + 1)
    TitleGroup.objects.filter(ratings__lines__sitting=sitting, frozen_at__isnull=True).update(frozen_at=at)


@transaction.atomic
def count_sitting(sitting: Sitting, *, actor: Account, at: datetime) -> None:
    """Close the voting: every paper ballot is checked, and no more voices than members."""
    sitting = lock_sitting(sitting)
    ballots = Ballot.objects.filter(sitting=sitting)
    open_ones = ballots.exclude(state=BallotState.COUNTED)
    if sitting.state == SittingState.OPEN and open_ones.exists():
        names = ", ".join(f"{one.name} (lần {one.round})" for one in open_ones)
        raise TransitionDenied(f"Còn phiếu chưa được người thứ hai kiểm tra: {names}.")
    errors = _too_many(sitting)
    if errors:
        raise TransitionDenied(*errors)
    advance(sitting, workflow.COUNT_SITTING, actor=actor)


def _too_many(sitting: Sitting) -> list[str]:
    lines = list(SittingLine.objects.filter(sitting=sitting).select_related("rating__subject"))
    counted = counted_tallies(line.rating for line in lines)
    wrong = too_many_voices(sitting, lines, [one for one in counted if one.ballot.sitting_id == sitting.pk])
    return [*wrong, WAY_OUT] if wrong else []


@transaction.atomic
def reopen_vote(sitting: Sitting, *, actor: Account, at: datetime) -> None:
    """The meeting votes once more: a second ballot is a count of its own."""
    advance(lock_sitting(sitting), workflow.REOPEN_VOTE, actor=actor)


@transaction.atomic
def conclude_sitting(
    sitting: Sitting, *, over_reasons: Mapping[str, str], actor: Account, at: datetime
) -> None:
    """Close the conclusions: every line concluded or paused, every group within its ceiling or decided otherwise."""
    sitting = lock_sitting(sitting)
    lines = list(SittingLine.objects.filter(sitting=sitting).select_related("rating__subject__person"))
    require(actor, Permission.RECORD_CONCLUSION, sitting)
    missing = [str(line) for line in lines if not line.concluded_level and not line.is_paused]
    if missing:
        raise TransitionDenied(f"Còn {len(missing)} dòng chưa ghi kết luận: {', '.join(missing[:5])}.")
    _refuse_over_ceiling(sitting, lines, over_reasons, actor=actor)
    advance(sitting, workflow.CONCLUDE_SITTING, actor=actor)
    for rating in _locked_ratings(lines):
        level = next(one.concluded_level for one in lines if one.rating_id == rating.pk)
        Rating.objects.filter(pk=rating.pk).update(concluded_level=level, version=F("version") + 1)
        advance(rating, workflow.CONCLUDE, actor=actor)


def _locked_ratings(lines: list[SittingLine]) -> list[Rating]:
    return list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[line.rating_id for line in lines if not line.is_paused])
        .select_related("subject__person", "subject__organization")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    )


def _refuse_over_ceiling(
    sitting: Sitting, lines: list[SittingLine], reasons: Mapping[str, str], *, actor: Account
) -> None:
    """R-021: over the ceiling only by the meeting's own decision, with its reason; nobody is lowered here."""
    over = [one for one in group_statuses(sitting, lines, sitting_votes(sitting, lines)) if one.is_over]
    unsaid = [one for one in over if not reasons.get(one.group.key, "").strip()]
    if unsaid:
        raise TransitionDenied(
            *(
                about(
                    f"over-{one.group.key}",
                    f"Nhóm “{one.group.name}”: {one.sentence}. Đề nghị hội nghị quyết định.",
                )
                for one in unsaid
            )
        )
    for one in over:
        reason = reasons[one.group.key].strip()
        TitleGroup.objects.filter(pk=one.group.pk).update(over_reason=reason)
        audit.record(actor=actor, action="exceed_ceiling", target=one.group, after=one.sentence, note=reason)


@transaction.atomic
def reopen_sitting(sitting: Sitting, *, note: str, actor: Account, at: datetime) -> None:
    """Before the signature something is changed: conclusions open again, both states traced (P106.5)."""
    sitting = lock_sitting(sitting)
    signed = Decision.objects.filter(sitting=sitting).exclude(state=DecisionState.DRAFT)
    if signed.exists():
        raise TransitionDenied("Quyết định đã ký. Lập quyết định sửa đổi hoặc bổ sung.")
    if not note.strip():
        raise TransitionDenied("Ghi lý do và người đề nghị mở lại kết luận.")
    advance(sitting, workflow.REOPEN_SITTING, actor=actor, note=note)
    lines = list(SittingLine.objects.filter(sitting=sitting))
    for rating in _locked_ratings(lines):
        if rating.state == RatingState.CONCLUDED:
            advance(rating, workflow.RECONSIDER, actor=actor, note=note)
            Rating.objects.filter(pk=rating.pk).update(concluded_level="", version=F("version") + 1)
        elif rating.paused_from == RatingState.CONCLUDED:
            _leave_aside(sitting, rating)


def _leave_aside(sitting: Sitting, rating: Rating) -> None:
    """Paused after its conclusion, which is open again: its line waits as if the meeting had left it aside (P26)."""
    Rating.objects.filter(pk=rating.pk).update(
        concluded_level="", paused_from=RatingState.APPRAISED, version=F("version") + 1
    )
    SittingLine.objects.filter(sitting=sitting, rating=rating).update(
        is_paused=True, concluded_level="", reason="", asked_by=rating.paused_by, version=F("version") + 1
    )


def minutes_faults(dated_on: date | None, scan: File | None, today: date) -> list[str]:
    """What cannot be of signed minutes, as far as it could be read."""
    wrong = not_later("dated_on", dated_on, today, "Ngày biên bản không được sau hôm nay.")
    return wrong if scan else [*wrong, about("scan", "Tải lên bản quét biên bản đã ký.")]


@transaction.atomic
def sign_minutes(
    sitting: Sitting,
    *,
    number: str,
    dated_on: date,
    scan: File | None,
    scan_name: str,
    actor: Account,
    at: datetime,
) -> None:
    """The minutes are signed: number, day and scan beside the data."""
    sitting = lock_sitting(sitting)
    errors = minutes_faults(dated_on, scan, clock.day_of(at))
    if errors:
        raise TransitionDenied(*errors)
    Sitting.objects.filter(pk=sitting.pk).update(
        minutes_number=number,
        minutes_on=dated_on,
        minutes_scan=scan,
        minutes_scan_name=scan_name,
        version=F("version") + 1,
    )
    advance(sitting, workflow.SIGN_MINUTES, actor=actor, note=number)


def lock_sitting(sitting: Sitting) -> Sitting:
    """The sitting's row, held until the transaction ends: whoever counts or marks waits here."""
    return (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("collective__scope", "campaign__regulation")
        .get(pk=sitting.pk)
    )
