"""The highest eligible level, and what stands against a level."""

from datetime import date
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Grade, Level
from ratings.rules.engine import check_level, evaluate, warnings_for
from ratings.rules.facts import (
    CivilRating,
    Days,
    Discipline,
    Facts,
    PeerBody,
    SuperiorLevel,
    Targets,
)
from reviews.rules.regulation import (
    CommentFrom,
    ConcludedFinding,
    Condition,
    DisciplineForm,
    Offender,
    Standing,
    parse_regulation,
)

SITTING = date(2021, 12, 14)


@pytest.fixture
def year(regulation):
    """A clean year: reviewed, every criterion excellent; the rest as a test says."""

    def make(capacity, grade=Grade.EXCELLENT, **known):
        codes = [one.code for one in regulation.criteria_for(capacity)]
        values = {
            "capacity": capacity,
            "year": 2021,
            "reference_on": SITTING,
            "reviewed": True,
            "grades": dict.fromkeys(codes, grade),
            **known,
        }
        return Facts(**values)

    return make


def judge(facts, regulation):
    return evaluate(facts, regulation, facts.capacity)


def codes(findings):
    return [one.rule for one in findings]


@pytest.mark.parametrize("capacity", Capacity)
def test_a_clean_excellent_year_reaches_the_best_level(year, regulation, capacity):
    assert judge(year(capacity), regulation).highest == Level.EXCELLENT


@pytest.mark.parametrize("capacity", Capacity)
@pytest.mark.parametrize(
    ("grade", "level"),
    [(Grade.GOOD, Level.GOOD), (Grade.AVERAGE, Level.FAIR), (Grade.POOR, Level.FAILED)],
)
def test_the_grades_bound_the_level(year, regulation, capacity, grade, level):
    assert judge(year(capacity, grade), regulation).highest == level


@pytest.mark.parametrize("capacity", Capacity)
def test_grades_not_known_are_not_bad_grades(year, regulation, capacity):
    verdict = judge(year(capacity, grades={}), regulation)
    assert verdict.highest == Level.EXCELLENT
    assert Condition.GRADE_PATTERN in {one.condition for one in verdict.unknown}


TRIGGERS = {
    "A10": (Capacity.ORGANIZATION, {"disciplines": "self"}),
    "A12a": (Capacity.ORGANIZATION, {"targets": Targets(share=Fraction(49, 100))}),
    "A12b": (Capacity.ORGANIZATION, {"grades": {"TCD.II.1": Grade.POOR}}),
    "A14": (Capacity.ORGANIZATION, {"concluded": frozenset({ConcludedFinding.DISUNITY})}),
    "B8": (Capacity.MEMBER, {"concluded": frozenset({ConcludedFinding.DEGRADATION})}),
    "B9": (Capacity.MEMBER, {"targets": Targets(share=Fraction(49, 100))}),
    "B11": (Capacity.MEMBER, {"disciplines": "self"}),
    "C8a": (Capacity.COLLECTIVE, {"concluded": frozenset({ConcludedFinding.DISUNITY})}),
    "C8b": (Capacity.COLLECTIVE, {"concluded": frozenset({ConcludedFinding.DEGRADATION})}),
    "C9": (Capacity.COLLECTIVE, {"targets": Targets(share=Fraction(49, 100), main_all_met=False)}),
    "C10": (Capacity.COLLECTIVE, {"disciplines": "self"}),
    "C11": (Capacity.COLLECTIVE, {"disciplines": "member"}),
    "D7a": (Capacity.OFFICE, {"concluded": frozenset({ConcludedFinding.DEGRADATION})}),
    "D7b": (Capacity.OFFICE, {"targets": Targets(share=Fraction(49, 100))}),
    "D7c": (Capacity.OFFICE, {"disciplines": "self"}),
}


@pytest.mark.parametrize("code", TRIGGERS)
def test_each_trigger_alone_means_failed(year, regulation, code):
    capacity, known = TRIGGERS[code]
    known = dict(known)
    if "disciplines" in known:
        one = Discipline(
            decided_on=date(2021, 12, 31),
            violation_year=2021,
            form=DisciplineForm.WARNING,
            offender=Offender(known["disciplines"]),
        )
        known["disciplines"] = (one,)
    verdict = judge(year(capacity, **known), regulation)
    assert verdict.highest == Level.FAILED
    assert codes(verdict.holding_down)[0] == code


def test_every_trigger_of_the_regulation_has_a_case(regulation):
    assert set(TRIGGERS) == set(codes_of(regulation.triggers))


