"""Which reminders are due and unsent, and to which desk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from deadlines.rules.reminders import DueReminder, Duty, Offset, due_day, reminder_text, reminders_due

T2 = date(2021, 12, 15)
DUTY = Duty(deadline="T2", unit="dong-khe", recipient="clerk", superior="official", before_on=T2, met=False)


def due(today, sent=(), **changes):
    return reminders_due([replace(DUTY, **changes)], today=today, sent=set(sent))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, date(2021, 12, 9)),
        (-1, date(2021, 12, 13)),
        (0, date(2021, 12, 14)),
        (1, date(2021, 12, 15)),
        (3, date(2021, 12, 17)),
        (7, date(2021, 12, 23)),
    ],
)
def test_offsets_are_working_days_from_the_last_day(days, expected):
    assert due_day(DUTY, Offset(days=days)) == expected


def test_a_moved_working_day_moves_the_reminder():
    assert due_day(DUTY, Offset(days=-1), {date(2021, 12, 13): False}) == date(2021, 12, 10)


def test_long_before_nothing_is_due():
    assert due(date(2021, 11, 1)) == []


def test_three_working_days_before_the_desk_is_reminded():
    assert due(date(2021, 12, 9)) == [
        DueReminder(
            deadline="T2",
            recipient="clerk",
            unit="dong-khe",
            offset=-3,
            due_on=date(2021, 12, 9),
            is_escalation=False,
        )
    ]


def test_what_was_sent_is_not_due_again():
    sent = [one.key for one in due(date(2021, 12, 9))]
    assert due(date(2021, 12, 9), sent) == []
    assert due(date(2021, 12, 10), sent) == []


def test_after_a_day_of_downtime_the_missed_one_is_made_up_for():
    assert [one.offset for one in due(date(2021, 12, 12))] == [-3]


def test_after_many_days_of_downtime_only_the_latest_is_sent():
    assert [one.offset for one in due(date(2021, 12, 14))] == [0]


def test_when_late_the_level_above_hears_of_it_too():
    found = due(date(2021, 12, 15))
    assert [(one.recipient, one.unit, one.offset, one.is_escalation) for one in found] == [
        ("clerk", "dong-khe", 1, False),
        ("official", "dong-khe", 1, True),
    ]
    assert len({one.key for one in found}) == 2


def test_without_a_level_above_only_the_desk_hears():
    assert [one.recipient for one in due(date(2021, 12, 15), superior="")] == ["clerk"]


def test_a_duty_done_is_not_reminded():
    assert due(date(2021, 12, 14), met=True) == []


def test_a_duty_given_today_is_not_reminded_of_yesterdays_offsets():
    assert due(date(2021, 12, 10), opened_on=date(2021, 12, 10)) == []
    assert [one.offset for one in due(date(2021, 12, 13), opened_on=date(2021, 12, 10))] == [-1]


def test_a_date_moved_later_is_reminded_of_anew():
    sent = [one.key for one in due(date(2021, 12, 14))]
    moved = due(date(2021, 12, 24), sent, before_on=date(2021, 12, 25))
    assert [(one.offset, one.due_on) for one in moved] == [(0, date(2021, 12, 24))]


def test_a_season_day_by_day_sends_each_reminder_once():
    sent = []
    for n in range(60):
        sent += [one.key for one in due(date(2021, 11, 15) + timedelta(days=n), sent)]
    assert [key[3] for key in sent if key[1] == "clerk"] == [-10, -5, -3, -1, 0, 1, 3, 7]
    assert [key[3] for key in sent if key[1] == "official"] == [1, 3, 7]


def test_the_words_name_no_person_and_no_level():
    assert reminder_text("Gửi hồ sơ", T2, today=date(2021, 12, 11)) == (
        "Nhắc hạn: Gửi hồ sơ. Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, còn 3 ngày."
    )
    assert reminder_text("Gửi hồ sơ", T2, today=date(2021, 12, 16), unit="Huyện ủy Đồng Khê") == (
        "Nhắc hạn: Gửi hồ sơ (Huyện ủy Đồng Khê)."
        " Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, chậm so với kế hoạch 2 ngày."
    )


def test_a_desk_under_two_leaders_is_told_once_and_each_leader_too():
    duties = [DUTY, replace(DUTY, superior="deputy")]
    found = reminders_due(duties, today=date(2021, 12, 15), sent=set())
    assert [one.recipient for one in found] == ["clerk", "official", "deputy"]
