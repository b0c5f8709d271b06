"""`manage.py verify_audit`: check the journal's chain, and that its tables are closed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations import audit
from organizations.services.triggers import missing_triggers


class Command(BaseCommand):
    """Checks every seal against the entries, and every table that only grows for its lock; names each fault."""

    help = "Check the journal: finds a changed, deleted, inserted or reordered entry, a cut tail, and an open table."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            default="",
            metavar="DIGEST",
            help="a head noted earlier, that the journal must still hold",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        verdict = audit.verify(options["head"])
        faults = [*verdict.faults, *(f"trigger {one} is missing" for one in missing_triggers())]
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(f"{verdict.sealed} entries sealed, {verdict.unsealed} not sealed yet")
        if head := verdict.head:
            self.stdout.write(f"head: seal {head.pk}, up to entry {head.last_entry}, {head.digest}")
        if faults:
            raise CommandError(f"{len(faults)} faults in the journal")
