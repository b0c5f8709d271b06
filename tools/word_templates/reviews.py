"""Self-review, report, letters: what is written before a vote."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm

from tools.word_templates.parts import addressee, columns, list_table, tab_stop, two_signatures
from tools.word_templates.sheet import NBSP, TEXT_WIDTH, Sheet


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
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(92), Mm(-92)
        tab_stop(line, 92, dotted=dotted)
        tab_stop(line, TEXT_WIDTH, dotted=True)
    sheet.tag("endif")
    sheet.tag("endfor")


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
    sheet.lines("p.chief.text", keep=True)
    sheet.item("2. Mức xếp loại chất lượng:")
    sheet.levels("p.chief.squares")
    sheet.sign("p.chief.signature", left=82)
    sheet.tag("endif")
    sheet.part("B. Đánh giá, xếp loại chất lượng đảng viên")
    sheet.item("1. Nhận xét, đánh giá của chi ủy")
    sheet.lines("p.cell.text", keep=True)
    sheet.item("2. Chi bộ đề xuất xếp loại:")
    sheet.levels("p.cell.squares")
    sheet.sign("p.cell.signature", left=82)
    last = sheet.whole()
    sheet.para("C. Đảng ủy, chi ủy cơ sở xếp loại chất lượng đảng viên", bold=True, place=last)
    sheet.para("Mức xếp loại chất lượng:", bold=True, italic=True, place=last)
    sheet.levels("p.committee.squares", place=last)
    sheet.sign("p.committee.signature", last, left=82)
    sheet.save("self_review", "Bản kiểm điểm cá nhân")


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
    sheet.save("collective_report", "Báo cáo kiểm điểm tập thể")


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
    sheet.lines("p.closing", signed=True)
    sheet.foot()
    sheet.save("guidance_letter", "Công văn gợi ý kiểm điểm")


def correction_letter():
    """Công văn đính chính."""
    sheet = Sheet()
    sheet.head(subject=True)
    addressee(sheet)
    sheet.para("{{ p.opening }}")
    sheet.tag("for line in p.mistakes")
    sheet.para("{{ line }}")
    sheet.tag("endfor")
    sheet.para("{{ p.closing }}", keep=True)
    sheet.foot()
    sheet.save("correction_letter", "Công văn đính chính")


def remedy_plan():
    """Kế hoạch khắc phục hạn chế, khuyết điểm."""
    sheet = Sheet()
    sheet.head()
    sheet.title("KẾ HOẠCH", about=f"khắc phục hạn chế, khuyết điểm sau kiểm điểm năm{NBSP}{{{{ p.year }}}}")
    sheet.para("{{ p.opening }}")
    list_table(
        sheet,
        "p.lines",
        (12, 56, 47, 28, 22),
        (
            "STT",
            "Hạn chế, khuyết điểm, nguyên nhân",
            "Biện pháp khắc phục",
            "Người chịu trách nhiệm",
            "Xong trước ngày",
        ),
        "clllc",
        12,
    )
    sheet.para("{{ p.closing }}", keep=True, before=6)
    sheet.foot()
    sheet.save("remedy_plan", "Kế hoạch khắc phục hạn chế, khuyết điểm")


def commitment():
    """Bản cam kết tu dưỡng, rèn luyện, phấn đấu."""
    sheet = Sheet()
    sheet.head()
    sheet.title("BẢN CAM KẾT", about=f"tu dưỡng, rèn luyện, phấn đấu năm{NBSP}{{{{ p.year }}}}")
    identity(sheet)
    sheet.tag("for one in p.promises")
    sheet.item("{{ one.title }}")
    sheet.lines("one.text")
    sheet.tag("endfor")
    two_signatures(sheet, "p.cell", "p.author")
    sheet.save("commitment", "Bản cam kết tu dưỡng, rèn luyện, phấn đấu")
