"""Which post counts."""

from datetime import date

import pytest

from cadres.rules.posts import (
    HeldPost,
    counting_headships,
    decided_higher,
    held_on,
    in_force,
    said_once,
    suggested_main_post,
)
from organizations.enums import Route

DAY = date(2021, 12, 14)


def post(key, route=Route.LOWER, position=1, is_head=False, from_on=date(2020, 8, 1), to_on=None):
    return HeldPost(
        key=key, title=key, route=route, position=position, is_head=is_head, from_on=from_on, to_on=to_on
    )


SECRETARY = post("Bí thư Huyện ủy", Route.DECIDED, 1, is_head=True)
ARMY = post("Bí thư Đảng ủy Quân sự huyện", Route.LOWER, 5, is_head=True)
CHAIR = post("Chủ tịch HĐND", Route.DECIDED, 2, is_head=True)


@pytest.mark.parametrize(
    ("_case", "from_on", "to_on", "expected"),
    [
        ("open", date(2021, 1, 1), None, True),
        ("on its first day", DAY, None, True),
        ("on its last day", date(2021, 1, 1), DAY, True),
        ("ended the day before", date(2021, 1, 1), date(2021, 12, 13), False),
        ("beginning tomorrow", date(2021, 12, 15), None, False),
    ],
)
def test_a_span_covers_a_day(_case, from_on, to_on, expected):
    assert in_force(from_on, to_on, DAY) is expected


def test_posts_held_come_in_protocol_order():
    left = post("Trưởng phòng", to_on=date(2021, 5, 1))
    assert held_on([ARMY, left, SECRETARY], DAY) == [SECRETARY, ARMY]


def test_the_highest_post_is_suggested_by_who_decides_then_by_protocol():
    assert suggested_main_post([ARMY, CHAIR, SECRETARY], DAY) == SECRETARY


def test_without_posts_nothing_is_suggested():
    assert suggested_main_post([], DAY) is None


def test_only_the_headship_of_the_chief_post_counts():
    assert counting_headships([SECRETARY, ARMY], SECRETARY.key, DAY) == [SECRETARY]


def test_a_deputy_heads_nothing():
    deputy = post("Phó Bí thư", Route.DECIDED, 3)
    assert counting_headships([deputy, ARMY], deputy.key, DAY) == []


@pytest.mark.parametrize(
    ("_case", "titles", "line"),
    [
        ("one post", ["Giám đốc Sở Y tế"], "Giám đốc Sở Y tế"),
        ("two posts", ["Bí thư Tỉnh ủy", "Bí thư Đảng ủy Quân sự"], "Bí thư Tỉnh ủy, Bí thư Đảng ủy Quân sự"),
        ("the same twice", ["Giám đốc", "Giám đốc"], "Giám đốc"),
        (
            "one inside the other",
            ["Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy", "Trưởng Ban Tổ chức Tỉnh ủy"],
            "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy",
        ),
        ("none", [], ""),
    ],
)
def test_a_post_is_named_once(_case, titles, line):
    assert said_once(titles) == line


@pytest.mark.parametrize(
    ("held", "other", "expected"),
    [
        (Route.CENTRAL, Route.DECIDED, True),
        (Route.DECIDED, Route.DELEGATED, True),
        (Route.DELEGATED, Route.DELEGATED, False),
        (Route.LOWER, Route.DELEGATED, False),
    ],
)
def test_a_post_of_a_higher_route_would_be_the_chief_post(held, other, expected):
    assert decided_higher(held, other) is expected
