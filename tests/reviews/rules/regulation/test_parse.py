"""A bad row is named, and all of them at once."""

import pytest

from reviews.rules.regulation import Condition, RegulationInvalid, parse_regulation


def errors_of(data):
    with pytest.raises(RegulationInvalid) as refused:
        parse_regulation(data)
    return refused.value.errors


def row_of(data, name, code):
    place = next(n for n, row in enumerate(data[name]) if row["code"] == code)
    return place, data[name][place]


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
    (
        "something beside a section that nobody keeps",
        "content",
        "CN.ND.2",
        {"alongside": "medals"},
        "“alongside” không có giá trị “medals” (có: targets, commitment)",
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


def test_a_self_review_without_a_section_for_the_own_level_is_named(regulation_data):
    place, _row = row_of(regulation_data, "content", "CN.ND.9")
    del regulation_data["content"][place]
    assert errors_of(regulation_data) == [
        f"content: “{capacity}” có 0 mục tự nhận mức xếp loại (“own_level”), cần 1"
        for capacity in ("member", "office")
    ]


def test_a_second_section_for_the_own_level_is_named(regulation_data):
    _place, row = row_of(regulation_data, "content", "TT.ND.9")
    row["role"] = "own_level"
    assert errors_of(regulation_data) == [
        f"content: “{capacity}” có 2 mục tự nhận mức xếp loại (“own_level”), cần 1"
        for capacity in ("collective", "organization")
    ]


def test_targets_in_two_sections_are_named_for_those_who_have_both(regulation_data):
    _place, row = row_of(regulation_data, "content", "CN.ND.L1")
    row["alongside"] = "targets"
    assert errors_of(regulation_data) == ["content: “office” có 2 mục kèm “targets”, tối đa 1"]


def test_promises_beside_a_section_that_is_no_prose_are_named(regulation_data):
    place, row = row_of(regulation_data, "content", "CN.ND.5")
    _place, prose = row_of(regulation_data, "content", "CN.ND.3")
    row["alongside"] = prose.pop("alongside")
    assert errors_of(regulation_data) == [
        f"content[{place}] (CN.ND.5): “alongside” chỉ dùng với “role” là “text”"
    ]


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


def test_an_authority_may_leave_its_lists_out(regulation_data):
    _, row = row_of(regulation_data, "authority", "AU_DV")
    for name in ("organization_kinds", "collective_types", "routes"):
        del row[name]
    found = next(one for one in parse_regulation(regulation_data).authority if one.code == "AU_DV")
    assert (found.organization_kinds, found.collective_types, found.routes) == ((), (), ())
