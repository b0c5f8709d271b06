"""Lists of a clerk's page: who has written, who has not, in words (P58)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from cadres.enums import MembershipEnd, StandingKind
from cadres.models import Membership, Standing
from documents.rules import short_date
from organizations.models import Account, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from reviews.enums import ReviewState
from reviews.models import (
    Campaign,
    Place,
    Section,
    SelfReview,
    Subject,
    SubjectChange,
)
from reviews.queries.people import named

NOT_STARTED = "not_started"
WRITING = "writing"
PAPER = "paper"
HANDED_IN = "handed_in"
IN_TRANSFER = "in_transfer"
AWAY = "away"
REVIEWED = "reviewed"
NOT_REVIEWED = "not_reviewed"
RETURNED = "returned"
STAGES: Mapping[str, str] = {
    NOT_STARTED: "Chưa viết",
    WRITING: "Đang viết",
    RETURNED: "Trả lại để hoàn thiện",
    PAPER: "Có bản giấy",
    HANDED_IN: "Đã nộp",
    REVIEWED: "Đã kiểm điểm",
    IN_TRANSFER: "Đang chuyển sinh hoạt",
    AWAY: "Đi làm ăn xa",
    NOT_REVIEWED: "Không thuộc diện kiểm điểm",
}
SHAPES: Mapping[str, str] = {
    NOT_STARTED: "todo",
    WRITING: "doing",
    RETURNED: "back",
    PAPER: "done",
    HANDED_IN: "done",
    IN_TRANSFER: "wait",
    AWAY: "wait",
    REVIEWED: "done",
}


# Whose silence has a reason: his papers are in his bag (P42), or he works far away (P22).
ELSEWHERE: Mapping[str, tuple[StandingKind, ...]] = {
    IN_TRANSFER: (StandingKind.IN_TRANSFER,),
    AWAY: (StandingKind.AWAY, StandingKind.ABROAD),
}


YEAR = OuterRef("campaign__year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One subject of the list."""

    subject: Subject
    stage: str
    shape: str
    words: str
    note: str
    change: str = ""


def current_campaign() -> Campaign | None:
    """The round under way: the last that was opened."""
    return Campaign.objects.filter(opened_at__isnull=False).select_related("regulation").first()


def subjects_for(account: Account, campaign: Campaign) -> QuerySet[Any]:
    """The subjects an account looks after, each with the stage it stands at, ready for a list."""
    looked_after = Subject.objects.visible_to(account).reporting().for_list().filter(campaign=campaign)
    rows: QuerySet[Any] = staged(looked_after.noting_who_left(), campaign)
    return rows.order_by("kind", "position", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The part of the list that is asked for: below an organisation, of a unit, by name."""

    organization: PartyOrganization | None = None
    unit: SubmittingUnit | None = None
    own: bool = False
    words: str = ""

    @property
    def name(self) -> str:
        """Of whom the list is."""
        place = self.organization or self.unit
        return place.name if place is not None else ""

    @property
    def query(self) -> str:
        """What its address says, for the links that go on within the part."""
        asked = {
            "to-chuc": self.organization.key if self.organization else "",
            "don-vi": self.unit.key if self.unit else "",
            "rieng": "1" if self.own else "",
            "tim": self.words,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def of(self, subjects: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the part; `own` are of the level itself, not of those below it."""
        if self.unit is not None:
            subjects = subjects.filter(unit=self.unit)
            subjects = subjects.filter(organization=self.unit.scope_id) if self.own else subjects
            return named(subjects, self.words)
        if self.organization is not None and self.own:
            subjects = subjects.filter(organization=self.organization)
        elif self.organization is not None:
            subjects = subjects.filter(organization__path__startswith=self.organization.path)
        return named(subjects, self.words)


def places_looked_after(account: Account) -> tuple[QuerySet[PartyOrganization], QuerySet[SubmittingUnit]]:
    """The organisations and the units whose subjects the account looks after: by them its list is narrowed."""
    reach = account.reach(Permission.VIEW_SUBJECT)
    units = SubmittingUnit.objects.filter(reach.rows("scope") | Q(pk__in=reach.unit_ids))
    return PartyOrganization.objects.filter(reach.tree()), units


def staged(subjects: QuerySet[Any], campaign: Campaign) -> QuerySet[Any]:
    """Each with how far it is; whatever has come counts first: only who has written nothing is away, or on his way."""
    compulsory = Place.objects.filter(subject=OuterRef("pk"), is_compulsory=True)
    waiting = compulsory.filter(concluded_on__isnull=True)
    concluded = compulsory.filter(concluded_on__isnull=False)  # asked first: of most there is none yet
    written = Section.objects.filter(review=OuterRef("self_review"), saved_at__isnull=False)
    left = Membership.objects.left_the_party().filter(to_on__year__lte=campaign.year)
    rows: QuerySet[Any] = subjects.annotate(
        stage=Case(
            When(Q(is_reviewed=False) | Q(person__in=left.values("person")), then=Value(NOT_REVIEWED)),
            When(Exists(concluded) & ~Exists(waiting), then=Value(REVIEWED)),
            When(self_review__state=ReviewState.RETURNED, then=Value(RETURNED)),
            When(self_review__state=ReviewState.PAPER, then=Value(PAPER)),
            When(
                self_review__state__in=[
                    ReviewState.SUBMITTED,
                    ReviewState.COMPLETING,
                    ReviewState.COMPLETED,
                ],
                then=Value(HANDED_IN),
            ),
            When(Exists(written) | Q(self_review__file__isnull=False), then=Value(WRITING)),
            *(
                When(person__in=_beyond(campaign.year, kinds).values("person"), then=Value(stage))
                for stage, kinds in ELSEWHERE.items()
            ),
            default=Value(NOT_STARTED),
            output_field=CharField(),
        )
    )
    return rows


def noting_who_is_elsewhere(subjects: QuerySet[Subject]) -> QuerySet[Subject]:
    """Subjects read one by one, each with why he may have written nothing: on his way, far away, or no reason."""
    rows: QuerySet[Subject] = subjects.annotate(
        elsewhere=Case(
            *(
                When(Exists(_beyond(YEAR, kinds).filter(person=OuterRef("person"))), then=Value(stage))
                for stage, kinds in ELSEWHERE.items()
            ),
            default=Value(NOT_STARTED),
            output_field=CharField(),
        )
    )
    return rows


def _beyond(year: int | OuterRef, kinds: Iterable[StandingKind]) -> QuerySet[Standing]:
    """Whose case of these kinds lasts beyond the year's end (rules 1.4, P108)."""
    rows = Standing.objects.filter(kind__in=kinds, from_on__year__lte=year)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__year__gt=year))


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """The pages of a list whose length is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.__dict__["count"] = count


def stage_counts(subjects: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """How many stand at each stage, in the order of the work."""
    found = dict(subjects.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage, words, found[stage]) for stage, words in STAGES.items() if stage in found]


def by_branch(subjects: QuerySet[Any], upper: PartyOrganization) -> list[tuple[str, str, int]]:
    """How many stand at each stage in each branch right below an organisation, itself one, in the tree's order."""
    length = len(upper.path) + PartyOrganization.steplen
    rows = subjects.order_by().annotate(branch=Substr("organization__path", 1, length))
    return sorted(rows.values_list("branch", "stage").annotate(Count("pk")))


