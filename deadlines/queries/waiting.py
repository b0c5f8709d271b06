"""What waits for an account in a round: every task of its home page is a part of one question."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from organizations.enums import Route
from organizations.models import Account, SubmittingUnit
from organizations.models.account import Reader, Standing
from organizations.models.prepared import Prepared, Slot
from organizations.permissions import Permission
from organizations.queries import in_shape
from ratings.enums import AssessmentState, BallotState, DecisionState, RatingState, SittingState
from ratings.models import (
    Assessment,
    Ballot,
    ConsultationLine,
    ConsultationRequest,
    Decision,
    MemberMark,
    Rating,
    Sitting,
    SittingLine,
)
from reviews.enums import GuidanceState
from reviews.models import Campaign, Conference, Guidance, SelfReview, Subject
from reviews.queries.lists import (
    AWAY,
    IN_TRANSFER,
    NOT_REVIEWED,
    NOT_STARTED,
    RETURNED,
    WRITING,
    subjects_for,
)


class Waiting(NamedTuple):
    """One row of any task: its page, its words, a day and two numbers. Which column says what, its task knows."""

    what: str
    pk: int
    key: str
    title: str = ""
    note: str = ""
    by: str = ""
    state: str = ""
    on: date | None = None
    number: int | None = None
    other: int | None = None


COLUMNS: "Mapping[str, Field[Any, Any]]" = {
    "what": TextField(),
    "pk": BigIntegerField(),
    **dict.fromkeys(("key", "title", "note", "by", "state"), TextField()),
    "on": DateField(),
    **dict.fromkeys(("number", "other"), IntegerField()),
}
# Who is away sends his from there (P22); of who is on his way it is taken in where he comes from until he arrives.
AWAITED = (NOT_STARTED, WRITING, RETURNED, AWAY, IN_TRANSFER)
Rows = Mapping[str, Sequence[Waiting]]
Part = Callable[[Account, Campaign], "QuerySet[Any]"]


def waiting_for(account: Account, campaign: Campaign) -> Rows:
    """Everything that the account's roles ask about, by kind, in the order it was written down."""
    found: dict[str, list[Waiting]] = {}
    for values in account.ask(WAITING, campaign=campaign.pk, year=campaign.year):
        one = Waiting(*values)
        found.setdefault(one.what, []).append(one)
    return {what: sorted(rows, key=lambda one: one.pk) for what, rows in found.items()}


def _rows(what: str, rows: "QuerySet[Any]", **columns: str | Combinable) -> "QuerySet[Any]":
    return in_shape(COLUMNS, rows, what=Value(what), pk="pk", key="key", **columns)


def _number_of(rows: "QuerySet[Any]") -> Subquery:
    """How many rows, as a column."""
    counted = rows.order_by().annotate(together=Value(1)).values("together")
    return Subquery(counted.annotate(number=Count("pk", distinct=True)).values("number"))


