"""One case written down, or ended, for many people at once: what it would do to each, then all of it or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from cadres.enums import BY_TRANSFER, StandingKind
from cadres.models import Person, Standing
from cadres.rules.facts import SENT_OFF
from documents.rules import short_date
from organizations import audit
from organizations.models import Account
from organizations.workflow import StaleVersion, TransitionDenied

NOBODY = "Không có ai để ghi: xem lại người đã chọn, trường hợp và ngày."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written: the case, from which day, or until which day it lasted."""

    kind: StandingKind
    day: date
    ends: bool = False
    note: str = ""

    @property
    def words(self) -> str:
        """ "ghi “Đi học tập trung” từ ngày 01/7/2021"."""
        if self.ends:
            return f"ghi thôi “{self.kind.label}” sau ngày {short_date(self.day)}"
        return f"ghi “{self.kind.label}” từ ngày {short_date(self.day)}"


@dataclass(frozen=True, slots=True)
class Step:
    """What the change does to one person: written, or why not."""

    person: Person
    row: Standing | None
    words: str
    is_written: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The change, person by person."""

    steps: tuple[Step, ...]

    @property
    def count(self) -> int:
        """For how many it would be written."""
        return sum(one.is_written for one in self.steps)

    @property
    def digest(self) -> str:
        """What was previewed: written only if it is still so."""
        said = "|".join(f"{one.person.pk}:{one.words}" for one in self.steps)
        return hashlib.sha256(said.encode()).hexdigest()


def plan_of(people: Sequence[Person], change: Change) -> Plan:
    """What the change would do to each of these people, in their order."""
    rows = Standing.objects.filter(person__in=people, kind=change.kind)
    near = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=change.day)).order_by("from_on", "pk")
    found = {one.person_id: one for one in near}
    step = _end if change.ends else _begin
    return Plan(tuple(step(one, found.get(one.pk), change) for one in people))


def _begin(person: Person, row: Standing | None, change: Change) -> Step:
    if row is not None:
        return Step(person, row, f"Bỏ qua: đã ghi từ {short_date(row.from_on)}", is_written=False)
    return Step(person, None, f"Ghi từ {short_date(change.day)}", is_written=True)


def _end(person: Person, row: Standing | None, change: Change) -> Step:
    if row is None:
        return Step(person, None, "Bỏ qua: không có trường hợp này", is_written=False)
    if row.from_on > change.day:
        return Step(person, row, f"Bỏ qua: bắt đầu từ {short_date(row.from_on)}", is_written=False)
    if row.to_on is not None:
        return Step(person, row, f"Bỏ qua: đã ghi đến {short_date(row.to_on)}", is_written=False)
    words = f"Thôi từ sau {short_date(change.day)} (đã ghi từ {short_date(row.from_on)})"
    return Step(person, row, words, is_written=True)


@transaction.atomic
def change_standings(people: Sequence[Person], change: Change, *, seen: str, actor: Account) -> int:
    """Write the change for all who were previewed; for how many it was written."""
    if change.kind == BY_TRANSFER:
        raise TransitionDenied(SENT_OFF)
    wanted = [one.pk for one in people]
    locked = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    kept = set(Person.objects.managed_by(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    plan = plan_of([locked[one] for one in wanted if one in kept], change)
    if plan.digest != seen:
        raise StaleVersion
    if not plan.count:
        raise TransitionDenied(NOBODY)
    written = [one for one in plan.steps if one.is_written]
    if change.ends:
        Standing.objects.filter(pk__in=[one.row.pk for one in written if one.row]).update(to_on=change.day)
    else:
        Standing.objects.bulk_create(
            Standing(person=one.person, kind=change.kind, from_on=change.day, note=change.note)
            for one in written
        )
    until = "đến" if change.ends else "từ"
    note = f"{change.kind.label}, {until} {short_date(change.day)}"
    action = "end_standings" if change.ends else "begin_standings"
    audit.record_many(actor=actor, action=action, targets=[one.person for one in written], note=note)
    return len(written)
