"""The afternoon of the sitting, 28/01/2022, 14:00: what Đồng Khê's afternoon brought stands word for word (P106)."""

import re
from datetime import UTC, date, datetime

import pytest

from cadres.models import Discipline
from deadlines.management.province.january import SITTING_AT
from deadlines.management.province.opening import subject_of
from deadlines.management.province.texts import text, texts
from deadlines.models import Dossier
from deadlines.queries.worklist import worklist_for
from organizations import clock
from organizations.models import Account
from ratings.models import Assessment, Consultation, Proposal, Rating, Sitting, SittingLine, Tally
from ratings.papers import paper_of_sitting
from ratings.queries.facts import verdicts_for
from reviews.models import AgendaItem, Campaign, Conference, Guidance, SelfReview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january", "_demo")]
KHAI, COMMITTEE = "Bùi Đức Khải", "Ban Thường vụ Huyện ủy Đồng Khê"


@pytest.fixture
def campaign():
    return Campaign.objects.get()


def test_the_clock_stands_at_two_before_the_sitting():
    assert datetime(2022, 1, 28, 7, 0, tzinfo=UTC) == SITTING_AT
    assert abs((clock.now() - SITTING_AT).total_seconds()) < 600


def test_khai_answered_both_points_word_for_word_and_handed_in(campaign):
    letter = Guidance.objects.get(subject=subject_of(campaign, KHAI))
    review = SelfReview.objects.get(subject=letter.subject)

    assert [point.answer for point in letter.points.all()] == texts("guidance_answers")
    assert letter.state == "answered"
    assert (review.state, review.submitted_on) == ("submitted", date(2021, 12, 14))


def test_the_conference_of_the_sixth_says_of_khai_what_the_minutes_say():
    item = AgendaItem.objects.get(conference__collective__name=COMMITTEE, subject__label=KHAI)
    heard = " ".join(f"{one.speaker}: {one.text}" for one in item.remarks.order_by("position"))
    reply = f"Đồng chí {KHAI} {item.reply[:1].lower()}{item.reply[1:]}"
    conclusion = f"Kết luận của đồng chí chủ trì: {item.conclusion[:1].lower()}{item.conclusion[1:]}"

    assert f"{heard} {reply} {conclusion}" == text("remarks")
    assert item.remarks.count() == 2
    held = Conference.objects.get(collective__name=COMMITTEE)
    assert (held.held_on, clock.day_of(held.entered_at)) == (date(2021, 12, 6), date(2021, 12, 14))


@pytest.mark.parametrize(
    ("name", "counts", "level"),
    [
        (COMMITTEE, (2, 9, 0, 0), "good"),
        ("Quách Đình Lự", (8, 3, 0, 0), "good"),
        (KHAI, (0, 7, 4, 0), "good"),
        ("Lường Thị Ngân", (1, 10, 0, 0), "good"),
    ],
)
def test_the_eleven_voted_as_the_story_tells(name, counts, level):
    tally = Tally.objects.select_related("ballot", "rating").get(
        ballot__conference__collective__name=COMMITTEE, rating__subject__label=name
    )

    assert (tally.excellent_count, tally.good_count, tally.fair_count, tally.failed_count) == counts
    assert (tally.ballot.valid_count, tally.ballot.state) == (11, "counted")
    assert tally.rating.proposed_level == level
    assert Proposal.objects.get(unit__name="Huyện ủy Đồng Khê").number == "212-TTr/HU"


def test_the_appraisal_of_the_collective_is_word_for_word_and_true(campaign):
    found = Assessment.objects.get(
        kind="organization_committee", rating__subject=subject_of(campaign, COMMITTEE)
    )
    dossier = Dossier.objects.get(unit__name="Huyện ủy Đồng Khê", kind="decided")

    assert (found.text, found.level) == (text("appraisal"), "good")
    assert dossier.submissions.get().sent_on == date(2021, 12, 14)
    asked = Consultation.objects.filter(rating=found.rating)
    assert list(asked.values_list("organ", "answer")) == [("Ủy ban Kiểm tra Tỉnh ủy", "nothing")]


