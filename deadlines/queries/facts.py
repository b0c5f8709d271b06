"""What is known of every part without a file: each fact was entered once, elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Exists, Expression, OuterRef, Q, QuerySet, Subquery, When

from cadres.models import CivilRating
from deadlines.enums import DossierKind
from deadlines.models import DossierItem
from documents.rules import short_date
from organizations.enums import SubjectKind
from organizations.models.prepared import Prepared, Slot
from ratings.enums import AssessmentState, AssessorKind, BallotState
from ratings.models import Assessment, Proposal, Tally
from reviews.enums import GuidanceState, MinutesMode, ReviewState
from reviews.models import Conference, Guidance, GuidancePoint, Target

CAMPAIGN = OuterRef("dossier__campaign")
YEAR = OuterRef("dossier__campaign__year")
COLLECTIVE = OuterRef("dossier__unit__collective")
SUBJECT = OuterRef("subject")


def items_with_facts(dossiers: Iterable[int]) -> list[DossierItem]:
    """The parts of these dossiers, each with the facts that light it, in one statement."""
    return ITEMS(dossiers=list(dossiers))


def _items() -> QuerySet[DossierItem]:
    return (
        DossierItem.objects.filter(dossier__in=Slot("dossiers", BigIntegerField(), many=True))
        .select_related("subject__person", "subject__self_review", "file")
        .annotate(**_of_the_dossier(), **_of_the_subject())
        .order_by("dossier_id", "position", "pk")
    )


class Review(NamedTuple):
    """What a light reads of a self-review."""

    state: str
    submitted_on: date | None
    paper_sheets: int | None


class Who(NamedTuple):
    """Whose part it is."""

    kind: str
    label: str
    self_review: Review | None


class Item(NamedTuple):
    """One part of many, read as what the lights ask of it: a board has thousands, and a record each is its cost."""

    dossier_id: int
    code: str
    source: str
    requirement: str
    file_id: int | None
    file_name: str
    page_count: int | None
    is_secret: bool
    secret_number: str
    secret_on: date | None
    paper_received_on: date | None
    paper_sheets: int | None
    promised_before: date | None
    promise_reason: str
    return_note: str
    conference_on: date | None
    minutes_mode: str | None
    minutes_scan: int | None
    collective_counted: bool
    persons_counted: bool
    proposal_number: str | None
    proposal_on: date | None
    is_guided: bool
    guidance_waits: bool
    civil_paper: str | None
    has_civil: bool
    has_opinion: bool
    has_targets: bool
    subject: Who | None


OF_THE_SUBJECT = (
    "kind",
    "label",
    "self_review__state",
    "self_review__submitted_on",
    "self_review__paper_sheets",
)


def many_items(dossiers: Iterable[int]) -> Iterator[Item]:
    """The same parts for a page of many dossiers, without their records."""
    own = len(Item._fields) - 1
    for values in MANY_ITEMS(dossiers=list(dossiers)):
        kind, label, state, submitted_on, sheets = values[own:]
        review = Review(state, submitted_on, sheets) if state else None
        yield Item._make((*values[:own], Who(kind, label, review) if kind else None))


def _many_items() -> QuerySet[DossierItem, Any]:
    return _items().values_list(*Item._fields[:-1], *(f"subject__{name}" for name in OF_THE_SUBJECT))


ITEMS, MANY_ITEMS = Prepared(_items), Prepared(_many_items)


def _of_the_dossier() -> dict[str, Any]:
    """The conference, its counts, the letter of proposal; that names those alone whom its addressee decides."""
    conference = Conference.objects.filter(campaign=CAMPAIGN, collective=COLLECTIVE).order_by("-held_on")
    tallies = Tally.objects.filter(
        ballot__state=BallotState.COUNTED,
        ballot__conference__campaign=CAMPAIGN,
        ballot__conference__collective=COLLECTIVE,
    )
    letter = Proposal.objects.filter(campaign=CAMPAIGN, unit=OuterRef("dossier__unit")).exclude(number="")
    return {
        "conference_on": Subquery(conference.values("held_on")[:1]),
        "minutes_mode": Subquery(conference.values("minutes_mode")[:1]),
        "minutes_scan": Subquery(conference.values("scan")[:1]),
        "collective_counted": Exists(tallies.filter(rating__subject__kind=SubjectKind.COLLECTIVE)),
        "persons_counted": Exists(tallies.filter(rating__subject__kind=SubjectKind.PERSON)),
        "proposal_number": Case(
            When(dossier__kind=DossierKind.DECIDED, then=Subquery(letter.values("number")[:1]))
        ),
        "proposal_on": Subquery(letter.values("dated_on")[:1]),
    }


def _of_the_subject() -> dict[str, Any]:
    """Guidance and its answers, the civil rating, the supervising member's opinion, targets."""
    points = GuidancePoint.objects.filter(guidance__subject=SUBJECT, answer="")
    civil = CivilRating.objects.filter(person=OuterRef("subject__person"), year=YEAR)
    opinions = Assessment.objects.filter(
        rating__subject=SUBJECT, kind=AssessorKind.SUPERVISOR, state=AssessmentState.CONFIRMED
    )
    return {
        "is_guided": Exists(Guidance.objects.filter(subject=SUBJECT).exclude(state=GuidanceState.DRAFT)),
        "guidance_waits": Exists(points.exclude(guidance__state=GuidanceState.DRAFT)),
        "civil_paper": Subquery(civil.values("paper")[:1]),
        "has_civil": Exists(civil),
        "has_opinion": Exists(opinions),
        "has_targets": _has_targets(),
    }


