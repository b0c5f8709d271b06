"""The 58 units that send their dossiers straight to the Organization Committee, and their leaders."""

from collections.abc import Iterator
from dataclasses import dataclass

from organizations.enums import CollectiveType, Route, Sector

HEADS = "Giám đốc sở và tương đương"
DEPUTIES = "Phó giám đốc sở và tương đương"
PARTY_HEADS = "Người đứng đầu cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh"
PARTY_DEPUTIES = "Cấp phó cơ quan Đảng, Mặt trận, đoàn thể cấp tỉnh"
ELECTED = "Phó Chủ tịch Hội đồng nhân dân, Ủy ban nhân dân tỉnh"
BRANCH_HEADS = "Người đứng đầu cơ quan ngành dọc"
BRANCH_DEPUTIES = "Cấp phó cơ quan ngành dọc"
SECRETARIES = "Bí thư cấp ủy trực thuộc"
VICE_SECRETARIES = "Phó bí thư cấp ủy trực thuộc"
STANDING_MEMBERS = "Ủy viên ban thường vụ cấp ủy trực thuộc"
PROVINCE_MEMBERS = "Ủy viên Ban Thường vụ Tỉnh ủy"
COMMUNE_LEADERS = "Bí thư, phó bí thư đảng ủy cơ sở"
CELL_LEADERS = "Chi ủy viên"

