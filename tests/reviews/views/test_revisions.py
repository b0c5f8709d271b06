"""Các bản đã nộp: every text as it was handed in, and what changed in between."""

from datetime import date

import pytest

from documents.enums import Format
from documents.services.files import keep_bytes
from organizations.models import AccessEntry
from reviews.models import Place, Revision, SelfReview, Target
from reviews.services.completion import begin_final_text, complete_self_review
from reviews.services.self_reviews import keep_word_file, return_self_review, submit_self_review
from reviews.services.writing import save_writing
from tests.reviews.office import NOON, sibling, stamp, url, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(office):
    """Handed in, given back, one paragraph written anew, another level taken, handed in again."""
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return_self_review(office.review, section="CN.ND.1", reason="Nêu rõ hơn.", actor=office.clerk, at=NOON)
    for code, typed in (
        ("CN.ND.1", {"s-CN.ND.1": "Đã làm xong 08/14 việc.\r\nCòn 06 việc đang làm."}),
        ("CN.ND.9", {"muc": "fair"}),
    ):
        review = SelfReview.objects.get(pk=office.review.pk)
        save_writing(review, typed | stamp(review, code), actor=office.author, at=NOON)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return url("self_review_revisions", office.review.key)


def test_the_last_text_is_shown_with_what_was_added_and_taken_away(as_author, office, twice):
    page = as_author.get(twice).content.decode()

    assert "Bản lần 2: Dự thảo trình hội nghị" in page
    assert "So với bản lần 1: có thay đổi ở 2 mục" in page
    assert "<b>Thêm:</b> <ins>Còn 06 việc đang làm.</ins>" in page
    assert "<b>Bỏ:</b> <del>Mức đảng viên: Hoàn thành tốt nhiệm vụ</del>" in page
    assert "<b>Thêm:</b> <ins>Mức đảng viên: Hoàn thành nhiệm vụ</ins>" in page
    assert page.count("<ins>") == 2
    assert page.count("<del>") == 1


def test_the_first_text_stands_as_it_was_handed_in(as_author, office, twice):
    page = as_author.get(f"{twice}?lan=1").content.decode()

    assert "Bản lần 1: Dự thảo trình hội nghị" in page
    assert "Còn 06 việc đang làm." not in page
    assert "<ins>" not in page
    assert "So với bản lần" not in page


def test_a_number_that_is_no_revision_shows_the_last(as_author, office, twice):
    assert "Bản lần 2: " in as_author.get(f"{twice}?lan=99").content.decode()


def test_the_last_text_of_a_completed_review_is_the_final_one(as_author, office, twice):
    Place.objects.filter(subject=office.subject).update(concluded_on=date(2021, 12, 6))
    complete_self_review(office.review, completed_on=date(2021, 12, 14), actor=office.clerk, at=NOON)

    page = as_author.get(twice).content.decode()
    assert "Bản lần 3: Bản hoàn chỉnh" in page
    assert "So với bản lần 2: nội dung ghi trên hệ thống không thay đổi" in page
    assert "Bản lần 1: Dự thảo trình hội nghị" in as_author.get(f"{twice}?lan=1").content.decode()


def test_a_text_kept_as_a_word_file_says_that_the_file_was_replaced(as_author, office, twice):
    first = Revision.objects.get(number=1)
    Revision.objects.create(
        review=office.review, number=3, content=first.content | {"file": "f" * 64}, content_hash="3" * 64,
        submitted_at=NOON, submitted_by=office.author,
    )  # fmt: skip

    assert "Tệp Word đã được thay." in as_author.get(twice).content.decode()


def test_a_target_is_one_line_and_its_new_figure_is_marked(as_author, office):
    target = Target.objects.create(
        person=office.deputy, year=2021, text="Hộ dùng nước sạch", unit="%", planned=50, actual=46
    )
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    return_self_review(office.review, section="CN.ND.2", reason="Kiểm tra số.", actor=office.clerk, at=NOON)
    Target.objects.filter(pk=target.pk).update(actual=48)
    submit_self_review(SelfReview.objects.get(pk=office.review.pk), actor=office.author, at=NOON)

    page = as_author.get(url("self_review_revisions", office.review.key)).content.decode()

    assert "<del>Hộ dùng nước sạch: đơn vị tính %, giao 50, thực hiện 46</del>" in page
    assert "<ins>Hộ dùng nước sạch: đơn vị tính %, giao 50, thực hiện 48</ins>" in page


