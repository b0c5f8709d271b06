"""The box printed under a section."""

import pytest

from organizations.enums import Capacity, Grade
from reviews.rules.grading import printed_grade

LEAVES = ("CB.1.1", "CB.1.2", "CB.1.3", "CB.1.4")


@pytest.mark.parametrize(
    ("_case", "grades", "expected"),
    [
        ("all alike", dict.fromkeys(LEAVES, Grade.GOOD), Grade.GOOD),
        (
            "the worst counts",
            {**dict.fromkeys(LEAVES, Grade.EXCELLENT), "CB.1.3": Grade.AVERAGE},
            Grade.AVERAGE,
        ),
        ("one is missing", dict.fromkeys(LEAVES[:3], Grade.GOOD), None),
        ("none is there", {}, None),
    ],
)
def test_the_box_is_the_worst_grade_of_the_sections_criteria(regulation, _case, grades, expected):
    first = regulation.content_for(Capacity.OFFICE)[0]
    assert printed_grade(first, Capacity.OFFICE, grades, regulation) == expected


def test_a_section_without_criteria_has_no_box(regulation):
    shortcomings = next(item for item in regulation.content_for(Capacity.OFFICE) if item.section == "II")
    assert printed_grade(shortcomings, Capacity.OFFICE, dict.fromkeys(LEAVES, Grade.GOOD), regulation) is None
