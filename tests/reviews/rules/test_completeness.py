"""What a self-review still misses."""

import pytest

from organizations.enums import Capacity, Grade, Level
from reviews.enums import ReviewForm
from reviews.rules.completeness import (
    Missing,
    Named,
    ToAnswer,
    Written,
    missing_parts,
    must_have_data,
)
from reviews.rules.regulation import parse_regulation

SECTIONS = frozenset(f"CN.ND.{name}" for name in ("1", "2", "3", "L1", "L2", "L3", "4", "5", "6", "7", "8"))


@pytest.fixture
def grades(regulation):
    return {one.code: Grade.GOOD for one in regulation.criteria_for(Capacity.OFFICE)}


def complete(grades, **changes):
    values = {
        "capacity": Capacity.OFFICE,
        "sections": SECTIONS,
        "grades": grades,
        "own_level": Level.GOOD,
        "shortcomings": (Named(number=1),),
        "has_cause": True,
        **changes,
    }
    return Written(**values)


def test_a_complete_self_review_misses_nothing(regulation, grades):
    assert missing_parts(complete(grades), regulation) == []


def test_a_paper_one_counts_as_written(regulation):
    written = Written(capacity=Capacity.OFFICE, form=ReviewForm.PAPER)
    assert missing_parts(written, regulation) == []


def test_an_unwritten_section_is_named_with_its_place_on_the_form(regulation, grades):
    missing = missing_parts(complete(grades, sections=SECTIONS - {"CN.ND.8"}), regulation)
    assert missing == [
        Missing(item="CN.ND.8", section="VI", text="Chưa viết mục VI: Phương hướng, biện pháp khắc phục.")
    ]


def test_an_optional_section_may_stay_empty(regulation, grades):
    assert missing_parts(complete(grades, sections=SECTIONS - {"CN.ND.7"}), regulation) == []


def test_a_missing_grade_is_named_under_its_section(regulation, grades):
    del grades["CB.3"]
    assert missing_parts(complete(grades), regulation) == [
        Missing(item="CN.ND.L3", section="I.6", text="Chưa tự đánh giá cấp độ: Trách nhiệm nêu gương.")
    ]


@pytest.mark.parametrize(
    ("capacity", "code"),
    [
        (Capacity.MEMBER, "CN.ND.9"),
        (Capacity.OFFICE, "CN.ND.9"),
        (Capacity.COLLECTIVE, "TT.ND.10"),
        (Capacity.ORGANIZATION, "TT.ND.10"),
    ],
)
def test_the_own_level_is_asked_in_the_section_that_the_regulation_names(regulation, grades, capacity, code):
    missing = missing_parts(complete(grades, capacity=capacity, own_level=None), regulation)
    assert missing[-1] == Missing(item=code, section="VII", text="Chưa tự nhận mức xếp loại.")
    assert missing_parts(complete(grades, capacity=capacity), regulation) == missing[:-1]


def test_the_own_level_is_asked_wherever_the_regulation_puts_it(regulation_data, grades):
    row = next(one for one in regulation_data["content"] if one["code"] == "CN.ND.9")
    row.update(section="IX", seq=20)
    missing = missing_parts(complete(grades, own_level=None), parse_regulation(regulation_data))
    assert missing == [Missing(item="CN.ND.9", section="IX", text="Chưa tự nhận mức xếp loại.")]


def test_each_point_of_guidance_must_be_answered(regulation, grades):
    points = (
        ToAnswer(number=1, title="Trách nhiệm để xảy ra 14 trường hợp xây dựng trái phép", answered=True),
        ToAnswer(number=2, title="Việc chấp hành quy chế làm việc", answered=False),
    )
    assert missing_parts(complete(grades, guidance=points), regulation) == [
        Missing(
            item="CN.ND.6",
            section="IV",
            text="Chưa giải trình nội dung gợi ý (2): Việc chấp hành quy chế làm việc.",
        )
    ]


