"""What the years left behind: earlier ratings, last year's shortcomings, targets, civil and peer ratings."""

from datetime import date
from decimal import Decimal

from cadres.models import CivilRating, PastRating, Person, Post
from deadlines.management.province.tree import SCHOOL_CELL
from deadlines.management.province.world import World
from organizations.enums import Capacity, CollectiveType, Level, OrganizationKind, Sector
from organizations.models import Collective, PartyOrganization, PeerRating
from reviews.models import Shortcoming, Target

YEARS = (2017, 2018, 2019, 2020)
SHARES = ((Level.EXCELLENT, 17), (Level.GOOD, 74), (Level.FAIR, 8), (Level.FAILED, 1))
MISSED = ((0, 60), (1, 30), (2, 10))  # how many targets a leader missed, and how often
SCHOOL_YEAR = "Năm học 2020–2021"
NO_CIVIL_RATING = frozenset({"Lường Thị Ngân", "Xa Đức Nghiêm", "Quách Thị Nhẫn"})
DONG_KHE = "Ban Thường vụ Huyện ủy Đồng Khê"
AGRICULTURE = "Tập thể lãnh đạo Sở Nông nghiệp và Phát triển nông thôn"

DONG_KHE_2020 = (
    "Chậm chuyển đổi vị trí công tác của công chức địa chính cấp xã.",
    "Việc học tập nghị quyết ở một số chi bộ nông thôn còn hình thức.",
    "Kiểm tra khi có dấu hiệu vi phạm ở cơ sở còn ít.",
    "Sắp xếp trụ sở dôi dư sau sáp nhập chưa xong.",
    "Thu ngân sách từ đất không đạt kế hoạch.",
)
KHAI_2020 = (
    "Chậm chỉ đạo sắp xếp trụ sở dôi dư sau sáp nhập các xã.",
    "Ít dự sinh hoạt với chi bộ nơi phụ trách: 04 kỳ trong năm.",
)
COMMON_2020 = (
    "Việc học tập, nghiên cứu nghị quyết còn chưa thường xuyên.",
    "Kiểm tra, đôn đốc công việc được phân công phụ trách có lúc chưa kịp thời.",
    "Trong tự phê bình và phê bình còn nể nang.",
    "Chưa thường xuyên xuống cơ sở nắm tình hình.",
)
# (chỉ tiêu, đơn vị tính, giao, thực hiện, chủ yếu): sixteen of eighteen met, as the appraisal says
DONG_KHE_TARGETS = (
    ("Tốc độ tăng giá trị sản xuất", "%", "9.5", "9.8", True),
    ("Thu nhập bình quân đầu người", "triệu đồng", "38", "39.2", True),
    ("Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "86", "91.4", True),
    ("Thu tiền sử dụng đất", "tỷ đồng", "40", "27.5", False),
    ("Hộ bàn giao mặt bằng tuyến đường Đồng Khê – Nà Sọng", "hộ", "318", "296", True),
    ("Diện tích cây ăn quả trồng mới", "ha", "120", "134", False),
    ("Tỷ lệ che phủ rừng", "%", "52", "52.3", False),
    ("Số xã đạt chuẩn nông thôn mới tăng thêm", "xã", "2", "2", True),
    ("Tỷ lệ hộ nghèo giảm", "%", "3", "3.4", True),
    ("Lao động được tạo việc làm", "người", "1200", "1268", False),
    ("Tỷ lệ lao động qua đào tạo", "%", "54", "55.1", False),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "95", "96.2", False),
    ("Trường học đạt chuẩn quốc gia tăng thêm", "trường", "2", "2", False),
    ("Tỷ lệ gia đình văn hóa", "%", "84", "86.1", False),
    ("Tỷ lệ tiêm vắc-xin phòng Covid-19 cho người từ 18 tuổi", "%", "90", "97.4", True),
    ("Kết nạp đảng viên", "người", "140", "143", False),
    ("Tổ chức đảng hoàn thành tốt nhiệm vụ trở lên", "%", "90", "91.2", False),
    ("Tỷ lệ giải quyết đơn thư đúng hạn", "%", "90", "92.5", False),
)
AGRICULTURE_TARGETS = (
    ("Tốc độ tăng giá trị sản xuất nông, lâm, thủy sản", "%", "4.2", "4.5", True),
    ("Sản lượng lương thực có hạt", "nghìn tấn", "352", "361", True),
    ("Diện tích cây ăn quả có múi", "ha", "10200", "10430", False),
    ("Tỷ lệ che phủ rừng", "%", "51.5", "51.6", True),
    ("Diện tích rừng trồng mới", "ha", "7500", "7820", False),
    ("Số xã đạt chuẩn nông thôn mới tăng thêm", "xã", "8", "8", True),
    ("Sản phẩm OCOP được công nhận", "sản phẩm", "20", "23", False),
    ("Tổng đàn gia súc", "nghìn con", "620", "634", False),
    ("Sản lượng thủy sản", "nghìn tấn", "11.5", "11.8", False),
    ("Thủ tục hành chính giải quyết đúng hạn", "%", "100", "97.5", False),
    ("Diện tích được tưới chủ động", "%", "80", "77", False),
    ("Tỷ lệ hộ nông thôn dùng nước sạch", "%", "50", "46.2", True),
)
LEADER_TARGETS = (
    ("Kế hoạch công tác năm được phân công chỉ đạo hoàn thành", "%", "100", 92, 108),
    ("Kỳ dự sinh hoạt chi bộ nơi phụ trách", "kỳ", "10", 8, 12),
    ("Cuộc kiểm tra, giám sát được phân công chủ trì", "cuộc", "4", 3, 5),
    ("Nhiệm vụ cấp trên giao hoàn thành đúng hạn", "%", "100", 88, 100),
    ("Đơn thư thuộc thẩm quyền giải quyết đúng hạn", "%", "90", 85, 100),
)


