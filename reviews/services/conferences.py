"""Hội nghị kiểm điểm, entered afterwards on one page: the day it was held counts (P07, P18, P104.1)."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet

from documents.models import File
from documents.rules import short_date
from organizations import audit, clock
from organizations.models import Account, Assignment, Collective, PartyOrganization
from organizations.services.notices import write_notice
from organizations.workflow import ROWS, StaleVersion, TransitionDenied, about, not_later, require
from reviews.enums import MinutesMode
from reviews.models import (
    AgendaItem,
    Attendance,
    Campaign,
    Conference,
    ConferencePlan,
    Place,
    Remark,
    Subject,
)
from reviews.models.conference import body_field
from reviews.queries.conference_plans import Body, body_held, primary, supervisors_of
from reviews.queries.people import author_of

SPEAKER_LONGEST = 160
NOBODY = about(ROWS, "Chọn ít nhất một tập thể hoặc cá nhân đã kiểm điểm tại hội nghị.")
TOLD_APART = (
    "held_on", "papers_sent_on", "present_count", "convened_count", "minutes_mode", "minutes_number", "minutes_on",
    "minutes_kept_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the conference did about one subject."""

    subject: Subject
    reviewed: bool = True
    absent_reason: str = ""
    remarks: str = ""
    reply: str = ""
    conclusion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """A conference as it was typed."""

    held_on: date
    convened_count: int
    present_count: int
    agenda: tuple[Heard, ...]
    papers_sent_on: date | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    upper_attending: str = ""
    absent: str = ""
    conclusion: str = ""
    minutes_mode: str = MinutesMode.TYPED
    minutes_number: str = ""
    minutes_on: date | None = None
    minutes_kept_at: str = ""
    plan: ConferencePlan | None = None
    attended_by: Assignment | None = None


def faults_of(minutes: Minutes, campaign: Campaign, today: date) -> list[str]:
    """Everything that cannot be true, each in a sentence that says what to do."""
    faults = typed_faults({name: getattr(minutes, name) for name in TOLD_APART}, campaign, today)
    if not any(one.reviewed for one in minutes.agenda):
        faults.append(NOBODY)
    return faults + [
        f"Ghi lý do chưa kiểm điểm của {one.subject.label}."
        for one in minutes.agenda
        if not one.reviewed and not one.absent_reason.strip()
    ]


def typed_faults(typed: Mapping[str, Any], campaign: Campaign, today: date) -> list[str]:
    """The same of the conference itself, as far as it could be read, each with its box."""
    held_on = typed.get("held_on")
    faults = _day_faults(held_on, campaign, today) + _sent_faults(typed.get("papers_sent_on"), held_on)
    present, convened = typed.get("present_count"), typed.get("convened_count")
    if present == 0:
        words = "Có mặt 00: hội nghị phải có người dự. Ghi số người đã có mặt."
        faults.append(about("present_count", words))
    if present is not None and convened is not None and present > convened:
        words = f"Có mặt {present:02d} nhiều hơn triệu tập {convened:02d}. Kiểm tra lại hai số này."
        faults.append(about("present_count", words))
    return faults + _minutes_faults(typed, today)


def _minutes_faults(typed: Mapping[str, Any], today: date) -> list[str]:
    """Minutes that are kept on paper alone are found again by their number, day and place (P19)."""
    held_on, on = typed.get("held_on"), typed.get("minutes_on")
    faults = not_later("minutes_on", on, today, "Ngày biên bản không được sau hôm nay.")
    if on and held_on and on < held_on:
        words = (
            f"Ngày biên bản {short_date(on)} trước ngày họp {short_date(held_on)}. Kiểm tra lại hai ngày này."
        )
        faults.append(about("minutes_on", words))
    if typed.get("minutes_mode") != MinutesMode.PAPER_ONLY:
        return faults
    if not typed.get("minutes_number", "").strip():
        faults.append(about("minutes_number", "Biên bản chỉ lưu bản giấy: ghi số biên bản."))
    if "minutes_on" in typed and on is None:
        faults.append(about("minutes_on", "Biên bản chỉ lưu bản giấy: ghi ngày biên bản."))
    if not typed.get("minutes_kept_at", "").strip():
        faults.append(about("minutes_kept_at", "Biên bản chỉ lưu bản giấy: ghi nơi lưu."))
    return faults


def _day_faults(held_on: date | None, campaign: Campaign, today: date) -> list[str]:
    if held_on is not None and held_on > today:
        words = f"Ngày họp {short_date(held_on)} chưa đến; hôm nay là ngày {short_date(today)}."
        return [about("held_on", f"{words} Ghi ngày hội nghị đã họp.")]
    if held_on is not None and held_on < campaign.plan_on:
        words = f"Ngày họp {short_date(held_on)} trước ngày ban hành kế hoạch"
        return [about("held_on", f"{words} ({short_date(campaign.plan_on)}). Kiểm tra lại ngày họp.")]
    return []