def test_each_shortcoming_of_last_year_must_be_answered_and_then_graded(regulation, grades):
    del grades["CB.5"]
    carried = (ToAnswer(number=1, title="Giải ngân chậm", answered=False),)
    assert [one.text for one in missing_parts(complete(grades, carried_over=carried), regulation)] == [
        "Chưa trả lời hạn chế, khuyết điểm năm trước (1): Giải ngân chậm.",
        "Chưa tự đánh giá cấp độ: Kết quả khắc phục hạn chế, khuyết điểm.",
    ]


def test_without_shortcomings_of_last_year_their_remedy_is_not_graded(regulation, grades):
    del grades["CB.5"]
    assert missing_parts(complete(grades), regulation) == []


def test_a_whole_word_file_needs_only_the_must_have_data(regulation, grades):
    written = complete(grades, form=ReviewForm.WORD, sections=frozenset(), shortcomings=(), has_cause=False)
    assert [one.item for one in missing_parts(written, regulation)] == ["CN.ND.4"]


@pytest.mark.parametrize(
    ("_case", "there", "expected"),
    [
        (
            "nothing",
            {"shortcomings": (), "has_cause": False},
            "Chưa viết mục II: Hạn chế, khuyết điểm và nguyên nhân.",
        ),
        (
            "only a cause",
            {"shortcomings": (), "has_cause": True},
            "Mới ghi nguyên nhân; chưa nêu hạn chế, khuyết điểm.",
        ),
        (
            "only shortcomings",
            {"shortcomings": (Named(number=1), Named(number=2, has_cause=False)), "has_cause": False},
            "Chưa nêu nguyên nhân của hạn chế, khuyết điểm 2.",
        ),
        (
            "no day",
            {"shortcomings": (Named(number=1, has_day=False),)},
            "Chưa ghi thời gian khắc phục hạn chế, khuyết điểm 1.",
        ),
    ],
)
def test_the_second_section_names_shortcomings_and_their_causes(regulation, grades, _case, there, expected):
    assert missing_parts(complete(grades, **there), regulation) == [
        Missing(item="CN.ND.4", section="II", text=expected)
    ]


def test_of_a_whole_word_file_the_causes_stand_in_the_file(regulation, grades):
    written = complete(grades, form=ReviewForm.WORD, sections=frozenset(), has_cause=False)
    assert missing_parts(written, regulation) == []


def test_a_collective_answers_its_own_sections(regulation):
    written = Written(capacity=Capacity.COLLECTIVE)
    missing = missing_parts(written, regulation)
    assert [one.section for one in missing if one.text.startswith("Chưa viết")] == [
        "I.1",
        "I.2",
        "I.3",
        "I.4",
        "II",
        "V",
        "VI",
    ]
    assert sum(one.text.startswith("Chưa tự đánh giá") for one in missing) == 5


def test_one_cause_may_be_that_of_all(regulation, grades):
    named = (Named(number=1, has_cause=False), Named(number=2, has_cause=False))
    assert missing_parts(complete(grades, shortcomings=named, has_cause=True), regulation) == []


@pytest.mark.parametrize("form", [ReviewForm.ONLINE, ReviewForm.WORD])
def test_a_collective_says_who_answers_for_each_and_a_person_does_not(regulation, form):
    named = (Named(number=1, has_owner=False),)
    words = "Chưa ghi người chịu trách nhiệm khắc phục hạn chế, khuyết điểm 1."
    for capacity, expected in ((Capacity.COLLECTIVE, [words]), (Capacity.OFFICE, [])):
        written = Written(capacity=capacity, form=form, shortcomings=named)
        assert [one.text for one in missing_parts(written, regulation) if one.text == words] == expected


def test_of_a_paper_one_it_is_told_what_nobody_has_typed(regulation):
    written = Written(capacity=Capacity.MEMBER, form=ReviewForm.PAPER)
    assert "Chưa tự nhận mức xếp loại." in [one.text for one in must_have_data(written, regulation)]
    assert missing_parts(written, regulation) == []
