"""The pages of the review: who is let in, what a page costs, what happens to bad input."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from organizations.models import AccessEntry
from organizations.services.demo import set_clock
from reviews.enums import GuidanceState, ReviewState
from reviews.models import Conference, Evidence, Guidance, Place, Section, SelfReview
from reviews.services.self_reviews import record_paper_review, submit_self_review
from reviews.services.writing import save_writing
from tests.factories import make_membership, make_person
from tests.reviews.office import NOON, Office, complete, register_subjects, sibling, stamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings, db):
    """The office's clock stands at noon on 14/12/2021, and a password is enough."""
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    set_clock(NOON, actor=None)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def as_author(client, office):
    client.force_login(office.author)
    return client


@pytest.fixture
def as_clerk(client, office):
    client.force_login(office.clerk)
    return client


def url(name, *args):
    return reverse(f"reviews:{name}", args=args)


def text_of(office, code="CN.ND.1"):
    return Section.objects.get(review=office.review, code=code).text


def photo(name="anh.jpg", kind="JPEG"):
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue())


def write_all(office):
    save_writing(office.review, complete(office.review), actor=office.author, at=NOON)


# Who is let in


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


# Writing


def test_the_form_shows_every_section_and_presets_nothing(as_author, office):
    page = as_author.get(url("self_review_edit", office.review.key)).content.decode()

    assert [
        section
        for section in ("I.1", "I.6", "II", "III", "IV", "V", "VI", "VII")
        if f'"Mục {section}"' in page
    ] == [
        "I.1",
        "I.6",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
    ]
    assert " checked" not in page


def test_save_and_leave_works_without_javascript(as_author, office):
    typed = {"s-CN.ND.1": "Chấp hành nghiêm.", **stamp(office.review, "CN.ND.1"), "exit": "1"}

    response = as_author.post(url("self_review_edit", office.review.key), typed)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert text_of(office) == "Chấp hành nghiêm."


def test_a_wrong_date_is_shown_beside_its_box_with_everything_typed(as_author, office):
    typed = {"h-1-text": "Chưa sâu sát.", "h-1-due_before": "hôm nào đó"}

    response = as_author.post(url("self_review_edit", office.review.key), typed)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Chưa lưu hết: còn 1 chỗ cần sửa" in page
    assert "Đồng chí đã ghi “hôm nào đó”." in page
    assert 'value="hôm nào đó"' in page
    assert "<title>Lỗi: " in page


def test_what_is_kept_by_itself_answers_with_the_hour_and_the_new_stamp(as_author, office):
    typed = {"s-CN.ND.1": "Một.", **stamp(office.review, "CN.ND.1")}

    response = as_author.post(url("self_review_autosave", office.review.key), typed)

    answer = response.json()
    assert response.status_code == 200
    assert set(answer) == {"saved_at", "fields"}
    assert answer["fields"] == stamp(SelfReview.objects.get(pk=office.review.pk), "CN.ND.1")


def test_a_second_tab_is_told_and_the_first_text_stays(as_author, office):
    old = stamp(office.review, "CN.ND.1")
    autosave = url("self_review_autosave", office.review.key)
    as_author.post(autosave, {"s-CN.ND.1": "Thẻ thứ nhất.", **old})

    response = as_author.post(autosave, {"s-CN.ND.1": "Thẻ thứ hai.", **old})

    assert response.status_code == 409
    assert "Mục I.1 vừa được sửa ở nơi khác" in response.json()["message"]
    assert text_of(office) == "Thẻ thứ nhất."


def test_the_comparison_page_holds_both_texts_and_the_next_save_wins(as_author, office):
    old, edit = stamp(office.review, "CN.ND.1"), url("self_review_edit", office.review.key)
    as_author.post(edit, {"s-CN.ND.1": "Thẻ thứ nhất.", **old})

    response = as_author.post(edit, {"s-CN.ND.1": "Thẻ thứ hai.", **old})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Thẻ thứ nhất." in page
    assert "Thẻ thứ hai." in page
    as_author.post(edit, {"s-CN.ND.1": "Thẻ thứ hai.", **stamp(office.review, "CN.ND.1"), "exit": "1"})
    assert text_of(office) == "Thẻ thứ hai."


