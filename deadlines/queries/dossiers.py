"""One dossier as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from deadlines.enums import DossierKind, DossierState, LateState
from deadlines.models import Dossier, DossierItem, DossierReturn, Handover, Submission
from deadlines.queries.lights import Checklist, Part, checklists, regulation_of
from deadlines.rules.lateness import Timeliness, timeliness
from deadlines.rules.wording import day_words, deadline_sentence_at
from deadlines.workflow import EDITABLE
from documents.rules import short_date
from organizations.enums import Role, Route, SubjectKind
from organizations.models import Account, Assignment, SubmittingUnit
from ratings.models import Rating
from reviews.enums import Audience
from reviews.models import Campaign, Deadline, Subject
from reviews.rules.calendar import last_day_on_time, local_day


@dataclass(frozen=True, slots=True)
class Group:
    """The parts of one subject, or those the dossier holds once."""

    title: str
    parts: tuple[Part, ...]
    missing_count: int
    noted: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How far this group is; what never blocks is said beside the count, not in it."""
        words = f"Còn thiếu {self.missing_count} thành phần" if self.missing_count else "Đủ thành phần"
        return f"{words}; chưa có {', '.join(self.noted)}" if self.noted else words


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a dossier: a sending, a return, a slip of the counter."""

    kind: str
    at: datetime
    by: Account
    record: Submission | DossierReturn | Handover


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything the dossier's page shows."""

    dossier: Dossier
    checklist: Checklist
    groups: tuple[Group, ...]
    optional: tuple[Part, ...]
    due: str
    timeliness: Timeliness
    submissions: tuple[Submission, ...]
    history: tuple[Event, ...]

    @property
    def latest(self) -> Submission | None:
        """The last sending."""
        return self.submissions[-1] if self.submissions else None

    @property
    def returned_parts(self) -> list[Part]:
        """The parts that were asked back."""
        return [part for part in self.checklist.parts if part.is_hot]


def dossier_page(dossier: Dossier, at: datetime) -> DossierPage:
    """The dossier with its checklist, its dates and what happened to it."""
    checklist = checklists([dossier], regulation_of(dossier.campaign))[dossier.pk]
    submissions = tuple(dossier.submissions.select_related("sent_by"))
    return DossierPage(
        dossier=dossier,
        checklist=checklist,
        groups=_groups(checklist.parts),
        optional=tuple(part for part in checklist.parts if _is_extra(part)),
        due=due_of(dossier, at),
        timeliness=dossier_timeliness(dossier, at),
        submissions=submissions,
        history=_history(dossier, submissions),
    )


def _history(dossier: Dossier, submissions: Iterable[Submission]) -> tuple[Event, ...]:
    """Everything that happened, the latest first; of one moment the later act."""
    slips = dossier.handovers.select_related("received_by")
    events = [Event("handover", one.received_at, one.received_by, one) for one in slips]
    returns = dossier.returns.select_related("returned_by")
    events += [Event("return", one.returned_at, one.returned_by, one) for one in returns]
    events += [Event("sending", one.sent_at, one.sent_by, one) for one in submissions]
    return tuple(sorted(events, key=lambda one: one.at, reverse=True))


def due_sentence(deadline: Deadline, at: datetime, *, inclusive: bool) -> str:
    """Both wordings of a date of the plan, as it binds the reader (R20)."""
    return deadline_sentence_at(deadline.wanted_before, at, inclusive=inclusive)


def wanted_before(dossier: Dossier) -> date:
    """The day that binds its unit, or the new one when parts were asked back."""
    if dossier.state in EDITABLE and dossier.return_before is not None:
        return dossier.return_before
    return dossier.plan_before


def is_awaited(dossier: Dossier) -> bool:
    """Still to be sent: asked back, or neither sent nor met by the paper at the counter (P32)."""
    met = dossier.first_received_on is not None and dossier.return_before is None
    return dossier.state in EDITABLE and not met


def due_of(dossier: Dossier, at: datetime) -> str:
    """Both wordings of the day by which the dossier is wanted now; of one that was sent only the plan's days."""
    inclusive = dossier.campaign.before_is_inclusive
    if not is_awaited(dossier):
        return day_words(dossier.deadline.before_on, inclusive=inclusive)
    words = deadline_sentence_at(wanted_before(dossier), at, inclusive=inclusive)
    if dossier.own_before is None or wanted_before(dossier) != dossier.own_before:
        return words
    return f"{words} (thời hạn của đơn vị; kế hoạch của Tỉnh ủy: trước ngày {short_date(dossier.deadline.before_on)})"


