"""The days left, in both wordings."""

from datetime import UTC, date, datetime

import pytest

from deadlines.rules.wording import (
    chip,
    day_words,
    days_left,
    deadline_sentence,
    deadline_sentence_at,
    hours_left,
    left_words,
)

T2 = date(2021, 12, 15)


@pytest.mark.parametrize(
    ("_case", "today", "expected"),
    [
        (
            "a month before",
            date(2021, 11, 14),
            "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, còn 30 ngày",
        ),
        (
            "three days before",
            date(2021, 12, 11),
            "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, còn 3 ngày",
        ),
        (
            "the day before",
            date(2021, 12, 13),
            "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, còn 1 ngày",
        ),
        ("the last day", date(2021, 12, 14), "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ"),
        (
            "the day named",
            T2,
            "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, chậm so với kế hoạch 1 ngày",
        ),
        (
            "two days after",
            date(2021, 12, 16),
            "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, chậm so với kế hoạch 2 ngày",
        ),
    ],
)
def test_the_sentence_names_the_plans_day_and_the_last_day(_case, today, expected):
    assert deadline_sentence(T2, today=today) == expected


def test_where_the_named_day_counts_it_is_the_last():
    assert deadline_sentence(T2, today=T2, inclusive=True) == (
        "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ"
    )


def test_on_the_last_day_the_hours_are_said_too():
    at = datetime(2021, 12, 14, 6, 30, tzinfo=UTC)
    assert deadline_sentence_at(T2, at) == (
        "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ, còn 10 giờ 30 phút"
    )


def test_the_day_of_a_moment_is_vietnams():
    at = datetime(2021, 12, 13, 17, 0, tzinfo=UTC)
    assert deadline_sentence_at(T2, at).endswith("hạn cuối là hôm nay, đến 24 giờ, còn 24 giờ")


@pytest.mark.parametrize(
    ("_case", "at", "expected"),
    [
        ("half past one in the afternoon", datetime(2021, 12, 14, 6, 30, tzinfo=UTC), "còn 10 giờ 30 phút"),
        ("ten at night", datetime(2021, 12, 14, 15, 0, tzinfo=UTC), "còn 2 giờ"),
        ("the last minutes", datetime(2021, 12, 14, 16, 55, tzinfo=UTC), "còn 5 phút"),
        ("too late", datetime(2021, 12, 15, 0, 0, tzinfo=UTC), "còn 0 phút"),
    ],
)
def test_hours_left(_case, at, expected):
    assert hours_left(T2, at) == expected


def test_days_left_are_negative_after_the_last_day():
    assert days_left(T2, date(2021, 12, 16)) == -2
    assert days_left(T2, date(2021, 12, 16), inclusive=True) == -1


def test_words_of_what_is_left():
    assert [left_words(left) for left in (3, 0, -2)] == [
        "còn 3 ngày",
        "hạn cuối là hôm nay, đến 24 giờ",
        "chậm so với kế hoạch 2 ngày",
    ]


def test_the_short_form():
    assert chip("Hồ sơ", T2, date(2021, 12, 11)) == "Hồ sơ: còn 3 ngày"


def test_once_nothing_is_awaited_only_the_days_are_said():
    assert day_words(T2) == "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021"
    assert day_words(T2, inclusive=True) == "Trước ngày 15/12/2021 — hạn cuối hết ngày 15/12/2021"
