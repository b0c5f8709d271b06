"""Values stamped on a blank look as if they had been laid out there."""

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, ImageChops

from documents.papers import StampRefused
from documents.services import stamp
from documents.services.drawing import draw
from documents.services.flow import draw_flow
from documents.services.stamp import draw_stamped
from tests.documents.reading import pdf_fonts
from tests.documents.samples_ratings import ballot, handover_slip


def picture(data, tmp_path):
    """The first page as a grey picture, by poppler."""
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["pdftoppm", "-r", "75", "-gray", "-png", "-singlefile", str(path)], capture_output=True, check=True
    )
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def dark(image):
    return sum(image.histogram()[:128])


def differing(one, other):
    return sum(ImageChops.difference(one, other).histogram()[128:])


@pytest.mark.parametrize(
    "paper", [ballot(), ballot(3, shows_self_level=True), handover_slip()], ids=lambda one: one.form
)
def test_a_stamped_page_is_the_laid_out_page(paper, tmp_path):
    stamped = picture(draw_stamped(paper), tmp_path)
    laid_out = picture(draw_flow(paper.template, paper.facts()), tmp_path)
    assert stamped.size == laid_out.size
    assert differing(stamped, laid_out) < dark(laid_out) / 25


def test_stamped_names_can_be_searched_and_stand_upright():
    with pikepdf.open(io.BytesIO(draw_stamped(ballot()))) as pdf:
        written = b"".join(one.read_bytes() for one in pdf.pages[0].Contents)
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])]
    assert operators.count("q") == operators.count("Q")
    assert operators[0] == "q"
    assert b"1 0 0 1 " in written.rsplit(b"Q\nq 0 g BT", 1)[1]
    assert pdf_fonts(draw_stamped(ballot())) <= {"Tinos", "Tinos-Bold", "Tinos-Italic"}


def test_a_name_too_long_for_its_cell_is_refused_and_laid_out_instead():
    long = ballot(2)
    lines = (replace(long.lines[0], position="Phó Chủ nhiệm " * 12), *long.lines[1:])
    paper = replace(long, lines=lines)
    with pytest.raises(StampRefused):
        draw_stamped(paper)
    assert draw(paper, as_="pdf").startswith(b"%PDF-")


def test_an_unknown_letter_is_refused():
    paper = ballot(1)
    with pytest.raises(StampRefused, match="U\\+6F22"):
        draw_stamped(replace(paper, lines=(replace(paper.lines[0], name="漢"),)))


def test_a_blank_is_drawn_once():
    draw_stamped(ballot())
    before = stamp._blank.cache_info().misses
    names = tuple(replace(line, name="Hà Thị Dung") for line in ballot().lines)
    draw_stamped(replace(ballot(), lines=names))
    assert stamp._blank.cache_info().misses == before


def test_nothing_on_a_ballot_tells_one_from_another():
    with pikepdf.open(io.BytesIO(draw_stamped(ballot()))) as pdf:
        assert len(pdf.pages) == 1
        assert not [
            one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
