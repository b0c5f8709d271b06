"""Accounts of the demo: one a role on the sign-in page, and a clerk's for every unit."""

from dataclasses import dataclass

from deadlines.management.province.leaders import PROVINCE_LEADERS
from deadlines.management.province.tree import BUOI_CELL, NA_SONG, OFFICE_CELL
from deadlines.management.province.world import World
from organizations.enums import OrganizationKind, Role
from organizations.models import Contact, PartyOrganization, SubmittingUnit

COMMITTEE = "Ban Tổ chức, Văn phòng Tỉnh ủy"
STANDING = "Ban Thường vụ Tỉnh ủy"
UNITS = "Cấp ủy, đơn vị gửi hồ sơ"
SELF = "Người tự kiểm điểm"
BASE = "Cơ sở và quản trị"
DISTRICT_UNIT = "Huyện ủy Đồng Khê"
AGRICULTURE_UNIT = "Sở Nông nghiệp và Phát triển nông thôn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One account of the sign-in page."""

    sign_in: str
    name: str
    title: str
    group: str
    roles: tuple[tuple[Role, str, str], ...] = ()  # (role, organisation, title of the hat)
    unit: str = ""
    person: str = ""
    phone: str = ""


ROOT = "Đảng bộ tỉnh Minh Giang"
DONG_KHE = "Đảng bộ huyện Đồng Khê"
SHOWN = (
    Shown(
        sign_in="btc",
        name="Lương Thế Kiên",
        title="Chuyên viên Ban Tổ chức Tỉnh ủy — theo dõi 58 đơn vị, trong đó 7 đơn vị được phân công",
        group=COMMITTEE,
        roles=((Role.ORGANIZATION_STAFF, ROOT, "Chuyên viên Ban Tổ chức Tỉnh ủy"),),
    ),
    Shown(
        sign_in="btc2",
        name="Đoàn Thị Kim Ngân",
        title="Chuyên viên Ban Tổ chức Tỉnh ủy — người thứ hai kiểm tra số phiếu của phiên họp",
        group=COMMITTEE,
        roles=((Role.ORGANIZATION_STAFF, ROOT, "Chuyên viên Ban Tổ chức Tỉnh ủy"),),
    ),
    Shown(
        sign_in="ldban",
        name="Ninh Văn Thắng",
        title="Phó Trưởng Ban Thường trực Ban Tổ chức Tỉnh ủy — thẩm định, chuẩn bị phiên họp",
        group=COMMITTEE,
        roles=((Role.ORGANIZATION_LEADER, ROOT, "Phó Trưởng Ban Thường trực Ban Tổ chức Tỉnh ủy"),),
    ),
    Shown(
        sign_in="vanthu",
        name="Tạ Thị Thùy",
        title="Văn thư Văn phòng Tỉnh ủy — ghi số, ngày, tải bản ký",
        group=COMMITTEE,
        roles=((Role.REGISTRY, ROOT, "Văn thư Văn phòng Tỉnh ủy"),),
    ),
    Shown(
        sign_in="vptu",
        name="Giáp Văn Nam",
        title="Chuyên viên Văn phòng Tỉnh ủy — phục vụ phiên họp Ban Thường vụ",
        group=COMMITTEE,
        roles=((Role.OFFICE_STAFF, ROOT, "Chuyên viên Văn phòng Tỉnh ủy"),),
    ),
    Shown(
        sign_in="ubkt",
        name="Kiều Thị Lan",
        title="Chuyên viên Ủy ban Kiểm tra Tỉnh ủy",
        group=COMMITTEE,
        roles=((Role.INSPECTION, ROOT, "Chuyên viên Ủy ban Kiểm tra Tỉnh ủy"),),
    ),
    Shown(
        sign_in="thuan",
        name="Lường Đức Thuận",
        title="Ủy viên Ban Thường vụ, phụ trách huyện Đồng Khê và huyện Bình Lãng",
        group=STANDING,
        person="Lường Đức Thuận",
        roles=(
            (Role.SUPERVISOR, DONG_KHE, "Phụ trách huyện Đồng Khê"),
            (Role.SUPERVISOR, "Đảng bộ huyện Bình Lãng", "Phụ trách huyện Bình Lãng"),
        ),
    ),
    Shown(
        sign_in="uvbtv",
        name="Vũ Đình Trọng",
        title="Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy — cho ý kiến từng dòng",
        group=STANDING,
        person="Vũ Đình Trọng",
    ),
    Shown(
        sign_in="dongkhe",
        name="Hà Thị Lan",
        title="Cán bộ Ban Tổ chức Huyện ủy Đồng Khê — nhập hội nghị, phiếu, lập và gửi hồ sơ",
        group=UNITS,
        roles=((Role.UNIT_CLERK, DONG_KHE, "Cán bộ Ban Tổ chức Huyện ủy Đồng Khê"),),
    ),
    Shown(
        sign_in="dongkhe2",
        name="Vi Thị Hường",
        title="Chuyên viên Văn phòng Huyện ủy Đồng Khê — kiểm tra số phiếu",
        group=UNITS,
        roles=((Role.UNIT_CHECKER, DONG_KHE, "Người kiểm tra số liệu Huyện ủy Đồng Khê"),),
    ),
    Shown(
        sign_in="dongkhe3",
        name="Lường Thị Ngân",
        title="Phó Bí thư Thường trực Huyện ủy Đồng Khê — xem, gửi hồ sơ của huyện",
        group=UNITS,
        person="Lường Thị Ngân",
        roles=((Role.UNIT_LEADER, DONG_KHE, "Lãnh đạo Huyện ủy Đồng Khê"),),
    ),
    Shown(
        sign_in="sonn",
        name="Thân Đức Minh",
        title="Cán bộ tổ chức Sở Nông nghiệp và Phát triển nông thôn — gửi thẳng Ban Tổ chức",
        group=UNITS,
        unit=AGRICULTURE_UNIT,
        roles=((Role.UNIT_CLERK, ROOT, "Cán bộ tổ chức Sở Nông nghiệp và PTNT"),),
    ),
    Shown(
        sign_in="sonn2",
        name="Tô Thị Diệu",
        title="Chuyên viên Sở Nông nghiệp và Phát triển nông thôn — kiểm tra số phiếu",
        group=UNITS,
        unit=AGRICULTURE_UNIT,
        roles=((Role.UNIT_CHECKER, ROOT, "Người kiểm tra số liệu Sở Nông nghiệp và PTNT"),),
    ),
    Shown(
        sign_in="khai",
        name="Bùi Đức Khải",
        title="Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Đồng Khê — được gợi ý 2 nội dung, đang viết",
        group=SELF,
        person="Bùi Đức Khải",
    ),
    Shown(
        sign_in="giup",
        name="Ma Thị Nga",
        title="Chuyên viên, người soạn giúp đồng chí Bùi Đức Khải — viết, không nộp",
        group=SELF,
    ),
    Shown(
        sign_in="lu",
        name="Quách Đình Lự",
        title="Bí thư Huyện ủy Đồng Khê",
        group=SELF,
        person="Quách Đình Lự",
    ),
    Shown(
        sign_in="thuong",
        name="Quách Văn Thường",
        title="Giám đốc Sở Nông nghiệp và Phát triển nông thôn",
        group=SELF,
        person="Quách Văn Thường",
        unit=AGRICULTURE_UNIT,
        roles=((Role.UNIT_LEADER, ROOT, "Lãnh đạo Sở Nông nghiệp và PTNT"),),
    ),
    Shown(
        sign_in="thu",
        name="Bùi Thị Hoài Thu",
        title="Giáo viên, đảng viên Chi bộ Trường THCS Nà Sọng",
        group=SELF,
        person="Bùi Thị Hoài Thu",
    ),
    Shown(
        sign_in="bithu",
        name="Bùi Văn Chích",
        title="Bí thư Chi bộ xóm Bưởi, kiêm Chi bộ xóm Rậm",
        group=BASE,
        person="Bùi Văn Chích",
        roles=(
            (Role.CELL_SECRETARY, BUOI_CELL, "Bí thư Chi bộ xóm Bưởi"),
            (Role.CELL_SECRETARY, "Chi bộ xóm Rậm", "Bí thư Chi bộ xóm Rậm"),
        ),
    ),
    Shown(
        sign_in="nasong",
        name="Bùi Văn Nhượng",
        title="Cán bộ văn phòng Đảng ủy xã Nà Sọng, nhập thay cho 12 chi bộ; kiêm Bí thư Chi bộ Cơ quan xã",
        group=BASE,
        person="Bùi Văn Nhượng",
        phone="0200 3 855 091",
        roles=(
            (Role.BASE_CLERK, NA_SONG, "Cán bộ văn phòng Đảng ủy xã Nà Sọng"),
            (Role.CELL_SECRETARY, OFFICE_CELL, "Bí thư Chi bộ Cơ quan xã Nà Sọng"),
        ),
    ),
    Shown(
        sign_in="quantri",
        name="Chu Đình Nghĩa",
        title="Quản trị hệ thống — tài khoản, vai trò",
        group=BASE,
        roles=((Role.ADMINISTRATOR, ROOT, "Quản trị hệ thống"),),
    ),
)
# Accounts of people who write here themselves but are not shown on the sign-in page.
WRITERS = (("quyen", "Đinh Thị Quyên"), ("dac", "Hà Văn Đắc"), ("maianh", "Lường Thị Mai Anh"))
OFFICIALS = ("Trịnh Bá Đạt", "Mạc Thị Định", "Ngô Sỹ Đoàn", "Cao Minh Hà", "Đàm Thị Hạnh", "Hoàng Thu Giang")
FIRST_OFFICIAL = (
    DISTRICT_UNIT,
    "Huyện ủy Yên Lạng",
    "Huyện ủy Cẩm Trạch",
    AGRICULTURE_UNIT,
    "Sở Y tế",
    "Hội Nông dân tỉnh",
    "Liên minh Hợp tác xã tỉnh",
)


