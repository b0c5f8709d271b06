"""Organisations, accounts, and the records that every act leaves."""

from organizations.models.account import Account, Assignment
from organizations.models.change import OrganizationChange
from organizations.models.importing import Import, ImportRow
from organizations.models.organization import (
    Collective,
    Contact,
    PartyOrganization,
    PeerRating,
    SubmittingUnit,
)
from organizations.models.record import (
    AccessEntry,
    AuditEntry,
    AuditSeal,
    ClockOffset,
    ContentSource,
    Notice,
    Once,
)
from organizations.models.scope import Held, Reach, Scoped

__all__ = [
    "AccessEntry",
    "Account",
    "Assignment",
    "AuditEntry",
    "AuditSeal",
    "ClockOffset",
    "Collective",
    "Contact",
    "ContentSource",
    "Held",
    "Import",
    "ImportRow",
    "Notice",
    "Once",
    "OrganizationChange",
    "PartyOrganization",
    "PeerRating",
    "Reach",
    "Scoped",
    "SubmittingUnit",
]
