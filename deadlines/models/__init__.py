"""Deadlines, dossiers, reminders: plan III."""

from deadlines.models.dossier import Call, Dossier, DossierItem, DossierReturn, Handover, Submission
from deadlines.models.inspection import InspectionRemark
from deadlines.models.reminder import Reminder

__all__ = [
    "Call",
    "Dossier",
    "DossierItem",
    "DossierReturn",
    "Handover",
    "InspectionRemark",
    "Reminder",
    "Submission",
]
