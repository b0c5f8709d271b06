"""Organisations, collectives and submitting units, from the province to the cell."""

from datetime import date

from deadlines.management.province.communes import build_communes, commune
from deadlines.management.province.units import AGENCIES, Agency
from deadlines.management.province.words import CITY, DISTRICTS
from deadlines.management.province.world import World
from organizations.enums import CollectiveType, OrganizationKind, Sector
from organizations.models import Collective, Contact, PartyOrganization, SubmittingUnit

MERGED_ON = date(2021, 9, 1)
NA_SONG = "Đảng bộ xã Nà Sọng"
STATE_BLOCK = "Đảng bộ Khối các cơ quan tỉnh"
MERGED_CELL = "Chi bộ xóm Nà Cọ"
SMALL_CELL = "Chi bộ xóm Khoang"
SCHOOL_CELL = "Chi bộ Trường THCS Nà Sọng"
CLINIC_CELL = "Chi bộ Trạm Y tế xã Nà Sọng"
OFFICE_CELL = "Chi bộ Cơ quan xã Nà Sọng"
BUOI_CELL = "Chi bộ xóm Bưởi"
NA_SONG_CELLS = (
    (BUOI_CELL, 23),
    ("Chi bộ xóm Chiềng", 12),
    (SCHOOL_CELL, 9),
    (CLINIC_CELL, 5),
    (OFFICE_CELL, 6),
    ("Chi bộ xóm Rậm", 7),
    ("Chi bộ xóm Tớn", 6),
    ("Chi bộ xóm Bái", 6),
    ("Chi bộ xóm Vó", 6),
    ("Chi bộ xóm Đúc", 5),
    (MERGED_CELL, 7),
    (SMALL_CELL, 3),
)
NA_SONG_MEMBERS = sum(size for _, size in NA_SONG_CELLS)
LEAST_IN_CELL = 2


def build_tree(world: World, ordinary: int) -> None:
    """The whole tree, with room for so many members without a leading post."""
    for name in (CITY, *DISTRICTS):
        _district(world, name)
    block = _committee(world, STATE_BLOCK, "Đảng ủy Khối các cơ quan tỉnh", Sector.AGENCY, "ĐUK")
    world.organization(
        block, "Chi bộ Cơ quan Đảng ủy Khối", OrganizationKind.BASE_CELL, sector=Sector.AGENCY, seat=CITY
    )
    _forces(world)
    _na_song(world)
    build_communes(world, ordinary - NA_SONG_MEMBERS)
    for agency in AGENCIES:
        _agency(world, block, agency)
    _province_collectives(world)
    _moved_base_cell(world, block)


def least_ordinary() -> int:
    """How many members without a leading post the tree needs at the least."""
    return NA_SONG_MEMBERS + len(DISTRICTS) * 2 * LEAST_IN_CELL


def _district(world: World, name: str) -> None:
    is_city = name == CITY
    kind = "thành phố" if is_city else "huyện"
    committee = "Thành ủy" if is_city else "Huyện ủy"
    direct = _committee(
        world,
        f"Đảng bộ {kind} {name}",
        f"{committee} {name}",
        Sector.OTHER,
        "ThU" if is_city else "HU",
        seat=name,
    )
    office = world.organization(
        direct,
        f"Đảng bộ Cơ quan {committee} {name}",
        OrganizationKind.BASE_COMMITTEE,
        sector=Sector.AGENCY,
        issuer=f"ĐẢNG ỦY CƠ QUAN {committee} {name}".upper(),
        symbol="ĐU",
        seat=name,
    )
    world.cell(office, f"Chi bộ Văn phòng {committee} {name}", 0)
    world.cell(office, f"Chi bộ Văn phòng Ủy ban nhân dân {kind} {name}", 0)


def _committee(
    world: World, name: str, committee: str, sector: Sector, symbol: str, seat: str = CITY
) -> PartyOrganization:
    """A direct committee, its standing committee and the unit that sends its dossiers."""
    direct = world.organization(
        world.root,
        name,
        OrganizationKind.DIRECT,
        sector=sector,
        issuer=committee.upper(),
        symbol=symbol,
        seat=seat,
        totals_only=sector in (Sector.ARMY, Sector.POLICE),
    )
    standing = world.collective(
        f"Ban Thường vụ {committee}",
        type=CollectiveType.DIRECT_STANDING,
        organization=direct,
        scope=direct,
        head_title="Bí thư",
        issuer=committee.upper(),
        upper_issuer="TỈNH ỦY MINH GIANG",
        symbol=symbol,
        signs_for="T/M BAN THƯỜNG VỤ",
        seat=seat,
        founded_on=direct.founded_on,
    )
    _unit(world, committee, direct, direct, standing)
    return direct


