"""Members without a leading post above the base: villagers, teachers, clerks; and the leaders of communes and cells."""

from datetime import date, timedelta

from cadres.enums import MembershipEnd
from cadres.models import Person
from deadlines.management.province import units
from deadlines.management.province.cadres import post
from deadlines.management.province.leaders import DISTRICT_TERM
from deadlines.management.province.tree import (
    BUOI_CELL,
    CLINIC_CELL,
    MERGED_CELL,
    MERGED_ON,
    NA_SONG,
    OFFICE_CELL,
    SCHOOL_CELL,
)
from deadlines.management.province.world import World
from organizations.enums import CollectiveType, Route, Sector
from organizations.models import Collective, PartyOrganization
from reviews.rules.calendar import add_months

# (cell, name, a woman, born, joined, a civil servant)
NAMED: tuple[tuple[str, str, bool, date, date, bool], ...] = (
    (SCHOOL_CELL, "Bùi Thị Hoài Thu", True, date(1984, 11, 20), date(2011, 5, 19), True),
    (SCHOOL_CELL, "Quách Thị Nhẫn", True, date(1975, 3, 8), date(2002, 2, 3), True),
    (BUOI_CELL, "Hà Văn Đắc", False, date(1949, 8, 10), date(1975, 9, 2), False),
    (BUOI_CELL, "Bùi Văn Chích", False, date(1968, 4, 12), date(1996, 2, 3), False),
    (CLINIC_CELL, "Bùi Văn Tín", False, date(1979, 7, 27), date(2006, 9, 2), True),
    (CLINIC_CELL, "Lường Thị Mai Anh", True, date(1996, 10, 5), date(2021, 5, 19), True),
    (OFFICE_CELL, "Hà Đình Thưởng", False, date(1973, 6, 1), date(1999, 2, 3), True),
    (OFFICE_CELL, "Quách Thị Dinh", True, date(1986, 12, 2), date(2012, 2, 3), True),
    (OFFICE_CELL, "Bùi Văn Nhượng", False, date(1977, 1, 19), date(2004, 5, 19), True),
)
COMMITTEE_FROM = 9  # a cell of so many members elects a chi ủy
COMMUNE_TITLES = (
    "Bí thư Đảng ủy",
    "Phó Bí thư Thường trực Đảng ủy",
    "Phó Bí thư Đảng ủy, Chủ tịch Ủy ban nhân dân",
)
BODY_TITLES = ("Bí thư Đảng ủy", "Phó Bí thư Đảng ủy")
CELL_TITLES = ("Bí thư", "Phó Bí thư", "Chi ủy viên")


def build_members(world: World) -> None:
    """Fill every cell to its size, the named ones first; then elect the leaders of communes and cells."""
    for cell, size in world.cell_sizes:
        known = [row for row in NAMED if world.organizations[row[0]] is cell]
        for _, name, female, born, joined, servant in known:
            _named(world, cell, name, female, born, joined, servant)
        for _ in range(size - len(known)):
            _member(world, cell)
    committees = [one for one in world.rows[Collective] if one.type == CollectiveType.BASE_STANDING]
    for collective in committees:
        _commune_leaders(world, collective)
    for cell, size in world.cell_sizes:
        if size >= COMMITTEE_FROM and cell.path.startswith(world.organizations[NA_SONG].path):
            _cell_committee(world, cell, world.organizations[NA_SONG], len(CELL_TITLES))
    for number, (cell, base) in enumerate(world.with_committee):
        _cell_committee(world, cell, base, 1 + number % 2)


def _named(
    world: World, cell: PartyOrganization, name: str, female: bool, born: date, joined: date, servant: bool
) -> None:
    is_new = joined.year == 2021
    person = world.person(
        name,
        female=female,
        born=born,
        joined_on=joined,
        official_on=None if is_new else add_months(joined, 12),
        is_civil_servant=servant,
        workplace=cell.name.removeprefix("Chi bộ ") if servant else "",
        residence="Xóm Bưởi, xã Nà Sọng",
    )
    world.membership(person, cell, standing="probationary" if is_new else "full")


def _member(world: World, cell: PartyOrganization) -> Person:
    """One member as cells have them: a villager, or somebody who works."""
    draw = world.draw
    female = draw.chance(0.42)
    works = cell.sector != Sector.COMMUNE or draw.chance(0.3)
    born = draw.day(date(1958 if works else 1944, 1, 1), date(1995, 12, 28))
    joined = draw.day(date(born.year + 21, 2, 3), date(min(born.year + 34, 2019), 11, 28))
    knows_day = works or draw.chance(0.8)
    person = world.person(
        draw.name(female=female, unique=False),
        female=female,
        born=born,
        birth_on=born if knows_day else None,
        joined_on=joined,
        official_on=joined + timedelta(days=365),
        is_civil_servant=works and born.year > 1961,
        workplace=cell.name.removeprefix("Chi bộ ") if works else "",
        residence=cell.name.removeprefix("Chi bộ ").capitalize(),
    )
    if cell.name == MERGED_CELL:
        _merged(world, person, cell)
    else:
        world.membership(person, cell)
    return person


def _merged(world: World, person: Person, cell: PartyOrganization) -> None:
    """The cell is new, its members are not: they come from one of the two merged ones (P17)."""
    old = world.organizations[world.draw.pick(("Chi bộ xóm Nà Tang", "Chi bộ xóm Cọ"))]
    world.membership(person, old, to_on=MERGED_ON - timedelta(days=1), end_reason=MembershipEnd.MERGED)
    world.membership(person, cell, MERGED_ON)


def _commune_leaders(world: World, collective: Collective) -> None:
    base = collective.organization
    cells = [cell for cell, _ in world.cell_sizes if cell.path.startswith(base.path)]
    home = next((cell for cell in cells if cell.name == OFFICE_CELL), cells[0])
    place = base.name.removeprefix("Đảng bộ ")
    titles = COMMUNE_TITLES if base.sector == Sector.COMMUNE else BODY_TITLES
    for number, person in enumerate(world.in_cell.get(home.path, [])[: len(titles)]):
        person.is_civil_servant = True
        post(
            world,
            person,
            collective,
            f"{titles[number]} {place}",
            units.COMMUNE_LEADERS,
            Route.LOWER,
            is_head=number == 0,
            from_on=DISTRICT_TERM,
        )


def _cell_committee(world: World, cell: PartyOrganization, base: PartyOrganization, posts: int) -> None:
    committee = world.collective(
        f"Chi ủy {cell.name}",
        type=CollectiveType.CELL_COMMITTEE,
        organization=cell,
        scope=cell,
        head_title="Bí thư",
        issuer=cell.name.upper(),
        upper_issuer=base.issuer,
        symbol="CB",
        signs_for="T/M CHI ỦY",
        seat=base.seat,
        founded_on=cell.founded_on,
    )
    full = [one for one in world.in_cell[cell.path] if one.official_on and one.birth_year > 1955]
    first = 0 if cell.name == BUOI_CELL else 1  # the teacher of P91 holds no post: her secretary is another
    for number, person in enumerate(full[first : first + posts]):
        post(
            world,
            person,
            committee,
            f"{CELL_TITLES[number]} {cell.name}",
            units.CELL_LEADERS,
            Route.LOWER,
            is_head=number == 0,
            from_on=DISTRICT_TERM,
        )
