"""The remedy plan and the commitment of a subject, filled from its self-review."""

from dataclasses import replace

from documents.papers import Letterhead, Signature
from documents.rules import sentence, short_date, without_gaps
from organizations.enums import Capacity
from reviews.enums import RemedyState
from reviews.models import Campaign, SelfReview, Shortcoming
from reviews.papers.filling import identity_of
from reviews.papers.heads import cell_head, kept_by, report_head, report_signature
from reviews.papers.remedies import CommitmentPaper, RemedyLine, RemedyPlan
from reviews.queries.records import causes_of
from reviews.queries.rulebook import regulation_of
from reviews.queries.writing import Writing
from reviews.rules.regulation import SectionRole

OWN_WORK = "Về thực hiện chức trách, nhiệm vụ, chỉ tiêu được giao"
MENDING = "Về khắc phục hạn chế, khuyết điểm đã được chỉ ra"


def remedies_of(writing: Writing) -> list[Shortcoming]:
    """What is still to be put right: what this review names, then what earlier ones left open."""
    left = [one for one in writing.past if one.state != RemedyState.DONE]
    return [*writing.own, *left]


def paper_of_remedies(review: SelfReview) -> RemedyPlan:
    """Kế hoạch khắc phục as the records stand now (step REMEDY_PLAN of the regulation)."""
    subject, person = review.subject, review.subject.person
    year, form = subject.campaign.year, RemedyPlan.form
    rows = remedies_of(Writing(review))
    body = subject.collective
    return RemedyPlan(
        letterhead=_undated(
            cell_head(review, person, form=form) if person else report_head(review, form=form, kind="KH"),
            year,
        ),
        year=year,
        owner="tôi" if person else subject.label,
        lines=tuple(_line(one, year, first=_is_first(rows, n, year)) for n, one in enumerate(rows)),
        signature=Signature(
            authority=("Người lập kế hoạch",), note="(ký, ghi rõ họ tên)", name=person.full_name
        )
        if person
        else report_signature(body),
        recipients=() if person else _recipients(review),
    )


def _recipients(review: SelfReview) -> tuple[str, ...]:
    body = review.subject.collective
    return ("Cấp ủy cấp trên trực tiếp", kept_by(body) if body else f"Lưu {review.subject.label}")


def _is_first(rows: list[Shortcoming], place: int, year: int) -> bool:
    """Whether a group begins here: this year's, or those of earlier years."""
    return place == 0 or (rows[place].year == year) != (rows[place - 1].year == year)


def _line(row: Shortcoming, year: int, *, first: bool) -> RemedyLine:
    new = row.year == year
    group = f"Hạn chế, khuyết điểm của năm {year}" if new else "Chuyển tiếp từ các kỳ kiểm điểm trước"
    state = "" if new or row.state == RemedyState.UNANSWERED else str(row.get_state_display()).lower()
    return RemedyLine(
        shortcoming=row.text,
        cause=causes_of(row),
        progress="" if new else without_gaps((state, row.progress), "; "),
        remedy=row.remedy,
        owner=row.responsible,
        due_before=row.due_before,
        group=group if first else "",
    )


def _undated(head: Letterhead, year: int) -> Letterhead:
    """The day is written when it is signed."""
    return replace(head, dated=None, year=year)


def paper_of_commitment(review: SelfReview) -> CommitmentPaper:
    """Bản cam kết of the year after the round: of the person only who he is and what he promised to put right (P90)."""
    person = review.subject.person
    if person is None:
        raise ValueError("a commitment of a person is asked for")
    campaign = review.subject.campaign
    year = campaign.year + 1
    mending = "\n".join(_promise(one) for one in remedies_of(Writing(review)))
    return CommitmentPaper(
        letterhead=_undated(cell_head(review, person, form=CommitmentPaper.form), year),
        year=year,
        identity=identity_of(review, person),
        items=commitment_items(campaign, mending=mending),
        signed_by=person.full_name,
    )


def commitment_items(campaign: Campaign, *, mending: str = "") -> tuple[tuple[str, str], ...]:
    """The three parts of a commitment; the first in the regulation's own words."""
    content = regulation_of(campaign.regulation).content_for(Capacity.MEMBER)
    conduct = next(item.title for item in content if item.role == SectionRole.TEXT)
    return ((conduct, ""), (OWN_WORK, ""), (MENDING, mending))


def _promise(row: Shortcoming) -> str:
    due = f"xong trước ngày {short_date(row.due_before)}" if row.due_before else ""
    remedy = f"biện pháp: {row.remedy.rstrip('.')}" if row.remedy else ""
    return sentence(f"- {without_gaps((row.text.rstrip('.'), remedy, due), '; ')}")
