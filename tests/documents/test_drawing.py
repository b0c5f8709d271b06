"""Every paper in both forms: the same words, the bundled faces alone, the Party's layout."""

import http.server
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from documents.rules import plain
from documents.services.drawing import content_hash, draw, template_version
from documents.services.flow import letters, paper_markup
from documents.services.word import draw_word
from tests.documents.reading import markup_words, pdf_fonts, pdf_sizes, pdf_streams, word_words, words
from tests.documents.samples import PAPERS, member_self_review
from tests.documents.samples_ratings import ballot, decision, handover_slip, proposal
from tests.documents.samples_reviews import guidance_letter

FACES = {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}
CODES = ("F01", "F02", "F06", "F07", "F10", "F11", "F13", "F16", *(f"F{n}" for n in range(22, 31)))
FORBIDDEN = ("CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", *CODES)


@pytest.fixture(params=sorted(PAPERS))
def paper(request):
    return PAPERS[request.param]()


def test_word_and_pdf_carry_the_same_words_in_the_same_order(paper):
    page = markup_words(paper_markup(paper.template, plain(paper.facts())))
    cut_line = {"-"} if paper.template in {"ballot", "handover_slip"} else set()
    word = [one for one in word_words(draw(paper, as_="docx")) if one not in cut_line]
    assert word == [one for one in page if one not in cut_line]


def test_a_pdf_embeds_tinos_alone(paper):
    assert pdf_fonts(draw(paper, as_="pdf")) <= FACES


def test_papers_lie_on_a4(paper):
    sizes = pdf_sizes(draw(paper, as_="pdf"))
    assert set(sizes) <= {(210, 297), (297, 210)}
    assert sizes[0] == (210, 297)


def test_no_paper_shows_a_state_motto_or_a_form_code(paper):
    text = " ".join(markup_words(paper_markup(paper.template, plain(paper.facts()))))
    assert [word for word in FORBIDDEN if word in text] == []
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text


def test_the_same_facts_give_the_same_file(paper):
    for form in ("pdf", "docx"):
        assert draw(paper, as_=form) == draw(paper, as_=form)


def test_number_and_day_stay_blank_until_the_register_gives_them():
    letter = guidance_letter()
    text = " ".join(markup_words(paper_markup(letter.template, letter.facts())))
    assert "Số -CV/TU" in text
    assert "Minh Giang, ngày tháng 11 năm 2021" in text
    numbered = replace(letter, letterhead=replace(letter.letterhead, number="212"))
    assert "Số 212-CV/TU" in " ".join(markup_words(paper_markup(letter.template, numbered.facts())))


def test_lists_lie_on_their_side_after_the_letter():
    assert pdf_sizes(draw(proposal(), as_="pdf")) == [(210, 297), (297, 210), (297, 210)]


def test_a_short_ballot_and_a_slip_stand_twice_on_one_sheet():
    for paper in (ballot(5, shows_self_level=True), handover_slip(9)):
        assert len(pdf_sizes(draw(paper, as_="pdf"))) == 1
        text = markup_words(paper_markup(paper.template, paper.facts()))
        assert text.count("PHIẾU") == 2


@pytest.mark.parametrize(
    ("name", "most"), [("blank_self_review", 4), ("member_self_review", 4), ("cadre_self_review", 10)]
)
def test_a_self_review_keeps_to_the_sides_people_expect(name, most):
    assert len(pdf_sizes(draw(PAPERS[name](), as_="pdf"))) <= most


def test_a_long_slip_takes_a_page_a_copy():
    assert len(pdf_sizes(draw(handover_slip(20), as_="pdf"))) == 2


def test_text_that_looks_like_a_template_survives_verbatim():
    nasty = "{{ 7*7 }}{% load %}${7*7} {_{x}_} <b>&amp;</b> {{ p.__class__ }} {%p endfor %}"
    paper = member_self_review(responsibility=nasty)
    assert nasty.replace("<", "&lt;").replace(">", "&gt;").replace("&amp;", "&amp;amp;") in paper_markup(
        paper.template, plain(paper.facts())
    )
    text = " ".join(word_words(draw(paper, as_="docx")))
    assert " ".join(words(nasty)) in text
    assert draw(paper, as_="pdf").startswith(b"%PDF-")


def test_nothing_is_fetched_and_no_file_is_read(tmp_path):
    hits = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "canary.txt"
    secret.write_text("CANARY-c4n4ry")
    address = f"http://127.0.0.1:{server.server_port}/x"
    text = "\n".join(
        f'<link rel=attachment href="{one}"><img src="{one}"><style>@import "{one}";</style>'
        f'<object data="{one}"></object><svg><image href="{one}"/></svg> url({one})'
        for one in (address, secret.as_uri())
    )
    try:
        drawn = draw(member_self_review(responsibility=text), as_="pdf")
    finally:
        server.shutdown()
        server.server_close()
    assert hits == []
    assert b"CANARY-c4n4ry" not in pdf_streams(drawn)


def test_no_template_asks_for_anything():
    from_templates = [
        path.read_text() for path in (Path(settings.BASE_DIR) / "templates" / "papers").rglob("*.*ml")
    ]
    assert not [text for text in from_templates if "src=" in text or "href=" in text or "url(" in text]


def test_a_letter_the_faces_lack_becomes_an_empty_square_and_no_other_font():
    assert ord("ế") in letters()
    drawn = draw(member_self_review(responsibility="Chữ 漢 và 😀."), as_="pdf")
    assert pdf_fonts(drawn) <= FACES


def test_an_empty_font_configuration_draws_the_same_faces(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
    code = (
        "import django, sys; django.setup()\n"
        "from documents.services.drawing import draw\n"
        "from tests.documents.samples import member_self_review\n"
        "sys.stdout.buffer.write(draw(member_self_review(), as_='pdf'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, "FONTCONFIG_FILE": str(config), "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )
    assert pdf_fonts(done.stdout) == FACES


def test_unseen_characters_never_reach_paper():
    paper = member_self_review(responsibility="Trách\u200b nhiệm\u202e của\x07 tôi")
    assert "Trách nhiệm của tôi" in paper_markup(paper.template, plain(paper.facts()))
    assert "Trách nhiệm của tôi" in " ".join(word_words(draw_word(paper.template, plain(paper.facts()))))


def test_a_record_is_never_handed_to_a_template():
    with pytest.raises(TypeError, match="plain values"):
        plain({"record": object()})


def test_the_hash_follows_facts_and_form():
    assert content_hash(decision()) == content_hash(decision())
    assert content_hash(decision()) != content_hash(decision(abstract="về việc khác"))
    assert len(template_version()) == 64
