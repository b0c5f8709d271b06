"""The minutes of a conference: what stands on them, and that they hold together on their pages."""

from dataclasses import replace
from datetime import date

import pytest

from documents.services.drawing import draw
from reviews.papers import Hearing, paper_of_minutes
from reviews.papers.minutes import bare_name, comrade
from reviews.services.conferences import Heard, Minutes, record_conference
from tests.documents.reading import pdf_pages, word_words, words
from tests.documents.samples_minutes import conference_minutes
from tests.reviews.office import NOON, Office

HELD = date(2021, 12, 6)
SIGNED = "(ký, ghi rõ họ tên)"


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def conference(office):
    return held(office)


def held(office, **changes):
    values = {
        "held_on": HELD,
        "convened_count": 11,
        "present_count": 9,
        "place": "Hội trường Huyện ủy",
        "chair": "Quách Đình Lự, Bí thư Huyện ủy",
        "secretary": "đồng chí Hà Thị Lan",
        "upper_attending": "Đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy",
        "absent": "Hà Văn Đắc: đi công tác\nLò Thị Mai",
        "conclusion": "Nghiêm túc.",
        "agenda": (
            Heard(subject=office.body, remarks="Bùi Đức Khải: nhìn đúng ba hạn chế", conclusion="Thông qua."),
            Heard(subject=office.head_subject, reviewed=False, absent_reason="ốm"),
            Heard(
                subject=office.subject, remarks="Đinh Thị Quyên: còn nóng.\nNói chung tốt", reply="Tiếp thu."
            ),
        ),
    }
    return record_conference(
        office.campaign, office.collective, Minutes(**values | changes), actor=office.clerk, at=NOON
    )


def test_minutes_carry_who_came_who_led_and_who_did_not_come(conference):
    facts = paper_of_minutes(conference).facts()

    assert facts["opening"] == (
        "Hôm nay, hồi ………… giờ …………, ngày 06 tháng 12 năm 2021, tại Hội trường Huyện ủy, Ban Thường vụ Huyện ủy "
        "Đồng Khê tổ chức hội nghị kiểm điểm tự phê bình và phê bình năm 2021."
    )
    assert facts["presence"] == [
        "Chủ trì: đồng chí Quách Đình Lự, Bí thư Huyện ủy.",
        "Thư ký: đồng chí Hà Thị Lan.",
        "Đại biểu cấp trên dự, chỉ đạo: Đồng chí Lường Đức Thuận, Ủy viên Ban Thường vụ Tỉnh ủy.",
        "Triệu tập: 11 đồng chí; có mặt: 09 đồng chí; vắng: 02 đồng chí.",
        "- Vắng: đồng chí Hà Văn Đắc, lý do: đi công tác.",
        "- Vắng: đồng chí Lò Thị Mai.",
    ]
    assert (facts["secretary"], facts["chair"]) == (
        {"authority": ["THƯ KÝ"], "note": SIGNED, "name": "Hà Thị Lan"},
        {"authority": ["CHỦ TRÌ"], "note": SIGNED, "name": "Quách Đình Lự"},
    )
    head = facts["head"]
    assert (head["label"], head["date"]) == ("Mẫu 06-KH57", "ngày 06 tháng 12 năm 2021")
    assert head["number"] == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-BB/HU"


def test_minutes_hear_the_collective_first_and_say_why_one_was_not_reviewed(conference):
    collective, persons = paper_of_minutes(conference).facts()["parts"]

    assert (collective["title"], persons["title"]) == ("I. Kiểm điểm tập thể", "II. Kiểm điểm cá nhân")
    assert collective["hearings"] == [
        {
            "title": "1. Ban Thường vụ Huyện ủy Đồng Khê",
            "missed": "",
            "remarks": ["- Đồng chí Bùi Đức Khải: nhìn đúng ba hạn chế."],
            "reply": [],
            "conclusion": ["Thông qua."],
        }
    ]
    head, deputy = persons["hearings"]
    assert head["title"] == "1. Đồng chí Quách Đình Lự, Bí thư Huyện ủy"
    assert head["missed"] == "Chưa kiểm điểm tại hội nghị này; lý do: ốm."
    assert deputy["remarks"] == ["- Đồng chí Đinh Thị Quyên: còn nóng.", "- Nói chung tốt."]
    assert (deputy["reply"], deputy["conclusion"]) == (["Tiếp thu."], [])


def test_a_supplementary_session_without_the_collective_numbers_its_parts_from_one(office):
    conference = held(office, agenda=(Heard(subject=office.head_subject),))

    facts = paper_of_minutes(conference).facts()

    assert [one["title"] for one in facts["parts"]] == ["I. Kiểm điểm cá nhân"]
    assert facts["vote_title"] == "II. Kết quả biểu quyết đề nghị xếp loại chất lượng"
    assert facts["conclusion_title"] == "III. Kết luận chung của đồng chí chủ trì"


def test_what_was_not_written_down_is_left_for_the_hand(office):
    conference = held(office, place="", chair="", secretary="", upper_attending="", absent="", conclusion="")

    facts = paper_of_minutes(conference).facts()

    assert f", tại {'…' * 9}, " in facts["opening"]
    assert facts["presence"][:2] == [f"Chủ trì: {'…' * 18}.", f"Thư ký: {'…' * 18}."]
    assert (facts["conclusion"], facts["chair"]["name"]) == ([], "")


def test_a_conference_of_january_reviews_the_year_before(office):
    conference = held(office)
    conference.held_on = date(2022, 1, 5)

    facts = paper_of_minutes(conference).facts()

    assert (facts["year"], facts["head"]["date"]) == (2021, "ngày 05 tháng 01 năm 2022")


@pytest.mark.parametrize(
    ("typed", "said", "signed"),
    [
        ("Quách Đình Lự", "đồng chí Quách Đình Lự", "Quách Đình Lự"),
        ("Đồng chí  Quách Đình Lự, Bí thư", "Đồng chí Quách Đình Lự, Bí thư", "Quách Đình Lự"),
        ("Đ/c Quách Đình Lự", "Đ/c Quách Đình Lự", "Quách Đình Lự"),
        ("", "", ""),
    ],
)
def test_a_name_is_spoken_of_as_a_comrade_and_signed_alone(typed, said, signed):
    assert (comrade(typed), bare_name(typed)) == (said, signed)


def test_thirty_remarks_and_long_names_are_all_on_the_paper():
    long_name = (
        "Đồng chí Nguyễn Phúc Trường Giang Hoàng Long, Phó Bí thư Thường trực, Chủ tịch Hội đồng nhân dân"
    )
    said = tuple(
        f"Đồng chí thứ {n}: ý kiến số {n} về công tác chỉ đạo, điều hành trong năm" for n in range(1, 31)
    )
    paper = conference_minutes(persons=(Hearing(subject=long_name, remarks=said),) * 3)

    drawn = words(" ".join(pdf_pages(draw(paper, as_="pdf"))))

    assert drawn.count("ý") >= 90
    assert all(f"{n}" in drawn for n in range(1, 31))
    assert " ".join(words(long_name)) in " ".join(word_words(draw(paper, as_="docx")))


@pytest.mark.parametrize("extra", range(12))
def test_the_signatures_take_the_last_words_to_their_page(extra):
    first, *others = conference_minutes().persons
    paper = conference_minutes(persons=(replace(first, remarks=first.remarks * (1 + extra)), *others))

    signed = next(page for page in pdf_pages(draw(paper, as_="pdf")) if "CHỦ TRÌ" in page)

    assert "Hội nghị kết thúc hồi" in signed
    assert "THƯ KÝ" in signed
