"""`migrate`, and then the append-only triggers, which SQLite drops silently when it rebuilds a table."""

from typing import Any

from django.core.management.commands import migrate

from organizations.services.triggers import install_triggers, remove_triggers


class Command(migrate.Command):
    """Migrate, then close the append-only tables again."""

    def handle(self, *args: Any, **options: Any) -> None:
        remove_triggers(options["database"])
        super().handle(*args, **options)
        install_triggers(options["database"])
