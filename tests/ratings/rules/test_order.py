"""The order of rating in one unit, by the days of the acts."""

from datetime import date

import pytest

from organizations.enums import SubjectKind
from ratings.rules.order import RatedOn, days_waited, kept_order, order_problems

REVIEW, SITTING, LATER = date(2021, 12, 6), date(2021, 12, 8), date(2021, 12, 9)


def one(name, kind=SubjectKind.PERSON, rated_on=SITTING, reviewed_on=REVIEW, head=False):
    return RatedOn(name=name, kind=kind, head=head, reviewed_on=reviewed_on, rated_on=rated_on)


COLLECTIVE = one("Ban Thường vụ", SubjectKind.COLLECTIVE)
HEAD = one("Quách Đình Lự", head=True)
DEPUTY = one("Bùi Đức Khải")

CASES = [
    ("all on one day", [COLLECTIVE, DEPUTY, HEAD], []),
    ("nobody rated yet", [one("A", rated_on=None)], []),
    (
        "rated without a review",
        [one("A", reviewed_on=None)],
        [("O1", "block", "A: chưa kiểm điểm thì chưa xếp loại")],
    ),
    (
        "rated before the review",
        [one("A", rated_on=date(2021, 12, 5))],
        [("O1", "block", "A: xếp loại ngày 05/12/2021 trước ngày kiểm điểm 06/12/2021")],
    ),
    (
        "a person before the collective",
        [one("Ban Thường vụ", SubjectKind.COLLECTIVE, rated_on=LATER), DEPUTY],
        [("O3", "warn", "Bùi Đức Khải: cá nhân xếp loại trước tập thể (09/12/2021)")],
    ),
    (
        "the head before a deputy",
        [HEAD, one("Bùi Đức Khải", rated_on=LATER)],
        [("O3", "warn", "Quách Đình Lự: người đứng đầu xếp loại sau cùng (09/12/2021)")],
    ),
    ("the head last", [DEPUTY, one("Quách Đình Lự", rated_on=LATER, head=True)], []),
]


@pytest.mark.parametrize(("_case", "subjects", "expected"), CASES, ids=[one[0] for one in CASES])
def test_the_order_of_rating(_case, subjects, expected):
    found = order_problems(subjects)
    assert [(problem.rule, problem.severity, problem.text) for problem in found] == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [(DEPUTY, 2), (one("A", rated_on=None), None), (one("A", reviewed_on=None), None)],
)
def test_the_wait_between_review_and_rating(subject, expected):
    assert days_waited(subject) == expected


@pytest.mark.parametrize(
    ("protocol", "kept", "expected"),
    [
        ("abcd", {}, "abcd"),
        ("abcd", {"d": 1, "a": 2}, "dbca"),
        ("abcd", {"a": 1, "b": 3, "d": 2, "gone": 9}, "adcb"),
        ("", {"a": 1}, ""),
    ],
)
def test_an_order_put_right_is_kept_and_a_new_one_stands_by_the_protocol(protocol, kept, expected):
    assert "".join(kept_order(protocol, kept)) == expected
