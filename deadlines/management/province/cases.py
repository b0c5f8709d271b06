"""Every special case of the rules at least once, each on somebody who can be looked up (rules 1.4, practice 1)."""

from datetime import date
from typing import Any

from cadres.enums import DisciplineForm, LeaveKind, MembershipEnd, MembershipKind, StandingKind
from cadres.models import Discipline, Leave, Membership, Person, Post, Standing
from deadlines.management.province.tree import BUOI_CELL, SMALL_CELL
from deadlines.management.province.world import World
from organizations.models import PartyOrganization
from organizations.rules.names import fold, name_sort_key

NEW_MEMBER_ON = date(2021, 8, 15)


def build_cases(world: World) -> None:
    """The special cases of members, then those of leaders, then discipline."""
    _in_buoi(world)
    _elsewhere(world)
    _partly_here(world)
    _of_leaders(world)
    _disciplines(world)


def standing(
    world: World,
    person: Person,
    kind: StandingKind,
    from_on: date,
    to_on: date | None = None,
    note: str = "",
) -> None:
    """The person stands so from a day on."""
    world.add(Standing(person=person, kind=kind, from_on=from_on, to_on=to_on, note=note))


def member_of(world: World, cell: str, place: int) -> Person:
    """The nth member of a cell who holds no post and no name of his own."""
    node = world.organizations[cell]
    busy = {one.person.full_name for one in world.rows[Post]} | {
        "Hà Văn Đắc",
        "Lường Thị Mai Anh",
        "Bùi Văn Tín",
    }
    free = [one for one in world.in_cell[node.path] if one.full_name not in busy]
    return free[place]


def _make_probationary(world: World, person: Person, joined: date) -> None:
    person.joined_on, person.official_on = joined, None
    if person.birth_year < 1986:
        person.birth_year, person.birth_on = 1994, date(1994, 6, 12)
    for one in world.rows[Membership]:
        if one.person is person:
            one.standing, one.from_on = "probationary", joined


def _in_buoi(world: World) -> None:
    """Chi bộ xóm Bưởi as P105 tells it: 23 members, one exempt, two probationary, one away."""
    old = member_of(world, BUOI_CELL, 0)
    old.birth_year, old.birth_on = 1942, None
    old.joined_on, old.official_on = date(1968, 2, 3), date(1969, 2, 3)
    old.is_civil_servant, old.workplace = False, ""
    _set_start(world, old, date(1991, 10, 1))
    note = "Tuổi cao, sức yếu, tự nguyện; chi bộ đồng ý"
    standing(world, old, StandingKind.EXEMPT, date(2021, 1, 10), note=note)
    _make_probationary(world, member_of(world, BUOI_CELL, 1), NEW_MEMBER_ON)
    _make_probationary(world, member_of(world, BUOI_CELL, 2), date(2021, 3, 26))
    away = member_of(world, BUOI_CELL, 3)
    standing(world, away, StandingKind.AWAY, date(2021, 3, 1), note="Làm việc tại khu công nghiệp ngoài tỉnh")


def _partly_here(world: World) -> None:
    """Somebody whose work in the Party was reduced (P41), two who work where another place knows them (P43)."""
    weak = member_of(world, "Chi bộ xóm Đúc", 2)
    note = "Sức yếu, đang điều trị; chi bộ đồng ý"
    standing(world, weak, StandingKind.REDUCED, date(2021, 5, 5), note=note)
    lent = _holder_of(world, "Phó Chánh Thanh tra tỉnh").person
    note = "Biệt phái về Ban Quản lý các khu công nghiệp tỉnh"
    standing(world, lent, StandingKind.SECONDED, date(2021, 6, 1), date(2022, 5, 31), note)
    rotated = _standing_member(world, "Yên Lạng", 4)
    note = "Luân chuyển từ Ban Tuyên giáo Tỉnh ủy"
    standing(world, rotated, StandingKind.SECONDED, date(2021, 4, 1), date(2024, 3, 31), note)


def _set_start(world: World, person: Person, from_on: date) -> None:
    for one in world.rows[Membership]:
        if one.person is person:
            one.from_on = from_on


def _elsewhere(world: World) -> None:
    chieng, ram, ton = "Chi bộ xóm Chiềng", "Chi bộ xóm Rậm", "Chi bộ xóm Tớn"
    bai, vo = "Chi bộ xóm Bái", "Chi bộ xóm Vó"
    mother = _woman(member_of(world, chieng, 0), "Lường Thị Hồng Diệp", 1990)
    note = "Nghỉ sinh con, có nguyện vọng miễn sinh hoạt"
    standing(world, mother, StandingKind.EXEMPT, date(2021, 9, 1), date(2022, 2, 28), note)
    world.add(
        Leave(person=mother, kind=LeaveKind.MATERNITY, from_on=date(2021, 9, 1), to_on=date(2022, 2, 28))
    )
    nurse = _woman(member_of(world, chieng, 1), "Bùi Thị Duyệt", 1992)
    world.add(
        Leave(person=nurse, kind=LeaveKind.MATERNITY, from_on=date(2021, 2, 1), to_on=date(2021, 7, 31))
    )
    suspended = member_of(world, chieng, 2)
    note = "Để xem xét dấu hiệu vi phạm"
    standing(world, suspended, StandingKind.SUSPENDED, date(2021, 10, 12), note=note)
    for from_on, to_on in ((date(2021, 2, 3), date(2021, 3, 20)), (date(2021, 8, 2), date(2021, 9, 30))):
        world.add(Leave(person=member_of(world, ram, 0), kind=LeaveKind.SICK, from_on=from_on, to_on=to_on))
    standing(world, member_of(world, ram, 1), StandingKind.AWAY, date(2021, 4, 5), note="Lao động ngoài tỉnh")
    standing(world, member_of(world, ton, 0), StandingKind.IN_TRANSFER, date(2021, 11, 29), note=_papers())
    standing(
        world, member_of(world, ton, 1), StandingKind.STUDY, date(2021, 1, 4), note="Học tập trung 12 tháng"
    )
    standing(
        world, member_of(world, bai, 0), StandingKind.ABROAD, date(2020, 6, 1), note="Lao động ở nước ngoài"
    )
    _transferred(world, member_of(world, bai, 1), world.organizations[SMALL_CELL])
    world.add(
        Membership(
            person=member_of(world, vo, 0),
            organization=world.organizations[BUOI_CELL],
            kind=MembershipKind.TEMPORARY,
            from_on=date(2021, 6, 1),
        )
    )
    _left(world, member_of(world, vo, 1))


