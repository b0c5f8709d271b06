"""The term a day falls in."""

from datetime import date

import pytest

from ratings.rules.terms import term_of


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2020, 10, 31), "2015–2020"),
        (date(2020, 11, 1), "2020–2025"),
        (date(2022, 1, 20), "2020–2025"),
        (date(2025, 1, 20), "2020–2025"),
        (date(2026, 1, 1), "2025–2030"),
    ],
)
def test_a_term_ends_with_the_congress(day, term):
    assert term_of(day) == term
