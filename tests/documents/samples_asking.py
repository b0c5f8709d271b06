"""The letter that asks the inspection for information, with its list."""

from datetime import date

from documents.papers import Letterhead, Signature
from ratings.papers import AskedAbout, InquiryLetter


def inquiry_letter(**changes):
    """The Organization Committee asks about two collectives and three cadres; number and day are the register's."""
    values = {
        "letterhead": Letterhead(
            upper="Tỉnh ủy Minh Giang",
            issuer="Ban Tổ chức",
            issuer_code="BTCTU",
            symbol="CV/BTCTU",
            place="Minh Giang",
            year=2021,
        ),
        "asker": "Ban Tổ chức Tỉnh ủy",
        "addressee": "Ủy ban Kiểm tra Tỉnh ủy",
        "grounds": "Thực hiện Kế hoạch số 57-KH/TU, ngày 04/11/2021 của Ban Thường vụ Tỉnh ủy",
        "of_year": 2021,
        "due_on": date(2021, 12, 20),
        "collectives": (
            AskedAbout(name="Ban Thường vụ Huyện ủy Đồng Khê"),
            AskedAbout(name="Tập thể lãnh đạo Sở Tài nguyên và Môi trường"),
        ),
        "persons": (
            AskedAbout(name="Quách Đình Lự", born="12/5/1968", office="Bí thư Huyện ủy Đồng Khê"),
            AskedAbout(name="Bùi Đức Khải", born="14/8/1975", office="Phó Bí thư Huyện ủy Đồng Khê"),
            AskedAbout(name="Đinh Thị Hồng Vân", born="1971", office="Giám đốc Sở Tài nguyên và Môi trường"),
        ),
        "signature": Signature(authority=("Trưởng ban",)),
        "recipients": ("Như trên", "Lưu Ban Tổ chức Tỉnh ủy"),
    }
    return InquiryLetter(**values | changes)
