"""Every special case of rules 1.4 and of practice section 1 stands on somebody on the demo's afternoon.

Not there, row by row: P03 and P35 (results from Excel, a package on a stick) and P54 (reports) have no page yet, nor
have the figures a totals-only unit hands over (P13), the residence cell's own list (P38), the commitment of the first
quarter (P45), a quota handed down to cells (P46), a comment of another place with a day of its own (P43: the engine
asks for it by name, the dossier has no part for it). P28, P36, P37 and P52 are acts: the afternoons make them,
the journeys walk them. P34 and P51 are loads, not cases.
"""

from datetime import date

import pytest

from tests.demo.cases import PRACTICE_1
from tests.demo.cases_rules import RULES_1_4

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december", "_demo")]
CASES = RULES_1_4 | PRACTICE_1

FOUND = {
    "rules-1.4-new-cell": ["Chi bộ xóm Nà Cọ"],
    "rules-1.4-new-collective": ["Tập thể lãnh đạo Ban Quản lý các khu công nghiệp tỉnh"],
    "rules-1.4-new-member": ["Nguyễn Minh Luận"],
    "rules-1.4-exempt": ["Lường Thị Hồng Diệp", "Lường Thị Hồng Vân"],
    "rules-1.4-suspended": ["Nông Thị Mai Thơm"],
    "rules-1.4-not-reviewed": ["Lê Đức Hiệp"],
    "rules-1.4-sick-three-months": ["Lò Hồng Toàn", "Nguyễn Thị Thu Ánh"],
    "rules-1.4-maternity": ["Bùi Thị Duyệt"],
    "rules-1.4-transferred": [("Quách Văn Đạt", "Chi bộ xóm Khoang", True)],
    "rules-1.4-temporary-activity": [("Quách Thị Hoài Hiền", "Chi bộ xóm Bưởi")],
    "rules-1.4-absent": [("Ban Thường vụ Huyện ủy Hà Lĩnh", "Nằm viện từ ngày 02/12/2021", "open")],
    "rules-1.4-probationary": ["Lường Thị Mai Anh", "Lường Văn Khoa"],
    "rules-1.4-head-newly-moved": ["Giám đốc Sở Tài chính"],
    "rules-1.4-several-offices": ["Triệu Văn Khánh"],
    "rules-1.4-new-in-post": ["Phó Giám đốc Sở Tư pháp"],
    "rules-1.4-organisation-moved": [
        ("Chi bộ Ban Quản lý Khu du lịch hồ Minh Giang", date(2021, 4, 30), date(2021, 5, 1))
    ],
    "rules-1.4-studying": ["Lê Thanh Xứng", "Vì Thị Ngân"],
    "rules-1.4-abroad": ["Sùng Thu Hậu"],
    "rules-1.4-disciplined": ["Phó Giám đốc Sở Tài nguyên và Môi trường"],
    "rules-1.4-counted-once": [(date(2021, 1, 6), 2020)],
    "rules-11.3-head-above-collective": [("Bạch Thị Bích Ngân", 12, 13, "good")],
    "rules-11.3-over-the-ceiling": True,
    "rules-11.3-late": [
        "Ban Dân tộc tỉnh",
        "Huyện ủy Mường Khoa",
        "Huyện ủy Đồng Khê",
        "Sở Nông nghiệp và Phát triển nông thôn",
    ],
    "rules-11.3-returned": ["Huyện ủy Lạc Bình", "Liên đoàn Lao động tỉnh", "Sở Công Thương"],
    "rules-11.3-residence-missing": ["Quách Văn Tráng"],
    "P01-paper-self-review": True,
    "P02-one-typist-for-the-commune": [("Bùi Văn Nhượng", "Đảng bộ xã Nà Sọng")],
    "P04-helper": ["Ma Thị Nga"],
    "P04-whole-word-file": [
        ("Tập thể lãnh đạo Sở Giáo dục và Đào tạo", "bao-cao-kiem-diem-so-giao-duc.docx")
    ],
    "P05-opinion-waiting": [("Bùi Đức Khải", "Lường Đức Thuận", "Lương Thế Kiên")],
    "P05-opinion-confirmed-on-screen": ["Ban Thường vụ Huyện ủy Đồng Vang"],
    "P05-opinion-signed-on-paper": [("Ban Thường vụ Huyện ủy Hà Lĩnh", "phieu-y-kien.pdf")],
    "P06-second-person-checks": True,
    "P07-entered-afterwards": True,
    "P08-58-submitting-units": (58, 13),
    "P08-department-sends-straight": ["Chi bộ Sở Y tế"],
    "P09-four-routes": ["central", "decided", "delegated", "lower", "ministry"],
    "P10-letter-of-november": [
        (
            "1236-CV/TU",
            date(2021, 11, 16),
            "delegated",
            [
                "Ủy viên Ban Thường vụ Đảng ủy Công an tỉnh, Trưởng phòng Công tác Đảng",
                "Ủy viên Ban Thường vụ, Chánh Văn phòng Đảng ủy Khối",
                "Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Đảng ủy Khối",
            ],
        )
    ],
    "P11-highest-post": ["Chức vụ cao nhất của đồng chí"],
    "P12-head-of-the-army": [("Hà Quang Vịnh", False)],
    "P13-totals-only": ["Đảng bộ Công an tỉnh", "Đảng bộ Quân sự tỉnh"],
    "P13-no-lists-of-members": [("Đảng ủy Công an tỉnh", "37-BB/ĐUCA")],
    "P14-clerk-and-secretary": ["Bùi Văn Nhượng"],
    "P14-secretary-of-two-cells": ["Chi bộ xóm Bưởi", "Chi bộ xóm Rậm"],
    "P15-members-without-account": True,
    "P15-no-e-mail": 0,
    "P16-clerk-replaced": [(date(2020, 10, 15), date(2021, 12, 10)), (date(2021, 12, 11), None)],
    "P17-merged-cell": [
        ("Chi bộ xóm Cọ", date(2021, 8, 31), "Chi bộ xóm Nà Cọ"),
        ("Chi bộ xóm Nà Tang", date(2021, 8, 31), "Chi bộ xóm Nà Cọ"),
    ],
    "P17-its-members-are-not-new": 7,
    "P18-book-of-minutes": ["Tập thể lãnh đạo Hội Nông dân tỉnh"],
    "P19-minutes-on-paper-only": [("Ban Thường vụ Đảng ủy Công an tỉnh", "37-BB/ĐUCA")],
    "P20-paper-ballots": True,
    "P21-raised-hands": ["Tập thể lãnh đạo Liên minh Hợp tác xã tỉnh"],
    "P21-small-cell": ["Chi bộ xóm Khoang"],
    "P22-away-for-work": [("Lò Thanh Diện", "Chi bộ xóm Bưởi"), ("Bạch Thu Chung", "Chi bộ xóm Rậm")],
    "P23-cell-on-another-day": [date(2021, 11, 27)],
    "P24-guidance-by-the-district": [
        ("Ban Thường vụ Tỉnh ủy", "Bùi Đức Khải", "1214-CV/TU"),
        ("Ban Thường vụ Huyện ủy Đồng Khê", "Hà Đình Thưởng", "486-CV/HU"),
    ],
    "P25-others-were-asked": [
        ("Ủy ban Kiểm tra Tỉnh ủy", "nothing", "admitted", 3),
        ("Ủy ban Kiểm tra Tỉnh ủy", "pending", "paused", 1),
    ],
    "P26-paused": [("Ủy ban Kiểm tra Tỉnh ủy", date(2021, 12, 13), "Sở Tài nguyên và Môi trường")],
    "P27-no-number-yet": ["Huyện ủy Nam Hạ"],
    "P27-number-of-the-register": "144-TTr/SYT",
    "P29-signs-for-the-collective": [("T/M BAN THƯỜNG VỤ",)],
    "P30-cell-without-seal": ["T/M CHI ỦY"],
    "P31-two-lights": True,
    "P31-handover-slip": 1,
    "P32-paper-before-the-scans": True,
    "P33-handed-over-in-person": [(None, date(2021, 12, 6), "Trịnh Bá Đạt")],
    "P36-list-in-protocol-order": ["Ban Thường vụ Thành ủy Minh Giang"],
    "P38-asked-of-those-in-service": 0,
    "P39-civil-rating-not-come": ["Quách Thị Nhẫn"],
    "P39-school-year": ["Năm học 2020–2021"],
    "P40-probationary-under-six-months": [date(2021, 8, 15)],
    "P41-old-and-weak": ["Tuổi cao, sức yếu, tự nguyện; chi bộ đồng ý"],
    "P41-exempt-for-childbirth": [(date(2021, 9, 1), date(2022, 2, 28))],
    "P41-reduced-and-reviewed": [("Bùi Mạnh Tùng", True)],
    "P42-papers-in-the-bag": ["Chưa nộp giấy giới thiệu sinh hoạt đảng"],
    "P43-away-to-study": ["Học tập trung 12 tháng", "Học cao cấp lý luận chính trị tập trung"],
    "P43-seconded": [
        ("Biệt phái về Ban Quản lý các khu công nghiệp tỉnh", "Phó Chánh Thanh tra tỉnh"),
        (
            "Luân chuyển từ Ban Tuyên giáo Tỉnh ủy",
            "Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy Yên Lạng",
        ),
    ],
    "P43-comment-of-another-place": [
        ("Giám đốc Sở Tài chính", "HEAD_FROM_ELSEWHERE"),
        ("Phó Chánh Thanh tra tỉnh", "SECONDED"),
        ("Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy Yên Lạng", "SECONDED"),
        ("Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Huyện ủy Cẩm Trạch", "STUDY_12M"),
    ],
    "P44-violation-and-decision-in-two-years": [
        ("warning", "Vi phạm quy định về đất đai"),
        ("reprimand", "Chậm giải ngân vốn đầu tư công"),
    ],
    "P44-left-the-register": [
        ("Bùi Văn Bạo", date(2021, 4, 28), "struck_off", None),
        ("Quách Thị Sìn", date(2021, 6, 18), "resigned", None),
        ("Trần Thị Huyền", date(2021, 7, 15), "expelled", None),
        ("Hà Văn Chẩn", date(2021, 9, 9), "died", None),
        ("Vì Thu Duyên", date(2021, 11, 22), "died", 2021),
    ],
    "P44-expelled-by-decision": [(date(2021, 7, 15), 2021, "Vi phạm pháp luật")],
    "P44-died-after-the-opening": [("Không thuộc diện kiểm điểm", "Từ trần ngày 22/11/2021")],
    "P44-collective-disciplined": ["Tập thể lãnh đạo Sở Giao thông vận tải"],
    "P44-organisation-disciplined": ["Chi bộ Cục Thống kê tỉnh"],
    "P45-targets": (5, 2, 0),
    "P46-ceiling-across-units": 12,
    "P47-groups-named-by-staff": 10,
    "P48-balance-of-the-year": (
        3,
        {"died": 2, "expelled": 1, "merged": 7, "moved": 1, "resigned": 1, "struck_off": 1},
    ),
    "P49-contact": 58,
    "R07-an-inspection-not-answered-yet": [("Đảng bộ huyện Bình Lãng", "ubkt", "")],
    "P49-call-with-a-promise": [("Huyện ủy Đồng Vang", 16), ("Sở Xây dựng", 15), ("Thanh tra tỉnh", None)],
    "P50-degrees-of-a-dossier": {
        "Đủ": 35,
        "Đủ bản điện tử, chờ bản giấy": 6,
        "Thiếu": 9,
        "Chưa gửi": 8,
    },
    "P53-five-years-running": True,
}


def test_every_case_has_its_answer():
    assert FOUND.keys() == CASES.keys()


@pytest.mark.parametrize("case", CASES)
def test_the_case_is_there(case):
    assert CASES[case]() == FOUND[case]
