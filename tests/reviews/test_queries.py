"""The subject's own tasks, and what stands beside a self-review."""

from datetime import date

import pytest

from reviews.models import Place, Section, SelfReview, Shortcoming
from reviews.queries.context import conclusion_beside
from reviews.queries.people import clerks_of
from reviews.queries.revisions import like_last_year
from reviews.queries.steps import next_steps
from reviews.queries.writing import Writing
from reviews.services.campaigns import register_subjects
from reviews.services.conferences import Heard, Minutes, record_conference
from reviews.services.self_reviews import name_helper, return_self_review, submit_self_review
from reviews.services.writing import save_writing
from tests.factories import make_account, make_campaign, make_department
from tests.reviews.office import NOON, Office, complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def told(office, account=None):
    steps = next_steps(account or office.author, office.campaign)
    return [(one.code, one.label, one.is_next) for one in steps]


def test_a_subject_who_has_begun_nothing_writes_next(office):
    assert told(office) == [
        ("write", "Chưa viết", True),
        ("conference", "Chưa họp", False),
        ("result", "Chờ cấp trên", False),
    ]


def test_guidance_comes_first_and_stays_when_it_is_answered(office):
    office.letter()
    assert told(office)[0] == ("guidance", "Đã nhận", False)
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    assert told(office)[1] == ("write", "Đang viết", True)

    submit_self_review(office.review, actor=office.author, at=NOON)

    assert told(office)[:2] == [("guidance", "Đã giải trình", False), ("write", "Đã nộp", False)]


def test_guidance_after_the_hand_in_is_the_next_thing(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    submit_self_review(office.review, actor=office.author, at=NOON)
    office.letter()

    assert told(office)[:2] == [("guidance", "Chưa giải trình", True), ("write", "Đã nộp", False)]
    assert "đề nghị đơn vị trả lại để viết giải trình." in next_steps(office.author, office.campaign)[0].text


def test_a_returned_self_review_is_the_next_thing_with_its_reason(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return_self_review(office.review, section="CN.ND.4", reason="Nêu rõ.", actor=office.clerk, at=NOON)

    step = next_steps(office.author, office.campaign)[0]

    assert (step.state, step.text, step.is_next) == ("back", "Mục II: Nêu rõ.", True)


def test_a_helper_has_the_writing_alone(office):
    helper = make_account(full_name="Vi Văn Tố")
    name_helper(office.review, helper, actor=office.author, at=NOON)

    assert told(office, helper) == [("write", "Chưa viết", True)]


def test_the_conference_is_done_when_every_place_is(office):
    Place.objects.filter(subject=office.subject, collective=office.collective).update(
        concluded_on=date(2021, 12, 6)
    )
    assert told(office)[1] == ("conference", "Đã họp 1 trong 2 nơi", False)

    Place.objects.filter(subject=office.subject).update(concluded_on=date(2021, 12, 6))

    assert told(office)[1] == ("conference", "Đã kiểm điểm", False)


def test_somebody_who_is_no_subject_has_no_step(office):
    assert told(office, office.clerk) == []


def test_the_collectives_conclusion_stands_beside_the_members_responsibility(office):
    assert conclusion_beside(Writing(office.review)) == []
    Shortcoming.objects.create(collective=office.collective, year=2021, text="Giải phóng mặt bằng chậm.")
    minutes = Minutes(
        held_on=date(2021, 12, 6),
        convened_count=3,
        present_count=3,
        agenda=(Heard(subject=office.body, conclusion="Ba hạn chế."),),
    )
    record_conference(office.campaign, office.collective, minutes, actor=office.clerk, at=NOON)

    (beside,) = conclusion_beside(Writing(office.review))

    assert (beside.label, beside.held_on, beside.conclusion, beside.shortcomings) == (
        "Ban Thường vụ Huyện ủy Đồng Khê",
        date(2021, 12, 6),
        "Ba hạn chế.",
        ("Giải phóng mặt bằng chậm.",),
    )


def test_a_shortcoming_put_right_in_an_earlier_year_is_not_asked_about_again(office):
    office.past(state="done")
    waiting = office.past(text="Còn lại.")

    assert Writing(office.review).past == [waiting]


def test_the_printed_grade_is_the_worst_of_its_criteria_once_all_are_given(office):
    first = Writing(office.review).items[0]
    three = {"g-CB.1.1": "good", "g-CB.1.2": "excellent", "g-CB.1.3": "good"}
    save_writing(office.review, three, actor=office.author, at=NOON)
    assert Writing(office.review).printed_grade(first) is None

    save_writing(office.review, {"g-CB.1.4": "average"}, actor=office.author, at=NOON)

    assert Writing(office.review).printed_grade(first) == "average"
    assert Section.objects.get(review=office.review, code="CN.ND.1").grade == "average"


def test_a_departments_clerk_is_no_clerk_of_the_district(office):
    unit = make_department()
    assert clerks_of(office.unit, date(2021, 12, 14)) == [office.clerk]
    assert clerks_of(unit, date(2021, 12, 14)) == []
    assert clerks_of(None, date(2021, 12, 14)) == []


def test_only_the_writer_hears_that_a_section_is_last_years():
    office = Office()
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    words = "Đã cùng chi bộ hoàn thành các nhiệm vụ được giao trong năm, không có việc nào quá hạn."
    Section.objects.filter(review=office.review, code="CN.ND.1").update(text=words)
    submit_self_review(office.review, actor=office.author, at=NOON)
    assert like_last_year(Writing(office.review)) == []

    type(office.campaign).objects.filter(pk=office.campaign.pk).update(year=2020)
    campaign = make_campaign(year=2021, regulation=office.campaign.regulation)
    register_subjects(campaign, [office.deputy], actor=office.staff, at=NOON)
    review = SelfReview.objects.for_form().get(subject__person=office.deputy, subject__campaign=campaign)
    for text, expected in ((f"{words} Đạt 100%.", [("I.1", 95)]), ("Ngắn.", []), (f"{words} " * 4, [])):
        Section.objects.update_or_create(review=review, code="CN.ND.1", defaults={"text": text})
        assert like_last_year(Writing(review)) == expected
