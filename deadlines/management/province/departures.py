"""Who left the Party's rolls before the round was opened, each on a day and for a reason (P44, P48).

They come with a chance of their own: nobody else's name or key moves because of them.
"""

from dataclasses import dataclass
from datetime import date

from cadres.enums import MembershipEnd
from cadres.models import PastRating
from deadlines.management.province.records import YEARS
from deadlines.management.province.world import World
from organizations.enums import Capacity, Level
from reviews.rules.calendar import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody who sat in a cell until a day of the year."""

    name: str
    cell: str
    born: date
    joined: date
    left: date
    reason: MembershipEnd
    female: bool = False


# Names that the province's own words never make, so that no draw has to avoid them.
DEPARTURES = (
    Departure(
        name="Hà Văn Chẩn",
        cell="Chi bộ xóm Rậm",
        born=date(1936, 4, 2),
        joined=date(1965, 9, 2),
        left=date(2021, 9, 9),
        reason=MembershipEnd.DIED,
    ),
    Departure(
        name="Bùi Văn Bạo",
        cell="Chi bộ xóm Tớn",
        born=date(1983, 11, 15),
        joined=date(2010, 5, 19),
        left=date(2021, 4, 28),
        reason=MembershipEnd.STRUCK_OFF,
    ),
    Departure(
        name="Quách Thị Sìn",
        cell="Chi bộ xóm Bái",
        born=date(1979, 2, 8),
        joined=date(2008, 2, 3),
        left=date(2021, 6, 18),
        reason=MembershipEnd.RESIGNED,
        female=True,
    ),
)


def build_departures(world: World) -> None:
    """Rows of those who are on no list any more, with the years that lie behind them."""
    for one in DEPARTURES:
        person = world.person(
            one.name,
            female=one.female,
            born=one.born,
            joined_on=one.joined,
            official_on=add_months(one.joined, 12),
            residence=one.cell.removeprefix("Chi bộ ").capitalize(),
        )
        cell = world.organizations[one.cell]
        world.membership(person, cell, to_on=one.left, end_reason=one.reason)
        for year in YEARS:
            world.later(PastRating, person=person, year=year, capacity=Capacity.MEMBER, level=Level.GOOD)