PROTOCOL = (
    PROVINCE_MEMBERS,
    ELECTED,
    SECRETARIES,
    PARTY_HEADS,
    HEADS,
    BRANCH_HEADS,
    VICE_SECRETARIES,
    PARTY_DEPUTIES,
    DEPUTIES,
    BRANCH_DEPUTIES,
    STANDING_MEMBERS,
    COMMUNE_LEADERS,
    CELL_LEADERS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A unit that sits in the Đảng bộ Khối and reports straight to the province."""

    name: str
    type: CollectiveType
    head: str
    deputy: str
    deputies: int
    heads_group: str = HEADS
    deputies_group: str = DEPUTIES
    route: Route = Route.DECIDED
    sector: Sector = Sector.AGENCY
    symbol: str = ""
    head_from_province: str = ""

    @property
    def collective(self) -> str:
        """What its leadership is called."""
        if self.type in (CollectiveType.PARTY_GROUP, CollectiveType.PARTY_CAUCUS):
            return self.name
        return f"Tập thể lãnh đạo {self.name}"

    @property
    def place(self) -> str:
        """The name without the collective's own words in front."""
        return self.name.removeprefix("Đảng đoàn ").removeprefix("Ban cán sự đảng ")


def _departments() -> Iterator[Agency]:
    rows = (
        (
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            "VP",
        ),
        ("Văn phòng Ủy ban nhân dân tỉnh", "Chánh Văn phòng", "Phó Chánh Văn phòng", "VPUBND"),
        ("Sở Nội vụ", "Giám đốc", "Phó Giám đốc", "SNV"),
        ("Sở Kế hoạch và Đầu tư", "Giám đốc", "Phó Giám đốc", "SKHĐT"),
        ("Sở Tài chính", "Giám đốc", "Phó Giám đốc", "STC"),
        ("Sở Công Thương", "Giám đốc", "Phó Giám đốc", "SCT"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Giám đốc", "Phó Giám đốc", "SNN"),
        ("Sở Giao thông vận tải", "Giám đốc", "Phó Giám đốc", "SGTVT"),
        ("Sở Xây dựng", "Giám đốc", "Phó Giám đốc", "SXD"),
        ("Sở Tài nguyên và Môi trường", "Giám đốc", "Phó Giám đốc", "STNMT"),
        ("Sở Thông tin và Truyền thông", "Giám đốc", "Phó Giám đốc", "STTTT"),
        ("Sở Lao động - Thương binh và Xã hội", "Giám đốc", "Phó Giám đốc", "SLĐTBXH"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Giám đốc", "Phó Giám đốc", "SVHTTDL"),
        ("Sở Khoa học và Công nghệ", "Giám đốc", "Phó Giám đốc", "SKHCN"),
        ("Sở Giáo dục và Đào tạo", "Giám đốc", "Phó Giám đốc", "SGDĐT"),
        ("Sở Y tế", "Giám đốc", "Phó Giám đốc", "SYT"),
        ("Sở Tư pháp", "Giám đốc", "Phó Giám đốc", "STP"),
        ("Sở Ngoại vụ", "Giám đốc", "Phó Giám đốc", "SNgV"),
        ("Thanh tra tỉnh", "Chánh Thanh tra", "Phó Chánh Thanh tra", "TTr"),
        ("Ban Dân tộc tỉnh", "Trưởng ban", "Phó Trưởng ban", "BDT"),
        ("Ban Quản lý các khu công nghiệp tỉnh", "Trưởng ban", "Phó Trưởng ban", "BQL"),
    )
    for name, head, deputy, symbol in rows:
        yield Agency(
            name=name, type=CollectiveType.DEPARTMENT, head=head, deputy=deputy, deputies=2, symbol=symbol
        )


def _party_agencies() -> Iterator[Agency]:
    rows = (
        ("Văn phòng Tỉnh ủy", "Chánh Văn phòng", "Phó Chánh Văn phòng", 3, "Chánh Văn phòng Tỉnh ủy", "VPTU"),
        ("Ban Tổ chức Tỉnh ủy", "Trưởng ban", "Phó Trưởng ban", 3, "Trưởng Ban Tổ chức Tỉnh ủy", "BTCTU"),
        (
            "Ủy ban Kiểm tra Tỉnh ủy",
            "Chủ nhiệm",
            "Phó Chủ nhiệm",
            3,
            "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy",
            "UBKTTU",
        ),
        (
            "Ban Tuyên giáo Tỉnh ủy",
            "Trưởng ban",
            "Phó Trưởng ban",
            3,
            "Trưởng Ban Tuyên giáo Tỉnh ủy",
            "BTGTU",
        ),
        ("Ban Dân vận Tỉnh ủy", "Trưởng ban", "Phó Trưởng ban", 2, "Trưởng Ban Dân vận Tỉnh ủy", "BDVTU"),
        ("Ban Nội chính Tỉnh ủy", "Trưởng ban", "Phó Trưởng ban", 2, "Trưởng Ban Nội chính Tỉnh ủy", "BNCTU"),
        ("Báo Minh Giang", "Tổng Biên tập", "Phó Tổng Biên tập", 2, "", "BMG"),
        ("Trường Chính trị tỉnh", "Hiệu trưởng", "Phó Hiệu trưởng", 2, "", "TCT"),
    )
    for name, head, deputy, deputies, province, symbol in rows:
        yield Agency(
            name=name,
            type=CollectiveType.PARTY_AGENCY,
            head=head,
            deputy=deputy,
            deputies=deputies,
            heads_group=PARTY_HEADS,
            deputies_group=PARTY_DEPUTIES,
            head_from_province=province,
            symbol=symbol,
        )


def _front() -> Iterator[Agency]:
    front = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
    rows = (
        (front, "Chủ tịch", "Phó Chủ tịch", 3, f"Chủ tịch {front}", "MTTQ"),
        ("Liên đoàn Lao động tỉnh", "Chủ tịch", "Phó Chủ tịch", 2, "", "LĐLĐ"),
        ("Hội Nông dân tỉnh", "Chủ tịch", "Phó Chủ tịch", 2, "", "HND"),
        ("Hội Liên hiệp Phụ nữ tỉnh", "Chủ tịch", "Phó Chủ tịch", 2, "", "HPN"),
        ("Tỉnh đoàn", "Bí thư", "Phó Bí thư", 2, "", "TĐ"),
        ("Hội Cựu chiến binh tỉnh", "Chủ tịch", "Phó Chủ tịch", 2, "", "CCB"),
    )
    for name, head, deputy, deputies, province, symbol in rows:
        yield Agency(
            name=name,
            type=CollectiveType.FRONT,
            head=head,
            deputy=deputy,
            deputies=deputies,
            heads_group=PARTY_HEADS,
            deputies_group=PARTY_DEPUTIES,
            head_from_province=province,
            symbol=symbol,
        )


def _caucuses() -> Iterator[Agency]:
    yield Agency(
        name="Đảng đoàn Hội đồng nhân dân tỉnh",
        type=CollectiveType.PARTY_GROUP,
        head="Bí thư Đảng đoàn",
        deputy="Phó Chủ tịch Hội đồng nhân dân tỉnh",
        deputies=2,
        deputies_group=ELECTED,
        head_from_province="Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch Hội đồng nhân dân tỉnh",
        symbol="ĐĐHĐND",
    )
    yield Agency(
        name="Ban cán sự đảng Ủy ban nhân dân tỉnh",
        type=CollectiveType.PARTY_CAUCUS,
        head="Bí thư Ban cán sự đảng",
        deputy="Phó Chủ tịch Ủy ban nhân dân tỉnh",
        deputies=2,
        deputies_group=ELECTED,
        head_from_province="Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh",
        symbol="BCSĐ",
    )
    for name, head, deputy in (
        ("Tòa án nhân dân tỉnh", "Chánh án", "Phó Chánh án"),
        ("Viện kiểm sát nhân dân tỉnh", "Viện trưởng", "Phó Viện trưởng"),
    ):
        yield Agency(
            name=f"Ban cán sự đảng {name}",
            type=CollectiveType.PARTY_CAUCUS,
            head=head,
            deputy=deputy,
            deputies=1,
            heads_group=BRANCH_HEADS,
            deputies_group=BRANCH_DEPUTIES,
            route=Route.MINISTRY,
            symbol="BCSĐ",
        )


def _others() -> Iterator[Agency]:
    yield Agency(
        name="Đài Phát thanh và Truyền hình tỉnh",
        type=CollectiveType.DEPARTMENT,
        head="Giám đốc",
        deputy="Phó Giám đốc",
        deputies=2,
        sector=Sector.SERVICE,
        symbol="PTTH",
    )
    yield Agency(
        name="Liên minh Hợp tác xã tỉnh",
        type=CollectiveType.DEPARTMENT,
        head="Chủ tịch",
        deputy="Phó Chủ tịch",
        deputies=1,
        symbol="LMHTX",
    )
    for name in (
        "Cục Thuế tỉnh",
        "Cục Thống kê tỉnh",
        "Cục Thi hành án dân sự tỉnh",
        "Kho bạc Nhà nước tỉnh",
    ):
        is_treasury = name.startswith("Kho bạc")
        yield Agency(
            name=name,
            type=CollectiveType.OTHER,
            head="Giám đốc" if is_treasury else "Cục trưởng",
            deputy="Phó Giám đốc" if is_treasury else "Phó Cục trưởng",
            deputies=1,
            heads_group=BRANCH_HEADS,
            deputies_group=BRANCH_DEPUTIES,
            route=Route.MINISTRY,
            symbol="CT",
        )


AGENCIES: tuple[Agency, ...] = (
    *_party_agencies(),
    *_front(),
    *_caucuses(),
    *_departments(),
    *_others(),
)