def _sent_faults(sent_on: date | None, held_on: date | None) -> list[str]:
    """Papers are sent before the meeting; sent too shortly before it is said on its page (P113)."""
    if sent_on is None or held_on is None or sent_on <= held_on:
        return []
    words = f"Ngày gửi tài liệu {short_date(sent_on)} sau ngày họp {short_date(held_on)}."
    return [about("papers_sent_on", f"{words} Kiểm tra lại hai ngày này.")]


@transaction.atomic
def record_conference(
    campaign: Campaign,
    body: Collective | PartyOrganization,
    minutes: Minutes,
    *,
    actor: Account,
    at: datetime,
    scan: File | None = None,
    scan_name: str = "",
) -> Conference:
    """Write down a conference, on any later day; its places of review are concluded on the day it was held."""
    type(body).objects.select_for_update().get(pk=body.pk)
    conference = Conference(campaign=campaign, **{body_field(body): body}, entered_by=actor, entered_at=at)
    require(actor, conference.permission, conference)
    _refuse(minutes, campaign, clock.day_of(at))
    _refuse_second(conference, minutes.held_on)
    conference.plan = minutes.plan
    _refuse_unplanned(conference, minutes)
    _fill(conference, minutes, scan, scan_name)
    conference.save()
    _put_agenda(conference, minutes)
    audit.record(
        actor=actor,
        action="record_conference",
        target=conference,
        after=f"họp ngày {short_date(minutes.held_on)}, nhập ngày {short_date(clock.day_of(at))}",
    )
    _tell(conference, actor=actor, at=at)
    return conference


@transaction.atomic
def correct_conference(
    conference: Conference,
    minutes: Minutes,
    *,
    version: int,
    actor: Account,
    at: datetime,
    scan: File | None = None,
    scan_name: str = "",
) -> Conference:
    """Correct what was typed; two clerks at once are told of each other."""
    Conference.objects.select_for_update().get(pk=conference.pk)
    conference = Conference.objects.select_related(
        "collective__scope", "cell", "campaign", "plan__second", "plan__collective"
    ).get(pk=conference.pk)
    require(actor, conference.permission, conference)
    if conference.version != version:
        raise StaleVersion
    _refuse(minutes, conference.campaign, clock.day_of(at))
    _refuse_second(conference, minutes.held_on)
    _refuse_unplanned(conference, minutes)
    before = short_date(conference.held_on)
    heard_before = _open_places(conference)
    _fill(conference, minutes, scan, scan_name)
    conference.version += 1
    conference.save()
    _clear_agenda(conference)
    _put_agenda(conference, minutes, heard_before)
    audit.record(
        actor=actor,
        action="correct_conference",
        target=conference,
        before=before,
        after=short_date(minutes.held_on),
    )
    return conference


def _refuse(minutes: Minutes, campaign: Campaign, today: date) -> None:
    faults = faults_of(minutes, campaign, today)
    if faults:
        raise TransitionDenied(*faults)


def _refuse_second(conference: Conference, held_on: date) -> None:
    same = Conference.objects.of(conference.body).filter(campaign=conference.campaign, held_on=held_on)
    if same.exclude(pk=conference.pk).exists():
        words = f"Hội nghị ngày {short_date(held_on)} của {conference.body.name} đã có."
        raise TransitionDenied(about("held_on", f"{words} Mở hội nghị đó để sửa."))


def _refuse_unplanned(conference: Conference, minutes: Minutes) -> None:
    """The plan is this collective's and not held yet; who came from above looks after the unit on that day."""
    plan = conference.plan
    if plan is not None and (plan.collective_id, plan.cell_id) != (
        conference.collective_id,
        conference.cell_id,
    ):
        raise TransitionDenied(f"Lịch hội nghị này không phải của {conference.body.name}.")
    if plan is not None and Conference.objects.filter(plan=plan).exclude(pk=conference.pk).exists():
        raise TransitionDenied("Hội nghị trong lịch này đã ghi rồi. Mở hội nghị đó để sửa.")
    come = minutes.attended_by
    if come is not None and come not in supervisors_of(body_held(conference), minutes.held_on):
        words = "Đồng chí này không được phân công phụ trách đơn vị vào ngày họp."
        raise TransitionDenied(about("attended_by", words))


