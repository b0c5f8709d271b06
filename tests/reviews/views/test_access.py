"""Who is let in: scope, drafts, looks."""

from datetime import date, timedelta

import pytest

from documents.enums import Format
from documents.services.files import keep_bytes
from jobs.models import Job
from jobs.services import claim
from organizations.models import AccessEntry
from reviews.enums import GuidanceState, PaperState, ReviewForm, ReviewState
from reviews.models import Conference, Guidance, ReviewPaper, SelfReview
from reviews.queries.context import paper_for
from reviews.services.papers import ask_review_paper
from reviews.services.self_reviews import (
    add_evidence,
    keep_word_file,
    name_helper,
    record_paper_review,
    return_self_review,
    submit_self_review,
)
from reviews.services.writing import save_writing
from tests.factories import make_account
from tests.reviews.office import NOON, sibling, stamp, text_of, url, write_all

pytestmark = pytest.mark.django_db


def pages(office):
    """Every page about one record of the office."""
    letter = office.letter()
    conference = Conference.objects.create(
        campaign=office.campaign,
        collective=office.collective,
        held_on=date(2021, 12, 6),
        convened_count=1,
        present_count=1,
        entered_by=office.clerk,
        entered_at=NOON,
    )
    review, subject = office.review.key, office.subject.key
    return [
        url("subject_detail", subject),
        url("subject_paper", subject),
        url("guidance_create", subject),
        url("subject_places", subject),
        url("self_review_detail", review),
        url("self_review_edit", review),
        url("self_review_check", review),
        url("self_review_receipt", review),
        url("self_review_return", review),
        url("self_review_helper", review),
        url("self_review_word", review),
        url("self_review_file", review),
        url("evidence_add", review),
        url("guidance_detail", letter.key),
        url("guidance_send", letter.key),
        url("guidance_scan", letter.key),
        url("conference_detail", conference.key),
        url("conference_edit", conference.key),
        url("conference_create", office.collective.key),
        url("conference_scan", conference.key),
    ]


def test_a_stranger_is_sent_to_the_sign_in_page(client, office):
    for page in pages(office):
        response = client.get(page)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/dang-nhap/"), page


def test_the_clerk_of_another_district_finds_nothing(client, office):
    client.force_login(sibling())

    for page in pages(office):
        assert client.get(page).status_code == 404, page


def test_the_clerk_of_another_district_changes_nothing(client, office):
    letter = office.letter(state="draft", number="", dated_on=None)
    write_all(office)
    client.force_login(sibling())
    posts = {
        url("self_review_edit", office.review.key): {"s-CN.ND.1": "Xóa."},
        url("self_review_autosave", office.review.key): {"s-CN.ND.1": "Xóa."},
        url("self_review_submit", office.review.key): {},
        url("self_review_return", office.review.key): {"section": "CN.ND.1", "reason": "x"},
        url("subject_paper", office.subject.key): {"received_on": "01/12/2021", "sheets": "1"},
        url("guidance_send", letter.key): {"number": "1", "dated_on": "22/11/2021", "signatory": "A"},
        url("self_review_form", office.review.key): {"form": "word"},
    }

    for page, fields in posts.items():
        assert client.post(page, fields).status_code == 404, page

    assert text_of(office) == "Đã làm xong 08/14 việc."
    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.DRAFT
    assert Guidance.objects.get().state == GuidanceState.DRAFT


def test_a_draft_is_its_authors_even_against_the_own_clerk(as_clerk, office):
    assert as_clerk.get(url("self_review_detail", office.review.key)).status_code == 404


