"""Subjects of an open round follow the living tree; what was concluded, and every closed round, stays as it was."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.models import Person
from organizations import audit
from organizations.enums import OrganizationKind, SubjectKind
from organizations.models import Account, PartyOrganization, SubmittingUnit
from reviews.enums import CampaignState, ChangeKind
from reviews.models import Place, Subject, SubjectChange
from reviews.queries.units import cell_label, unit_above
from reviews.services.late_changes import write_changes

LIVE = (CampaignState.DRAFT, CampaignState.OPEN)  # a round may be being opened, a chunk at a time


def _named(cell: PartyOrganization) -> str:
    upper = PartyOrganization.objects.filter(path=cell.path[: -PartyOrganization.steplen])
    names = dict(upper.exclude(kind=OrganizationKind.PROVINCE).values_list("path", "name"))
    return cell_label(cell, names)[:300]


def living_units() -> list[SubmittingUnit]:
    """The units that still send: not those of an organisation that went into another."""
    rows = SubmittingUnit.objects.filter(organization__dissolved_on__isnull=True)
    return list(rows.select_related("organization", "scope").order_by("position", "pk"))


def follow_people(
    people: Sequence[Person],
    left: PartyOrganization,
    cell: PartyOrganization,
    *,
    on: date,
    actor: Account,
    at: datetime,
) -> int:
    """These people went from one cell to another: there they are reviewed, unless the old one has done it already."""
    subjects = Subject.objects.filter(campaign__state__in=LIVE, kind=SubjectKind.PERSON, person__in=people)
    found = list(subjects.select_for_update(of=("self",)))
    _move_places(Place.objects.filter(subject__in=found), left, cell)
    name = _named(cell)
    words = {one: f"Nơi sinh hoạt: {name}; trước đó: {one.cell_label or left.name}" for one in found}
    subjects.update(cell_label=name)
    plain = subjects.filter(main_post__isnull=True)
    unit = unit_above(living_units(), cell, cell)
    plain.update(organization=cell, unit=unit, unit_label=unit.name if unit else "")
    audit.record_many(actor=actor, action="follow_cell", targets=list(found), note=f"{left} – {cell}"[:300])
    notes = [
        SubjectChange(subject=one, kind=ChangeKind.CELL, changed_on=on, note=said[:400])
        for one, said in words.items()
    ]
    write_changes(notes, actor=actor, at=at)
    return len(found)


def _move_places(places: QuerySet[Place], left: PartyOrganization, cell: PartyOrganization) -> None:
    """Places not yet concluded go along; who is to be reviewed there anyway has one place, the stricter of the two."""
    waiting = places.filter(organization=left, collective__isnull=True, concluded_on__isnull=True)
    there = Place.objects.filter(
        organization=cell, collective__isnull=True, subject=OuterRef("subject")
    ).exclude(pk=OuterRef("pk"))
    twice = waiting.filter(Exists(there))
    compulsory = list(twice.filter(is_compulsory=True).values_list("subject_id", flat=True))
    doubled = list(twice.values_list("pk", flat=True))
    Place.objects.filter(subject__in=compulsory, organization=cell, collective__isnull=True).update(
        is_compulsory=True
    )
    Place.objects.filter(pk__in=doubled).delete()
    waiting.update(organization=cell, label=cell.name[:200])


def follow_new_name(organization: PartyOrganization, before: str) -> int:
    """In an open round what is still to be done bears the new name; what was concluded keeps the old one."""
    places = Place.objects.filter(
        subject__campaign__state__in=LIVE,
        organization=organization,
        collective__isnull=True,
        label=before[:200],
    )
    changed = places.filter(concluded_on__isnull=True).update(label=organization.name[:200])
    labelled = Subject.objects.filter(campaign__state__in=LIVE).filter(
        Q(cell_label__startswith=f"{before}, ") | Q(cell_label=before) | Q(cell_label__endswith=f", {before}")
    )
    for label in sorted(set(labelled.values_list("cell_label", flat=True))):
        parts = [organization.name if one == before else one for one in _parts(label, before)]
        labelled.filter(
            cell_label=label,
            person__memberships__to_on__isnull=True,
            person__memberships__organization__path__startswith=organization.path,
        ).update(cell_label=", ".join(parts)[:300])
    return changed


def _parts(label: str, before: str) -> Iterable[str]:
    """A label's cell and upper organisation, even where a name holds a comma."""
    if label == before:
        return [label]
    if label.startswith(f"{before}, "):
        return [before, label.removeprefix(f"{before}, ")]
    return [label.removesuffix(f", {before}"), before]