def _unit(
    world: World,
    name: str,
    organization: PartyOrganization,
    scope: PartyOrganization,
    collective: Collective,
) -> SubmittingUnit:
    unit = SubmittingUnit(
        name=name,
        organization=organization,
        scope=scope,
        collective=collective,
        position=len(world.units) + 1,
    )
    world.units[name] = unit
    world.add(unit)
    female = world.draw.chance(0.5)
    contact = "Hà Thị Lan" if name == "Huyện ủy Đồng Khê" else world.draw.name(female=female)
    world.add(
        Contact(
            unit=unit,
            name=contact,
            title="Cán bộ tổ chức",
            mobile=world.draw.mobile(),
            stand_in=world.draw.name(female=not female),
            stand_in_mobile=world.draw.mobile(),
        )
    )
    return unit


def _forces(world: World) -> None:
    """Army and police hand over no lists of members: totals only (P13)."""
    rows = (
        (
            "Đảng bộ Quân sự tỉnh",
            "Đảng ủy Quân sự tỉnh",
            Sector.ARMY,
            "Chi bộ Cơ quan Bộ Chỉ huy Quân sự tỉnh",
        ),
        ("Đảng bộ Công an tỉnh", "Đảng ủy Công an tỉnh", Sector.POLICE, "Chi bộ Phòng Tham mưu Công an tỉnh"),
    )
    for name, committee, sector, cell in rows:
        direct = _committee(world, name, committee, sector, "ĐU")
        base = world.organization(
            direct, name.replace("tỉnh", "cơ quan tỉnh"), OrganizationKind.BASE_COMMITTEE, sector=sector
        )
        world.cell(base, cell, 0)


def _na_song(world: World) -> None:
    base = commune(world, world.organizations["Đảng bộ huyện Đồng Khê"], "Nà Sọng", "Đồng Khê")
    for name, size in NA_SONG_CELLS:
        founded = {"founded_on": MERGED_ON} if name == MERGED_CELL else {}
        world.cell(base, name, size, **founded)
    for name in ("Chi bộ xóm Nà Tang", "Chi bộ xóm Cọ"):
        old = world.cell(base, name, 0, dissolved_on=date(2021, 8, 31))
        world.successors.append((old, world.organizations[MERGED_CELL]))


def _agency(world: World, block: PartyOrganization, agency: Agency) -> None:
    """A department, agency or organisation of the province: it sits in the Khối and reports straight up (P08)."""
    place = agency.place
    base = world.organizations.get(f"Chi bộ {place}") or world.organization(
        block,
        f"Chi bộ {place}",
        OrganizationKind.BASE_CELL,
        sector=agency.sector,
        issuer=f"CHI BỘ {place.upper()}",
        symbol="CB",
        seat=CITY,
    )
    caucus = agency.type in (CollectiveType.PARTY_GROUP, CollectiveType.PARTY_CAUCUS)
    common = {"organization": base, "scope": world.root, "seat": CITY, "founded_on": base.founded_on}
    leadership = world.collective(
        agency.collective,
        type=agency.type,
        head_title="Bí thư" if caucus else agency.head,
        issuer=agency.name.upper(),
        upper_issuer="TỈNH ỦY MINH GIANG" if _is_of_party(agency) else "ỦY BAN NHÂN DÂN TỈNH MINH GIANG",
        symbol=agency.symbol,
        signs_for=f"T/M {agency.name.upper()}" if caucus else "T/M TẬP THỂ LÃNH ĐẠO",
        **common,
    )
    _unit(world, agency.name, base, world.root, leadership)


def _is_of_party(agency: Agency) -> bool:
    return agency.type in (
        CollectiveType.PARTY_AGENCY,
        CollectiveType.PARTY_GROUP,
        CollectiveType.PARTY_CAUCUS,
        CollectiveType.FRONT,
    )


def _province_collectives(world: World) -> None:
    world.collective(
        "Ban Thường vụ Tỉnh ủy",
        type=CollectiveType.PROVINCE_STANDING,
        organization=world.root,
        scope=world.root,
        head_title="Bí thư",
        issuer="TỈNH ỦY MINH GIANG",
        upper_issuer="BAN CHẤP HÀNH TRUNG ƯƠNG",
        symbol="TU",
        signs_for="T/M BAN THƯỜNG VỤ",
        seat=CITY,
        founded_on=world.root.founded_on,
    )
    late = world.collectives["Tập thể lãnh đạo Ban Quản lý các khu công nghiệp tỉnh"]
    late.founded_on = date(2021, 8, 15)  # not yet six months old on the day (rules 1.4)


def _moved_base_cell(world: World, block: PartyOrganization) -> None:
    """A base cell handed over from a district to the Khối during the year (ORG_MOVED)."""
    district = world.organizations["Đảng bộ thành phố Minh Giang"]
    name = "Chi bộ Ban Quản lý Khu du lịch hồ Minh Giang"
    gone = world.organization(
        district, name, OrganizationKind.BASE_CELL, sector=Sector.SERVICE, dissolved_on=date(2021, 4, 30)
    )
    taken = world.organization(
        block, name, OrganizationKind.BASE_CELL, sector=Sector.SERVICE, founded_on=date(2021, 5, 1)
    )
    world.organizations[name] = taken
    world.successors.append((gone, taken))