def test_the_province_sees_status_and_never_text(client, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    client.force_login(office.staff)

    assert client.get(url("subject_detail", office.subject.key)).status_code == 200
    assert client.get(url("self_review_detail", office.review.key)).status_code == 404


def test_a_look_at_anothers_self_review_is_written_down_and_at_ones_own_is_not(client, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    client.force_login(office.author)
    client.get(url("self_review_detail", office.review.key))
    assert not AccessEntry.objects.exists()
    client.force_login(office.clerk)

    assert client.get(url("self_review_detail", office.review.key)).status_code == 200

    assert AccessEntry.objects.get().target_key == office.review.key


UNFINISHED = "Còn 06 việc, đang viết dở."
LATER = NOON + timedelta(hours=1)


def status(client, file):
    """The answer to whoever asks for a file."""
    answer = client.get(file)
    answer.getvalue()
    return answer.status_code


def given_back(office):
    """Handed in at noon, given back, and being written anew."""
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return_self_review(office.review, section="CN.ND.1", reason="Nêu rõ hơn.", actor=office.clerk, at=NOON)
    review = SelfReview.objects.get(pk=office.review.pk)
    typed = {"s-CN.ND.1": UNFINISHED} | stamp(review, "CN.ND.1")
    save_writing(review, typed, actor=office.author, at=NOON)
    return SelfReview.objects.get(pk=review.pk)


def test_while_it_is_written_anew_others_read_what_was_handed_in(as_clerk, office):
    review = given_back(office)

    page = as_clerk.get(url("self_review_detail", review.key)).content.decode()

    assert UNFINISHED not in page
    assert "<p>Đã làm xong 08/14 việc.</p>" in page
    assert "Bản kiểm điểm đang được hoàn thiện" in page
    assert "Nêu rõ hơn." in page
    as_clerk.force_login(office.author)
    own = as_clerk.get(url("self_review_detail", review.key)).content.decode()
    assert UNFINISHED in own
    assert "Bản kiểm điểm đang được hoàn thiện" not in own


def test_a_recorded_paper_that_was_given_back_has_nothing_to_read(as_clerk, office):
    write_all(office)
    paper = {"received_on": date(2021, 12, 10), "sheets": 4, "self_level": ""}
    record_paper_review(office.subject, **paper, actor=office.clerk, at=NOON)
    return_self_review(office.review, section="CN.ND.1", reason="Nêu rõ hơn.", actor=office.clerk, at=NOON)

    page = as_clerk.get(url("self_review_detail", office.review.key)).content.decode()

    assert "Chưa có bản nào nộp trên hệ thống." in page
    assert "Đã làm xong 08/14 việc." not in page


@pytest.mark.parametrize("how", ["given back", "on paper"])
def test_nobody_else_has_a_draft_drawn_as_a_paper(as_clerk, office, how):
    if how == "given back":
        given_back(office)
    else:
        write_all(office)
        paper = {"received_on": date(2021, 12, 10), "sheets": 4, "self_level": ""}
        record_paper_review(office.subject, **paper, actor=office.clerk, at=NOON)
    ask = url("self_review_paper", office.review.key, "pdf")
    assert ask not in as_clerk.get(url("self_review_detail", office.review.key)).content.decode()

    page = as_clerk.post(ask, follow=True).content.decode().replace("\xa0", " ")

    assert "Chỉ lập được văn bản từ bản kiểm điểm đã nộp trên hệ thống." in page
    assert not ReviewPaper.objects.exists()


def test_a_paper_drawn_of_the_draft_is_its_authors_even_after_the_hand_in(as_clerk, office):
    write_all(office)
    draft = ask_review_paper(office.review, as_=Format.PDF, actor=office.author, at=NOON)
    claim(Job.objects.get().pk)
    submit_self_review(office.review, actor=office.author, at=LATER)
    review = SelfReview.objects.get(pk=office.review.pk)
    final = ask_review_paper(review, as_=Format.PDF, actor=office.author, at=LATER)

    page = as_clerk.get(url("self_review_detail", review.key)).content.decode()

    assert url("paper_detail", final.key) in page
    assert url("paper_detail", draft.key) not in page
    assert as_clerk.get(url("paper_detail", final.key)).status_code == 200
    for name in ("paper_detail", "paper_file"):
        assert as_clerk.get(url(name, draft.key)).status_code == 404
    assert {paper_for(office.author, one.key) for one in (draft, final)} == {draft, final}
    return_self_review(review, section="CN.ND.1", reason="Nêu rõ.", actor=office.clerk, at=LATER)
    assert as_clerk.get(url("paper_detail", final.key)).status_code == 404
    assert final.state == PaperState.WAITING


def test_files_added_while_it_is_written_anew_are_its_authors(as_clerk, office):
    review = given_back(office)
    file = keep_bytes(b"PK", media_type=Format.DOCX.media_type, at=NOON)
    keep_word_file(review, file, "nhap.docx", actor=office.author, at=NOON)
    evidence = add_evidence(review, file, "minh-chung.docx", actor=office.author, at=NOON)
    files = [url("self_review_file", review.key), url("evidence_file", review.key, evidence.key)]

    page = as_clerk.get(url("self_review_detail", review.key)).content.decode()

    assert [one for one in files if one in page] == []
    assert [status(as_clerk, one) for one in files] == [404, 404]
    as_clerk.force_login(office.author)
    assert [status(as_clerk, one) for one in files] == [200, 200]


def test_a_word_file_never_handed_in_stays_its_authors_when_a_paper_is_recorded(as_clerk, office):
    file = keep_bytes(b"PK", media_type=Format.DOCX.media_type, at=NOON)
    keep_word_file(office.review, file, "nhap.docx", actor=office.author, at=NOON)
    paper = {"received_on": date(2021, 12, 10), "sheets": 4, "self_level": ""}
    record_paper_review(office.subject, **paper, actor=office.clerk, at=NOON)
    photo = url("self_review_file", office.review.key)

    assert status(as_clerk, photo) == 404
    image = keep_bytes(b"\xff\xd8", media_type="image/jpeg", at=NOON)
    SelfReview.objects.filter(pk=office.review.pk).update(file=image, file_name="anh.jpg")
    assert status(as_clerk, photo) == 200
    assert SelfReview.objects.get(pk=office.review.pk).form == ReviewForm.PAPER


TYPED = "Chi bộ đã họp ba lần về việc kiện toàn chi ủy, còn một chi bộ chưa xong."
WORDS_OF_404 = "Biểu mẫu chưa được lưu. Chép lại những gì cần giữ trước khi rời trang này."


def test_a_helper_taken_off_meanwhile_gets_his_words_back(client, office):
    helper = make_account(full_name="Lò Thị Giúp")
    name_helper(office.review, helper, actor=office.author, at=NOON)
    name_helper(office.review, None, actor=office.author, at=NOON)
    client.force_login(helper)

    answer = client.post(url("self_review_edit", office.review.key), {"s-CN.ND.1": TYPED})

    page = answer.content.decode()
    assert answer.status_code == 404
    assert f"readonly>{TYPED}</textarea>" in page
    assert WORDS_OF_404 in page
    assert WORDS_OF_404 not in client.get(url("self_review_edit", office.review.key)).content.decode()


def test_a_role_that_may_not_write_gets_its_words_back(client, office):
    client.force_login(office.author)

    answer = client.post(url("conference_create", office.collective.key), {"conclusion": TYPED})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"readonly>{TYPED}</textarea>" in page
    assert ">Kết luận" in page
    assert WORDS_OF_404 in page