def build_records(world: World) -> None:
    """The records of every person, collective and organisation."""
    leaders = {id(one.person) for one in world.rows[Post] if one.is_main and one.route != "lower"}
    for person in world.rows[Person]:
        _years_of_person(world, person, is_leader=id(person) in leaders)
        if person.is_civil_servant:
            _civil(world, person)
    for collective in world.rows[Collective]:
        _years(world, Capacity.COLLECTIVE, collective=collective)
    for organization in world.rows[PartyOrganization]:
        if organization.dissolved_on is None and (organization.founded_on or date.min).year < YEARS[0]:
            _years(world, Capacity.ORGANIZATION, organization=organization)
    _shortcomings(world)
    _targets(world)
    _peers(world)


def _years_of_person(world: World, person: Person, *, is_leader: bool) -> None:
    if person.joined_on is None and not is_leader:
        return
    always = person.full_name == "Quách Thị Nhẫn"
    joined = (person.joined_on or date(2000, 1, 1)).year
    for year in YEARS:
        if joined >= year:
            continue
        level = Level.EXCELLENT if always else world.draw.weighted(SHARES)
        if person.joined_on:
            world.later(PastRating, person=person, year=year, capacity=Capacity.MEMBER, level=level)
        if is_leader:
            world.later(PastRating, person=person, year=year, capacity=Capacity.OFFICE, level=level)


def _years(world: World, capacity: Capacity, **owner: object) -> None:
    for year in YEARS:
        level = world.draw.weighted(SHARES[:3])
        world.later(PastRating, year=year, capacity=capacity, level=level, **owner)


def _civil(world: World, person: Person) -> None:
    """The year's civil rating; that of some has not come yet (P39)."""
    level = world.draw.weighted(SHARES[:3])
    missing = world.draw.chance(0.08)
    if person.full_name in NO_CIVIL_RATING or (missing and person.full_name != "Bùi Đức Khải"):
        return
    teacher = person.workplace == SCHOOL_CELL.removeprefix("Chi bộ ")
    world.later(
        CivilRating,
        person=person,
        year=2021,
        level=Level.GOOD if person.full_name == "Bùi Đức Khải" else level,
        period=SCHOOL_YEAR if teacher else "Năm 2021",
        decided_on=date(2021, 6, 10) if teacher else date(2021, 12, 8),
    )


