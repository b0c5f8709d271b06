"""Ý kiến kiểm tra: written down by the level above, answered by the organisation (R07)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from deadlines.models import InspectionRemark
from documents.rules import short_date
from organizations import audit
from organizations.models import Account, Assignment, PartyOrganization
from organizations.permissions import HOLDERS, Permission
from organizations.rules.names import clean
from organizations.services.notices import write_notice
from organizations.workflow import TransitionDenied, about, not_later, require
from reviews.models import Campaign
from reviews.rules.calendar import local_day


@transaction.atomic
def record_remark(
    organization: PartyOrganization,
    *,
    campaign: Campaign,
    inspected_on: date,
    inspector: str,
    text: str,
    actor: Account,
    at: datetime,
) -> InspectionRemark:
    """Write down what an inspection found at an organisation below one's own; its desks are told."""
    organization = PartyOrganization.objects.get(pk=organization.pk)
    if not actor.reach(Permission.WRITE_REMARK).holds_below(organization.path):
        raise PermissionDenied
    inspector, text = clean(inspector).strip()[:160], clean(text).strip()
    wrong = remark_faults(inspected_on, local_day(at))
    if not inspector:
        wrong.append(about("inspector", "Ghi đoàn hoặc người kiểm tra."))
    if not text:
        wrong.append(about("text", "Ghi ý kiến kiểm tra."))
    if wrong:
        raise TransitionDenied(*wrong)
    remark = InspectionRemark.objects.create(
        campaign=campaign,
        organization=organization,
        inspected_on=inspected_on,
        inspector=inspector,
        text=text,
        entered_by=actor,
        entered_at=at,
    )
    audit.record(
        actor=actor, action="record_remark", target=remark, on_behalf_of=inspector, note=organization.name
    )
    _tell(remark, at)
    return remark


def remark_faults(inspected_on: date | None, today: date) -> list[str]:
    """What cannot be of an inspection's day."""
    return not_later(
        "inspected_on", inspected_on, today, f"Ghi ngày kiểm tra, không sau ngày {short_date(today)}."
    )


def _tell(remark: InspectionRemark, at: datetime) -> None:
    """Whoever may answer at the organisation itself."""
    held = Assignment.objects.current(local_day(at)).filter(
        role__in=HOLDERS[Permission.ANSWER_REMARK],
        organization=remark.organization,
        unit__isnull=True,
        account__is_active=True,
    )
    accounts = {one.account for one in held.select_related("account")} - {remark.entered_by}
    for account in sorted(accounts, key=lambda one: one.pk):
        write_notice(
            account,
            title="Có ý kiến kiểm tra về việc kiểm điểm",
            body=f"{remark.organization.name}: đề nghị đồng chí đọc và trả lời.",
            path=reverse("deadlines:remark_detail", args=[remark.key]),
            at=at,
            dedupe_key=f"remark {remark.key}",
        )


@transaction.atomic
def answer_remark(
    remark: InspectionRemark, *, answer: str, answered_on: date, actor: Account, at: datetime
) -> InspectionRemark:
    """Giải trình, tiếp thu: the organisation's answer; said better later, the earlier words stay in the journal."""
    remark = (
        InspectionRemark.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=remark.pk)
    )
    require(actor, Permission.ANSWER_REMARK, remark)
    answer = clean(answer).strip()
    wrong = answer_faults(remark, answered_on, local_day(at))
    if not answer:
        wrong.append(about("answer", "Ghi giải trình, tiếp thu."))
    if wrong:
        raise TransitionDenied(*wrong)
    audit.record(actor=actor, action="answer_remark", target=remark, before=remark.answer, after=answer)
    remark.answer, remark.answered_on, remark.answered_by = answer, answered_on, actor
    remark.save(update_fields=["answer", "answered_on", "answered_by"])
    return remark


def answer_faults(remark: InspectionRemark, answered_on: date | None, today: date) -> list[str]:
    """What cannot be of the day of an answer."""
    inspected = short_date(remark.inspected_on)
    if answered_on is None or remark.inspected_on <= answered_on <= today:
        return []
    return [about("answered_on", f"Ghi ngày trả lời, từ ngày {inspected} đến ngày {short_date(today)}.")]
