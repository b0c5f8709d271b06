"""What stands on the papers of a review: the report, the self-review, the guidance letter, the minutes."""

from reviews.papers.blanks import (
    blank_cell_minutes,
    blank_collective_report,
    blank_commitment,
    blank_minutes,
    blank_remedy_plan,
    blank_self_review,
)
from reviews.papers.cell_minutes import CellMinutes, MemberLine, MinutesExtract
from reviews.papers.collective_report import CollectiveReport, TargetLine
from reviews.papers.filling import (
    paper_of_collective_report,
    paper_of_guidance,
    paper_of_review,
    paper_of_self_review,
)
from reviews.papers.filling_minutes import paper_of_extract, paper_of_minutes
from reviews.papers.filling_plan import paper_of_plan
from reviews.papers.filling_remedies import paper_of_commitment, paper_of_remedies
from reviews.papers.guidance_letter import GuidanceLetter, Point
from reviews.papers.minutes import ConferenceMinutes, Hearing, Presence
from reviews.papers.parts import Answer, GradedItem, PastShortcoming, Remedy, Shortcoming
from reviews.papers.programme import Gathering, Invitation, Programme
from reviews.papers.remedies import CommitmentPaper, RemedyLine, RemedyPlan
from reviews.papers.self_review import CellOpinion, ChiefOpinion, CommitteeOpinion, Identity, SelfReviewPaper

__all__ = [
    "Answer",
    "CellMinutes",
    "CellOpinion",
    "ChiefOpinion",
    "CollectiveReport",
    "CommitmentPaper",
    "CommitteeOpinion",
    "ConferenceMinutes",
    "Gathering",
    "GradedItem",
    "GuidanceLetter",
    "Hearing",
    "Identity",
    "Invitation",
    "MemberLine",
    "MinutesExtract",
    "PastShortcoming",
    "Point",
    "Presence",
    "Programme",
    "Remedy",
    "RemedyLine",
    "RemedyPlan",
    "SelfReviewPaper",
    "Shortcoming",
    "TargetLine",
    "blank_cell_minutes",
    "blank_collective_report",
    "blank_commitment",
    "blank_minutes",
    "blank_remedy_plan",
    "blank_self_review",
    "paper_of_collective_report",
    "paper_of_commitment",
    "paper_of_extract",
    "paper_of_guidance",
    "paper_of_minutes",
    "paper_of_plan",
    "paper_of_remedies",
    "paper_of_review",
    "paper_of_self_review",
]
