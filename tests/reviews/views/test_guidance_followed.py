"""The level that sent a letter sees what came of it: answers, and who from above came (rules 3.4, P24)."""

from datetime import date

import pytest

from organizations.enums import Role
from organizations.models import Assignment
from reviews.models import AgendaItem, GuidancePoint, SelfReview
from tests.factories import make_account, make_conference
from tests.reviews.office import NOON, url
from tests.web.conftest import counted

pytestmark = pytest.mark.django_db

HELD = date(2021, 12, 6)


def submitted(office, **fields):
    values = {"state": "submitted", "submitted_at": NOON, "submitted_on": NOON.date()}
    SelfReview.objects.filter(pk=office.review.pk).update(**(values | fields))


def heard(office, reply="", **fields):
    conference = make_conference(office.unit, office.clerk, held_on=HELD, **fields)
    return AgendaItem.objects.create(conference=conference, subject=office.subject, position=1, reply=reply)


def listed(client, account):
    """What the list of letters says is not answered, and who came to whom."""
    client.force_login(account)
    context = client.get(url("guidance_list")).context
    return (
        {one.subject.label: row.unanswered for one, row in context.get("unanswered", ())},
        [row.attendance for _one, row in context["rows"] if row],
    )


def test_nothing_is_said_while_the_self_review_is_written(client, office):
    letter = office.letter()
    GuidancePoint.objects.filter(guidance=letter, position=1).update(answer="Đang viết.")

    assert listed(client, office.staff) == ({}, [("Chưa họp kiểm điểm",)])


def test_what_went_in_without_an_answer_is_listed_for_the_level_that_sent_the_letter(client, office):
    letter = office.letter()
    GuidancePoint.objects.filter(guidance=letter, position=1).update(answer="Đã nhận trách nhiệm.")
    submitted(office)

    assert listed(client, office.staff)[0] == {
        "Bùi Đức Khải": "bản kiểm điểm nộp ngày 14/12/2021 chưa giải trình điểm 2"
    }
    assert listed(client, office.clerk) == ({}, [("Chưa họp kiểm điểm",)])
    page = client.get(url("guidance_list")).content.decode()
    assert "Chưa giải trình:" not in page
    assert listed(client, office.author) == ({}, [])


def test_an_answer_given_at_the_conference_counts(client, office):
    office.letter()
    submitted(office)
    item = heard(office)
    assert list(listed(client, office.staff)[0]) == ["Bùi Đức Khải"]

    AgendaItem.objects.filter(pk=item.pk).update(reply="Tiếp thu, giải trình cả hai nội dung.")

    assert listed(client, office.staff)[0] == {}


def test_who_came_from_above_is_named_from_the_record_of_the_conference(client, office):
    letter = office.letter(attending="Đồng chí Lường Đức Thuận")
    item = heard(office)
    alone = ("Ngày 06/12/2021: không có đại biểu cấp trên dự",)
    assert listed(client, office.staff)[1] == [alone]

    member = make_account(Role.SUPERVISOR, office.district, full_name="Lường Đức Thuận")
    role = Assignment.objects.get(account=member)
    type(item.conference).objects.update(attended_by=role, upper_attending="Tổ công tác số 2")

    said = f"Ngày 06/12/2021: đồng chí Lường Đức Thuận, {role}; Tổ công tác số 2"
    assert listed(client, office.staff)[1] == [(said,)]
    page = client.get(url("guidance_detail", letter.key)).content.decode()
    assert f"<dt>Cấp trên dự hội nghị</dt><dd>{said}</dd>" in page
    assert "<dt>Dự kiến cấp trên dự</dt><dd>Đồng chí Lường Đức Thuận</dd>" in page
    client.force_login(office.author)
    assert "Theo dõi sau khi gửi" not in client.get(url("guidance_detail", letter.key)).content.decode()


def test_a_subject_left_for_a_later_session_was_not_attended(client, office):
    office.letter()
    item = heard(office)
    AgendaItem.objects.filter(pk=item.pk).update(is_reviewed=False, absent_reason="Ốm")

    assert listed(client, office.staff)[1] == [("Chưa họp kiểm điểm",)]


def test_three_letters_ask_no_more_than_one(client, office):
    office.letter()
    heard(office)
    client.force_login(office.staff)
    with counted() as one:
        client.get(url("guidance_list"))
    for subject in (office.head_subject, office.body):
        office.letter(subject=subject)
        AgendaItem.objects.create(
            conference=office.subject.agenda_items.get().conference, subject=subject, position=subject.pk + 10
        )

    with counted() as three:
        assert client.get(url("guidance_list")).content.decode().count('data-l="Cấp trên dự"') == 3

    assert len(three) == len(one)
