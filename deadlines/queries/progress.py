"""Tiến độ kiểm điểm: how far the review is below an organisation, level by level, in the tree's own order (R07).

Nobody is ranked: the rows stand as the tree has them, and no unit sees a row of another (P49).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from deadlines.models import Call
from deadlines.queries.board import LastCall
from organizations.models import Account, PartyOrganization, SubmittingUnit
from organizations.models.scope import places_above
from organizations.permissions import Permission
from organizations.templatetags.ui import vn_number
from reviews.models import Campaign, Subject
from reviews.queries.lists import NOT_REVIEWED, REVIEWED, STAGES, staged

Counts = Mapping[str, int]
Heap = tuple[
    str, int | None
]  # a branch of the tree, and of the level itself the unit that reports through it


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One organisation below, or one unit that reports straight to this level, with all that lies under it."""

    name: str
    counts: Counts
    organization: PartyOrganization | None = None
    unit: SubmittingUnit | None = None
    is_own: bool = False
    call: LastCall | None = None
    promise_stands: bool = False

    @property
    def due(self) -> int:
        """How many are to be reviewed."""
        return sum(self.counts.values()) - self.counts.get(NOT_REVIEWED, 0)

    @property
    def is_done(self) -> bool:
        """Whether everybody has been reviewed."""
        return self.due == self.counts.get(REVIEWED, 0)

    @property
    def words(self) -> str:
        """3 chưa viết, 2 đang viết: what a caller says first."""
        lacking = {one: self.counts.get(one, 0) for one in STAGES if one not in (REVIEWED, NOT_REVIEWED)}
        said = [f"{count} {STAGES[one].lower()}" for one, count in lacking.items() if count]
        return ", ".join(said)

    @property
    def leads_below(self) -> bool:
        """Whether there is a level below to go down to."""
        return not self.is_own and self.organization is not None and self.organization.numchild > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One level as its reader sees it: where it stands in the tree, the rows below, what they add up to."""

    upper: PartyOrganization | None
    above: list[PartyOrganization]
    rows: list[ProgressRow]
    total: ProgressRow
    area: int = 0  # how many of the rows the reader follows

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The stages at which anybody stands, in the order of the work."""
        return [(stage, words) for stage, words in STAGES.items() if self.total.counts.get(stage)]

    @property
    def lines(self) -> list[tuple[ProgressRow, list[tuple[str, int]]]]:
        """Each row with its figure for every stage."""
        return [(row, self._figures(row)) for row in self.rows]

    @property
    def sums(self) -> list[tuple[str, int]]:
        """The figures of the last line."""
        return self._figures(self.total)

    def _figures(self, row: ProgressRow) -> list[tuple[str, int]]:
        return [(words, row.counts.get(one, 0)) for one, words in self.stages]

    @property
    def sentence(self) -> str:
        """120 tập thể, cá nhân phải kiểm điểm = 30 chưa viết + 90 có bản giấy."""
        parts = [
            f"{vn_number(self.total.counts[stage])} {words[:1].lower()}{words[1:]}"
            for stage, words in self.stages
            if stage != NOT_REVIEWED
        ]
        return f"{vn_number(self.total.due)} tập thể, cá nhân phải kiểm điểm = {' + '.join(parts) or '0'}"


def followed(account: Account) -> QuerySet[PartyOrganization]:
    """The organisations whose progress the account may look at."""
    rows: QuerySet[PartyOrganization] = PartyOrganization.objects.filter(
        account.reach(Permission.VIEW_PROGRESS).tree()
    )
    return rows


def tops(account: Account) -> list[PartyOrganization]:
    """Where the account's part of the tree begins."""
    found: list[PartyOrganization] = []
    rows = PartyOrganization.objects.filter(path__in=account.reach(Permission.VIEW_PROGRESS).paths)
    for one in rows.order_by("path"):
        if not found or not one.path.startswith(found[-1].path):
            found.append(one)
    return found


def above(account: Account, organization: PartyOrganization) -> list[PartyOrganization]:
    """The way down to an organisation, as far as the account follows it."""
    paths = places_above(organization.path)[:-1]
    return list(followed(account).filter(path__in=paths).order_by("path"))


def has_units(account: Account) -> bool:
    """Whether the account also looks after a unit outside the tree's lines."""
    return bool(account.reach(Permission.VIEW_PROGRESS).unit_ids)


def progress_below(account: Account, campaign: Campaign, upper: PartyOrganization) -> Progress:
    """The organisations right below one, each with its whole branch; one count for all of them."""
    reach = account.reach(Permission.VIEW_PROGRESS)
    length = len(upper.path) + PartyOrganization.steplen
    here = Case(When(organization__path=upper.path, then=F("unit")), default=None)
    branch = Substr("organization__path", 1, length)
    rows = _counted(account, campaign, organization__path__startswith=upper.path).annotate(
        branch=branch, here=here if upper.depth == 1 else Value(None, output_field=CharField())
    )
    heaps = _heaps(rows)
    nodes = PartyOrganization.objects.filter(
        reach.tree(), path__startswith=upper.path, depth=upper.depth + 1
    ).filter(Q(dissolved_on__isnull=True) | Q(path__in={path for path, _unit in heaps}))
    below = [
        ProgressRow(name=one.name, organization=one, counts=heaps.get((one.path, None), Counter()))
        for one in nodes.order_by("path")
    ]
    return _progress(account, upper, [*_own(upper, heaps), *below])


