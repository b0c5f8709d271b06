"""Deadlines, dossiers, reminders: plan III."""

from deadlines.models.dossier import Call, Dossier, DossierItem, DossierReturn, Handover, Submission
from deadlines.models.reminder import Reminder

__all__ = ["Call", "Dossier", "DossierItem", "DossierReturn", "Handover", "Reminder", "Submission"]
