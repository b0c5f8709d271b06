"""One unit on the telephone: what is missing, in words to read aloud, and a text to send."""

from dataclasses import dataclass
from datetime import datetime

from deadlines.enums import DossierState
from deadlines.models import Dossier
from deadlines.queries.dossiers import dossier_timeliness, due_of, is_awaited
from deadlines.queries.lights import Checklist, checklists, regulation_of
from deadlines.rules.lateness import Timeliness
from organizations.models import Account, SubmittingUnit
from reviews.models import Campaign


@dataclass(frozen=True, slots=True)
class UnitDossier:
    """One dossier of the unit, in words."""

    dossier: Dossier
    checklist: Checklist
    due: str
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything an official reads out."""

    dossiers: tuple[UnitDossier, ...]
    message: str


def unit_page(unit: SubmittingUnit, campaign: Campaign, account: Account, at: datetime) -> UnitPage:
    """The unit's dossiers with what is missing."""
    rows = list(
        Dossier.objects.visible_to(account)
        .owed()
        .filter(unit=unit, campaign=campaign)
        .for_list()
        .order_by("deadline__position")
    )
    for row in rows:
        row.campaign = campaign
    lists = checklists(rows, regulation_of(campaign)) if rows else {}
    dossiers = tuple(
        UnitDossier(
            row,
            lists[row.pk],
            due_of(row, at),
            dossier_timeliness(row, at),
        )
        for row in rows
    )
    return UnitPage(dossiers, message_of(unit, dossiers))


def message_of(unit: SubmittingUnit, dossiers: tuple[UnitDossier, ...]) -> str:
    """A text for the telephone: counts and kinds of papers, no name of a reviewed person, no level (P49)."""
    lines = [f"Kính gửi {unit.name}."]
    for one in dossiers:
        kind, checklist = one.dossier.get_kind_display(), one.checklist
        if checklist.missing:
            lines.append(f"{kind} còn thiếu: {checklist.missing_kinds}. {one.due}.")
        elif is_awaited(one.dossier):
            again = " lại" if one.dossier.state == DossierState.RETURNED else ""
            lines.append(f"{kind}: đã đủ thành phần, chưa gửi{again}. Đề nghị gửi{again}. {one.due}.")
        else:
            lines.append(f"{kind}: đã đủ thành phần. Cảm ơn đồng chí.")
        if checklist.noted:
            lines.append(f"Chưa có, vẫn gửi được: {checklist.noted_kinds}.")
    lines.append("Trân trọng.")
    return "\n".join(lines)