def _shortcomings(world: World) -> None:
    """Last year's shortcomings: this year's form must answer each."""
    for place, words in enumerate(DONG_KHE_2020, start=1):
        _shortcoming(world, words, place, collective=world.collectives[DONG_KHE])
    for place, words in enumerate(KHAI_2020, start=1):
        _shortcoming(world, words, place, person=world.people["Bùi Đức Khải"])
    for collective in world.rows[Collective]:
        if collective.name != DONG_KHE and collective.type not in _SMALL:
            _shortcoming(world, world.draw.pick(COMMON_2020), 1, collective=collective)
    for one in world.rows[Post]:
        if one.is_main and one.route != "lower" and one.person.full_name != "Bùi Đức Khải":
            _shortcoming(world, world.draw.pick(COMMON_2020), 1, person=one.person)
    for name in ("Bùi Thị Hoài Thu", "Hà Văn Đắc"):
        _shortcoming(world, COMMON_2020[0], 1, person=world.people[name])


_SMALL = (CollectiveType.CELL_COMMITTEE, CollectiveType.BASE_STANDING)


def _shortcoming(world: World, words: str, place: int, **owner: object) -> None:
    world.add(
        Shortcoming(
            year=2020,
            text=words,
            remedy="Phân công người phụ trách, kiểm tra hằng quý.",
            due_before=date(2021, 12, 31),
            position=place,
            **owner,
        )
    )


def _targets(world: World) -> None:
    for name, rows in ((DONG_KHE, DONG_KHE_TARGETS), (AGRICULTURE, AGRICULTURE_TARGETS)):
        for place, (words, unit, planned, actual, is_main) in enumerate(rows, start=1):
            world.add(
                Target(
                    collective=world.collectives[name],
                    year=2021,
                    text=words,
                    unit=unit,
                    planned=Decimal(planned),
                    actual=Decimal(actual),
                    is_main=is_main,
                    position=place,
                )
            )
    for one in world.rows[Post]:
        if one.is_main and one.route != "lower":
            _leader_targets(world, one.person)
    _teacher_targets(world)


def _leader_targets(world: World, person: Person) -> None:
    """Five targets each; some people missed one or two of them, never the main one."""
    missed = set(world.draw.random.sample(range(2, 6), world.draw.weighted(MISSED)))
    for place, (words, unit, planned, low, high) in enumerate(LEADER_TARGETS, start=1):
        actual = low if place in missed else max(int(planned), world.draw.number(low, high))
        world.add(
            Target(
                person=person,
                year=2021,
                text=words,
                unit=unit,
                planned=Decimal(planned),
                actual=Decimal(actual),
                is_main=place == 1,
                position=place,
            )
        )


def _teacher_targets(world: World) -> None:
    rows = (
        ("Học sinh xếp loại học lực từ trung bình trở lên", "%", "90", "94.1"),
        ("Học sinh đạt giải cấp huyện", "học sinh", "2", "3"),
    )
    for place, (words, unit, planned, actual) in enumerate(rows, start=1):
        world.add(
            Target(
                person=world.people["Bùi Thị Hoài Thu"],
                year=2021,
                text=words,
                unit=unit,
                planned=Decimal(planned),
                actual=Decimal(actual),
                position=place,
            )
        )


def _peers(world: World) -> None:
    """Chính quyền, Mặt trận and đoàn thể of the same level; some have not been rated yet."""
    for organization in world.rows[PartyOrganization]:
        is_district = organization.kind == OrganizationKind.DIRECT and organization.sector == Sector.OTHER
        if not is_district:
            continue
        place = organization.name.removeprefix("Đảng bộ ")
        bodies = (
            "Ủy ban nhân dân",
            "Ủy ban Mặt trận Tổ quốc Việt Nam",
            "Liên đoàn Lao động",
            "Hội Nông dân",
            "Hội Liên hiệp Phụ nữ",
            "Huyện đoàn",
        )
        for body in bodies:
            level = world.draw.weighted(SHARES[:3])
            for year in (2020, 2021):
                if year == 2020 or world.draw.chance(0.7):
                    world.add(
                        PeerRating(organization=organization, year=year, body=f"{body} {place}", level=level)
                    )
