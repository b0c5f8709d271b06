"""Lists of a clerk's page: who has written, who has not, in words (P58)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from organizations.enums import SubjectKind
from organizations.models import Account, Collective
from reviews.enums import ReviewState
from reviews.models import AgendaItem, Campaign, Conference, Place, SelfReview, Subject
from reviews.rules.order import OnAgenda, order_warnings

NOT_STARTED = "not_started"
WRITING = "writing"
HANDED_IN = "handed_in"
REVIEWED = "reviewed"
NOT_REVIEWED = "not_reviewed"
RETURNED = "returned"
STAGES: Mapping[str, str] = {
    NOT_STARTED: "Chưa viết",
    WRITING: "Đang viết",
    RETURNED: "Trả lại để hoàn thiện",
    HANDED_IN: "Đã nộp, có bản giấy",
    REVIEWED: "Đã kiểm điểm",
    NOT_REVIEWED: "Không thuộc diện kiểm điểm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One subject of the list."""

    subject: Subject
    stage: str
    shape: str
    words: str
    note: str


def current_campaign() -> Campaign | None:
    """The round under way: the last that was opened."""
    return Campaign.objects.filter(opened_at__isnull=False).select_related("regulation").first()


def subjects_for(account: Account, campaign: Campaign) -> QuerySet[Subject]:
    """The subjects an account looks after, ready for a list."""
    return (
        Subject.objects.visible_to(account)
        .for_list()
        .filter(campaign=campaign)
        .prefetch_related("places")
        .annotate(written=Count("self_review__sections__saved_at"))
        .order_by("position", "pk")
    )


def row_of(subject: Subject) -> Row:
    """How far one subject is, in words."""
    if not subject.is_reviewed:
        return Row(
            subject=subject, stage=NOT_REVIEWED, shape="todo", words=STAGES[NOT_REVIEWED], note=subject.note
        )
    review: SelfReview | None = getattr(subject, "self_review", None)
    stage, shape = _stage(subject, review)
    words = STAGES[stage]
    if stage == HANDED_IN and review is not None:
        words = str(ReviewState(review.state).label)
    return Row(subject=subject, stage=stage, shape=shape, words=words, note=_note(review))


def _stage(subject: Subject, review: SelfReview | None) -> tuple[str, str]:
    if subject.is_concluded:
        return REVIEWED, "done"
    if review is None:
        return NOT_STARTED, "todo"
    if review.state == ReviewState.RETURNED:
        return RETURNED, "back"
    if review.state != ReviewState.DRAFT:
        return HANDED_IN, "done"
    begun = bool(getattr(subject, "written", 0)) or bool(review.file_id)
    return (WRITING, "doing") if begun else (NOT_STARTED, "todo")


def _note(review: SelfReview | None) -> str:
    if review is None:
        return ""
    if review.state == ReviewState.PAPER and review.paper_received_on:
        return f"nhận ngày {review.paper_received_on:%d/%m/%Y}, {review.paper_sheets:02d} tờ"
    if review.state == ReviewState.RETURNED:
        return review.return_reason
    return f"nộp ngày {review.submitted_on:%d/%m/%Y}" if review.submitted_on else ""


def counts_of(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """How many stand at each stage, in the order of the work."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.stage] = found.get(row.stage, 0) + 1
    return [(stage, words, found[stage]) for stage, words in STAGES.items() if stage in found]


def agenda_of(campaign: Campaign, collective: Collective) -> list[Subject]:
    """Whom a conference of the collective reviews: the collective first, then the head, then the others."""
    subjects = (
        Subject.objects.filter(
            campaign=campaign,
            is_reviewed=True,
            pk__in=Place.objects.filter(collective=collective).values("subject"),
        )
        .select_related("person", "collective", "self_review")
        .order_by("position", "pk")
    )
    return sorted(subjects, key=lambda one: (one.kind == SubjectKind.PERSON, not one.is_head))


def warnings_of(conference: Conference, items: Iterable[AgendaItem]) -> list[str]:
    """What is said about the order, and about counts that do not meet; never a block (P113)."""
    taken = [
        OnAgenda(
            key=item.subject.key,
            kind=SubjectKind(item.subject.kind),
            name=item.subject.label,
            head=item.subject.is_head,
        )
        for item in items
        if item.is_reviewed
    ]
    warnings = order_warnings(taken)
    absent = sum(not one.is_present for one in conference.attendance.all())
    away = conference.convened_count - conference.present_count
    if absent != away:
        warnings.append(f"Vắng {away:02d} theo số có mặt, nhưng ghi tên và lý do {absent:02d} người.")
    return warnings
