"""The programme in the regulation's order, and what is said of a conference to come: warnings alone (P113)."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from organizations.enums import SubjectKind
from reviews.rules.order import OnAgenda
from reviews.rules.programme import NOBODY_FROM_ABOVE, plan_warnings, programme_of, send_by
from reviews.rules.regulation import parse_regulation

RULES = parse_regulation(
    json.loads((Path(__file__).parents[3] / "fixtures/regulations/qd132-hd21.json").read_text())
)
ORDINARY = {
    "planned_on": date(2021, 12, 20),
    "sent_on": date(2021, 12, 15),
    "today": date(2021, 12, 14),
    "lasts_days": None,
    "collective_type": "direct_standing",
    "is_guided": False,
    "is_attended": False,
}


def said(**changes):
    return [one.text for one in plan_warnings(RULES, **ORDINARY | changes)]


def test_the_collective_comes_first_then_the_head_then_the_others():
    people = [
        OnAgenda(key="a", kind=SubjectKind.PERSON, name="Bùi Đức Khải"),
        OnAgenda(key="b", kind=SubjectKind.PERSON, name="Quách Đình Lự", head=True),
        OnAgenda(key="c", kind=SubjectKind.COLLECTIVE, name="Ban Thường vụ Huyện ủy Đồng Khê"),
    ]
    assert programme_of(people) == [
        "Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình",
        "Trình bày báo cáo kiểm điểm: Ban Thường vụ Huyện ủy Đồng Khê; thảo luận; chủ trì kết luận",
        "Kiểm điểm cá nhân: đồng chí Quách Đình Lự (người đứng đầu); góp ý; tiếp thu, giải trình; chủ trì kết luận",
        "Kiểm điểm cá nhân: đồng chí Bùi Đức Khải; góp ý; tiếp thu, giải trình; chủ trì kết luận",
        "Ý kiến của đại biểu cấp trên dự, chỉ đạo",
        "Kết luận hội nghị, thông qua biên bản",
    ]


def test_papers_go_out_three_working_days_before_over_a_weekend():
    assert send_by(date(2021, 12, 20), RULES.step("SEND_DRAFT")) == date(2021, 12, 15)


@pytest.mark.parametrize(
    ("_case", "changes", "expected"),
    [
        ("sent on the third working day before", {}, []),
        ("sent on the second", {"sent_on": date(2021, 12, 16)}, ["trước 02 ngày làm việc"]),
        ("not sent, and there is time", {"sent_on": None, "today": date(2021, 12, 15)}, []),
        (
            "not sent, and the day has passed",
            {"sent_on": None, "today": date(2021, 12, 16)},
            ["chưa ghi ngày gửi"],
        ),
        ("a collective's whole day", {"lasts_days": Decimal("1.0")}, []),
        ("a collective's half day", {"lasts_days": Decimal("0.5")}, ["ít nhất 1; hội nghị này dự kiến 0,5."]),
        (
            "the province's day and a half",
            {"lasts_days": Decimal("1.5"), "collective_type": "province_standing"},
            ["ít nhất 2; hội nghị này dự kiến 1,5."],
        ),
        ("the province's two days", {"lasts_days": Decimal(2), "collective_type": "province_standing"}, []),
        ("a cell's evening", {"lasts_days": Decimal("0.3"), "collective_type": ""}, []),
        ("guided and nobody named", {"is_guided": True}, [NOBODY_FROM_ABOVE]),
        ("guided and attended", {"is_guided": True, "is_attended": True}, []),
    ],
)
def test_what_is_said_of_a_conference_to_come(_case, changes, expected):
    found = said(**changes)
    assert len(found) == len(expected)
    assert all(words in text for words, text in zip(expected, found, strict=True))
