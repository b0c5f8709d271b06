"""Values stamped on a blank of fixed layout: some sixty times faster than laying the page out again.

Traps met: WeasyPrint leaves its upside-down coordinates open, so the blank's own stream is wrapped
before anything is added (a text search does not notice mirrored names, only the picture does); a text
that does not fit, or a letter the face lacks, must never be drawn in part.
"""

import functools
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from documents.papers import FONTS, Paper, StampRefused, StampStyle
from documents.rules import plain, printable
from documents.services.flow import lay_out

POINTS_PER_PIXEL = 0.75
POINTS_PER_MILLIMETRE = 72 / 25.4
FONT_KEY = "/Stamp"
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *range(0x1EA0, 0x1EFA),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026),
)
CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{mappings}
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class Face:
    """The face values are stamped in: its bytes, its letters and how wide they are."""

    data: bytes
    glyphs: dict[int, int]
    widths: tuple[int, ...]
    units: int
    ascent: int
    descent: int

    def width(self, text: str, size: float) -> float:
        """How wide the text stands, in points."""
        return sum(self.widths[self.glyph(one)] for one in text) * size / self.units

    def glyph(self, letter: str) -> int:
        """The letter's number in the face."""
        try:
            return self.glyphs[ord(letter)]
        except KeyError as unknown:
            raise StampRefused(f"no letter U+{ord(letter):04X} in the face") from unknown


@dataclass(frozen=True, slots=True)
class Blank:
    """A drawn blank and, for each place, its page and its cell in points from the bottom left."""

    data: bytes
    cells: dict[str, tuple[int, tuple[float, float, float, float]]]


def draw_stamped(paper: Paper) -> bytes:
    """The paper as a PDF: its blank, drawn once, and its values."""
    blank = _blank(paper.template, json.dumps(plain(paper.blank_facts()), ensure_ascii=False, sort_keys=True))
    streams: dict[int, list[bytes]] = {}
    for place, value in paper.stamps().items():
        if value:
            page, cell = blank.cells[place]
            column = place.partition("-")[0]
            streams.setdefault(page, []).append(
                _stamp(printable(value), cell, paper.stamp_style, centred=column in paper.stamp_style.centred)
            )
    return _written(blank, streams)


def _written(blank: Blank, streams: Mapping[int, list[bytes]]) -> bytes:
    with pikepdf.open(io.BytesIO(blank.data)) as pdf:
        font = _font(pdf)
        for number, stamps in streams.items():
            page = pdf.pages[number]
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\nq 0 g BT\n" + b"".join(stamps) + b"ET Q\n")
            if "/Font" not in page.resources:
                page.resources.Font = pikepdf.Dictionary()
            page.resources.Font[FONT_KEY] = font
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _stamp(text: str, cell: tuple[float, float, float, float], style: StampStyle, *, centred: bool) -> bytes:
    """The operators that write the text into its cell, in the middle of its height."""
    left, bottom, right, top = cell
    face, padding, leading = _face(), style.padding * POINTS_PER_MILLIMETRE, style.size * style.leading
    room = right - left - 2 * padding
    lines = _wrapped(text, room, style.size)
    if len(lines) * leading > top - bottom:
        raise StampRefused("the text does not fit its cell")
    ascent, descent = (one * style.size / face.units for one in (face.ascent, face.descent))
    first = (top + bottom + len(lines) * leading) / 2 - (leading - ascent + descent) / 2 - ascent
    written = []
    for order, line in enumerate(lines):
        indent = (room - face.width(line, style.size)) / 2 if centred else 0
        codes = "".join(f"{face.glyph(one):04X}" for one in line)
        place = f"{left + padding + indent:.2f} {first - order * leading:.2f}"
        written.append(f"{FONT_KEY} {style.size} Tf 1 0 0 1 {place} Tm <{codes}> Tj\n".encode())
    return b"".join(written)


def _wrapped(text: str, room: float, size: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _face().width(longer, size) <= room:
            lines[-1] = longer
        elif _face().width(word, size) <= room:
            lines.append(word)
        else:
            raise StampRefused("a word is wider than its cell")
    return [line for line in lines if line]


@functools.lru_cache(maxsize=64)
def _blank(template: str, facts: str) -> Blank:
    document = lay_out(template, json.loads(facts))
    cells = {}
    for number, page in enumerate(document.pages):
        height = page.height * POINTS_PER_PIXEL
        for place, (left, top, right, bottom) in page.anchors.items():
            box = (left, bottom, right, top)
            x1, y1, x2, y2 = (one * POINTS_PER_PIXEL for one in box)
            cells[place] = (number, (x1, height - y1, x2, height - y2))
    return Blank(data=document.write_pdf(), cells=cells)


@functools.cache
def _face() -> Face:
    """The regular face cut down to Latin and Vietnamese, about 40 kB instead of 500."""
    font = TTFont(io.BytesIO((FONTS / "Tinos-Regular.ttf").read_bytes()))
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    target = io.BytesIO()
    font.save(target)
    order, metrics = font.getGlyphOrder(), font["hmtx"].metrics
    numbers = {name: number for number, name in enumerate(order)}
    return Face(
        data=target.getvalue(),
        glyphs={code: numbers[name] for code, name in font.getBestCmap().items()},
        widths=tuple(metrics[name][0] for name in order),
        units=font["head"].unitsPerEm,
        ascent=font["hhea"].ascent,
        descent=font["hhea"].descent,
    )


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The face as the PDF's own object."""
    face = _face()
    thousandths = [round(width * 1000 / face.units) for width in face.widths]
    name = pikepdf.Name("/STAMPS+Tinos")
    descriptor = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=[-200, -303, 1100, 981],
            ItalicAngle=0,
            Ascent=round(face.ascent * 1000 / face.units),
            Descent=round(face.descent * 1000 / face.units),
            CapHeight=662,
            StemV=80,
            FontFile2=pdf.make_stream(face.data, Length1=len(face.data)),
        )
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor,
        CIDToGIDMap=pikepdf.Name.Identity,
        W=pikepdf.Array([0, pikepdf.Array(thousandths)]),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_unicode_map(face).encode()),
        )
    )


def _unicode_map(face: Face) -> str:
    """Which letter each number is, so that the stamped text can be searched and copied."""
    pairs = [f"<{glyph:04X}> <{code:04X}>" for code, glyph in sorted(face.glyphs.items())]
    bounds = [*range(0, len(pairs), 100), len(pairs)]
    blocks = [
        "\n".join((f"{stop - start} beginbfchar", *pairs[start:stop], "endbfchar"))
        for start, stop in pairwise(bounds)
    ]
    return CMAP.format(mappings="\n".join(blocks))
