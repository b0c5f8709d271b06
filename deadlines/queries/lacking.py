"""Còn thiếu gì of an organisation: sentences to read aloud, whom to ring, a text to copy (P49)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from deadlines.queries.dossiers import due_sentence
from deadlines.queries.progress import ProgressRow
from documents.rules import short_date
from organizations.enums import CollectiveType, OrganizationKind, Role, SubjectKind
from organizations.models import Account, Assignment, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.tree import CELLS
from ratings.queries.lists import paused_for
from reviews.enums import Audience, GuidanceState
from reviews.models import Campaign, Conference, ConferencePlan, Guidance, Subject
from reviews.queries import lists
from reviews.queries.lists import staged
from reviews.rules.calendar import local_day

MOST_NAMED = 30  # more names than that nobody reads aloud: then the levels below are named with their figures
LACKING = {
    lists.NOT_STARTED: "Chưa viết bản kiểm điểm",
    lists.WRITING: "Đang viết, chưa nộp bản kiểm điểm",
    lists.RETURNED: "Phải hoàn thiện, chưa nộp lại bản kiểm điểm",
    lists.PAPER: "Đã có bản giấy, chưa kiểm điểm",
    lists.HANDED_IN: "Đã nộp bản kiểm điểm, chưa kiểm điểm",
    lists.IN_TRANSFER: "Đang chuyển sinh hoạt, chưa nộp giấy giới thiệu",
    lists.AWAY: "Đi làm ăn xa, kiểm điểm bổ sung",
}
DESKS = (Role.UNIT_CLERK, Role.BASE_CLERK, Role.CELL_SECRETARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One thing that is lacking: what, how many, who or where."""

    stage: str
    text: str
    count: int
    lines: tuple[str, ...]
    is_sent: bool = True  # goes into the message that is copied


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """Đầu mối of an organisation: whom to ring, and where."""

    name: str
    title: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Everything that is read out of one organisation."""

    spoken: tuple[Spoken, ...]
    due: str
    message: str


def lacking_of(
    organization: PartyOrganization, campaign: Campaign, account: Account, at: datetime
) -> Lacking:
    """What the organisation with all that lies under it still lacks, as far as the reader sees it."""
    subjects = Subject.objects.reporting().filter(
        account.reach(Permission.VIEW_PROGRESS).rows("organization"),
        campaign=campaign,
        organization__path__startswith=organization.path,
    )
    named = account.reach(Permission.VIEW_SUBJECT).covers(organization.path)
    spoken = [
        *_unreviewed(staged(subjects, campaign), organization, named=named),
        *_unanswered(subjects, account),
        *_not_held(subjects, campaign),
        *_not_recorded(organization, campaign, account, local_day(at)),
        *_paused(subjects, account),
    ]
    due = _due(organization, campaign, at)
    return Lacking(spoken=tuple(spoken), due=due, message=message_of(organization, campaign, spoken, due))


def _unreviewed(rows: QuerySet[Any], organization: PartyOrganization, *, named: bool) -> Iterable[Spoken]:
    """Who has not written, handed in, been reviewed: by name while they are few, else by the level below."""
    counts = dict(rows.filter(stage__in=LACKING).order_by().values_list("stage").annotate(Count("pk")))
    names = _names(rows) if named and sum(counts.values()) <= MOST_NAMED else _branches(rows, organization)
    for stage, text in LACKING.items():
        if stage in counts:
            lines = tuple(line for at, line in names if at == stage)
            yield Spoken(stage=stage, text=text, count=counts[stage], lines=lines)


def _names(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    found = rows.filter(stage__in=LACKING).order_by("kind", "position", "pk")
    return [
        (stage, label if kind != SubjectKind.PERSON else f"đồng chí {label}")
        for stage, kind, label in found.values_list("stage", "kind", "label")
    ]


def _branches(rows: QuerySet[Any], organization: PartyOrganization) -> list[tuple[str, str]]:
    """The organisations right below with their figures, in the tree's order."""
    counted = lists.by_branch(rows.filter(stage__in=LACKING), organization)
    names = dict(
        PartyOrganization.objects.filter(path__in={one[0] for one in counted}).values_list("path", "name")
    )
    own = f"tập thể, cá nhân của {organization.name}"
    return [
        (stage, f"{own if path == organization.path else names[path]}: {count}")
        for path, stage, count in counted
    ]


def _unanswered(subjects: QuerySet[Subject], account: Account) -> Iterable[Spoken]:
    """Letters of guidance that have gone out and are not answered, of those the reader may read (P24)."""
    letters = Guidance.objects.visible_to(account).filter(subject__in=subjects, state=GuidanceState.SENT)
    rows = letters.annotate(asked=Count("points", distinct=True)).order_by("subject__position", "pk")
    lines = tuple(
        f"{label}: {asked:02d} điểm" for label, asked in rows.values_list("subject__label", "asked")
    )
    if lines:
        yield Spoken(stage="", text="Chưa giải trình gợi ý kiểm điểm", count=len(lines), lines=lines)


def _not_held(subjects: QuerySet[Subject], campaign: Campaign) -> Iterable[Spoken]:
    """Collectives whose conference has not been held."""
    held = Conference.objects.filter(campaign=campaign, collective=OuterRef("collective"))
    rows = subjects.filter(kind=SubjectKind.COLLECTIVE, is_reviewed=True).exclude(Exists(held))
    names = tuple(rows.order_by("organization__path", "position", "pk").values_list("label", flat=True))
    if names:
        text = "Chưa tổ chức hội nghị kiểm điểm"
        yield Spoken(stage="", text=text, count=len(names), lines=names[:MOST_NAMED])


