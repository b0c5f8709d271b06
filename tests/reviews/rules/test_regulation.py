"""The rulebook is read whole, or every bad row is named."""

from datetime import date
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Certainty, Grade, Level, SubjectKind
from reviews.rules.regulation import (
    CONDITION_PARAMS,
    Alongside,
    CapBase,
    Condition,
    Params,
    Requirement,
    Rounding,
    Scoring,
    SectionRole,
    content_hash,
    parse_regulation,
    parse_share,
)


def test_the_rulebook_of_2021_is_whole(regulation):
    assert regulation.code == "qd132-hd21"
    assert regulation.valid_from == date(2019, 10, 18)
    assert regulation.scoring == Scoring.GRADE4
    assert [rule.code for rule in regulation.places] == [f"N{n}" for n in range(1, 13)]
    assert {kind.code for kind in regulation.dossier_kinds} == {
        "HS_LDQL_BTV",
        "HS_LDQL_UQ",
        "HS_DB_TT",
        "BC_KQ",
        "BC_TINH",
    }


def test_every_row_names_its_clause_and_its_certainty(regulation):
    rows = [
        row
        for name in regulation.__dataclass_fields__
        if isinstance(getattr(regulation, name), tuple)
        for row in getattr(regulation, name)
    ]
    assert len(rows) > 200
    assert all(row.clause for row in rows)
    assert {row.certainty for row in rows} == set(Certainty)


@pytest.mark.parametrize(
    ("capacity", "core"),
    [
        (Capacity.COLLECTIVE, ["TT.II.1", "TT.II.2"]),
        (Capacity.OFFICE, ["CB.2", "CB.2a", "CB.2b"]),
        (Capacity.MEMBER, ["DV.5"]),
        (Capacity.ORGANIZATION, ["TCD.II.1", "TCD.II.2"]),
    ],
)
def test_the_core_criteria(regulation, capacity, core):
    assert [one.code for one in regulation.criteria_for(capacity) if one.core] == core


