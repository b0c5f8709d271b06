"""Every condition on both sides of its limit, and unknown where nothing is known."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from organizations.enums import Capacity, Certainty, Grade, Level
from ratings.rules.conditions import CONDITIONS
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
    Params,
    Rule,
    Severity,
    Standing,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"
SITTING = date(2021, 12, 14)
COLLECTIVE_CODES = ("TT.I.1", "TT.I.2", "TT.I.3", "TT.II.1", "TT.II.2", "TT.III")


def rule(condition, **params):
    return Rule(
        code="X",
        capacities=tuple(Capacity),
        condition=Condition(condition),
        params=Params(params),
        severity=Severity.BLOCK,
        text="Quy tắc",
        clause="Điều 1",
        certainty=Certainty.STATED,
    )


def facts(**known):
    return Facts(**{"capacity": Capacity.COLLECTIVE, "year": 2021, "reference_on": SITTING, **known})


def grades(value=Grade.EXCELLENT, **changes):
    return {code: changes.get(code.replace(".", "_"), value) for code in COLLECTIVE_CODES}


def warned(on=date(2021, 6, 1), year=2021, form=DisciplineForm.WARNING, **more):
    return Discipline(decided_on=on, violation_year=year, form=form, **more)


PATTERN = {"core": "excellent", "rest": "good"}
HALF = {"share": "50%", "main_missed": False}
HALF_AND_MAIN = {"share": "50%", "main_missed": True}
ANY = {"offender": "self", "form": "reprimand", "spare_remedied": False}
SPARING = {**ANY, "spare_remedied": True}
MEMBER = {"offender": "member", "form": "warning", "spare_remedied": False}
SIX = {"event": "founded", "months": 6}

CASES = [
    ("all grades excellent", "grade_pattern", PATTERN, {"grades": grades()}, True),
    ("the rest good", "grade_pattern", PATTERN, {"grades": grades(TT_I_1=Grade.GOOD)}, True),
    ("a core criterion good", "grade_pattern", PATTERN, {"grades": grades(TT_II_1=Grade.GOOD)}, False),
    ("another average", "grade_pattern", PATTERN, {"grades": grades(TT_III=Grade.AVERAGE)}, False),
    ("no grades at all", "grade_pattern", PATTERN, {}, None),
    ("one bad, others missing", "grade_pattern", PATTERN, {"grades": {"TT.I.1": Grade.POOR}}, False),
    (
        "graded poor",
        "criterion_graded",
        {"criterion": "TT.I.1", "grade": "poor"},
        {"grades": grades(Grade.POOR)},
        True,
    ),
    (
        "graded average",
        "criterion_graded",
        {"criterion": "TT.I.1", "grade": "poor"},
        {"grades": grades(Grade.AVERAGE)},
        False,
    ),
    ("not graded", "criterion_graded", {"criterion": "TT.I.1", "grade": "poor"}, {}, None),
    (
        "8 of 10 are good",
        "composition_share",
        {"level": "good", "share": "80%"},
        {"subordinates": {Level.GOOD: 8, Level.FAIR: 2}},
        True,
    ),
    (
        "79 of 100 are not enough",
        "composition_share",
        {"level": "good", "share": "80%"},
        {"subordinates": {Level.GOOD: 79, Level.FAIR: 21}},
        False,
    ),
    (
        "nobody below is rated",
        "composition_share",
        {"level": "good", "share": "80%"},
        {"subordinates": {}},
        True,
    ),
    ("those below are not known", "composition_share", {"level": "good", "share": "80%"}, {}, None),
    (
        "all bodies good",
        "peer_bodies_at_least",
        {"level": "good"},
        {"peer_bodies": (PeerBody(name="UBND", level=Level.GOOD),)},
        True,
    ),
    (
        "one below",
        "peer_bodies_at_least",
        {"level": "good"},
        {"peer_bodies": (PeerBody(name="UBND", level=Level.FAIR), PeerBody(name="MTTQ", level=None))},
        False,
    ),
    (
        "one not yet rated",
        "peer_bodies_at_least",
        {"level": "good"},
        {"peer_bodies": (PeerBody(name="MTTQ", level=None),)},
        None,
    ),
    ("no such body", "peer_bodies_at_least", {"level": "good"}, {}, True),
    (
        "a civil servant rated as high",
        "external_rating",
        {"level": "excellent"},
        {"civil": CivilRating(level=Level.EXCELLENT)},
        True,
    ),
    (
        "rated lower",
        "external_rating",
        {"level": "excellent"},
        {"civil": CivilRating(level=Level.GOOD)},
        False,
    ),
    ("not yet rated", "external_rating", {"level": "excellent"}, {"civil": CivilRating(level=None)}, None),
    ("not a civil servant", "external_rating", {"level": "excellent"}, {}, True),
    ("49 of 100 done", "target_share_below", HALF, {"targets": Targets(share=Fraction(49, 100))}, True),
    ("a half done", "target_share_below", HALF, {"targets": Targets(share=Fraction(1, 2))}, False),
    (
        "force majeure",
        "target_share_below",
        HALF,
        {"targets": Targets(share=Fraction(0), force_majeure=True)},
        False,
    ),
    ("targets not filled in", "target_share_below", HALF, {}, None),
    (
        "under a half and main ones missed",
        "target_share_below",
        HALF_AND_MAIN,
        {"targets": Targets(share=Fraction(2, 5), main_all_met=False)},
        True,
    ),
    (
        "under a half, main ones met",
        "target_share_below",
        HALF_AND_MAIN,
        {"targets": Targets(share=Fraction(2, 5), main_all_met=True)},
        False,
    ),
    (
        "under a half, main ones not known",
        "target_share_below",
        HALF_AND_MAIN,
        {"targets": Targets(share=Fraction(2, 5))},
        None,
    ),
    ("not disciplined", "disciplined", ANY, {}, False),
    ("on the year's last day", "disciplined", ANY, {"disciplines": (warned(date(2021, 12, 31)),)}, True),
    (
        "on the next year's fifth day, for this year",
        "disciplined",
        ANY,
        {"disciplines": (warned(date(2022, 1, 5)),)},
        None,
    ),
    (
        "on the next year's fifth day, for that year",
        "disciplined",
        ANY,
        {"disciplines": (warned(date(2022, 1, 5), 2022),)},
        False,
    ),
    ("the year before", "disciplined", ANY, {"disciplines": (warned(date(2020, 12, 31), 2020),)}, False),
    (
        "counted in an earlier year",
        "disciplined",
        ANY,
        {"disciplines": (warned(counted_before=True),)},
        False,
    ),
    (
        "found and remedied by itself, which spares",
        "disciplined",
        SPARING,
        {"disciplines": (warned(remedied=True),)},
        False,
    ),
    ("remedied, where nothing spares", "disciplined", ANY, {"disciplines": (warned(remedied=True),)}, True),
    ("a member warned", "disciplined", MEMBER, {"disciplines": (warned(offender=Offender.MEMBER),)}, True),
    (
        "a member reprimanded only",
        "disciplined",
        MEMBER,
        {"disciplines": (warned(form=DisciplineForm.REPRIMAND, offender=Offender.MEMBER),)},
        False,
    ),
    ("oneself, where members count", "disciplined", MEMBER, {"disciplines": (warned(),)}, False),
    (
        "concluded",
        "concluded",
        {"finding": "disunity"},
        {"concluded": frozenset({ConcludedFinding.DISUNITY})},
        True,
    ),
    ("not concluded", "concluded", {"finding": "disunity"}, {"concluded": frozenset()}, False),
    ("nobody has said", "concluded", {"finding": "disunity"}, {}, None),
    (
        "not above an excellent organisation",
        "not_above",
        {"superior": "organization"},
        {"organization": SuperiorLevel(name="Đảng bộ", level=Level.EXCELLENT)},
        True,
    ),
    (
        "bounded by a good one",
        "not_above",
        {"superior": "organization"},
        {"organization": SuperiorLevel(name="Đảng bộ", level=Level.GOOD)},
        False,
    ),
    (
        "one not yet rated",
        "not_above",
        {"superior": "organization"},
        {"organization": SuperiorLevel(name="Đảng bộ", level=None)},
        None,
    ),
    ("no organisation above", "not_above", {"superior": "organization"}, {}, True),
    ("heading nothing", "not_above", {"superior": "headship"}, {}, True),
    (
        "heading a good collective",
        "not_above",
        {"superior": "headship"},
        {"headships": (SuperiorLevel(name="tập thể", level=Level.GOOD),)},
        False,
    ),
    (
        "another headship does not count",
        "not_above",
        {"superior": "headship"},
        {"headships": (SuperiorLevel(name="Quân sự", level=Level.FAIR, chief=False),)},
        True,
    ),
    (
        "newly moved",
        "not_above",
        {"superior": "headship"},
        {
            "headships": (SuperiorLevel(name="tập thể", level=Level.GOOD),),
            "standings": frozenset({Standing.HEAD_NEWLY_MOVED}),
        },
        True,
    ),
    ("90 points", "points_at_least", {"points": 90}, {"points": Fraction(90)}, True),
    ("89,9 points", "points_at_least", {"points": 90}, {"points": Fraction(899, 10)}, False),
    ("points not known", "points_at_least", {"points": 90}, {}, None),
    (
        "three months ill",
        "sick_months",
        {"months": 3},
        {"sick_leave": (Days(from_on=date(2021, 3, 1), to_on=date(2021, 5, 31)),)},
        True,
    ),
    (
        "a day short",
        "sick_months",
        {"months": 3},
        {"sick_leave": (Days(from_on=date(2021, 3, 1), to_on=date(2021, 5, 30)),)},
        False,
    ),
    ("not ill", "sick_months", {"months": 3}, {}, False),
    ("founded six months ago", "months_since", SIX, {"founded_on": date(2021, 6, 14)}, False),
    ("a day less", "months_since", SIX, {"founded_on": date(2021, 6, 15)}, True),
    ("founded long ago", "months_since", SIX, {}, False),
    (
        "admitted a day less than six months ago",
        "months_since",
        {"event": "admitted", "months": 6},
        {"admitted_on": date(2021, 6, 15)},
        True,
    ),
    (
        "appointed six months ago",
        "months_since",
        {"event": "appointed", "months": 6},
        {"appointed_on": date(2021, 6, 14)},
        False,
    ),
    ("exempt", "standing", {"standing": "exempt"}, {"standings": frozenset({Standing.EXEMPT})}, True),
    ("not exempt", "standing", {"standing": "exempt"}, {}, False),
    ("reviewed", "unreviewed", {}, {"reviewed": True}, False),
    ("not reviewed", "unreviewed", {}, {"reviewed": False}, True),
    ("review not known", "unreviewed", {}, {}, None),
    ("justified", "justified", {}, {"justified": True}, True),
    ("not justified", "justified", {}, {"justified": False}, False),
    ("nothing proposed yet", "justified", {}, {}, None),
    (
        "a comment due",
        "comment_missing",
        {"comment": "former_cell"},
        {"comments_due": frozenset({CommentFrom.FORMER_CELL})},
        True,
    ),
    ("not due", "comment_missing", {"comment": "former_cell"}, {}, False),
    ("another rating known", "ratings_apart", {"levels": 1}, {"other_level": Level.FAIR}, True),
    ("no other rating", "ratings_apart", {"levels": 1}, {}, False),
    ("the ceiling of a group", "quota", {}, {}, None),
]


@pytest.mark.parametrize(
    ("_case", "condition", "params", "known", "expected"), CASES, ids=[f"{one[1]}: {one[0]}" for one in CASES]
)
def test_a_condition(regulation, _case, condition, params, known, expected):
    outcome = CONDITIONS[Condition(condition)](facts(**known), rule(condition, **params), regulation)
    assert outcome.holds is expected


def test_every_condition_has_a_case_here():
    assert {one[1] for one in CASES} == set(CONDITIONS) == set(Condition)


def test_every_condition_the_fixtures_name_exists():
    for path in (FIXTURES / "regulations").glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        for name in ("cases", "standards", "triggers"):
            assert {row["condition"] for row in data[name]} <= set(CONDITIONS)


def test_the_worst_body_one_heads_bounds_and_is_named(regulation):
    known = facts(
        headships=(
            SuperiorLevel(name="tập thể", level=Level.GOOD),
            SuperiorLevel(name="Đảng bộ huyện", level=Level.FAIR, decided=True),
            SuperiorLevel(name="UBND", level=None),
        )
    )
    outcome = CONDITIONS[Condition.NOT_ABOVE](known, rule("not_above", superior="headship"), regulation)
    assert outcome.bound == Level.FAIR
    assert outcome.figures == {
        "superior": "headship",
        "unknown": ("UBND",),
        "name": "Đảng bộ huyện",
        "level": "HTNV",
        "decided": 1,
    }
