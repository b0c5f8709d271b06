"""Deadlines, dossiers, reminders: plan III."""

from deadlines.models.dossier import Call, Dossier, DossierItem, Handover, Submission
from deadlines.models.reminder import Reminder

__all__ = ["Call", "Dossier", "DossierItem", "Handover", "Reminder", "Submission"]
