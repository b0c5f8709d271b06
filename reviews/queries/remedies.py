"""Khắc phục hạn chế: the list of a quarter, each shortcoming with its owner, its day and what was noted last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from documents.rules import short_date
from organizations.models import Account, PartyOrganization
from reviews.enums import RemedyState, ReviewState
from reviews.models import RemedyNote, SelfReview, Shortcoming
from reviews.queries.records import note_words
from reviews.rules import remedies as rules
from reviews.rules.remedies import DueState, Quarter, Share

AT_ONCE = 500
MOST_PLACES = 200  # a longer choice helps nobody
SHAPES = {
    RemedyState.DONE: "done",
    RemedyState.DOING: "doing",
    RemedyState.NOT_YET: "todo",
}
UNSAID = "Chưa ghi kết quả"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One shortcoming of the list, in words."""

    shortcoming: Shortcoming
    review: SelfReview
    share: str
    due_state: DueState
    state: str
    said: str

    @property
    def owner(self) -> str:
        """Who is to put it right: whom the collective named, else whose it is."""
        return self.shortcoming.responsible or self.review.subject.label

    @property
    def state_words(self) -> str:
        """How far it is, as it was said last."""
        return str(RemedyState(self.state).label) if self.state else UNSAID

    @property
    def shape(self) -> str:
        """The shape of those words."""
        return SHAPES.get(RemedyState(self.state), "todo") if self.state else "todo"

    @property
    def is_late(self) -> bool:
        """Whether its day has gone by and nobody has said that it is done."""
        return self.due_state == DueState.LATE

    @property
    def due_words(self) -> str:
        """Its day, as the self-review says it."""
        day = self.shortcoming.due_before
        return f"trước ngày {short_date(day)}" if day else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The part of the list that is asked for: a quarter, below an organisation, in one state."""

    quarter: Quarter
    organization: PartyOrganization | None = None
    due_state: DueState | None = None

    def shows(self, one: "Listed") -> bool:
        """Whether a row of the quarter stands as it is asked for."""
        return self.due_state is None or one.due_state == self.due_state


class Listed(NamedTuple):
    """A shortcoming of the list, by its number: why it stands there, and how it stands today."""

    pk: int
    share: Share
    due_state: DueState


def remedies_for(account: Account, asked: Asked, today: date) -> list[Listed]:
    """What belongs to the quarter of all that the account follows, in the list's order; whatever state it is in."""
    rows = followed(account)
    if asked.organization is not None:
        below = SelfReview.objects.filter(subject__organization__path__startswith=asked.organization.path)
        rows = rows.filter(Q(named_in__in=below.values("pk")) | Q(answered_in__in=below.values("pk")))
    told = rows.order_by("due_before", "year", "position", "pk")
    facts = told.values_list("pk", "year", "due_before", "said_state", "said_on")
    found = []
    for pk, year, due, state, day in facts:
        done_on = _done_on(state, day)
        share = rules.share(year, due, done_on, asked.quarter)
        if share is not None:
            found.append(Listed(pk, share, rules.due_state(due, done_on, today)))
    return sorted(found, key=attrgetter("share"))


def _done_on(state: str, day: date | None) -> date | None:
    """The day by which it was put right, as it was said last."""
    return day if state == RemedyState.DONE else None


def followed(account: Account) -> QuerySet[Any]:
    """All that the account follows, each with what was said of it last."""
    return _with_what_was_said(Shortcoming.objects.visible_to(account), account)


def _with_what_was_said(rows: QuerySet[Any], account: Account) -> QuerySet[Any]:
    """By a note, or in a later self-review in force: the later day counts, of one day the note."""
    notes = RemedyNote.objects.that_count().filter(shortcoming=OuterRef("pk")).reverse()
    answers = SelfReview.objects.followed_by(account).values("pk")
    dated = ("completed_on", "submitted_on", "paper_received_on")
    answered = Coalesce(*(f"answered_in__{name}" for name in dated))
    is_answered = ~Q(state=RemedyState.UNANSWERED) & Q(answered_in__in=answers)
    by_note = Q(noted_on__isnull=False) & (Q(answered_on__isnull=True) | Q(noted_on__gte=F("answered_on")))
    said: QuerySet[Any] = rows.annotate(
        noted_on=Subquery(notes.values("noted_on")[:1]),
        noted=Subquery(notes.values("state")[:1]),
        answered_on=Case(When(is_answered, then=answered), output_field=DateField()),
    ).annotate(
        said_state=Case(
            When(by_note, then=F("noted")),
            When(answered_on__isnull=False, then=F("state")),
            default=Value(""),
            output_field=CharField(),
        ),
        said_on=Case(When(by_note, then=F("noted_on")), default=F("answered_on"), output_field=DateField()),
    )
    return said


