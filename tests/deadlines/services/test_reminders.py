"""Nhắc hạn: each exactly once, to the right desk, naming no level."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from deadlines.models import Dossier, Reminder
from deadlines.services.reminders import planned_reminders, remind
from organizations.models import Assignment, Notice
from organizations.queries import with_earlier
from reviews.models import Campaign
from tests.factories import make_account, make_post, make_refinement

OPENED = datetime(2021, 11, 5, 1, 0, tzinfo=UTC)


def at(day, hour=1):
    return datetime(2021, 12, day, hour, 0, tzinfo=UTC)


@pytest.fixture
def opened(district):
    """The round opened in November; the district has sent nothing."""
    Campaign.objects.update(opened_at=OPENED)
    return district


def told(account):
    return list(Notice.objects.filter(recipient=account).order_by("pk").values_list("title", flat=True))


def test_two_ticks_are_one_reminder(opened):
    assert remind(now=at(14)) == 1
    assert remind(now=at(14, 2)) == 0
    assert Reminder.objects.count() == 1
    assert told(opened.clerk) == [
        f"Nhắc hạn: hồ sơ {opened.dossier.code}. Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ."
    ]


def test_before_on_the_day_and_after_it_goes_once_each(opened):
    for number in range(24 * 12):
        remind(now=at(9) + timedelta(hours=number))

    days = list(
        Reminder.objects.filter(recipient=opened.clerk, deadline__code="T2")
        .order_by("due_on")
        .values_list("offset", flat=True)
    )
    assert days == [-3, -1, 0, 1, 3]


def standing(account):
    """The reminders that still stand as work, by the day they were written."""
    rows = Notice.objects.visible_to(account).unread().exclude(about="")
    return [one.created_at.day for one in rows]


def test_the_last_reminder_of_a_work_stands_for_the_earlier_ones(opened):
    for day in (13, 14, 15):
        remind(now=at(day))
    assert (len(told(opened.clerk)), standing(opened.clerk)) == (3, [15])
    assert standing(opened.leader) == [15]

    (row,) = with_earlier(Notice.objects.visible_to(opened.clerk).newest())
    assert (row[0].created_at.day, [one.created_at.day for one in row[1]]) == (15, [14, 13])


def test_what_was_done_is_no_longer_asked_by_an_old_reminder(opened):
    remind(now=at(15))
    remind(now=at(15, 2))
    assert standing(opened.clerk) == standing(opened.leader) == [15]

    Dossier.objects.update(state="submitted")
    remind(now=at(15, 3))

    assert standing(opened.clerk) == standing(opened.leader) == []
    assert set(Notice.objects.values_list("ended_at", "read_at")) == {(at(15, 3), None)}

    Dossier.objects.update(state="returned", return_reason="Thiếu dấu", return_before=date(2021, 12, 18))
    remind(now=at(17))
    assert standing(opened.clerk) == [17]


def test_late_it_goes_up_to_the_units_leader(opened):
    remind(now=at(15))
    assert len(told(opened.clerk)) == 1
    assert told(opened.leader) == [
        f"Nhắc hạn: hồ sơ {opened.dossier.code} (Huyện ủy Đồng Khê). "
        "Trước ngày 15/12/2021 — hạn cuối hết ngày 14/12/2021, chậm so với kế hoạch 1 ngày."
    ]


def test_a_day_of_standstill_is_made_up_for_once(opened):
    remind(now=at(13))
    remind(now=at(15))
    assert len(told(opened.clerk)) == 2


def test_what_was_sent_is_not_asked_for(opened):
    Dossier.objects.update(state="received")
    assert remind(now=at(14)) == 0


def test_the_subject_is_told_of_his_own_missing_review(opened):
    person = opened.subjects[1].person

    post = make_post(person, opened.unit.collective)
    subject = opened.subjects[1]
    subject.main_post = post
    subject.save()
    account = make_account(full_name=person.full_name, person=person)
    Dossier.objects.update(state="received")

    assert remind(now=at(9)) == 1
    (title,) = told(account)
    assert title.startswith("Nhắc hạn: bản kiểm điểm cá nhân. Trước ngày 10/12/2021")
    assert "Hoàn thành" not in title


def test_the_state_is_printed_and_nothing_is_sent(opened):
    out = StringIO()
    call_command("campaign_state", stdout=out)
    assert "Nhắc hạn đến lượt gửi" in out.getvalue()
    assert not Reminder.objects.exists()
    assert planned_reminders(at(14))[0].recipient == opened.clerk


def test_what_was_asked_back_is_wanted_by_the_new_day(opened):
    Dossier.objects.update(state="returned", return_reason="Thiếu dấu", return_before=date(2021, 12, 17))
    remind(now=at(16))
    assert told(opened.clerk) == [
        f"Nhắc hạn: hồ sơ {opened.dossier.code}. Trước ngày 17/12/2021 — hạn cuối là hôm nay, đến 24 giờ."
    ]


@pytest.fixture
def without_account(opened):
    """Nobody at the unit has an account: its contact is known, with a telephone."""
    Assignment.objects.filter(account__in=[opened.clerk, opened.leader]).delete()
    return opened


def test_a_unit_without_an_account_is_rung_by_its_official(without_account, staff):
    assert [remind(now=at(14)), remind(now=at(14, 2))] == [1, 0]

    notice = Notice.objects.get(recipient=staff)
    assert notice.title == (
        f"Nhắc hạn: hồ sơ {without_account.dossier.code} (Huyện ủy Đồng Khê). "
        "Trước ngày 15/12/2021 — hạn cuối là hôm nay, đến 24 giờ."
    )
    assert notice.body == "Đầu mối chưa có tài khoản: gọi điện đồng chí Hà Thị Lan, 0200 3 855 014."


def test_late_the_official_is_told_once_and_not_again_as_the_level_above(without_account, staff):
    assert remind(now=at(15)) == 1
    assert Reminder.objects.filter(recipient=staff).count() == 1


def test_a_units_own_earlier_date_is_reminded_there_and_the_province_goes_by_its_plan(opened):
    make_refinement(opened.unit.scope, "T2", date(2021, 12, 13))
    remind(now=at(10))
    assert told(opened.clerk) == [
        f"Nhắc hạn: hồ sơ {opened.dossier.code}. Trước ngày 13/12/2021 — hạn cuối hết ngày 12/12/2021, còn 2 ngày."
    ]

    remind(now=at(13))
    assert (
        "Trước ngày 13/12/2021 — hạn cuối hết ngày 12/12/2021, chậm so với kế hoạch 1 ngày"
        in told(opened.leader)[0]
    )


def test_no_units_own_date_sends_its_lateness_up_to_the_official(opened):
    official = opened.unit.official
    make_refinement(opened.unit.scope, "T2", date(2021, 12, 13))
    Assignment.objects.filter(account=opened.leader).delete()

    remind(now=at(14))
    assert (len(told(opened.clerk)), told(official)) == (1, [])

    remind(now=at(15))
    assert [title.partition("Trước ngày ")[2][:10] for title in told(official)] == ["15/12/2021"]


def test_the_subject_is_reminded_of_his_committees_own_date(opened):
    subject = opened.subjects[1]
    subject.main_post = make_post(subject.person, opened.unit.collective)
    subject.save()
    account = make_account(full_name=subject.person.full_name, person=subject.person)
    make_refinement(opened.unit.scope, "T1", date(2021, 12, 6))
    remind(now=at(3))
    assert told(account) == [
        "Nhắc hạn: bản kiểm điểm cá nhân. Trước ngày 06/12/2021 — hạn cuối hết ngày 05/12/2021, còn 2 ngày."
    ]
