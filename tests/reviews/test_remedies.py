"""The remedy plan and the commitment: what stands on them, and that they hold together on their pages."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from cadres.models import Person
from documents.services.drawing import draw
from reviews.models import SelfReview, Shortcoming
from reviews.papers import (
    blank_commitment,
    blank_remedy_plan,
    paper_of_commitment,
    paper_of_remedies,
)
from tests.documents.reading import pdf_pages, words
from tests.documents.samples_remedies import LAND, P100, remedy_plan
from tests.reviews.office import Office

PAST_GROUP = "Chuyển tiếp từ các kỳ kiểm điểm trước"


@pytest.fixture
def office(db):
    return Office()


def kept(review):
    """The self-review as the drawing of a paper reads it."""
    return SelfReview.objects.for_form().get(pk=review.pk)


def own(office, **fields):
    values = {
        "collective": office.collective,
        "year": 2021,
        "text": "Còn 22/318 hộ chưa bàn giao mặt bằng.",
        "remedy": "Vận động từng hộ",
        "responsible": "đồng chí Đinh Thị Quyên",
        "due_before": date(2022, 3, 31),
    }
    return Shortcoming.objects.create(**values | fields)


def test_a_plan_has_a_row_a_shortcoming_with_owner_and_day(office):
    own(office, cause="phân công chưa rõ.", objective_cause="Dịch Covid-19.")
    own(office, year=2020, text="Trụ sở dôi dư", remedy="", responsible="", due_before=None, state="doing",
        progress="đạt khoảng 60%", answered_in=office.body.self_review)  # fmt: skip
    own(office, year=2020, text="Đã xong từ lâu", state="done", answered_in=office.body.self_review)

    facts = paper_of_remedies(kept(office.body.self_review)).facts()

    assert facts["lines"] == [
        {
            "group": "Hạn chế, khuyết điểm của năm 2021",
            "cells": [
                "1",
                "Còn 22/318 hộ chưa bàn giao mặt bằng. "
                "Nguyên nhân: phân công chưa rõ (chủ quan); Dịch Covid-19 (khách quan).",
                "Vận động từng hộ.",
                "đồng chí Đinh Thị Quyên",
                "31/3/2022",
            ],
        },
        {
            "group": PAST_GROUP,
            "cells": ["2", "Trụ sở dôi dư. Đến nay: đang khắc phục; đạt khoảng 60%.", "", "", ""],
        },
    ]
    assert facts["opening"] == (
        "Căn cứ kết quả kiểm điểm năm 2021, Ban Thường vụ Huyện ủy Đồng Khê xây dựng kế hoạch khắc phục hạn chế, "
        "khuyết điểm như sau:"
    )
    assert facts["closing"].endswith("báo cáo tại kỳ kiểm điểm năm 2022.")
    assert facts["signature"] == {
        "authority": ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"], "note": "", "name": "Quách Đình Lự",
    }  # fmt: skip
    assert facts["head"]["number"] == "Số \u00a0\u00a0\u00a0\u00a0\u00a0-KH/HU"
    assert facts["recipients"] == ["Cấp ủy cấp trên trực tiếp,", "Lưu Văn phòng Huyện ủy Đồng Khê."]


def test_a_persons_plan_is_his_own_and_he_signs_it(office):
    own(office, collective=None, person=office.deputy)

    facts = paper_of_remedies(kept(office.review)).facts()

    assert "năm 2021, tôi xây dựng kế hoạch" in facts["opening"]
    assert facts["signature"]["authority"] == ["NGƯỜI LẬP KẾ HOẠCH"]
    assert (facts["signature"]["name"], facts["recipients"]) == ("Bùi Đức Khải", [])
    assert (facts["head"]["issuer"], facts["head"]["number"]) == ("CHI BỘ VĂN PHÒNG", "")


def test_a_commitment_is_of_the_coming_year_and_only_names_him_and_what_he_promised(office):
    own(office, collective=None, person=office.deputy, text="Nóng tính.", remedy="Nghe hết ý kiến")

    facts = paper_of_commitment(kept(office.review)).facts()

    assert (facts["year"], facts["head"]["date"][-4:]) == (2022, "2022")
    assert facts["identity"][0][0] == {"label": "Họ và tên", "value": "Bùi Đức Khải"}
    assert [one["text"] for one in facts["promises"]] == [
        [], [], ["- Nóng tính; biện pháp: Nghe hết ý kiến; xong trước ngày 31/3/2022."],
    ]  # fmt: skip
    assert facts["promises"][0]["title"].startswith("1. Về tư tưởng chính trị; phẩm chất đạo đức, lối sống")
    assert (facts["cell"]["authority"], facts["author"]["name"]) == (["T/M CHI ỦY (CHI BỘ)"], "Bùi Đức Khải")


def test_a_collective_commits_to_nothing_on_this_form(office):
    with pytest.raises(ValueError, match="of a person"):
        paper_of_commitment(kept(office.body.self_review))


def test_blanks_have_room_to_write_and_name_nobody(office):
    commitment, plan = blank_commitment(office.campaign), blank_remedy_plan(office.campaign)

    assert (commitment.year, commitment.facts()["author"]["name"]) == (2022, "")
    assert [one["cells"] for one in plan.facts()["lines"]] == [[str(n), "", "", "", ""] for n in range(1, 7)]
    for paper in (commitment, plan):
        text = " ".join(pdf_pages(draw(paper, as_="pdf")))
        assert not [name for name in Person.objects.values_list("full_name", flat=True) if name in text]


@pytest.mark.parametrize("count", [20, 40])
def test_a_long_plan_repeats_its_heading_and_keeps_the_signature_with_the_last_words(count):
    paper = remedy_plan(
        lines=(P100, *(replace(LAND, shortcoming=f"Hạn chế thứ {n}") for n in range(2, count + 1)))
    )

    pages = pdf_pages(draw(paper, as_="pdf"))

    assert len(pages) > 1
    with_rows = [page for page in pages if "Hạn chế thứ" in page]
    assert all("Biện pháp khắc phục" in page for page in with_rows)
    assert words(" ".join(pages)).count("thứ") == count - 1
    signed = next(page for page in pages if "T/M BAN THƯỜNG VỤ" in page)
    assert "báo cáo" in signed or "cáo tại kỳ kiểm điểm năm 2022" in signed


def test_in_word_the_heading_of_a_plan_repeats_and_no_row_is_split():
    document = docx.Document(io.BytesIO(draw(remedy_plan(), as_="docx")))
    table = next(one for one in document.tables if one.cell(0, 0).text == "STT")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
