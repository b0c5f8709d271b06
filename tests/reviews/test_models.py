"""What a subject says of itself."""

import pytest

from reviews.models import Subject


@pytest.mark.parametrize(
    ("_case", "title", "unit_label", "expected"),
    [
        ("post and unit", "Bí thư", "Huyện ủy Đồng Khê", "Bí thư, Huyện ủy Đồng Khê"),
        ("the post names the unit", "Giám đốc Sở Y tế", "Sở Y tế", "Giám đốc Sở Y tế"),
        (
            "the post names the collective's unit",
            "Phó Chánh Văn phòng Tỉnh ủy",
            "Tập thể lãnh đạo Văn phòng Tỉnh ủy",
            "Phó Chánh Văn phòng Tỉnh ủy",
        ),
        (
            "the post names the committee",
            "Bí thư Huyện ủy Đồng Khê",
            "Ban Thường vụ Huyện ủy Đồng Khê",
            "Bí thư Huyện ủy Đồng Khê",
        ),
        ("a unit alone", "", "Sở Y tế", "Sở Y tế"),
        ("nothing", "", "", ""),
    ],
)
def test_post_and_unit_stand_on_one_line_without_saying_a_place_twice(_case, title, unit_label, expected):
    assert Subject(title=title, unit_label=unit_label).office == expected
