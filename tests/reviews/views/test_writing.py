"""Writing and handing in, with and without JavaScript."""

from datetime import date

import pytest

from cadres.models import Membership
from reviews.enums import ReviewState
from reviews.models import SelfReview
from reviews.services.self_reviews import submit_self_review
from tests.factories import make_account
from tests.reviews.office import NOON, stamp, text_of, url, write_all

pytestmark = pytest.mark.django_db


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
    assert response.status_code == 422
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


def test_a_page_that_did_not_hear_the_answer_sends_again_and_goes_on(as_author, office):
    old, autosave = stamp(office.review, "CN.ND.1"), url("self_review_autosave", office.review.key)
    as_author.post(autosave, {"s-CN.ND.1": "Một.", **old})

    heard = as_author.post(autosave, {"s-CN.ND.1": "Một.", **old}).json()["fields"]
    response = as_author.post(autosave, {"s-CN.ND.1": "Một, hai.", **heard})

    assert heard != old
    assert list(heard) == list(old)
    assert response.status_code == 200
    assert text_of(office) == "Một, hai."


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
        assert response.context["words"] == [("Mục I.1. Nội dung tự đánh giá", "Viết muộn.")]
        text = response.content.decode()
        assert "Bản kiểm điểm đã nộp, không sửa được nữa." in text
        assert ("Đã lưu" in text, "data-autosave-url" in text) == (False, False)


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


def test_a_box_says_its_limit_only_when_the_text_comes_near(as_author, office):
    edit = url("self_review_edit", office.review.key)
    as_author.post(edit, {"s-CN.ND.1": "a" * 17_999, **stamp(office.review, "CN.ND.1"), "exit": "1"})
    assert "Tối đa 20.000 ký tự" not in as_author.get(edit).content.decode()

    as_author.post(edit, {"s-CN.ND.1": "a" * 19_000, **stamp(office.review, "CN.ND.1"), "exit": "1"})

    page = as_author.get(edit).content.decode()
    assert "Tối đa 20.000 ký tự, còn 1.000." in page


def test_a_text_that_is_too_long_is_kept_whole_and_its_excess_said(as_author, office):
    edit = url("self_review_edit", office.review.key)
    assert (
        "maxlength" not in as_author.get(edit).content.decode()
    )  # a browser would cut a paste and say nothing

    response = as_author.post(
        edit, {"s-CN.ND.1": "a" * 24_907, **stamp(office.review, "CN.ND.1"), "exit": "1"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Dài quá: tối đa 20.000 ký tự, thừa 4.907." in page
    assert "a" * 24_907 in page


def test_a_unit_longer_than_its_column_is_refused_in_words(as_author, office):
    typed = {"t-1-text": "Hộ dùng nước sạch", "t-1-unit": "%" * 41, "t-1-planned": "50"}

    response = as_author.post(url("self_review_edit", office.review.key), typed)

    assert response.status_code == 422
    assert "Dài quá: tối đa 40 ký tự, thừa 1." in response.content.decode()


def test_nobody_goes_through_a_list_of_sign_in_names(as_author, office):
    helper, page = make_account(full_name="Vi Văn Tố"), url("self_review_helper", office.review.key)
    for number in range(10):
        refused = as_author.post(page, {"sign_in_name": f"ten-{number}"})
        assert f"Không có tài khoản “ten-{number}”" in refused.content.decode()

    late = as_author.post(page, {"sign_in_name": helper.sign_in_name})

    said = "Đồng chí đã thử nhiều tên. Hỏi đúng tên đăng nhập của người soạn giúp"
    assert (late.status_code, said in late.content.decode().replace("\xa0", " ")) == (422, True)
    office.review.refresh_from_db()
    assert office.review.helper is None
    assert as_author.post(page, {"sign_in_name": ""}).status_code == 302


@pytest.mark.parametrize(
    ("_case", "standing", "to_on", "expected"),
    [
        ("on probation", "probationary", None, True),
        ("a full member", "full", None, False),
        ("no longer on probation", "probationary", date(2021, 6, 30), False),
    ],
)
def test_who_is_on_probation_is_told_that_the_other_paper_is_another(
    as_author, office, _case, standing, to_on, expected
):
    """Mixed up every year (P40)."""
    rows = Membership.objects.filter(person=office.deputy)
    rows.update(standing=standing, to_on=to_on, end_reason="moved" if to_on else "")

    page = as_author.get(url("self_review_edit", office.review.key)).content.decode()

    assert ("Mẫu 10-KNĐ" in page) is expected
