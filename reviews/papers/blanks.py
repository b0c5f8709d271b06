"""Blank forms of a review: a printed blank is used more than the filled one (P63)."""

from dataclasses import replace

from documents.papers import Letterhead, Signature
from documents.rules import DOTS, PLACE, blank_date
from organizations.enums import Capacity
from reviews.models import Campaign
from reviews.papers.cell_minutes import CellMinutes, MemberLine
from reviews.papers.collective_report import CollectiveReport
from reviews.papers.filling_remedies import commitment_items
from reviews.papers.heads import label_of
from reviews.papers.minutes import ConferenceMinutes, Hearing, Presence
from reviews.papers.parts import GradedItem
from reviews.papers.remedies import CommitmentPaper, RemedyPlan
from reviews.papers.self_review import Identity, SelfReviewPaper
from reviews.queries.rulebook import regulation_of
from reviews.rules.regulation import SectionRole

LINES = 4


def blank_self_review(campaign: Campaign, *, capacity: Capacity = Capacity.MEMBER) -> SelfReviewPaper:
    """Mẫu 02 as a cell hands it out."""
    return SelfReviewPaper(
        letterhead=blank_head(
            campaign, SelfReviewPaper.form, upper=f"Đảng bộ {DOTS}", issuer=f"Chi bộ {DOTS}", starred=False
        ),
        identity=Identity(),
        results=_items(campaign, capacity),
        blank_lines=LINES,
    )


def blank_collective_report(campaign: Campaign) -> CollectiveReport:
    """Mẫu 01, for a collective that writes by hand or in its own file."""
    return CollectiveReport(
        letterhead=blank_head(campaign, CollectiveReport.form, symbol=f"BC/{PLACE}"),
        collective=DOTS,
        results=_items(campaign, Capacity.COLLECTIVE),
        signature=Signature(authority=(f"T/M {DOTS}",), note="(ký, đóng dấu, ghi rõ họ tên)"),
        recipients=(DOTS, DOTS),
        blank_lines=LINES,
    )


def blank_commitment(campaign: Campaign) -> CommitmentPaper:
    """Bản cam kết of the coming year, for the member's own hand."""
    head = blank_head(
        campaign, CommitmentPaper.form, upper=f"Đảng bộ {DOTS}", issuer=f"Chi bộ {DOTS}", starred=False
    )
    return CommitmentPaper(
        letterhead=replace(head, year=campaign.year + 1),
        year=campaign.year + 1,
        identity=Identity(),
        items=commitment_items(campaign),
    )


def blank_remedy_plan(campaign: Campaign) -> RemedyPlan:
    """Kế hoạch khắc phục with rows to write in."""
    return RemedyPlan(
        letterhead=blank_head(campaign, RemedyPlan.form, symbol=f"KH/{PLACE}"),
        year=campaign.year,
        owner=DOTS,
        signature=Signature(authority=(f"T/M {DOTS}",), note="(ký, đóng dấu, ghi rõ họ tên)"),
        recipients=(DOTS, DOTS),
    )


def blank_cell_minutes(campaign: Campaign, *, rows: int = 25) -> CellMinutes:
    """Biên bản họp chi bộ with a row a member, all for the secretary's hand."""
    return CellMinutes(
        letterhead=blank_head(
            campaign, CellMinutes.form, upper=f"Đảng bộ {DOTS}", issuer=f"Chi bộ {DOTS}", starred=False
        ),
        body=f"Chi bộ {DOTS}",
        year=campaign.year,
        held=blank_date(None, campaign.year),
        presence=Presence(),
        members=(MemberLine(),) * rows,
        blank_lines=LINES,
    )


def blank_minutes(campaign: Campaign) -> ConferenceMinutes:
    """Biên bản hội nghị of a collective, to be written by hand during the conference."""
    return ConferenceMinutes(
        letterhead=blank_head(campaign, ConferenceMinutes.form, symbol=f"BB/{PLACE}"),
        body=DOTS,
        year=campaign.year,
        held=blank_date(None, campaign.year),
        presence=Presence(),
        collectives=(Hearing(subject=f"Tập thể {DOTS}"),),
        persons=(Hearing(subject=f"Đồng chí {DOTS}"),) * 3,
        blank_lines=LINES,
    )


def blank_head(
    campaign: Campaign,
    form: str,
    *,
    upper: str = DOTS,
    issuer: str = DOTS,
    symbol: str = "",
    starred: bool = True,
) -> Letterhead:
    """A head to be written on; the label of the form is the regulation's."""
    return Letterhead(
        upper=upper,
        issuer=issuer,
        symbol=symbol,
        place=PLACE,
        year=campaign.year,
        label=label_of(campaign, form),
        starred=starred,
    )


def _items(campaign: Campaign, capacity: Capacity) -> tuple[GradedItem, ...]:
    content = regulation_of(campaign.regulation).content_for(capacity)
    return tuple(
        GradedItem(title=item.title, graded=item.needs_grade)
        for item in content
        if item.role == SectionRole.TEXT
    )
