"""Ballot, minutes of the count, proposal, decision, slip: what comes of a vote."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from tools.word_templates.parts import addressee, columns, list_table
from tools.word_templates.sheet import NBSP, Sheet


def ballot():
    """Phiếu biểu quyết."""
    sheet = Sheet(size=12, margins=(10, 15, 10, 20), numbered=False)
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
    sheet.save("ballot", "Phiếu biểu quyết")


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
    sheet.row(table, cells + [""] * 4, align=columns("cll" + "c" * (len(own) + 4)), height=9)
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
    sheet.row_tag(table, "for row in p.signer_rows")
    row = sheet.row(table, ("", "", ""))
    for cell, text in zip(row.cells, ("{%tc for sign in row %}", "", "{%tc endfor %}"), strict=True):
        cell.paragraphs[0].add_run(text)
    middle = row.cells[1]
    middle.paragraphs[0].add_run("{%p if true %}")
    sheet.tag("endif", middle)
    sheet.sign("sign", middle, keep=True)
    sheet.row_tag(table, "endfor")
    sheet.sign("p.chair", left=82)
    sheet.save("count_minutes", "Biên bản kiểm phiếu")


def count_table(sheet):
    """Four counts and four shares a subject."""
    table = sheet.table((10, 35, *([11, 13] * 4), 24))
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
    sheet.line_row(
        table,
        ("{{ line.order }}", "{{ line.name }}", *figures, "{{ line.majority }}"),
        filled="line.name",
        size=11,
        align=columns("cl" + "c" * 8 + "l"),
    )
    sheet.row_tag(table, "endfor")


def proposal():
    """Tờ trình with its lists, the lists landscape."""
    sheet = Sheet()
    sheet.head()
    sheet.title("TỜ TRÌNH", about=f"đề nghị đánh giá, xếp loại chất lượng năm{NBSP}{{{{ p.year }}}}")
    addressee(sheet)
    sheet.lines("p.text", signed=True)
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
        (10, 29, 20, 33, 18, 17, 19, 25, 22, 22, 18, 17, 17),
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
    sheet.save("proposal", "Tờ trình đề nghị xếp loại")


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
    sheet.last_kept(("{{ article.title }}", "b"), " {{ article.text }}")
    sheet.tag("endfor")
    sheet.foot()
    sheet.tag("if p.lines")
    sheet.title("DANH SÁCH", about="{{ p.list_title }}", below="{{ p.attached }}", break_before=True)
    sheet.tag("if p.persons")
    list_table(
        sheet,
        "p.lines",
        (12, 36, 24, 42, 33, 18),
        ("STT", "{{ p.heading }}", "Ngày sinh", "Chức vụ, đơn vị", "Mức xếp loại", "Ghi chú"),
        "clllll",
        12,
    )
    sheet.tag("else")
    list_table(
        sheet,
        "p.lines",
        (12, 80, 45, 28),
        ("STT", "{{ p.heading }}", "Mức xếp loại", "Ghi chú"),
        "clll",
        12,
    )
    sheet.tag("endif")
    sheet.tag("endif")
    sheet.save("decision", "Quyết định xếp loại")


def handover_slip():
    """Phiếu giao nhận hồ sơ, two on a sheet."""
    sheet = Sheet(size=12, margins=(8, 15, 8, 20), numbered=False)
    sheet.tag("for copy in p.copies")
    sheet.tag("if not loop.first")
    sheet.tag("if p.long")
    sheet.para("", indent=0, after=0, break_before=True)
    sheet.tag("else")
    sheet.centred("- " * 60, size=8, before=6, after=4)
    sheet.tag("endif")
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
    sheet.save("handover_slip", "Phiếu giao nhận hồ sơ")


def inquiry_letter():
    """Công văn đề nghị cung cấp thông tin, its list on a page of its own."""
    sheet = Sheet()
    sheet.head(subject=True)
    addressee(sheet)
    sheet.tag("for line in p.body")
    sheet.last_kept("{{ line }}")
    sheet.tag("endfor")
    sheet.foot()
    sheet.title("DANH SÁCH", about="{{ p.list_title }}", below="{{ p.attached }}", break_before=True)
    list_table(
        sheet,
        "p.rows",
        (12, 42, 24, 44, 43),
        ("STT", "Tập thể; họ và tên", "Ngày sinh", "Chức vụ, đơn vị", "Thông tin cung cấp"),
        "clcll",
        12,
    )
    sheet.save("inquiry_letter", "Công văn đề nghị cung cấp thông tin")


def unrated_list():
    """Danh sách đảng viên không kiểm điểm, không xếp loại."""
    sheet = Sheet()
    sheet.head()
    sheet.title(
        "DANH SÁCH",
        about=f"đảng viên không thuộc diện kiểm điểm, không xếp loại chất lượng năm{NBSP}{{{{ p.year }}}}",
        below="{{ p.below }}",
    )
    sheet.tag("if p.none")
    sheet.para("{{ p.none }}", keep=True)
    sheet.tag("else")
    list_table(
        sheet,
        "p.rows",
        (12, 40, 24, 34, 55),
        ("STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Lý do, căn cứ"),
        "clcll",
        12,
    )
    sheet.tag("endif")
    sheet.tag("if p.total")
    sheet.para("{{ p.total }}", keep=True, before=6)
    sheet.tag("endif")
    sheet.foot()
    sheet.save("unrated_list", "Danh sách đảng viên không kiểm điểm, không xếp loại")
