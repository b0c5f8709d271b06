"""What cannot be among the dated facts of one person."""

from datetime import date

import pytest

from cadres.rules.facts import CHECKS

TODAY = date(2021, 12, 14)
JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)


def faults(part, *rows):
    return [(one.row, one.box) for one in CHECKS[part](list(enumerate(rows)), TODAY)]


@pytest.mark.parametrize(
    ("_case", "part", "rows", "found"),
    [
        ("nothing", "truong-hop", [], []),
        (
            "a case that ends before it begins",
            "truong-hop",
            [{"from_on": AUGUST, "to_on": JULY}],
            [(0, "to_on")],
        ),
        (
            "the same case twice at once",
            "truong-hop",
            [{"kind": "exempt", "from_on": JULY}, {"kind": "exempt", "from_on": AUGUST, "to_on": AUGUST}],
            [(1, "from_on")],
        ),
        (
            "one after the other",
            "truong-hop",
            [
                {"kind": "exempt", "from_on": JULY, "to_on": date(2021, 7, 31)},
                {"kind": "exempt", "from_on": AUGUST},
            ],
            [],
        ),
        (
            "two cases at once",
            "truong-hop",
            [{"kind": "exempt", "from_on": JULY}, {"kind": "away", "from_on": JULY}],
            [],
        ),
        (
            "a row that could not be read",
            "truong-hop",
            [{"kind": "exempt"}, {"kind": "exempt", "from_on": JULY}],
            [],
        ),
        (
            "two leaves that share a day",
            "nghi",
            [
                {"kind": "sick", "from_on": JULY, "to_on": AUGUST},
                {"kind": "maternity", "from_on": AUGUST, "to_on": AUGUST},
            ],
            [(1, "from_on")],
        ),
        (
            "decided tomorrow",
            "ky-luat",
            [{"decided_on": date(2021, 12, 15), "violated_in": 2021}],
            [(0, "decided_on")],
        ),
        (
            "violated after it was decided",
            "ky-luat",
            [{"decided_on": JULY, "violated_in": 2022}],
            [(0, "violated_in")],
        ),
        ("violated long before", "ky-luat", [{"decided_on": JULY, "violated_in": 2019}], []),
        ("a year that has not come", "cbccvc", [{"year": 2022}], [(0, "year")]),
        ("a year twice", "cbccvc", [{"year": 2020}, {"year": 2021}, {"year": 2020}], [(2, "year")]),
        ("no post", "chuc-vu", [], []),
        ("no chief post", "chuc-vu", [{"from_on": JULY}, {"from_on": JULY}], [(0, "is_main")]),
        ("two chief posts", "chuc-vu", [{"is_main": True}, {"is_main": True}], [(1, "is_main")]),
        (
            "one that ended",
            "chuc-vu",
            [{"is_main": True, "from_on": JULY, "to_on": AUGUST}, {"is_main": True}],
            [],
        ),
    ],
)
def test_the_faults_of_a_page(_case, part, rows, found):
    assert faults(part, *rows) == found
