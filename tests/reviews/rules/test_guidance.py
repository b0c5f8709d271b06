"""What comes of a letter of guidance: who came from above, and when it counts as not answered (rules 3.4)."""

from dataclasses import replace
from datetime import date

import pytest

from reviews.rules.guidance import Followed, Heard

DAY = date(2021, 12, 6)
OPEN = Followed(open_points=(1, 2))
CAME = Heard(held_on=DAY, came="đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy")


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ((), ("Chưa họp kiểm điểm",)),
        ((Heard(held_on=DAY),), ("Ngày 06/12/2021: không có đại biểu cấp trên dự",)),
        ((CAME,), ("Ngày 06/12/2021: đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy",)),
        (
            (Heard(held_on=DAY), replace(CAME, held_on=date(2021, 12, 9))),
            (
                "Ngày 06/12/2021: không có đại biểu cấp trên dự",
                "Ngày 09/12/2021: đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy",
            ),
        ),
    ],
)
def test_who_came_from_above_is_said_of_each_conference(heard, words):
    assert replace(OPEN, heard=heard).attendance == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"handed_in_on": DAY}, "bản kiểm điểm nộp ngày 06/12/2021 chưa giải trình điểm 1, 2"),
        (
            {"handed_in_on": DAY, "open_points": (2,)},
            "bản kiểm điểm nộp ngày 06/12/2021 chưa giải trình điểm 2",
        ),
        ({"handed_in_on": DAY, "open_points": ()}, ""),
        (
            {"handed_in_on": DAY, "on_paper": True},
            "đã nhận bản giấy ngày 06/12/2021, chưa nhập giải trình điểm 1, 2",
        ),
        ({"heard": (CAME,)}, "đã kiểm điểm ngày 06/12/2021, chưa giải trình điểm 1, 2"),
        ({"handed_in_on": DAY, "heard": (replace(CAME, replied=True),)}, ""),
    ],
)
def test_a_letter_counts_as_not_answered_once_its_time_has_passed(changes, words):
    assert replace(OPEN, **changes).unanswered == words
