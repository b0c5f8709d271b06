"""The plan of 2021 in its own words."""

from datetime import date

import pytest

from reviews.enums import Audience
from reviews.rules.plan import MetWhen, PlanInvalid, parse_plan


def errors_of(data):
    with pytest.raises(PlanInvalid) as refused:
        parse_plan(data)
    return refused.value.errors


def test_the_dates_of_the_plan(plan_data):
    plan = parse_plan(plan_data)
    assert {one.code: one.before_on for one in plan.deadlines} == {
        "T1": date(2021, 12, 10),
        "T2": date(2021, 12, 15),
        "T3": date(2021, 12, 25),
        "T4": date(2021, 12, 31),
        "T5": date(2022, 1, 15),
        "T6": date(2022, 1, 25),
        "T7": date(2022, 2, 20),
        "T8": date(2022, 3, 15),
    }


def test_each_date_has_the_plans_words_and_its_own_audience(plan_data):
    plan = parse_plan(plan_data)
    assert [one.audience for one in plan.deadlines] == list(Audience)
    assert plan.deadlines[0].wording == (
        "Kiểm điểm, đánh giá, xếp loại chất lượng tập thể, cá nhân cán bộ lãnh đạo, quản lý các cấp:"
        " Hoàn thành trước ngày 10/12/2021."
    )
    assert [one.clause for one in plan.deadlines] == [
        "III.1",
        "III.1",
        "III.1",
        "III.2",
        "III.2",
        "III.2",
        "III.3",
        "III.4",
    ]


def test_what_meets_a_date_has_words():
    assert all(one.label for one in MetWhen)


def test_number_organ_and_names_are_the_demos(plan_data):
    plan = parse_plan(plan_data)
    assert (plan.number, plan.issued_on, plan.regulation) == ("57-KH/TU", date(2021, 11, 4), "qd132-hd21")
    assert "Minh Giang" in plan.organ
    assert plan.inclusive is False
    assert [basis.code for basis in plan.bases][:2] == ["QD132", "HD21"]


CHANGES = [
    (
        "an unknown audience",
        1,
        {"audience": "everybody"},
        f"“audience” không có giá trị “everybody” (có: {', '.join(Audience.values)})",
    ),
    ("no wording", 1, {"wording": ""}, "thiếu “wording”"),
    (
        "before what must come first",
        1,
        {"before_on": "2021-12-09"},
        "ngày 09/12/2021 trước ngày 10/12/2021 của “T1” là việc phải làm trước",
    ),
    ("after nothing", 1, {"after": ["T9"]}, "không có thời hạn “T9” để xếp sau"),
    ("after no list", 1, {"after": "T1"}, "“after” phải là danh sách"),
    (
        "before the plan was issued",
        0,
        {"before_on": "2021-11-04"},
        "ngày 04/11/2021 không sau ngày ban hành kế hoạch",
    ),
    ("no day at all", 0, {"before_on": "sớm"}, "“before_on” không phải là ngày (năm-tháng-ngày)"),
]


@pytest.mark.parametrize(("_case", "place", "change", "reason"), CHANGES, ids=[one[0] for one in CHANGES])
def test_a_bad_date_is_named(plan_data, _case, place, change, reason):
    plan_data["deadlines"][place].update(change)
    assert errors_of(plan_data) == [f"deadlines[{place}] (T{place + 1}): {reason}"]


def test_a_plan_without_dates_is_refused(plan_data):
    plan_data["deadlines"] = []
    assert errors_of(plan_data) == ["deadlines: kế hoạch không có thời hạn nào"]


def test_a_year_out_of_reason_is_named(plan_data):
    plan_data["year"] = 21
    assert errors_of(plan_data) == ["kế hoạch: “year” phải là số nguyên từ 2000 trở lên"]
