"""The order inside one conference."""

from datetime import date

import pytest

from organizations.enums import SubjectKind
from reviews.rules.order import OnAgenda, draft_warning, order_warnings

STANDING = OnAgenda(key="t", kind=SubjectKind.COLLECTIVE, name="Ban Thường vụ Huyện ủy Đồng Khê")
HEAD = OnAgenda(key="a", kind=SubjectKind.PERSON, name="Quách Đình Lự", head=True)
DEPUTY = OnAgenda(key="b", kind=SubjectKind.PERSON, name="Bùi Đức Khải")
MEMBER = OnAgenda(key="c", kind=SubjectKind.PERSON, name="Đinh Thị Quyên")


@pytest.mark.parametrize(
    ("_case", "items", "expected"),
    [
        ("the right order", [STANDING, HEAD, DEPUTY], []),
        ("a conference of the collective alone", [STANDING], []),
        ("of persons alone, head first", [HEAD, DEPUTY], []),
        ("nothing on the agenda", [], []),
        ("without a head", [DEPUTY, MEMBER], []),
        (
            "the collective after a person",
            [HEAD, STANDING],
            [
                "Tập thể kiểm điểm trước, cá nhân sau: Ban Thường vụ Huyện ủy Đồng Khê"
                " đang xếp sau đ/c Quách Đình Lự."
            ],
        ),
        (
            "the head after a deputy",
            [STANDING, DEPUTY, HEAD],
            ["Người đứng đầu kiểm điểm trước: đ/c Quách Đình Lự đang xếp sau đ/c Bùi Đức Khải."],
        ),
        (
            "a second head after the first",
            [STANDING, HEAD, OnAgenda(key="d", kind="person", name="X", head=True)],
            [],
        ),
    ],
)
def test_warnings_about_the_order(_case, items, expected):
    assert order_warnings(items) == expected


WORDS = "Gửi dự thảo đến thành viên dự hội nghị ít nhất 03 ngày làm việc trước hội nghị"


@pytest.mark.parametrize(
    ("_case", "sent_on", "said"),
    [
        ("two", date(2021, 12, 2), "hội nghị này gửi ngày 02/12/2021, trước 02 ngày làm việc."),
        (
            "the evening before",
            date(2021, 12, 5),
            "hội nghị này gửi ngày 05/12/2021, trước 01 ngày làm việc.",
        ),
        ("after it", date(2021, 12, 7), "hội nghị này gửi ngày 07/12/2021, trước 00 ngày làm việc."),
        ("not written down", None, "chưa ghi ngày gửi."),
    ],
)
def test_a_draft_that_went_out_late_is_said_in_the_regulations_words(regulation, _case, sent_on, said):
    warned = draft_warning(sent_on, date(2021, 12, 6), regulation.step("SEND_DRAFT"))

    assert warned.text == f"{WORDS}: {said}"
    assert warned.row.clause == "Phần A, Mục II, Hướng dẫn số 21-HD/BTCTW"
    assert warned.row.certainty.label == "Quy định nêu rõ"


def test_a_draft_three_working_days_ahead_is_in_time(regulation):
    assert draft_warning(date(2021, 12, 1), date(2021, 12, 6), regulation.step("SEND_DRAFT")) is None
