"""The order inside one conference."""

from datetime import date

import pytest

from organizations.enums import SubjectKind
from reviews.rules.order import OnAgenda, conference_order, draft_warning, order_warnings

STANDING = OnAgenda(key="t", kind=SubjectKind.COLLECTIVE, name="Ban Thường vụ Huyện ủy Đồng Khê")
HEAD = OnAgenda(key="a", kind=SubjectKind.PERSON, name="Quách Đình Lự", head=True)
DEPUTY = OnAgenda(key="b", kind=SubjectKind.PERSON, name="Bùi Đức Khải")
MEMBER = OnAgenda(key="c", kind=SubjectKind.PERSON, name="Đinh Thị Quyên")


def test_the_collective_comes_first_then_its_head_then_the_others_as_listed():
    assert conference_order([MEMBER, DEPUTY, HEAD, STANDING]) == [STANDING, HEAD, MEMBER, DEPUTY]


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


@pytest.mark.parametrize(
    ("_case", "sent_on", "expected"),
    [
        ("three working days ahead", date(2021, 12, 1), None),
        (
            "two",
            date(2021, 12, 2),
            "Dự thảo gửi trước hội nghị 02 ngày làm việc; quy định ít nhất 03 ngày làm việc.",
        ),
        (
            "the evening before",
            date(2021, 12, 5),
            "Dự thảo gửi trước hội nghị 01 ngày làm việc; quy định ít nhất 03 ngày làm việc.",
        ),
        (
            "not written down",
            None,
            "Chưa ghi ngày gửi dự thảo; quy định gửi trước hội nghị ít nhất 03 ngày làm việc.",
        ),
    ],
)
def test_the_draft_goes_out_three_working_days_before(_case, sent_on, expected):
    assert draft_warning(sent_on, date(2021, 12, 6)) == expected
