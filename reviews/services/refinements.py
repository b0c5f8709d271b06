"""Kế hoạch của cấp ủy: a committee writes its own plan down; sets, moves or takes back earlier dates (R20)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.services.notices import write_notice
from organizations.workflow import StaleVersion, TransitionDenied, about, not_later, require
from reviews.enums import CampaignState
from reviews.models import Campaign, CommitteePlan, Refinement
from reviews.queries.refinements import OwnLine, desks_below, own_lines, own_plan
from reviews.rules.refinements import KEPT_BELOW, Moved, own_date_faults, told_to

NOT_OPEN = "Đợt kiểm điểm chưa mở hoặc đã chốt số liệu, không ghi kế hoạch của đơn vị được."
FIELDS = ("number", "dated_on", "organ", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlan:
    """A committee's plan as it was typed: number, day, organ, note, scan, and its dates by the plan's code."""

    number: str = ""
    dated_on: date | None = None
    organ: str = ""
    note: str = ""
    days: Mapping[str, date]
    scan: File | None = None
    scan_name: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What stands on the paper itself."""
        typed = {name: getattr(self, name) for name in FIELDS}
        return {name: one.strip() if isinstance(one, str) else one for name, one in typed.items()}


@transaction.atomic
def refine_plan(
    organization: PartyOrganization,
    campaign: Campaign,
    plan: OwnPlan,
    *,
    seen: str,
    actor: Account,
    at: datetime,
) -> CommitteePlan | None:
    """What is typed becomes the committee's plan and dates; a date left blank is inherited.

    A plan without any date of its own inherits every one. A level above may move its date earlier afterwards: the
    lower one stays as typed and binds no later than that. The desks below hear once of each date that has moved.
    """
    PartyOrganization.objects.select_for_update().get(pk=organization.pk)
    require(actor, Permission.REFINE_PLAN, Refinement(organization=organization))
    campaign = Campaign.objects.get(pk=campaign.pk)
    lines, kept = own_lines(organization, campaign), own_plan(organization, campaign)
    if campaign.state != CampaignState.OPEN:
        raise TransitionDenied(NOT_OPEN)
    wrong = plan_faults(plan, lines, campaign, clock.day_of(at), has_scan=bool(kept and kept.scan_id))
    if wrong:
        raise TransitionDenied(*wrong)
    if seen != as_seen(lines, kept):
        raise StaleVersion
    kept = _put_plan(organization, campaign, kept, plan, actor=actor, at=at)
    for one in lines:
        _put_date(organization, one, plan.days.get(one.deadline.code), actor=actor, at=at)
    moved = _moved(lines, own_lines(organization, campaign))
    _tell(organization, campaign, kept, moved, actor=actor, at=at)
    return kept


def plan_faults(
    plan: OwnPlan, lines: list[OwnLine], campaign: Campaign, today: date, *, has_scan: bool = False
) -> list[str]:
    """Everything that cannot stand in a committee's plan, each at its box."""
    found = own_date_faults([one.line for one in lines], plan.days, plan_on=campaign.plan_on)
    wrong: list[str] = [about(code, said) for code, sentences in found.items() for said in sentences]
    if plan.dated_on is not None:
        said = f"Ngày {short_date(plan.dated_on)} chưa đến; hôm nay là ngày {short_date(today)}."
        wrong += not_later("dated_on", plan.dated_on, today, said)
    typed = plan.said
    if not typed["number"] and (typed["dated_on"] or typed["organ"] or plan.scan or has_scan):
        wrong.append(about("number", "Ghi số kế hoạch của đơn vị, ví dụ 12-KH/HU."))
    return wrong


def as_seen(lines: list[OwnLine], plan: CommitteePlan | None) -> str:
    """What stood on the page, so that of two writers the second hears of the first."""
    kept = [(one.deadline.code, one.own) for one in lines]
    dates = [f"{code}={own.pk}@{own.recorded_at.isoformat()}" for code, own in kept if own]
    return ";".join([*dates, *([f"{plan.pk}@{plan.recorded_at.isoformat()}"] if plan else [])])


def _put_plan(
    organization: PartyOrganization,
    campaign: Campaign,
    kept: CommitteePlan | None,
    plan: OwnPlan,
    *,
    actor: Account,
    at: datetime,
) -> CommitteePlan | None:
    """The plan as a paper of its own; what is typed again unchanged is no new act."""
    said = plan.said
    if not any(said.values()):
        if kept is not None:
            audit.record(actor=actor, action="withdraw_own_plan", target=kept, before=kept.words)
            kept.delete()
        return None
    if kept is not None and plan.scan is None and all(getattr(kept, name) == said[name] for name in FIELDS):
        return kept
    before = kept.words if kept is not None else ""
    row = kept or CommitteePlan(organization=organization, campaign=campaign)
    scan = {"scan": plan.scan, "scan_name": plan.scan_name[:200]} if plan.scan is not None else {}
    for name, value in {**said, **scan, "recorded_by": actor, "recorded_at": at}.items():
        setattr(row, name, value)
    row.save()
    audit.record(
        actor=actor,
        action="keep_own_plan",
        target=row,
        before=before,
        after=row.words,
        note=str(organization),
    )
    return row


def _put_date(
    organization: PartyOrganization, line: OwnLine, day: date | None, *, actor: Account, at: datetime
) -> None:
    own = line.own
    before = short_date(own.before_on) if own else ""
    if day is None:
        if own is not None:
            audit.record(actor=actor, action="inherit_date", target=own, before=before, note=str(own))
            own.delete()
        return
    if own is not None and own.before_on == day:
        return
    kept = own or Refinement(organization=organization, deadline=line.deadline)
    kept.before_on, kept.recorded_by, kept.recorded_at = day, actor, at
    kept.save()
    audit.record(
        actor=actor, action="refine_date", target=kept, before=before, after=short_date(day), note=str(kept)
    )


def _moved(before: Sequence[OwnLine], after: Sequence[OwnLine]) -> list[Moved]:
    """The dates that bind those below on another day than they did."""
    was = {one.deadline.code: one.now.before_on for one in before}
    return [
        Moved(
            summary=one.line.summary,
            audience=one.deadline.audience,
            was=was[one.deadline.code],
            now=one.now.before_on,
        )
        for one in after
        if one.now.before_on != was[one.deadline.code]
    ]


def _tell(
    organization: PartyOrganization,
    campaign: Campaign,
    plan: CommitteePlan | None,
    moved: Sequence[Moved],
    *,
    actor: Account,
    at: datetime,
) -> None:
    """One notice to each desk below, with every date that has moved and the plan it stands in."""
    if not moved:
        return
    by = plan.words if plan is not None and plan.number else f"kế hoạch của {organization.name}"
    act = hashlib.sha256(f"{[one.sentence for one in moved]}{at.isoformat()}".encode()).hexdigest()[:16]
    for account, roles in desks_below(organization, clock.day_of(at)).items():
        told = told_to(roles, moved)
        if told and account != actor:
            write_notice(
                account,
                title=f"{organization.name} ghi thời hạn mới cho cấp dưới"[:200],
                body="\n".join([f"Theo {by}:", *(one.sentence for one in told), KEPT_BELOW]),
                path=f"/dot-kiem-diem/nam/{campaign.year}/",
                at=at,
                dedupe_key=f"own dates:{organization.key}:{account.key}:{act}",
            )
