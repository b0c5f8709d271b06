"""What cannot be true of a person, whoever says it."""

from datetime import date

import pytest

from cadres.rules.people import birth_of, end_of_probation, person_faults

TODAY = date(2021, 12, 14)
WELL = {
    "full_name": "Lò Văn Inh",
    "birth": date(1975, 8, 14),
    "joined_on": date(2000, 5, 19),
    "official_on": date(2001, 5, 19),
    "from_on": date(2015, 1, 1),
}


@pytest.mark.parametrize(
    ("_case", "changed", "columns"),
    [
        ("nothing is wrong", {}, []),
        ("nothing is known", dict.fromkeys(WELL), []),
        ("a given name alone", {"full_name": "Inh"}, ["full_name"]),
        ("born tomorrow", {"birth": date(2021, 12, 15)}, ["birth", "joined_on"]),
        ("born in a year to come", {"birth": 2022}, ["birth", "joined_on"]),
        ("born this year says no more than the age", {"birth": 2021}, ["joined_on"]),
        ("eighteen in the year is enough", {"birth": 1982}, []),
        ("seventeen is not", {"birth": 1983}, ["joined_on"]),
        ("official before he was admitted", {"official_on": date(2000, 5, 18)}, ["official_on"]),
        ("sits there before he was admitted", {"from_on": date(2000, 5, 18)}, ["from_on"]),
        ("sits there from tomorrow", {"from_on": date(2021, 12, 15)}, ["from_on"]),
        ("admitted today", {"joined_on": TODAY, "official_on": None, "from_on": TODAY}, []),
    ],
)
def test_person_faults(_case, changed, columns):
    assert [column for column, _sentence in person_faults(WELL | changed, TODAY)] == columns


def test_without_a_day_nothing_is_to_come():
    assert list(person_faults(WELL | {"from_on": date(2099, 1, 1)}, None)) == []


def test_a_birth_is_a_day_or_a_year():
    assert (birth_of("14/8/1975"), birth_of("1975")) == (date(1975, 8, 14), 1975)


def test_probation_lasts_twelve_months():
    assert end_of_probation(date(2021, 5, 19)) == date(2022, 5, 19)
    assert end_of_probation(date(2020, 2, 29)) == date(2021, 2, 28)
