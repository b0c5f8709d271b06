"""The record of one person: who he is, put right by whoever keeps it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model

from cadres.enums import MembershipStanding
from cadres.models import Membership, Person
from cadres.rules.people import person_faults
from organizations import audit
from organizations.models import Account
from organizations.rules.names import fold, name_sort_key
from organizations.workflow import StaleVersion, TransitionDenied, about

IDENTITY = (
    "full_name",
    "gender",
    "birth_on",
    "birth_year",
    "card_number",
    "joined_on",
    "official_on",
    "is_civil_servant",
    "workplace",
    "residence",
)
CARD_TAKEN = "Số thẻ này đã ghi cho một đảng viên khác. Xem lại số ghi trên thẻ."


def locked(person: Person, *, actor: Account) -> Person:
    """The record under its lock, for whoever keeps it; nobody keeps his own."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if not Person.objects.managed_by(actor).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


def digest_of(rows: Iterable[Model], fields: Iterable[str]) -> str:
    """What stood on the page: somebody who saved meanwhile is noticed by it."""
    names = list(fields)
    content = [[one.pk, *(str(getattr(one, name)) for name in names)] for one in rows]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def said_of(row: Model, fields: Iterable[str]) -> str:
    """The content of a record for the journal, in the words of its boxes."""
    parts = []
    for name in fields:
        shown = getattr(row, f"get_{name}_display", None)
        value = shown() if shown else getattr(row, name)
        if value not in (None, "", False):
            label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            parts.append(f"{label}: {'có' if value is True else value}")
    return "; ".join(parts)


def identity_faults(person: Person, typed: Mapping[str, Any], today: date) -> list[str]:
    """What cannot be true of a person, each beside its box; what a sheet is asked too."""
    birth = typed.get("birth_on") or typed.get("birth_year")
    found: list[str] = [about(box, one) for box, one in person_faults({**typed, "birth": birth}, today)]
    card = typed.get("card_number")
    if card and Person.objects.filter(card_number=card).exclude(pk=person.pk).exists():
        found.append(about("card_number", CARD_TAKEN))
    return found


@transaction.atomic
def correct_identity(
    person: Person, typed: Mapping[str, Any], *, seen: str, actor: Account, today: date
) -> Person:
    """Put right who somebody is; the journal keeps what stood before."""
    row = locked(person, actor=actor)
    if digest_of([row], IDENTITY) != seen:
        raise StaleVersion
    faults = identity_faults(row, typed, today)
    if faults:
        raise TransitionDenied(*faults)
    before, official_on = said_of(row, IDENTITY), row.official_on
    for name in IDENTITY:
        setattr(row, name, typed[name])
    row.birth_year = typed["birth_on"].year if typed["birth_on"] else typed["birth_year"]
    row.name_sort, row.search_fold = name_sort_key(row.full_name), fold(row.full_name)
    after = said_of(row, IDENTITY)
    if after != before:
        _save(row)
        if row.official_on != official_on:
            _count_as(row)
        audit.record(actor=actor, action="correct_identity", target=row, before=before, after=after)
    return row


def _save(row: Person) -> None:
    """Two who write one card at the same moment: the second is told."""
    try:
        with transaction.atomic():
            row.save(update_fields=[*IDENTITY, "name_sort", "search_fold"])
    except IntegrityError:
        raise TransitionDenied(about("card_number", CARD_TAKEN)) from None


def _count_as(row: Person) -> None:
    """Who has a day from which he is official is a full member, as by a sheet; without it he is on probation."""
    standing = MembershipStanding.FULL if row.official_on else MembershipStanding.PROBATIONARY
    Membership.objects.filter(person=row, to_on__isnull=True).update(standing=standing)
