"""Paper at the counter, and calls to a unit's contact."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from deadlines import workflow
from deadlines.models import Call, Dossier, DossierItem, Handover
from deadlines.services.sendings import locked, note_reached
from documents.rules import short_date
from organizations import audit
from organizations.models import Account, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.names import clean
from organizations.workflow import ROWS, TransitionDenied, about, require
from reviews.models import Campaign
from reviews.rules.calendar import LOCAL, local_day


@transaction.atomic
def take_paper(
    dossier: Dossier,
    *,
    sheets: Mapping[str, int],
    handed_by: str,
    handed_on: date | None,
    note: str = "",
    actor: Account,
    at: datetime,
) -> Handover:
    """Nhận bản giấy: the paper light of every part taken, and a slip for both sides (P31)."""
    dossier = locked(dossier)
    require(actor, Permission.TAKE_PAPER, dossier)
    handed_by = clean(handed_by).strip()
    items = {item.key: item for item in dossier.items.filter(key__in=sheets).select_related("subject")}
    day = _checked_handover(dossier, items, sheets, handed_by, handed_on, local_day(at))
    lines = [_line(items[key], count) for key, count in sheets.items()]
    for key, count in sheets.items():
        DossierItem.objects.filter(pk=items[key].pk).update(
            paper_received_on=day, paper_sheets=count, version=items[key].version + 1
        )
    number = (dossier.handovers.aggregate(last=Max("number"))["last"] or 0) + 1
    slip = Handover.objects.create(
        dossier=dossier,
        number=number,
        handed_on=day,
        handed_by=handed_by[:120],
        received_by=actor,
        received_at=at,
        lines=lines,
        sheet_count=sum(sheets.values()),
        note=clean(note).strip()[:300],
    )
    note_reached(dossier, at=at if day == local_day(at) else _on(day, at), on=day)
    audit.record(
        actor=actor, action="take_paper", target=slip, on_behalf_of=handed_by[:120], note=dossier.code
    )
    return slip


def _on(day: date, at: datetime) -> datetime:
    """A moment on the day the paper was handed over, when it is typed later."""
    return datetime.combine(day, at.astimezone(LOCAL).time(), LOCAL)


def _checked_handover(
    dossier: Dossier,
    items: Mapping[str, DossierItem],
    sheets: Mapping[str, int],
    handed_by: str,
    handed_on: date | None,
    today: date,
) -> date:
    known = {key: count for key, count in sheets.items() if key in items}
    wrong = handover_faults(
        known if len(known) == len(sheets) else {},
        {key: one.title for key, one in items.items()},
        handed_on,
        today,
    )
    if dossier.state not in workflow.TAKES_PAPER:
        wrong.append("Hồ sơ đã lưu nên không nhận thêm bản giấy.")
    if not handed_by:
        wrong.append(about("handed_by", "Ghi họ và tên người giao."))
    if wrong or handed_on is None:
        raise TransitionDenied(*wrong)
    return handed_on


def handover_faults(
    sheets: Mapping[str, int], titles: Mapping[str, str], handed_on: date | None, today: date
) -> list[str]:
    """What cannot be of paper on the counter, each with its box."""
    wrong: list[str] = [] if sheets else [about(ROWS, "Đánh dấu ít nhất một tài liệu đã nhận.")]
    wrong += [
        about(f"sheets-{key}", f"Ghi số tờ của: {titles[key]}.") for key, count in sheets.items() if count < 1
    ]
    if handed_on is None or handed_on > today:
        wrong.append(about("handed_on", f"Ghi ngày giao, không sau ngày {short_date(today)}."))
    return wrong


def _line(item: DossierItem, count: int) -> dict[str, object]:
    """One row of the slip; a classified one shows no more than its number."""
    title = f"{item.title} – {item.subject.label}" if item.subject else item.title
    kind = f"Mật, số {item.secret_number}" if item.is_secret else "Bản gốc giấy"
    return {"key": item.key, "title": title, "kind": kind, "sheets": count}


@transaction.atomic
def log_call(
    called: SubmittingUnit | PartyOrganization,
    *,
    campaign: Campaign,
    spoke_with: str,
    promised_at: datetime | None = None,
    note: str = "",
    actor: Account,
    at: datetime,
    called_at: datetime | None = None,
) -> Call:
    """Ghi cuộc gọi: when, with whom, promised when; the row sinks under "Đã hẹn" until then (P49)."""
    place = _called(called, actor)
    spoke_with = clean(spoke_with).strip()
    moment = called_at or at
    wrong = call_faults(moment, promised_at, at)
    if not spoke_with:
        wrong.append(about("spoke_with", "Ghi đã gặp ai, ví dụ: đồng chí Lan."))
    if wrong:
        raise TransitionDenied(*wrong)
    call = Call.objects.create(
        **place,
        campaign=campaign,
        called_at=moment,
        spoke_with=spoke_with[:120],
        promised_at=promised_at,
        note=clean(note).strip()[:300],
        by=actor,
    )
    audit.record(actor=actor, action="log_call", target=called, note=spoke_with[:120])
    return call


def _called(called: SubmittingUnit | PartyOrganization, actor: Account) -> dict[str, Any]:
    """Where the call went, if the actor may ring there: a unit, or an organisation below his own."""
    if isinstance(called, SubmittingUnit):
        unit = SubmittingUnit.objects.select_related("scope").get(pk=called.pk)
        require(actor, Permission.LOG_CALL, unit)
        return {"unit": unit}
    organization = PartyOrganization.objects.get(pk=called.pk)
    if not actor.reach(Permission.CALL_BELOW).holds_below(organization.path):
        raise PermissionDenied
    return {"organization": organization}


def call_faults(called_at: datetime, promised_at: datetime | None, at: datetime) -> list[str]:
    """What cannot be of a call, each with its box."""
    wrong: list[str] = []
    if called_at > at:
        wrong.append(about("called_hour", "Giờ gọi không sau giờ hiện tại."))
    if promised_at is not None and promised_at <= called_at:
        wrong.append(about("promised_hour", "Giờ hẹn phải sau giờ gọi."))
    return wrong
