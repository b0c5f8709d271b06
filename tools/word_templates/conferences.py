"""Minutes, extract, programme, invitation: what is written around a conference."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from tools.word_templates.parts import columns, two_signatures
from tools.word_templates.sheet import NBSP, Sheet


def hearing(sheet):
    """What was said of one subject, or why it was not reviewed."""
    sheet.item("{{ one.title }}")
    sheet.tag("if one.missed")
    sheet.para("{{ one.missed }}")
    sheet.tag("else")
    for heading, name in (
        ("a) Ý kiến góp ý", "one.remarks"),
        ("b) Tiếp thu, giải trình", "one.reply"),
        ("c) Kết luận của đồng chí chủ trì", "one.conclusion"),
    ):
        sheet.para(heading, italic=True, keep=True)
        sheet.lines(name)
    sheet.tag("endif")


def conference_minutes():
    """Biên bản hội nghị kiểm điểm."""
    sheet = Sheet()
    sheet.head()
    sheet.title("BIÊN BẢN", about=f"hội nghị kiểm điểm tự phê bình và phê bình năm{NBSP}{{{{ p.year }}}}")
    sheet.para("{{ p.opening }}")
    presence(sheet, "Thành phần")
    sheet.tag("for part in p.parts")
    sheet.part("{{ part.title }}")
    sheet.tag("for one in part.hearings")
    hearing(sheet)
    sheet.tag("endfor")
    sheet.tag("endfor")
    for name in ("vote", "conclusion"):
        sheet.part(f"{{{{ p.{name}_title }}}}")
        sheet.lines(f"p.{name}")
    two_signatures(sheet, "p.secretary", "p.chair")
    sheet.save("conference_minutes", "Biên bản hội nghị kiểm điểm")


def cell_minutes():
    """Biên bản họp chi bộ."""
    sheet = Sheet()
    sheet.head()
    sheet.title(
        "BIÊN BẢN", about=f"họp chi bộ kiểm điểm, xếp loại chất lượng đảng viên năm{NBSP}{{{{ p.year }}}}"
    )
    sheet.para("{{ p.opening }}")
    presence(sheet, "Thành phần")
    sheet.tag("if p.collective_title")
    sheet.part("{{ p.collective_title }}")
    sheet.tag("for one in p.hearings")
    hearing(sheet)
    sheet.tag("endfor")
    sheet.tag("endif")
    sheet.part("{{ p.members_title }}")
    table = sheet.table((12, 42, 34, 77))
    headings = ("STT", "Họ và tên", "Có mặt, vắng (lý do)", "Ý kiến góp ý, tiếp thu, kết luận")
    sheet.row(table, headings, bold=True, size=11, header=True)
    sheet.row_tag(table, "for line in p.members")
    cells = [f"{{{{ line.cells[{order}] }}}}" for order in range(4)]
    sheet.line_row(table, cells, filled="line.cells[3]", size=12, align=columns("clll"))
    sheet.row_tag(table, "endfor")
    sheet.gap(8)
    sheet.part("{{ p.vote_title }}")
    sheet.para("{{ p.counted }}")
    votes_table(sheet)
    sheet.para("{{ p.legend }}", indent=0, size=11, italic=True, align=ALIGN.LEFT, before=3)
    sheet.part("{{ p.conclusion_title }}")
    sheet.lines("p.conclusion")
    two_signatures(sheet, "p.secretary", "p.chair")
    sheet.save("cell_minutes", "Biên bản họp chi bộ kiểm điểm, xếp loại đảng viên")


def votes_table(sheet):
    """A row a member, the counts to be written in."""
    table = sheet.table((12, 53, 19, 19, 19, 19, 24))
    levels = [f"{{{{ p.levels[{order}] }}}}" for order in range(4)]
    sheet.row(table, ("STT", "Họ và tên", *levels, "Chi bộ đề nghị"), bold=True, size=11, header=True)
    sheet.row_tag(table, "for line in p.votes")
    sheet.row(table, ("{{ line[0] }}", "{{ line[1] }}", *[""] * 5), align=columns("clccccc"), height=8)
    sheet.row_tag(table, "endfor")


def presence(sheet, heading=""):
    """Who came, who led, who did not come."""
    if heading:
        sheet.part(heading)
    sheet.tag("for line in p.presence")
    sheet.para("{{ line }}")
    sheet.tag("endfor")


def minutes_extract():
    """Trích biên bản."""
    sheet = Sheet()
    sheet.head()
    sheet.title("TRÍCH BIÊN BẢN", about="{{ p.about }}")
    sheet.para("{{ p.opening }}")
    presence(sheet)
    sheet.part("Nội dung trích")
    sheet.tag("for one in p.hearings")
    hearing(sheet)
    sheet.tag("endfor")
    sheet.part("Kết quả biểu quyết đề nghị xếp loại chất lượng")
    sheet.tag("for line in p.votes")
    sheet.para("{{ line }}")
    sheet.tag("endfor")
    sheet.part("Kết luận chung của đồng chí chủ trì")
    sheet.lines("p.conclusion")
    two_signatures(sheet, "p.taken_by", "p.signature")
    sheet.save("minutes_extract", "Trích biên bản")


def gathering(sheet):
    """When, where, who leads."""
    sheet.tag("for line in p.gathering")
    sheet.para("{{ line }}")
    sheet.tag("endfor")


def programme():
    """Chương trình hội nghị."""
    sheet = Sheet()
    sheet.head()
    sheet.title("CHƯƠNG TRÌNH", about="{{ p.about }}")
    gathering(sheet)
    sheet.part("Nội dung")
    sheet.lines("p.lines", signed=True)
    sheet.tag("if p.papers")
    sheet.part("Tài liệu gửi trước")
    sheet.tag("for line in p.papers")
    sheet.last_kept("{{ line }}")
    sheet.tag("endfor")
    sheet.tag("endif")
    sheet.foot()
    sheet.save("programme", "Chương trình hội nghị kiểm điểm")


def invitation():
    """Giấy mời, a page a guest."""
    sheet = Sheet()
    sheet.tag("for invited in p.invited")
    sheet.tag("if not loop.first")
    sheet.para("", indent=0, after=0, break_before=True)
    sheet.tag("endif")
    sheet.head()
    sheet.title("GIẤY MỜI", about="{{ p.about }}")
    sheet.para("{{ p.intro }}")
    sheet.para("{{ invited }}", bold=True)
    sheet.para("{{ p.to }}")
    gathering(sheet)
    sheet.para("{{ p.closing }}", keep=True)
    sheet.foot()
    sheet.tag("endfor")
    sheet.save("invitation", "Giấy mời dự hội nghị kiểm điểm")
