"""The review: Appendix 1."""

from reviews.models.campaign import Campaign, Deadline, Regulation
from reviews.models.change import SubjectChange
from reviews.models.conference import AgendaItem, Attendance, Conference, Remark, ReviewPaper
from reviews.models.conference_plan import ConferencePaper, ConferencePlan
from reviews.models.guidance import Guidance, GuidancePoint
from reviews.models.notebook import Commitment, Notebook, NotedEvidence
from reviews.models.own_plan import CommitteePlan
from reviews.models.refinement import Refinement
from reviews.models.remedy import RemedyNote
from reviews.models.self_review import Evidence, Revision, Section, SelfReview, Shortcoming, Target
from reviews.models.subject import Place, Subject

__all__ = [
    "AgendaItem",
    "Attendance",
    "Campaign",
    "Commitment",
    "CommitteePlan",
    "Conference",
    "ConferencePaper",
    "ConferencePlan",
    "Deadline",
    "Evidence",
    "Guidance",
    "GuidancePoint",
    "Notebook",
    "NotedEvidence",
    "Place",
    "Refinement",
    "Regulation",
    "Remark",
    "RemedyNote",
    "ReviewPaper",
    "Revision",
    "Section",
    "SelfReview",
    "Shortcoming",
    "Subject",
    "SubjectChange",
    "Target",
]