def build_accounts(world: World) -> None:
    """Those of the sign-in page, the whole Standing Committee, the officials, the clerks of all units."""
    world.organizations.setdefault(ROOT, world.root)
    for shown in SHOWN:
        _shown(world, shown)
    _standing_committee(world)
    _officials(world)
    for sign_in, name in WRITERS:
        world.people[name].account = world.account(sign_in, name)
    _supervisors(world)
    for unit in world.rows[SubmittingUnit]:
        if unit.name not in (DISTRICT_UNIT, AGRICULTURE_UNIT):
            _desk(world, unit)


def _shown(world: World, shown: Shown) -> None:
    account = world.account(shown.sign_in, shown.name, demo_title=shown.title, demo_group=shown.group)
    account.phone = shown.phone
    if shown.person:
        world.people[shown.person].account = account
    unit = world.units[shown.unit] if shown.unit else None
    for role, organization, title in shown.roles:
        world.role(account, role, world.organizations[organization], unit=unit, title=title)


def _standing_committee(world: World) -> None:
    """Every member of the deciding organ has an account: he may approve line by line."""
    for number, leader in enumerate(PROVINCE_LEADERS, start=1):
        person = world.people[leader.name]
        account = person.account or world.account(f"uvbtv{number:02d}", leader.name)
        person.account = account
        world.role(account, Role.STANDING_MEMBER, world.root, title=leader.short)