def _fill(conference: Conference, minutes: Minutes, scan: File | None, scan_name: str) -> None:
    for name in (
        "papers_sent_on",
        "held_on",
        "place",
        "chair",
        "secretary",
        "upper_attending",
        "convened_count",
        "present_count",
        "conclusion",
        "minutes_mode",
        "minutes_number",
        "minutes_on",
        "minutes_kept_at",
        "attended_by",
    ):
        setattr(conference, name, getattr(minutes, name))
    conference.absent_note = minutes.absent
    if scan is not None:
        conference.scan, conference.scan_name = scan, scan_name[:200]


def _clear_agenda(conference: Conference) -> None:
    Remark.objects.filter(item__conference=conference).delete()
    conference.agenda.all().delete()
    conference.attendance.all().delete()


def _open_places(conference: Conference) -> list[int]:
    """Take back what this conference concluded, before it is written anew; whom it had heard of."""
    heard = list(conference.agenda.filter(is_reviewed=True).values_list("subject_id", flat=True))
    _places(conference, body_held(conference)).filter(
        subject__in=heard, concluded_on=conference.held_on
    ).update(concluded_on=None)
    return heard


def _places(conference: Conference, body: Body) -> QuerySet[Place]:
    return Place.objects.filter(body.places(), subject__campaign=conference.campaign)


def _conclude(conference: Conference, minutes: Minutes, before: Sequence[int]) -> None:
    """What is still open is concluded on the first day on which a conference of this body reviewed it (P22)."""
    items = AgendaItem.objects.filter(
        is_reviewed=True,
        subject__in=[*(one.subject.pk for one in minutes.agenda), *before],
        conference__in=Conference.objects.of(conference.body).filter(campaign=conference.campaign),
    )
    by_day: dict[date, list[int]] = {}
    for subject, day in items.values_list("subject").annotate(Min("conference__held_on")):
        by_day.setdefault(day, []).append(subject)
    for day, reviewed in by_day.items():
        first = _places(conference, primary(conference)).filter(subject__in=reviewed)
        first.filter(concluded_on__isnull=True).update(concluded_on=day)
    here = [one.subject.pk for one in minutes.agenda if one.reviewed]
    both = _places(conference, body_held(conference)).filter(subject__in=here)
    both.filter(concluded_on__isnull=True).update(concluded_on=conference.held_on)


def _put_agenda(conference: Conference, minutes: Minutes, before: Sequence[int] = ()) -> None:
    subjects = [one.subject.pk for one in minutes.agenda]
    places = _places(conference, body_held(conference)).filter(subject__in=subjects)
    held = places.select_for_update(of=("self",)).values_list("subject_id", flat=True)
    _refuse_strangers(conference, minutes.agenda, frozenset(held))
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            conference=conference,
            subject=one.subject,
            position=position,
            reply=one.reply,
            conclusion=one.conclusion,
            is_reviewed=one.reviewed,
            absent_reason="" if one.reviewed else one.absent_reason[:200],
        )
        for position, one in enumerate(minutes.agenda, 1)
    )
    Remark.objects.bulk_create(
        Remark(item=item, speaker=speaker, text=text, position=n)
        for item, one in zip(items, minutes.agenda, strict=True)
        for n, (speaker, text) in enumerate(remarks_of(one.remarks), 1)
    )
    _conclude(conference, minutes, before)
    Attendance.objects.bulk_create(
        Attendance(
            conference=conference, name=name or text[:160], is_present=False, reason=text if name else ""
        )
        for name, text in remarks_of(minutes.absent)
    )


def _refuse_strangers(conference: Conference, agenda: Sequence[Heard], places: Container[int]) -> None:
    strangers = [one.subject.label for one in agenda if one.subject.pk not in places]
    if strangers:
        raise TransitionDenied(f"Không kiểm điểm tại {conference.body.name}: {', '.join(strangers)}.")


def remarks_of(text: str) -> list[tuple[str, str]]:
    """Lines "người phát biểu: ý kiến" as pairs; a line without a name keeps none."""
    pairs = []
    for line in (one.strip() for one in text.splitlines()):
        speaker, colon, said = line.partition(":")
        if colon and said.strip() and len(speaker) <= SPEAKER_LONGEST:
            pairs.append((speaker.strip(), said.strip()))
        elif line:
            pairs.append(("", line))
    return pairs


def _tell(conference: Conference, *, actor: Account, at: datetime) -> None:
    """Those reviewed learn that it is written down; nothing of what was said is in the notice."""
    items = conference.agenda.filter(is_reviewed=True).select_related("subject__person__account")
    for item in items:
        account = author_of(item.subject)
        if account is not None and account != actor:
            write_notice(
                account,
                title="Đã ghi hội nghị kiểm điểm",
                body=f"Hội nghị ngày {short_date(conference.held_on)} của {conference.body.name}.",
                path="/",
                at=at,
                dedupe_key=f"conference:{conference.key}:{item.subject.key}",
            )
