"""`manage.py verify_audit`: check the journal's chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations import audit


class Command(BaseCommand):
    """Checks every seal against the entries and names each fault."""

    help = "Check the audit journal: finds a changed, deleted, inserted or reordered entry."

    def handle(self, *_args: Any, **_options: Any) -> None:
        verdict = audit.verify()
        for fault in verdict.faults:
            self.stderr.write(fault)
        self.stdout.write(f"{verdict.sealed} entries sealed, {verdict.unsealed} not sealed yet")
        if verdict.faults:
            raise CommandError(f"{len(verdict.faults)} faults in the journal")
