"""The dates that bind a place in the tree, and a committee's own dates beside those from above (R20)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from organizations.enums import SubjectKind
from organizations.models import Account, Assignment, PartyOrganization
from organizations.models.account import Reader
from organizations.models.scope import places_above
from organizations.permissions import Permission
from reviews.models import Campaign, CommitteePlan, Deadline, Refinement, Subject
from reviews.rules.refinements import CONCERNED, InForce, Line, OwnDate, in_force, may_refine


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One date of the plan on a committee's page: the plan's words, the date from above, its own, what binds now."""

    deadline: Deadline
    line: Line
    own: Refinement | None
    now: InForce

    @property
    def is_capped(self) -> bool:
        """Its own date stands later than a level above has set since: that one binds."""
        return self.own is not None and self.own.before_on > self.line.above.before_on


def own_organizations(account: Account) -> QuerySet[PartyOrganization]:
    """The committees whose dates the account sets: those it works for, not those below."""
    paths = account.reach(Permission.REFINE_PLAN).paths
    rows: QuerySet[PartyOrganization] = PartyOrganization.objects.living().filter(path__in=paths)
    return rows


def own_plan(organization: PartyOrganization, campaign: Campaign) -> CommitteePlan | None:
    """The committee's own plan of the round, if it has written one down."""
    rows = CommitteePlan.objects.filter(organization=organization, campaign=campaign)
    return rows.select_related("scan").first()


def desks_below(organization: PartyOrganization, day: date) -> dict[Account, list[str]]:
    """Who keeps the desks under a committee, with the roles he keeps them in; the committee's own desk is not below."""
    path = organization.path
    below = Q(unit__isnull=True, organization__path__startswith=path, organization__path__gt=path)
    units = Q(unit__scope__path__startswith=path) & ~Q(unit__organization=organization)
    held = Assignment.objects.current(day).filter(
        below | units, role__in=list(CONCERNED), account__is_active=True
    )
    found: dict[Account, list[str]] = defaultdict(list)
    for one in held.select_related("account").order_by("organization__path", "pk"):
        found[one.account].append(one.role)
    return found


def own_lines(organization: PartyOrganization, campaign: Campaign) -> list[OwnLine]:
    """The dates that a committee may bring forward, in the plan's order."""
    mine: dict[int, Refinement] = {}
    above: dict[int, list[OwnDate]] = defaultdict(list)
    for one in Refinement.objects.over(organization.path).filter(deadline__campaign=campaign):
        if one.organization_id == organization.pk:
            mine[one.deadline_id] = one
        else:
            above[one.deadline_id].append(_said(one))
    allowed, after = may_refine(organization.kind), after_of(campaign)
    return [
        _own_line(one, above[one.pk], mine.get(one.pk), after.get(one.code, ()))
        for one in campaign.deadlines.all()
        if one.audience in allowed
    ]


def _own_line(
    deadline: Deadline, above: list[OwnDate], own: Refinement | None, after: tuple[str, ...]
) -> OwnLine:
    line = Line(
        code=deadline.code, summary=deadline.summary, above=in_force(deadline.before_on, above), after=after
    )
    chain = [*above, _said(own)] if own else above
    return OwnLine(deadline, line, own, in_force(deadline.before_on, chain))


def _said(one: Refinement) -> OwnDate:
    return OwnDate(by=one.organization.name, before_on=one.before_on)


def after_of(campaign: Campaign) -> dict[str, tuple[str, ...]]:
    """What has to be done before each date, as the plan says."""
    rows: list[dict[str, Any]] = campaign.plan.get("deadlines", [])
    return {str(row["code"]): tuple(row.get("after", ())) for row in rows if row.get("code")}


class OwnDates:
    """Every earlier date of a round, read once: what binds any place in the tree."""

    def __init__(self, campaign: Campaign) -> None:
        rows = Refinement.objects.filter(deadline__campaign=campaign)
        self.days: dict[int, dict[str, date]] = defaultdict(dict)
        for deadline, path, day in rows.values_list("deadline", "organization__path", "before_on"):
            self.days[deadline][path] = day

    def before(self, deadline: Deadline, path: str) -> date:
        """The day before which something is wanted of a place: never later than any level above it has said."""
        found = self.days.get(deadline.pk, {})
        if not found:
            return deadline.before_on
        return min([deadline.before_on, *(found[one] for one in places_above(path) if one in found)])


def readers_before(account: Account | Reader) -> Combinable:
    """Of each date: the earlier day that the reader's own committees have set, if any.

    Whoever works for a committee is bound by its dates, not by those of his own cell; the province by its plan alone.
    """
    held = {one.path for one in account.held if one.unit_id is None}
    paths = sorted({one for path in held for one in places_above(path)[1:]})
    rows = Refinement.objects.filter(deadline=OuterRef("pk"), before_on__lt=OuterRef("before_on"))
    if account.holds(Permission.SEND_DOSSIER) or account.holds(Permission.VIEW_BOARD) or paths:
        rows = rows.filter(organization__path__in=paths)
    else:
        mine = Subject.objects.filter(kind=SubjectKind.PERSON, person__account=account)
        sits = mine.order_by("-campaign__year").values("organization__path")[:1]
        rows = rows.alias(sits=Subquery(sits)).filter(sits__startswith=F("organization__path"))
    return Subquery(rows.order_by("before_on").values("before_on")[:1])


def named(account: Account, dates: Iterable[Deadline]) -> dict[int, str]:
    """Whose earlier date binds the reader, by date of the plan."""
    early = {one.pk: one.own_before for one in dates if one.own_before}
    if not early:
        return {}
    paths = [one.path for one in account.held if one.unit_id is None]
    sits = Subject.objects.filter(person__account=account).values_list("organization__path", flat=True)
    paths = paths or list(sits.order_by("-campaign__year")[:1])
    found: dict[int, str] = {}
    for path in paths:
        for one in Refinement.objects.over(path).filter(deadline__in=early):
            if one.before_on == early[one.deadline_id]:
                found[one.deadline_id] = one.organization.name
    return found
