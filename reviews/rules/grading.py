"""Cấp độ thực hiện: people grade criteria; the form prints one box a section."""

from collections.abc import Mapping

from organizations.enums import Capacity, Grade
from reviews.rules.regulation import ContentItem, Regulation


def printed_grade(
    item: ContentItem, capacity: Capacity, grades: Mapping[str, Grade], regulation: Regulation
) -> Grade | None:
    """The worst grade of a section's criteria; no box is ticked while one of them is missing."""
    given = [grades.get(one.code) for one in regulation.criteria_of(item, capacity)]
    known = [grade for grade in given if grade is not None]
    if not known or len(known) < len(given):
        return None
    return max(known, key=lambda grade: grade.rank)
