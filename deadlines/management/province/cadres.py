"""Leading people: the Standing Committee of the province, those of the direct committees, the agencies."""

from collections.abc import Iterator
from datetime import date

from cadres.models import Person, Post
from deadlines.management.province import units
from deadlines.management.province.leaders import (
    ARMY_TITLES,
    BLOCK_TITLES,
    DELEGATED_LATER,
    DISTRICT_TERM,
    DONG_KHE,
    MAIN_REASON,
    NAMED_HEADS,
    NOT_IN_THE_PARTY,
    OTHER_DISTRICT_SIZE,
    POLICE_TITLES,
    PROVINCE_LEADERS,
    USUAL,
    WOMEN,
    YOUNG,
    ProvinceLeader,
)
from deadlines.management.province.units import AGENCIES, Agency
from deadlines.management.province.words import CITY, DISTRICTS
from deadlines.management.province.world import TERM, World
from organizations.enums import CollectiveType, Route
from organizations.models import Collective, PartyOrganization
from reviews.rules.calendar import add_months


def build_cadres(world: World) -> None:
    """Everybody who holds a leading post above the base, in protocol order within each body."""
    for leader in PROVINCE_LEADERS:
        _province_leader(world, leader)
    _second_posts(world)
    for name in (CITY, *DISTRICTS):
        _district(world, name)
    _rank_and_file(world, "Ban Thường vụ Đảng ủy Khối các cơ quan tỉnh", BLOCK_TITLES, _block_cell(world))
    army = world.organizations["Chi bộ Cơ quan Bộ Chỉ huy Quân sự tỉnh"]
    _rank_and_file(world, "Ban Thường vụ Đảng ủy Quân sự tỉnh", ARMY_TITLES, army)
    police = world.organizations["Chi bộ Phòng Tham mưu Công an tỉnh"]
    _rank_and_file(world, "Ban Thường vụ Đảng ủy Công an tỉnh", POLICE_TITLES, police)
    for agency in AGENCIES:
        _agency(world, agency)


def cadre(
    world: World,
    name: str,
    *,
    female: bool,
    cell: PartyOrganization | None,
    workplace: str,
    born: tuple[date, date] = USUAL,
) -> Person:
    """A leading person with his cell."""
    birthday = world.draw.day(*born)
    joined = world.draw.day(date(birthday.year + 22, 2, 3), date(birthday.year + 28, 9, 2))
    fields: dict[str, object] = {"joined_on": joined, "official_on": add_months(joined, 12)}
    if cell is None:
        fields = {"card_number": ""}
    found = world.person(
        name,
        female=female,
        born=birthday,
        is_civil_servant=True,
        workplace=workplace,
        residence=f"Phường {world.draw.pick(('Tân Thịnh', 'Đồng Tiến', 'Hữu Ngạn', 'Phương Lâm'))}, {CITY}",
        **fields,
    )
    if cell is not None:
        world.membership(found, cell, max(joined, date(2015, 8, 1)))
    return found


def post(
    world: World,
    person: Person,
    collective: Collective,
    title: str,
    group: str,
    route: Route,
    **fields: object,
) -> Post:
    """The person holds the post; its place in protocol order follows from its group and its row."""
    order = units.PROTOCOL.index(group) * 100_000 + len(world.rows[Post])
    values: dict[str, object] = {"from_on": TERM, "short_title": title[:80]} | fields
    found = Post(
        person=person,
        collective=collective,
        title=title,
        title_group=group,
        route=route,
        position=order,
        **values,
    )
    world.add(found)
    return found


def _province_leader(world: World, leader: ProvinceLeader) -> None:
    person = cadre(
        world,
        leader.name,
        female=leader.female,
        cell=world.organizations[leader.cell],
        workplace="Tỉnh ủy Minh Giang",
    )
    standing = world.collectives["Ban Thường vụ Tỉnh ủy"]
    post(
        world,
        person,
        standing,
        leader.title,
        units.PROVINCE_MEMBERS,
        Route.CENTRAL,
        is_head=leader is PROVINCE_LEADERS[0],
        short_title=leader.short,
        main_reason=MAIN_REASON if leader.heads else "",
    )
    for collective, title in leader.heads:
        _second(world, leader.name, collective, title, is_head=True)


def _second(world: World, name: str, collective: str, title: str, *, is_head: bool = False) -> None:
    post(
        world,
        world.people[name],
        world.collectives[collective],
        title,
        units.PROVINCE_MEMBERS,
        Route.CENTRAL,
        is_head=is_head,
        is_main=False,
    )


def _second_posts(world: World) -> None:
    caucus = "Ban cán sự đảng Ủy ban nhân dân tỉnh"
    _second(world, "Lường Đức Thuận", caucus, "Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh")
    army = "Ban Thường vụ Đảng ủy Quân sự tỉnh"
    _second(world, "Bạch Công Thi", army, "Phó Bí thư Đảng ủy Quân sự tỉnh")


