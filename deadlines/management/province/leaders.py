"""Who leads the province: the named people of the story, and the titles of every body."""

from dataclasses import dataclass
from datetime import date

DISTRICT_TERM = date(2020, 8, 1)
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
MAIN_REASON = "Chức vụ cao nhất của đồng chí"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceLeader:
    """A member of the Standing Committee of the province, and what else he heads."""

    name: str
    title: str
    short: str
    cell: str
    female: bool = False
    heads: tuple[tuple[str, str], ...] = ()  # (collective, title there)


PROVINCE_LEADERS = (
    ProvinceLeader(
        name="Hà Quang Vịnh",
        title="Bí thư Tỉnh ủy",
        short="Bí thư Tỉnh ủy",
        cell="Chi bộ Văn phòng Tỉnh ủy",
        heads=(("Ban Thường vụ Đảng ủy Quân sự tỉnh", "Bí thư Đảng ủy Quân sự tỉnh"),),
    ),
    ProvinceLeader(
        name="Đinh Thị Nguyệt",
        female=True,
        title="Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch Hội đồng nhân dân tỉnh",
        short="Phó Bí thư Thường trực",
        cell="Chi bộ Văn phòng Tỉnh ủy",
        heads=(("Đảng đoàn Hội đồng nhân dân tỉnh", "Bí thư Đảng đoàn Hội đồng nhân dân tỉnh"),),
    ),
    ProvinceLeader(
        name="Bùi Văn Tiệp",
        title="Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh",
        short="Phó Bí thư, Chủ tịch UBND",
        cell="Chi bộ Ủy ban nhân dân tỉnh",
        heads=(("Ban cán sự đảng Ủy ban nhân dân tỉnh", "Bí thư Ban cán sự đảng Ủy ban nhân dân tỉnh"),),
    ),
    ProvinceLeader(
        name="Vũ Đình Trọng",
        title="Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy",
        short="Trưởng Ban Tổ chức",
        cell="Chi bộ Ban Tổ chức Tỉnh ủy",
        heads=(("Tập thể lãnh đạo Ban Tổ chức Tỉnh ủy", "Trưởng Ban Tổ chức Tỉnh ủy"),),
    ),
    ProvinceLeader(
        name="Xa Văn Nhất",
        title="Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy",
        short="Chủ nhiệm UBKT",
        cell="Chi bộ Ủy ban Kiểm tra Tỉnh ủy",
        heads=(("Tập thể lãnh đạo Ủy ban Kiểm tra Tỉnh ủy", "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"),),
    ),
    ProvinceLeader(
        name="Lường Đức Thuận",
        title="Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh",
        short="Phó Chủ tịch Thường trực UBND",
        cell="Chi bộ Ủy ban nhân dân tỉnh",
    ),
    ProvinceLeader(
        name="Quách Thị Hiên",
        female=True,
        title="Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Tỉnh ủy",
        short="Trưởng Ban Tuyên giáo",
        cell="Chi bộ Ban Tuyên giáo Tỉnh ủy",
        heads=(("Tập thể lãnh đạo Ban Tuyên giáo Tỉnh ủy", "Trưởng Ban Tuyên giáo Tỉnh ủy"),),
    ),
    ProvinceLeader(
        name="Triệu Văn Khánh",
        title=f"Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Tỉnh ủy, Chủ tịch {FRONT}",
        short="Trưởng Ban Dân vận, Chủ tịch MTTQ",
        cell="Chi bộ Ban Dân vận Tỉnh ủy",
        heads=(
            ("Tập thể lãnh đạo Ban Dân vận Tỉnh ủy", "Trưởng Ban Dân vận Tỉnh ủy"),
            (f"Tập thể lãnh đạo {FRONT}", f"Chủ tịch {FRONT}"),
        ),
    ),
    ProvinceLeader(
        name="Phùng Quốc Toản",
        title="Ủy viên Ban Thường vụ, Trưởng Ban Nội chính Tỉnh ủy",
        short="Trưởng Ban Nội chính",
        cell="Chi bộ Ban Nội chính Tỉnh ủy",
        heads=(("Tập thể lãnh đạo Ban Nội chính Tỉnh ủy", "Trưởng Ban Nội chính Tỉnh ủy"),),
    ),
    ProvinceLeader(
        name="Bạch Công Thi",
        title="Ủy viên Ban Thường vụ Tỉnh ủy, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh",
        short="Chỉ huy trưởng",
        cell="Chi bộ Cơ quan Bộ Chỉ huy Quân sự tỉnh",
    ),
    ProvinceLeader(
        name="Nông Thị Thúy",
        female=True,
        title="Ủy viên Ban Thường vụ, Chánh Văn phòng Tỉnh ủy",
        short="Chánh Văn phòng",
        cell="Chi bộ Văn phòng Tỉnh ủy",
        heads=(("Tập thể lãnh đạo Văn phòng Tỉnh ủy", "Chánh Văn phòng Tỉnh ủy"),),
    ),
)

