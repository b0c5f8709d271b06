"""The office's clock. In a demo it stands apart from the real one; everywhere else it is the real one."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from organizations.models import ClockOffset
from organizations.models.prepared import Prepared

SECONDS = Prepared(
    lambda: ClockOffset.objects.filter(pk=ClockOffset.SINGLE).values_list("seconds", flat=True)
)


def real_now() -> datetime:
    """The real moment: for leases, sessions, one-time codes and the journal."""
    return timezone.now()


def offset() -> timedelta:
    """How far the demo's clock stands from the real one."""
    if not settings.DEMO:
        return timedelta()
    return timedelta(seconds=sum(SECONDS()))


def now() -> datetime:
    """The moment by the office's clock."""
    return real_now() + offset()


def day_of(moment: datetime) -> date:
    """The day of a moment, where the office stands."""
    return timezone.localtime(moment).date()


def today() -> date:
    """The day by the office's clock."""
    return day_of(now())