def _papers() -> str:
    return "Chưa nộp giấy giới thiệu sinh hoạt đảng"


def _woman(person: Person, name: str, born: int) -> Person:
    person.full_name, person.name_sort, person.search_fold = name, name_sort_key(name), fold(name)
    person.gender, person.birth_year, person.birth_on = "female", born, date(born, 5, 20)
    person.joined_on, person.official_on = date(born + 24, 5, 19), date(born + 25, 5, 19)
    return person


def _transferred(world: World, person: Person, old: PartyOrganization) -> None:
    """Two rows: eight months of the year at the old cell, whose comment is due (rules 1.4)."""
    for one in world.rows[Membership]:
        if one.person is person:
            moved = {"to_on": date(2021, 8, 31), "end_reason": MembershipEnd.MOVED}
            world.add(Membership(person=person, organization=old, from_on=one.from_on, **moved))
            one.from_on = date(2021, 9, 1)
            break


def _left(world: World, person: Person) -> None:
    """Expelled in the year: leaves the register with date and reason (P44)."""
    for one in world.rows[Membership]:
        if one.person is person:
            one.to_on, one.end_reason = date(2021, 7, 15), MembershipEnd.EXPELLED
    discipline(
        world, date(2021, 7, 15), 2021, DisciplineForm.EXPULSION, person=person, note="Vi phạm pháp luật"
    )


def discipline(
    world: World, decided_on: date, violated_in: int, form: DisciplineForm, note: str = "", **fields: Any
) -> None:
    """A decision of discipline; the year of the violation is another thing than its day (P44)."""
    world.add(Discipline(form=form, decided_on=decided_on, violated_in=violated_in, note=note, **fields))


def _holder_of(world: World, words: str) -> Post:
    posts: list[Post] = world.rows[Post]
    return next(one for one in posts if one.is_main and words in one.title)


def _of_leaders(world: World) -> None:
    moved = _holder_of(world, "Giám đốc Sở Tài chính")
    moved.from_on = date(2021, 5, 10)
    standing(
        world,
        moved.person,
        StandingKind.NEWLY_MOVED_HEAD,
        date(2021, 5, 10),
        note="Từ Huyện ủy Nam Hạ chuyển đến",
    )
    appointed = _holder_of(world, "Phó Giám đốc Sở Tư pháp")
    appointed.from_on = date(2021, 9, 1)
    ill = _holder_of(world, "Phó Trưởng Ban Nội chính Tỉnh ủy").person
    for from_on, to_on in ((date(2021, 3, 1), date(2021, 4, 30)), (date(2021, 10, 1), date(2021, 11, 12))):
        world.add(Leave(person=ill, kind=LeaveKind.SICK, from_on=from_on, to_on=to_on))
    students = _standing_member(world, "Cẩm Trạch", 5)
    note = "Học cao cấp lý luận chính trị tập trung"
    standing(world, students, StandingKind.STUDY, date(2021, 2, 22), date(2021, 12, 31), note)
    barred = _standing_member(world, "Mường Khoa", 7)
    standing(
        world, barred, StandingKind.COMMITTEE_SUSPENDED, date(2021, 11, 3), note="Đình chỉ sinh hoạt cấp ủy"
    )


def _standing_member(world: World, district: str, place: int) -> Person:
    committee = world.collectives[f"Ban Thường vụ Huyện ủy {district}"]
    posts: list[Post] = world.rows[Post]
    return [one for one in posts if one.collective is committee][place].person


def _disciplines(world: World) -> None:
    reprimand, warning = DisciplineForm.REPRIMAND, DisciplineForm.WARNING
    deputy = _holder_of(world, "Phó Giám đốc Sở Tài nguyên và Môi trường").person
    discipline(
        world, date(2021, 7, 22), 2021, reprimand, person=deputy, note="Thiếu kiểm tra trong quản lý đất đai"
    )
    villager = member_of(world, "Chi bộ xóm Đúc", 0)
    discipline(world, date(2021, 4, 9), 2020, warning, person=villager, note="Vi phạm quy định về đất đai")
    counted = member_of(world, "Chi bộ xóm Đúc", 1)
    discipline(
        world,
        date(2021, 1, 6),
        2020,
        reprimand,
        person=counted,
        counted_in=2020,
        note="Đã tính khi xếp loại năm 2020",
    )
    roads = world.collectives["Tập thể lãnh đạo Sở Giao thông vận tải"]
    discipline(
        world, date(2021, 6, 18), 2020, reprimand, collective=roads, note="Chậm giải ngân vốn đầu tư công"
    )
    base = next(one for one in world.rows[PartyOrganization] if one.name == "Chi bộ Cục Thống kê tỉnh")
    discipline(
        world,
        date(2021, 5, 28),
        2021,
        reprimand,
        organization=base,
        note="Vi phạm nguyên tắc tập trung dân chủ",
    )
