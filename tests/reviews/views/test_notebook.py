"""Sổ năm on its pages, beside the self-review, and commitments on paper for many."""

from datetime import date

import pytest
from django.urls import reverse

from reviews.models import Commitment, Evidence, Notebook, NotedEvidence
from reviews.services.notebooks import promise, record_commitment_papers
from reviews.services.self_reviews import submit_self_review
from tests.factories import make_account
from tests.reviews.office import NOON, photo, sibling, url, write_all
from tests.web.conftest import counted

pytestmark = pytest.mark.django_db

GOES_OUT = "Đi cơ sở mỗi tháng 02 ngày"


def book(office, name="notebook", year=2021):
    return url(name, office.deputy.key, year)


def text_at(client, address):
    return client.get(address).content.decode().replace("\xa0", " ")


def promised(office, year=2021, text=GOES_OUT):
    return promise(office.deputy, year, text=text, due_on=None, actor=office.author, at=NOON)


def test_one_notes_through_the_year_without_a_script(as_author, office):
    assert as_author.get(url("notebook_own")).url == book(office)
    sent = as_author.post(book(office, "commitment_add"), {"text": GOES_OUT, "due_on": "30/6/2021"})
    assert (sent.status_code, sent.url) == (302, book(office))
    as_author.post(
        book(office, "noted_add"), {"text": "Giấy khen", "happened_on": "19/5/2021", "file": photo()}
    )

    shown = text_at(as_author, book(office))
    assert GOES_OUT in shown
    assert "Hạn 30/6/2021" in shown
    assert "Giấy khen" in shown
    assert "anh.jpg" in shown
    [row], [noted] = Commitment.objects.all(), NotedEvidence.objects.all()
    as_author.post(url("commitment_edit", row.key), {"text": "Đi cơ sở mỗi tuần", "due_on": ""})
    as_author.post(url("noted_edit", noted.key), {"text": "Giấy khen số 12", "happened_on": ""})
    shown = text_at(as_author, book(office))
    assert ("Đi cơ sở mỗi tuần" in shown, "Giấy khen số 12" in shown) == (True, True)
    as_author.post(url("commitment_remove", row.key))
    got = as_author.get(url("noted_file", noted.key))
    assert got["Content-Disposition"].startswith('attachment; filename="anh.jpg"')
    assert b"".join(got.streaming_content)
    as_author.post(url("noted_remove", noted.key))
    assert (Commitment.objects.count(), NotedEvidence.objects.count()) == (0, 0)


def test_a_form_sent_twice_is_one_promise(as_author, office):
    for _ in range(2):
        as_author.post(book(office, "commitment_add"), {"text": GOES_OUT, "form_key": "a" * 32})

    assert Commitment.objects.count() == 1


def test_a_wrong_day_comes_back_with_what_was_typed_and_nothing_is_kept(as_author, office):
    sent = as_author.post(book(office, "commitment_add"), {"text": GOES_OUT, "due_on": "01/01/2022"})

    page = sent.content.decode()
    assert sent.status_code == 422
    assert "Ghi hạn trong năm 2021, hoặc để trống." in page
    assert (GOES_OUT in page, 'value="01/01/2022"' in page) == (True, True)
    assert not Notebook.objects.exists()


def test_last_years_promises_stand_below_and_a_year_without_anything_is_not_found(as_author, office):
    promised(office, 2020, "Đối thoại mỗi quý")

    shown = text_at(as_author, book(office))
    assert "Cam kết năm 2020" in shown
    assert "Đối thoại mỗi quý" in shown
    assert as_author.get(book(office, year=2019)).status_code == 404


def test_promises_stand_beside_their_section_and_are_never_written_into_it(as_author, office):
    promised(office)
    promised(office, 2020, "Đối thoại mỗi quý")

    page = text_at(as_author, url("self_review_edit", office.review.key))
    section = page.split('id="muc-i-3"')[1].split("</section>")[0]
    assert (GOES_OUT in section, "Đối thoại mỗi quý" in section) == (True, True)
    assert page.count(GOES_OUT) == 1
    box = section.split('name="s-CN.ND.3"')[1].split("</textarea>")[0]
    assert box.split(">", 1)[1].strip() == ""


def test_one_press_attaches_what_was_noted(as_author, office):
    as_author.post(book(office, "noted_add"), {"text": "Giấy khen", "file": photo("giay-khen.jpg")})
    edit = url("self_review_edit", office.review.key)
    assert "Sổ năm 2021 có 01 tệp chưa có ở đây." in text_at(as_author, edit)

    as_author.post(url("noted_attach", office.review.key))

    assert [one.name for one in Evidence.objects.all()] == ["giay-khen.jpg"]
    assert "chưa có ở đây" not in text_at(as_author, edit)


