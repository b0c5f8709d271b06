"""Sums that must agree, and the level more than half stand behind."""

from dataclasses import replace
from fractions import Fraction

import pytest

from organizations.enums import Capacity, Level
from ratings.rules.votes import (
    Papers,
    line_errors,
    outcome_words,
    papers_errors,
    unticked_words,
    vote_outcome,
)
from reviews.rules.regulation import VoteBase

ELEVEN = Papers(summoned=11, present=11, issued=11, returned=11, valid=11, invalid=0)


def counts(excellent=0, good=0, fair=0, failed=0):
    return {Level.EXCELLENT: excellent, Level.GOOD: good, Level.FAIR: fair, Level.FAILED: failed}


@pytest.fixture
def rule(regulation):
    return regulation.vote_rule(Capacity.COLLECTIVE)


def test_eleven_of_everything_add_up():
    assert papers_errors(ELEVEN) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"present": 12}, ["Số có mặt (12) lớn hơn số triệu tập (11)"]),
        ({"present": 10}, ["Số phiếu phát ra (11) lớn hơn số có mặt (10)"]),
        (
            {"returned": 12, "valid": 12},
            ["Số phiếu thu vào (12) lớn hơn số phiếu phát ra (11)"],
        ),
        (
            {"valid": 10},
            ["Số phiếu hợp lệ (10) cộng không hợp lệ (0) khác số phiếu thu vào (11)"],
        ),
        ({"invalid": -1, "present": 20}, ["Số phiếu không hợp lệ (-1) không được nhỏ hơn 0"]),
        (
            {"summoned": 9, "invalid": 2},
            [
                "Số có mặt (11) lớn hơn số triệu tập (9)",
                "Số phiếu hợp lệ (11) cộng không hợp lệ (2) khác số phiếu thu vào (11)",
            ],
        ),
    ],
)
def test_papers_that_do_not_add_up(change, expected):
    assert papers_errors(replace(ELEVEN, **change)) == expected


@pytest.mark.parametrize(
    ("_case", "line", "expected"),
    [
        ("2 and 9 are eleven", counts(2, 9), []),
        ("2 and 10 are too many", counts(2, 10), ["Tổng bốn mức (12) lớn hơn số phiếu hợp lệ (11)"]),
        ("one member left his own line empty", counts(2, 8), []),
        ("a line nobody counted", counts(), ["Chưa ghi số phiếu của dòng này"]),
        (
            "less than nought",
            counts(-1, 12),
            ["Số phiếu mức “Hoàn thành xuất sắc nhiệm vụ” (-1) không được nhỏ hơn 0"],
        ),
    ],
)
def test_the_four_counts_of_a_line(_case, line, expected):
    assert line_errors(line, 11) == expected


def test_a_smaller_sum_is_noted_an_equal_one_is_not():
    assert unticked_words(counts(2, 8), 11) == (
        "Tổng bốn mức (10) nhỏ hơn số phiếu hợp lệ (11): 01 phiếu không đánh dấu ở dòng này"
    )
    assert unticked_words(counts(2, 9), 11) == ""
    assert line_errors(counts(), 0) == []


def test_who_left_his_own_line_empty_still_counts_in_the_base(rule):
    outcome = vote_outcome(counts(5, 5), ELEVEN, rule)
    assert (outcome.level, outcome.votes, outcome.of) == (Level.GOOD, 10, 11)


@pytest.mark.parametrize(
    ("_case", "line", "level", "votes"),
    [
        ("2 excellent and 9 good", counts(2, 9), Level.GOOD, 11),
        ("8 of 11 excellent", counts(8, 3), Level.EXCELLENT, 8),
        ("6 of 11 are more than half", counts(6, 5), Level.EXCELLENT, 6),
        ("5 of 11 are not", counts(5, 6), Level.GOOD, 11),
        ("counted from the top", counts(3, 2, 6), Level.FAIR, 11),
        ("all failed", counts(failed=11), Level.FAILED, 11),
    ],
)
def test_the_level_more_than_half_stand_behind(rule, _case, line, level, votes):
    outcome = vote_outcome(line, ELEVEN, rule)
    assert (outcome.level, outcome.votes, outcome.of) == (level, votes, 11)


def test_the_sentence_of_the_counting(rule):
    outcome = vote_outcome(counts(2, 9), ELEVEN, rule)
    assert outcome_words(outcome, rule) == "Mức quá bán: Hoàn thành tốt nhiệm vụ (cộng dồn 11/11)"
    assert outcome.cumulative == counts(2, 11, 11, 11)


def test_half_is_not_more_than_half(rule):
    ten = Papers(summoned=10, present=5, issued=5, returned=5, valid=5, invalid=0)
    outcome = vote_outcome(counts(good=5), ten, rule)
    assert outcome.level is None
    assert outcome.votes == 0
    assert outcome_words(outcome, rule) == (
        "Không có mức quá bán; biểu quyết lại hoặc cấp có thẩm quyền quyết định"
    )


@pytest.mark.parametrize(
    ("base", "of", "level"),
    [
        (VoteBase.ENTITLED, 20, None),
        (VoteBase.PRESENT, 17, Level.GOOD),
        (VoteBase.VALID, 16, Level.GOOD),
    ],
)
def test_of_whom_it_is_counted(rule, base, of, level):
    papers = Papers(summoned=20, present=17, issued=17, returned=17, valid=16, invalid=1)
    outcome = vote_outcome(counts(good=10, failed=0), papers, replace(rule, base=base))
    assert (outcome.of, outcome.level) == (of, level)


def test_a_rule_may_count_each_level_by_itself(rule):
    alone = replace(rule, cumulative=False)
    outcome = vote_outcome(counts(3, 2, 6), ELEVEN, alone)
    assert (outcome.level, outcome.votes) == (Level.FAIR, 6)
    assert outcome_words(outcome, alone) == "Mức quá bán: Hoàn thành nhiệm vụ (6/11)"


def test_a_rule_may_ask_for_two_thirds_and_count_the_line_itself(rule):
    two_thirds = replace(rule, share=Fraction(2, 3), strict=False)
    twelve = Papers(summoned=12, present=12, issued=12, returned=12, valid=12, invalid=0)
    outcome = vote_outcome(counts(8, 4), twelve, two_thirds)
    assert outcome.level == Level.EXCELLENT
    assert outcome_words(outcome, two_thirds) == "Mức đủ phiếu: Hoàn thành xuất sắc nhiệm vụ (cộng dồn 8/12)"


@pytest.mark.parametrize(("present", "quorate"), [(8, True), (7, False)])
def test_two_thirds_make_a_quorum(rule, present, quorate):
    papers = Papers(summoned=12, present=present, issued=7, returned=7, valid=7, invalid=0)
    assert vote_outcome(counts(good=7), papers, rule).quorate is quorate
