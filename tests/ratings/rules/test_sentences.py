"""The sentence of a finding: figures, then the clause."""

from datetime import date
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Grade, Level
from ratings.rules.engine import check_level, evaluate
from ratings.rules.facts import (
    CivilRating,
    Days,
    Discipline,
    Facts,
    PeerBody,
    SuperiorLevel,
    Targets,
)
from ratings.rules.sentences import percent, refusal, sentence
from reviews.rules.regulation import DisciplineForm, parse_regulation

T, M, L, P = Capacity.COLLECTIVE, Capacity.MEMBER, Capacity.OFFICE, Capacity.ORGANIZATION
COLLECTIVE = SuperiorLevel(name="tập thể", level=Level.GOOD)
WARNED = Discipline(decided_on=date(2021, 7, 9), violation_year=2021, form=DisciplineForm.WARNING)
WARNED_LATER = Discipline(decided_on=date(2022, 1, 5), violation_year=2021, form=DisciplineForm.WARNING)
LEAVE = Days(from_on=date(2021, 3, 1), to_on=date(2021, 6, 4))


def finding(regulation, code, capacity, **known):
    facts = Facts(
        **{"capacity": capacity, "year": 2021, "reference_on": date(2021, 12, 14), "reviewed": True, **known}
    )
    return next(one for one in evaluate(facts, regulation, capacity).findings if one.rule == code)


def all_grades(regulation, grade, **changes):
    return {one.code: changes.get(one.code.replace(".", "_"), grade) for one in regulation.criteria_for(T)}


CASES = [
    ("grades not there", "C2", T, {}, "chưa có cấp độ của 6 tiêu chí"),
    ("targets", "C9", T, {"targets": Targets(share=Fraction(2, 5), main_all_met=False)}, "đạt 40%"),
    ("targets not filled in", "C9", T, {}, "chưa có số liệu chỉ tiêu"),
    (
        "main targets not known",
        "C9",
        T,
        {"targets": Targets(share=Fraction(2, 5))},
        "đạt 40%, chưa rõ chỉ tiêu chủ yếu",
    ),
    ("disciplined", "C10", T, {"disciplines": (WARNED,)}, "quyết định ngày 09/7/2021"),
    ("not disciplined", "C10", T, {}, "không có"),
    (
        "disciplined after the year",
        "C10",
        T,
        {"disciplines": (WARNED_LATER,)},
        "quyết định sau năm kiểm điểm, ngày 05/01/2022, đề nghị xem xét",
    ),
    ("heading a collective", "D3", L, {"headships": (COLLECTIVE,)}, "tập thể đang đề nghị HTTNV"),
    (
        "heading one not rated",
        "D3",
        L,
        {"headships": (SuperiorLevel(name="Đảng bộ huyện", level=None),)},
        "chưa có mức xếp loại của Đảng bộ huyện",
    ),
    ("shares", "A3b", P, {"subordinates": {Level.GOOD: 9, Level.FAIR: 2}}, "9/11 = 81,8%"),
    (
        "nobody rated below",
        "A3b",
        P,
        {"subordinates": {}},
        "không có tổ chức, đảng viên trực thuộc được xếp loại",
    ),
    ("nothing known below", "A3b", P, {}, "chưa có dữ liệu"),
    (
        "bodies below the mark",
        "A4",
        P,
        {"peer_bodies": (PeerBody(name="UBND huyện", level=Level.FAIR),)},
        "thấp hơn ở UBND huyện (HTNV)",
    ),
    ("bodies at the mark", "A4", P, {}, "đạt"),
    (
        "bodies not rated",
        "A4",
        P,
        {"peer_bodies": (PeerBody(name="Mặt trận", level=None),)},
        "chưa có mức xếp loại của Mặt trận",
    ),
    (
        "a graded criterion",
        "A12b",
        P,
        {"grades": {"TCD.II.1": Grade.POOR}},
        "Việc cụ thể hóa, xây dựng và tổ chức thực hiện các chương trình, kế hoạch công tác năm"
        " (xây dựng Đảng, hệ thống chính trị) (Kém)",
    ),
    (
        "civil rating",
        "B3",
        M,
        {"civil": CivilRating(level=Level.GOOD, period="năm 2021")},
        "Hoàn thành tốt nhiệm vụ, kỳ năm 2021",
    ),
    (
        "civil rating without a period",
        "B3",
        M,
        {"civil": CivilRating(level=Level.GOOD)},
        "Hoàn thành tốt nhiệm vụ",
    ),
    (
        "civil rating not there",
        "B3",
        M,
        {"civil": CivilRating(level=None, period="năm học 2020–2021")},
        "chưa có kết quả năm học 2020–2021",
    ),
    (
        "civil rating not there, period not known",
        "B3",
        M,
        {"civil": CivilRating(level=None)},
        "chưa có kết quả",
    ),
    ("not a civil servant", "B3", M, {}, "không thuộc diện"),
    ("ill", "CAP_SICK_3M", M, {"sick_leave": (LEAVE,)}, "3 tháng 4 ngày"),
    (
        "too new",
        "NR_MEMBER_LT6M",
        M,
        {"admitted_on": date(2021, 8, 15)},
        "từ ngày 15/8/2021 đến ngày 14/12/2021",
    ),
    ("another rating", "RATINGS_APART", M, {"other_level": Level.FAIR}, "mức kia là Hoàn thành nhiệm vụ"),
    ("the quota of a group not known", "D4", L, {}, "tính theo nhóm chức danh toàn tỉnh"),
    ("the quota of members", "B4", M, {}, "tính trong tổ chức cơ sở đảng"),
]


