"""The demo's clock."""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from organizations import clock
from organizations.models import Account, ClockOffset


@transaction.atomic
def set_clock(moment: datetime, *, actor: Account | None) -> None:
    """Put the demo's clock at a moment; it runs on from there."""
    del actor  # anybody trying the demo may move it; nothing real depends on it
    if not settings.DEMO:
        raise PermissionDenied
    seconds = math.ceil((moment - clock.real_now()).total_seconds())  # never a breath before that moment
    ClockOffset.objects.update_or_create(pk=ClockOffset.SINGLE, defaults={"seconds": seconds})


def advance_clock(span: timedelta, *, actor: Account | None) -> None:
    """Move the demo's clock on."""
    set_clock(clock.now() + span, actor=actor)
