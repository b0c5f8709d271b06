"""The days left, on pages of every app: always both wordings, by the request's own moment."""

from datetime import date
from typing import Any

from django import template
from django.db.models import Subquery
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deadlines.queries.campaigns import contact_of
from deadlines.rules import wording
from organizations.clock import day_of
from organizations.templatetags.ui import icon, joined
from reviews.enums import CampaignState
from reviews.models import Campaign, Deadline

register = template.Library()


@register.simple_tag(takes_context=True)
def current_deadline(context: Context) -> Deadline | None:
    """The next date of the open campaign that has not passed; its campaign names the page's year."""
    request = context["request"]
    if not request.user.is_authenticated:
        return None
    today, shown = day_of(request.received_at), context.get("campaign")
    if isinstance(shown, Campaign) and shown.state == CampaignState.OPEN:  # the page has its dates already
        still = [one for one in shown.dates if one.before_on > today]
        return min(still, key=lambda one: (one.before_on, one.position), default=None)
    ahead = Deadline.objects.filter(campaign__state=CampaignState.OPEN, before_on__gt=today)
    if not context["shell"].hats:  # the footer of somebody without an office names his unit's contact
        ahead = ahead.annotate(own_contact=Subquery(contact_of(request.user)))
    return ahead.select_related("campaign").order_by("before_on", "position").first()


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
def deadline_chip(context: Context, deadline: Deadline) -> SafeString:
    """The chip in the header: "Hồ sơ: còn 3 ngày"; it warms up in the last three days."""
    today, inclusive = day_of(context["request"].received_at), deadline.campaign.before_is_inclusive
    words = wording.chip(short_name(deadline), deadline.before_on, today, inclusive=inclusive)
    near = wording.days_left(deadline.before_on, today, inclusive=inclusive) <= 3
    return format_html(
        '<p class="st st-{}">{}{}</p>', "back" if near else "todo", icon("wait"), joined(words)
    )


def short_name(deadline: Deadline) -> str:
    """The short name the plan's data give the date."""
    rows: list[dict[str, Any]] = deadline.campaign.plan.get("deadlines", [])
    return next(
        (str(row["short"]) for row in rows if row.get("code") == deadline.code and row.get("short")),
        "Hạn tới",
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
