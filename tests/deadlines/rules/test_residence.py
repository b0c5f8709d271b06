"""P38: whose street is asked about him, and who is excused, on either side of each limit."""

from datetime import date

import pytest

from deadlines.rules.residence import Dweller, Spell, lives_in_his_cell, owes_residence_comment
from organizations.enums import Sector
from reviews.rules.regulation import Standing

DAY = date(2021, 12, 14)
YESTERDAY, TOMORROW = date(2021, 12, 13), date(2021, 12, 15)
OFFICE = {"in_service": True, "residence": "Phường Tân Thịnh", "cell": "Chi bộ Văn phòng"}


def spell(kind, from_on, to_on=None):
    return {"spells": (Spell(kind=kind, from_on=from_on, to_on=to_on),)}


CASES = {
    "P38-in-service": ({}, True),
    "P38-retired-or-villager": ({"in_service": False}, False),
    "P38-army-in-barracks": ({"sector": Sector.ARMY, "residence": "Doanh trại Bộ Chỉ huy"}, False),
    "P38-police-without-a-street": ({"sector": Sector.POLICE, "residence": ""}, False),
    "P38-police-at-home": ({"sector": Sector.POLICE}, True),
    "P38-agency-without-a-street": ({"sector": Sector.AGENCY, "residence": ""}, True),
    "P38-villager-of-his-own-cell": ({"cell": "Chi bộ xóm Bưởi", "residence": "Xóm Bưởi, xã Nà Sọng"}, False),
    "P38-of-another-hamlet": ({"cell": "Chi bộ xóm Bưởi", "residence": "Xóm Mít, xã Nà Sọng"}, True),
    "P38-abroad-today": (spell(Standing.ABROAD, DAY), False),
    "P38-abroad-tomorrow": (spell(Standing.ABROAD, TOMORROW), True),
    "P38-abroad-until-today": (spell(Standing.ABROAD, date(2020, 6, 1), DAY), False),
    "P38-abroad-until-yesterday": (spell(Standing.ABROAD, date(2020, 6, 1), YESTERDAY), True),
    "P38-mobile-today": (spell(Standing.MOBILE, DAY), False),
    "P38-mobile-until-yesterday": (spell(Standing.MOBILE, date(2020, 6, 1), YESTERDAY), True),
    "P38-far-away-today": (spell(Standing.AWAY, DAY), False),
    "P38-far-away-tomorrow": (spell(Standing.AWAY, TOMORROW), True),
    "P38-study-of-twelve-months": (spell(Standing.STUDYING, date(2021, 1, 4), date(2022, 1, 3)), False),
    "P38-study-a-day-less": (spell(Standing.STUDYING, date(2021, 1, 4), date(2022, 1, 2)), True),
    "P38-study-without-end": (spell(Standing.STUDYING, date(2021, 9, 6)), False),
    "P38-study-of-two-years-until-yesterday": (
        spell(Standing.STUDYING, date(2019, 12, 1), YESTERDAY),
        True,
    ),
    "P38-seconded": (spell(Standing.SECONDED, date(2021, 1, 4)), True),
    "P38-reduced": (spell(Standing.REDUCED, date(2021, 1, 4)), True),
}


@pytest.mark.parametrize(("said", "owes"), CASES.values(), ids=CASES)
def test_whose_street_is_asked_about_him(said, owes):
    assert owes_residence_comment(Dweller(**(OFFICE | said)), DAY) is owes


@pytest.mark.parametrize(
    ("residence", "cell", "own"),
    [
        ("Xóm Bưởi", "Chi bộ xóm Bưởi", True),
        ("Xóm bưởi, xã Nà Sọng", "Chi bộ xóm Bưởi", True),
        ("Tổ dân phố 1, phường Tân Thịnh", "Chi bộ Tổ dân phố 1", True),
        ("Tổ dân phố 12, phường Tân Thịnh", "Chi bộ Tổ dân phố 1", False),
        ("Xóm Bưởi Trong", "Chi bộ xóm Bưởi", False),
        ("Văn phòng", "Chi bộ Văn phòng", False),  # an office is no street
        ("", "Chi bộ xóm Bưởi", False),
        ("Xóm Bưởi", "", False),
    ],
)
def test_a_cell_of_the_hamlet_where_he_lives_is_his_own_street(residence, cell, own):
    assert lives_in_his_cell(residence, cell) is own
