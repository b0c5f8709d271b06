"""Hội nghị nơi phụ trách: what a supervising member reads of the conferences he attends and directs (R21)."""

from dataclasses import dataclass
from datetime import date

from documents.rules import short_date
from organizations.models import Account
from organizations.permissions import Permission
from reviews.models import Campaign, ConferencePlan
from reviews.queries.conference_plans import attended

MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One conference of what he supervises: whose, when and where, its papers, whether it was held."""

    plan: ConferencePlan
    state: str
    label: str
    papers: str
    is_his: bool


@dataclass(frozen=True, slots=True)
class Attending:
    """The first of them, and whether there are more in the calendar."""

    rows: tuple[Coming, ...]
    more: bool


def attending_of(account: Account, campaign: Campaign, today: date) -> Attending | None:
    """The next first; nothing for whoever supervises nothing."""
    if not account.holds(Permission.ATTEND_CONFERENCE):
        return None
    found = list(attended(account, campaign, today)[: MOST + 1])
    return Attending(tuple(_coming(one, account, today) for one in found[:MOST]), len(found) > MOST)


def _coming(plan: ConferencePlan, account: Account, today: date) -> Coming:
    held = getattr(plan, "conference", None)
    if held is not None:
        state, label = "done", f"Đã họp ngày {short_date(held.held_on)}"
    elif plan.planned_on < today:
        state, label = "todo", "Đã qua ngày, chưa ghi"
    else:
        state, label = ("doing", "Họp hôm nay") if plan.planned_on == today else ("wait", "Sắp họp")
    sent = plan.papers_sent_on
    papers = f"Tài liệu đã gửi ngày {short_date(sent)}" if sent else "Chưa ghi ngày gửi tài liệu"
    is_his = plan.attending is not None and plan.attending.account_id == account.pk
    return Coming(plan=plan, state=state, label=label, papers=papers, is_his=is_his)
