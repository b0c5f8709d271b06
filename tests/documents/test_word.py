"""Word papers open in the programs of the office, and their templates are what the tool makes."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from django.conf import settings
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from documents.services.drawing import draw
from documents.services.word import _environment
from tests.documents.samples import PAPERS

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates" / "papers").glob("*.docx"))


def has_writer():
    """Whether LibreOffice is there with its part for texts: some machines have the tables alone."""
    office = shutil.which("soffice")
    return bool(office) and (Path(office).resolve().parent / "swriter").exists()


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_word_paper_has_the_partys_page(name):
    paper = PAPERS[name]()
    document = docx.Document(io.BytesIO(draw(paper, as_="docx")))
    page = document.sections[0]
    sides = [
        round(one.mm) for one in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    ]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    if paper.template not in {"ballot", "handover_slip"}:
        assert sides == [20, 20, 30, 15]
        assert page.different_first_page_header_footer
        assert "PAGE" in page.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert not document.inline_shapes


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_word_paper_is_vietnamese_named_and_holds_no_mark_of_its_template(name):
    paper = PAPERS[name]()
    data = draw(paper, as_="docx")
    document = docx.Document(io.BytesIO(data))
    core, style = document.core_properties, document.styles["Normal"].element.rPr
    page = (Path(settings.BASE_DIR) / "templates" / "papers" / f"{paper.template}.html").read_text()
    assert f"<title>{core.title}</title>" in page
    assert (core.author, core.last_modified_by, core.comments, core.language) == ("", "", "", "vi-VN")
    assert style.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    fonts = {style.rFonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
    assert fonts == {"Times New Roman"}
    assert style.find(qn("w:szCs")).get(qn("w:val")) == style.find(qn("w:sz")).get(qn("w:val"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(one) for one in archive.namelist() if one.startswith("word/")]
    assert not [part for part in parts if b"{%" in part or b"{{" in part]


def test_the_parts_of_a_paper_are_headings_in_word():
    document = docx.Document(io.BytesIO(draw(PAPERS["collective_report"](), as_="docx")))
    headings = [
        (one.text, int(level.get(qn("w:val"))))
        for one in document.paragraphs
        if (level := one._p.pPr.find(qn("w:outlineLvl"))) is not None
    ]
    assert headings[:2] == [("BÁO CÁO", 0), ("I. Ưu điểm, kết quả đạt được", 1)]
    assert headings[-1] == ("PHỤ LỤC", 0)
    assert ("2. Nguyên nhân", 2) in headings


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_holds_no_macro_no_picture_and_no_outside_link(path):
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        links = b"".join(archive.read(one) for one in names if one.endswith(".rels"))
    assert not [one for one in names if "vba" in one.lower() or "media" in one or "thumbnail" in one]
    assert b'TargetMode="External"' not in links


@pytest.mark.parametrize("tag", ["{{ p.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}"])
def test_the_sandbox_reaches_nothing_behind_a_value(tag):
    with pytest.raises((SecurityError, UndefinedError)):
        _environment().from_string(tag).render(p={})


@pytest.mark.skipif(
    not has_writer(), reason="LibreOffice Writer is a development tool, not asked of a machine"
)
def test_libreoffice_opens_every_word_paper(tmp_path):
    for name, make in PAPERS.items():
        (tmp_path / f"{name}.docx").write_bytes(draw(make(), as_="docx"))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(tmp_path / f"{name}.docx") for name in PAPERS),
        ],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=180,
    )
    for name, make in PAPERS.items():
        with (
            pikepdf.open(tmp_path / f"{name}.pdf") as word,
            pikepdf.open(io.BytesIO(draw(make(), as_="pdf"))) as pdf,
        ):
            assert abs(len(word.pages) - len(pdf.pages)) <= 1, name
