"""`manage.py demo_clock`: move the demo's clock."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations import clock
from organizations.services.demo import advance_clock, set_clock


class Command(BaseCommand):
    """Sets or advances the demo's clock; refuses outside a demo."""

    help = "Move the demo's clock: --to 2021-12-14T13:30 or --advance 3h."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", help="a moment, for example 2021-12-14T13:30")
        parser.add_argument("--advance", help="a span, for example 90m, 3h or 2d")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The clock can be moved only in a demo.")
        if options["to"]:
            moment = datetime.fromisoformat(options["to"])
            set_clock(moment if moment.tzinfo else timezone.make_aware(moment), actor=None)
        elif options["advance"]:
            units = {"m": "minutes", "h": "hours", "d": "days"}
            span = options["advance"]
            advance_clock(timedelta(**{units[span[-1]]: int(span[:-1])}), actor=None)
        self.stdout.write(timezone.localtime(clock.now()).isoformat(timespec="minutes"))