@pytest.mark.parametrize(
    ("_case", "code", "capacity", "known", "detail"), CASES, ids=[one[0] for one in CASES]
)
def test_the_figures_of_a_sentence(regulation, _case, code, capacity, known, detail):
    found = finding(regulation, code, capacity, **known)
    joint = "; " if ":" in found.text else ": "
    assert sentence(found) == f"{found.text}{joint}{detail}."


@pytest.mark.parametrize(
    ("_case", "grades", "grader", "detail"),
    [
        ("reached", {}, "", "đạt"),
        ("reached, by whom", {}, "tập thể nơi công tác", "đạt, theo tập thể nơi công tác"),
        (
            "not reached",
            {"TT_III": Grade.AVERAGE},
            "",
            "chưa đạt Kết quả khắc phục những hạn chế, yếu kém đã được chỉ ra (Trung bình)",
        ),
        (
            "not reached, by whom",
            {"TT_III": Grade.AVERAGE},
            "tự đánh giá",
            "chưa đạt Kết quả khắc phục những hạn chế, yếu kém đã được chỉ ra (Trung bình), theo tự đánh giá",
        ),
    ],
)
def test_grades_name_what_is_short_and_who_graded(regulation, _case, grades, grader, detail):
    known = all_grades(regulation, Grade.EXCELLENT, **grades)
    found = finding(regulation, "C2", T, grades=known, grader=grader)
    assert sentence(found) == f"{found.text}: {detail}."


def test_a_rule_without_figures_is_its_own_sentence(regulation):
    found = finding(regulation, "C8a", T, concluded=frozenset())
    assert sentence(found) == "Cấp có thẩm quyền kết luận mất đoàn kết nội bộ."


def test_a_head_of_nothing_needs_no_detail(regulation):
    found = finding(regulation, "D3", L)
    assert sentence(found) == f"{found.text}."


@pytest.mark.parametrize(
    ("capacity", "known", "expected"),
    [
        (
            L,
            {"headships": (COLLECTIVE,)},
            "Không đề nghị được: người đứng đầu không xếp loại cao hơn tập thể (đang đề nghị HTTNV)",
        ),
        (
            T,
            {"organization": SuperiorLevel(name="Đảng bộ huyện Đồng Khê", level=Level.FAIR, decided=True)},
            "Không đề nghị được: tập thể không xếp loại cao hơn Đảng bộ huyện Đồng Khê (đã xếp loại HTNV)",
        ),
        (
            M,
            {"sick_leave": (LEAVE,)},
            "Không đề nghị được mức “Hoàn thành xuất sắc nhiệm vụ”. Nghỉ ốm trong năm cộng lại từ 03 tháng"
            " trở lên: không xếp loại từ Hoàn thành tốt nhiệm vụ trở lên; 3 tháng 4 ngày.",
        ),
    ],
)
def test_a_refusal_says_why(regulation, capacity, known, expected):
    facts = Facts(capacity=capacity, year=2021, reference_on=date(2021, 12, 14), reviewed=True, **known)
    refused = check_level(Level.EXCELLENT, evaluate(facts, regulation, capacity))
    assert [refusal(one, Level.EXCELLENT) for one in refused] == [expected]


@pytest.mark.parametrize(("points", "detail"), [(Fraction(899, 10), "89,9 điểm"), (Fraction(90), "90 điểm")])
def test_points_are_written_the_vietnamese_way(points, detail):
    clause = {"clause": "Điều 9", "certainty": "stated"}
    standards = [
        {
            "code": level,
            "capacities": ["office"],
            "level": level,
            "condition": "points_at_least",
            "params": {"points": 50},
            "severity": "block",
            "text": "Điểm",
            **clause,
        }
        for level in ("excellent", "good", "fair")
    ]
    data = {"code": "q", "title": "q", "valid_from": "2025-08-30", "scoring": "points100"}
    regulation = parse_regulation({**data, "standards": standards})
    assert sentence(finding(regulation, "fair", L, points=points)) == f"Điểm: {detail}."


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(858, 4740), "18,1%"),
        (Fraction(1, 5), "20%"),
        (Fraction(1, 8), "12,5%"),
        (Fraction(1), "100%"),
    ],
)
def test_percentages_are_written_the_vietnamese_way(share, words):
    assert percent(share) == words