def _reports(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Reports of the unit's collectives."""
    bodies = SubmittingUnit.objects.filter(collective__isnull=False).values("collective")
    rows = SelfReview.objects.visible_to(account).filter(
        subject__in=Subject.objects.filter(campaign=campaign, collective__in=bodies).values("pk")
    )
    return _rows("report", rows, title="subject__label", note="return_reason", state="state")


def _conferences(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Conferences held, how many ballots each has, and how many of them wait for a second person."""
    rows = Conference.objects.visible_to(account).filter(campaign=campaign)
    ballots = Ballot.objects.filter(conference=OuterRef("pk"))
    entered = ballots.filter(state=BallotState.ENTERED)
    return _rows("conference", rows, number=_number_of(ballots), other=_number_of(entered))


def _proposals(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """How many ratings the unit proposes, and how many of them are still open: one row of the round."""
    ratings = Rating.objects.visible_to(account).leading().filter(subject__campaign=campaign)
    ratings = ratings.exclude(subject__route=Route.LOWER)
    waiting = ratings.filter(state=RatingState.OPEN)
    rows = Campaign.objects.filter(pk=campaign.pk)
    return _rows("proposal", rows, number=_number_of(ratings), other=_number_of(waiting))


def _sittings(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Sittings not concluded: how many lines they decide, how many of them he has marked."""
    rows = Sitting.objects.visible_to(account).filter(
        campaign=campaign, state__in=[SittingState.PREPARED, SittingState.OPEN, SittingState.COUNTED]
    )
    lines = SittingLine.objects.visible_to(account).filter(sitting=OuterRef("pk"), is_paused=False)
    marked = MemberMark.objects.filter(line__sitting=OuterRef("pk"), account=account)
    numbers = {"number": _number_of(lines), "other": _number_of(marked)}
    return _rows("sitting", rows, title="name", state="state", on="held_on", **numbers)


def _awaited(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """How many self-reviews a cell or a base takes in, how many are awaited: one row; units have other tasks."""
    subjects = subjects_for(account, campaign).exclude(stage=NOT_REVIEWED)
    numbers = {"number": _number_of(subjects), "other": _number_of(subjects.filter(stage__in=AWAITED))}
    rows = Campaign.objects.filter(pk=campaign.pk)
    return _rows("awaited", rows.none() if account.holds(Permission.SEND_DOSSIER) else rows, **numbers)


def _opinions(account: Account, _campaign: Campaign) -> "QuerySet[Any]":
    """Opinions typed for him that count only once he confirms them (P05)."""
    rows = Assessment.objects.visible_to(account).filter(assessor=account, state=AssessmentState.TYPED)
    return _rows("opinion", rows, title="rating__subject__label")


def _counts(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Counts that somebody else typed (P06, P59)."""
    of_round = Q(conference__campaign=campaign) | Q(sitting__campaign=campaign)
    entered = Ballot.objects.visible_to(account).filter(of_round, state=BallotState.ENTERED)
    where = Coalesce("conference__collective__name", "conference__cell__name", "sitting__name")
    rows = entered.exclude(entered_by=account)
    return _rows("count", rows, title=where, note="name", by="entered_by__full_name")


def _letters(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Letters of guidance that wait for the register's number and the signed scan (P27)."""
    rows = Guidance.objects.visible_to(account).filter(subject__campaign=campaign, state=GuidanceState.DRAFT)
    return _rows("letter", rows, title="subject__label", by="issuer__name")


def _decisions(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Drafts that wait for the register's number, the day and the signed scan (P27)."""
    rows = Decision.objects.visible_to(account).filter(campaign=campaign, state=DecisionState.DRAFT)
    return _rows("decision", rows, title="kind")


def _asked(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """Organs that were asked for information, and about how many they are still silent (P25)."""
    rows = ConsultationRequest.objects.asked_by(account).filter(campaign=campaign).unanswered()
    silent = ConsultationLine.objects.waiting().filter(request=OuterRef("pk"))
    return _rows("asked", rows, title="organ", note="number", on="due_on", number=_number_of(silent))


def _inquiries(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """What one's inspection was asked and has not answered whole, until the asker closes it (P25)."""
    put = ConsultationRequest.objects.put_to(account).filter(campaign=campaign, closed_at=None)
    silent = ConsultationLine.objects.waiting().filter(request=OuterRef("pk"))
    return _rows("inquiry", put.unanswered(), title="asker__name", on="due_on", number=_number_of(silent))


def _results(account: Account, campaign: Campaign) -> "QuerySet[Any]":
    """One's own level, once the authority has announced it."""
    rows = Rating.objects.filter(
        subject__campaign=campaign, subject__person__account=account, state=RatingState.ANNOUNCED
    )
    return _rows("result", rows)


class RoundSlot(Slot):
    """Any round, in a kept question."""

    year = Slot("year", IntegerField())


def _waiting(standing: Standing) -> "QuerySet[Any]":
    reader: Any = Reader(standing)  # asked as an account is, by the parts and all that they rest on
    campaign: Any = RoundSlot("campaign", BigIntegerField())
    first, *rest = [
        part(reader, campaign) for permissions, part in PARTS if any(reader.holds(one) for one in permissions)
    ]
    return first.union(*rest, all=True)


WAITING = Prepared(_waiting)
P = Permission
# Whose task it is -> what is asked; everybody may have a result of his own.
PARTS: tuple[tuple[tuple[Permission, ...], Part], ...] = (
    ((P.VIEW_OWN_RESULT,), _results),
    ((P.SEND_DOSSIER,), _reports),
    ((P.SEND_DOSSIER,), _conferences),
    ((P.SEND_DOSSIER,), _proposals),
    ((P.VIEW_SITTING,), _sittings),
    ((P.RECORD_PAPER_REVIEW,), _awaited),
    ((P.CONFIRM_OPINION,), _opinions),
    ((P.CHECK_COUNTS, P.CHECK_SITTING_COUNTS), _counts),
    ((P.SEND_GUIDANCE,), _letters),
    ((P.ISSUE_DECISION,), _decisions),
    ((P.ASK_ORGANS,), _asked),
    ((P.ANSWER_INQUIRY,), _inquiries),
)
