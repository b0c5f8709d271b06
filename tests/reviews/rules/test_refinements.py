"""Earlier dates of subordinate committees: never later than the level above, the nearest one names it."""

from datetime import date

import pytest

from reviews.enums import Audience
from reviews.rules.refinements import InForce, Line, OwnDate, in_force, may_refine, own_date_faults

PLAN_DAY, PLAN_ON = date(2021, 12, 10), date(2021, 11, 4)


def december(day):
    return date(2021, 12, day)


@pytest.mark.parametrize(
    ("_case", "chain", "expected"),
    [
        ("nobody has set one", [], InForce(before_on=PLAN_DAY)),
        ("the district alone", [("HU", 6)], InForce(before_on=december(6), by="HU")),
        ("the commune is earlier still", [("HU", 6), ("ĐU", 3)], InForce(before_on=december(3), by="ĐU")),
        ("the commune repeats the day", [("HU", 6), ("ĐU", 6)], InForce(before_on=december(6), by="ĐU")),
        ("the district moved earlier since", [("HU", 6), ("ĐU", 7)], InForce(before_on=december(6), by="HU")),
        ("later than the plan binds nobody", [("HU", 11)], InForce(before_on=PLAN_DAY)),
        (
            "a section below inherits from both",
            [("ĐU", 3), ("ĐUBP", 5)],
            InForce(before_on=december(3), by="ĐU"),
        ),
    ],
)
def test_the_nearest_date_that_is_not_later_than_above_binds(_case, chain, expected):
    assert in_force(PLAN_DAY, [OwnDate(by=by, before_on=december(day)) for by, day in chain]) == expected


T1 = Line(code="T1", summary="Kiểm điểm", above=InForce(before_on=december(10)))
T2 = Line(code="T2", summary="Hồ sơ", above=InForce(before_on=december(15), by="Huyện ủy"), after=("T1",))
LATER = "Ngày 16/12/2021 sau ngày 15/12/2021 của Huyện ủy. Ghi ngày 15/12/2021 hoặc sớm hơn."


@pytest.mark.parametrize(
    ("_case", "own", "expected"),
    [
        ("the same day as above", {"T2": december(15)}, {}),
        ("one day later than above", {"T2": december(16)}, {"T2": [LATER]}),
        (
            "one day later than the plan",
            {"T1": december(11)},
            {
                "T1": [
                    "Ngày 11/12/2021 sau ngày 10/12/2021 của kế hoạch của Tỉnh ủy. Ghi ngày 10/12/2021 hoặc sớm hơn."
                ]
            },
        ),
        ("the day after the plan was issued", {"T1": date(2021, 11, 5)}, {}),
        (
            "the day the plan was issued",
            {"T1": PLAN_ON},
            {"T1": ["Ngày 04/11/2021 không sau ngày ban hành kế hoạch của Tỉnh ủy (04/11/2021)."]},
        ),
        ("on the day of what comes first", {"T1": december(6), "T2": december(6)}, {}),
        (
            "before what comes first",
            {"T1": december(6), "T2": december(5)},
            {"T2": ["Ngày 05/12/2021 trước ngày 06/12/2021 của việc phải làm trước: Kiểm điểm."]},
        ),
        (
            "before the inherited day of what comes first",
            {"T2": december(9)},
            {"T2": ["Ngày 09/12/2021 trước ngày 10/12/2021 của việc phải làm trước: Kiểm điểm."]},
        ),
    ],
)
def test_a_date_that_cannot_stand_is_named(_case, own, expected):
    assert own_date_faults([T1, T2], own, plan_on=PLAN_ON) == expected


def test_each_level_brings_forward_what_it_organises():
    assert Audience.DECIDED_DOSSIERS in may_refine("direct")
    assert Audience.PROVINCE_REPORT not in may_refine("direct")
    for kind in ("base_committee", "base_cell", "section"):
        assert may_refine(kind) == {Audience.CADRES, Audience.BASE_ORGANIZATIONS}
    assert may_refine("cell") == may_refine("province") == frozenset()