def dossier_timeliness(dossier: Dossier, at: datetime) -> Timeliness:
    """On time or late by the day the dossier reached the desk (P32); while it waits there it grows no later."""
    before_on, inclusive = dossier.deadline.before_on, dossier.campaign.before_is_inclusive
    waits = dossier.state == DossierState.SUBMITTED
    return timeliness(
        before_on,
        met_on=dossier.first_received_on,
        today=last_day_on_time(before_on, inclusive=inclusive) if waits else local_day(at),
        inclusive=inclusive,
        confirmed=LateState(dossier.late_state) if dossier.late_confirmed_by_id else None,
    )


def _is_extra(part: Part) -> bool:
    """Not asked for, and nothing of it is there."""
    return not part.is_needed and part.wanted.is_missing


def _groups(parts: Iterable[Part]) -> tuple[Group, ...]:
    found: dict[int | None, list[Part]] = {}
    for part in parts:
        if not _is_extra(part):
            found.setdefault(part.row.subject_id, []).append(part)
    return tuple(_group(members) for members in found.values())


def title_of_group(subject: Subject | None) -> str:
    """Whose parts these are, or that the dossier holds them once."""
    return "Chung của hồ sơ" if subject is None else subject.label


def _group(members: list[Part]) -> Group:
    subject = members[0].row.subject
    title = title_of_group(subject)
    missing = [part for part in members if part.is_missing]
    noted = tuple(part.rule.spoken for part in missing if not part.rule.blocks)
    return Group(title, tuple(members), len(missing) - len(noted), noted)


# The date of the plan that each kind of dossier is for.
KINDS = {
    Audience.DECIDED_DOSSIERS: DossierKind.DECIDED,
    Audience.DELEGATED_DOSSIERS: DossierKind.DELEGATED,
    Audience.COMMITTEE_DOSSIERS: DossierKind.COMMITTEE,
}
# Whose papers a kind of dossier is for: by what they are, and by who decides (R14, R15, R17).
# The collective of a ministry's branch sends its own for the province's comment; the ministry decides (P09).
SUBJECTS = {
    DossierKind.DECIDED: Q(kind__in=[SubjectKind.COLLECTIVE, SubjectKind.PERSON], route=Route.DECIDED)
    | Q(kind=SubjectKind.COLLECTIVE, route=Route.MINISTRY),
    DossierKind.DELEGATED: Q(kind=SubjectKind.PERSON, route=Route.DELEGATED),
    DossierKind.COMMITTEE: Q(kind=SubjectKind.ORGANIZATION),
}


def carried(kind: str) -> Q:
    """Whose papers lie in this kind of dossier; who has none anywhere belongs where his route says.

    So what was sent stays in the dossier it was sent in, whatever a later letter says of the route (P10).
    """
    lying = DossierItem.objects.filter(subject=OuterRef("pk"))
    here = Q(Exists(lying.filter(dossier__kind=kind)))
    return here | (SUBJECTS[DossierKind(kind)] & ~Q(Exists(lying)))


def subjects_of(kind: str, campaign: Campaign) -> QuerySet[Subject]:
    """The subjects whose papers a kind of dossier carries, collective first, then in protocol order."""
    rows = Subject.objects.filter(carried(kind), campaign=campaign, unit__isnull=False)
    return rows.select_related("person", "collective").order_by("unit_id", "kind", "position", "pk")


def ratings_in(dossier: Dossier) -> QuerySet[Rating]:
    """The ratings that a dossier proposes."""
    subjects = subjects_of(dossier.kind, dossier.campaign).filter(unit=dossier.unit)
    return Rating.objects.leading().filter(subject__in=subjects.values("pk"))


def dossiers_for(account: Account) -> QuerySet[Dossier]:
    """The dossiers an account works on."""
    rows = Dossier.objects.visible_to(account).with_own_dates(account).owed().for_list()
    return rows.order_by("deadline__position", "unit__position")


def clerks_of(unit: SubmittingUnit, on: date | None = None) -> list[Account]:
    """The desk of a unit: whoever keeps its dossiers now (P16)."""
    return desks([unit], Role.UNIT_CLERK, on)[unit.pk]


def desks(units: Iterable[SubmittingUnit], role: Role, on: date | None = None) -> dict[int, list[Account]]:
    """Who holds a role at each unit: appointed to the unit itself, or to the organisation it reports through."""
    held = Assignment.objects.current(on).filter(role=role, account__is_active=True)
    by_unit: dict[int, list[Account]] = defaultdict(list)
    by_organization: dict[int, list[Account]] = defaultdict(list)
    for one in held.select_related("account", "organization").order_by("pk"):
        if one.unit_id is not None:
            by_unit[one.unit_id].append(one.account)
        elif one.organization.depth > 1:
            by_organization[one.organization_id].append(one.account)
    return {unit.pk: by_unit[unit.pk] + by_organization[unit.scope_id] for unit in units}
