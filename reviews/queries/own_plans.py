"""Kế hoạch của các cấp ủy: which committee below has a plan of its own, in the tree's order; nobody is ranked (R20)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from organizations.enums import OrganizationKind
from organizations.models import Account, PartyOrganization
from organizations.models.scope import places_above
from organizations.permissions import Permission
from organizations.rules.names import fold
from reviews.models import Campaign, CommitteePlan, ConferencePlan, Refinement
from reviews.rules.refinements import WHOSE_PLAN

BOTH, OF_THE_PROVINCE, OF_THE_BASE, HAS_PLAN, HAS_NONE = "", "truc-thuoc", "co-so", "co", "chua"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansAsked:
    """What the list is narrowed to; empty is everything."""

    words: str = ""
    level: str = BOTH
    plan: str = BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One committee: its plan if it wrote one down, the dates it brought forward, its conferences to come."""

    organization: PartyOrganization
    plan: CommitteePlan | None
    dates: tuple[Refinement, ...]
    planned: int
    held: int

    @property
    def has_plan(self) -> bool:
        """A number is what tells a plan from a note."""
        return self.plan is not None and bool(self.plan.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCounts:
    """How many committees are looked at, and how many of them have written a plan down."""

    total: int
    written: int

    @property
    def without(self) -> int:
        """Those that go by the plan from above."""
        return self.total - self.written


def committees(account: Account, campaign: Campaign, asked: PlansAsked) -> list[PartyOrganization]:
    """The committees in the reader's part of the tree that may have a plan, in the tree's own order.

    Of a level, or so called; whether each has written a plan down stands with it.
    """
    plans = CommitteePlan.objects.filter(campaign=campaign, organization=OuterRef("pk")).exclude(number="")
    rows = PartyOrganization.objects.living().filter(
        account.reach(Permission.VIEW_PROGRESS).tree(), kind__in=WHOSE_PLAN
    )
    if asked.level == OF_THE_PROVINCE:
        rows = rows.filter(kind=OrganizationKind.DIRECT)
    elif asked.level == OF_THE_BASE:
        rows = rows.exclude(kind=OrganizationKind.DIRECT)
    wanted = asked.words.split()
    marked = rows.annotate(has_plan=Exists(plans)).order_by("path")
    return [one for one in marked if all(word in fold(one.name) for word in wanted)]


def counts_of(rows: Sequence[PartyOrganization]) -> PlanCounts:
    """The figures of a list, before it is narrowed by plan."""
    return PlanCounts(total=len(rows), written=sum(one.has_plan for one in rows))


def with_plan(rows: Sequence[PartyOrganization], asked: PlansAsked) -> list[PartyOrganization]:
    """Those that have written a plan down, or those that have not."""
    return [one for one in rows if not asked.plan or one.has_plan == (asked.plan == HAS_PLAN)]


def rows_of(shown: Iterable[PartyOrganization], campaign: Campaign) -> list[PlanRow]:
    """The committees of a page, each with what it has planned; as many questions for three as for one."""
    organizations = list(shown)
    plans = {
        one.organization_id: one
        for one in CommitteePlan.objects.filter(campaign=campaign, organization__in=organizations)
    }
    dates: dict[int, list[Refinement]] = defaultdict(list)
    own = Refinement.objects.filter(deadline__campaign=campaign, organization__in=organizations)
    for one in own.select_related("deadline").order_by("deadline__position"):
        dates[one.organization_id].append(one)
    planned, held = _conferences(campaign, [one.path for one in organizations])
    return [
        PlanRow(
            organization=one,
            plan=plans.get(one.pk),
            dates=tuple(dates[one.pk]),
            planned=planned[one.path],
            held=held[one.path],
        )
        for one in organizations
    ]


def _conferences(campaign: Campaign, paths: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """How many conferences stand in the calendar under each path, and how many of them were held."""
    wanted = frozenset(paths)
    planned: Counter[str] = Counter()
    held: Counter[str] = Counter()
    rows = ConferencePlan.objects.filter(campaign=campaign).order_by()
    for collective, cell, on in rows.values_list(
        "collective__scope__path", "cell__path", "conference__held_on"
    ):
        for above in wanted.intersection(places_above(collective or cell)):
            planned[above] += 1
            held[above] += on is not None
    return planned, held
