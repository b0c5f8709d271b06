"""Words the province is made of: names of the region, places that are on no map."""

from organizations.enums import Sector

# The two people named by the plan this product follows; no invented person may bear such a name.
REAL_NAMES = frozenset({"Ngô Văn Tuấn", "Nguyễn Hoài Phương"})

SURNAMES = (
    ("Bùi", 14),
    ("Quách", 10),
    ("Đinh", 9),
    ("Hà", 8),
    ("Lường", 7),
    ("Nguyễn", 10),
    ("Xa", 4),
    ("Bạch", 4),
    ("Lò", 5),
    ("Hoàng", 5),
    ("Trần", 5),
    ("Phạm", 4),
    ("Lê", 4),
    ("Vì", 3),
    ("Triệu", 3),
    ("Phùng", 3),
    ("Lý", 2),
    ("Sùng", 2),
    ("Giàng", 2),
    ("Đặng", 2),
    ("Cao", 2),
    ("Nông", 2),
    ("Vũ", 3),
    ("Khà", 2),
)
MALE_MIDDLE = (
    "Văn", "Đình", "Đức", "Minh", "Quang", "Hữu", "Công", "Xuân", "Ngọc", "Thanh", "Mạnh", "Trọng",
    "Duy", "Hồng",
)  # fmt: skip
FEMALE_MIDDLE = (
    "Thị", "Thị Thu", "Thị Thanh", "Thị Hồng", "Thị Kim", "Thị Ngọc", "Thị Minh", "Thị Bích", "Thị Mai",
    "Thu", "Thị Hoài",
)  # fmt: skip
MALE_GIVEN = (
    "An", "Bình", "Chiến", "Cường", "Diện", "Dũng", "Đạt", "Định", "Giang", "Hải", "Hiệp", "Hiếu",
    "Hòa", "Hoan", "Hùng", "Hưng", "Khánh", "Khoa", "Kiên", "Lâm", "Lập", "Long", "Luận", "Mạnh", "Nam",
    "Nghĩa", "Phong", "Phúc", "Quân", "Quý", "Sơn", "Tạo", "Tân", "Thắng", "Thịnh", "Thuần", "Tiến",
    "Toàn", "Trường", "Tùng", "Vinh", "Xứng",
)  # fmt: skip
FEMALE_GIVEN = (
    "Anh", "Ánh", "Bích", "Chung", "Dung", "Duyên", "Hà", "Hạnh", "Hằng", "Hậu", "Hiền", "Hoa", "Hương",
    "Huyền", "Liên", "Linh", "Loan", "Mai", "Minh", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Tâm",
    "Thảo", "Thoa", "Thơm", "Thủy", "Tuyết", "Vân", "Xuân", "Yến",
)  # fmt: skip

DISTRICTS = (
    "Đồng Khê", "Yên Lạng", "Bình Lãng", "Cẩm Trạch", "Đồng Vang", "Hà Lĩnh", "Lạc Bình", "Mường Khoa",
    "Nam Hạ",
)  # fmt: skip
CITY = "Minh Giang"

COMMUNE_FIRST = ("Nà", "Mường", "Nậm", "Pù", "Bản", "Tân", "Phú", "Đồng", "Suối", "Thượng")
COMMUNE_LAST = (
    "Pán", "Cơi", "Lót", "Hịch", "Bài", "Vảng", "Tuổng", "Lạng", "Khến", "Chầm", "Rạnh", "Thóng", "Mòn",
    "Phày", "Bục", "Lếch",
)  # fmt: skip
# None of them is a hamlet of Nà Sọng, so that its cells can be found by name.
HAMLETS = (
    "Cọi", "Nhội", "Lầm", "Thung", "Bến", "Đồi", "Trám", "Sung", "Mận", "Gạo", "Lim", "Dẻ", "Vải",
    "Mơ", "Táu", "Sấu", "Chò", "Giổi", "Mít", "Sim", "Găng", "Vầu", "Nứa", "Luồng", "Cóc", "Trẩu",
)  # fmt: skip

# What a province of the full size has beside communes; a number tells them apart.
BODIES = (
    ("Bệnh viện Đa khoa", Sector.SERVICE),
    ("Trường Trung học phổ thông", Sector.SERVICE),
    ("Công ty Cổ phần Xây dựng", Sector.PRIVATE_ENTERPRISE),
    ("Trung tâm Y tế", Sector.SERVICE),
    ("Công ty Lâm nghiệp", Sector.STATE_ENTERPRISE),
    ("Hạt Kiểm lâm", Sector.AGENCY),
    ("Chi cục Thuế", Sector.AGENCY),
    ("Công ty May", Sector.PRIVATE_ENTERPRISE),
)