@pytest.mark.parametrize("page", ["self_review_autosave", "self_review_edit"])
def test_an_old_form_after_the_hand_in_changes_nothing_and_loses_nothing(as_author, office, page):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)

    response = as_author.post(url(page, office.review.key), {"s-CN.ND.1": "Viết muộn."})

    assert response.status_code == 409
    assert text_of(office) == "Đã làm xong 08/14 việc."
    if page == "self_review_edit":
        assert "Viết muộn." in response.content.decode()


def test_a_post_with_the_models_own_fields_changes_only_what_the_form_declares(as_author, office):
    as_author.post(
        url("self_review_edit", office.review.key),
        {"state": "submitted", "self_level": "excellent", "receipt_number": "X", "helper": "1", "exit": "1"},
    )

    review = SelfReview.objects.get(pk=office.review.pk)
    assert (review.state, review.self_level, review.receipt_number, review.helper) == ("draft", "", "", None)


def test_typed_markup_is_shown_as_typed(as_author, office):
    canary = "<script>alert(1)</script>=cmd|'/c calc'!A0"
    as_author.post(url("self_review_edit", office.review.key), {"s-CN.ND.1": canary, "exit": "1"})

    page = as_author.get(url("self_review_check", office.review.key)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


# Handing in


def test_the_check_lists_everything_that_misses_each_with_its_section(as_author, office):
    office.letter()

    page = as_author.get(url("self_review_check", office.review.key)).content.decode()

    assert "Chưa nộp được: còn" in page
    assert f'{url("self_review_edit", office.review.key)}#muc-iv"' in page
    assert "Nộp bản kiểm điểm</button>" not in page


def test_the_hand_in_leads_to_a_receipt_that_can_be_opened_again(as_author, office):
    write_all(office)

    response = as_author.post(url("self_review_submit", office.review.key), {"form_key": "mot"})

    receipt = url("self_review_receipt", office.review.key)
    assert response["Location"] == receipt
    again = as_author.post(url("self_review_submit", office.review.key), {"form_key": "mot"})
    assert again["Location"] == receipt
    review = SelfReview.objects.get(pk=office.review.pk)
    assert review.revisions.count() == 1
    assert review.receipt_number in as_author.get(receipt).content.decode()


def test_an_incomplete_hand_in_comes_back_to_the_check(as_author, office):
    response = as_author.post(url("self_review_submit", office.review.key), {"form_key": "hai"})

    assert response["Location"] == url("self_review_check", office.review.key)
    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.DRAFT


def test_a_get_never_hands_in(as_author, office):
    write_all(office)

    assert as_author.get(url("self_review_submit", office.review.key)).status_code == 405
    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.DRAFT


def test_a_return_without_a_reason_is_shown_again(as_clerk, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)

    page = as_clerk.post(url("self_review_return", office.review.key), {"section": "", "reason": ""})

    assert "Ghi rõ nội dung đề nghị bổ sung, hoàn thiện." in page.content.decode()
    assert SelfReview.objects.get(pk=office.review.pk).state == ReviewState.SUBMITTED


# Files


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Không nhận tệp"),
        ("rong.pdf", b"", "0 byte"),
        ("gia.pdf", b"<html><script>1</script></html>", "không phải PDF"),
        ("x.exe", b"MZ", "Không nhận tệp"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(as_author, office, name, content, words):
    response = as_author.post(
        url("evidence_add", office.review.key), {"file": SimpleUploadedFile(name, content)}
    )

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_path_as_a_file_name_is_only_a_name(as_author, office):
    as_author.post(url("evidence_add", office.review.key), {"file": photo("../../etc/anh.jpg")})

    row = Evidence.objects.get()
    assert "/" not in row.name
    assert ".." not in row.name


def test_a_file_is_given_as_an_attachment_and_never_run(as_author, office):
    as_author.post(url("evidence_add", office.review.key), {"file": photo('anh "x".jpg')})
    row = Evidence.objects.first()
    if row is None:
        as_author.post(url("evidence_add", office.review.key), {"file": photo("ảnh họp.jpg")})
        row = Evidence.objects.get()

    response = as_author.get(url("evidence_file", office.review.key, row.key))

    assert b"".join(response.streaming_content)
    response.close()
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "\r" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_another_district_does_not_fetch_the_file(client, office):
    client.force_login(office.author)
    client.post(url("evidence_add", office.review.key), {"file": photo()})
    row = Evidence.objects.get()
    client.force_login(sibling())

    assert client.get(url("evidence_file", office.review.key, row.key)).status_code == 404


# Guidance


def typed_letter(**fields):
    typed = {"opening": "Thực hiện", "attending": "", "diem-TOTAL_FORMS": "2", "diem-INITIAL_FORMS": "0"}
    typed |= {"diem-0-issue": "Xây nhà trên đất trồng lúa.", "diem-0-ground": "", "diem-0-request": ""}
    return typed | {"diem-1-issue": "", "diem-1-ground": "", "diem-1-request": ""} | fields


def test_a_letter_is_drafted_numbered_and_read_by_its_subject(client, office):
    client.force_login(office.staff)
    response = client.post(url("guidance_create", office.subject.key), typed_letter())
    letter = Guidance.objects.get()
    assert response["Location"] == url("guidance_detail", letter.key)

    client.post(
        url("guidance_send", letter.key),
        {"number": "812-CV/TU", "dated_on": "22/11/2021", "signatory": "Hà Quang Vịnh", "file": photo()},
    )

    letter.refresh_from_db()
    assert (letter.state, letter.issuer, letter.scan_name) == ("sent", office.standing, "anh.jpg")
    client.force_login(office.author)
    page = client.get(url("guidance_detail", letter.key)).content.decode()
    assert "Xây nhà trên đất trồng lúa." in page
    assert "Số 812-CV/TU" in page


def test_a_letter_without_a_point_is_shown_again_with_its_opening(client, office):
    client.force_login(office.staff)

    response = client.post(url("guidance_create", office.subject.key), typed_letter(**{"diem-0-issue": ""}))

    page = response.content.decode()
    assert "Ghi ít nhất một điểm gợi ý." in page
    assert "Thực hiện" in page
    assert not Guidance.objects.exists()


def test_one_more_point_keeps_what_was_typed(client, office):
    client.force_login(office.staff)

    response = client.post(url("guidance_create", office.subject.key), typed_letter(more="1"))

    page = response.content.decode()
    assert "Điểm gợi ý 3" in page
    assert "Xây nhà trên đất trồng lúa." in page
    assert not Guidance.objects.exists()


@pytest.mark.parametrize("day", ["31/02/2021", "2021-13-01", "=1+1", "15/12/2021"])
def test_a_wrong_day_of_a_letter_is_refused_and_the_number_stays(client, office, day):
    letter = office.letter(state="draft", number="", dated_on=None)
    client.force_login(office.staff)

    response = client.post(
        url("guidance_send", letter.key),
        {"number": "812-CV/TU", "dated_on": day, "signatory": "Hà Quang Vịnh"},
    )

    assert response.status_code == 200
    assert 'value="812-CV/TU"' in response.content.decode()
    assert Guidance.objects.get().state == GuidanceState.DRAFT


# Conferences


def typed_conference(office, **fields):
    typed = {
        "held_on": "06/12/2021",
        "place": "Hội trường",
        "chair": "Quách Đình Lự",
        "secretary": "Hà Thị Lan",
        "convened_count": "11",
        "present_count": "11",
        "conclusion": "Nghiêm túc.",
        "minutes_mode": "typed",
    }
    for n, subject in enumerate((office.body, office.head_subject, office.subject), 1):
        typed |= {f"{subject.key}-order": str(n), f"{subject.key}-reviewed": "1"}
    return typed | fields


def test_a_conference_of_the_sixth_is_entered_on_the_fourteenth(as_clerk, office):
    response = as_clerk.post(url("conference_create", office.collective.key), typed_conference(office))

    conference = Conference.objects.get()
    assert response["Location"] == url("conference_detail", conference.key)
    page = as_clerk.get(response["Location"]).content.decode()
    assert "Ngày họp 06/12/2021, nhập" in page
    assert Place.objects.filter(concluded_on=date(2021, 12, 6)).count() == 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"held_on": "06/13/2021"}, "Đồng chí đã ghi “06/13/2021”."),
        ({"held_on": "01/11/2021"}, "trước ngày ban hành kế hoạch"),
        ({"present_count": "12"}, "nhiều hơn triệu tập"),
        ({"present_count": "mười một"}, "Đồng chí đã ghi “mười một”."),
        ({"convened_count": "-3"}, "Triệu tập"),
        ({"conclusion": ""}, "Ghi kết luận chung của hội nghị."),
    ],
)
def test_a_conference_that_cannot_be_is_refused_and_nothing_typed_is_lost(as_clerk, office, fields, words):
    typed = typed_conference(office, **{f"{office.subject.key}-remarks": "Quyên: còn nóng"}, **fields)

    response = as_clerk.post(url("conference_create", office.collective.key), typed)

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "Quyên: còn nóng" in page
    assert not Conference.objects.exists()