def test_a_leaders_self_review_has_twelve_sections_in_order(regulation):
    sections = [item.section for item in regulation.content_for(Capacity.OFFICE)]
    assert sections == ["I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "II", "III", "IV", "V", "VI", "VII"]


@pytest.mark.parametrize(
    ("capacity", "targets", "commitment", "own_level", "heading"),
    [
        (Capacity.MEMBER, "CN.ND.2", "CN.ND.3", "CN.ND.9", "VII. Tự nhận mức xếp loại"),
        (Capacity.OFFICE, "CN.ND.2", "CN.ND.3", "CN.ND.9", "VII. Tự nhận mức xếp loại"),
        (Capacity.COLLECTIVE, "TT.ND.2", None, "TT.ND.10", "VII. Đề nghị xếp loại mức chất lượng"),
        (Capacity.ORGANIZATION, "TT.ND.2", None, "TT.ND.10", "VII. Đề nghị xếp loại mức chất lượng"),
    ],
)
def test_targets_promises_and_the_own_level_stand_where_the_regulation_puts_them(
    regulation, capacity, targets, commitment, own_level, heading
):
    items = regulation.content_for(capacity)
    assert [one.code for one in items if one.alongside == Alongside.TARGETS] == [targets]
    assert [one.code for one in items if one.alongside == Alongside.COMMITMENT] == [commitment] * bool(
        commitment
    )
    assert [(one.code, one.heading) for one in items if one.role == SectionRole.OWN_LEVEL] == [
        (own_level, heading)
    ]


def test_the_box_under_a_section_comes_from_its_criteria(regulation):
    first = regulation.content_for(Capacity.OFFICE)[0]
    codes = [one.code for one in regulation.criteria_of(first, Capacity.OFFICE)]
    assert codes == ["CB.1.1", "CB.1.2", "CB.1.3", "CB.1.4"]


def test_groups_of_criteria_are_never_graded(regulation):
    groups = [one.code for one in regulation.criteria if one.is_group]
    assert groups == ["TT.I", "TT.II", "CB.1", "TCD.I", "TCD.II"]


def test_the_ceiling_is_a_fifth_of_those_good_or_better_rounded_down(regulation):
    cap = regulation.cap_for(Capacity.OFFICE)
    assert (cap.share, cap.base, cap.rounding, cap.min_one) == (
        Fraction(1, 5),
        CapBase.GOOD_OR_BETTER,
        Rounding.FLOOR,
        False,
    )


def test_a_capacity_without_ceiling_or_vote_has_none(regulation_data):
    regulation_data["caps"] = []
    regulation_data["votes"] = []
    regulation = parse_regulation(regulation_data)
    assert regulation.cap_for(Capacity.OFFICE) is None
    assert regulation.vote_rule(Capacity.OFFICE) is None


def test_more_than_half_of_those_entitled_is_the_systems_default(regulation):
    rule = regulation.vote_rule(Capacity.COLLECTIVE)
    assert (rule.share, rule.strict, rule.base, rule.certainty) == (
        Fraction(1, 2),
        True,
        "entitled",
        Certainty.DEFAULT,
    )


def test_the_residence_comment_is_asked_only_where_it_applies_and_never_blocks(regulation):
    residence = next(item for item in regulation.dossier_items if item.code == "NOI_CU_TRU")
    assert residence.need("HS_LDQL_BTV", SubjectKind.PERSON) == Requirement.IF_APPLICABLE
    assert residence.need("HS_LDQL_BTV", SubjectKind.COLLECTIVE) == Requirement.NONE
    assert residence.blocks is False


def test_forms_carry_the_printed_label_not_their_code(regulation):
    assert regulation.form("F01").label == "Mẫu 01-HD KĐ.ĐG 2019"
    assert not any(form.label.startswith("F") for form in regulation.forms)


def test_settings_are_found_by_code(regulation):
    assert regulation.setting("draft_working_days").value == 3


def test_the_same_content_has_the_same_hash_however_it_is_laid_out(regulation_data):
    turned = dict(reversed(regulation_data.items()))
    assert content_hash(turned) == content_hash(regulation_data)
    turned["title"] += "."
    assert content_hash(turned) != content_hash(regulation_data)


def test_limits_are_read_as_what_they_are():
    params = Params({"l": "good", "g": "poor", "s": "20%", "n": 3, "w": "self", "b": True})
    assert params.level("l") == Level.GOOD
    assert params.grade("g") == Grade.POOR
    assert params.share("s") == Fraction(1, 5)
    assert params.number("n") == 3
    assert params.word("w") == "self"
    assert params.switch("b") is True


@pytest.mark.parametrize(
    ("text", "share"), [("20%", Fraction(1, 5)), ("2/3", Fraction(2, 3)), (" 1/2 ", Fraction(1, 2))]
)
def test_shares_are_exact(text, share):
    assert parse_share(text) == share


def test_every_condition_has_its_limits():
    assert set(CONDITION_PARAMS) == set(Condition)


def test_a_regulation_of_a_hundred_points_reads_the_same(regulation_data):
    clause = {"clause": "Điều 9", "certainty": "stated"}
    bands = [("excellent", 90), ("good", 70), ("fair", 50)]
    points = {
        "code": "qd366",
        "title": "Thang 100 điểm",
        "valid_from": "2025-08-30",
        "scoring": "points100",
        "standards": [
            {
                "code": f"P{points}",
                "capacities": ["office"],
                "level": level,
                "condition": "points_at_least",
                "params": {"points": points},
                "severity": "block",
                "text": f"Đạt từ {points} điểm trở lên",
                **clause,
            }
            for level, points in bands
        ],
        "content": [row for row in regulation_data["content"] if row["code"] in ("CN.ND.2", "CN.ND.9")],
        "criteria": [
            {
                "code": "KQ",
                "capacity": "office",
                "title": "Kết quả nhiệm vụ",
                "content": "CN.ND.2",
                "max_points": 70,
                **clause,
            }
        ],
    }
    regulation = parse_regulation(points)
    assert regulation.scoring == Scoring.POINTS100
    assert regulation.valid_to is None
    assert regulation.criteria[0].max_points == 70
    assert [rule.params.number("points") for rule in regulation.standards] == [90, 70, 50]
