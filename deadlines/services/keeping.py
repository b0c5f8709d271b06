"""What lies at the Organization Committee's: held still while a page of the unit does its work."""

from collections.abc import Container

from django.db import transaction

from deadlines import workflow
from deadlines.models import Dossier
from organizations.models import SubmittingUnit


@transaction.atomic
def hold_kept(unit: SubmittingUnit, states: Container[str] = workflow.KEPT) -> list[Dossier]:
    """Lock the unit's dossiers for the rest of the caller's transaction; those already received, or so far along."""
    rows = Dossier.objects.select_for_update(of=("self",)).filter(unit=unit).order_by("pk")
    return [one for one in rows if one.state in states]
