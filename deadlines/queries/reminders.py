"""Who still owes what by which date: the duties that reminders are counted from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from deadlines.enums import DossierState
from deadlines.models import Dossier, Reminder
from deadlines.queries.dossiers import desks, wanted_before
from deadlines.rules.reminders import Duty, Key
from organizations.enums import Role, SubjectKind
from organizations.models import Account, SubmittingUnit
from reviews.enums import Audience, CampaignState, ReviewState
from reviews.models import Campaign, Deadline, Subject
from reviews.queries.refinements import OwnDates
from reviews.rules.calendar import local_day

WRITING = frozenset({ReviewState.DRAFT, ReviewState.RETURNED})
NO_ACCOUNT = "Đầu mối chưa có tài khoản: gọi điện"
NOBODY: list[Account | None] = [None]
TO_SEND = frozenset({DossierState.DRAFT, DossierState.RETURNED})


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty with the rows behind it: whom to tell, about what, on which page."""

    duty: Duty
    deadline: Deadline
    recipient: Account
    superior: Account | None
    unit: SubmittingUnit | None
    title: str
    path: str
    by_phone: str = ""  # whom to ring, where the unit has no account that could be told

    @property
    def about(self) -> str:
        """The work, as its reminders to one desk name it."""
        return f"{self.duty.deadline} {self.duty.unit}"


def owed_on(today: date) -> list[Owed]:
    """Every open round's unmet duties."""
    rounds = Campaign.objects.filter(state=CampaignState.OPEN)
    return [one for campaign in rounds for one in _owed(campaign, today)]


def _owed(campaign: Campaign, today: date) -> Iterator[Owed]:
    own = OwnDates(campaign)
    for deadline in campaign.deadlines.all():
        if deadline.audience == Audience.CADRES:
            yield from _own_reviews(campaign, deadline, today, own)
    yield from _dossiers(campaign, today, own)


def _own_reviews(campaign: Campaign, deadline: Deadline, today: date, own: OwnDates) -> Iterator[Owed]:
    """The subject himself, when his own self-review is missing; late, his unit's leaders hear of it."""
    rows = (
        Subject.objects.filter(
            campaign=campaign,
            kind=SubjectKind.PERSON,
            is_reviewed=True,
            main_post__isnull=False,
            person__account__is_active=True,
            self_review__state__in=WRITING,
        )
        .select_related("person__account", "unit", "self_review", "organization")
        .order_by("pk")
    )
    subjects = list(rows)
    units = {one.unit_id: one.unit for one in subjects if one.unit is not None}
    leaders = desks(units.values(), Role.UNIT_LEADER, today)
    for subject in subjects:
        person = subject.person
        if person is None or person.account is None:
            continue
        above: list[Account | None] = [
            one for one in leaders.get(subject.unit_id or 0, []) if one.pk != person.account_id
        ]
        for superior in above or NOBODY:
            yield _make(
                campaign,
                deadline,
                recipient=person.account,
                superior=superior,
                unit=subject.unit,
                title="bản kiểm điểm cá nhân",
                before_on=own.before(deadline, subject.organization.path),
                path="/",
            )


def _dossiers(campaign: Campaign, today: date, own: OwnDates) -> Iterator[Owed]:
    """The unit's clerks for a dossier not yet sent; late, its leaders hear of it.

    A unit without a clerk's account is told by telephone: its official is reminded to ring its contact (P15, P49).
    The unit goes by its committee's own date, the province by its plan's (R20).
    """
    rows = list(
        Dossier.objects.owed()
        .filter(campaign=campaign, state__in=TO_SEND)
        .select_related("unit__official", "unit__contact", "unit__scope", "deadline", "campaign")
        .order_by("pk")
    )
    units = [row.unit for row in rows]
    clerks, leaders = desks(units, Role.UNIT_CLERK, today), desks(units, Role.UNIT_LEADER, today)
    for row in rows:
        plans, official = wanted_before(row), row.unit.official
        asked_back = plans != row.deadline.before_on
        units_own = plans if asked_back else own.before(row.deadline, row.unit.scope.path)
        told = clerks[row.unit_id] or ([official] if official else [])
        above: list[Account | None] = [*leaders[row.unit_id]] or [official]
        for recipient, superior in product(told, above):
            yield _make(
                campaign,
                row.deadline,
                recipient=recipient,
                superior=superior if superior != recipient else None,
                unit=row.unit,
                title=f"hồ sơ {row.code}",
                before_on=units_own if recipient != official else plans,
                judged_before=plans if superior == official else None,
                path=f"/ho-so/{row.key}/",
                by_phone="" if clerks[row.unit_id] else ring_words(row.unit),
            )


def ring_words(unit: SubmittingUnit) -> str:
    """Đầu mối chưa có tài khoản: whom to ring, and who stands in."""
    contact = getattr(unit, "contact", None)
    if contact is None:
        return "Đơn vị chưa có tài khoản và chưa ghi đầu mối."
    return f"{NO_ACCOUNT} đồng chí {contact.name}, {contact.mobile}."


def _make(
    campaign: Campaign,
    deadline: Deadline,
    *,
    recipient: Account,
    superior: Account | None,
    unit: SubmittingUnit | None,
    title: str,
    before_on: date,
    path: str,
    by_phone: str = "",
    judged_before: date | None = None,
) -> Owed:
    duty = Duty(
        deadline=str(deadline.pk),
        unit=str(unit.pk) if unit else "",
        recipient=str(recipient.pk),
        superior=str(superior.pk) if superior else "",
        before_on=before_on,
        met=False,
        opened_on=local_day(campaign.opened_at) if campaign.opened_at else None,
        inclusive=campaign.before_is_inclusive,
        judged_before=judged_before,
    )
    return Owed(duty, deadline, recipient, superior, unit, title, path, by_phone)


def sent_keys() -> set[Key]:
    """Reminders that went already, as the rule names them."""
    rows = Reminder.objects.values_list("deadline", "recipient", "unit", "offset", "due_on")
    return {
        (str(deadline), str(account), str(unit or ""), offset, day)
        for deadline, account, unit, offset, day in rows
    }