DONG_KHE = (
    ("Quách Đình Lự", False, "Bí thư Huyện ủy"),
    ("Lường Thị Ngân", True, "Phó Bí thư Thường trực Huyện ủy, Chủ tịch Hội đồng nhân dân huyện"),
    ("Bùi Đức Khải", False, "Phó Bí thư Huyện ủy, Chủ tịch Ủy ban nhân dân huyện"),
    ("Hà Văn Thiều", False, "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Huyện ủy"),
    ("Quách Văn Tráng", False, "Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy"),
    ("Bạch Thị Lịch", True, "Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Huyện ủy"),
    ("Đinh Thị Quyên", True, "Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Huyện ủy"),
    ("Xa Đức Nghiêm", False, "Ủy viên Ban Thường vụ Huyện ủy, Phó Chủ tịch Ủy ban nhân dân huyện"),
    ("Lò Văn Thực", False, "Ủy viên Ban Thường vụ Huyện ủy, Chỉ huy trưởng Ban Chỉ huy Quân sự huyện"),
    ("Phạm Hữu Chính", False, "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Công an huyện"),
    (
        "Bùi Thị Ngoan",
        True,
        "Ủy viên Ban Thường vụ Huyện ủy, Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
    ),
)
OTHER_DISTRICT_SIZE = 9
BLOCK_TITLES = (
    "Bí thư Đảng ủy Khối",
    "Phó Bí thư Thường trực Đảng ủy Khối",
    "Phó Bí thư Đảng ủy Khối",
    "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Đảng ủy Khối",
    "Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Đảng ủy Khối",
    "Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Đảng ủy Khối",
    "Ủy viên Ban Thường vụ, Chánh Văn phòng Đảng ủy Khối",
)
ARMY_TITLES = (
    "Phó Bí thư Thường trực Đảng ủy Quân sự tỉnh, Chính ủy Bộ Chỉ huy Quân sự tỉnh",
    "Ủy viên Ban Thường vụ Đảng ủy Quân sự tỉnh, Phó Chỉ huy trưởng",
    "Ủy viên Ban Thường vụ Đảng ủy Quân sự tỉnh, Phó Chính ủy",
)
POLICE_TITLES = (
    "Bí thư Đảng ủy Công an tỉnh, Giám đốc Công an tỉnh",
    "Phó Bí thư Đảng ủy Công an tỉnh, Phó Giám đốc Công an tỉnh",
    "Ủy viên Ban Thường vụ Đảng ủy Công an tỉnh, Phó Giám đốc Công an tỉnh",
    "Ủy viên Ban Thường vụ Đảng ủy Công an tỉnh, Trưởng phòng Công tác Đảng",
)
# Decided by the province's Standing Committee until its letter of 16/11 delegated them (P10).
DELEGATED_LATER = frozenset({BLOCK_TITLES[5], BLOCK_TITLES[6], POLICE_TITLES[3]})
NAMED_HEADS = {"Sở Nông nghiệp và Phát triển nông thôn": "Quách Văn Thường"}
WOMEN = frozenset({"Hội Liên hiệp Phụ nữ tỉnh"})
USUAL = (date(1962, 1, 1), date(1981, 12, 28))
YOUNG = (date(1984, 1, 1), date(1990, 12, 28))
NOT_IN_THE_PARTY = "Sở Khoa học và Công nghệ"  # one deputy there has no Party membership (N11)