def test_a_correction_shows_what_was_entered(as_clerk, office):
    typed = typed_conference(office, **{f"{office.subject.key}-remarks": "Quyên: còn nóng"})
    as_clerk.post(url("conference_create", office.collective.key), typed)
    conference = Conference.objects.get()

    page = as_clerk.get(url("conference_edit", conference.key)).content.decode()

    assert "Quyên: còn nóng" in page
    assert 'value="06/12/2021"' in page
    response = as_clerk.post(
        url("conference_edit", conference.key), typed_conference(office, held_on="07/12/2021", version="1")
    )
    assert response.status_code == 302
    assert Conference.objects.get().held_on == date(2021, 12, 7)


# Paper and lists


def test_several_papers_are_recorded_at_once(as_clerk, office):
    fields = {"received_on": "05/12/2021"}
    for subject in (office.subject, office.head_subject):
        fields |= {f"{subject.key}-sheets": "3", f"{subject.key}-level": "good"}

    response = as_clerk.post(url("subject_papers"), fields)

    assert response["Location"] == url("subject_list")
    assert SelfReview.objects.filter(state=ReviewState.PAPER).count() == 2


def test_papers_without_sheets_or_day_are_shown_again(as_clerk, office):
    response = as_clerk.post(url("subject_papers"), {"received_on": "", f"{office.subject.key}-sheets": "ba"})

    page = response.content.decode()
    assert "Ghi ngày nhận bản giấy." in page
    assert "Đồng chí đã ghi “ba”." in page
    assert not SelfReview.objects.filter(state=ReviewState.PAPER).exists()


