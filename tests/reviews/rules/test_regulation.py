"""The rulebook is read whole, or every bad row is named."""

from datetime import date
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Certainty, Grade, Level, SubjectKind
from reviews.rules.regulation import (
    CONDITION_PARAMS,
    CapBase,
    Condition,
    Params,
    Requirement,
    RegulationInvalid,
    Rounding,
    Scoring,
    content_hash,
    parse_regulation,
    parse_share,
)


def errors_of(data):
    with pytest.raises(RegulationInvalid) as refused:
        parse_regulation(data)
    return refused.value.errors


def row_of(data, name, code):
    place = next(n for n, row in enumerate(data[name]) if row["code"] == code)
    return place, data[name][place]


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


def test_a_leaders_self_review_has_eleven_sections_in_order(regulation):
    sections = [item.section for item in regulation.content_for(Capacity.OFFICE)]
    assert sections == ["I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "II", "III", "IV", "V", "VI"]


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
    items = regulation.dossier_items_for("HS_LDQL_BTV", SubjectKind.PERSON)
    residence = next(item for item in items if item.code == "NOI_CU_TRU")
    assert residence.need("HS_LDQL_BTV", SubjectKind.PERSON) == Requirement.IF_APPLICABLE
    assert residence.need("HS_LDQL_BTV", SubjectKind.COLLECTIVE) == Requirement.NONE
    assert residence.blocks is False


def test_forms_carry_the_printed_label_not_their_code(regulation):
    assert regulation.form("F01").label == "Mẫu 01-HD KĐ.ĐG 2019"
    assert not any(form.label.startswith("F") for form in regulation.forms)


def test_settings_are_found_by_code(regulation):
    assert regulation.setting("draft_working_days").value == 3


def test_a_document_is_cited_as_party_papers_do(regulation):
    first = regulation.documents[0]
    assert first.citation == "Quy định số 132-QĐ/TW, ngày 08/03/2018 của Bộ Chính trị".replace("/03/", "/3/")
    assert "ngày 02/01/2020" in next(one for one in regulation.documents if one.code == "QD213").citation


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


def test_an_unknown_condition_names_the_row(regulation_data):
    place, row = row_of(regulation_data, "standards", "A7a")
    row["condition"] = "stars_align"
    assert errors_of(regulation_data) == [
        f"standards[{place}] (A7a): “condition” không có giá trị “stars_align” (có: {', '.join(Condition)})"
    ]


def test_a_missing_clause_names_the_row(regulation_data):
    place, row = row_of(regulation_data, "triggers", "C10")
    del row["clause"]
    assert errors_of(regulation_data) == [f"triggers[{place}] (C10): thiếu “clause”"]


def test_every_bad_row_is_named_at_once(regulation_data):
    first, c2 = row_of(regulation_data, "standards", "C2")
    second, cap = row_of(regulation_data, "caps", "CAP_TT")
    c2["clause"] = " "
    cap["share"] = "120%"
    errors = errors_of(regulation_data)
    assert errors == [
        f"standards[{first}] (C2): “clause” phải là chữ",
        f"caps[{second}] (CAP_TT): “share” không phải là tỷ lệ từ 0% đến 100%",
    ]


BAD_ROWS = [
    ("a code twice", "forms", "F02", {"code": "F01"}, "trùng mã với forms[0]"),
    ("a field nobody knows", "forms", "F02", {"colour": "red"}, "không có trường “colour”"),
    ("a number that is none", "content", "TT.ND.1", {"seq": "một"}, "“seq” phải là số nguyên từ 1 trở lên"),
    (
        "a yes that is none",
        "content",
        "TT.ND.5",
        {"needs_grade": "no"},
        "“needs_grade” phải là true hoặc false",
    ),
    (
        "a day that is none",
        "documents",
        "QD132",
        {"issued_on": "08/3/2018"},
        "“issued_on” không phải là ngày (năm-tháng-ngày)",
    ),
    ("a text that is none", "forms", "F02", {"title": 7}, "“title” phải là chữ"),
    (
        "a list that is none",
        "standards",
        "C2",
        {"capacities": "collective"},
        "“capacities” phải là danh sách",
    ),
    ("a table that is none", "standards", "C2", {"params": []}, "“params” phải là bảng tên và giá trị"),
    (
        "a limit nobody asked for",
        "standards",
        "C2",
        {"params": {"core": "excellent", "rest": "good", "x": 1}},
        "điều kiện “grade_pattern” không có tham số “x”",
    ),
    (
        "a limit left out",
        "standards",
        "C2",
        {"params": {"core": "excellent"}},
        "điều kiện “grade_pattern” thiếu tham số “rest”",
    ),
    (
        "a grade that is none",
        "standards",
        "C2",
        {"params": {"core": "excellent", "rest": "best"}},
        "tham số “rest” không nhận giá trị “best”",
    ),
    (
        "a share over one",
        "triggers",
        "C9",
        {"params": {"share": "3/2", "main_missed": True}},
        "tham số “share” không nhận giá trị “3/2”",
    ),
    (
        "a share that is none",
        "triggers",
        "C9",
        {"params": {"share": "1/0", "main_missed": True}},
        "tham số “share” không nhận giá trị “1/0”",
    ),
    (
        "a switch that is none",
        "triggers",
        "C9",
        {"params": {"share": "50%", "main_missed": 1}},
        "tham số “main_missed” không nhận giá trị “1”",
    ),
    (
        "months below nought",
        "cases",
        "CAP_SICK_3M",
        {"params": {"months": -3}},
        "tham số “months” không nhận giá trị “-3”",
    ),
    (
        "a criterion that is no word",
        "triggers",
        "A12b",
        {"params": {"criterion": 5, "grade": "poor"}},
        "tham số “criterion” không nhận giá trị “5”",
    ),
    (
        "a criterion without content",
        "criteria",
        "CB.3",
        {"content": ""},
        "tiêu chí không ghi nội dung kiểm điểm (“content”)",
    ),
    (
        "a criterion naming no content",
        "criteria",
        "CB.3",
        {"content": "CN.ND.99"},
        "không có nội dung kiểm điểm “CN.ND.99”",
    ),
    (
        "a criterion naming others' content",
        "criteria",
        "CB.3",
        {"content": "TT.ND.1"},
        "nội dung “TT.ND.1” không dùng cho “office”",
    ),
    (
        "a criterion naming ungraded content",
        "criteria",
        "CB.3",
        {"content": "CN.ND.4"},
        "nội dung “CN.ND.4” không tự đánh giá cấp độ",
    ),
    ("a criterion in no group", "criteria", "TT.I.1", {"parent": "TT.X"}, "không có nhóm tiêu chí “TT.X”"),
    ("a core group", "criteria", "TT.I", {"core": True}, "nhóm tiêu chí không đánh dấu “core”"),
    (
        "a limit without cap",
        "cases",
        "CAP_SICK_3M",
        {"highest": None},
        "“highest” chỉ dùng với “effect” là “capped”",
    ),
    ("a part with no form", "dossier_items", "BAO_CAO", {"form": "F99"}, "không có biểu mẫu “F99”"),
    (
        "a part of no dossier",
        "dossier_items",
        "BAO_CAO",
        {"needs": {"HS_X:person": "required"}},
        "không có loại hồ sơ “HS_X:person”",
    ),
    (
        "a need that is none",
        "dossier_items",
        "BAO_CAO",
        {"needs": {"HS_LDQL_BTV:person": "maybe"}},
        "“needs.HS_LDQL_BTV:person” không có giá trị “maybe”",
    ),
    (
        "a share that is a number",
        "caps",
        "CAP_TT",
        {"share": 0.2},
        "“share” không phải là tỷ lệ từ 0% đến 100%",
    ),
    (
        "limits left out altogether",
        "cases",
        "CAP_SICK_3M",
        {"params": None},
        "điều kiện “sick_months” thiếu tham số “months”",
    ),
    ("a setting without value", "settings", "many_posts", {"value": None}, "thiếu “value”"),
]


@pytest.mark.parametrize(
    ("_case", "name", "code", "change", "reason"), BAD_ROWS, ids=[row[0] for row in BAD_ROWS]
)
def test_a_bad_row_is_named(regulation_data, _case, name, code, change, reason):
    place, row = row_of(regulation_data, name, code)
    row.update(change)
    named = change.get("code", code)
    assert f"{name}[{place}] ({named}): {reason}" in errors_of(regulation_data)


def test_two_sections_in_one_place_are_both_named(regulation_data):
    place, row = row_of(regulation_data, "content", "TT.ND.2")
    row["seq"] = 1
    row["capacities"] = ["collective"]
    errors = errors_of(regulation_data)
    assert f"content[{place}] (TT.ND.2): trùng số thứ tự 1 của “collective”" in errors


def test_a_graded_section_without_criteria_is_named(regulation_data):
    place, _ = row_of(regulation_data, "content", "CN.ND.L3")
    _, row = row_of(regulation_data, "criteria", "CB.3")
    row["content"] = "CN.ND.L2"
    assert errors_of(regulation_data) == [f"content[{place}] (CN.ND.L3): không có tiêu chí nào của “office”"]


def test_a_pattern_of_grades_needs_core_criteria(regulation_data):
    _, row = row_of(regulation_data, "criteria", "DV.5")
    row["core"] = False
    assert any(
        error.endswith("(B2): “member” không có tiêu chí “core”") for error in errors_of(regulation_data)
    )


def test_a_trigger_on_a_criterion_needs_that_criterion(regulation_data):
    place, row = row_of(regulation_data, "triggers", "A12b")
    row["params"]["criterion"] = "TCD.X"
    assert errors_of(regulation_data) == [
        f"triggers[{place}] (A12b): không có tiêu chí “TCD.X” của “organization”"
    ]


def test_a_level_without_standard_is_named(regulation_data):
    rows = regulation_data["standards"]
    regulation_data["standards"] = [row for row in rows if row["code"] != "C6"]
    assert errors_of(regulation_data) == [
        "standards: “collective” thiếu tiêu chuẩn của mức “Hoàn thành nhiệm vụ”"
    ]


def test_a_bad_place_inside_a_rule_is_named(regulation_data):
    regulation_data["places"][3]["places"][1]["kind"] = "moon"
    assert errors_of(regulation_data)[0].startswith("places[3] (N4) places[1] (không có mã): “kind”")


@pytest.mark.parametrize(
    ("_case", "change", "reason"),
    [
        ("a part nobody knows", {"stars": []}, "stars: không có phần này"),
        ("a part that is no list", {"forms": {}}, "forms: phải là danh sách"),
        ("a row that is no table", {"settings": ["x"]}, "settings[0]: phải là bảng tên và giá trị"),
        ("no code", {"code": ""}, "quy định: thiếu “code”"),
        (
            "an end before the beginning",
            {"valid_to": "2018-01-01"},
            "quy định: “valid_to” trước “valid_from”",
        ),
    ],
)
def test_a_bad_file_is_refused(regulation_data, _case, change, reason):
    assert reason in errors_of({**regulation_data, **change})


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
        "content": [row for row in regulation_data["content"] if row["code"] == "CN.ND.2"],
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


def test_an_authority_may_leave_its_lists_out(regulation_data):
    _, row = row_of(regulation_data, "authority", "AU_DV")
    for name in ("organization_kinds", "collective_types", "routes"):
        del row[name]
    found = next(one for one in parse_regulation(regulation_data).authority if one.code == "AU_DV")
    assert (found.organization_kinds, found.collective_types, found.routes) == ((), (), ())
