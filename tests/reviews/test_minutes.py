"""The minutes of a conference: what stands on them, and that they hold together on their pages."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from documents.services.drawing import draw
from reviews.models import Remark
from reviews.papers import (
    Hearing,
    blank_cell_minutes,
    blank_minutes,
    paper_of_extract,
    paper_of_minutes,
)
from reviews.papers.minutes import bare_name, comrade
from reviews.services.conferences import Heard, Minutes, record_conference
from tests.documents.reading import pdf_pages, word_words, words
from tests.documents.samples_minutes import cell_minutes, conference_minutes, minutes_extract
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


def test_an_extract_of_one_names_him_alone_and_leaves_the_votes_open(office, conference):
    facts = paper_of_extract(conference, office.subject).facts()

    assert [one["title"] for one in facts["hearings"]] == ["1. Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy"]
    assert facts["opening"] == (
        "Ngày 06 tháng 12 năm 2021, tại Hội trường Huyện ủy, Ban Thường vụ Huyện ủy Đồng Khê tổ chức hội nghị kiểm "
        "điểm tự phê bình và phê bình năm 2021."
    )
    [vote] = facts["votes"]
    assert vote.startswith(
        "1. Đồng chí Bùi Đức Khải, Phó Bí thư Huyện ủy: Hoàn thành xuất sắc nhiệm vụ ………… phiếu;"
    )
    assert facts["signature"] == {"authority": ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"], "note": SIGNED, "name": ""}
    text = " ".join(pdf_pages(draw(paper_of_extract(conference, office.subject), as_="pdf")))
    assert "Quách Đình Lự, Bí thư Huyện ủy:" not in text
    assert "còn nóng" in text


def test_an_extract_of_the_whole_conference_has_everybody(conference):
    facts = paper_of_extract(conference, None).facts()
    assert [one["missed"] for one in facts["hearings"]] == [
        "",
        "Chưa kiểm điểm tại hội nghị này; lý do: ốm.",
        "",
    ]
    assert len(facts["votes"]) == 3


def test_a_cell_signs_its_extract_without_a_seal():
    facts = minutes_extract().facts()
    assert facts["signature"]["authority"] == ["T/M CHI BỘ", "BÍ THƯ"]
    assert "đóng dấu" not in " ".join(pdf_pages(draw(minutes_extract(), as_="pdf")))


@pytest.mark.parametrize("count", [4, 23, 60])
def test_a_cells_minutes_have_a_row_a_member_and_room_for_the_counts(count):
    paper = cell_minutes(count)
    facts = paper.facts()

    assert [len(facts[name]) for name in ("members", "votes")] == [count, count]
    assert facts["members"][3]["cells"][2] == "Vắng: đi làm ăn xa"
    assert facts["members"][0]["cells"][3] == (
        "Đồng chí Lò Thị Mai: cần phân công việc cho từng đảng viên rõ hơn. Tiếp thu: tiếp thu. "
        "Kết luận: bản kiểm điểm nghiêm túc."
    )
    pages = pdf_pages(draw(paper, as_="pdf"))
    signed = next(page for page in pages if "CHỦ TRÌ" in page)
    assert "kết thúc hồi" in signed
    rows = [page for page in pages if "Bùi Văn Nhân" in page.replace("đồng chí Bùi Văn Nhân", "")]
    assert all("Họ và tên" in page for page in rows if "CHỦ TRÌ" not in page)
    document = docx.Document(io.BytesIO(draw(paper, as_="docx")))
    lists = [one for one in document.tables if one.cell(0, 0).text == "STT"]
    assert [len(one.rows) for one in lists] == [count + 1, count + 1]
    for one in lists:
        assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in one.rows)


def test_a_cell_with_a_committee_hears_the_committee_first():
    facts = cell_minutes(
        collectives=(Hearing(subject="Chi ủy Chi bộ xóm Bưởi", conclusion="Thông qua."),)
    ).facts()
    assert facts["collective_title"] == "I. Kiểm điểm chi ủy"
    assert (facts["members_title"], facts["vote_title"]) == (
        "II. Kiểm điểm đảng viên",
        "III. Biểu quyết đề nghị xếp loại chất lượng đảng viên",
    )


@pytest.mark.parametrize("make_blank", [blank_minutes, blank_cell_minutes])
def test_blank_minutes_name_nobody_and_have_lines_to_write_on(office, make_blank):
    facts = make_blank(office.campaign).facts()

    assert facts["presence"][2] == "Triệu tập: …… đồng chí; có mặt: …… đồng chí; vắng: …… đồng chí."
    assert (facts["chair"]["name"], facts["conclusion"], len(facts["room"])) == ("", [], 4)
    for form in ("pdf", "docx"):
        assert len(draw(make_blank(office.campaign), as_=form)) > 10_000


def of_a_cell(office, **fields):
    """The cell of the deputy met on the 18th; the head was away, and is reviewed later."""
    conference = held(office)
    conference.collective, conference.cell = None, office.cell
    conference.held_on, conference.chair = date(2021, 12, 18), "Bùi Đức Khải"
    for name, value in fields.items():
        setattr(conference, name, value)
    conference.save()
    return conference


def test_the_minutes_of_a_cells_meeting_have_a_row_a_member_of_who_came_and_what_was_said(office):
    conference = of_a_cell(office)
    Remark.objects.filter(item__subject=office.body).delete()
    conference.agenda.filter(subject=office.body).delete()
    paper = paper_of_minutes(conference)
    facts = paper.facts()

    assert (paper.form, facts["collective_title"], facts["head"]["number"]) == ("F23", "", "")
    assert (facts["head"]["issuer"], facts["head"]["date"]) == (
        "CHI BỘ VĂN PHÒNG",
        "ngày 18 tháng 12 năm 2021",
    )
    assert [one["cells"] for one in facts["members"]] == [
        ["1", "Quách Đình Lự", "Chưa kiểm điểm: ốm", ""],
        [
            "2",
            "Bùi Đức Khải",
            "Có mặt",
            "Đồng chí Đinh Thị Quyên: còn nóng. Nói chung tốt. Tiếp thu: Tiếp thu.",
        ],
    ]
    assert facts["votes"] == [["1", "Quách Đình Lự"], ["2", "Bùi Đức Khải"]]


def test_one_reviewed_though_he_was_away_is_said_to_be_away(office):
    conference = of_a_cell(office)
    conference.attendance.create(name="Bùi Đức Khải", is_present=False, reason="đi làm ăn xa")

    lines = {one.name: one.presence for one in paper_of_minutes(conference).members}

    assert lines == {"Quách Đình Lự": "Chưa kiểm điểm: ốm", "Bùi Đức Khải": "Vắng: đi làm ăn xa"}


def test_a_cells_extract_is_signed_for_the_cell_without_a_seal(office):
    facts = paper_of_extract(of_a_cell(office), office.subject).facts()

    assert facts["signature"] == {"authority": ["T/M CHI BỘ", "BÍ THƯ"], "note": SIGNED, "name": ""}
    assert facts["about"] == "cuộc họp kiểm điểm, xếp loại chất lượng đảng viên năm 2021"
    assert (facts["head"]["upper"], facts["head"]["star"]) == ("ĐẢNG BỘ CƠ QUAN", False)