def progress_of_tops(account: Account, campaign: Campaign, upper: list[PartyOrganization]) -> Progress:
    """Of whoever looks after several branches, or a unit outside the tree's lines: each as one row."""
    reach = account.reach(Permission.VIEW_PROGRESS)
    branch = Case(
        *(When(organization__path__startswith=one.path, then=Value(one.path)) for one in upper),
        default=Value(""),
        output_field=CharField(),
    )
    here = Case(When(unit__in=reach.unit_ids, then=F("unit")), default=None)
    heaps = _heaps(_counted(account, campaign).annotate(branch=branch, here=here))
    units = SubmittingUnit.objects.filter(pk__in=reach.unit_ids).select_related("contact")
    rows = [
        ProgressRow(
            name=one.name, unit=one, is_own=True, counts=_sum(heaps, lambda at, pk=one.pk: at[1] == pk)
        )
        for one in units.order_by("position", "pk")
    ]
    rows += [
        ProgressRow(
            name=one.name,
            organization=one,
            counts=_sum(heaps, lambda at, path=one.path: at[0] == path and at[1] is None),
        )
        for one in upper
    ]
    return _progress(account, None, rows)


def _counted(account: Account, campaign: Campaign, **where: Any) -> QuerySet[Any]:
    reach = account.reach(Permission.VIEW_PROGRESS)
    rows = Subject.objects.reporting().filter(reach.rows("organization", "unit"), campaign=campaign, **where)
    return staged(rows, campaign).order_by()


def _heaps(rows: QuerySet[Any]) -> dict[Heap, Counter[str]]:
    found: dict[Heap, Counter[str]] = {}
    for branch, here, stage, count in rows.values_list("branch", "here", "stage").annotate(Count("pk")):
        found.setdefault((branch, here), Counter())[stage] += count
    return found


def _sum(heaps: Mapping[Heap, Counter[str]], belongs: Any) -> Counter[str]:
    return sum((counts for at, counts in heaps.items() if belongs(at)), Counter())


def _own(upper: PartyOrganization, heaps: Mapping[Heap, Counter[str]]) -> Iterable[ProgressRow]:
    """What belongs to the level itself; of the province each unit that reports straight to it."""
    own = {unit: counts for (path, unit), counts in heaps.items() if path == upper.path}
    units = SubmittingUnit.objects.filter(pk__in=[one for one in own if one is not None])
    units = units.select_related("contact")
    for unit in units.order_by("position", "pk") if upper.depth == 1 else ():
        yield ProgressRow(name=unit.name, unit=unit, is_own=True, counts=own[unit.pk])
    if None in own:
        name = f"Tập thể, cá nhân của {upper.name}"
        yield ProgressRow(name=name, organization=upper, is_own=True, counts=own[None])


def _progress(account: Account, upper: PartyOrganization | None, rows: list[ProgressRow]) -> Progress:
    total: Counter[str] = sum((Counter(row.counts) for row in rows), Counter())
    ways = above(account, upper) if upper is not None else []
    return Progress(upper=upper, above=ways, rows=rows, total=ProgressRow(name="Cộng", counts=total))


def of_area(shown: Progress, account: Account, *, own_only: bool) -> Progress:
    """How many rows are of the units the official follows (P59); asked for, those alone."""
    if shown.upper is None or shown.upper.depth > 1 or not account.holds(Permission.VIEW_BOARD):
        return shown
    mine = SubmittingUnit.objects.filter(official=account).values_list("pk", "organization_id", "scope_id")
    units, places = set(), set()
    for unit, organization, scope in mine:
        units.add(unit)
        places |= {organization} if organization == scope else set()
    rows = [
        row
        for row in shown.rows
        if (row.unit and row.unit.pk in units) or (row.organization and row.organization.pk in places)
    ]
    if own_only:
        shown = _progress(account, shown.upper, rows)
    return replace(shown, area=len(rows))


def with_calls(shown: Progress, campaign: Campaign, account: Account, at: datetime) -> Progress:
    """The rows with the last call to each; a promise sinks its row until the hour, else the tree's order stands."""
    if not account.holds(Permission.CALL_BELOW):
        return shown
    organizations = [row.organization for row in shown.rows if row.organization and not row.is_own]
    units = [row.unit for row in shown.rows if row.unit]
    calls = Call.objects.visible_to(account).filter(
        Q(organization__in=organizations) | Q(unit__in=units), campaign=campaign
    )
    last: dict[tuple[int | None, int | None], Call] = {}
    for one in calls.order_by("-called_at", "-pk"):
        last.setdefault((one.organization_id, one.unit_id), one)
    rows = [_called(row, last, at) for row in shown.rows]
    return replace(shown, rows=sorted(rows, key=lambda row: row.promise_stands))


def _called(
    row: ProgressRow, last: Mapping[tuple[int | None, int | None], Call], at: datetime
) -> ProgressRow:
    place = (row.organization.pk if row.organization else None, row.unit.pk if row.unit else None)
    call = None if row.is_own and row.organization else last.get(place)
    if call is None:
        return row
    stands = bool(call.promised_at and call.promised_at > at)
    return replace(
        row, call=LastCall(call.called_at, call.spoke_with, call.promised_at), promise_stands=stands
    )
