"""Make the Word templates of the papers in the Party's layout; run again after changing this file.

The templates lie beside the HTML ones and carry the same facts in the same order. Officials may edit
them in Word: the tags are those of docxtpl, every value is `p.<name>`.
"""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TARGET = Path(__file__).resolve().parent.parent / "templates" / "papers"
NBSP = "\u00a0"
TEXT_WIDTH = 165


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
        return line

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
        self.para(text, bold=True, keep=True)

    def item(self, text):
        """An item's heading."""
        self.para(text, bold=True, italic=True, keep=True)

    def dots(self, place=None):
        """Dotted lines to write on."""
        self.tag("for one in p.room", place)
        line = self.para("\t", place=place, indent=0, after=3)
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        self.tag("endfor", place)

    def lines(self, name):
        """Paragraphs of a text, or dots."""
        self.tag(f"for line in {name}")
        self.para("{{ line }}")
        self.tag("else")
        self.dots()
        self.tag("endfor")

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
        """The four levels, two on a line."""
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

    def sign(self, name, place=None, left=0, room=3):
        """A signature block."""
        self.tag(f"for line in {name}.authority", place)
        self.centred("{{ line }}", bold=True, place=place, left=left, keep=True)
        self.tag("endfor", place)
        self.tag(f"if {name}.note", place)
        self.centred("{{ " + name + ".note }}", italic=True, place=place, left=left, keep=True)
        self.tag("endif", place)
        for _line in range(room):
            self.centred("", place=place, left=left, keep=True)
        self.centred("{{ " + name + ".name }}", bold=True, place=place, left=left, after=6)

    def table(self, widths, *, grid=True):
        """An empty table of fixed widths; rows come by `row`."""
        table = self.doc.add_table(rows=0, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        if grid:
            table.style = "Table Grid"
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        table.widths = widths
        self._cell_margins(table, 0.9 if grid else 0)
        return table

    def _cell_margins(self, table, side):
        margins = OxmlElement("w:tblCellMar")
        for name in ("left", "right"):
            edge = OxmlElement(f"w:{name}")
            edge.set(qn("w:w"), str(round(side * 56.7)))
            edge.set(qn("w:type"), "dxa")
            margins.append(edge)
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")

    def row(self, table, cells, *, bold=False, size=12, align=None, header=False, middle=False):
        """One row; a cell is text or a list of parts."""
        row = table.add_row()
        for order, (cell, value) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(table.widths[order])
            line = cell.paragraphs[0]
            line.alignment = align[order] if align else ALIGN.CENTER
            parts = value if isinstance(value, list) else [value]
            for part in parts:
                text, marks = part if isinstance(part, tuple) else (part, "")
                run = line.add_run(text)
                run.bold, run.font.size = bold, Pt(size)
                if marks == "box":
                    self._border(run)
        props = row._tr.get_or_add_trPr()
        props.append(OxmlElement("w:cantSplit"))
        if header:
            props.append(OxmlElement("w:tblHeader"))
        return row

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

    def head(self, *, party=15, subject=False):
        """Upper organ, issuing organ, star, number; the Party's name, place and date."""
        self.tag("if p.head.label")
        self.para("{{ p.head.label }}", align=ALIGN.RIGHT, indent=0, after=4, size=11)
        self.tag("endif")
        table = self.table((self.width * 0.49, self.width * 0.51), grid=False)
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
        self.centred("", after=4, size=8)

    def _first(self, cell, text):
        cell.paragraphs[0].add_run(text)

    def title(self, text, *, about="", below="", size=16, **more):
        """Document type, trích yếu, a short rule."""
        self.centred(text, bold=True, size=size, keep=True, **more)
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
        self.centred("", size=8)
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

    def save(self, name):
        """Write the template; the same content gives the same file."""
        core = self.doc.core_properties
        core.author, core.title, core.comments = "", "", ""
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


BOX = (
    "{% if one.ticked %}",
    (f"{NBSP}x{NBSP}", "box"),
    "{% else %}",
    (NBSP * 3, "box"),
    "{% endif %}",
)


def graded(sheet):
    """The graded items of part I."""
    sheet.tag("for one in p.results")
    sheet.item("{{ one.title }}")
    sheet.tag("for line in one.text")
    sheet.para("{{ line }}")
    sheet.tag("else")
    sheet.dots()
    sheet.tag("endfor")
    sheet.tag("if one.squares")
    sheet.grade("one.squares")
    sheet.tag("endif")
    sheet.tag("endfor")


def answers(sheet):
    """Guidance points and their answers."""
    sheet.tag("for one in p.answers")
    sheet.para("{{ one.point }}", italic=True)
    sheet.tag("for line in one.text")
    sheet.para("{{ line }}")
    sheet.tag("else")
    sheet.dots()
    sheet.tag("endfor")
    sheet.tag("else")
    sheet.dots()
    sheet.tag("endfor")


def identity(sheet):
    """Who reviews himself, five lines."""
    sheet.tag("for line in p.identity")
    sheet.tag("if line|length == 1")
    line = sheet.para(
        "{{ line[0].label }}: {% if line[0].value %}{{ line[0].value }}{% else %}",
        "\t",
        "{% endif %}",
        indent=0,
        after=4,
        align=ALIGN.LEFT,
    )
    tab_stop(line, TEXT_WIDTH, dotted=True)
    for condition, dotted in (("elif line[0].value", False), ("else", True)):
        sheet.tag(condition)
        line = sheet.para(
            "{{ line[0].label }}: {{ line[0].value }}",
            "\t",
            " {{ line[1].label }}: {% if line[1].value %}{{ line[1].value }}{% else %}",
            "\t",
            "{% endif %}",
            indent=0,
            after=4,
            align=ALIGN.LEFT,
        )
        tab_stop(line, 92, dotted=dotted)
        tab_stop(line, TEXT_WIDTH, dotted=True)
    sheet.tag("endif")
    sheet.tag("endfor")


def tab_stop(line, place, *, dotted):
    """A tab stop; dots lead to it where something is to be written by hand."""
    side = WD_TAB_ALIGNMENT.RIGHT if place == TEXT_WIDTH else WD_TAB_ALIGNMENT.LEFT
    leader = WD_TAB_LEADER.DOTS if dotted else WD_TAB_LEADER.SPACES
    line.paragraph_format.tab_stops.add_tab_stop(Mm(place), side, leader)


def self_review():
    """Bản kiểm điểm cá nhân."""
    sheet = Sheet()
    sheet.head()
    sheet.title("BẢN KIỂM ĐIỂM CÁ NHÂN", about=f"Năm{NBSP}{{{{ p.year }}}}")
    identity(sheet)
    sheet.part("I. Ưu điểm, kết quả công tác")
    graded(sheet)
    sheet.part("II. Hạn chế, khuyết điểm và nguyên nhân")
    sheet.item("1. Hạn chế, khuyết điểm")
    sheet.lines("p.shortcomings")
    sheet.item("2. Nguyên nhân")
    sheet.lines("p.causes")
    sheet.part(
        "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận hoặc được chỉ ra "
        "ở các kỳ kiểm điểm trước"
    )
    sheet.lines("p.remedied")
    sheet.grade("p.remedied_squares")
    sheet.part("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)")
    answers(sheet)
    sheet.part("V. Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)")
    sheet.lines("p.responsibility")
    sheet.part("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm")
    sheet.lines("p.remedies")
    sheet.part("VII. Tự nhận mức xếp loại chất lượng")
    sheet.item(
        "1. Xếp loại cán bộ, công chức, viên chức:{% if not p.civil_applies %} không thuộc diện{% endif %}"
    )
    sheet.tag("if p.civil_applies")
    sheet.levels("p.civil_squares")
    sheet.tag("endif")
    sheet.item("2. Xếp loại đảng viên:")
    sheet.levels("p.member_squares")
    sheet.sign("p.author", left=82)
    sheet.title("ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG", before=12)
    sheet.part(
        "A. Đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức"
        "{% if not p.chief.applies %}: không thuộc diện{% endif %}"
    )
    sheet.tag("if p.chief.applies")
    sheet.item("1. Nhận xét, đánh giá")
    sheet.lines("p.chief.text")
    sheet.item("2. Mức xếp loại chất lượng:")
    sheet.levels("p.chief.squares")
    sheet.sign("p.chief.signature", left=82)
    sheet.tag("endif")
    sheet.part("B. Đánh giá, xếp loại chất lượng đảng viên")
    sheet.item("1. Nhận xét, đánh giá của chi ủy")
    sheet.lines("p.cell.text")
    sheet.item("2. Chi bộ đề xuất xếp loại:")
    sheet.levels("p.cell.squares")
    sheet.sign("p.cell.signature", left=82)
    last = sheet.whole()
    sheet.para("C. Đảng ủy, chi ủy cơ sở xếp loại chất lượng đảng viên", bold=True, place=last)
    sheet.para("Mức xếp loại chất lượng:", bold=True, italic=True, place=last)
    sheet.levels("p.committee.squares", place=last)
    sheet.sign("p.committee.signature", last, left=82)
    sheet.save("self_review")


def collective_report():
    """Báo cáo kiểm điểm tập thể."""
    sheet = Sheet()
    sheet.head()
    sheet.title("BÁO CÁO", about=f"kiểm điểm tập thể {{{{ p.collective }}}} năm{NBSP}{{{{ p.year }}}}")
    sheet.lines("p.opening")
    sheet.part("I. Ưu điểm, kết quả đạt được")
    graded(sheet)
    sheet.part("II. Hạn chế, khuyết điểm và nguyên nhân")
    sheet.item("1. Hạn chế, khuyết điểm")
    sheet.lines("p.shortcomings")
    sheet.item("2. Nguyên nhân")
    sheet.para("a) Nguyên nhân khách quan", italic=True, keep=True)
    sheet.lines("p.objective")
    sheet.para("b) Nguyên nhân chủ quan", italic=True, keep=True)
    sheet.lines("p.subjective")
    sheet.part(
        "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận hoặc được chỉ ra "
        "ở kỳ kiểm điểm trước"
    )
    sheet.lines("p.remedied")
    sheet.grade("p.remedied_squares")
    sheet.part("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)")
    answers(sheet)
    sheet.part("V. Trách nhiệm của tập thể, cá nhân")
    sheet.lines("p.responsibility")
    sheet.part("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm")
    sheet.lines("p.remedies")
    sheet.part("VII. Đề nghị xếp loại mức chất lượng")
    sheet.levels("p.level_squares")
    sheet.foot()
    sheet.tag("if p.targets")
    sheet.title(
        "PHỤ LỤC",
        about=f"Kết quả thực hiện các chỉ tiêu, nhiệm vụ năm{NBSP}{{{{ p.year }}}}",
        below=f"(kèm theo Báo cáo kiểm điểm tập thể {{{{ p.collective }}}} năm{NBSP}{{{{ p.year }}}})",
        break_before=True,
    )
    table = sheet.table((12, 42, 21, 21, 21, 18, 30))
    sheet.row(
        table,
        ("STT", "Chỉ tiêu, nhiệm vụ", "Đơn vị tính", "Kế hoạch", "Kết quả", "Tỷ lệ", "Ghi chú"),
        bold=True,
        header=True,
    )
    sheet.row_tag(table, "for row in p.targets")
    sheet.row(table, [f"{{{{ row[{order}] }}}}" for order in range(7)], align=columns("clccccl"))
    sheet.row_tag(table, "endfor")
    sheet.tag("endif")
    sheet.save("collective_report")


def columns(letters):
    """Alignments of a row's cells: l left, c centre."""
    return [ALIGN.LEFT if letter == "l" else ALIGN.CENTER for letter in letters]


def guidance_letter():
    """Công văn gợi ý kiểm điểm."""
    sheet = Sheet()
    sheet.head(subject=True)
    addressee(sheet)
    sheet.lines("p.opening")
    sheet.tag("for one in p.points")
    sheet.para("{{ one.matter }}", bold=True)
    sheet.tag("if one.ground")
    sheet.para("- Căn cứ: {{ one.ground }}")
    sheet.tag("endif")
    sheet.tag("if one.demand")
    sheet.para("- Yêu cầu làm rõ: {{ one.demand }}")
    sheet.tag("endif")
    sheet.tag("else")
    sheet.dots()
    sheet.tag("endfor")
    sheet.lines("p.closing")
    sheet.foot()
    sheet.save("guidance_letter")


def addressee(sheet):
    """Kính gửi."""
    sheet.centred("Kính gửi: {{ p.addressee }}", after=10, left=8)


def correction_letter():
    """Công văn đính chính."""
    sheet = Sheet()
    sheet.head(subject=True)
    addressee(sheet)
    sheet.para("{{ p.opening }}")
    sheet.tag("for line in p.mistakes")
    sheet.para("{{ line }}")
    sheet.tag("endfor")
    sheet.para("{{ p.closing }}")
    sheet.foot()
    sheet.save("correction_letter")


def ballot():
    """Phiếu biểu quyết."""
    sheet = Sheet(size=12, margins=(12, 15, 12, 20), numbered=False)
    sheet.tag("for copy in p.copies")
    sheet.tag("if not loop.first")
    sheet.centred("- " * 60, size=8, before=14, after=10)
    sheet.tag("endif")
    sheet.head(party=12)
    sheet.title(
        "PHIẾU BIỂU QUYẾT",
        about="{{ p.about }}",
        size=14,
        below="{% if p.sitting %}({{ p.sitting }}){% endif %}",
    )
    sheet.tag("if p.shows_self")
    ballot_table(sheet, shows_self=True)
    sheet.tag("else")
    ballot_table(sheet, shows_self=False)
    sheet.tag("endif")
    sheet.para("Đánh dấu (x) vào một ô ở mỗi dòng.", italic=True, indent=0, after=0, before=4)
    sheet.para("{{ p.legend }}", indent=0, size=10, align=ALIGN.LEFT, after=0)
    sheet.tag("endfor")
    sheet.save("ballot")


def ballot_table(sheet, *, shows_self):
    """Names, posts and four squares."""
    own = (17,) if shows_self else ()
    name = 175 - 11 - 44 - sum(own) - 4 * 17
    table = sheet.table((11, name, 44, *own, 17, 17, 17, 17))
    levels = [f"{{{{ p.levels[{order}] }}}}" for order in range(4)]
    sheet.row(
        table,
        ("STT", "Họ và tên, tên tập thể", "Chức vụ, đơn vị", *(["Tự xếp loại"] if own else []), *levels),
        bold=True,
        header=True,
        size=10,
    )
    sheet.row_tag(table, "for line in p.lines")
    cells = [
        "{{ line.order }}",
        "{{ line.name }}",
        "{{ line.position }}",
        *(["{{ line.self }}"] if own else []),
    ]
    sheet.row(table, cells + [""] * 4, align=columns("cll" + "c" * (len(own) + 4)))
    sheet.row_tag(table, "endfor")


def count_minutes():
    """Biên bản kiểm phiếu."""
    sheet = Sheet()
    sheet.head()
    sheet.title("BIÊN BẢN KIỂM PHIẾU", about="{{ p.about }}")
    sheet.para("{{ p.opening }}")
    for heading, name in (("1. Tổ kiểm phiếu", "p.team"), ("2. Số phiếu", "p.turnout")):
        sheet.part(heading)
        sheet.tag(f"for line in {name}")
        sheet.para("{{ line }}")
        sheet.tag("endfor")
    sheet.part("3. Kết quả kiểm phiếu")
    sheet.para("{{ p.base }}")
    count_table(sheet)
    sheet.para("{{ p.legend }}", indent=0, size=11, italic=True, align=ALIGN.LEFT, before=3)
    sheet.para("{{ p.closing }}", keep=True)
    sheet.centred("TỔ KIỂM PHIẾU", bold=True, keep=True)
    table = sheet.table((55, 55, 55), grid=False)
    row = table.add_row()
    for cell, text in zip(row.cells, ("{%tc for sign in p.signers %}", "", "{%tc endfor %}"), strict=True):
        cell.paragraphs[0].add_run(text)
    middle = row.cells[1]
    middle.paragraphs[0].add_run("{%p if true %}")
    sheet.tag("endif", middle)
    sheet.sign("sign", middle)
    sheet.sign("p.chair", left=82)
    sheet.save("count_minutes")


def count_table(sheet):
    """Four counts and four shares a subject."""
    table = sheet.table((12, 40, *([11, 14] * 4), 24))
    levels = [part for order in range(4) for part in (f"{{{{ p.levels[{order}] }}}}", "")]
    top = sheet.row(
        table,
        ("STT", "Họ và tên, tên tập thể", *levels, "Mức có số phiếu quá bán"),
        bold=True,
        size=10,
        header=True,
    )
    below = sheet.row(table, ("", "", *(["Phiếu", "%"] * 4), ""), bold=True, size=10, header=True)
    for order in range(4):
        top.cells[2 + 2 * order].merge(top.cells[3 + 2 * order])
    for order in (0, 1, 10):
        top.cells[order].merge(below.cells[order])
    sheet.row_tag(table, "for line in p.lines")
    figures = [
        part
        for order in range(4)
        for part in (f"{{{{ line.cells[{order}].count }}}}", f"{{{{ line.cells[{order}].share }}}}")
    ]
    sheet.row(
        table,
        ("{{ line.order }}", "{{ line.name }}", *figures, "{{ line.majority }}"),
        size=11,
        align=columns("cl" + "c" * 8 + "l"),
    )
    sheet.row_tag(table, "endfor")


def list_table(sheet, name, widths, headings, align, size):
    """A list with group rows."""
    table = sheet.table(widths)
    sheet.row(table, headings, bold=True, size=size, header=True)
    sheet.row_tag(table, f"for row in {name}")
    sheet.row_tag(table, "if row.group")
    sheet.wide_row(table, "{{ row.group }}", size)
    sheet.row_tag(table, "endif")
    cells = [f"{{{{ row.cells[{order}] }}}}" for order in range(len(widths))]
    sheet.row(table, cells, size=size, align=columns(align))
    sheet.row_tag(table, "endfor")


def proposal():
    """Tờ trình with its lists, the lists landscape."""
    sheet = Sheet()
    sheet.head()
    sheet.title("TỜ TRÌNH", about=f"đề nghị đánh giá, xếp loại chất lượng năm{NBSP}{{{{ p.year }}}}")
    addressee(sheet)
    sheet.lines("p.text")
    sheet.foot()
    sheet.landscape()
    sheet.tag("if p.collectives")
    sheet.title(
        "DANH SÁCH",
        about=f"đề nghị xếp loại chất lượng tập thể năm{NBSP}{{{{ p.year }}}}",
        below="{{ p.attached }}",
    )
    list_table(
        sheet,
        "p.collectives",
        (10, 66, 20, 30, 38, 38, 20, 20, 25),
        (
            "STT",
            "Tên tập thể",
            "Tự xếp loại",
            "Tập thể đề xuất (phiếu/tổng, %)",
            "Ý kiến Ủy viên Ban Thường vụ phụ trách",
            "Cơ quan liên quan",
            "Đề nghị",
            "Năm trước",
            "Ghi chú",
        ),
        "clccllccl",
        10,
    )
    sheet.para("{{ p.legend }}", indent=0, size=10, italic=True, align=ALIGN.LEFT, before=3)
    sheet.tag("endif")
    sheet.tag("if p.persons")
    sheet.title(
        "DANH SÁCH",
        about=f"đề nghị xếp loại chất lượng cá nhân năm{NBSP}{{{{ p.year }}}}",
        below="{{ p.attached }}",
        break_before=True,
    )
    list_table(
        sheet,
        "p.persons",
        (10, 29, 20, 32, 18, 17, 21, 22, 23, 22, 17, 19, 17),
        (
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Chức vụ, đơn vị",
            "CBCCVC",
            "Tự xếp loại",
            "Chi bộ đề xuất (phiếu)",
            "Tập thể đề xuất (phiếu/tổng, %)",
            "Ý kiến UVBTV phụ trách",
            "Cơ quan liên quan",
            "Đề nghị",
            "Năm trước",
            "Ghi chú",
        ),
        "clclccccllccl",
        10,
    )
    sheet.para("{{ p.legend }}", indent=0, size=10, italic=True, align=ALIGN.LEFT, before=3)
    sheet.tag("endif")
    sheet.save("proposal")


def decision():
    """Quyết định with its list."""
    sheet = Sheet()
    sheet.head()
    sheet.title("QUYẾT ĐỊNH", about="{{ p.abstract }}")
    sheet.tag("for line in p.bases")
    sheet.para("{{ line }}")
    sheet.tag("endfor")
    sheet.centred("{{ p.organ }}", bold=True, before=8, keep=True)
    sheet.centred("QUYẾT ĐỊNH", bold=True, size=16, after=6, keep=True)
    sheet.tag("for article in p.articles")
    sheet.para(("{{ article.title }}", "b"), " {{ article.text }}")
    sheet.tag("endfor")
    sheet.foot()
    sheet.tag("if p.lines")
    sheet.title("DANH SÁCH", about="{{ p.list_title }}", below="{{ p.attached }}", break_before=True)
    sheet.tag("if p.persons")
    list_table(
        sheet,
        "p.lines",
        (12, 37, 24, 42, 34, 16),
        ("STT", "Họ và tên", "Ngày sinh", "Chức vụ, đơn vị", "Mức xếp loại", "Ghi chú"),
        "clllll",
        12,
    )
    sheet.tag("else")
    list_table(
        sheet,
        "p.lines",
        (12, 80, 45, 28),
        ("STT", "Tên tập thể, tổ chức đảng", "Mức xếp loại", "Ghi chú"),
        "clll",
        12,
    )
    sheet.tag("endif")
    sheet.tag("endif")
    sheet.save("decision")


def handover_slip():
    """Phiếu giao nhận hồ sơ, two on a sheet."""
    sheet = Sheet(size=12, margins=(8, 15, 8, 20), numbered=False)
    sheet.tag("for copy in p.copies")
    sheet.tag("if not loop.first")
    sheet.centred("- " * 60, size=8, before=6, after=4)
    sheet.tag("endif")
    sheet.para("{{ copy.keeper }}", align=ALIGN.RIGHT, indent=0, after=0, size=9.5, italic=True)
    sheet.head(party=12)
    sheet.centred("PHIẾU GIAO NHẬN HỒ SƠ", bold=True, size=13.5, after=3)
    sheet.para("{{ p.moment }}, đã giao nhận {{ p.dossier }} của {{ p.unit }}, gồm:", indent=0, after=3)
    table = sheet.table((12, 75, 30, 14, 44))
    sheet.row(
        table, ("STT", "Tên tài liệu", "Hình thức", "Số tờ", "Ghi chú"), bold=True, size=10.5, header=True
    )
    sheet.row_tag(table, "for item in p.parts")
    sheet.row(
        table,
        ("{{ item.order }}", "{{ item.title }}", "{{ item.kind }}", "{{ item.sheets }}", "{{ item.note }}"),
        size=10.5,
        align=columns("cllcl"),
    )
    sheet.row_tag(table, "endfor")
    sheet.para("{{ p.total }}{% if p.remark %} {{ p.remark }}{% endif %}", indent=0, after=3, before=3)
    signers = sheet.table((87, 88), grid=False)
    for order, cell in enumerate(signers.add_row().cells):
        cell.paragraphs[0].add_run("{%p if true %}")
        sheet.tag("endif", cell)
        sheet.sign(f"p.signers[{order}]", cell, room=2)
    sheet.tag("endfor")
    sheet.save("handover_slip")


if __name__ == "__main__":
    for make in (
        self_review,
        collective_report,
        guidance_letter,
        correction_letter,
        ballot,
        count_minutes,
        proposal,
        decision,
        handover_slip,
    ):
        make()
