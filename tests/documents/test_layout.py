"""What stands together stays together: signatures, groups, rows, and nothing is cut off."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from documents.services.drawing import draw
from tests.documents.reading import pdf_pages, pdf_picture, pdf_sizes
from tests.documents.samples import PAPERS
from tests.documents.samples_ratings import (
    ballot,
    correction_letter,
    count_minutes,
    decision,
    handover_slip,
    petition,
    proposal,
)
from tests.documents.samples_reviews import collective_report, guidance_letter

SIGNED = (decision, guidance_letter, correction_letter, proposal, petition, collective_report)
GROUP = "Lãnh đạo sở và tương đương"


def word(paper):
    return docx.Document(io.BytesIO(draw(paper, as_="docx")))


def blocks(document):
    return list(document.iter_inner_content())


def ink(page, left):
    """How dark a strip of three columns is."""
    return sum(
        (255 - grey) * count
        for grey, count in enumerate(page.crop((left, 0, left + 3, page.height)).histogram())
    )


def is_whole(row):
    return row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None


@pytest.mark.parametrize("extra", range(6, 16))
def test_a_signature_takes_the_last_words_to_its_page(extra):
    paper = decision(lines=(), bases=("Căn cứ Quy chế làm việc của Ban Thường vụ Tỉnh ủy",) * extra)
    signed = next(page for page in pdf_pages(draw(paper, as_="pdf")) if "T/M BAN THƯỜNG VỤ" in page)
    assert "Điều 3." in signed


@pytest.mark.parametrize("make", SIGNED, ids=lambda make: make.__name__)
def test_in_word_too_the_signature_keeps_the_last_words(make):
    parts = blocks(word(make()))
    foot = next(
        order
        for order, one in enumerate(parts)
        if hasattr(one, "rows") and "Nơi nhận:" in one.cell(0, 0).text
    )
    assert is_whole(parts[foot].rows[0])
    gap, last = parts[foot - 1], parts[foot - 2]
    assert (gap.text, bool(last.text)) == ("", True)
    assert gap.paragraph_format.keep_with_next
    assert last.paragraph_format.keep_with_next


@pytest.mark.parametrize("count", range(7, 14))
def test_the_name_of_a_group_stays_with_its_first_row(count):
    people = proposal(count).persons
    paper = replace(
        proposal(),
        collectives=(),
        persons=(*(replace(one, group="") for one in people[:-1]), replace(people[-1], group=GROUP)),
    )
    page = next(one for one in pdf_pages(draw(paper, as_="pdf")) if GROUP in one)
    assert f" {count} " in page.partition(GROUP)[2]


@pytest.mark.parametrize("name", ["decision", "proposal", "petition", "collective_report", "count_minutes"])
def test_in_word_headings_of_a_list_repeat_and_no_row_is_split(name):
    tables = [one for one in word(PAPERS[name]()).tables if one.cell(0, 0).text.startswith("STT")]
    assert tables
    for table in tables:
        first, *rows = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(is_whole(one) for one in (first, *rows))
        for row in rows:
            cells = {one._tc for one in row.cells}
            if len(cells) == 1:
                assert row.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_a_self_review_in_word_keeps_a_comment_with_the_signature_below_it():
    parts = word(PAPERS["member_self_review"]()).paragraphs
    start = next(order for order, one in enumerate(parts) if one.text.startswith("B. Đánh giá"))
    end = next(order for order, one in enumerate(parts) if one.text == "Quách Thị Hằng")
    assert all(one.paragraph_format.keep_with_next for one in parts[start:end])


def test_a_long_ballot_grows_over_the_half_sheet_and_loses_nothing():
    lines = [replace(one, position="Ủy viên Ban Thường vụ, " * 6) for one in ballot(5).lines]
    assert len(pdf_sizes(draw(ballot(5), as_="pdf"))) == 1
    assert len(pdf_sizes(draw(replace(ballot(5), lines=tuple(lines)), as_="pdf"))) == 2


@pytest.mark.parametrize("paper", [ballot(3), handover_slip()], ids=lambda one: one.form)
def test_the_right_edge_of_a_table_is_as_black_as_its_left(paper):
    page = pdf_picture(draw(paper, as_="pdf"))
    left, right = (
        max(ink(page, x) for x in edge)
        for edge in (range(page.width // 8), range(page.width * 7 // 8, page.width - 3))
    )
    assert right > 0.75 * left


def test_both_ballots_of_a_sheet_fit_with_the_label_of_the_form():
    paper = ballot(5, shows_self_level=True)
    labelled = replace(paper, letterhead=replace(paper.letterhead, label="Mẫu 09-KH57"))
    assert labelled.copies == 2
    assert len(pdf_sizes(draw(labelled, as_="pdf"))) == 1


def test_each_copy_of_a_long_slip_begins_a_page_in_word():
    for count, breaks in ((8, 0), (20, 1)):
        paragraphs = word(handover_slip(count)).paragraphs
        assert sum(bool(one.paragraph_format.page_break_before) for one in paragraphs) == breaks


def test_a_large_counting_team_signs_three_abreast():
    names = ("Bùi Văn Cường", "Hà Văn Thành", "Đinh Thị Quyên", "Lường Quốc Trung", "Hà Thị Dung")
    for size, width in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 3)):
        paper = replace(count_minutes(), team=tuple((name, "thành viên") for name in names[:size]))
        rows = paper.facts()["signer_rows"]
        assert {len(row) for row in rows} == {width}
        assert [one["name"] for row in rows for one in row if one["name"]] == list(names[:size])
        signed = word(paper).tables[-1]
        assert all(len(row._tr.tc_lst) == width and is_whole(row) for row in signed.rows)


@pytest.mark.parametrize("make", [count_minutes, proposal, decision], ids=lambda make: make.__name__)
def test_rows_of_a_blank_are_high_enough_to_write_in(make):
    paper = make()
    field = "persons" if hasattr(paper, "persons") and make is proposal else "lines"
    first = getattr(paper, field)[0]
    blank = replace(paper, **{field: (type(first)(),) * 3})
    heights = [row.height for table in word(blank).tables for row in table.rows if row.cells[0].text == "2"]
    assert round(heights[-1].mm) == 8
    filled = [row.height for table in word(paper).tables for row in table.rows if row.cells[0].text == "2"]
    assert set(filled) == {None}
