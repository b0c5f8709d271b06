"""Lists and papers handed over."""

from datetime import date

import pytest

from cadres.models import Standing
from reviews.enums import ReviewState
from reviews.models import SelfReview, Subject
from reviews.services.self_reviews import record_paper_review
from tests.factories import make_membership, make_person
from tests.reviews.office import NOON, register_subjects, url

pytestmark = pytest.mark.django_db


def test_several_papers_are_recorded_at_once(as_clerk, office):
    fields = {"received_on": "05/12/2021"}
    for subject in (office.subject, office.head_subject):
        fields |= {f"{subject.key}-sheets": "3", f"{subject.key}-level": "good"}

    response = as_clerk.post(url("subject_papers"), fields)

    assert response["Location"] == url("subject_list")
    assert SelfReview.objects.filter(state=ReviewState.PAPER).count() == 2


def test_the_papers_of_one_cell_are_a_page_of_their_own(as_clerk, office):
    """A clerk of many cells takes in one cell's papers before its evening (P01, P02)."""
    member = make_person("Lò Văn Cúc")
    make_membership(member, office.cell)
    register_subjects(office.campaign, [member], actor=office.staff, at=NOON)
    page = f"{url('subject_papers')}?to-chuc={office.cell.key}"

    shown = as_clerk.get(page)
    assert [subject.label for subject, _form in shown.context["rows"]] == ["Lò Văn Cúc"]
    assert f"Ghi nhận bản giấy: {office.cell.name}" in shown.content.decode().replace("\xa0", " ")
    assert as_clerk.get(f"{url('subject_papers')}?to-chuc=aaaaaaaaaaaa").status_code == 404
    key = Subject.objects.get(person=member).key
    as_clerk.post(page, {"received_on": "05/12/2021", f"{key}-sheets": "2", f"{key}-level": ""})
    assert SelfReview.objects.get(subject__person=member).state == ReviewState.PAPER


def test_the_page_says_which_it_counts_and_whether_more_will_come(as_clerk, office):
    """Not written, being written and given back are one heap here and three in the list."""
    words = ": chưa viết, đang viết hoặc trả lại để hoàn thiện."
    whole = as_clerk.get(url("subject_papers"))
    count = len(whole.context["rows"])
    assert f"<caption>{count} bản chưa nộp{words}</caption>" in whole.content.decode()

    more = [make_person(f"Cầm Văn Số {number}") for number in range(61 - count)]
    for person in more:
        make_membership(person, office.cell)
    register_subjects(office.campaign, more, actor=office.staff, at=NOON)
    part = as_clerk.get(url("subject_papers"))

    assert len(part.context["rows"]) == 60
    rest = " Ghi nhận xong, mở lại trang này để ghi các bản tiếp theo."
    assert f"<caption>60 bản đầu tiên trong số chưa nộp{words}{rest}</caption>" in part.content.decode()


def test_papers_without_sheets_or_day_are_shown_again(as_clerk, office):
    response = as_clerk.post(url("subject_papers"), {"received_on": "", f"{office.subject.key}-sheets": "ba"})

    page = response.content.decode()
    assert "Ghi ngày nhận bản giấy." in page
    assert f"{office.subject.label} – Số tờ: " in page.replace("\N{NO-BREAK SPACE}", " ")
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


def test_who_died_after_the_opening_stands_with_day_and_reason(as_clerk, office):
    sits = office.head_subject.person.memberships
    sits.update(to_on=date(2021, 11, 22), end_reason="died")

    listed = as_clerk.get(url("subject_list") + "?tinh-trang=not_reviewed").content.decode()
    page = as_clerk.get(url("subject_detail", office.head_subject.key)).content.decode()

    assert "Không thuộc diện kiểm điểm 1</a>" in listed
    assert "Từ trần ngày 22/11/2021</span>" in listed
    assert "<dt>Không kiểm điểm</dt><dd>Từ trần ngày 22/11/2021</dd>" in page
    assert "Nơi kiểm điểm" not in page
    assert "Ghi nhận bản giấy" not in page
    assert "Từ trần" not in as_clerk.get(url("subject_detail", office.subject.key)).content.decode()


