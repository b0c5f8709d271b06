"""Keeping what is typed: section by section, each with its version."""

import pytest
from django.core.exceptions import PermissionDenied

from organizations.enums import Role
from organizations.models import AuditEntry
from organizations.workflow import TransitionDenied
from reviews.enums import RemedyState, ReviewForm, ReviewState
from reviews.models import GuidancePoint, Section, SelfReview, Shortcoming, Target
from reviews.queries.writing import Writing
from reviews.services.self_reviews import choose_form, name_helper, submit_self_review
from reviews.services.writing import StaleParts, drop_empty_rows, save_writing, shown_again
from tests.factories import make_account
from tests.reviews.office import NOON, Office, complete, stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def section(office, code):
    return Section.objects.get(review=office.review, code=code)


def test_what_is_typed_is_kept_with_its_moment_and_its_version(office):
    typed = {"s-CN.ND.1": "Chấp hành nghiêm quy chế.", **stamp(office.review, "CN.ND.1")}

    kept = save_writing(office.review, typed, actor=office.author, at=NOON)

    kept_section = section(office, "CN.ND.1")
    assert (kept_section.text, kept_section.version, kept_section.saved_at) == (
        "Chấp hành nghiêm quy chế.",
        2,
        NOON,
    )
    assert kept.changed == ["I.1"]
    assert section(office, "CN.ND.2").saved_at is None


def test_the_same_text_sent_again_changes_nothing(office):
    typed = {"s-CN.ND.1": "Một lần.", **stamp(office.review, "CN.ND.1")}
    save_writing(office.review, typed, actor=office.author, at=NOON)
    entries = AuditEntry.objects.count()

    assert save_writing(office.review, typed, actor=office.author, at=NOON).changed == []

    assert section(office, "CN.ND.1").version == 2
    assert AuditEntry.objects.count() == entries


def test_a_section_written_elsewhere_meanwhile_keeps_both_texts(office):
    old = stamp(office.review, "CN.ND.1")
    save_writing(office.review, {"s-CN.ND.1": "Bản thứ nhất.", **old}, actor=office.author, at=NOON)

    with pytest.raises(StaleParts) as stale:
        save_writing(office.review, {"s-CN.ND.1": "Bản thứ hai.", **old}, actor=office.author, at=NOON)

    assert [part.section for part in stale.value.parts] == ["I.1"]
    assert section(office, "CN.ND.1").text == "Bản thứ nhất."
    again = shown_again(Writing(office.review), {"s-CN.ND.1": "Bản thứ hai."}, {})
    assert again[0].boxes[0].value == "Bản thứ hai."


def test_two_who_write_in_different_sections_do_not_meet(office):
    whole = {**stamp(office.review, "CN.ND.1"), **stamp(office.review, "CN.ND.2")}
    save_writing(
        office.review, {**whole, "s-CN.ND.1": "Của tôi.", "s-CN.ND.2": ""}, actor=office.author, at=NOON
    )

    save_writing(
        office.review, {**whole, "s-CN.ND.1": "", "s-CN.ND.2": "Của anh."}, actor=office.author, at=NOON
    )

    assert (section(office, "CN.ND.1").text, section(office, "CN.ND.2").text) == ("Của tôi.", "Của anh.")


def test_a_date_that_is_none_is_named_and_everything_else_is_kept(office):
    typed = {"h-1-text": "Giao ban chưa đều.", "h-1-due_before": "31/02/2022"}

    kept = save_writing(office.review, typed, actor=office.author, at=NOON)

    assert kept.errors == {
        "h-1-due_before": "Ngày này không có trong lịch, xem lại. Đồng chí đã ghi “31/02/2022”."
    }
    assert Shortcoming.objects.get().text == "Giao ban chưa đều."


def test_a_level_that_does_not_exist_is_refused(office):
    kept = save_writing(office.review, {"muc": "best", "g-CB.1.1": "perfect"}, actor=office.author, at=NOON)

    assert set(kept.errors) == {"muc", "g-CB.1.1"}
    assert SelfReview.objects.get(pk=office.review.pk).self_level == ""


def test_answers_to_last_year_and_to_guidance_are_kept_with_their_records(office):
    past, letter = office.past(), office.letter()
    typed = {
        f"k-{past.key}": "doing",
        f"kt-{past.key}": "Còn 01 chi bộ.",
        f"a-{letter.key}-2": "Nội dung gợi ý là đúng.",
        f"d-{letter.key}-2": "31/3/2022",
    }

    save_writing(office.review, typed, actor=office.author, at=NOON)

    past.refresh_from_db()
    assert (past.state, past.progress, past.answered_in) == (
        RemedyState.DOING,
        "Còn 01 chi bộ.",
        office.review,
    )
    point = GuidancePoint.objects.get(position=2)
    assert (point.answer, str(point.remedy_before)) == ("Nội dung gợi ý là đúng.", "2022-03-31")


def test_nobody_answers_the_points_of_another(office):
    letter = office.letter(subject=office.head_subject)

    save_writing(office.review, {f"a-{letter.key}-1": "Không phải của tôi."}, actor=office.author, at=NOON)

    assert GuidancePoint.objects.get(position=1).answer == ""


