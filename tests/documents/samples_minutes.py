"""Invented conferences on their minutes, as the tests and the page images use them."""

from datetime import date

from documents.papers import Letterhead, Signature
from reviews.papers import (
    CellMinutes,
    ConferenceMinutes,
    Hearing,
    MemberLine,
    MinutesExtract,
    Presence,
)

P98_REMARKS = (
    "Đồng chí Đinh Thị Quyên: đồng chí Khải quyết liệt, sâu sát cơ sở trong phòng, chống dịch; nhưng còn nóng, có "
    "việc bàn chưa kỹ với tập thể đã triển khai, việc cụm công nghiệp là một ví dụ",
    "Đồng chí Quách Đình Lự: đồng chí đã thẳng thắn nhận khuyết điểm; đề nghị làm rõ hơn vì sao từ tháng 4 đến "
    "tháng 9 không kiểm tra lại việc ở Nà Sọng",
)


def conference_minutes(**changes):
    """P98: the Standing Committee of a district, the collective and three of its members."""
    values = {
        "letterhead": Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Huyện ủy Đồng Khê",
            issuer_code="HU",
            symbol="BB/HU",
            place="Đồng Khê",
            year=2021,
            dated=date(2021, 12, 6),
            label="Mẫu 06-KH57",
        ),
        "body": "Ban Thường vụ Huyện ủy Đồng Khê",
        "year": 2021,
        "held": "ngày 06 tháng 12 năm 2021",
        "place": "phòng họp Huyện ủy Đồng Khê",
        "presence": Presence(
            chair="Quách Đình Lự, Bí thư Huyện ủy",
            secretary="Hà Thị Lan",
            upper="đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy",
            convened=11,
            present=10,
            absent=(("Hà Văn Đắc", "đi công tác"),),
        ),
        "collectives": (
            Hearing(
                subject="Ban Thường vụ Huyện ủy Đồng Khê",
                remarks=(
                    "Đồng chí Bùi Đức Khải: báo cáo nhìn đúng ba hạn chế; đề nghị nêu rõ hơn trách nhiệm trong quản "
                    "lý đất đai",
                ),
                reply="Tập thể tiếp thu; bổ sung phần trách nhiệm vào mục V của báo cáo.",
                conclusion="Thông qua báo cáo; Văn phòng Huyện ủy hoàn chỉnh trước ngày 10/12/2021.",
            ),
        ),
        "persons": (
            Hearing(
                subject="Đồng chí Quách Đình Lự, Bí thư Huyện ủy",
                remarks=("Đồng chí Đinh Thị Quyên: cần dành nhiều thời gian hơn cho cơ sở",),
                reply="Tiếp thu.",
                conclusion="Bản kiểm điểm nghiêm túc, đúng thực chất.",
            ),
            Hearing(
                subject="Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện",
                remarks=P98_REMARKS,
                reply="Tiếp thu cả hai ý kiến; xin bổ sung vào bản kiểm điểm thời hạn xử lý 06 trường hợp còn lại.",
                conclusion="Bản kiểm điểm nghiêm túc, đã trả lời đủ hai nội dung gợi ý; đề nghị bổ sung như đồng chí "
                "đã tiếp thu.",
            ),
            Hearing(
                subject="Đồng chí Hà Văn Đắc, Ủy viên Ban Thường vụ",
                reviewed=False,
                reason="đi công tác, kiểm điểm bổ sung sau",
            ),
        ),
        "conclusion": "Hội nghị kiểm điểm nghiêm túc, thẳng thắn, có 31 lượt ý kiến góp ý.",
    }
    return ConferenceMinutes(**values | changes)


CELL = Letterhead(
    upper="Đảng bộ xã Nà Sọng",
    issuer="Chi bộ xóm Bưởi",
    place="Nà Sọng",
    year=2021,
    dated=date(2021, 12, 18),
    starred=False,
)
NAMES = ("Quách Thị Hằng", "Bùi Văn Nhân", "Lò Thị Mai", "Hà Văn Đắc", "Bùi Thị Hoài Thu", "Đinh Công Sự")


def cell_minutes(count=6, **changes):
    """A village's cell: who came, what was said, one at work far from home."""
    members = [MemberLine(name=NAMES[n % len(NAMES)], presence="Có mặt") for n in range(count)]
    members[:1] = [
        MemberLine(
            name="Quách Thị Hằng",
            presence="Có mặt",
            remarks=("Đồng chí Lò Thị Mai: cần phân công việc cho từng đảng viên rõ hơn",),
            reply="tiếp thu",
            conclusion="bản kiểm điểm nghiêm túc",
        )
    ]
    members[3:4] = [MemberLine(name="Hà Văn Đắc", presence="Vắng: đi làm ăn xa")]
    values = {
        "letterhead": CELL,
        "body": "Chi bộ xóm Bưởi",
        "year": 2021,
        "held": "ngày 18 tháng 12 năm 2021",
        "place": "nhà văn hóa xóm Bưởi",
        "presence": Presence(
            chair="Quách Thị Hằng",
            secretary="Bùi Văn Nhân",
            convened=count,
            present=count - 1,
            absent=(("Hà Văn Đắc", "đi làm ăn xa"),),
        ),
        "members": tuple(members),
        "conclusion": "Chi bộ thống nhất đề nghị đảng ủy xem xét theo kết quả biểu quyết.",
    }
    return CellMinutes(**values | changes)


def minutes_extract(**changes):
    """What the dossier of one member takes out of his cell's minutes."""
    values = {
        "letterhead": CELL,
        "body": "Chi bộ xóm Bưởi",
        "meeting": "cuộc họp kiểm điểm, xếp loại chất lượng đảng viên",
        "year": 2021,
        "held": "ngày 18 tháng 12 năm 2021",
        "place": "nhà văn hóa xóm Bưởi",
        "presence": Presence(chair="Quách Thị Hằng", secretary="Bùi Văn Nhân", convened=23, present=22),
        "hearings": (
            Hearing(
                subject="Đồng chí Bùi Thị Hoài Thu",
                remarks=("Đồng chí Lò Thị Mai: cần chủ động hơn về thời hạn công việc",),
                reply="Tiếp thu.",
                conclusion="Bản kiểm điểm nghiêm túc.",
            ),
        ),
        "conclusion": "Chi bộ thống nhất đề nghị đảng ủy xem xét theo kết quả biểu quyết.",
        "signature": Signature(authority=("T/M chi bộ", "Bí thư"), note="(ký, ghi rõ họ tên)"),
    }
    return MinutesExtract(**values | changes)
