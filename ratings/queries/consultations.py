"""What the organs that were asked have said: for whoever asked, and for the inspection that answers (P25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from organizations.enums import OrganizationKind
from organizations.models import Account, PartyOrganization, SubmittingUnit
from organizations.permissions import HOLDERS, Permission
from ratings.enums import STILL_OPEN, RatingState
from ratings.models import Consultation, ConsultationLine, ConsultationRequest, EarlierAnswer, Rating
from ratings.models.consultation import BEFORE_THE_SITTING
from ratings.rules.inquiries import days_words
from ratings.workflow import may_here, pausing
from reviews.models import Campaign

SHOWN = ("rating__subject__person", "rating__subject__collective", "rating__subject__unit")


def askers_of(account: Account) -> list[PartyOrganization]:
    """The committees one asks for under the role one works in, the highest first; read with the roles themselves."""
    keys = {
        one.assignment_key
        for one in account.held
        if one.unit_id is None and one.role in HOLDERS[Permission.ASK_ORGANS]
    }
    found = {one.organization_id: one.organization for one in account.assigned if one.key in keys}
    return sorted(found.values(), key=lambda one: (len(one.path), one.path))


def lists_of(account: Account, asker: PartyOrganization) -> list[tuple[str, str]]:
    """The lists a letter may be about: of the province each submitting unit's, below it each organisation's."""
    if asker.kind == OrganizationKind.PROVINCE:
        units = SubmittingUnit.objects.visible_to(account).order_by("position", "pk")
        return [(one.key, one.name) for one in units]
    return [
        (one.key, one.name) for one in PartyOrganization.objects.get_children(asker).filter(dissolved_on=None)
    ]


def in_list(asker: PartyOrganization, key: str) -> Q:
    """The lines of one of those lists; all of them where none is chosen."""
    if not key:
        return Q()
    if asker.kind == OrganizationKind.PROVINCE:
        return Q(subject__unit__key=key)
    child = PartyOrganization.objects.get_children(asker).get(key=key)
    return Q(subject__organization__path__startswith=child.path)


def paused_at(asker: PartyOrganization, campaign: Campaign, account: Account) -> "QuerySet[Any]":
    """Those this committee decides whose rating waits for an organ's conclusion (P26)."""
    rows = Rating.objects.decided_at(asker).filter(subject__campaign=campaign, state=RatingState.PAUSED)
    return (
        rows.exclude(subject__person__account=account).select_related("subject").order_by("paused_on", "pk")
    )


def read_by(account: Account, rating: Rating) -> frozenset[int]:
    """The committees whose questions about this one the reader knows of; nobody reads what is said of himself."""
    return frozenset() if rating.is_about(account) else frozenset(one.pk for one in askers_of(account))


def open_answer(account: Account, rating: Rating) -> Consultation | None:
    """The last answer by which an organ has not concluded yet, as the reader knows it: where a pause may begin."""
    rows = Consultation.objects.visible_to(account).filter(rating=rating, answer__in=STILL_OPEN)
    return rows.order_by("-answered_on", "-pk").first()


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line of a letter of request: the answer that stands, and those it took the place of."""

    rating: Rating
    answer: Consultation | None
    earlier: tuple[EarlierAnswer, ...]
    may_pause: bool


def asked_lines(letter: ConsultationRequest, account: Account) -> list[AskedLine]:
    """The lines as the asker reads them, never the one about himself."""
    lines = letter.lines.beside(account).select_related(*SHOWN, "rating__subject__organization")
    lines = lines.prefetch_related("rating__subject__places__organization")
    said = _said(letter, account)
    return [
        AskedLine(
            rating=line.rating,
            answer=found,
            earlier=tuple(found.earlier.all()) if found else (),
            may_pause=bool(found and found.is_open) and may_here(line.rating, pausing(line.rating), account),
        )
        for line in lines
        for found in [said.get(line.rating_id)]
    ]


def _said(letter: ConsultationRequest, account: Account) -> dict[int, Consultation]:
    """What the organ of a letter has said since it was asked, by whom it is about; a draft has asked nobody."""
    if letter.dated_on is None:
        return {}
    rows = Consultation.objects.filter(
        rating__in=letter.lines.beside(account).values("rating"),
        asker=letter.asker,
        organ=letter.organ,
        answered_on__gte=letter.dated_on,
    )
    return {
        one.rating_id: one
        for one in rows.select_related("entered_by").prefetch_related("earlier__entered_by")
    }


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One letter as the inspection sees it: who asks, until when, about whom; nothing of any rating."""

    letter: ConsultationRequest
    lines: Sequence[ConsultationLine]
    said: Mapping[int, Consultation]
    left: str

    @property
    def open_ratings(self) -> list[Rating]:
        """Those still waited for, in the order of the list; none once the asker has closed it."""
        rows = [line.rating for line in self.lines if line.rating.state in BEFORE_THE_SITTING]
        return [] if self.letter.closed_at else rows

    @property
    def shut_lines(self) -> list[tuple[Rating, Consultation | None]]:
        """Those that take no answer any more, with what was said."""
        still = {one.pk for one in self.open_ratings}
        return [
            (line.rating, self.said.get(line.rating_id)) for line in self.lines if line.rating_id not in still
        ]

    @property
    def known(self) -> "QuerySet[Any]":
        """Where the name of a line that left may be read: its own list."""
        return Rating.objects.filter(pk__in=[line.rating_id for line in self.lines]).select_related("subject")

    @property
    def number(self) -> str:
        """The number of the letter of answer, where one was typed."""
        return next((one.number for one in self.said.values() if one.number), "")


def inquiry_of(letter: ConsultationRequest, account: Account, today: date) -> Inquiry:
    """One letter with what the inspection has said on it so far."""
    lines = letter.lines.beside(account).select_related(*SHOWN)
    return Inquiry(letter, list(lines), _said(letter, account), days_words(letter.due_on, today))


def inquiries_for(account: Account, campaign: Campaign, today: date) -> list[tuple[ConsultationRequest, str]]:
    """What is put to one's inspection in a round, with the days left."""
    letters = ConsultationRequest.objects.put_to(account).filter(campaign=campaign).for_list()
    return [(one, days_words(one.due_on, today)) for one in letters.select_related("asker")]
