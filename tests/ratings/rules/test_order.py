"""The order of rating in one unit, by the days of the acts; a list's order, once put right."""

from datetime import date

import pytest

from ratings.rules.order import ProposedOn, kept_order, out_of_turn

SITTING, LATER = date(2021, 12, 8), date(2021, 12, 9)


def one(name, on=SITTING, is_person=True, is_head=False):
    return ProposedOn(name=name, is_person=is_person, is_head=is_head, on=on)


COLLECTIVE = one("Ban Thường vụ", is_person=False)
HEAD = one("Quách Đình Lự", is_head=True)
DEPUTY = one("Bùi Đức Khải")

CASES = [
    ("all on one day", [COLLECTIVE, DEPUTY, HEAD], []),
    ("nobody proposed yet", [one("A", on=None)], []),
    (
        "a person before the collective",
        [one("Ban Thường vụ", on=LATER, is_person=False), DEPUTY],
        ["Bùi Đức Khải: đề nghị ngày 08/12/2021, trước tập thể (ngày 09/12/2021)."],
    ),
    (
        "the head before a deputy",
        [COLLECTIVE, HEAD, one("Bùi Đức Khải", on=LATER)],
        ["Quách Đình Lự: đứng đầu nhưng đề nghị ngày 08/12/2021, trước người khác (ngày 09/12/2021)."],
    ),
    ("the head last", [COLLECTIVE, DEPUTY, one("Quách Đình Lự", on=LATER, is_head=True)], []),
    ("the collective not yet", [one("Ban Thường vụ", on=None, is_person=False), DEPUTY], []),
]


@pytest.mark.parametrize(("_case", "subjects", "expected"), CASES, ids=[one[0] for one in CASES])
def test_who_is_out_of_turn(_case, subjects, expected):
    assert out_of_turn(subjects) == expected


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