def test_those_who_review_read_the_promises_once_the_self_review_is_handed_in(client, office):
    promised(office)
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    client.force_login(office.clerk)

    assert GOES_OUT in text_at(client, url("self_review_detail", office.review.key))
    assert client.get(book(office)).status_code == 404
    client.force_login(office.author)
    shown = text_at(client, book(office))
    assert "Sổ năm 2021 chỉ để đọc." in shown
    assert book(office, "commitment_add") not in shown
    sent = client.post(book(office, "commitment_add"), {"text": "Thêm sau"})
    assert sent.status_code == 422
    assert Commitment.objects.count() == 1


def test_another_member_and_another_districts_clerk_find_nothing_and_change_nothing(client, office):
    row = promised(office)
    for account in (make_account(person=office.head, full_name="Quách Đình Lự"), sibling()):
        client.force_login(account)
        addresses = [book(office), book(office, "commitment_add"), url("commitment_edit", row.key)]
        assert [client.get(one).status_code for one in addresses] == [404] * 3
        posts = [addresses[1], addresses[2], url("commitment_remove", row.key)]
        assert [client.post(one, {"text": "Khác"}).status_code for one in posts] == [404] * 3
    assert [one.text for one in Commitment.objects.all()] == [GOES_OUT]


def test_whoever_is_no_member_has_no_notebook(as_clerk):
    answer = as_clerk.get(url("notebook_own"), follow=True)

    assert "không gắn với đảng viên nào" in answer.content.decode().replace("\xa0", " ")


def test_a_clerk_records_many_papers_at_once_and_takes_one_back(as_clerk, office):
    page = url("commitment_papers")
    typed = {
        "received_on": "15/01/2021",
        "note": "chi bộ giữ",
        "people": [office.head.key, office.deputy.key],
    }

    assert as_clerk.post(page, typed).status_code == 302
    assert "Không có ai trong danh sách này" in text_at(as_clerk, page)
    shown = text_at(as_clerk, f"{page}?nam=2021&da-nop=1")
    assert ("Quách Đình Lự" in shown, "Bùi Đức Khải" in shown) == (True, True)
    as_clerk.post(url("commitment_paper_remove", office.head.key, 2021))
    kept = Notebook.objects.exclude(paper_received_on=None)
    assert list(kept.values_list("person", "paper_received_on", "paper_note")) == [
        (office.deputy.pk, date(2021, 1, 15), "chi bộ giữ")
    ]


def test_papers_are_looked_up_by_name_and_refused_with_every_error_at_once(as_clerk, office):
    page = url("commitment_papers")
    shown = text_at(as_clerk, f"{page}?tim=khai")
    assert ("Bùi Đức Khải" in shown, "Quách Đình Lự" in shown) == (True, False)

    refused = as_clerk.post(page, {"received_on": "15/12/2021", "note": "chi bộ giữ"})

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Ngày nhận 15/12/2021 chưa đến." in text
    assert "Chọn ít nhất một đảng viên đã nộp." in text
    assert 'value="chi bộ giữ"' in text
    assert not Notebook.objects.exists()


def test_the_other_districts_clerk_sees_and_records_none_of_them(client, office):
    record_commitment_papers(
        [office.head], 2021, received_on=date(2021, 1, 15), note="", actor=office.clerk, at=NOON
    )
    client.force_login(sibling())
    page = url("commitment_papers")

    assert "Bùi Đức Khải" not in text_at(client, page)
    sent = client.post(page, {"received_on": "15/01/2021", "people": [office.deputy.key]})
    gone = client.post(reverse("reviews:commitment_paper_remove", args=[office.head.key, 2021]))
    assert (sent.status_code, gone.status_code) == (422, 404)
    assert [one.person for one in Notebook.objects.exclude(paper_received_on=None)] == [office.head]


@pytest.mark.parametrize("count", [1, 3])
def test_a_notebook_asks_the_same_however_much_it_holds(as_author, office, count):
    for number in range(count):
        promised(office, text=f"Việc {number}")
        promised(office, 2020, f"Việc cũ {number}")
        NotedEvidence.objects.create(
            notebook=Notebook.objects.get(year=2021), text=f"Kết quả {number}", noted_at=NOON
        )
    with counted() as asked:
        as_author.get(book(office))
    assert len([one for one in asked if "clockoffset" not in one]) == 14
