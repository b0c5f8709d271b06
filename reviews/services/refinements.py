"""Kế hoạch của đơn vị: a committee sets, moves or takes back earlier dates for its own subtree (R20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.workflow import StaleVersion, TransitionDenied, about, not_later, require
from reviews.enums import CampaignState
from reviews.models import Campaign, Refinement
from reviews.queries.refinements import OwnLine, own_lines
from reviews.rules.refinements import own_date_faults

NOT_OPEN = "Đợt kiểm điểm chưa mở hoặc đã chốt số liệu, không ghi thời hạn của đơn vị được."


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlan:
    """A committee's plan as it was typed: its number and day, a note, and its dates by the plan's code."""

    number: str = ""
    dated_on: date | None = None
    note: str = ""
    days: Mapping[str, date]


@transaction.atomic
def refine_plan(
    organization: PartyOrganization,
    campaign: Campaign,
    plan: OwnPlan,
    *,
    seen: str,
    actor: Account,
    at: datetime,
) -> list[Refinement]:
    """What is typed becomes the committee's dates; a date left blank is inherited again.

    A level above may move its date earlier afterwards: the lower one stays as typed and binds no later than that.
    """
    PartyOrganization.objects.select_for_update().get(pk=organization.pk)
    require(actor, Permission.REFINE_PLAN, Refinement(organization=organization))
    campaign = Campaign.objects.get(pk=campaign.pk)
    lines = own_lines(organization, campaign)
    if campaign.state != CampaignState.OPEN:
        raise TransitionDenied(NOT_OPEN)
    wrong = plan_faults(plan, lines, campaign, clock.day_of(at))
    if wrong:
        raise TransitionDenied(*wrong)
    if seen != as_seen(lines):
        raise StaleVersion
    kept = [_put(organization, one, plan, actor=actor, at=at) for one in lines]
    return [one for one in kept if one is not None]


def plan_faults(plan: OwnPlan, lines: list[OwnLine], campaign: Campaign, today: date) -> list[str]:
    """Everything that cannot stand in a committee's plan, each at its box."""
    found = own_date_faults([one.line for one in lines], plan.days, plan_on=campaign.plan_on)
    wrong: list[str] = [about(code, said) for code, sentences in found.items() for said in sentences]
    if plan.dated_on is not None:
        said = f"Ngày {short_date(plan.dated_on)} chưa đến; hôm nay là ngày {short_date(today)}."
        wrong += not_later("dated_on", plan.dated_on, today, said)
        if not plan.number.strip():
            wrong.append(about("number", "Ghi số kế hoạch của đơn vị, ví dụ 12-KH/HU."))
    return wrong


def as_seen(lines: list[OwnLine]) -> str:
    """What stood on the page, so that of two writers the second hears of the first."""
    kept = ((one.deadline.code, one.own) for one in lines)
    return ";".join(f"{code}={own.pk}@{own.recorded_at.isoformat()}" for code, own in kept if own)


def _put(
    organization: PartyOrganization, line: OwnLine, plan: OwnPlan, *, actor: Account, at: datetime
) -> Refinement | None:
    day, own = plan.days.get(line.deadline.code), line.own
    before = short_date(own.before_on) if own else ""
    if day is None:
        if own is not None:
            audit.record(actor=actor, action="inherit_date", target=own, before=before, note=str(own))
            own.delete()
        return None
    said = {"plan_number": plan.number.strip(), "plan_on": plan.dated_on, "note": plan.note.strip()}
    kept = own or Refinement(organization=organization, deadline=line.deadline)
    for name, value in {"before_on": day, **said, "recorded_by": actor, "recorded_at": at}.items():
        setattr(kept, name, value)
    kept.save()
    audit.record(
        actor=actor, action="refine_date", target=kept, before=before, after=short_date(day), note=str(kept)
    )
    return kept
