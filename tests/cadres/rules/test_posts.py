"""Which post counts."""

import pytest

from cadres.rules.posts import decided_higher, said_once
from organizations.enums import Route


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