def due_state_counts(found: Iterable[Listed]) -> list[tuple[DueState, str, int]]:
    """How many stand so and so, in one order."""
    counted = Counter(one.due_state for one in found)
    return [(one, words, counted[one]) for one, words in rules.DUE_STATES.items() if one in counted]


def places_of(account: Account) -> list[PartyOrganization]:
    """The organisations whose people and bodies the account follows, in the tree's order."""
    reviews = SelfReview.objects.followed_by(account).values("subject__organization")
    return list(PartyOrganization.objects.filter(pk__in=reviews).order_by("path")[:MOST_PLACES])


def rows_of(found: Sequence[Listed], account: Account) -> list[Row]:
    """Some rows of the list, each with its owner and what was said last."""
    there = followed(account).in_bulk([one.pk for one in found])
    some = [(there[one.pk], rules.SHARES[one.share], one.due_state) for one in found if one.pk in there]
    return _rows(some, account)


def row_of(one: Any, account: Account, today: date) -> Row:
    """One shortcoming that the account follows, whatever quarter it belongs to."""
    due_state = rules.due_state(one.due_before, _done_on(one.said_state, one.said_on), today)
    return _rows([(one, "", due_state)], account)[0]


def _rows(listed: Sequence[tuple[Any, str, DueState]], account: Account) -> list[Row]:
    keys = {key for one, *_how in listed for key in (one.named_in, one.answered_in_id)}
    reviews = (
        SelfReview.objects.followed_by(account).select_related("subject__person").in_bulk(list(keys - {None}))
    )
    notes = RemedyNote.objects.that_count().filter(shortcoming__in=[one.pk for one, *_how in listed])
    last = {one.shortcoming_id: one for one in notes}
    return [
        Row(
            shortcoming=one,
            review=reviews.get(one.named_in) or reviews[one.answered_in_id],
            share=share,
            due_state=due_state,
            state=one.said_state,
            said=_said(one, last.get(one.pk)),
        )
        for one, share, due_state in listed
    ]


def _said(one: Any, note: RemedyNote | None) -> str:
    """What was said last, with its day: by a note, or by the owner in a later self-review."""
    if note is not None and note.noted_on == one.said_on and note.state == one.said_state:
        return note_words(note)
    return (
        f"Ngày {short_date(one.said_on)}, bản kiểm điểm: {one.progress}".rstrip(": ") if one.said_on else ""
    )


def every_row(found: Iterable[Listed], account: Account) -> Iterator[Row]:
    """All rows of a list, some hundreds at a time."""
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        yield from rows_of(some, account)


def being_rewritten(account: Account) -> list[SelfReview]:
    """Self-reviews whose complete text is being written: what they name is listed once it is handed in (P115)."""
    rows = SelfReview.objects.visible_to(account).filter(state=ReviewState.COMPLETING)
    return list(rows.select_related("subject")[:MOST_PLACES])


def reviews_of(shortcoming: Any) -> QuerySet[SelfReview]:
    """The texts by which a shortcoming is followed: that which names it, and that which answers it."""
    keys = [one for one in (shortcoming.named_in, shortcoming.answered_in_id) if one is not None]
    return SelfReview.objects.filter(pk__in=keys)


def notes_of(shortcoming: Shortcoming) -> QuerySet[RemedyNote]:
    """All its notes, the replaced ones too, the last first."""
    notes = RemedyNote.objects.filter(shortcoming=shortcoming)
    return notes.select_related("entered_by", "replaced_by", "replaces").order_by("-noted_on", "-pk")