def codes_of(rules):
    return [rule.code for rule in rules]


def standing(one):
    return {"standings": frozenset({one})}


BARRED = {
    "NR_EXEMPT": (Capacity.MEMBER, standing(Standing.EXEMPT)),
    "NR_SUSPENDED": (Capacity.OFFICE, standing(Standing.SUSPENDED)),
    "LEFT": (Capacity.MEMBER, standing(Standing.LEFT)),
    "PAUSED": (Capacity.COLLECTIVE, standing(Standing.PAUSED)),
    "IN_TRANSFER": (Capacity.MEMBER, standing(Standing.IN_TRANSFER)),
    "NR_ORG_LT6M": (Capacity.COLLECTIVE, {"founded_on": date(2021, 6, 15)}),
    "NR_MEMBER_LT6M": (Capacity.MEMBER, {"admitted_on": date(2021, 6, 15)}),
    "NR_NOT_REVIEWED": (Capacity.OFFICE, {"reviewed": False}),
}
RATED = {
    "NR_ORG_LT6M": (Capacity.COLLECTIVE, {"founded_on": date(2021, 6, 14)}),
    "NR_MEMBER_LT6M": (Capacity.MEMBER, {"admitted_on": date(2021, 6, 14)}),
    "OFFICER_LT6M": (Capacity.OFFICE, {"appointed_on": date(2021, 6, 14)}),
    "CAP_SICK_3M": (
        Capacity.MEMBER,
        {"sick_leave": (Days(from_on=date(2021, 3, 1), to_on=date(2021, 5, 30)),)},
    ),
}
NOTED = {
    "OFFICER_LT6M": (Capacity.OFFICE, {"appointed_on": date(2021, 6, 15)}),
    "CAP_SICK_3M": (
        Capacity.MEMBER,
        {"sick_leave": (Days(from_on=date(2021, 3, 1), to_on=date(2021, 5, 31)),)},
    ),
    "MATERNITY": (Capacity.MEMBER, standing(Standing.MATERNITY)),
    "TRANSFERRED": (Capacity.MEMBER, {"comments_due": frozenset({CommentFrom.FORMER_CELL})}),
    "TEMP_ACTIVITY": (Capacity.MEMBER, {"comments_due": frozenset({CommentFrom.TEMPORARY_CELL})}),
    "AWAY": (Capacity.MEMBER, standing(Standing.AWAY)),
    "PROBATIONARY": (Capacity.MEMBER, standing(Standing.PROBATIONARY)),
    "REDUCED": (Capacity.MEMBER, standing(Standing.REDUCED)),
    "COMMITTEE_SUSPENDED": (Capacity.OFFICE, standing(Standing.COMMITTEE_SUSPENDED)),
    "HEAD_NEWLY_MOVED": (Capacity.OFFICE, standing(Standing.HEAD_NEWLY_MOVED)),
    "MULTI_OFFICE": (Capacity.OFFICE, standing(Standing.SEVERAL_OFFICES)),
    "ORG_MOVED": (Capacity.ORGANIZATION, {"comments_due": frozenset({CommentFrom.FORMER_SUPERIOR})}),
    "STUDY_12M": (Capacity.OFFICE, {"comments_due": frozenset({CommentFrom.SCHOOL})}),
    "SECONDED": (Capacity.OFFICE, {"comments_due": frozenset({CommentFrom.HOST})}),
    "HEAD_FROM_ELSEWHERE": (Capacity.OFFICE, {"comments_due": frozenset({CommentFrom.FORMER_UNIT})}),
    "ABROAD": (Capacity.MEMBER, standing(Standing.ABROAD)),
    "RATINGS_APART": (Capacity.OFFICE, {"other_level": Level.FAIR}),
}


@pytest.mark.parametrize("code", BARRED)
def test_a_special_case_that_bars_every_level(year, regulation, code):
    capacity, known = BARRED[code]
    verdict = judge(year(capacity, **known), regulation)
    assert verdict.highest is None
    assert verdict.reason == next(case.text for case in regulation.cases if case.code == code)
    assert all(code in codes(check_level(level, verdict)) for level in Level)


@pytest.mark.parametrize("code", RATED)
def test_on_the_other_side_of_the_limit_the_case_does_not_apply(year, regulation, code):
    capacity, known = RATED[code]
    verdict = judge(year(capacity, **known), regulation)
    assert code not in codes(verdict.findings)
    assert verdict.highest == Level.EXCELLENT


