"""A conference of 06/12, entered on 14/12 (P07, P104.1)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from organizations.models import AuditEntry, Notice
from organizations.workflow import StaleVersion, TransitionDenied
from reviews.models import Attendance, Conference, Place, Remark
from reviews.queries.agenda import agenda_of, warnings_of
from reviews.queries.conference_plans import Body
from reviews.services.conferences import (
    Heard,
    Minutes,
    correct_conference,
    record_conference,
    remarks_of,
)
from reviews.services.self_reviews import record_paper_review
from tests.reviews.office import NOON, Office, sibling

pytestmark = pytest.mark.django_db
HELD = date(2021, 12, 6)


@pytest.fixture
def office():
    return Office()


def minutes(office, **changes):
    values = {
        "papers_sent_on": date(2021, 12, 1),
        "held_on": HELD,
        "convened_count": 11,
        "present_count": 11,
        "place": "Hội trường Huyện ủy",
        "chair": "Quách Đình Lự",
        "secretary": "Hà Thị Lan",
        "conclusion": "Nghiêm túc.",
        "agenda": (
            Heard(subject=office.body, conclusion="Ba hạn chế."),
            Heard(subject=office.head_subject),
            Heard(
                subject=office.subject, remarks="Đinh Thị Quyên: còn nóng.\nNói chung tốt", reply="Tiếp thu."
            ),
        ),
    }
    return Minutes(**(values | changes))


def record(office, actor=None, **changes):
    return record_conference(
        office.campaign, office.collective, minutes(office, **changes), actor=actor or office.clerk, at=NOON
    )


def concluded(office):
    rows = Place.objects.filter(collective=office.collective).order_by("subject__position", "pk")
    return [place.concluded_on for place in rows]


def test_the_places_are_concluded_on_the_day_it_was_held_not_the_day_it_was_typed(office):
    conference = record(office)

    assert (conference.held_on, conference.entered_at) == (HELD, NOON)
    assert concluded(office) == [HELD, HELD, HELD]
    assert [item.subject for item in conference.agenda.all()] == [
        office.body,
        office.head_subject,
        office.subject,
    ]
    assert (
        AuditEntry.objects.get(action="record_conference").after
        == "họp ngày 06/12/2021, nhập ngày 14/12/2021"
    )
    assert Notice.objects.get().recipient == office.author


def test_the_cell_is_not_concluded_by_the_collective(office):
    record(office)

    assert Place.objects.get(subject=office.subject, collective=None).concluded_on is None
    assert not office.subject.is_concluded


def test_remarks_are_kept_by_speaker(office):
    record(office)

    assert [(one.speaker, one.text) for one in Remark.objects.all()] == [
        ("Đinh Thị Quyên", "còn nóng."),
        ("", "Nói chung tốt"),
    ]


def test_one_who_was_absent_is_not_concluded_and_has_a_reason(office):
    agenda = (
        Heard(subject=office.body),
        Heard(subject=office.subject, reviewed=False, absent_reason="Nằm viện"),
    )

    record(office, agenda=agenda, present_count=10, absent="Bùi Đức Khải: nằm viện")

    assert Place.objects.get(subject=office.subject, collective=office.collective).concluded_on is None
    assert Attendance.objects.get().reason == "nằm viện"


@pytest.mark.parametrize(
    ("_case", "changes", "words"),
    [
        ("a day to come", {"held_on": date(2021, 12, 15)}, "chưa đến"),
        ("before the plan", {"held_on": date(2021, 11, 3)}, "trước ngày ban hành kế hoạch"),
        ("more came than were called", {"present_count": 12}, "nhiều hơn triệu tập"),
        ("nobody came", {"present_count": 0, "convened_count": 0}, "phải có người dự"),
        ("papers sent after the meeting", {"papers_sent_on": date(2021, 12, 7)}, "sau ngày họp 06/12/2021"),
        ("paper minutes without a number", {"minutes_mode": "paper_only"}, "ghi số biên bản"),
        ("nobody reviewed", {"agenda": ()}, "ít nhất một"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(office, _case, changes, words):
    with pytest.raises(TransitionDenied, match=words):
        record(office, **changes)

    assert not Conference.objects.exists()
    assert concluded(office) == [None, None, None]


def test_every_fault_is_said_at_once(office):
    with pytest.raises(TransitionDenied) as denied:
        record(office, held_on=date(2022, 1, 1), present_count=12)

    assert len(denied.value.sentences) == 2


def test_the_same_conference_is_not_entered_twice(office):
    record(office)

    with pytest.raises(TransitionDenied, match="đã có"):
        record(office)

    assert Conference.objects.count() == 1


def test_another_district_enters_nothing_here(office):
    with pytest.raises(PermissionDenied):
        record(office, actor=sibling())

    assert not Conference.objects.exists()


def test_a_correction_moves_the_day_and_tells_a_second_clerk(office):
    conference = record(office)
    changed = replace(minutes(office), held_on=date(2021, 12, 7), agenda=(Heard(subject=office.body),))

    correct_conference(conference, changed, version=1, actor=office.clerk, at=NOON)

    assert sorted(concluded(office), key=str) == [date(2021, 12, 7), None, None]
    with pytest.raises(StaleVersion):
        correct_conference(conference, changed, version=1, actor=office.clerk, at=NOON)


def test_the_order_is_said_and_never_blocked(office):
    agenda = (Heard(subject=office.subject), Heard(subject=office.body), Heard(subject=office.head_subject))
    conference = record(office, agenda=agenda, present_count=10)
    assert said(conference) == [
        "Tập thể kiểm điểm trước, cá nhân sau: Ban Thường vụ Huyện ủy Đồng Khê đang xếp sau đ/c Bùi Đức Khải.",
        "Người đứng đầu kiểm điểm trước: đ/c Quách Đình Lự đang xếp sau đ/c Bùi Đức Khải.",
        "Vắng 01 theo số có mặt, nhưng ghi tên và lý do 00 người.",
    ]


def test_fewer_present_than_reviewed_is_said_and_never_blocked(office):
    conference = record(office, convened_count=1, present_count=1)
    assert said(conference) == ["Có mặt 01, nhưng 02 cá nhân đã kiểm điểm. Xem lại hai số này."]


def test_the_page_offers_the_collective_first_then_its_head(office):
    agenda = agenda_of(office.campaign, Body(collective=office.collective), day=HELD)
    assert agenda.open == (office.body, office.head_subject, office.subject)


def test_a_line_without_a_name_is_a_remark_of_nobody():
    assert remarks_of("A: b\n\n  c  \nD:") == [("A", "b"), ("", "c"), ("", "D:")]


UNWRITTEN = "Ghi là đã kiểm điểm nhưng chưa có bản kiểm điểm: "


def said(conference):
    """What is said of it, but for those of whom nothing was handed in: of these there are many here."""
    found = warnings_of(conference, conference.agenda.select_related("subject"))
    return [one.text for one in found if not one.text.startswith(UNWRITTEN)]


def test_whoever_was_reviewed_with_nothing_handed_in_is_named(office):
    """A cell's evening refuses it; a conference of a collective took place, and its minutes are signed."""
    conference = record(office)
    [said_of_it] = [one.text for one in warnings_of(conference, conference.agenda.all())]
    assert said_of_it == (
        f"{UNWRITTEN}Ban Thường vụ Huyện ủy Đồng Khê, Quách Đình Lự, Bùi Đức Khải. Ghi nhận bản giấy nếu đã có."
    )
    for subject in (office.subject, office.head_subject, office.body):
        record_paper_review(subject, received_on=HELD, sheets=2, self_level="", actor=office.clerk, at=NOON)
    assert [one.text for one in warnings_of(conference, conference.agenda.all())] == []


def test_whoever_suggested_something_comes_and_his_letter_came_ten_working_days_before(office):
    """3.4: a warning, never a block; 22/11 to 06/12 are ten working days, 23/11 nine."""
    letter = office.letter()  # of 22/11
    conference = record(office, upper_attending="")
    nobody = "Có gợi ý kiểm điểm, nhưng chưa ghi cấp trên dự, chỉ đạo hội nghị."
    assert said(conference) == [nobody]

    Conference.objects.update(upper_attending="Đồng chí Lường Đức Thuận")
    conference.refresh_from_db()
    assert said(conference) == []

    type(letter).objects.update(dated_on=date(2021, 11, 23))
    assert said(conference) == [
        "Gửi gợi ý trước hội nghị (ngày làm việc): ít nhất 10; gợi ý cho Bùi Đức Khải ngày 23/11/2021, "
        "trước 09 ngày làm việc."
    ]
    type(letter).objects.update(state="draft")
    assert said(conference) == []
