"""Rows that leave a form of the review between the page and its answer."""

import pytest

from reviews.models import Conference, Place, SelfReview
from reviews.services.self_reviews import record_paper_review
from tests.reviews.office import NOON, url
from tests.reviews.views.test_conferences import typed_conference

pytestmark = pytest.mark.django_db


def order_of(row):
    return [("Thứ tự", str(row)), ("Tại hội nghị", "1")]


def test_words_typed_after_the_session_ended_stand_under_the_labels_of_their_boxes(client, office):
    typed = typed_conference(
        office, conclusion="Nghiêm túc, cầu thị", upper_attending="Đồng chí Vũ Đình Trọng"
    )
    typed[f"{office.subject.key}-remarks"] = "Quyên: còn nóng, có việc bàn chưa kỹ"
    address = url("conference_create", office.collective.key)

    answer = client.post(address, typed, headers={"Referer": f"http://testserver{address}?don_vi=x"})

    assert answer.status_code == 403
    shown = [(one.label, one.text) for one in answer.context["shell"].typed]
    assert shown == [
        ("Ngày gửi tài liệu", "01/12/2021"),
        ("Ngày họp", "06/12/2021"),
        ("Địa điểm", "Hội trường"),
        ("Chủ trì", "Quách Đình Lự"),
        ("Thư ký", "Hà Thị Lan"),
        ("Triệu tập", "11"),
        ("Có mặt", "11"),
        ("Kết luận chung của hội nghị", "Nghiêm túc, cầu thị"),
        *((f"Dòng {row}: {box}", value) for row in (1, 2, 3) for box, value in order_of(row)),
        ("Đại biểu cấp trên dự, chỉ đạo", "Đồng chí Vũ Đình Trọng"),
        ("Dòng 3: Ý kiến góp ý", "Quyên: còn nóng, có việc bàn chưa kỹ"),
    ]
    assert f"next={address}%3Fdon_vi%3Dx" in answer.content.decode()


def test_words_for_one_who_is_reviewed_elsewhere_now_are_shown_again(as_clerk, office):
    said = {f"{office.subject.key}-remarks": "Đinh Thị Quyên: còn nóng, có việc bàn chưa kỹ"}
    typed = typed_conference(office, **said)
    Place.objects.filter(subject=office.subject, collective=office.collective).delete()

    answer = as_clerk.post(url("conference_create", office.collective.key), typed)

    page = answer.content.decode()
    assert (answer.status_code, Conference.objects.count()) == (422, 0)
    assert f"{office.subject}: không còn kiểm điểm tại tập thể này" in page
    assert "Đinh Thị Quyên: còn nóng, có việc bàn chưa kỹ" in page
    assert "Đã kiểm điểm" in page


def test_sheets_typed_for_one_whose_paper_was_recorded_meanwhile_are_shown_again(as_clerk, office):
    typed = {"received_on": "10/12/2021"}
    typed |= {f"{office.subject.key}-sheets": "12", f"{office.subject.key}-level": "good"}
    typed |= {f"{office.head_subject.key}-sheets": "08", f"{office.head_subject.key}-level": ""}
    record_paper_review(
        office.subject, received_on=NOON.date(), sheets=9, self_level="", actor=office.clerk, at=NOON
    )

    answer = as_clerk.post(url("subject_papers"), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{office.subject}: không còn chờ bản giấy" in page
    assert "Hoàn thành tốt nhiệm vụ" in page
    sheets = SelfReview.objects.filter(subject__in=[office.subject, office.head_subject])
    assert sorted(sheets.values_list("paper_sheets", flat=True), key=str) == [9, None]


def test_a_level_beside_no_sheets_is_asked_about(as_clerk, office):
    typed = {"received_on": "10/12/2021", f"{office.subject.key}-level": "good"}
    typed |= {f"{office.head_subject.key}-sheets": "08"}

    answer = as_clerk.post(url("subject_papers"), typed)

    assert answer.status_code == 422
    assert "Đã ghi mức tự nhận: ghi số tờ" in answer.content.decode()
    assert not SelfReview.objects.filter(state="paper").exists()