@pytest.mark.parametrize("code", NOTED)
def test_a_special_case_that_is_noted(year, regulation, code):
    capacity, known = NOTED[code]
    verdict = judge(year(capacity, **known), regulation)
    assert code in codes(verdict.findings)
    assert verdict.highest is not None


def test_every_special_case_of_the_regulation_has_a_case(regulation):
    assert set(BARRED) | set(NOTED) == set(codes_of(regulation.cases))


def test_three_months_of_sick_leave_allow_fair_at_most(year, regulation):
    capacity, known = NOTED["CAP_SICK_3M"]
    verdict = judge(year(capacity, **known), regulation)
    assert verdict.highest == Level.FAIR
    assert codes(check_level(Level.GOOD, verdict)) == ["CAP_SICK_3M"]
    assert check_level(Level.FAIR, verdict) == []


def test_exemption_is_looked_at_before_maternity(year, regulation):
    both = frozenset({Standing.EXEMPT, Standing.MATERNITY})
    verdict = judge(year(Capacity.MEMBER, standings=both), regulation)
    assert verdict.reason == "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại"


def test_a_new_office_of_less_than_six_months_only_warns(year, regulation):
    verdict = judge(year(Capacity.OFFICE, appointed_on=date(2021, 6, 15)), regulation)
    assert check_level(Level.GOOD, verdict) == []
    assert codes(warnings_for(Level.GOOD, verdict)) == ["OFFICER_LT6M"]


def test_a_review_not_known_of_is_shown_as_unknown(year, regulation):
    verdict = judge(year(Capacity.MEMBER, reviewed=None), regulation)
    assert verdict.highest == Level.EXCELLENT
    assert "NR_NOT_REVIEWED" in codes(verdict.unknown)


def test_a_head_is_not_above_the_collective(year, regulation):
    collective = SuperiorLevel(name="tập thể", level=Level.GOOD)
    verdict = judge(year(Capacity.OFFICE, headships=(collective,)), regulation)
    assert verdict.highest == Level.GOOD
    assert codes(check_level(Level.EXCELLENT, verdict)) == ["D3"]
    assert check_level(Level.GOOD, verdict) == []


def test_a_deputy_may_be_above_the_collective(year, regulation):
    assert judge(year(Capacity.OFFICE), regulation).highest == Level.EXCELLENT


def test_a_head_newly_moved_may_be_above(year, regulation):
    collective = SuperiorLevel(name="tập thể", level=Level.FAIR)
    facts = year(Capacity.OFFICE, headships=(collective,), standings=frozenset({Standing.HEAD_NEWLY_MOVED}))
    assert judge(facts, regulation).highest == Level.EXCELLENT


def test_a_headship_beside_the_chief_post_does_not_count(year, regulation):
    army = SuperiorLevel(name="Đảng bộ Quân sự", level=Level.FAIR, chief=False)
    assert judge(year(Capacity.OFFICE, headships=(army,)), regulation).highest == Level.EXCELLENT


def test_a_level_that_has_not_come_is_pending_and_stops_nobody(year, regulation):
    later = SuperiorLevel(name="Đảng bộ huyện", level=None)
    verdict = judge(year(Capacity.COLLECTIVE, organization=later), regulation)
    assert verdict.pending
    assert verdict.highest == Level.EXCELLENT
    assert check_level(Level.EXCELLENT, verdict, deciding=True) == []


def test_nothing_pending_when_all_is_known(year, regulation):
    assert judge(year(Capacity.COLLECTIVE), regulation).pending is False


@pytest.mark.parametrize(
    ("_case", "civil", "deciding", "expected"),
    [
        ("rated as high", Level.EXCELLENT, True, []),
        ("rated lower", Level.GOOD, False, ["B3"]),
        ("not yet, while a cell proposes", None, False, []),
        ("not yet, when it is decided", None, True, ["B3"]),
    ],
)
def test_the_civil_rating_and_the_best_level(year, regulation, _case, civil, deciding, expected):
    facts = year(Capacity.MEMBER, civil=CivilRating(level=civil))
    verdict = judge(facts, regulation)
    assert codes(check_level(Level.EXCELLENT, verdict, deciding=deciding)) == expected


def test_a_civil_rating_not_known_stops_no_other_level(year, regulation):
    verdict = judge(year(Capacity.MEMBER, civil=CivilRating(level=None)), regulation)
    assert check_level(Level.GOOD, verdict, deciding=True) == []


def test_a_failed_civil_rating_means_failed(year, regulation):
    verdict = judge(year(Capacity.MEMBER, civil=CivilRating(level=Level.FAILED)), regulation)
    assert verdict.highest == Level.FAILED


