"""Lịch hội nghị: a conference is prepared, changed while it is to come, its papers sent (R24, rules 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction

from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account, Assignment, Collective, PartyOrganization
from organizations.workflow import StaleVersion, TransitionDenied, about, not_later, require
from reviews.models import Campaign, Conference, ConferencePaper, ConferencePlan, Subject
from reviews.queries.conference_plans import Body, body_of, reviewed_at, seconds_for, supervisors_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A coming conference as it was typed."""

    planned_on: date
    planned_at: time | None = None
    lasts_days: Decimal | None = None
    place: str = ""
    chair: str = ""
    programme: str = ""
    data_only: bool = False
    second: Collective | None = None
    papers_sent_on: date | None = None
    papers_sent_to: str = ""
    consulted: str = ""
    attending: Assignment | None = None
    papers: tuple[Subject, ...] = ()


FIELDS = tuple(name for name in Prepared.__slots__ if name != "papers")


def plan_day_faults(
    planned_on: date | None, sent_on: date | None, sent_to: str, campaign: Campaign, today: date
) -> list[str]:
    """What cannot be of the days that could be read, each with its box."""
    wrong: list[str] = []
    if planned_on is not None and planned_on < campaign.plan_on:
        said = f"Ngày họp {short_date(planned_on)} trước ngày ban hành kế hoạch ({short_date(campaign.plan_on)})."
        wrong.append(about("planned_on", f"{said} Kiểm tra lại ngày họp."))
    if sent_on is not None:
        said = f"Ngày gửi tài liệu {short_date(sent_on)} chưa đến; hôm nay là ngày {short_date(today)}."
        wrong += not_later("papers_sent_on", sent_on, today, said)
        if planned_on is not None and sent_on > planned_on:
            said = f"Ngày gửi tài liệu {short_date(sent_on)} sau ngày họp {short_date(planned_on)}."
            wrong.append(about("papers_sent_on", f"{said} Kiểm tra lại hai ngày này."))
        if not sent_to.strip():
            wrong.append(about("papers_sent_to", "Ghi đã gửi tài liệu cho ai."))
    return wrong


@transaction.atomic
def prepare_conference(
    campaign: Campaign, body: Body, prepared: Prepared, *, actor: Account, at: datetime
) -> ConferencePlan:
    """A conference to come stands in the list, with its programme and papers."""
    if body.collective is not None:
        Collective.objects.select_for_update().get(pk=body.collective.pk)
    elif body.cell is not None:
        PartyOrganization.objects.select_for_update().get(pk=body.cell.pk)
    plan = ConferencePlan(
        campaign=campaign, collective=body.collective, cell=body.cell, prepared_by=actor, prepared_at=at
    )
    require(actor, plan.permission, plan)
    _put(plan, prepared, clock.day_of(at))
    audit.record(actor=actor, action="prepare_conference", target=plan, after=str(plan))
    return plan


@transaction.atomic
def change_conference_plan(
    plan: ConferencePlan, prepared: Prepared, *, version: int, actor: Account, at: datetime
) -> ConferencePlan:
    """Another day, programme or papers; once the conference is recorded, its record is changed instead."""
    ConferencePlan.objects.select_for_update().get(pk=plan.pk)
    plan = ConferencePlan.objects.for_list().get(pk=plan.pk)
    require(actor, plan.permission, plan)
    if Conference.objects.filter(plan=plan).exists():
        raise TransitionDenied("Hội nghị đã họp và đã ghi. Sửa ở hội nghị đã ghi.")
    if plan.version != version:
        raise StaleVersion
    before = str(plan)
    plan.version += 1
    _put(plan, prepared, clock.day_of(at))
    audit.record(actor=actor, action="change_conference_plan", target=plan, before=before, after=str(plan))
    return plan


def _put(plan: ConferencePlan, prepared: Prepared, today: date) -> None:
    for name in FIELDS:
        setattr(plan, name, getattr(prepared, name))
    _refuse(plan, prepared, today)
    plan.save()
    ConferencePaper.objects.filter(plan=plan).delete()
    ConferencePaper.objects.bulk_create(ConferencePaper(plan=plan, subject=one) for one in prepared.papers)


def _refuse(plan: ConferencePlan, prepared: Prepared, today: date) -> None:
    body = body_of(plan)
    wrong = plan_day_faults(
        prepared.planned_on, prepared.papers_sent_on, prepared.papers_sent_to, plan.campaign, today
    )
    same = ConferencePlan.objects.filter(
        campaign=plan.campaign, collective=plan.collective, cell=plan.cell, planned_on=prepared.planned_on
    )
    if same.exclude(pk=plan.pk).exists():
        said = f"Hội nghị ngày {short_date(prepared.planned_on)} của {body.name} đã có trong lịch."
        wrong.append(about("planned_on", f"{said} Mở hội nghị đó để sửa."))
    if prepared.second is not None and prepared.second not in seconds_for(body, plan.campaign):
        wrong.append(about("second", "Chỉ họp chung với tập thể khác của cùng tổ chức đảng."))
    if prepared.attending is not None and prepared.attending not in supervisors_of(body, today):
        wrong.append(about("attending", "Đồng chí này không được phân công phụ trách đơn vị."))
    wrong += _strangers(prepared.papers, reviewed_at(body, plan.campaign, today), body)
    if wrong:
        raise TransitionDenied(*wrong)


def _strangers(papers: Iterable[Subject], reviewed: list[Subject], body: Body) -> list[str]:
    names = ", ".join(one.label for one in papers if one not in reviewed)
    return [about("papers", f"Không kiểm điểm tại {body.name}: {names}.")] if names else []
