"""Submitting, returning, paper, helper, Word file, evidence."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from documents.services.files import keep_bytes
from documents.services.uploads import MEGABYTE
from organizations.enums import Role
from organizations.models import AuditEntry, Notice
from organizations.workflow import TransitionDenied
from reviews.enums import GuidanceState, ReviewForm, ReviewState
from reviews.models import Evidence, Guidance, Revision, Section, SelfReview
from reviews.queries.writing import Writing
from reviews.services import self_reviews as services
from reviews.services.writing import save_writing
from reviews.workflow import RECORD_PAPER
from tests.factories import make_account
from tests.reviews.office import NOON, Office, complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def written(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    return office


def state_of(review):
    return SelfReview.objects.get(pk=review.pk).state


def some_file(text=b"x"):
    return keep_bytes(text, media_type="application/pdf", at=NOON)


def test_submitting_keeps_the_text_gives_a_number_and_tells_the_clerk(written):
    review = services.submit_self_review(written.review, actor=written.author, at=NOON)

    assert (review.state, review.submitted_at, review.submitted_on) == (
        ReviewState.SUBMITTED,
        NOON,
        date(2021, 12, 14),
    )
    assert review.receipt_number == f"KĐ-2021-{review.key[:6].upper()}-1"
    revision = Revision.objects.get()
    assert (revision.number, len(revision.content_hash)) == (1, 64)
    assert "Đã làm xong 08/14 việc." in str(revision.content)
    entry = AuditEntry.objects.get(action="submit")
    assert (entry.actor, entry.before, entry.after) == (written.author, "draft", "submitted")
    assert [notice.recipient for notice in Notice.objects.all()] == [written.clerk]
    assert "Hoàn thành" not in Notice.objects.get().title + Notice.objects.get().body


def test_everything_that_misses_is_said_at_once_and_nothing_changes(office):
    office.past()
    office.letter()

    with pytest.raises(TransitionDenied) as denied:
        services.submit_self_review(office.review, actor=office.author, at=NOON)

    sentences = denied.value.sentences
    assert len(sentences) == len(Writing(office.review).missing)
    assert (
        "Mục III: Chưa trả lời hạn chế, khuyết điểm năm trước (1): Chậm kiện toàn chi ủy tại 3 chi bộ."
        in sentences
    )
    assert "Mục IV: Chưa giải trình nội dung gợi ý (2): Quy chế làm việc." in sentences
    assert "Mục VII: Chưa tự nhận mức xếp loại." in sentences
    assert state_of(office.review) == ReviewState.DRAFT
    assert not Revision.objects.exists()


def test_submitting_answers_the_letters(office):
    letter = office.letter()
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)

    services.submit_self_review(office.review, actor=office.author, at=NOON)

    assert Guidance.objects.get(pk=letter.pk).state == GuidanceState.ANSWERED


def test_a_second_submission_is_refused_and_names_the_receipt(written):
    first = services.submit_self_review(written.review, actor=written.author, at=NOON)

    with pytest.raises(TransitionDenied, match=first.receipt_number):
        services.submit_self_review(written.review, actor=written.author, at=NOON)

    assert Revision.objects.count() == 1


def test_nobody_submits_for_another_not_even_his_helper_or_his_clerk(written):
    helper = make_account(full_name="Vi Văn Tố")
    services.name_helper(written.review, helper, actor=written.author, at=NOON)

    for stranger in (helper, written.clerk, written.staff):
        with pytest.raises(PermissionDenied):
            services.submit_self_review(written.review, actor=stranger, at=NOON)

    assert state_of(written.review) == ReviewState.DRAFT


def test_the_clerk_submits_the_report_of_the_collective(office):
    report = office.body.self_review
    save_writing(report, complete(report), actor=office.clerk, at=NOON)

    services.submit_self_review(report, actor=office.clerk, at=NOON)

    assert state_of(report) == ReviewState.SUBMITTED
    acts = AuditEntry.objects.filter(action__in=["write", "submit_collective"])
    assert set(acts.values_list("on_behalf_of", flat=True)) == {office.body.label}


def test_a_return_has_a_reason_at_its_section_and_a_new_submission_a_second_text(written):
    services.submit_self_review(written.review, actor=written.author, at=NOON)

    services.return_self_review(
        written.review, section="CN.ND.4", reason="Nêu rõ trách nhiệm.", actor=written.clerk, at=NOON
    )

    review = SelfReview.objects.get(pk=written.review.pk)
    assert (review.state, review.return_reason) == (ReviewState.RETURNED, "Mục II: Nêu rõ trách nhiệm.")
    assert Section.objects.get(review=review, code="CN.ND.4").return_note == "Nêu rõ trách nhiệm."
    assert Notice.objects.filter(recipient=written.author).get().body == "Mục II: Nêu rõ trách nhiệm."
    again = services.submit_self_review(written.review, actor=written.author, at=NOON)
    assert again.receipt_number.endswith("-2")
    assert not Section.objects.exclude(return_note="").exists()


@pytest.mark.parametrize(("section", "reason"), [("CN.ND.4", "  "), ("", "Nêu rõ."), ("TT.ND.1", "Nêu rõ.")])
def test_a_return_without_a_reason_or_a_section_is_refused(written, section, reason):
    services.submit_self_review(written.review, actor=written.author, at=NOON)

    with pytest.raises(TransitionDenied):
        services.return_self_review(
            written.review, section=section, reason=reason, actor=written.clerk, at=NOON
        )

    assert state_of(written.review) == ReviewState.SUBMITTED


def test_a_paper_self_review_counts_with_its_day_its_sheets_and_its_level(office):
    review = services.record_paper_review(
        office.head_subject,
        received_on=date(2021, 12, 5),
        sheets=3,
        self_level="good",
        actor=office.clerk,
        at=NOON,
    )

    assert (review.state, review.form, review.paper_sheets, review.self_level) == (
        "paper",
        "paper",
        3,
        "good",
    )
    assert Writing(review).missing == []
    assert AuditEntry.objects.get(action="record_paper").on_behalf_of == "Quách Đình Lự"


@pytest.mark.parametrize(
    ("_case", "facts"),
    [
        ("a day to come", {"received_on": date(2021, 12, 15)}),
        ("no sheets", {"sheets": 0}),
        ("too many sheets", {"sheets": 501}),
        ("a level that is none", {"self_level": "best"}),
    ],
)
def test_a_paper_that_cannot_be_is_refused(office, _case, facts):
    values = {"received_on": date(2021, 12, 5), "sheets": 3, "self_level": ""} | facts

    with pytest.raises(TransitionDenied):
        services.record_paper_review(office.head_subject, **values, actor=office.clerk, at=NOON)

    assert state_of(office.head_subject.self_review) == ReviewState.DRAFT


def test_the_secretary_of_the_cell_records_paper_and_a_stranger_does_not(office):
    secretary = make_account(Role.CELL_SECRETARY, office.cell)
    stranger = make_account(Role.CELL_SECRETARY, office.standing.organization, unit=office.unit)
    facts = {"received_on": date(2021, 12, 5), "sheets": 1, "self_level": "", "at": NOON}

    services.record_paper_review(office.subject, **facts, actor=secretary)
    with pytest.raises(PermissionDenied):
        services.record_paper_review(office.head_subject, **facts, actor=make_account())

    assert stranger.can(RECORD_PAPER.permission, office.head_subject.self_review)
    assert state_of(office.review) == ReviewState.PAPER
    assert state_of(office.head_subject.self_review) == ReviewState.DRAFT


def test_many_papers_go_in_together_or_not_at_all(office):
    subjects = [office.subject, office.head_subject]
    rows = {office.subject.key: (2, "good"), office.head_subject.key: (0, "")}

    with pytest.raises(TransitionDenied):
        services.record_paper_reviews(
            subjects, received_on=date(2021, 12, 5), rows=rows, actor=office.clerk, at=NOON
        )

    assert state_of(office.review) == ReviewState.DRAFT


def test_a_whole_word_file_still_needs_what_must_be_counted(office):
    services.keep_word_file(office.review, some_file(), "ban-kiem-diem.docx", actor=office.author, at=NOON)
    review = SelfReview.objects.get(pk=office.review.pk)

    assert review.form == ReviewForm.WORD
    sections = {one.item for one in Writing(review).missing}
    assert "CN.ND.4" in sections
    assert not any(
        one.text.startswith("Chưa viết mục I") and "II" not in one.section for one in Writing(review).missing
    )


def test_the_word_path_without_a_file_is_not_handed_in(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)
    services.choose_form(office.review, ReviewForm.WORD, actor=office.author)

    with pytest.raises(TransitionDenied, match="Chưa tải tệp Word"):
        services.submit_self_review(office.review, actor=office.author, at=NOON)


def test_nobody_chooses_paper_for_himself(office):
    with pytest.raises(TransitionDenied):
        services.choose_form(office.review, ReviewForm.PAPER, actor=office.author)

    assert SelfReview.objects.get(pk=office.review.pk).form == ReviewForm.ONLINE


def test_the_subject_names_his_helper_and_nobody_else_does(office):
    helper = make_account(full_name="Vi Văn Tố")
    with pytest.raises(PermissionDenied):
        services.name_helper(office.review, helper, actor=office.staff, at=NOON)
    with pytest.raises(TransitionDenied):
        services.name_helper(office.review, office.author, actor=office.author, at=NOON)

    services.name_helper(office.review, helper, actor=office.author, at=NOON)

    assert SelfReview.objects.get(pk=office.review.pk).helper == helper
    services.name_helper(office.review, None, actor=office.author, at=NOON)
    assert SelfReview.objects.get(pk=office.review.pk).helper is None


def test_evidence_is_kept_once_and_taken_out_only_before_submission(written):
    first = services.add_evidence(written.review, some_file(), "a.pdf", actor=written.author, at=NOON)
    services.add_evidence(written.review, some_file(), "b.pdf", actor=written.author, at=NOON)
    assert Evidence.objects.count() == 1
    services.submit_self_review(written.review, actor=written.author, at=NOON)

    with pytest.raises(TransitionDenied):
        services.remove_evidence(first, actor=written.author)

    assert Evidence.objects.count() == 1


def test_the_evidence_of_one_self_review_has_a_limit_all_together(written):
    big, rest, more = some_file(b"a"), some_file(b"b"), some_file(b"c")
    type(big).objects.filter(pk=big.pk).update(size=57 * MEGABYTE)
    type(rest).objects.filter(pk__in=[rest.pk, more.pk]).update(size=3 * MEGABYTE)
    for file in (big, rest, more):
        file.refresh_from_db()
    for file in (big, rest, big):  # the same file again is no more than it was
        services.add_evidence(written.review, file, "a.pdf", actor=written.author, at=NOON)

    with pytest.raises(TransitionDenied) as denied:
        services.add_evidence(written.review, more, "c.pdf", actor=written.author, at=NOON)

    assert str(denied.value) == (
        "Minh chứng của một bản kiểm điểm có tất cả không quá 60 MB; đã có 60 MB. "
        "Bỏ bớt minh chứng, hoặc giảm cỡ tệp rồi tải lại."
    )
    assert set(Evidence.objects.values_list("file", flat=True)) == {big.pk, rest.pk}
    services.remove_evidence(Evidence.objects.get(file=rest), actor=written.author)
    services.add_evidence(written.review, more, "c.pdf", actor=written.author, at=NOON)
