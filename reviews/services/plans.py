"""A plan file becomes the year's round: still a draft, with the plan's own dates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from documents.rules import short_date
from organizations import audit, clock
from organizations.enums import OrganizationKind, Sector
from organizations.models import Account, PartyOrganization
from reviews.enums import CampaignState
from reviews.models import Campaign, Deadline, Regulation
from reviews.rules.plan import MetWhen, Plan, PlanDeadline, PlanInvalid, parse_plan

MET: Mapping[MetWhen, str] = {
    MetWhen.REVIEWED_AND_PROPOSED: "Đã kiểm điểm và có đề xuất mức xếp loại, tính theo ngày họp",
    MetWhen.DOSSIER_RECEIVED: "Hồ sơ đã đến Ban Tổ chức Tỉnh ủy, tính theo ngày nhận",
    MetWhen.RATED: "Đã xếp loại, tính theo ngày quyết định",
    MetWhen.REPORT_RECEIVED: "Báo cáo đã gửi đến, tính theo ngày nhận",
}


@transaction.atomic
def load_plan(data: Mapping[str, Any], *, actor: Account | None, at: datetime) -> tuple[Campaign, bool]:
    """The year's round as the plan states it, and whether it is new; a round that stands is left as it is."""
    plan = parse_plan(data)
    regulation = Regulation.objects.filter(code=plan.regulation).first()
    if regulation is None:
        raise PlanInvalid([f"kế hoạch: chưa nạp quy định “{plan.regulation}”"])
    province = province_of(plan)
    standing = Campaign.objects.filter(organization=province, year=plan.year).first()
    if standing is not None and (standing.state != CampaignState.DRAFT or standing.plan == data):
        return standing, False
    campaign = standing or Campaign(organization=province, year=plan.year)
    campaign.name = f"Đợt kiểm điểm năm {plan.year}"
    campaign.regulation, campaign.plan = regulation, dict(data)
    campaign.plan_number, campaign.plan_on = plan.number, plan.issued_on
    campaign.before_is_inclusive = plan.inclusive
    campaign.save()
    campaign.deadlines.exclude(code__in=[deadline.code for deadline in plan.deadlines]).delete()
    for deadline in plan.deadlines:
        _set_deadline(campaign, deadline)
    audit.record(
        actor=actor, action="load_plan", target=campaign, after=plan.number, note=short_date(clock.day_of(at))
    )
    return campaign, standing is None


def province_of(plan: Plan) -> PartyOrganization:
    """The root of the tree; an installation without any organisation begins with it."""
    root: PartyOrganization | None = PartyOrganization.objects.filter(depth=1).first()
    if root is not None:
        return root
    made: PartyOrganization = PartyOrganization.objects.add_root(
        instance=PartyOrganization(
            name=f"Đảng bộ tỉnh {plan.place}",
            kind=OrganizationKind.PROVINCE,
            sector=Sector.OTHER,
            issuer=f"TỈNH ỦY {plan.place.upper()}",
            symbol="TU",
            seat=plan.place,
        )
    )
    return made


def _set_deadline(campaign: Campaign, deadline: PlanDeadline) -> None:
    direction = f"{deadline.sent_to} (qua {deadline.through})" if deadline.through else deadline.sent_to
    Deadline.objects.update_or_create(
        campaign=campaign,
        code=deadline.code,
        defaults={
            "wording": deadline.wording,
            "summary": deadline.title,
            "before_on": deadline.before_on,
            "audience": deadline.audience,
            "direction": direction,
            "met_when": MET[deadline.met_when],
            "clause": deadline.clause,
            "position": deadline.seq,
        },
    )
