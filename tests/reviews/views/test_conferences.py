"""A conference entered afterwards, on one page."""

import re
from datetime import date

import pytest

from reviews.models import Conference, Place
from tests.reviews.office import (
    url,
)

pytestmark = pytest.mark.django_db


def typed_conference(office, **fields):
    typed = {
        "papers_sent_on": "01/12/2021",
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
        ({"convened_count": "0", "present_count": "0"}, "phải có người dự"),
        ({"papers_sent_on": "07/12/2021"}, "sau ngày họp 06/12/2021"),
        ({"papers_sent_on": "07/12/2021", "place": ""}, "sau ngày họp 06/12/2021"),
        ({"present_count": "mười một"}, "Đồng chí đã ghi “mười một”."),
        ({"convened_count": "-3"}, "Triệu tập"),
        ({"conclusion": ""}, "Ghi kết luận chung của hội nghị."),
    ],
)
def test_a_conference_that_cannot_be_is_refused_and_nothing_typed_is_lost(as_clerk, office, fields, words):
    typed = typed_conference(office, **{f"{office.subject.key}-remarks": "Quyên: còn nóng"}, **fields)

    response = as_clerk.post(url("conference_create", office.collective.key), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Quyên: còn nóng" in page
    assert not Conference.objects.exists()


@pytest.mark.parametrize(
    ("day", "said"), [("01/12/2021", False), ("03/12/2021", True), ("", True), ("06/12/2021", True)]
)
def test_a_draft_sent_late_is_said_and_never_blocks(as_clerk, office, day, said):
    create = url("conference_create", office.collective.key)

    page = as_clerk.post(create, typed_conference(office, papers_sent_on=day), follow=True).content.decode()

    assert Conference.objects.count() == 1
    assert ("ít nhất 03 ngày làm việc trước hội nghị" in page) is said
    assert ("Phần A, Mục II, Hướng dẫn số 21-HD/BTCTW · Quy định nêu rõ" in page) is said
    assert ("Ngày gửi tài liệu" in page) is bool(day)


def test_a_correction_shows_what_was_entered(as_clerk, office):
    typed = typed_conference(office, **{f"{office.subject.key}-remarks": "Quyên: còn nóng"})
    as_clerk.post(url("conference_create", office.collective.key), typed)
    conference = Conference.objects.get()

    page = as_clerk.get(url("conference_edit", conference.key)).content.decode()

    assert "Quyên: còn nóng" in page
    assert 'value="06/12/2021"' in page
    assert 'value="01/12/2021"' in page
    response = as_clerk.post(
        url("conference_edit", conference.key), typed_conference(office, held_on="07/12/2021", version="1")
    )
    assert response.status_code == 302
    assert Conference.objects.get().held_on == date(2021, 12, 7)


def folded(page):
    """Whose blocks are folded away."""
    shut = re.findall(
        r"<details><summary><h3 [^>]*>\d+\. ([^<]+)</h3> <span class=\"small\">đã ghi</span>", page
    )
    assert page.count("<details open><summary><h3 ") == 3 - len(shut)
    return shut


def test_what_was_written_is_folded_and_what_is_wrong_is_open(as_clerk, office):
    create = url("conference_create", office.collective.key)
    assert folded(as_clerk.get(create).content.decode()) == []
    remarks = {f"{office.subject.key}-remarks": "Quyên: còn nóng"}
    as_clerk.post(create, typed_conference(office, **remarks))
    edit = url("conference_edit", Conference.objects.get().key)
    assert folded(as_clerk.get(edit).content.decode()) == [office.subject.label]

    unsaid = {f"{office.subject.key}-reviewed": "0"}
    typed = typed_conference(office, **remarks, **unsaid, version="1")
    refused = as_clerk.post(edit, typed).content.decode()
    assert "Ghi lý do chưa kiểm điểm" in refused
    assert folded(refused) == []


@pytest.mark.parametrize("version", ["", "một"])
def test_a_page_without_its_version_is_refused_in_our_own_words(as_clerk, office, version):
    as_clerk.post(url("conference_create", office.collective.key), typed_conference(office))
    conference = Conference.objects.get()

    response = as_clerk.post(
        url("conference_edit", conference.key),
        typed_conference(office, held_on="07/12/2021", version=version),
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert ("Trang này đã cũ" if version else "Hội nghị vừa được sửa ở nơi khác") in page
    assert "Version" not in page
    assert Conference.objects.get().held_on == date(2021, 12, 6)


@pytest.mark.parametrize("fields", [{}, {"conclusion": ""}])
def test_that_nobody_was_reviewed_leads_to_the_first_of_the_list(as_clerk, office, fields):
    said = {f"{one.key}-reviewed": "0" for one in (office.body, office.head_subject, office.subject)}
    said |= {f"{one.removesuffix('reviewed')}absent_reason": "Đi học" for one in said}

    page = as_clerk.post(
        url("conference_create", office.collective.key), typed_conference(office, **said, **fields)
    ).content.decode()

    first = f"id_{office.body.key}-reviewed_0"
    assert f'href="#{first}">Chọn ít nhất một tập thể hoặc cá nhân đã kiểm điểm tại hội nghị.</a>' in page
    assert f'id="{first}"' in page
    assert not Conference.objects.exists()


def test_what_is_wrong_in_the_block_of_a_subject_is_said_with_whose_it_is(as_clerk, office):
    wrong = {f"{office.subject.key}-order": "", f"{office.head_subject.key}-reviewed": "0"}

    response = as_clerk.post(
        url("conference_create", office.collective.key), typed_conference(office, **wrong)
    )

    page = response.content.decode()
    for subject, box, words in (
        (office.subject, "order", "Thứ tự"),
        (office.head_subject, "absent_reason", "Lý do chưa kiểm điểm: ghi lý do chưa kiểm điểm."),
    ):
        link = f'<a class="tap" href="#id_{subject.key}-{box}">{subject.label} – {words}'
        assert link in page.replace("\N{NO-BREAK SPACE}", " ")