def _district(world: World, name: str) -> None:
    is_city = name == CITY
    committee = f"{'Thành ủy' if is_city else 'Huyện ủy'} {name}"
    kind = "thành phố" if is_city else "huyện"
    standing = world.collectives[f"Ban Thường vụ {committee}"]
    party = world.organizations[f"Chi bộ Văn phòng {committee}"]
    state = world.organizations[f"Chi bộ Văn phòng Ủy ban nhân dân {kind} {name}"]
    for place, (full_name, female, title) in enumerate(_standing_of(world, name)):
        in_state = any(word in title for word in ("Ủy ban nhân dân", "Chỉ huy", "Công an"))
        person = cadre(
            world, full_name, female=female, cell=state if in_state else party, workplace=f"{committee}"
        )
        group, route = _rank(place)
        post(
            world,
            person,
            standing,
            f"{title} {name}",
            group,
            route,
            is_head=place == 0,
            from_on=DISTRICT_TERM,
        )


def _standing_of(world: World, name: str) -> Iterator[tuple[str, bool, str]]:
    if name == "Đồng Khê":
        yield from DONG_KHE
        return
    for full_name, _, title in DONG_KHE[:OTHER_DISTRICT_SIZE]:
        del full_name
        female = world.draw.chance(0.3)
        words = title.replace("huyện", "thành phố").replace("Huyện ủy", "Thành ủy") if name == CITY else title
        yield world.draw.name(female=female), female, words


def _rank(place: int) -> tuple[str, Route]:
    """The secretary and his deputies are decided by the province's Standing Committee, the others delegated."""
    if place == 0:
        return units.SECRETARIES, Route.DECIDED
    if place <= 2:
        return units.VICE_SECRETARIES, Route.DECIDED
    return units.STANDING_MEMBERS, Route.DELEGATED


def _block_cell(world: World) -> PartyOrganization:
    return world.organizations["Chi bộ Cơ quan Đảng ủy Khối"]


def _rank_and_file(world: World, collective: str, titles: tuple[str, ...], cell: PartyOrganization) -> None:
    standing = world.collectives[collective]
    for title in titles:
        female = "Quân sự" not in title and world.draw.chance(0.25)
        person = cadre(
            world,
            world.draw.name(female=female),
            female=female,
            cell=cell,
            workplace=collective.removeprefix("Ban Thường vụ "),
        )
        place = 0 if title.startswith("Bí thư") else 1 if title.startswith("Phó Bí thư") else 3
        group, route = _rank(place)
        route = Route.DECIDED if title in DELEGATED_LATER else route
        post(world, person, standing, title, group, route, is_head=place == 0, from_on=DISTRICT_TERM)


def _agency(world: World, agency: Agency) -> None:
    leadership = world.collectives[agency.collective]
    cell = world.organizations[f"Chi bộ {agency.place}"]
    is_caucus = agency.type in (CollectiveType.PARTY_GROUP, CollectiveType.PARTY_CAUCUS)
    if not agency.head_from_province:
        female = agency.name in WOMEN or world.draw.chance(0.25)
        name = NAMED_HEADS.get(agency.name)
        head = _holder(world, name or world.draw.name(female=female), cell, agency, female and not name)
        title = office_title(agency.head, agency.place)
        if is_caucus:
            title += ", Bí thư Ban cán sự đảng"
        post(world, head, leadership, title, agency.heads_group, agency.route, is_head=True)
    for place in range(agency.deputies):
        outside = agency.name == NOT_IN_THE_PARTY and place == agency.deputies - 1
        _deputy(world, agency, None if outside else cell)


def _deputy(world: World, agency: Agency, cell: PartyOrganization | None) -> None:
    female = agency.name in WOMEN or world.draw.chance(0.35)
    person = _holder(world, world.draw.name(female=female), cell, agency, female)
    is_elected = agency.deputies_group == units.ELECTED
    title = agency.deputy if is_elected else office_title(agency.deputy, agency.place)
    leadership = world.collectives[agency.collective]
    post(world, person, leadership, title, agency.deputies_group, agency.route)


def office_title(word: str, place: str) -> str:
    """ "Trưởng ban" and "Ban Dân tộc tỉnh" are said once: "Trưởng Ban Dân tộc tỉnh"."""
    for lead in ("Văn phòng", "Thanh tra", "Ban"):
        if word.casefold().endswith(lead.casefold()) and place.startswith(lead):
            return word[: -len(lead)] + place
    return f"{word} {place}"


def _holder(world: World, name: str, cell: PartyOrganization | None, agency: Agency, female: bool) -> Person:
    born = YOUNG if agency.name == "Tỉnh đoàn" else USUAL
    return cadre(world, name, female=female, cell=cell, workplace=agency.place, born=born)


def leading_members() -> int:
    """How many members hold a leading post above the base; one deputy is in no cell."""
    districts = len(DONG_KHE) + len(DISTRICTS) * OTHER_DISTRICT_SIZE
    agencies = sum(agency.deputies + (not agency.head_from_province) for agency in AGENCIES)
    bodies = len(BLOCK_TITLES) + len(ARMY_TITLES) + len(POLICE_TITLES)
    return len(PROVINCE_LEADERS) + districts + agencies + bodies - 1
