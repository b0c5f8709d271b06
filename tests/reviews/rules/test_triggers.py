"""The grounds for guidance, each on both sides of its limit (rules 3.4)."""

from dataclasses import replace
from datetime import date

import pytest

from organizations.enums import Capacity, Level
from reviews.rules.regulation import DisciplineForm, TriggerFact, parse_regulation
from reviews.rules.triggers import Known, Punished, Remedy, Said, grounds_of

TODAY = date(2021, 11, 15)
NOTHING = Known(capacity=Capacity.OFFICE, year=2021, today=TODAY)
JUDGED = ["GY_BUC_XUC", "GY_DOAN_KET", "GY_NGUYEN_TAC", "GY_SUY_THOAI"]


def punished(day, form=DisciplineForm.REPRIMAND, words="Khiển trách"):
    return (Punished(form=form, words=words, decided_on=day),)


def remedy(due, is_done=False):
    return (Remedy(due_before=due, is_done=is_done),)


def holding(regulation, **known):
    return {
        one.trigger.code: one.figures for one in grounds_of(regulation, replace(NOTHING, **known)).holding
    }


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"remedies": remedy(date(2021, 11, 16))}, {}),
        (
            {"remedies": remedy(TODAY)},
            {
                "GY_HAN_CHE": "01 hạn chế, khuyết điểm chưa ghi nhận khắc phục xong, "
                "sớm nhất phải xong trước ngày 15/11/2021"
            },
        ),
        ({"remedies": remedy(TODAY, is_done=True)}, {}),
        (
            {"remedies": remedy(None)},
            {"GY_HAN_CHE": "01 hạn chế, khuyết điểm chưa ghi nhận khắc phục xong, không ghi thời hạn"},
        ),
        ({"own": punished(date(2020, 12, 31))}, {}),
        (
            {"own": punished(date(2021, 1, 1))},
            {"GY_KY_LUAT": "Khiển trách, quyết định ngày 01/01/2021"},
        ),
        ({"below": punished(date(2020, 12, 31))}, {}),
        (
            {"below": punished(date(2021, 1, 1))},
            {"GY_THUOC_QUYEN": "01 trường hợp thuộc quyền bị thi hành kỷ luật trong năm 2021"},
        ),
        ({"levels": {2020: Level.FAIR}}, {}),
        ({"levels": {2020: Level.FAILED}}, {"GY_YEU_KEM": "Năm 2020: Không hoàn thành nhiệm vụ"}),
        ({"levels": {2019: Level.FAILED}}, {}),
        ({"levels": {2019: Level.GOOD, 2020: Level.GOOD}}, {}),
        (
            {"levels": {2019: Level.GOOD, 2020: Level.FAIR}},
            {"GY_TUT_MUC": "Năm 2019: Hoàn thành tốt nhiệm vụ; năm 2020: Hoàn thành nhiệm vụ"},
        ),
        ({"levels": {2018: Level.EXCELLENT, 2020: Level.FAIR}}, {}),
        ({"levels": {2019: Level.EXCELLENT, 2020: Level.GOOD}}, {}),
        ({"levels": {2019: Level.FAIR, 2020: Level.FAIR}}, {}),
        (
            {
                "answers": (
                    Said(
                        about=TriggerFact.ANSWERED_SIGNS,
                        words="Đang xem xét",
                        organ="Ủy ban Kiểm tra Tỉnh ủy",
                        number="12-CV/UBKTTU",
                        on=date(2021, 11, 2),
                    ),
                )
            },
            {
                "GY_DAU_HIEU": "Ủy ban Kiểm tra Tỉnh ủy, văn bản số 12-CV/UBKTTU, ngày 02/11/2021: Đang xem xét"
            },
        ),
        (
            {
                "answers": (
                    Said(
                        about=TriggerFact.ANSWERED_SIGNS,
                        words="Đang xem xét",
                        organ="Ban Nội chính Tỉnh ủy",
                        number="",
                        on=date(2021, 11, 2),
                    ),
                )
            },
            {"GY_DAU_HIEU": "Ban Nội chính Tỉnh ủy ngày 02/11/2021: Đang xem xét"},
        ),
    ],
)
def test_a_ground_holds_on_one_side_of_its_limit(regulation, known, found):
    assert holding(regulation, **known) == found


def test_an_answer_is_a_ground_of_what_it_says_and_stands_beside_the_record(regulation):
    accused = Said(
        about=TriggerFact.ANSWERED_ACCUSED,
        words="Đang giải quyết tố cáo",
        organ="Thanh tra tỉnh",
        number="",
        on=TODAY,
    )
    penalty = Said(
        about=TriggerFact.DISCIPLINED,
        words="Đã thi hành kỷ luật",
        organ="Ủy ban Kiểm tra Tỉnh ủy",
        number="",
        on=TODAY,
    )

    assert holding(regulation, answers=(accused,)) == {
        "GY_DON_THU": "Thanh tra tỉnh ngày 15/11/2021: Đang giải quyết tố cáo"
    }
    assert holding(regulation, answers=(penalty,), own=punished(TODAY)) == {
        "GY_KY_LUAT": "Khiển trách, quyết định ngày 15/11/2021; "
        "Ủy ban Kiểm tra Tỉnh ủy ngày 15/11/2021: Đã thi hành kỷ luật"
    }


def test_the_mildest_form_that_counts_is_a_limit_of_the_regulation(regulation_data):
    row = next(one for one in regulation_data["guidance_triggers"] if one["code"] == "GY_KY_LUAT")
    row["params"]["form"] = "warning"
    rules = parse_regulation(regulation_data)

    assert holding(rules, own=punished(TODAY)) == {}
    assert holding(rules, own=punished(TODAY, DisciplineForm.WARNING, "Cảnh cáo")) == {
        "GY_KY_LUAT": "Cảnh cáo, quyết định ngày 15/11/2021"
    }


def test_how_many_below_count_is_a_limit_of_the_regulation(regulation_data):
    row = next(one for one in regulation_data["guidance_triggers"] if one["code"] == "GY_THUOC_QUYEN")
    row["params"]["cases"] = 2
    rules = parse_regulation(regulation_data)

    assert holding(rules, below=punished(TODAY)) == {}
    assert list(holding(rules, below=punished(TODAY) * 2)) == ["GY_THUOC_QUYEN"]


def test_what_no_record_tells_is_left_to_a_person(regulation):
    grounds = grounds_of(regulation, NOTHING)

    assert grounds.holding == ()
    assert [one.code for one in grounds.judged] == JUDGED
    assert [one.code for one in grounds.absent] == [
        "GY_DAU_HIEU", "GY_DON_THU", "GY_THUOC_QUYEN", "GY_YEU_KEM", "GY_KY_LUAT", "GY_TUT_MUC", "GY_HAN_CHE",
    ]  # fmt: skip


def test_a_fact_that_the_reader_may_not_read_is_left_to_him_and_not_told(regulation):
    blind = replace(
        NOTHING,
        levels={2020: Level.FAILED},
        readable=frozenset(TriggerFact) - {TriggerFact.RATED_AT_MOST},
    )

    grounds = grounds_of(regulation, blind)

    assert grounds.holding == ()
    assert "GY_YEU_KEM" in {one.code for one in grounds.judged}


def test_a_member_without_office_answers_for_nobody_below(regulation):
    known = replace(NOTHING, capacity=Capacity.MEMBER, below=punished(TODAY))

    assert grounds_of(regulation, known).holding == ()