def row_of(subject: Subject) -> Row:
    """How far one subject is, in words."""
    left = left_words(subject)
    if left or not subject.is_reviewed:
        words, note = STAGES[NOT_REVIEWED], left or subject.note
        return Row(subject=subject, stage=NOT_REVIEWED, shape="todo", words=words, note=note)
    review: SelfReview | None = getattr(subject, "self_review", None)
    stage = _stage(subject, review)
    shape, words = SHAPES[stage], STAGES[stage]
    if stage == HANDED_IN and review is not None:
        words = str(ReviewState(review.state).label)  # handed in, or complete already
    return Row(subject=subject, stage=stage, shape=shape, words=words, note=_note(review))


def rows_of(subjects: Iterable[Subject]) -> list[Row]:
    """The rows of a page, each with what changed last about its subject since the list was made."""
    rows = [row_of(one) for one in subjects]
    notes = SubjectChange.objects.filter(subject__in=[one.subject for one in rows]).order_by(
        "changed_on", "pk"
    )
    last = {one.subject_id: one for one in notes}
    return [replace(row, change=_change(last.get(row.subject.pk), row)) for row in rows]


def _change(change: SubjectChange | None, row: Row) -> str:
    """What a line says of a change; the reason for not being reviewed stands there already."""
    if change is None or row.stage == NOT_REVIEWED:
        return ""
    return f"{change.get_kind_display()} từ ngày {short_date(change.changed_on)}"


def changes_of(account: Account, subject: Subject) -> QuerySet[SubjectChange]:
    """What changed about a subject since the round's list was made, the latest first."""
    shared = Q(subject__reviewed_through=subject)  # of the organisation whose report is the committee's own
    rows = SubjectChange.objects.visible_to(account).filter(Q(subject=subject) | shared)
    return rows.select_related("entered_by", "subject").order_by("-changed_on", "-pk")


def left_words(subject: Subject) -> str:
    """ "Từ trần ngày 22/11/2021" of one who left the rolls after the round was opened; of others nothing."""
    left_on: date | None = getattr(subject, "left_on", None)
    reason: str = getattr(subject, "left_reason", "")
    return f"{MembershipEnd(reason).label} ngày {short_date(left_on)}" if left_on else ""


def _stage(subject: Subject, review: SelfReview | None) -> str:
    """The stage the list computed; of a single subject, the same by its own records."""
    known: str = getattr(subject, "stage", "")
    if known or review is None:
        return known or NOT_STARTED
    if subject.is_concluded:
        return REVIEWED
    if review.state == ReviewState.RETURNED:
        return RETURNED
    if review.state != ReviewState.DRAFT:
        return PAPER if review.state == ReviewState.PAPER else HANDED_IN
    begun = bool(review.file_id) or review.sections.filter(saved_at__isnull=False).exists()
    return WRITING if begun else getattr(subject, "elsewhere", NOT_STARTED)


def _note(review: SelfReview | None) -> str:
    if review is None:
        return ""
    if review.state == ReviewState.PAPER and review.paper_received_on:
        return f"nhận ngày {short_date(review.paper_received_on)}, {review.paper_sheets:02d} tờ"
    if review.state == ReviewState.RETURNED:
        return review.return_reason
    return f"nộp ngày {short_date(review.submitted_on)}" if review.submitted_on else ""
