"""The list of those left off, filled from the round's register of ratings."""

from documents.rules import without_gaps
from organizations.enums import Certainty
from organizations.models import PartyOrganization
from ratings.models import Rating
from ratings.papers.unrated import UnratedLine, UnratedList
from ratings.queries.registers import unrated_members
from reviews.models import Campaign
from reviews.papers.heads import birth_of, organization_head, organization_signature
from reviews.queries.rulebook import regulation_of
from reviews.rules.regulation import SpecialCase

NOT_REVIEWED = "Không thuộc diện kiểm điểm"
NOT_RATED = "Không xếp loại"


def paper_of_unrated(organization: PartyOrganization, campaign: Campaign) -> UnratedList:
    """The members of an organisation and everything below it who are not reviewed, or not rated."""
    cases = {case.code: case for case in regulation_of(campaign.regulation).cases}
    rows = list(unrated_members(campaign, organization))
    return UnratedList(
        letterhead=organization_head(organization, campaign, form=UnratedList.form),
        organization=organization.name,
        year=campaign.year,
        left_off=tuple(_line(one, cases) for one in rows if not one.subject.is_reviewed),
        unrated=tuple(_line(one, cases) for one in rows if one.subject.is_reviewed),
        signature=organization_signature(organization),
    )


def _line(rating: Rating, cases: dict[str, SpecialCase]) -> UnratedLine:
    subject, case = rating.subject, cases.get(rating.not_rated_case)
    words = case.text.partition(":")[0] if case else NOT_RATED if subject.is_reviewed else NOT_REVIEWED
    stated = case is not None and case.certainty is not Certainty.DEFAULT
    return UnratedLine(
        name=subject.label,
        born=birth_of(subject.person),
        cell=subject.cell_label.removeprefix("Chi bộ "),
        reason=without_gaps((words, subject.note), "; "),
        clause=case.clause if case is not None and stated else "",
    )
