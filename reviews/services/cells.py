"""The evening of a cell, typed the next day: papers handed over and the conference, as one act (P02, P07, P18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from documents.models import File
from organizations.models import Account, PartyOrganization
from organizations.workflow import about
from reviews.models import Campaign, Conference, Subject
from reviews.services.conferences import Minutes, correct_conference, record_conference, typed_faults
from reviews.services.self_reviews import paper_faults, record_paper_reviews
from reviews.workflow import WRITABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What a cell's evening left behind: who brought a paper, and what was reviewed."""

    minutes: Minutes
    papers: Mapping[str, tuple[int, str]]  # by the subject's key: sheets, the level he takes for himself
    received_on: date | None = None

    @property
    def papers_on(self) -> date:
        """The day the papers came: that of the conference where nothing else was typed."""
        return self.received_on or self.minutes.held_on


def evening_faults(typed: Mapping[str, object], campaign: Campaign, today: date) -> list[str]:
    """What cannot be of the evening as a whole, as far as it could be read, each with its box."""
    received, held_on = typed.get("received_on"), typed.get("held_on")
    wrong = paper_faults(received, today) if isinstance(received, date) else []
    if isinstance(received, date) and isinstance(held_on, date) and received > held_on:
        words = (
            "Bản giấy nhận sau ngày họp thì không kiểm điểm được tại cuộc họp này. Kiểm tra lại ngày nhận."
        )
        wrong = [about("received_on", words)]
    return typed_faults(typed, campaign, today) + wrong


def lacks_paper(subject: Subject, *, reviewed: bool, sheets: int | None) -> bool:
    """Reviewed with nothing handed in: the review rests on a self-review, be it on paper (rules 4, step 5)."""
    return reviewed and not sheets and subject.self_review.state in WRITABLE


@transaction.atomic
def record_evening(
    campaign: Campaign,
    cell: PartyOrganization,
    evening: Evening,
    *,
    actor: Account,
    at: datetime,
    scan: File | None = None,
    scan_name: str = "",
) -> Conference:
    """Papers and conference of one evening, all or nothing; the conference locks the cell, so it comes first."""
    conference = record_conference(
        campaign, cell, evening.minutes, actor=actor, at=at, scan=scan, scan_name=scan_name
    )
    _take_papers(evening, actor=actor, at=at)
    return conference


@transaction.atomic
def correct_evening(
    conference: Conference,
    evening: Evening,
    *,
    version: int,
    actor: Account,
    at: datetime,
    scan: File | None = None,
    scan_name: str = "",
) -> Conference:
    """The same, put right: papers that came in meanwhile stay as they are."""
    corrected = correct_conference(
        conference, evening.minutes, version=version, actor=actor, at=at, scan=scan, scan_name=scan_name
    )
    _take_papers(evening, actor=actor, at=at)
    return corrected


def _take_papers(evening: Evening, *, actor: Account, at: datetime) -> None:
    given = [one.subject for one in evening.minutes.agenda if one.subject.key in evening.papers]
    record_paper_reviews(given, received_on=evening.papers_on, rows=dict(evening.papers), actor=actor, at=at)
