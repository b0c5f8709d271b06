"""How many of a group may be excellent; nobody is chosen by the rule."""

from dataclasses import replace
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Level
from ratings.rules.ceiling import Candidate, ceiling_note, ceiling_sentence, excellent_allowed, group_ceiling
from reviews.rules.regulation import CapBase, Rounding


@pytest.fixture
def rule(regulation):
    return regulation.cap_for(Capacity.OFFICE)


@pytest.mark.parametrize(
    ("good_or_better", "allowed"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (12, 2), (73, 14), (180, 36)]
)
def test_a_fifth_of_those_good_or_better(rule, good_or_better, allowed):
    levels = {Level.EXCELLENT: min(good_or_better, 3), Level.GOOD: max(good_or_better - 3, 0), Level.FAIR: 8}
    assert excellent_allowed(levels, rule) == allowed


@pytest.mark.parametrize(("total", "allowed"), [(5, 0), (6, 1), (12, 2), (73, 12)])
def test_read_as_good_alone_nobody_is_counted_twice(rule, total, allowed):
    assert excellent_allowed({Level.GOOD: total}, replace(rule, base=CapBase.GOOD_ONLY)) == allowed


def test_of_all_rated_rounded_up_as_one_agency_counted(rule):
    generous = replace(rule, base=CapBase.ALL_RATED, rounding=Rounding.CEIL)
    assert excellent_allowed({Level.EXCELLENT: 15, Level.GOOD: 55, Level.FAIR: 2}, generous) == 15


@pytest.mark.parametrize(("total", "allowed"), [(7, 1), (8, 2), (12, 2), (13, 3)])
def test_rounded_to_the_nearest(rule, total, allowed):
    assert excellent_allowed({Level.GOOD: total}, replace(rule, rounding=Rounding.ROUND)) == allowed


@pytest.mark.parametrize(("total", "allowed"), [(0, 0), (1, 1), (4, 1), (10, 2)])
def test_a_small_group_may_be_given_one(rule, total, allowed):
    assert excellent_allowed({Level.GOOD: total}, replace(rule, min_one=True)) == allowed


def group(*votes, good=0):
    excellent = [
        Candidate(key=f"x{n}", protocol=n, level=Level.EXCELLENT, votes=count)
        for n, count in enumerate(votes)
    ]
    return [*excellent, *(Candidate(key=f"g{n}", protocol=90 + n, level=Level.GOOD) for n in range(good))]


def test_a_group_of_twelve_with_three_may_have_two(rule):
    ceiling = group_ceiling(group(9, 8, 7, good=9), rule)
    assert (ceiling.base, ceiling.rated, ceiling.allowed, ceiling.proposed, ceiling.over) == (12, 12, 2, 3, 1)
    assert ceiling.tied == ()


def test_a_group_within_its_ceiling_is_not_over(rule):
    assert group_ceiling(group(9, good=4), rule).over == 0


@pytest.mark.parametrize(
    ("_case", "votes", "tied"),
    [
        ("a tie at the line", (9, 8, 8), ("x1", "x2")),
        ("a tie above the line", (9, 9, 7), ()),
        ("no votes known", (None, None, None), ()),
        ("a tie all along, in protocol order", (8, 8, 8), ("x0", "x1", "x2")),
    ],
)
def test_ties_at_the_line_are_shown(rule, _case, votes, tied):
    assert group_ceiling(group(*votes, good=9), rule).tied == tied


def test_where_nobody_is_allowed_there_is_no_line(rule):
    assert group_ceiling(group(3, 3, good=2), rule).tied == ()


def test_the_sentence_of_a_base_committee(rule):
    ceiling = group_ceiling(group(*([None] * 41), good=139), rule)
    assert ceiling_sentence(ceiling, rule) == (
        "Hoàn thành tốt nhiệm vụ trở lên: 180, trong đó tối đa 36 được xếp loại Hoàn thành xuất sắc nhiệm vụ"
        " (20%, làm tròn xuống); đã đề nghị 41, vượt 5"
    )


def test_the_sentence_of_all_rated(rule):
    generous = replace(rule, base=CapBase.ALL_RATED, share=Fraction(1, 8))
    assert ceiling_sentence(group_ceiling(group(1, good=9), generous), generous) == (
        "Được xếp loại: 10, trong đó tối đa 1 được xếp loại Hoàn thành xuất sắc nhiệm vụ"
        " (12,5%, làm tròn xuống); đã đề nghị 1"
    )


def test_a_unit_below_is_only_told_where_it_is_counted(rule):
    assert ceiling_note(rule) == "Tỷ lệ 20% tính theo nhóm chức danh toàn tỉnh"