def _not_recorded(
    organization: PartyOrganization, campaign: Campaign, account: Account, today: date
) -> Iterable[Spoken]:
    """Conferences of the calendar whose day has gone by, and which nobody has written down (R24).

    A record of the same body from that day on, made without the plan, is taken for it.
    """
    reach = account.reach(Permission.VIEW_PROGRESS)
    here = Q(collective__scope__path__startswith=organization.path) | Q(
        cell__path__startswith=organization.path
    )
    plans = ConferencePlan.objects.filter(
        here,
        reach.rows("collective__scope", "collective__units") | reach.rows("cell"),
        campaign=campaign,
        planned_on__lt=today,
        conference__isnull=True,
    ).exclude(collective__type=CollectiveType.PROVINCE_STANDING)
    without = Conference.objects.filter(
        Q(collective=OuterRef("collective")) | Q(cell=OuterRef("cell")),
        campaign=campaign,
        plan__isnull=True,
        held_on__gte=OuterRef("planned_on"),
    )
    plans = plans.exclude(Exists(without))
    rows = list(plans.select_related("collective", "cell", "second").distinct())
    if rows:
        lines = tuple(f"{one.body_name}, dự kiến họp ngày {short_date(one.planned_on)}" for one in rows)
        text = "Đã qua ngày họp theo lịch, chưa ghi hội nghị"
        yield Spoken(stage="", text=text, count=len(rows), lines=lines[:MOST_NAMED])


def _paused(subjects: QuerySet[Subject], account: Account) -> Iterable[Spoken]:
    """Tạm dừng, chờ kết luận (P26, P108), as far as the reader may know it (P86); told to nobody by telephone."""
    if not account.holds(Permission.VIEW_RATING):
        return
    rows = subjects.filter(pk__in=paused_for(account).values("subject")).order_by("kind", "position", "pk")
    names = tuple(rows.values_list("label", flat=True))
    if names:
        text = "Tạm dừng xếp loại, chờ kết luận"
        lines = names[:MOST_NAMED]
        yield Spoken(stage="", text=text, count=len(names), lines=lines, is_sent=False)


def _due(organization: PartyOrganization, campaign: Campaign, at: datetime) -> str:
    """The plan's day for organisations of this level."""
    base = organization.kind in (OrganizationKind.BASE_COMMITTEE, OrganizationKind.SECTION, *CELLS)
    audience = Audience.BASE_ORGANIZATIONS if base else Audience.UPPER_ORGANIZATIONS
    deadline = campaign.deadlines.filter(audience=audience).order_by("position").first()
    return due_sentence(deadline, at, inclusive=campaign.before_is_inclusive) if deadline else ""


def message_of(
    organization: PartyOrganization, campaign: Campaign, spoken: Sequence[Spoken], due: str
) -> str:
    """A text for the telephone: figures alone, no name of a reviewed person, no level (P49)."""
    lines = [f"Kính gửi {organization.name}."]
    spoken = [one for one in spoken if one.is_sent]
    if spoken:
        lines.append(f"Kiểm điểm năm {campaign.year} còn:")
        lines += [f"- {one.text}: {one.count}." for one in spoken]
        lines.append(
            f"Đề nghị hoàn thành {due[:1].lower()}{due[1:]}." if due else "Đề nghị hoàn thành theo kế hoạch."
        )
    else:
        lines.append(f"Kiểm điểm năm {campaign.year}: đã xong. Cảm ơn đồng chí.")
    return "\n".join([*lines, "Trân trọng."])


def ringing(organizations: Sequence[PartyOrganization], day: date) -> dict[int, list[Ringing]]:
    """Whom to ring at each organisation: the contact of its unit with the stand-in, else who keeps its desk."""
    found: dict[int, list[Ringing]] = {}
    units = SubmittingUnit.objects.filter(organization__in=organizations, organization=F("scope"))
    for unit in units.filter(contact__isnull=False).select_related("contact"):
        found.setdefault(unit.organization_id, []).extend(ringing_unit(unit))
    of_units = set(found)
    kept = Assignment.objects.current(day).filter(
        role__in=DESKS, organization__in=organizations, unit__isnull=True, account__is_active=True
    )
    for one in kept.select_related("account").order_by("role", "pk"):
        if one.organization_id not in of_units:
            title = one.title or one.get_role_display()
            person = Ringing(name=one.account.full_name, title=title, mobile=one.account.phone)
            found.setdefault(one.organization_id, []).append(person)
    return found


def ringing_unit(unit: SubmittingUnit) -> list[Ringing]:
    """The contact of a unit, and who stands in."""
    contact = getattr(unit, "contact", None)
    if contact is None:
        return []
    rows = [Ringing(name=contact.name, title=contact.title, mobile=contact.mobile)]
    if contact.stand_in:
        rows.append(Ringing(name=contact.stand_in, title="người thay", mobile=contact.stand_in_mobile))
    return rows


def call_list(rows: Sequence[ProgressRow], day: date) -> list[tuple[ProgressRow, list[Ringing]]]:
    """Every place that is not done, with whom to ring there; of the level itself only its units."""
    whom = ringing([row.organization for row in rows if row.organization], day)
    found = []
    for row in rows:
        if row.unit is not None and not row.is_done:
            found.append((row, ringing_unit(row.unit)))
        elif row.organization is not None and not row.is_own and not row.is_done:
            found.append((row, whom.get(row.organization.pk, [])))
    return found
