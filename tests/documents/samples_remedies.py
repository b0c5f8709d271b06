"""A remedy plan and commitments, as the tests and the page images use them."""

from datetime import date

from documents.papers import Letterhead, Signature
from reviews.papers import CommitmentPaper, Identity, RemedyLine, RemedyPlan
from tests.documents.samples_reviews import ETHICS

P100 = RemedyLine(
    shortcoming="06/14 trường hợp xây dựng nhà ở trên đất trồng lúa tại xã Nà Sọng chưa xử lý xong",
    cause="không đặt thời hạn, không kiểm tra lại sau khi giao việc",
    remedy="Tổ công tác của huyện làm việc với từng hộ; cưỡng chế nếu quá hạn; kiểm tra toàn huyện, công khai kết quả "
    "tại kỳ họp Hội đồng nhân dân",
    owner="đồng chí Bùi Đức Khải",
    due_before=date(2022, 3, 31),
    group="Hạn chế, khuyết điểm của năm 2021",
)
LAND = RemedyLine(
    shortcoming="Công tác giải phóng mặt bằng chậm: còn 22/318 hộ chưa bàn giao",
    remedy="Hoàn thành vận động 22 hộ bàn giao đất",
    owner="đồng chí Đinh Thị Quyên",
    due_before=date(2022, 3, 31),
)
OLD = RemedyLine(
    shortcoming="Sắp xếp trụ sở dôi dư sau sáp nhập",
    progress="đang khắc phục; đạt khoảng 60%",
    remedy="Trình phương án xử lý ba trụ sở còn lại",
    owner="đồng chí Lường Quốc Trung",
    due_before=date(2022, 6, 30),
    group="Chuyển tiếp từ các kỳ kiểm điểm trước",
)


def remedy_plan(**changes):
    """P100: what a district's Standing Committee puts right, and what earlier rounds left open."""
    values = {
        "letterhead": Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Huyện ủy Đồng Khê",
            issuer_code="HU",
            symbol="KH/HU",
            place="Đồng Khê",
            year=2021,
        ),
        "year": 2021,
        "owner": "Ban Thường vụ Huyện ủy Đồng Khê",
        "lines": (P100, LAND, OLD),
        "signature": Signature(authority=("T/M Ban Thường vụ", "Bí thư"), name="Quách Đình Lự"),
        "recipients": ("Tỉnh ủy Minh Giang", "Lưu Văn phòng Huyện ủy Đồng Khê"),
    }
    return RemedyPlan(**values | changes)


def blank_commitment(**changes):
    """What a cell hands out with the self-review's form."""
    values = {
        "letterhead": Letterhead(
            upper="Đảng bộ ………………", issuer="Chi bộ ………………", place="…………", year=2022, starred=False
        ),
        "year": 2022,
        "identity": Identity(),
        "items": (
            (ETHICS, ""),
            ("Về thực hiện chức trách, nhiệm vụ, chỉ tiêu được giao", ""),
            ("Về khắc phục hạn chế, khuyết điểm đã được chỉ ra", ""),
        ),
    }
    return CommitmentPaper(**values | changes)
