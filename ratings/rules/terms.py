"""Nhiệm kỳ cấp ủy: numbers of papers run within a term, not within a year (P27)."""

from datetime import date

YEARS = 5
CONGRESS_MONTH = 11  # provincial congresses end by October of a year that closes a term


def term_of(day: date) -> str:
    """The term of the provincial committee a day falls in: 2020–2025."""
    first = day.year - day.year % YEARS
    if day.year == first and day.month < CONGRESS_MONTH:
        first -= YEARS
    return f"{first}–{first + YEARS}"