def test_the_letter_of_the_list_has_the_words_of_the_sample_and_the_province_s_own_figures():
    """Counted from the list, never copied: what the sample says of 61 and 148 is said of those who stand on it."""
    body = re.sub(r"\s+", " ", paper_of_sitting(Sitting.objects.get()).body)
    there = "trên cơ sở hồ sơ của"
    asked = body[body.index(there) :].split(" Trong đó đề nghị: ")[0]
    sample = text("petition")
    wanted = sample[sample.index(there) :].split(" Trong đó đề nghị: ")[0]

    assert re.sub(r"\d+", "…", asked) == re.sub(r"\d+", "…", wanted)
    assert re.findall(r"\d+", asked) == ["52", "51", "148"]
    waiting = "01 cá nhân tạm dừng xếp loại, chờ kết luận của cơ quan có thẩm quyền. "
    assert waiting in sample
    assert waiting in body
    assert body.endswith("nhóm chức danh đang đề nghị vượt tỷ lệ 20%, xin Ban Thường vụ cho ý kiến.")


def test_everything_that_the_organ_decides_stands_on_the_list(campaign):
    sitting = Sitting.objects.get()
    decided = Rating.objects.leading().filter(subject__campaign=campaign, subject__route="decided")

    assert (sitting.state, sitting.held_on, sitting.lines.count()) == ("prepared", date(2022, 1, 28), 199)
    assert list(decided.filter(lines=None).values_list("subject__label", "state")) == [
        ("Tập thể lãnh đạo Ban Quản lý các khu công nghiệp tỉnh", "not_rated")
    ]


def test_one_waits_and_one_was_disciplined_between_the_vote_and_the_signature():
    paused = SittingLine.objects.get(is_paused=True)
    assert (paused.submitted_level, paused.asked_by) == ("", "Ủy ban Kiểm tra Tỉnh ủy")

    found = Discipline.objects.get(decided_on__year=2022)
    line = SittingLine.objects.get(rating__subject__person=found.person)
    verdict = verdicts_for([line.rating], inside=True)[line.rating_id]
    unknown = [one for one in verdict.unknown if one.condition == "disciplined"]

    assert (found.decided_on, found.violated_in) == (date(2022, 1, 5), 2021)
    assert (line.rating.subject.title, line.is_paused) == ("Phó Giám đốc Sở Giao thông vận tải", False)
    assert [one.figures["days"] for one in unknown] == [("05/01/2022",)]


def test_every_dossier_is_complete_and_lateness_was_judged_by_a_person():
    assert set(Dossier.objects.values_list("state", flat=True)) == {"accepted"}
    late = Dossier.objects.exclude(late_state="on_time").order_by("unit__position")
    assert list(late.values_list("unit__name", "late_state", "late_reason")) == [
        ("Huyện ủy Mường Khoa", "excused", "Mưa lũ chia cắt đường lên huyện; đã xin phép ngày 13/12/2021."),
        ("Ban Dân tộc tỉnh", "confirmed", "Hội nghị kiểm điểm họp sau ngày 15/12/2021, không báo cáo trước."),
    ]


def test_nobody_is_rung_up_once_every_dossier_is_complete(campaign):
    page = worklist_for(Account.objects.get(sign_in_name="ldban"), campaign, SITTING_AT)

    assert page.next is not None
    assert page.next.title.startswith("Mở biểu quyết: ")
    call = next(task for task in page.tasks if task.title == "Gọi các đơn vị còn thiếu hồ sơ")
    assert (call.state, call.due) == ("done", "")
    assert call.text == "58 đơn vị nộp = 58 đủ + 0 thiếu + 0 chưa gửi + 0 chờ bổ sung"