@pytest.mark.parametrize(
    ("_case", "good", "fair", "failed", "expected"),
    [
        ("80 of 100 good or better", 80, 20, 0, Level.EXCELLENT),
        ("79", 79, 21, 0, Level.GOOD),
        ("50", 50, 50, 0, Level.GOOD),
        ("49", 49, 51, 0, Level.FAIR),
        ("one failed", 99, 0, 1, Level.FAIR),
        ("a fifth failed", 80, 0, 20, Level.FAIR),
        ("more than a fifth failed", 79, 0, 21, Level.FAILED),
    ],
)
def test_the_levels_below_bound_an_organisation(year, regulation, _case, good, fair, failed, expected):
    below = {Level.GOOD: good, Level.FAIR: fair, Level.FAILED: failed}
    assert judge(year(Capacity.ORGANIZATION, subordinates=below), regulation).highest == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.GOOD, Level.EXCELLENT), (Level.FAIR, Level.GOOD), (Level.FAILED, Level.FAIR)],
)
def test_the_bodies_of_the_same_level_bound_an_organisation(year, regulation, level, expected):
    bodies = (PeerBody(name="UBND huyện", level=level),)
    assert judge(year(Capacity.ORGANIZATION, peer_bodies=bodies), regulation).highest == expected


def test_an_inferred_rule_warns_and_does_not_block(year, regulation):
    verdict = judge(year(Capacity.OFFICE, Grade.GOOD), regulation)
    assert verdict.highest == Level.GOOD
    assert check_level(Level.EXCELLENT, verdict) == []
    assert codes(warnings_for(Level.EXCELLENT, verdict)) == ["D6a"]


def test_a_stated_rule_blocks(year, regulation):
    verdict = judge(year(Capacity.COLLECTIVE, Grade.GOOD), regulation)
    assert codes(check_level(Level.EXCELLENT, verdict)) == ["C2"]


def test_the_quota_only_informs_and_lowers_nobody(year, regulation):
    verdict = judge(year(Capacity.OFFICE), regulation)
    assert "D4" in codes(verdict.unknown)
    assert verdict.highest == Level.EXCELLENT
    assert check_level(Level.EXCELLENT, verdict) == []
    assert warnings_for(Level.EXCELLENT, verdict) == []


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Level.EXCELLENT, ["RATINGS_APART"]), (Level.GOOD, []), (Level.FAIR, []), (Level.FAILED, [])],
)
def test_two_ratings_of_one_person_more_than_a_level_apart_warn(year, regulation, level, expected):
    verdict = judge(year(Capacity.OFFICE, other_level=Level.FAIR), regulation)
    assert codes(warnings_for(level, verdict)) == expected


def test_the_strictest_finding_comes_first(year, regulation):
    facts = year(
        Capacity.COLLECTIVE,
        Grade.GOOD,
        organization=SuperiorLevel(name="Đảng bộ", level=Level.FAIR),
        concluded=frozenset({ConcludedFinding.DISUNITY}),
    )
    assert codes(judge(facts, regulation).holding_down) == ["C8a", "C4", "C2"]


def test_nothing_stands_against_the_worst_level(year, regulation):
    facts = year(Capacity.COLLECTIVE, concluded=frozenset({ConcludedFinding.DISUNITY}))
    assert check_level(Level.FAILED, judge(facts, regulation)) == []


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (Fraction(90), Level.EXCELLENT),
        (Fraction(899, 10), Level.GOOD),
        (Fraction(70), Level.GOOD),
        (Fraction(50), Level.FAIR),
        (Fraction(499, 10), Level.FAILED),
    ],
)
def test_a_hundred_points_are_judged_by_the_same_engine(points, expected):
    standards = [
        {
            "code": f"P{limit}",
            "capacities": ["office"],
            "level": level,
            "condition": "points_at_least",
            "params": {"points": limit},
            "severity": "block",
            "text": f"Đạt từ {limit} điểm trở lên",
            "clause": "Điều 9",
            "certainty": "stated",
        }
        for level, limit in (("excellent", 90), ("good", 70), ("fair", 50))
    ]
    regulation = parse_regulation(
        {
            "code": "qd366",
            "title": "100 điểm",
            "valid_from": "2025-08-30",
            "scoring": "points100",
            "standards": standards,
        }
    )
    facts = Facts(capacity=Capacity.OFFICE, year=2025, reference_on=SITTING, points=points)
    assert judge(facts, regulation).highest == expected