def test_the_list_says_in_words_how_far_everybody_is(as_clerk, office):
    record_paper_review(
        office.head_subject,
        received_on=date(2021, 12, 5),
        sheets=3,
        self_level="",
        actor=office.clerk,
        at=NOON,
    )

    page = as_clerk.get(url("subject_list")).content.decode()

    assert "Có bản giấy" in page
    assert "nhận ngày 05/12/2021, 03 tờ" in page
    assert "Chưa viết" in page
    assert "Quách Đình Lự" not in as_clerk.get(url("subject_list") + "?tinh-trang=writing").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(as_clerk, office, django_assert_num_queries, count):
    people = [make_person(f"Hà Văn {n}") for n in range(count)]
    for person in people:
        make_membership(person, office.cell)
    register_subjects(office.campaign, people, actor=None, at=NOON)
    as_clerk.get(url("subject_list"))

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        response = as_clerk.get(url("subject_list"))

    assert len(response.context["page"].object_list) == 3 + count


QUERIES_OF_THE_LIST = 15


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_whatever_must_be_answered(
    as_author, office, django_assert_num_queries, count
):
    for n in range(count):
        office.past(text=f"Hạn chế {n}.", position=n + 1)
    as_author.get(url("self_review_edit", office.review.key))

    with django_assert_num_queries(QUERIES_OF_THE_FORM):
        as_author.get(url("self_review_edit", office.review.key))


QUERIES_OF_THE_FORM = 19
