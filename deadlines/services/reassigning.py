"""After the tree has changed: each subject of an open round has the unit that sends now, and its papers go there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from deadlines.enums import DossierKind, DossierState
from deadlines.models import Dossier, DossierItem
from deadlines.services.dossiers import move_papers
from deadlines.workflow import EDITABLE
from organizations.enums import SubjectKind
from organizations.models import Account, Collective, PartyOrganization, SubmittingUnit
from ratings.models import Proposal
from reviews.models import Campaign, Subject
from reviews.queries.units import unit_above
from reviews.services.following import LIVE, living_units


@dataclass(slots=True)
class Carried:
    """What went to another unit's dossier, and what stayed where it had been sent."""

    moved: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    subjects: int = 0


def lock_rounds() -> list[Campaign]:
    """The rounds under way or being opened: nothing is sent or re-routed in them meanwhile."""
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True).filter(state__in=LIVE)
    return list(rows.select_related("organization", "regulation").order_by("pk"))


def follow_units(
    campaigns: Iterable[Campaign], organization: PartyOrganization, *, actor: Account, at: datetime
) -> Carried:
    """Everybody of a branch gets the unit above him. Papers not yet sent go along; a sent dossier stays whole."""
    carried, units = Carried(), living_units()
    own = {unit.collective_id: unit for unit in units if unit.collective_id is not None}
    for campaign in campaigns:
        here = Subject.objects.reporting().filter(
            campaign=campaign, organization__path__startswith=organization.path
        )
        carried.subjects += here.filter(is_reviewed=True).count()
        _plain_members(campaign, organization, units)
        leaders = here.exclude(main_post__isnull=True, kind=SubjectKind.PERSON).select_related(
            "unit", "collective__organization", "collective__scope",
            "main_post__collective__organization", "main_post__collective__scope",
        )  # fmt: skip
        wanted = {one: unit for one in leaders.order_by("position", "pk") if (unit := _unit(one, units, own))}
        changed = {one: unit for one, unit in wanted.items() if unit.pk != one.unit_id}
        if changed:
            carry(campaign, changed, carried, actor=actor, at=at)
    return carried


def _unit(
    subject: Subject, units: Sequence[SubmittingUnit], own: dict[int, SubmittingUnit]
) -> SubmittingUnit | None:
    post = subject.main_post
    body: Collective | None = subject.collective or (post.collective if post is not None else None)
    if body is None:
        return None
    return own.get(body.pk) or unit_above(units, body.organization, body.scope)


def _plain_members(
    campaign: Campaign, organization: PartyOrganization, units: Sequence[SubmittingUnit]
) -> None:
    """Members without a post: they have no papers in a dossier, so their unit is simply the one above their cell."""
    rows = Subject.objects.filter(campaign=campaign, kind=SubjectKind.PERSON, main_post__isnull=True)
    cells = PartyOrganization.objects.filter(
        path__startswith=organization.path, pk__in=rows.values("organization")
    )
    by_unit: dict[SubmittingUnit | None, list[int]] = defaultdict(list)
    for cell in cells:
        by_unit[unit_above(units, cell, cell)].append(cell.pk)
    for unit, pks in by_unit.items():
        rows.filter(organization__in=pks).update(unit=unit, unit_label=unit.name if unit else "")


def carry(
    campaign: Campaign,
    changed: dict[Subject, SubmittingUnit],
    carried: Carried,
    *,
    actor: Account | None,
    at: datetime,
) -> None:
    """These subjects get another unit, and papers not yet sent go with them; the caller holds the round."""
    lying, targets = _dossiers(campaign, changed)
    signed = set(
        Proposal.objects.filter(campaign=campaign).exclude(number="").values_list("unit_id", flat=True)
    )
    moving: dict[DossierKind, list[Subject]] = defaultdict(list)
    for subject, unit in changed.items():
        dossier = lying.get(subject.pk)
        kind = DossierKind(dossier.kind) if dossier else None
        target = targets.get((unit.pk, kind)) if kind else None
        full = target is not None and target.state not in EDITABLE
        if dossier and (dossier.state != DossierState.DRAFT or subject.unit_id in signed or full):
            carried.stayed.append(f"{subject.label}: ở lại hồ sơ {dossier.code} ({dossier.unit.name})")
            continue
        subject.unit = unit
        if dossier and kind:
            moving[kind].append(subject)
            carried.moved.append(f"{subject.label}: từ hồ sơ {dossier.code} sang hồ sơ của {unit.name}")
    Subject.objects.bulk_update(list(changed), ["unit"], batch_size=200)
    for kind, subjects in moving.items():
        move_papers(campaign, subjects, kind, actor=actor, at=at)


def _dossiers(
    campaign: Campaign, changed: dict[Subject, SubmittingUnit]
) -> tuple[dict[int | None, Dossier], dict[tuple[int, DossierKind], Dossier]]:
    """Where the papers lie, and the dossiers of the units they would go to; held until the act is over."""
    units = {unit.pk for unit in changed.values()} | {one.unit_id for one in changed if one.unit_id}
    rows = Dossier.objects.select_for_update(of=("self",)).filter(campaign=campaign, unit__in=units)
    held = {one.pk: one for one in rows.select_related("unit").order_by("pk")}
    items = DossierItem.objects.filter(subject__in=list(changed), dossier__in=held)
    lying = {one.subject_id: held[one.dossier_id] for one in items}
    return lying, {(one.unit_id, DossierKind(one.kind)): one for one in held.values()}
