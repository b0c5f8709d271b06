"""Kế hoạch của cấp ủy cấp dưới: earlier dates for one's own subtree, never later than the level above (R20, R-030)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents.rules import short_date
from organizations.enums import OrganizationKind, Role
from reviews.enums import Audience

PLAN_OF_PROVINCE = "kế hoạch của Tỉnh ủy"
WITHOUT_PLAN = "Chưa ghi kế hoạch riêng, theo kế hoạch của cấp trên"
# Whose dates a committee may bring forward: a base committee neither sends dossiers nor is a level above the base.
OF_THE_BASE = frozenset({Audience.CADRES, Audience.BASE_ORGANIZATIONS})
OF_A_DIRECT_COMMITTEE = frozenset(Audience) - {Audience.PROVINCE_REPORT}


WHOSE_PLAN = (
    OrganizationKind.DIRECT,
    OrganizationKind.BASE_COMMITTEE,
    OrganizationKind.BASE_CELL,
    OrganizationKind.SECTION,
)
# Which dates a desk below hears of: a cell sends no dossier, so that date is none of its business.
CONCERNED: Mapping[str, frozenset[Audience]] = {
    Role.UNIT_CLERK: OF_A_DIRECT_COMMITTEE,
    Role.BASE_CLERK: OF_THE_BASE,
    Role.CELL_SECRETARY: OF_THE_BASE,
}


def may_refine(kind: str) -> frozenset[Audience]:
    """The dates that a committee of this kind may set for its own subtree."""
    if kind == OrganizationKind.DIRECT:
        return OF_A_DIRECT_COMMITTEE
    return OF_THE_BASE if kind in WHOSE_PLAN else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate:
    """A date that one committee has set, with the committee's name."""

    by: str
    before_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The date that binds a place in the tree, and whose it is; the plan's own has no name."""

    before_on: date
    by: str = ""

    @property
    def words(self) -> str:
        """Whose date it is."""
        return self.by or PLAN_OF_PROVINCE


def in_force(plan_day: date, chain: Iterable[OwnDate]) -> InForce:
    """The nearest committee's date, from the province down; one that is later than the level above binds nobody."""
    found = InForce(before_on=plan_day)
    for one in chain:
        if one.before_on <= found.before_on:
            found = InForce(before_on=one.before_on, by=one.by)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One date of the plan as a committee may bring it forward: what binds from above, what must come before it."""

    code: str
    summary: str
    above: InForce
    after: tuple[str, ...] = ()


def own_date_faults(lines: Iterable[Line], own: Mapping[str, date], *, plan_on: date) -> dict[str, list[str]]:
    """Why dates cannot stand, by the code of the date: later than above, before the plan, before what comes first."""
    rows = tuple(lines)
    days = {one.code: min(own.get(one.code, one.above.before_on), one.above.before_on) for one in rows}
    titles = {one.code: one.summary for one in rows}
    found: dict[str, list[str]] = {}
    for one in rows:
        day = own.get(one.code)
        if day is None:
            continue
        said = _beyond(day, one.above, plan_on)
        said += [
            f"Ngày {short_date(day)} trước ngày {short_date(days[code])} của việc phải làm trước: {titles[code]}."
            for code in one.after
            if code in days and day < days[code]
        ]
        if said:
            found[one.code] = said
    return found


def _beyond(day: date, above: InForce, plan_on: date) -> list[str]:
    if day > above.before_on:
        limit = short_date(above.before_on)
        return [f"Ngày {short_date(day)} sau ngày {limit} của {above.words}. Ghi ngày {limit} hoặc sớm hơn."]
    if day <= plan_on:
        return [
            f"Ngày {short_date(day)} không sau ngày ban hành kế hoạch của Tỉnh ủy ({short_date(plan_on)})."
        ]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One date that binds those below on another day than before."""

    summary: str
    audience: str
    was: date
    now: date

    @property
    def sentence(self) -> str:
        """The work, its new day, and the one that stood before."""
        return f"- {self.summary}: trước ngày {short_date(self.now)} (trước đây: {short_date(self.was)})."


KEPT_BELOW = "Nơi đã ghi ngày sớm hơn thì giữ ngày đó."


def told_to(roles: Iterable[str], moved: Sequence[Moved]) -> list[Moved]:
    """The moved dates that concern a desk, as its roles say."""
    wanted = frozenset[Audience]().union(*(CONCERNED.get(one, frozenset()) for one in roles))
    return [one for one in moved if one.audience in wanted]
