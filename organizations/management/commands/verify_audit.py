"""`manage.py verify_audit`: check the journal's chain, and that its tables are closed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations import audit
from organizations.services.triggers import missing_triggers


class Command(BaseCommand):
    """Checks every seal against the entries, and every table that only grows for its lock; names each fault."""

    help = "Check the journal: finds a changed, deleted, inserted or reordered entry, and an open table."

    def handle(self, *_args: Any, **_options: Any) -> None:
        verdict = audit.verify()
        faults = [*verdict.faults, *(f"trigger {one} is missing" for one in missing_triggers())]
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(f"{verdict.sealed} entries sealed, {verdict.unsealed} not sealed yet")
        if faults:
            raise CommandError(f"{len(faults)} faults in the journal")