def _officials(world: World) -> None:
    """Each official of the Organization Committee follows seven or eight units (P59)."""
    others = [world.accounts["btc2"]]
    for number, name in enumerate(OFFICIALS, start=3):
        account = world.account(f"btc{number}", name)
        world.role(account, Role.ORGANIZATION_STAFF, world.root, title="Chuyên viên Ban Tổ chức Tỉnh ủy")
        others.append(account)
    rest = [unit for unit in world.rows[SubmittingUnit] if unit.name not in FIRST_OFFICIAL]
    for number, account in enumerate((world.accounts["btc"], *others)):
        account.phone = f"0200 3 855 {20 + number:03}"
    for name in FIRST_OFFICIAL:
        world.units[name].official = world.accounts["btc"]
    for number, unit in enumerate(rest):
        unit.official = others[number * len(others) // len(rest)]


def _supervisors(world: World) -> None:
    """Each member of the Standing Committee looks after one or two direct committees (R21)."""
    committees = [one for one in world.rows[PartyOrganization] if one.kind == OrganizationKind.DIRECT]
    taken = {row[1] for shown in SHOWN for row in shown.roles if row[0] == Role.SUPERVISOR}
    others = [leader.name for leader in PROVINCE_LEADERS if leader.name != "Lường Đức Thuận"]
    for number, committee in enumerate(one for one in committees if one.name not in taken):
        account = world.people[others[number % len(others)]].account
        if account is not None:
            title = f"Phụ trách {committee.name.removeprefix('Đảng bộ ')}"
            world.role(account, Role.SUPERVISOR, committee, title=title)


def _desk(world: World, unit: SubmittingUnit) -> None:
    """The unit's clerk and a second pair of eyes: a district's reach its subtree, a department's that unit alone."""
    contact = next(one for one in world.rows[Contact] if one.unit is unit)
    is_direct = unit.scope.kind == OrganizationKind.DIRECT
    scope = unit.scope if is_direct else world.root
    desk = (
        (f"dv{unit.position:02d}", contact.name, Role.UNIT_CLERK, "Cán bộ tổ chức"),
        (f"kt{unit.position:02d}", contact.stand_in, Role.UNIT_CHECKER, "Người kiểm tra số liệu"),
    )
    for sign_in, name, role, title in desk:
        account = world.account(sign_in, name)
        world.role(account, role, scope, unit=None if is_direct else unit, title=f"{title} {unit.name}")
