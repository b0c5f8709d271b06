"""Thay đổi trong đợt: the open round follows the records, says so, and never touches what was concluded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadres.enums import StandingKind
from cadres.models import Discipline
from organizations.models import AuditEntry
from ratings.enums import RatingState
from ratings.models import Rating
from reviews.models import Place, Subject, SubjectChange
from tests import factories as make
from tests.deadlines.late import DAY, LATER, YESTERDAY, follow, notes, places, rating, stand, subject_of

pytestmark = pytest.mark.django_db


def test_a_round_whose_records_have_not_moved_stays_as_it_is(opened):
    before = [Subject.objects.values_list().order_by("pk"), Place.objects.values_list().order_by("pk")]
    before = [list(rows) for rows in before]

    assert follow(opened) == 0

    assert list(Subject.objects.values_list().order_by("pk")) == before[0]
    assert list(Place.objects.values_list().order_by("pk")) == before[1]
    assert not SubjectChange.objects.exists()


@pytest.mark.parametrize(
    ("kind", "case", "words"),
    [
        (
            StandingKind.EXEMPT,
            "NR_EXEMPT",
            "Được miễn công tác và sinh hoạt đảng: không kiểm điểm, không xếp loại",
        ),
        (
            StandingKind.SUSPENDED,
            "NR_SUSPENDED",
            "Bị đình chỉ sinh hoạt đảng: không kiểm điểm, không xếp loại",
        ),
    ],
)
def test_who_is_exempt_or_suspended_in_the_middle_is_reviewed_no_more_from_that_day(
    opened, kind, case, words
):
    stand(opened.leader, kind, DAY)

    assert follow(opened, LATER - timedelta(days=1)) == 0
    assert subject_of(opened.leader).is_reviewed

    assert follow(opened) == 1

    subject = subject_of(opened.leader)
    assert (subject.is_reviewed, subject.not_reviewed_case, subject.note) == (False, case, words)
    assert places(opened.leader) == []
    assert notes(opened.leader) == [("not_reviewed", DAY, words)]
    assert SubjectChange.objects.get().clause == "Điểm 2, Phần B, Mục II, Hướng dẫn số 21-HD/BTCTW"
    assert (rating(opened.leader).state, rating(opened.leader).not_rated_case) == (
        RatingState.NOT_RATED,
        case,
    )
    entry = AuditEntry.objects.get(action="follow_record")
    assert (entry.actor, entry.target_key) == (opened.staff, subject.key)


def test_when_the_exemption_has_ended_he_is_reviewed_as_before(opened):
    row = stand(opened.leader, StandingKind.EXEMPT, YESTERDAY)
    follow(opened)
    row.to_on = DAY
    row.save()

    assert follow(opened) == 0  # the last day of it
    assert not subject_of(opened.leader).is_reviewed

    follow(opened, LATER + timedelta(days=3))

    subject = subject_of(opened.leader)
    assert (subject.is_reviewed, subject.not_reviewed_case, subject.note) == (True, "", "")
    assert places(opened.leader) == ["Chi bộ xóm Đoài", "Ban Thường vụ Huyện ủy Đồng Khê"]
    assert [(kind, day) for kind, day, _ in notes(opened.leader)] == [
        ("not_reviewed", YESTERDAY), ("reviewed", DAY + timedelta(days=1)),
    ]  # fmt: skip
    assert (rating(opened.leader).state, rating(opened.leader).not_rated_case) == (RatingState.OPEN, "")


def test_who_was_exempt_by_mistake_is_back_on_the_day_it_is_put_right(opened):
    stand(opened.leader, StandingKind.EXEMPT, date(2019, 3, 1), date(2020, 3, 1))
    row = stand(opened.leader, StandingKind.EXEMPT, YESTERDAY)
    follow(opened)
    row.delete()

    follow(opened)

    assert [(kind, day) for kind, day, _ in notes(opened.leader)] == [
        ("not_reviewed", YESTERDAY), ("reviewed", DAY),
    ]  # fmt: skip


def test_twice_makes_no_difference(opened):
    stand(opened.leader, StandingKind.SUSPENDED, YESTERDAY)
    make.make_membership(make.make_person("Hà Thị Mơ"), opened.other, from_on=DAY)
    follow(opened)
    before = (
        Subject.objects.count(),
        Place.objects.count(),
        SubjectChange.objects.count(),
        Rating.objects.count(),
    )

    follow(opened, LATER + timedelta(days=1))

    assert before == (
        Subject.objects.count(), Place.objects.count(), SubjectChange.objects.count(), Rating.objects.count(),
    )  # fmt: skip


def test_what_one_place_has_concluded_stays_when_he_is_suspended_afterwards(opened):
    subject = subject_of(opened.leader)
    cell = subject.places.get(collective__isnull=True)
    Place.objects.filter(pk=cell.pk).update(concluded_on=YESTERDAY)
    stand(opened.leader, StandingKind.SUSPENDED, DAY)

    follow(opened)

    assert not subject_of(opened.leader).is_reviewed
    assert list(subject.places.values_list("pk", "concluded_on")) == [(cell.pk, YESTERDAY)]


def test_who_was_reviewed_everywhere_stays_reviewed_and_the_note_says_so(opened):
    subject = subject_of(opened.leader)
    subject.places.update(concluded_on=YESTERDAY)
    stand(opened.leader, StandingKind.SUSPENDED, DAY)

    follow(opened)

    assert subject_of(opened.leader).is_reviewed
    assert subject.places.count() == 2
    assert notes(opened.leader) == [
        (
            "not_reviewed",
            DAY,
            "Bị đình chỉ sinh hoạt đảng: không kiểm điểm, không xếp loại. "
            "Đã kiểm điểm xong trước đó: kết quả kiểm điểm giữ nguyên",
        )
    ]
    follow(opened, LATER + timedelta(days=1))
    assert len(notes(opened.leader)) == 1


@pytest.mark.parametrize("whose", ["collective", "organization"])
@pytest.mark.parametrize(
    ("decided_on", "told"),
    [
        (make.DAY, False),  # the day of the opening: the list was made knowing it
        (make.DAY + timedelta(days=1), True),
        (DAY, True),
        (DAY + timedelta(days=1), False),
    ],
)
def test_a_discipline_of_a_body_is_said_beside_its_report(client, opened, whose, decided_on, told):
    """P44: a collective's on its own page, its organisation's on the page of the report they share; never the form."""
    owner = {"collective": opened.standing} if whose == "collective" else {"organization": opened.district}
    Discipline.objects.create(form="warning", decided_on=decided_on, violated_in=2020, **owner)

    for _ in range(2):
        follow(opened)
    words = f"Có quyết định kỷ luật ngày {decided_on:%d/%m/%Y}, vi phạm năm 2020"
    found = SubjectChange.objects.filter(kind="discipline").values_list(
        "subject__label", "changed_on", "note"
    )
    body = "Ban Thường vụ Huyện ủy Đồng Khê" if whose == "collective" else "Đảng bộ huyện Đồng Khê"
    assert list(found) == ([(body, decided_on, words)] if told else [])

    client.force_login(opened.staff)
    shared = Subject.objects.get(collective=opened.standing)
    text = client.get(reverse("reviews:subject_detail", args=[shared.key])).content.decode()
    said = words if whose == "collective" else f"Đảng bộ huyện Đồng Khê: {words}"
    assert (f"<p>{said}.</p>" in text.replace("\xa0", " ")) is told
    assert "Cảnh cáo" not in text


def test_a_closed_round_is_told_of_no_discipline(opened):
    Discipline.objects.create(collective=opened.standing, form="warning", decided_on=DAY, violated_in=2021)
    type(opened.campaign).objects.update(state="closed")

    follow(opened)

    assert not SubjectChange.objects.exists()
