"""Communes with their cells; in a province of its full size also hospitals, schools, companies, and cell committees.

The full size is that of the office: of 62,000 members 550 grassroots organisations, 3,000 cells, 1,000 collectives and
2,000 posts. A smaller one keeps these proportions from WIDE_FROM members on; below, it is the small one of the demo.
"""

from dataclasses import dataclass
from math import ceil

from deadlines.management.province.words import (
    BODIES,
    CITY,
    COMMUNE_FIRST,
    COMMUNE_LAST,
    DISTRICTS,
    HAMLETS,
)
from deadlines.management.province.world import World
from organizations.enums import CollectiveType, OrganizationKind, Sector
from organizations.models import PartyOrganization

USUAL_CELL = 18  # members of a cell, on the average, when the province is large
MEMBERS_A_COMMUNE = 400
MOST_COMMUNES = 150
WIDE_FROM = 5000
FULL = 61_600  # of the 62,000, those without a leading post
BODIES_OF_ALL = 339  # what makes 550 with the communes, the offices and the cells of the departments
CELLS_OF_ALL = 2914  # in communes and bodies, so that there are 3,000 with those of departments and offices
COMMITTEES_OF_ALL = 582  # cells with a committee of their own, so that there are 1,000 collectives
CELLS_A_BODY = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of each a province of so many members has."""

    communes: int
    bodies: int
    cells: int
    committees: int

    @classmethod
    def of(cls, members: int) -> "Shape":
        """In proportion to the full province."""
        communes = min(MOST_COMMUNES, max(len(DISTRICTS), members // MEMBERS_A_COMMUNE))
        if members < WIDE_FROM:
            return cls(communes, 0, max(2, ceil(members / USUAL_CELL / communes)) * communes, 0)
        share = [number * members // FULL for number in (BODIES_OF_ALL, CELLS_OF_ALL, COMMITTEES_OF_ALL)]
        return cls(communes, *share)


def commune(
    world: World, district: PartyOrganization, name: str, seat: str, kind: str = "xã"
) -> PartyOrganization:
    """A commune, ward or town with its committee."""
    base = world.organization(
        district,
        f"Đảng bộ {kind} {name}",
        OrganizationKind.BASE_COMMITTEE,
        sector=Sector.COMMUNE,
        issuer=f"ĐẢNG ỦY {kind.upper()} {name.upper()}",
        symbol="ĐU",
        seat=name,
    )
    world.collective(
        f"Ban Thường vụ Đảng ủy {kind} {name}",
        type=CollectiveType.BASE_STANDING,
        organization=base,
        scope=base,
        head_title="Bí thư",
        issuer=f"ĐẢNG ỦY {kind.upper()} {name.upper()}",
        upper_issuer=district.issuer,
        symbol="ĐU",
        signs_for="T/M BAN THƯỜNG VỤ",
        seat=seat,
        founded_on=base.founded_on,
    )
    return base


def build_communes(world: World, members: int) -> None:
    """Communes, bodies and cells for the rest of the members, evenly."""
    shape = Shape.of(members)
    sizes = _even(members, shape.cells)
    committees = body_cells = 0
    if shape.bodies:
        body_cells = _bodies(world, shape, sizes)
    counts = _even(shape.cells - body_cells, shape.communes)
    homes = [CITY, *(name for name in DISTRICTS if name != "Đồng Khê"), "Đồng Khê"][: len(DISTRICTS) + 1]
    for number in range(shape.communes):
        district = homes[number % (len(homes) if shape.communes > len(DISTRICTS) else len(DISTRICTS))]
        is_city = district == CITY
        first = COMMUNE_FIRST[number % len(COMMUNE_FIRST)]
        last = COMMUNE_LAST[(number // len(COMMUNE_FIRST) + number * 3) % len(COMMUNE_LAST)]
        node = _district(world, district)
        base = commune(world, node, f"{first} {last}", district, "phường" if is_city else "xã")
        for place in range(counts[number]):
            word = "tổ dân phố số" if is_city else "xóm"
            name = str(place + 1) if is_city else HAMLETS[(number * 5 + place) % len(HAMLETS)]
            cell = world.cell(base, f"Chi bộ {word} {name}", sizes.pop(0))
            if place and committees < shape.committees:  # the leaders of the commune sit in its first cell
                world.with_committee.append((cell, base))
                committees += 1


def _even(number: int, parts: int) -> list[int]:
    """So many in so many parts, the first ones larger by one."""
    least, more = divmod(number, parts)
    return [least + (place < more) for place in range(parts)]


def _district(world: World, name: str) -> PartyOrganization:
    return world.organizations[f"Đảng bộ {'thành phố' if name == CITY else 'huyện'} {name}"]


def _bodies(world: World, shape: Shape, sizes: list[int]) -> int:
    """Schools, hospitals, companies: three of five with a committee and cells, the others one cell; how many cells."""
    made = 0
    for number in range(shape.bodies):
        words, sector = BODIES[number % len(BODIES)]
        place = (CITY, *DISTRICTS)[number // len(BODIES) % (len(DISTRICTS) + 1)]
        name = f"{words} {place} số {number // len(BODIES) // (len(DISTRICTS) + 1) + 1}"
        if number % 5 >= 3:
            kind = OrganizationKind.BASE_CELL
            cell = world.organization(
                _district(world, place), f"Chi bộ {name}", kind, sector=sector, seat=place
            )
            world.cell_sizes.append((cell, sizes.pop(0)))
            made += 1
            continue
        base = _body(world, _district(world, place), name, sector, place)
        for cell_number in range(1, CELLS_A_BODY + 1):
            world.cell(base, f"Chi bộ số {cell_number} {name}", sizes.pop(0))
            made += 1
    return made


def _body(
    world: World, district: PartyOrganization, name: str, sector: Sector, seat: str
) -> PartyOrganization:
    issuer = f"ĐẢNG ỦY {name.upper()}"
    base = world.organization(
        district,
        f"Đảng bộ {name}",
        OrganizationKind.BASE_COMMITTEE,
        sector=sector,
        issuer=issuer,
        symbol="ĐU",
        seat=seat,
    )
    world.collective(
        f"Đảng ủy {name}",
        type=CollectiveType.BASE_STANDING,
        organization=base,
        scope=base,
        head_title="Bí thư",
        issuer=issuer,
        upper_issuer=district.issuer,
        symbol="ĐU",
        signs_for="T/M ĐẢNG ỦY",
        seat=seat,
        founded_on=base.founded_on,
    )
    return base