def _has_targets() -> Expression | Q:
    done = Target.objects.filter(year=YEAR, actual__isnull=False)
    return Exists(done.filter(person=OuterRef("subject__person"))) | Exists(
        done.filter(collective=OuterRef("subject__collective"))
    )


def _self_review(row: Any) -> str:
    review = getattr(row.subject, "self_review", None) if row.subject else None
    if review is None:
        return ""
    if review.state in {ReviewState.SUBMITTED, ReviewState.COMPLETING, ReviewState.COMPLETED}:
        return f"Đã nộp trên hệ thống ngày {short_date(review.submitted_on)}" if review.submitted_on else ""
    if review.state == ReviewState.PAPER:
        return f"Đơn vị khai có bản giấy, {review.paper_sheets} tờ"
    return ""


def _is_on_paper(row: Any) -> bool:
    """The self-review is a signed sheet at the unit; nothing of it is in the system (P01)."""
    review = getattr(row.subject, "self_review", None) if row.subject else None
    return review is not None and review.state == ReviewState.PAPER


def _is_only_in_the_book(row: Any) -> bool:
    """The minutes are kept on paper alone (P18, P19): their light waits for the sheet."""
    return row.minutes_mode == MinutesMode.PAPER_ONLY and row.minutes_scan is None


def _proposal(row: Any) -> str:
    if not row.proposal_number:
        return ""
    return f"Số {row.proposal_number}, ngày {short_date(row.proposal_on)}"


def _guidance(row: Any) -> str:
    return "Đã giải trình đủ các điểm gợi ý" if row.is_guided and not row.guidance_waits else ""


def _minutes(row: Any) -> str:
    kept = ", đơn vị khai có bản giấy" if _is_only_in_the_book(row) else ""
    return f"Hội nghị ngày {short_date(row.conference_on)}{kept}" if row.conference_on else ""


def _civil(row: Any) -> str:
    return (row.civil_paper or "Đã ghi kết quả") if row.has_civil else ""


GUIDANCE = "GOI_Y"  # asked for as soon as a letter of guidance was sent


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a part without a file; what exists on paper alone is told and lights nothing."""

    words: str = ""
    is_electronic: bool = False


# What tells of a part without a file: the fact itself, entered once elsewhere.
FACTS: Mapping[str, Callable[[Any], str]] = {
    "TO_TRINH": _proposal,
    "DANH_SACH": _proposal,
    "BAO_CAO": _self_review,
    "BAN_KIEM_DIEM": _self_review,
    "BIEN_BAN": _minutes,
    "KIEM_PHIEU_TT": lambda row: "Kết quả kiểm phiếu đã được kiểm tra" if row.collective_counted else "",
    "KIEM_PHIEU_CN": lambda row: "Kết quả kiểm phiếu đã được kiểm tra" if row.persons_counted else "",
    "CBCCVC": _civil,
    GUIDANCE: _guidance,
    "Y_KIEN_UVBTV": lambda row: "Đã có ý kiến" if row.has_opinion else "",
    "CHI_TIEU": lambda row: "Bảng chỉ tiêu đã ghi kết quả" if row.has_targets else "",
}
ON_PAPER: Mapping[str, Callable[[Any], bool]] = {
    "BAO_CAO": _is_on_paper,
    "BAN_KIEM_DIEM": _is_on_paper,
    "BIEN_BAN": _is_only_in_the_book,
}


def fact_of(row: Any) -> Fact:
    """What is known of the part, and whether that is an electronic copy."""
    words = FACTS[row.source](row) if row.source in FACTS else ""
    on_paper = row.source in ON_PAPER and ON_PAPER[row.source](row)
    return Fact(words, bool(words) and not on_paper)
