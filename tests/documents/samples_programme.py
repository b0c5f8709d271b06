"""A programme and an invitation, as the tests and the page images use them."""

from documents.papers import Letterhead, Signature
from reviews.papers import Gathering, Invitation, Programme

BODY = "Ban Thường vụ Huyện ủy Đồng Khê"
GATHERING = Gathering(
    body=BODY,
    year=2021,
    moment="07 giờ 30, ngày 06 tháng 12 năm 2021",
    kept="Lưu Văn phòng Huyện ủy Đồng Khê",
    lasts="1,5",
    place="phòng họp Huyện ủy Đồng Khê",
    chair="Quách Đình Lự, Bí thư Huyện ủy",
    upper="Lường Đức Thuận",
)
SIGNED = Signature(authority=("T/M Ban Thường vụ", "Bí thư"))


def head(kind):
    return Letterhead(
        upper="Tỉnh ủy Minh Giang",
        issuer="Huyện ủy Đồng Khê",
        issuer_code="HU",
        symbol=f"{kind}/HU",
        place="Đồng Khê",
        year=2021,
        month=12,
    )


def programme(**changes):
    """The regulation's order: the collective, its head, the others."""
    values = {
        "letterhead": head("CTr"),
        "gathering": GATHERING,
        "lines": (
            "Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình",
            f"Trình bày báo cáo kiểm điểm: {BODY}; thảo luận; chủ trì kết luận",
            "Kiểm điểm cá nhân: đồng chí Quách Đình Lự (người đứng đầu); góp ý; tiếp thu, giải trình; chủ trì kết luận",
            "Kiểm điểm cá nhân: đồng chí Bùi Đức Khải; góp ý; tiếp thu, giải trình; chủ trì kết luận",
            "Ý kiến của đại biểu cấp trên dự, chỉ đạo",
            "Kết luận hội nghị, thông qua biên bản",
        ),
        "papers": (BODY, "Quách Đình Lự", "Bùi Đức Khải"),
        "signature": SIGNED,
    }
    return Programme(**values | changes)


def invitation(**changes):
    """To the one who comes from above, and to any member."""
    values = {
        "letterhead": head("GM"),
        "gathering": GATHERING,
        "guests": ("Lường Đức Thuận",),
        "signature": SIGNED,
    }
    return Invitation(**values | changes)
