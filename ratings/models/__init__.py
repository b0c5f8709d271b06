"""The rating: Appendix 2."""

from ratings.models.consultation import Consultation, ConsultationLine, ConsultationRequest, EarlierAnswer
from ratings.models.decision import Decision, DecisionEntry, RatingPaper
from ratings.models.rating import Assessment, CriterionGrade, Proposal, Rating, TitleGroup
from ratings.models.route_change import RouteChange, RouteMove
from ratings.models.sitting import Ballot, MemberMark, Sitting, SittingLine, Tally, Withdrawal

__all__ = [
    "Assessment",
    "Ballot",
    "Consultation",
    "ConsultationLine",
    "ConsultationRequest",
    "CriterionGrade",
    "Decision",
    "DecisionEntry",
    "EarlierAnswer",
    "MemberMark",
    "Proposal",
    "Rating",
    "RatingPaper",
    "RouteChange",
    "RouteMove",
    "Sitting",
    "SittingLine",
    "Tally",
    "TitleGroup",
    "Withdrawal",
]
