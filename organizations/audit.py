"""The journal: written in the service's own transaction, sealed in chains, checked by `verify_audit`."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Max

from organizations import clock
from organizations.models import AccessEntry, Account, AuditEntry, AuditSeal

SEAL_SIZE = 500
SEAL_LATE = timedelta(hours=1)  # the timetable seals every minute; an hour allows for a stop


class Target(Protocol):
    """Anything with a public key."""

    @property
    def key(self) -> str:
        """What stands for it in addresses and in the journal."""


def _kind(target: Target) -> str:
    return str(target._meta.label_lower)  # type: ignore[attr-defined]


def _hat(actor: Account | None) -> str:
    return ", ".join(sorted({one.role.value for one in actor.held})) if actor and actor.hat_key else ""


def record(
    *,
    actor: Account | None,
    action: str,
    target: Target,
    before: str = "",
    after: str = "",
    note: str = "",
    on_behalf_of: str = "",
) -> AuditEntry:
    """Write down one act. Without an actor it is the system's own, by the clock."""
    return AuditEntry.objects.create(
        at=clock.real_now(),
        actor=actor,
        hat=_hat(actor)[:24],
        on_behalf_of=on_behalf_of[:120],
        action=action,
        target_kind=_kind(target),
        target_key=target.key,
        before=before,
        after=after,
        note=note,
    )


def record_many(*, actor: Account | None, action: str, targets: list[Target], note: str = "") -> None:
    """Write down the same act on many records at once."""
    at, hat = clock.real_now(), _hat(actor)[:24]
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=at,
                actor=actor,
                hat=hat,
                action=action,
                target_kind=_kind(one),
                target_key=one.key,
                note=note,
            )
            for one in targets
        ],
        batch_size=500,
    )


LINE = ("at", "actor", "hat", "action", "target_kind", "target_key", "before", "after", "note")


def lines(
    *, actor: Account, action: str, target_kind: str, changes: Iterable[tuple[str, str, str]], note: str
) -> Iterator[tuple[Any, ...]]:
    """The entries of an act on very many records, as rows of `LINE`: of each its key, before and after."""
    at, hat = clock.real_now(), _hat(actor)[:24]
    for key, before, after in changes:
        yield at, actor.pk, hat, action, target_kind, key, before, after, note


def looked(account: Account, target: Target) -> None:
    """Write down that somebody opened a record that is not his own."""
    AccessEntry.objects.create(
        at=clock.real_now(),
        account=account,
        hat=_hat(account)[:24],
        target_kind=_kind(target),
        target_key=target.key,
    )


def digest_of(entry: AuditEntry) -> str:
    """The fingerprint of an entry's whole content."""
    content = [
        entry.at.isoformat(),
        entry.actor_id,
        entry.hat,
        entry.on_behalf_of,
        entry.action,
        entry.target_kind,
        entry.target_key,
        entry.before,
        entry.after,
        entry.note,
        entry.format,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _chain(previous: str, digests: list[list[int | str]]) -> str:
    return hashlib.sha256((previous + json.dumps(digests)).encode()).hexdigest()


@transaction.atomic
def seal() -> AuditSeal | None:
    """Chain the entries that no seal holds yet; nothing when there are none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Waits for writers in flight, so that no smaller number can be committed later.
            cursor.execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE MODE")
            cursor.execute(f"LOCK TABLE {AuditSeal._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    last = AuditSeal.objects.last()
    entries = list(
        AuditEntry.objects.filter(pk__gt=last.last_entry if last else 0).order_by("pk")[:SEAL_SIZE]
    )
    if not entries:
        return None
    digests: list[list[int | str]] = [[entry.pk, digest_of(entry)] for entry in entries]
    previous = last.digest if last else ""
    return AuditSeal.objects.create(
        first_entry=entries[0].pk,
        last_entry=entries[-1].pk,
        digests=digests,
        previous=previous,
        digest=_chain(previous, digests),
        sealed_at=clock.real_now(),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the journal found; an empty list of faults means it is whole."""

    faults: tuple[str, ...]
    sealed: int
    unsealed: int
    head: AuditSeal | None  # the last seal: its digest, kept elsewhere, vouches for everything before it


def _faults_of(
    seal_row: AuditSeal, previous: str, after: int
) -> tuple[list[str], dict[int, tuple[str, str]]]:
    """Everything wrong inside one seal's run of entries; of what changed, the digest sealed and the one found."""
    faults = []
    if seal_row.previous != previous or seal_row.digest != _chain(seal_row.previous, seal_row.digests):
        faults.append(f"seal {seal_row.pk}: broken")
    expected = {int(pk): str(digest) for pk, digest in seal_row.digests}
    found = {
        entry.pk: digest_of(entry)
        for entry in AuditEntry.objects.filter(pk__gt=after, pk__lte=seal_row.last_entry).order_by("pk")
    }
    faults += [f"entry {pk}: deleted" for pk in sorted(expected.keys() - found.keys())]
    faults += [f"entry {pk}: inserted" for pk in sorted(found.keys() - expected.keys())]
    both = sorted(expected.keys() & found.keys())
    return faults, {pk: (expected[pk], found[pk]) for pk in both if expected[pk] != found[pk]}


def _faults_of_the_end(after: int) -> list[str]:
    """What a seal cannot say of what comes after it: entries that wait too long, rows that were cut off."""
    faults = []
    waiting = AuditEntry.objects.filter(pk__gt=after, at__lt=clock.real_now() - SEAL_LATE).order_by("pk")
    if first := waiting.first():
        faults.append(f"entries from {first.pk}: not sealed, though written more than an hour ago")
    if (
        connection.vendor == "sqlite"
    ):  # it counts the numbers it gave; PostgreSQL's also grow by acts taken back
        for model, name in ((AuditEntry, "entries"), (AuditSeal, "seals")):
            with connection.cursor() as cursor:
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
                given = cursor.fetchone() or (0,)
            there = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
            if there < given[0]:
                faults.append(f"{name} {there + 1} to {given[0]}: deleted")
    return faults


def verify(head: str = "") -> Verdict:
    """Check every seal against the entries: finds a changed, deleted, inserted or reordered row.

    Whoever can write to the database can make every seal anew; a digest noted earlier, outside, shows it.
    """
    faults: list[str] = []
    changed: dict[int, tuple[str, str]] = {}
    last, sealed, kept = None, 0, False
    for seal_row in AuditSeal.objects.order_by("pk").iterator():
        found, differing = _faults_of(seal_row, last.digest if last else "", last.last_entry if last else 0)
        faults += found
        changed |= differing
        last, sealed = seal_row, sealed + len(seal_row.digests)
        kept = kept or seal_row.digest == head
    sealed_digests = {digest for digest, _ in changed.values()}
    faults += [
        f"entry {pk}: {'reordered' if found in sealed_digests else 'changed'}"
        for pk, (_, found) in changed.items()
    ]
    after = last.last_entry if last else 0
    faults += _faults_of_the_end(after)
    if head and not kept:
        faults.append(f"head {head}: the journal no longer holds it")
    return Verdict(tuple(faults), sealed, AuditEntry.objects.filter(pk__gt=after).count(), last)
