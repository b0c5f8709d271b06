"""Whom to tell: the clerks of a unit, the author of a self-review; and who is meant by a name."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, DateField, Q, QuerySet

from organizations.enums import Role
from organizations.models import Account, Assignment, SubmittingUnit
from organizations.models.prepared import Prepared, Slot
from organizations.rules.names import fold
from reviews.models import Subject


def clerks_of(unit: SubmittingUnit | None, day: date) -> list[Account]:
    """The clerks who work for a submitting unit on a day."""
    if unit is None:
        return []
    rows = CLERKS(unit=unit.pk, places=[unit.organization_id, unit.scope_id], day=day)
    return sorted({row.account for row in rows}, key=lambda one: one.pk)


def _clerks() -> QuerySet[Assignment]:
    here = Slot("places", BigIntegerField(), many=True)
    own = Q(unit=Slot("unit", BigIntegerField())) | Q(unit__isnull=True, organization__in=here)
    held = Assignment.objects.current(Slot("day", DateField()))
    return held.filter(own, role=Role.UNIT_CLERK, account__is_active=True).select_related("account")


CLERKS = Prepared(_clerks)


def author_of(subject: Subject) -> Account | None:
    """The subject's own account, if he has one (P15)."""
    return subject.person.account if subject.person is not None else None


def told_about(subject: Subject, day: date) -> list[Account]:
    """The subject himself and the clerks of the unit that sends him."""
    author = author_of(subject)
    others = [clerk for clerk in clerks_of(subject.unit, day) if clerk != author]
    return [*([author] if author else []), *others]


def named(subjects: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Of some subjects those whose name holds every word, typed with or without marks: people and bodies."""
    wanted = fold(words).split()
    if not wanted:
        return subjects
    labels = subjects.filter(person=None).order_by().values_list("pk", "label")
    bodies = [pk for pk, label in labels if all(word in fold(label) for word in wanted)]
    people = Q(person__isnull=False)
    for word in wanted:
        people &= Q(person__search_fold__contains=word)
    return subjects.filter(people | Q(pk__in=bodies))