def test_an_emptied_row_is_taken_away(office):
    save_writing(office.review, {"h-1-text": "Chưa sâu sát."}, actor=office.author, at=NOON)
    kept = save_writing(office.review, {"h-1-text": ""}, actor=office.author, at=NOON)

    drop_empty_rows(kept, actor=office.author)

    assert not Shortcoming.objects.exists()


def test_a_target_typed_with_a_decimal_comma_is_kept_exactly(office):
    typed = {"t-1-text": "Hộ dùng nước sạch", "t-1-unit": "%", "t-1-planned": "50", "t-1-actual": "46,2"}

    save_writing(office.review, typed, actor=office.author, at=NOON, more="CN.ND.2")

    target = Target.objects.get()
    assert (str(target.planned), str(target.actual)) == ("50.00", "46.20")
    group = next(part for part in Writing(office.review).parts if part.code == "CN.ND.2").targets[0]
    assert (group.share, group.line) == (
        "92,4%",
        "Hộ dùng nước sạch: giao 50%, thực hiện 46,2%, đạt 92,4%.",
    )


def test_after_the_hand_in_nothing_changes(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    submit_self_review(office.review, actor=office.author, at=NOON)
    before = section(office, "CN.ND.1").text

    with pytest.raises(TransitionDenied, match="đã nộp"):
        save_writing(office.review, {"s-CN.ND.1": "Viết thêm."}, actor=office.author, at=NOON)

    assert section(office, "CN.ND.1").text == before


def test_a_helper_writes_and_the_journal_says_for_whom(office):
    helper = make_account(full_name="Vi Văn Tố")
    name_helper(office.review, helper, actor=office.author, at=NOON)

    save_writing(office.review, {"s-CN.ND.1": "Soạn giúp."}, actor=helper, at=NOON)

    assert section(office, "CN.ND.1").text == "Soạn giúp."
    assert AuditEntry.objects.filter(action="write").get().on_behalf_of == "Bùi Đức Khải"
    choose_form(office.review, ReviewForm.WORD, actor=helper)
    assert AuditEntry.objects.get(action="choose_form").on_behalf_of == "Bùi Đức Khải"


def test_what_one_writes_of_oneself_is_in_nobody_s_stead(office):
    save_writing(office.review, {"s-CN.ND.1": "Tự viết."}, actor=office.author, at=NOON)
    assert AuditEntry.objects.filter(action="write").get().on_behalf_of == ""


@pytest.mark.parametrize("role", [Role.UNIT_CLERK, Role.ORGANIZATION_STAFF, Role.CELL_SECRETARY])
def test_nobody_writes_another_mans_self_review(office, role):
    stranger = make_account(role, office.district if role != Role.ORGANIZATION_STAFF else office.province)

    with pytest.raises(PermissionDenied):
        save_writing(office.review, {"s-CN.ND.1": "Không phải tôi."}, actor=stranger, at=NOON)

    assert section(office, "CN.ND.1").text == ""


def test_the_clerk_writes_the_report_of_the_collective(office):
    report = office.body.self_review

    save_writing(report, {"s-TT.ND.1": "Giữ nguyên tắc."}, actor=office.clerk, at=NOON)

    assert Section.objects.get(review=report, code="TT.ND.1").text == "Giữ nguyên tắc."


def test_nothing_is_preset(office):
    review = SelfReview.objects.get(pk=office.review.pk)
    boxes = [box for part in Writing(review).parts for box in part.boxes]

    assert review.state == ReviewState.DRAFT
    assert {box.value for box in boxes} == {""}


def test_a_shortcoming_has_both_causes_its_day_and_for_a_collective_who_answers(office):
    review = office.body.self_review
    typed = {
        "h-1-text": "Còn 22/318 hộ chưa bàn giao mặt bằng.",
        "h-1-cause": "Phân công chưa rõ.",
        "h-1-objective_cause": "Dịch Covid-19.",
        "h-1-responsible": "đồng chí Đinh Thị Quyên",
        "h-1-due_before": "31/3/2022",
    }

    save_writing(review, typed, actor=office.clerk, at=NOON)

    row = Shortcoming.objects.get(collective=office.collective)
    assert (row.cause, row.objective_cause) == ("Phân công chưa rõ.", "Dịch Covid-19.")
    assert (row.responsible, str(row.due_before)) == ("đồng chí Đinh Thị Quyên", "2022-03-31")
    assert "h-1-responsible" not in {box.name for part in Writing(office.review).parts for box in part.boxes}


def test_without_the_day_of_remedy_it_is_not_handed_in(office):
    typed = complete(office.review) | {"h-1-due_before": ""}
    save_writing(office.review, typed, actor=office.author, at=NOON)

    with pytest.raises(TransitionDenied, match="Chưa ghi thời gian khắc phục hạn chế, khuyết điểm 1"):
        submit_self_review(office.review, actor=office.author, at=NOON)

    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.DRAFT
