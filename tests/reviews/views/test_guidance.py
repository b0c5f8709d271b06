"""Letters of guidance on the page."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.utils.html import escape

from organizations.enums import Role
from organizations.models import Contact
from reviews.enums import GuidanceState
from reviews.models import Guidance
from reviews.papers.filling import paper_of_guidance
from reviews.services.self_reviews import submit_self_review
from tests.factories import make_account
from tests.reviews.office import NOON, photo, url, write_all

pytestmark = pytest.mark.django_db

SIGNED = {"number": "812-CV/TU", "signatory": "Hà Quang Vịnh", "signatory_title": "Bí thư"}


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
        SIGNED | {"dated_on": "22/11/2021", "file": photo()},
    )

    letter.refresh_from_db()
    assert (letter.state, letter.issuer, letter.scan_name) == ("sent", office.standing, "anh.jpg")
    client.force_login(office.author)
    page = client.get(url("guidance_detail", letter.key)).content.decode()
    assert "Xây nhà trên đất trồng lúa." in page
    assert "Số 812-CV/TU" in page
    assert "<b>T/M BAN THƯỜNG VỤ</b><br><b>BÍ THƯ</b><br>" in page
    assert "<b>Hà Quang Vịnh</b>" in page


@pytest.fixture
def draft(client, office):
    """A draft, and the refused form of its sending with the scan in hand."""
    letter = office.letter(state="draft", number="", dated_on=None)
    client.force_login(office.staff)
    typed = SIGNED | {"dated_on": "hôm qua"}
    refused = client.post(url("guidance_send", letter.key), typed | {"file": photo("Bản ký.jpg")})
    assert refused.status_code == 422
    return letter, typed | {"dated_on": "22/11/2021", "kept": refused.context["form"].data["kept"]}


def test_a_scan_that_came_with_a_refused_form_is_not_asked_for_again(client, office, draft):
    letter, typed = draft

    response = client.post(url("guidance_send", letter.key), typed)

    assert response.status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.scan_name) == (GuidanceState.SENT, "Bản ký.jpg")


@pytest.mark.parametrize("case", ["another account", "another mark", "too late"])
def test_a_scan_held_for_another_or_for_too_long_is_refused_in_words(client, office, draft, case):
    letter, typed = draft
    if case == "another account":
        client.force_login(make_account(Role.ORGANIZATION_STAFF, office.province, full_name="Xa Thị Mận"))
    if case == "another mark":
        typed |= {"kept": f"{typed['kept']}x"}
    if case == "too late":
        words = signing.loads(typed["kept"], salt=f"scan:{office.staff.key}")
        with time_machine.travel(datetime.now(tz=UTC) - timedelta(hours=25)):
            typed |= {"kept": signing.dumps(words, salt=f"scan:{office.staff.key}")}

    response = client.post(url("guidance_send", letter.key), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Tệp chọn lúc trước không còn giữ được. Đề nghị chọn lại tệp." in page
    assert typed["kept"] not in page
    letter.refresh_from_db()
    assert (letter.state, letter.scan) == (GuidanceState.DRAFT, None)


def words_of(facts):
    """Every word a paper carries."""
    for value in facts.values() if isinstance(facts, dict) else facts:
        if isinstance(value, str):
            yield from value.splitlines()
        elif isinstance(value, dict | list):
            yield from words_of(value)


@pytest.mark.parametrize(
    ("issuer", "number", "dated_on", "head"),
    [
        ("standing", "", None, "Số \u00a0\u00a0\u00a0\u00a0\u00a0-CV/TU"),
        ("standing", "812-CV/TU", date(2021, 11, 22), "Số 812-CV/TU"),
        ("collective", "45-CV/HU", date(2021, 11, 22), "Số 45-CV/HU"),
    ],
)
def test_the_letter_on_the_page_says_what_its_paper_says(client, office, issuer, number, dated_on, head):
    letter = office.letter(
        issuer=getattr(office, issuer), number=number, dated_on=dated_on, opening="Thực hiện Kế hoạch.",
        signatory="Hà Quang Vịnh", signatory_title="Bí thư",
        attending="Đồng chí Lường Đức Thuận dự, chỉ đạo", state="draft",
    )  # fmt: skip
    client.force_login(office.clerk if issuer == "collective" else office.staff)

    page = client.get(url("guidance_detail", letter.key)).content.decode()

    facts = paper_of_guidance(letter).facts()
    assert facts["head"]["number"] == head
    assert [one for one in words_of(facts) if escape(one) not in page] == []
    assert ("TỈNH ỦY MINH GIANG<br>" in page) is (issuer == "collective")


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

    response = client.post(url("guidance_send", letter.key), SIGNED | {"dated_on": day})

    assert response.status_code == 422
    assert 'value="812-CV/TU"' in response.content.decode()
    assert Guidance.objects.get().state == GuidanceState.DRAFT


@pytest.mark.parametrize("handed_in", [False, True])
def test_a_letter_that_comes_after_the_hand_in_says_how_it_can_be_answered(client, office, handed_in):
    if handed_in:
        write_all(office)
        submit_self_review(office.review, actor=office.author, at=NOON)
    letter = office.letter()
    client.force_login(office.author)

    page = client.get(url("guidance_detail", letter.key)).content.decode()

    assert ("Giải trình trong bản kiểm điểm</a>" in page) is not handed_in
    assert ("Bản kiểm điểm của đồng chí đã nộp ngày 14/12/2021, chưa có giải trình" in page) is handed_in
    assert ("đề nghị nơi kiểm điểm trả lại bản kiểm điểm để hoàn thiện" in page) is handed_in


@pytest.mark.parametrize(
    ("handed_in", "who", "shown"),
    [(True, "clerk", True), (False, "clerk", False), (True, "staff", False)],
)
def test_whoever_may_give_the_self_review_back_finds_it_beside_the_letter(
    client, office, handed_in, who, shown
):
    if handed_in:
        write_all(office)
        submit_self_review(office.review, actor=office.author, at=NOON)
    letter = office.letter()
    client.force_login(getattr(office, who))

    page = client.get(url("guidance_detail", letter.key)).content.decode()

    assert (f'href="{url("self_review_return", office.review.key)}"' in page) is shown
    assert ("Bản kiểm điểm đã nộp ngày 14/12/2021, chưa có giải trình" in page) is shown


def test_the_writer_is_told_whom_to_ask_for_his_self_review(client, office):
    write_all(office)
    submit_self_review(office.review, actor=office.author, at=NOON)
    letter = office.letter()
    Contact.objects.update(name="Hà Thị Lan", mobile="0200 3 873 485")
    client.force_login(office.author)

    page = client.get(url("guidance_detail", letter.key)).content.decode().split("<main")[1]

    assert 'Đầu mối: đồng chí Hà Thị Lan, <a class="tap" href="tel:02003873485">' in page
