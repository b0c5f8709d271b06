"""The days left, on pages of every app: always both wordings, by the request's own moment."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html

from deadlines.queries.campaigns import concerns, contact_of, date_shown, open_dates
from deadlines.rules import wording
from organizations.clock import day_of
from organizations.templatetags.ui import icon, joined
from reviews.enums import CampaignState
from reviews.models import Campaign, Deadline

register = template.Library()


@register.simple_tag(takes_context=True)
def current_deadline(context: Context) -> Deadline | None:
    """The date of the open campaign that its reader owes something by, else the next; it names the page's year."""
    request, shown = context["request"], context.get("campaign")
    if not request.user.is_authenticated:
        return None
    is_open = isinstance(shown, Campaign) and shown.state == CampaignState.OPEN
    dates: Sequence[Any] = (
        shown.__dict__.get("dates", ()) if is_open else ()
    )  # the page may have read them already
    known = bool(dates) and hasattr(dates[0], "owed_before")
    read = dates if known else open_dates(request.user)
    return date_shown(read, request.user, day_of(request.received_at))


@register.simple_tag(takes_context=True)
def whom_to_ring(context: Context, deadline: Deadline | None) -> Any:
    """The help line: of an office what its frame says, of a cadre without one his unit's contact (P16)."""
    shell = context["shell"]
    if shell.account is None or shell.hats:
        return shell.help
    read = hasattr(deadline, "own_contact")
    own = getattr(deadline, "own_contact", None) if read else contact_of(shell.account).first()
    return own if own and own["name"] != shell.account.full_name else shell.help


@register.simple_tag(takes_context=True)
def deadline_chip(context: Context, deadline: Deadline) -> str:
    """The chip in the header: "Hồ sơ: còn 3 ngày"; it warms up in the last three days, and says what is late.

    There is none where no date asks anything of the reader.
    """
    if not concerns(context["request"].user, deadline):
        return ""
    today, inclusive = day_of(context["request"].received_at), deadline.campaign.before_is_inclusive
    before_on = getattr(deadline, "owed_before", None) or deadline.wanted_before
    words = wording.chip(short_name(deadline), before_on, today, inclusive=inclusive)
    left = wording.days_left(before_on, today, inclusive=inclusive)
    shape = "late" if left < 0 else "back" if left <= 3 else "todo"
    return format_html(
        '<p class="st st-{}">{}{}</p>', shape, icon("late" if left < 0 else "wait"), joined(words)
    )


def short_name(deadline: Deadline) -> str:
    """The short name the plan's data give the date."""
    rows: list[dict[str, Any]] = deadline.campaign.plan.get("deadlines", [])
    return next(
        (str(row["short"]) for row in rows if row.get("code") == deadline.code and row.get("short")),
        "Hạn",
    )


@register.simple_tag(takes_context=True)
def due(context: Context, before_on: date | None, inclusive: bool = False) -> str:
    """Both wordings in one sentence: "Trước ngày … — hạn cuối hết ngày …, còn 3 ngày"."""
    if before_on is None:
        return ""
    return joined(
        wording.deadline_sentence_at(before_on, context["request"].received_at, inclusive=inclusive)
    )


@register.simple_tag(takes_context=True)
def days_left(context: Context, before_on: date | None, inclusive: bool = False) -> str:
    """Only how much is left: "còn 3 ngày"."""
    if before_on is None:
        return ""
    left = wording.days_left(before_on, day_of(context["request"].received_at), inclusive=inclusive)
    return joined(wording.left_words(left))
