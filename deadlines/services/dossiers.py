"""Lập hồ sơ: a dossier of every submitting unit, its parts from the regulation's list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from deadlines.enums import DossierKind, Requirement
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import KINDS, subjects_of
from deadlines.queries.facts import FACTS
from deadlines.queries.lights import regulation_of
from deadlines.queries.residence import owing_residence_comment
from organizations import audit, clock
from organizations.enums import SubjectKind
from organizations.models import Account, SubmittingUnit
from organizations.permissions import Permission
from organizations.workflow import require
from reviews.enums import Audience
from reviews.models import Campaign, Deadline, Subject
from reviews.rules import regulation as rulebook
from reviews.rules.regulation import DossierItemRule, ItemScope

# Conditional parts, asked of those to whom they apply (P38, P39); the rest wait until there is something.
RESIDENCE, CIVIL_RATING = "NOI_CU_TRU", "CBCCVC"
REQUIREMENTS = {
    rulebook.Requirement.REQUIRED: Requirement.REQUIRED,
    rulebook.Requirement.OPTIONAL: Requirement.OPTIONAL,
    rulebook.Requirement.IF_EXISTS: Requirement.IF_EXISTS,
}
STRICTEST = (Requirement.REQUIRED, Requirement.IF_EXISTS, Requirement.OPTIONAL)


@transaction.atomic
def prepare_dossiers(
    campaign: Campaign, units: Iterable[SubmittingUnit], *, actor: Account | None, at: datetime
) -> list[Dossier]:
    """The dossiers these units owe, each with the parts asked for; what is there already stays as it is."""
    campaign = (
        Campaign.objects.select_for_update(of=("self",)).select_related("regulation").get(pk=campaign.pk)
    )
    day = clock.day_of(at)
    if actor is not None:
        require(actor, Permission.OPEN_CAMPAIGN, campaign)
    book, wanted = regulation_of(campaign), list(units)
    there = set(Dossier.objects.filter(campaign=campaign, unit__in=wanted).values_list("pk", flat=True))
    made: list[Dossier] = []
    items: list[DossierItem] = []
    for deadline in campaign.deadlines.filter(audience__in=KINDS):
        rule = next((one for one in book.dossier_kinds if one.deadline == deadline.code), None)
        if rule is None:
            continue
        owed = _subjects_by_unit(KINDS[Audience(deadline.audience)], campaign, wanted)
        dwelling = owing_residence_comment([one for some in owed.values() for one in some], day)
        some = _dossiers(campaign, [unit for unit in wanted if owed[unit.pk]], deadline)
        for dossier in some:
            items += _items(dossier, rule.code, owed[dossier.unit_id], book, dwelling)
        made += some
    _add_items(made, items)
    audit.record_many(
        actor=actor, action="prepare_dossier", targets=[one for one in made if one.pk not in there]
    )
    return made


def _subjects_by_unit(
    kind: DossierKind, campaign: Campaign, units: list[SubmittingUnit]
) -> dict[int, list[Subject]]:
    found: dict[int, list[Subject]] = defaultdict(list)
    for subject in subjects_of(kind, campaign).filter(unit__in=units, is_reviewed=True):
        if subject.unit_id is not None:
            found[subject.unit_id].append(subject)
    return found


def _dossiers(campaign: Campaign, units: list[SubmittingUnit], deadline: Deadline) -> list[Dossier]:
    """One dossier of this kind a unit: the one that is there, else a new one with the next code."""
    kind = KINDS[Audience(deadline.audience)]
    there = Dossier.objects.filter(campaign=campaign, kind=kind, unit__in=units)
    known = {one.unit_id: one for one in there}
    last = Dossier.objects.filter(campaign=campaign).count()
    new = [
        Dossier(
            campaign=campaign,
            unit=unit,
            kind=kind,
            deadline=deadline,
            code=f"HS-{campaign.year}-{number:04d}",
        )
        for number, unit in enumerate((one for one in units if one.pk not in known), start=last + 1)
    ]
    known |= {one.unit_id: one for one in Dossier.objects.bulk_create(new)}
    return [known[unit.pk] for unit in units]


def _add_items(dossiers: list[Dossier], wanted: list[DossierItem]) -> None:
    """The parts that are not there yet."""
    there = {_place(row) for row in DossierItem.objects.filter(dossier__in=dossiers)}
    new = [row for row in wanted if _place(row) not in there]
    DossierItem.objects.bulk_create(new, batch_size=500)


def _place(row: DossierItem) -> tuple[int, int | None, str]:
    """Which part of which dossier."""
    return row.dossier_id, row.subject_id, row.code


def move_papers(
    campaign: Campaign, subjects: Sequence[Subject], kind: DossierKind, *, actor: Account | None, at: datetime
) -> list[Dossier]:
    """Papers not yet sent go as they are into the unit's dossier of another kind (P10); the caller holds the locks.

    Both dossiers then ask for what their own people need; one in which nobody's papers lie is not owed any more.
    """
    deadline = campaign.deadlines.get(audience=next(one for one, made in KINDS.items() if made == kind))
    units = list({one.unit.pk: one.unit for one in subjects if one.unit is not None}.values())
    targets = {one.unit_id: one for one in _dossiers(campaign, units, deadline)}
    rows = Dossier.objects.filter(items__subject__in=subjects).select_related("unit", "deadline")
    left = list(rows.distinct().order_by("pk"))
    for subject in subjects:
        if subject.unit_id is not None:
            DossierItem.objects.filter(subject=subject).update(
                dossier=targets[subject.unit_id], version=F("version") + 1
            )
    touched = [*left, *targets.values()]
    _ask_anew(campaign, touched, clock.day_of(at))
    audit.record_many(
        actor=actor,
        action="move_papers",
        targets=list(touched),
        note=f"{kind.label}: {', '.join(one.label for one in subjects)}",
    )
    return touched


def _ask_anew(campaign: Campaign, dossiers: list[Dossier], day: date) -> None:
    """The parts these dossiers ask for now: new ones are added; what nobody needs any more asks for nothing."""
    book = regulation_of(campaign)
    rules = {one.deadline: one.code for one in book.dossier_kinds}
    for dossier in dossiers:
        owed = _subjects_by_unit(DossierKind(dossier.kind), campaign, [dossier.unit])[dossier.unit_id]
        dwelling = owing_residence_comment(owed, day)
        wanted = list(_items(dossier, rules[dossier.deadline.code], owed, book, dwelling))
        _add_items([dossier], wanted)
        asked = {_place(row): row for row in wanted}
        rows = list(dossier.items.all())
        for row in rows:
            same = asked.get(_place(row))
            row.requirement = same.requirement if same else Requirement.OPTIONAL
            row.position = same.position if same else len(wanted) + 1
        DossierItem.objects.bulk_update(rows, ["requirement", "position"], batch_size=500)
        Dossier.objects.filter(pk=dossier.pk).update(is_owed=bool(owed), version=F("version") + 1)


def _items(
    dossier: Dossier,
    kind: str,
    subjects: list[Subject],
    book: rulebook.Regulation,
    dwelling: Collection[int],
) -> Iterator[DossierItem]:
    """The parts asked for, in their order; `dwelling` are the people whose street is asked about them."""
    position = 0
    for rule in sorted(book.dossier_items, key=lambda one: one.seq):
        for subject, requirement in _asked(rule, kind, subjects, dwelling):
            position += 1
            yield DossierItem(
                dossier=dossier,
                subject=subject,
                code=rule.code,
                title=rule.title,
                source=rule.code if rule.code in FACTS else "",
                requirement=requirement,
                position=position,
            )


def _asked(
    rule: DossierItemRule, kind: str, subjects: list[Subject], dwelling: Collection[int]
) -> Iterator[tuple[Subject | None, Requirement]]:
    asked = [(subject, need) for subject in subjects if (need := _need(rule, kind, subject, dwelling))]
    if rule.scope == ItemScope.SUBJECT:
        yield from asked
        return
    found = {need for _subject, need in asked}
    strictest = next((one for one in STRICTEST if one in found), None)
    if strictest is not None:
        yield None, strictest


def _need(
    rule: DossierItemRule, kind: str, subject: Subject, dwelling: Collection[int]
) -> Requirement | None:
    """How far this part is asked of this subject; a conditional one becomes required when it applies."""
    need = rule.need(kind, SubjectKind(subject.kind))
    if need == rulebook.Requirement.IF_APPLICABLE:
        return Requirement.REQUIRED if _applies(rule, subject, dwelling) else None
    return REQUIREMENTS.get(need)


def _applies(rule: DossierItemRule, subject: Subject, dwelling: Collection[int]) -> bool:
    if subject.person is None:
        return False
    if rule.code == RESIDENCE:
        return subject.person.pk in dwelling
    return rule.code == CIVIL_RATING and subject.person.is_civil_servant
