"""Sổ năm: found by those who write in it, and what of it stands beside the self-review."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from cadres.enums import MembershipKind
from cadres.models import Membership, Person
from organizations.models import Account
from organizations.permissions import Permission
from organizations.rules.names import fold
from reviews.models import Commitment, Evidence, Notebook, NotedEvidence, SelfReview
from reviews.workflow import BEING_WRITTEN


@dataclass(frozen=True, slots=True)
class YearOf:
    """One person's year as authority is asked about it: his, and his helper's of that very self-review (P04)."""

    person: Person
    year: int
    review: SelfReview | None = None
    scope_paths: tuple[str, ...] = ()
    scope_units: tuple[int, ...] = ()

    def is_about(self, account: object) -> bool:
        """His own."""
        return self.person.account_id is not None and self.person.account_id == getattr(account, "pk", None)

    def is_helped_by(self, account: object) -> bool:
        """Whether he has named this account to write the self-review of the year for him."""
        return self.review is not None and self.review.is_helped_by(account)

    @property
    def is_closed(self) -> bool:
        """Whether the self-review of the year is handed in: what it was judged by stays as it was."""
        return self.review is not None and self.review.state not in BEING_WRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A year's commitment: its lines, the paper if one was handed in, the noted files not yet in the self-review."""

    year: int
    paper_on: date | None = None
    paper_note: str = ""
    lines: tuple[tuple[str, date | None], ...] = ()
    loose_files: int = 0

    @property
    def is_there(self) -> bool:
        """Whether anything was promised, here or on paper."""
        return bool(self.lines or self.paper_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a year's notebook holds."""

    notebook: Notebook | None = None
    commitments: tuple[Commitment, ...] = field(default=())
    noted: tuple[NotedEvidence, ...] = field(default=())


def review_of_year(person: Person, year: int) -> QuerySet[SelfReview]:
    """The self-review of somebody's year, if the round is open."""
    rows = SelfReview.objects.filter(subject__person=person, subject__campaign__year=year)
    return rows.select_related("subject__person")


def year_for(account: Account, key: str, year: int) -> YearOf:
    """The year of somebody that the account writes in, or nothing at all."""
    helped = SelfReview.objects.filter(
        helper=account, subject__person=OuterRef("pk"), subject__campaign__year=year
    )
    person = Person.objects.filter(Q(account=account) | Exists(helped)).get(key=key)
    return YearOf(person, year, review_of_year(person, year).first())


def pages_of(person: Person, year: int) -> Pages:
    """Everything in a notebook, in order."""
    notebook = Notebook.objects.filter(person=person, year=year).select_related("recorded_by").first()
    if notebook is None:
        return Pages()
    noted = notebook.noted.select_related("file").order_by(F("happened_on").asc(nulls_last=True), "pk")
    return Pages(notebook=notebook, commitments=tuple(notebook.commitments.all()), noted=tuple(noted))


def years_kept(person: Person) -> set[int]:
    """The years of which somebody has a notebook."""
    return set(Notebook.objects.filter(person=person).values_list("year", flat=True))


def promised_beside(review: SelfReview, year: int) -> list[Promised]:
    """The commitments of the year under review and of the year before, the newer first; one question."""
    person = review.subject.person_id
    if person is None:
        return []
    inside = Evidence.objects.filter(review=review, file=OuterRef("noted__file"))
    loose = Count("noted", filter=Q(~Exists(inside), noted__file__isnull=False), distinct=True)
    rows = Notebook.objects.filter(person=person, year__in=(year, year - 1))
    lines = rows.values_list(
        "year", "paper_received_on", "paper_note", "commitments__text", "commitments__due_on"
    ).annotate(loose=loose)
    ordered = lines.order_by("-year", "commitments__position", "commitments__pk")
    return [
        Promised(
            year=one, paper_on=paper_on, paper_note=note, loose_files=loose,
            lines=tuple((line[3], line[4]) for line in found if line[3]),
        )
        for (one, paper_on, note, loose), found in groupby(ordered, key=itemgetter(0, 1, 2, 5))
    ]  # fmt: skip


def noted_files(person: Person, year: int) -> Iterable[NotedEvidence]:
    """What was noted in a year with a paper."""
    rows = NotedEvidence.objects.filter(notebook__person=person, notebook__year=year, file__isnull=False)
    return rows.select_related("file").order_by("pk")


def members_recorded_by(account: Account) -> QuerySet[Person]:
    """The members whose papers the account takes: those who sit in its cells, or hold a post where its unit does."""
    seated = Membership.objects.filter(
        kind=MembershipKind.OFFICIAL, to_on__isnull=True, person=OuterRef("pk")
    )
    rows = Person.objects.within(account.reach(Permission.RECORD_PAPER_REVIEW)).filter(Exists(seated))
    return rows.annotate(cell=Subquery(seated.values("organization__name")[:1]))


def awaiting_paper(account: Account, year: int, words: str, *, handed_in: bool) -> QuerySet[Person]:
    """Those of them whose commitment of a year is not in yet, or is; narrowed by name."""
    papers = Notebook.objects.filter(person=OuterRef("pk"), year=year, paper_received_on__isnull=False)
    rows = members_recorded_by(account).filter(Exists(papers) if handed_in else ~Exists(papers))
    for word in fold(words).split():
        rows = rows.filter(search_fold__contains=word)
    return rows.order_by("name_sort", "pk")
