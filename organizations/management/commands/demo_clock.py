"""`manage.py demo_clock`: move the demo's clock."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations import clock
from organizations.services.demo import advance_clock, set_clock

SPAN = re.compile(r"(?P<count>\d{1,5})(?P<unit>[mhd])")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Command(BaseCommand):
    """Sets or advances the demo's clock; refuses outside a demo."""

    help = "Đặt lại đồng hồ bản dùng thử: --to 2021-12-14T13:30 hoặc --advance 3h."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", help="thời điểm, ví dụ 2021-12-14T13:30 (năm-tháng-ngày, chữ T, giờ:phút)"
        )
        parser.add_argument("--advance", help="khoảng thời gian, ví dụ 90m (phút), 3h (giờ), 2d (ngày)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ bản dùng thử mới đặt lại đồng hồ được.")
        if options["to"] is not None:
            set_clock(moment_of(options["to"]), actor=None)
        elif options["advance"] is not None:
            advance_clock(span_of(options["advance"]), actor=None)
        self.stdout.write(timezone.localtime(clock.now()).isoformat(timespec="minutes"))


def moment_of(typed: str) -> datetime:
    """The moment that was typed, in the province's time unless it says another."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise CommandError(
            f"Không đọc được thời điểm “{typed}”. Ghi năm-tháng-ngày, chữ T, giờ:phút, ví dụ --to 2021-12-14T13:30."
        ) from None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def span_of(typed: str) -> timedelta:
    """The span that was typed."""
    known = SPAN.fullmatch(typed)
    if known is None:
        raise CommandError(
            f"Không đọc được khoảng thời gian “{typed}”. "
            "Ghi một số liền với m (phút), h (giờ) hoặc d (ngày), ví dụ --advance 3h."
        )
    return timedelta(**{UNITS[known["unit"]]: int(known["count"])})