def test_before_the_first_hand_in_the_page_says_so(as_author, office):
    page = as_author.get(url("self_review_revisions", office.review.key)).content.decode()

    assert "Chưa nộp lần nào" in page


def test_a_clerk_who_reads_it_is_noted_and_another_district_finds_nothing(client, office, twice):
    client.force_login(office.clerk)
    assert client.get(twice).status_code == 200
    assert AccessEntry.objects.filter(account=office.clerk, target_key=office.review.key).count() == 1

    client.force_login(sibling())
    assert client.get(twice).status_code == 404


def test_the_self_review_leads_to_the_texts_and_each_has_its_moment(as_author, office, twice):
    assert f'href="{twice}"' in as_author.get(url("self_review_detail", office.review.key)).content.decode()

    page = as_author.get(twice).content.decode()
    assert 'href="?lan=1">Bản lần 1, 12:00 ngày\xa014/12/2021</a>' in page
    assert 'href="?lan=2">Bản lần 2, 12:00 ngày\xa014/12/2021</a>' in page


def test_any_two_texts_are_compared(as_author, office, twice):
    first = Revision.objects.get(number=1)
    Revision.objects.create(
        review=office.review, number=3, content=first.content, content_hash="3" * 64, kind="final",
        submitted_at=NOON, submitted_by=office.author,
    )  # fmt: skip

    page = as_author.get(f"{twice}?lan=3&so-voi=1").content.decode()
    assert "So với bản lần 1: nội dung ghi trên hệ thống không thay đổi" in page
    assert 'href="?lan=3&amp;so-voi=2"' in page
    assert "So với bản lần 2: có thay đổi ở 2 mục" in as_author.get(f"{twice}?lan=3").content.decode()
    assert "So với bản lần 3" in as_author.get(f"{twice}?lan=1&so-voi=3").content.decode()


@pytest.fixture
def in_word(office):
    """The whole text as a Word file, handed in; after the conference another file is uploaded for the complete text."""
    review = office.review
    first, second = (
        keep_bytes(words, media_type=Format.DOCX.media_type, at=NOON) for words in (b"PK1", b"PK2")
    )
    keep_word_file(review, first, "ban-dau.docx", actor=office.author, at=NOON)
    write_all(office)
    submit_self_review(SelfReview.objects.get(pk=review.pk), actor=office.author, at=NOON)
    Place.objects.filter(subject=office.subject).update(concluded_on=date(2021, 12, 6))
    begin_final_text(SelfReview.objects.get(pk=review.pk), actor=office.author)
    keep_word_file(review, second, "hoan-chinh.docx", actor=office.author, at=NOON)
    return url("self_review_file", review.key)


def bytes_of(client, path):
    answer = client.get(path)
    return b"".join(answer.streaming_content) if answer.status_code == 200 else answer.status_code


def test_the_word_file_the_conference_saw_is_read_while_another_is_prepared(as_clerk, office, in_word):
    page = as_clerk.get(url("self_review_detail", office.review.key)).content.decode()

    assert f'href="{in_word}?lan=1"' in page
    assert f'href="{in_word}"' not in page
    assert [bytes_of(as_clerk, in_word + asked) for asked in ("?lan=1", "?lan=2", "?lan=x", "")] == [
        b"PK1", 404, 404, 404,
    ]  # fmt: skip
    assert AccessEntry.objects.filter(account=office.clerk).exists()
    as_clerk.force_login(sibling())
    assert bytes_of(as_clerk, f"{in_word}?lan=1") == 404


def test_the_page_of_the_complete_text_says_that_the_file_is_another(as_author, office, in_word):
    said = as_author.get(url("self_review_complete", office.review.key)).content.decode().replace("\xa0", " ")
    assert "Tệp Word đã được thay; nội dung ghi trên hệ thống không thay đổi" in said
    assert f'href="{in_word}?lan=1"' in said

    review = SelfReview.objects.get(pk=office.review.pk)
    complete_self_review(review, completed_on=date(2021, 12, 14), actor=office.author, at=NOON)

    pages = url("self_review_revisions", office.review.key)
    assert f'href="{in_word}?lan=2"' in as_author.get(pages).content.decode()
    assert f'href="{in_word}?lan=1"' in as_author.get(f"{pages}?lan=1").content.decode()
    assert [bytes_of(as_author, in_word + asked) for asked in ("?lan=1", "?lan=2", "")] == [
        b"PK1", b"PK2", b"PK2",
    ]  # fmt: skip
