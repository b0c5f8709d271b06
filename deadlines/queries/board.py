"""Theo dõi tiến độ: 58 units in words, one's own first, those who promised below until their hour."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Exists, OuterRef, Q, QuerySet, Subquery

from deadlines.enums import DossierKind, DossierState
from deadlines.models import Call, Dossier
from deadlines.queries.dossiers import dossier_timeliness, due_sentence
from deadlines.queries.lights import Checklist, checklist_of, checklists, regulation_of
from deadlines.rules.completeness import Degree
from deadlines.rules.lateness import Timeliness
from deadlines.rules.wording import late_words
from organizations.enums import Role
from organizations.models import Account, Assignment
from organizations.models.account import Reader, Standing
from organizations.models.prepared import Prepared, Slot
from reviews.models import Campaign
from reviews.rules.calendar import local_day

PAGE = 50
# The four heaps that every unit falls into, by what its address says: ?muc=thieu
HEAPS = (
    ("chua-gui", "Chưa gửi"),
    ("thieu", "Thiếu"),
    ("cho-bo-sung", "Chờ bổ sung"),
    ("du", "Đủ"),
)


@dataclass(frozen=True, slots=True)
class LastCall:
    """The last call to a unit: when, whom, promised when (P49)."""

    called_at: datetime
    spoke_with: str
    promised_at: datetime | None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One submitting unit: how far, what is missing, whom to ring, what was promised."""

    dossier: Dossier
    checklist: Checklist
    heap: str
    call: LastCall | None
    promise_stands: bool
    is_own: bool
    timeliness: Timeliness
    has_desk: bool = True

    @property
    def words(self) -> str:
        """How far the dossier is, in words (P50)."""
        if self.heap == "cho-bo-sung":
            return self.dossier.get_state_display()
        return self.checklist.words

    @property
    def shape(self) -> str:
        """The shape of the state."""
        if self.heap == "du":
            return "done" if self.checklist.degree == Degree.COMPLETE else "wait"
        return {"chua-gui": "todo", "thieu": "doing", "cho-bo-sung": "back"}[self.heap]

    @property
    def received_words(self) -> str:
        """When it reached the desk, and whether in time; only for the Committee's eyes (P49)."""
        if self.timeliness.met_on is None:
            days = self.timeliness.days_late
            return late_words(days).capitalize() if days else ""
        return str(self.dossier.get_late_state_display())

    @property
    def rank(self) -> tuple[bool, int, int]:
        """One's own first; a promise sinks the row until its hour; what is complete comes last."""
        weight = 3 if self.heap == "du" else 2 if self.promise_stands else 1
        if self.call and self.call.promised_at and weight == 1:
            weight = 0
        return (not self.is_own, weight, self.dossier.unit.position)


@dataclass(frozen=True, slots=True)
class Board:
    """The rows in order and what they add up to."""

    rows: tuple[BoardRow, ...]
    counts: dict[str, int]
    awaiting_paper: int
    due: str
    kind: str

    @property
    def total(self) -> int:
        """How many units send this kind of dossier."""
        return sum(self.counts.values())

    @property
    def sentence(self) -> str:
        """58 đơn vị nộp = 38 đủ + 9 thiếu + 8 chưa gửi + 3 chờ bổ sung."""
        order = (("du", "đủ"), ("thieu", "thiếu"), ("chua-gui", "chưa gửi"), ("cho-bo-sung", "chờ bổ sung"))
        return f"{self.total} đơn vị nộp = " + " + ".join(f"{self.counts[one]} {word}" for one, word in order)

    @property
    def own_count(self) -> int:
        """Units that the reader follows."""
        return sum(row.is_own for row in self.rows)