def test_a_subject_says_who_decides_with_the_clause_and_how_sure_it_is(as_clerk, office):
    page = as_clerk.get(url("subject_detail", office.subject.key)).content.decode()

    assert "<dt>Cấp quyết định</dt><dd>Ban Thường vụ Tỉnh ủy<br>" in page
    assert "Điểm 1, Mục III của kế hoạch · Quy định nêu rõ" in page


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


QUERIES_OF_THE_LIST = 10


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_whatever_must_be_answered(
    as_author, office, django_assert_num_queries, count
):
    for n in range(count):
        office.past(text=f"Hạn chế {n}.", position=n + 1)
    as_author.get(url("self_review_edit", office.review.key))

    with django_assert_num_queries(QUERIES_OF_THE_FORM):
        as_author.get(url("self_review_edit", office.review.key))


QUERIES_OF_THE_FORM = 12


@pytest.mark.parametrize("has_unit", [True, False])
def test_a_subject_without_a_submitting_unit_has_no_row_for_it(client, office, has_unit):
    if not has_unit:
        Subject.objects.filter(pk=office.subject.pk).update(unit=None)
    client.force_login(office.staff)

    page = client.get(url("subject_detail", office.subject.key)).content.decode()

    assert ("<dt>Đơn vị nộp</dt>" in page) is has_unit


def test_the_list_names_the_cell_of_a_member_without_a_post(as_clerk, office):
    """Not the unit that sends for him, which is the same for all of them."""
    subjects = Subject.objects.filter(pk=office.subject.pk)
    subjects.update(title="", cell_label="Chi bộ xóm Bưởi, Đảng bộ xã Nà Song")

    for name, *args in (("subject_list",), ("subject_papers",), ("subject_detail", office.subject.key)):
        page = as_clerk.get(url(name, *args)).content.decode()
        assert "Chi bộ xóm Bưởi, Đảng bộ xã Nà Song</" in page, name


@pytest.mark.parametrize(
    ("kind", "to_on", "stage", "words"),
    [
        ("in_transfer", None, "in_transfer", "Đang chuyển sinh hoạt"),
        ("in_transfer", date(2021, 12, 31), "not_started", "Chưa viết"),
        ("away", date(2022, 1, 1), "away", "Đi làm ăn xa"),
        ("abroad", date(2021, 12, 31), "not_started", "Chưa viết"),
        ("study", None, "not_started", "Chưa viết"),
    ],
)
def test_the_page_of_one_says_what_the_list_says(as_clerk, office, kind, to_on, stage, words):
    Standing.objects.create(person=office.deputy, kind=kind, from_on=date(2021, 3, 1), to_on=to_on)

    row = as_clerk.get(url("subject_detail", office.subject.key)).context["row"]
    rows = as_clerk.get(url("subject_list")).context["rows"]

    assert (row.stage, row.words) == (stage, words)
    assert next(one.stage for one in rows if one.subject == office.subject) == stage


def test_who_has_handed_in_is_not_away(as_clerk, office):
    Standing.objects.create(person=office.deputy, kind="in_transfer", from_on=date(2021, 3, 1))
    record_paper_review(
        office.subject,
        received_on=date(2021, 12, 5),
        sheets=2,
        self_level="good",
        actor=office.clerk,
        at=NOON,
    )

    assert as_clerk.get(url("subject_detail", office.subject.key)).context["row"].stage == "paper"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ban Thường vụ Huyện ủy", ["Ban Thường vụ Huyện ủy Đồng Khê"]),
        ("dong khe ban thuong", ["Ban Thường vụ Huyện ủy Đồng Khê"]),
        ("KHẢI", ["Bùi Đức Khải"]),
        ("quach lu", ["Quách Đình Lự"]),
        ("ban khai", []),
    ],
)
def test_people_and_bodies_are_found_with_marks_or_without(as_clerk, office, typed, found):
    rows = as_clerk.get(url("subject_list"), {"tim": typed}).context["page"].object_list

    assert [one.label for one in rows] == found
