"""One Word template being written: head, paragraphs, tables, signatures, in the Party's layout."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TARGET = Path(__file__).resolve().parents[2] / "templates" / "papers"
NBSP = "\u00a0"
TEXT_WIDTH = 165
BOX = (
    "{% if one.ticked %}",
    (f"{NBSP}x{NBSP}", "box"),
    "{% else %}",
    (NBSP * 4, "box"),  # as wide as a ticked one
    "{% endif %}",
)


class Sheet:
    """One template being written: paragraphs and tables into a place (the body, or a cell)."""

    def __init__(self, *, size=14, margins=(20, 15, 20, 30), numbered=True):
        self.doc = Document()
        self.size = size
        self.width = 210 - margins[1] - margins[3]
        style = self.doc.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), "Times New Roman")
        # without the language Word marks every word as misspelt
        for kind, value in (("w:szCs", str(2 * size)), ("w:lang", "vi-VN")):
            mark = OxmlElement(kind)
            mark.set(qn("w:val"), value)
            style.element.rPr.append(mark)
        style.paragraph_format.space_after = Pt(0)
        self.section = self.doc.sections[0]
        self.section.page_width, self.section.page_height = Mm(210), Mm(297)
        self._margins(self.section, margins)
        if numbered:
            self._page_number()

    def _margins(self, section, margins):
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
            Mm, margins
        )
        section.header_distance = Mm(10)

    def _page_number(self):
        self.section.different_first_page_header_footer = True
        line = self.section.header.paragraphs[0]
        line.alignment = ALIGN.CENTER
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = line.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = text
            run._r.append(mark)

    def landscape(self):
        """The lists lie on their side."""
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        self._margins(section, (20, 15, 15, 15))
        section.different_first_page_header_footer = False
        self.width = 267

    def para(
        self,
        *parts,
        place=None,
        align=ALIGN.JUSTIFY,
        indent=12.7,
        after=6,
        before=0,
        size=None,
        bold=False,
        italic=False,
        keep=False,
        break_before=False,
        left=0,
        level=None,
    ):
        """A paragraph; a part is text, or (text, "b" / "i" / "u" / "box")."""
        place = place or self.doc
        line = place.add_paragraph()
        form = line.paragraph_format
        form.alignment, form.space_after, form.space_before = align, Pt(after), Pt(before)
        form.first_line_indent, form.left_indent = Mm(indent), Mm(left)
        form.keep_with_next, form.page_break_before = keep, break_before
        form.line_spacing = 1.08
        for part in parts:
            text, marks = part if isinstance(part, tuple) else (part, "")
            run = line.add_run(text)
            run.bold, run.italic = bold or "b" in marks.split(), italic or "i" in marks.split()
            run.underline = True if "u" in marks.split() else None
            if size:
                run.font.size = Pt(size)
            if "box" in marks.split():
                self._border(run)
        if level is not None:
            mark = OxmlElement("w:outlineLvl")
            mark.set(qn("w:val"), str(level))
            line._p.pPr.append(mark)
        return line

    def gap(self, points):
        """Empty height that stays with what follows."""
        line = self.para("", indent=0, after=0, keep=True)
        line.paragraph_format.line_spacing = Pt(points)

    def _border(self, run):
        border = OxmlElement("w:bdr")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        run._r.get_or_add_rPr().append(border)

    def tag(self, text, place=None):
        """A paragraph that is only a tag of the template."""
        self.para("{%p " + text + " %}", place=place, indent=0, after=0)

    def centred(self, *parts, **more):
        """A centred line."""
        self.para(*parts, **({"align": ALIGN.CENTER, "indent": 0, "after": 0} | more))

    def part(self, text):
        """A part's heading."""
        self.para(text, bold=True, keep=True, level=1)

    def item(self, text):
        """An item's heading."""
        self.para(text, bold=True, italic=True, keep=True, level=2)

    def dots(self, *, keep=False):
        """Dotted lines to write on."""
        self.tag("for one in p.room")
        line = self.para("\t", indent=0, after=3, keep=keep)
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        self.tag("endfor")

    def lines(self, name, *, keep=False, signed=False):
        """Paragraphs of a text, or dots; what a signature closes is kept with it, whole or its last paragraph."""
        self.tag(f"for line in {name}")
        if signed:
            self.last_kept("{{ line }}")
        else:
            self.para("{{ line }}", keep=keep)
        self.tag("else")
        self.dots(keep=keep or signed)
        self.tag("endfor")

    def last_kept(self, *parts):
        """The paragraph of a loop; the last one stays on the page of the signature below."""
        for condition, keep in (("if loop.last", True), ("else", False)):
            self.tag(condition)
            self.para(*parts, keep=keep)
        self.tag("endif")

    def grade(self, row):
        """The one line of squares below a graded item."""
        self.para(
            "Tự đánh giá về cấp độ thực hiện:",
            "{% for one in " + row + " %}",
            NBSP * 2,
            *BOX,
            NBSP + "{{ one.label }}",
            "{% endfor %}",
            indent=0,
            align=ALIGN.LEFT,
        )

    def levels(self, row, left=12.7, place=None):
        """The four levels, two on a line; on one page with the signature below."""
        line = self.para(
            "{% for one in " + row + " %}",
            *BOX,
            NBSP + "{{ one.label }}",
            "{% if loop.index is odd %}",
            "\t",
            "{% elif not loop.last %}",
            "\n",
            "{% endif %}",
            "{% endfor %}",
            indent=0,
            left=left,
            align=ALIGN.LEFT,
            place=place,
            keep=True,
        )
        line.paragraph_format.tab_stops.add_tab_stop(Mm(left + 76))

    def whole(self):
        """A block that stays on one page: the only cell of a row that may not be split."""
        table = self.table((self.width,), grid=False)
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self._first(row.cells[0], "{%p if true %}")
        self.tag("endif", row.cells[0])
        return row.cells[0]

    def sign(self, name, place=None, left=0, room=3, keep=False):
        """A signature block; kept with the next one where several sign together."""
        self.tag(f"for line in {name}.authority", place)
        self.centred("{{ line }}", bold=True, place=place, left=left, keep=True)
        self.tag("endfor", place)
        self.tag(f"if {name}.note", place)
        self.centred("{{ " + name + ".note }}", italic=True, place=place, left=left, keep=True)
        self.tag("endif", place)
        for _line in range(room):
            self.centred("", place=place, left=left, keep=True)
        self.centred("{{ " + name + ".name }}", bold=True, place=place, left=left, after=6, keep=keep)

    def table(self, widths, *, grid=True):
        """An empty table of fixed widths; rows come by `row`."""
        table = self.doc.add_table(rows=0, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        if grid:
            table.style = "Table Grid"
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        table.widths = widths
        self._cell_margins(table, (0.5, 0.9) if grid else (0, 0))
        return table

    def _cell_margins(self, table, sides):
        margins = OxmlElement("w:tblCellMar")
        for name, side in zip(("top", "left", "bottom", "right"), sides * 2, strict=True):
            edge = OxmlElement(f"w:{name}")
            edge.set(qn("w:w"), str(round(side * 56.7)))
            edge.set(qn("w:type"), "dxa")
            margins.append(edge)
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")

    def row(self, table, cells, *, bold=False, size=12, align=None, header=False, height=0):
        """One row, at least so many millimetres high."""
        row = table.add_row()
        for order, (cell, value) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(table.widths[order])
            if header or height:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            line = cell.paragraphs[0]
            line.alignment = align[order] if align else ALIGN.CENTER
            if value:
                run = line.add_run(value)
                run.bold, run.font.size = bold, Pt(size)
        props = row._tr.get_or_add_trPr()
        props.append(OxmlElement("w:cantSplit"))
        if height:
            row.height = Mm(height)
        if header:
            props.append(OxmlElement("w:tblHeader"))
        return row

    def line_row(self, table, cells, *, filled, size, align):
        """The row of a line; on a blank it is high enough to be written in by hand."""
        for condition, height in ((f"if {filled}", 0), ("else", 8)):
            self.row_tag(table, condition)
            self.row(table, cells, size=size, align=align, height=height)
        self.row_tag(table, "endif")

    def row_tag(self, table, text):
        """A row that is only a tag of the template."""
        row = table.add_row()
        row.cells[0].paragraphs[0].add_run("{%tr " + text + " %}")

    def wide_row(self, table, text, size=12):
        """A row whose cells are one: the name of a group."""
        row = table.add_row()
        cell = row.cells[0].merge(row.cells[-1])
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = True, Pt(size)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

    def head(self, *, party=15, subject=False):
        """Upper organ, issuing organ, star, number; the Party's name, place and date."""
        self.tag("if p.head.label")
        self.para("{{ p.head.label }}", align=ALIGN.RIGHT, indent=0, after=4, size=11)
        self.tag("endif")
        table = self.table((self.width * 0.48, self.width * 0.52), grid=False)
        left, right = table.add_row().cells
        self._first(left, "{%p if p.head.upper %}")
        self.centred("{{ p.head.upper }}", place=left)
        self.tag("endif", left)
        self.centred("{{ p.head.issuer }}", bold=True, place=left)
        for name in ("star", "number"):
            self.tag(f"if p.head.{name}", left)
            self.centred("*" if name == "star" else "{{ p.head.number }}", place=left)
            self.tag("endif", left)
        if subject:
            self.centred("{{ p.subject }}", italic=True, size=12, place=left, before=3)
        self._first(right, "")
        line = right.paragraphs[0]
        line.alignment = ALIGN.CENTER
        run = line.add_run("ĐẢNG CỘNG SẢN VIỆT NAM")
        run.bold, run.underline, run.font.size = True, True, Pt(party)
        self.centred("{{ p.head.place_and_date }}", italic=True, place=right, before=6)
        self.gap(12)

    def _first(self, cell, text):
        cell.paragraphs[0].add_run(text)

    def title(self, text, *, about="", below="", size=16, **more):
        """Document type, trích yếu, a short rule."""
        self.centred(text, bold=True, size=size, keep=True, level=0, **more)
        if about:
            self.centred(about, bold=True, keep=True)
        if below:
            self.centred(below, italic=True, keep=True)
        return self.centred_rule()

    def centred_rule(self):
        """The short line below a title."""
        line = self.para("", indent=0, after=6, before=4, keep=True)
        line.paragraph_format.line_spacing = Pt(4)
        edges = OxmlElement("w:pBdr")
        edge = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        edges.append(edge)
        props = line._p.get_or_add_pPr()
        props.insert_element_before(
            edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        side = Mm((self.width - 26) / 2)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = side

    def foot(self):
        """Nơi nhận left, signature right."""
        self.gap(10)
        table = self.table((self.width * 0.52, self.width * 0.48), grid=False)
        row = self.row(table, ("", ""))
        left, right = row.cells
        self._first(left, "{%p if p.recipients %}")
        line = self.para(("Nơi nhận:", "b i u"), place=left, indent=0, after=0)
        line.alignment = ALIGN.LEFT
        self.tag("for line in p.recipients", left)
        self.para("- {{ line }}", place=left, indent=0, after=0, size=12, align=ALIGN.LEFT)
        self.tag("endfor", left)
        self.tag("endif", left)
        self.para("", place=left, indent=0, after=0)
        self._first(right, "{%p if true %}")
        self.tag("endif", right)
        self.sign("p.signature", right)

    def save(self, name, title):
        """Write the template; the same content gives the same file."""
        core = self.doc.core_properties
        core.author, core.title, core.comments, core.language = "", title, "", "vi-VN"
        core.created = core.modified = datetime(2021, 11, 4, tzinfo=UTC)
        raw = io.BytesIO()
        self.doc.save(raw)
        with (
            zipfile.ZipFile(raw) as source,
            zipfile.ZipFile(TARGET / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for entry in sorted(source.namelist()):
                if "thumbnail" not in entry:
                    info = zipfile.ZipInfo(entry, (2021, 11, 4, 0, 0, 0))
                    info.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(info, _without_thumbnail(entry, source.read(entry)))


def _without_thumbnail(entry, data):
    """The package's list of parts without the picture python-docx ships in its default template."""
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data) if entry == "_rels/.rels" else data