def board(
    campaign: Campaign,
    account: Account,
    at: datetime,
    kind: str = DossierKind.DECIDED,
    *,
    in_sum: bool = False,
) -> Board:
    """The whole board of one kind of dossier, as the reader may see it.

    `in_sum` leaves out what dossiers lack that nobody has sent and another official follows: home tells their number.
    """
    dossiers = account.ask(DOSSIERS, campaign=campaign.pk, kind=kind, today=local_day(at))
    for dossier in dossiers:
        dossier.campaign = campaign
    told = [one for one in dossiers if not (in_sum and _is_only_counted(one, account))]
    lists = checklists(told, regulation_of(campaign), many=True) if told else {}
    rows = [_row(one, lists.get(one.pk) or checklist_of(one, ()), account, at) for one in dossiers]
    counts = Counter(row.heap for row in rows)
    return Board(
        rows=tuple(sorted(rows, key=lambda row: row.rank)),
        counts={name: counts[name] for name, _label in HEAPS},
        awaiting_paper=sum(row.heap == "du" and row.checklist.degree.awaits_paper for row in rows),
        due=_due(campaign, dossiers, at),
        kind=str(DossierKind(kind).label),
    )


def _dossiers(standing: Standing) -> QuerySet[Any]:
    reader: Any = Reader(standing)
    return (
        Dossier.objects.visible_to(reader)
        .owed()
        .filter(campaign=Slot("campaign", BigIntegerField()), kind=Slot("kind", CharField()))
        .for_list()
        .annotate(has_desk=_has_desk(Slot("today", DateField())), **_last_call())
        .order_by("unit__position", "pk")
    )


DOSSIERS = Prepared(_dossiers)


def _is_only_counted(dossier: Dossier, account: Account) -> bool:
    """Somebody else's, and in a heap that no part of it decides."""
    unsent = dossier.state == DossierState.DRAFT and not dossier.first_received_on
    return unsent and dossier.unit.official_id != account.pk


def _has_desk(day: Slot) -> Exists:
    """Whether an account keeps the unit's dossiers: its own clerk, or that of the organisation it reports through."""
    held = Assignment.objects.current(day).filter(role=Role.UNIT_CLERK, account__is_active=True)
    whole = Q(unit__isnull=True, organization=OuterRef("unit__scope"), organization__depth__gt=1)
    return Exists(held.filter(Q(unit=OuterRef("unit")) | whole))


def _due(campaign: Campaign, dossiers: list[Dossier], at: datetime) -> str:
    if not dossiers:
        return ""
    return due_sentence(dossiers[0].deadline, at, inclusive=campaign.before_is_inclusive)


def _last_call() -> dict[str, Subquery]:
    """What the last call to a dossier's unit said."""
    calls = Call.objects.filter(unit=OuterRef("unit"), campaign=OuterRef("campaign"))
    calls = calls.order_by("-called_at", "-pk")
    said = ("called_at", "spoke_with", "promised_at")
    return {f"call_{name}": Subquery(calls.values(name)[:1]) for name in said}


def _row(dossier: Any, checklist: Checklist, account: Account, at: datetime) -> BoardRow:
    promised = dossier.call_promised_at
    call = LastCall(dossier.call_called_at, dossier.call_spoke_with, promised)
    return BoardRow(
        dossier=dossier,
        checklist=checklist,
        heap=heap_of(dossier, checklist.degree),
        call=call if dossier.call_called_at else None,
        promise_stands=bool(promised and promised > at),
        is_own=dossier.unit.official_id == account.pk,
        timeliness=dossier_timeliness(dossier, at),
        has_desk=dossier.has_desk,
    )


def heap_of(dossier: Dossier, degree: Degree) -> str:
    """Every unit is in exactly one heap, so that they add up."""
    if dossier.state == DossierState.RETURNED:
        return "cho-bo-sung"
    if dossier.state == DossierState.DRAFT and not dossier.first_received_on:
        return "chua-gui"
    return "du" if degree.is_whole else "thieu"


def shown(rows: Iterable[BoardRow], heap: str, own_only: bool) -> list[BoardRow]:
    """The rows that the address asks for."""
    return [row for row in rows if (not heap or row.heap == heap) and (row.is_own or not own_only)]
