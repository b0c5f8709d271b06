"""What stands on the papers of a review: the report, the self-review, the guidance letter."""

from reviews.papers.blanks import blank_collective_report, blank_self_review
from reviews.papers.collective_report import CollectiveReport, TargetLine
from reviews.papers.filling import (
    paper_of_collective_report,
    paper_of_guidance,
    paper_of_review,
    paper_of_self_review,
)
from reviews.papers.guidance_letter import GuidanceLetter, Point
from reviews.papers.parts import Answer, GradedItem, PastShortcoming, Remedy, Shortcoming
from reviews.papers.self_review import CellOpinion, ChiefOpinion, CommitteeOpinion, Identity, SelfReviewPaper

__all__ = [
    "Answer",
    "CellOpinion",
    "ChiefOpinion",
    "CollectiveReport",
    "CommitteeOpinion",
    "GradedItem",
    "GuidanceLetter",
    "Identity",
    "PastShortcoming",
    "Point",
    "Remedy",
    "SelfReviewPaper",
    "Shortcoming",
    "TargetLine",
    "blank_collective_report",
    "blank_self_review",
    "paper_of_collective_report",
    "paper_of_guidance",
    "paper_of_review",
    "paper_of_self_review",
]
