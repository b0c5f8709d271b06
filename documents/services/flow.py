"""Text that flows over pages, drawn by WeasyPrint: the one module that imports it.

Nothing is fetched: the only addresses answered are the four bundled faces of Tinos.
"""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont
from PIL import ImageFile
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents.papers import FONTS

# WeasyPrint lets torn pictures through for the whole process; papers have none, and uploads must not.
ImageFile.LOAD_TRUNCATED_IMAGES = False

FACES = ("Tinos-Regular.ttf", "Tinos-Italic.ttf", "Tinos-Bold.ttf", "Tinos-BoldItalic.ttf")
SCHEME = "bundled:"
BASE = "bundled:paper"
MISSING = "\u25a1"  # an empty square where the face has no such letter


class FetchDenied(ValueError):
    """A paper asked for something from outside."""


class BundledFonts(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
    """Answers for the bundled faces and refuses everything else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The face of that name, or a refusal."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in FACES:
            raise FetchDenied(url)
        return URLFetcherResponse(url, (FONTS / name).read_bytes(), {"Content-Type": "font/ttf"})


def draw_flow(template: str, facts: Mapping[str, object]) -> bytes:
    """The paper as a PDF."""
    written: bytes = lay_out(template, facts).write_pdf(pdf_identifier=_identifier(template, facts))
    return written


def lay_out(template: str, facts: Mapping[str, object]) -> Document:
    """The paper's pages, laid out and not yet written."""
    markup = paper_markup(template, facts)
    fonts, sheets = _font_configuration(), [_sheet("paper"), *_own_sheet(template)]
    html = HTML(string=markup, base_url=BASE, url_fetcher=BundledFonts())
    return html.render(stylesheets=sheets, font_config=fonts)


def paper_markup(template: str, facts: Mapping[str, object]) -> str:
    """The paper as HTML; typed text is only ever a value in it."""
    return render_to_string(f"papers/{template}.html", {"p": _drawable(facts)})


@functools.cache
def letters() -> frozenset[int]:
    """The letters every bundled face can draw."""
    return frozenset(set.intersection(*(_letters_of(face) for face in FACES)))


def _letters_of(face: str) -> set[int]:
    with TTFont(FONTS / face, lazy=True) as font:
        return set(font.getBestCmap())


def _drawable(value: object) -> object:
    """The facts with letters the faces lack shown as an empty square, so no other font is embedded."""
    if isinstance(value, str):
        known = letters()
        return "".join(one if ord(one) in known or one in "\n\t" else MISSING for one in value)
    if isinstance(value, Mapping):
        return {name: _drawable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(one) for one in value]
    return value


def _identifier(template: str, facts: Mapping[str, object]) -> bytes:
    """The same facts give the same file, byte for byte."""
    return hashlib.sha256(f"{template}{facts!r}".encode()).hexdigest()[:32].encode()


@functools.cache
def _font_configuration() -> FontConfiguration:
    return FontConfiguration()


@functools.cache
def _sheet(name: str) -> CSS:
    source = (_templates() / f"{name}.css").read_text(encoding="utf-8")
    return CSS(string=source, base_url=BASE, url_fetcher=BundledFonts(), font_config=_font_configuration())


def _own_sheet(template: str) -> list[CSS]:
    return [_sheet(template)] if (_templates() / f"{template}.css").exists() else []


def _templates() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "papers"
