"""What several templates share."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm

from tools.word_templates.sheet import TEXT_WIDTH


def columns(letters):
    """Alignments of a row's cells: l left, c centre."""
    return [ALIGN.LEFT if letter == "l" else ALIGN.CENTER for letter in letters]


def tab_stop(line, place, *, dotted):
    """A tab stop; dots lead to it where something is to be written by hand."""
    side = WD_TAB_ALIGNMENT.RIGHT if place == TEXT_WIDTH else WD_TAB_ALIGNMENT.LEFT
    leader = WD_TAB_LEADER.DOTS if dotted else WD_TAB_LEADER.SPACES
    line.paragraph_format.tab_stops.add_tab_stop(Mm(place), side, leader)


def addressee(sheet):
    """Kính gửi."""
    sheet.centred("Kính gửi: {{ p.addressee }}", after=10, left=8)


def list_table(sheet, name, widths, headings, align, size):
    """A list with group rows."""
    table = sheet.table(widths)
    sheet.row(table, headings, bold=True, size=size, header=True)
    sheet.row_tag(table, f"for row in {name}")
    sheet.row_tag(table, "if row.group")
    sheet.wide_row(table, "{{ row.group }}", size)
    sheet.row_tag(table, "endif")
    cells = [f"{{{{ row.cells[{order}] }}}}" for order in range(len(widths))]
    sheet.line_row(table, cells, filled="row.cells[1]", size=size, align=columns(align))
    sheet.row_tag(table, "endfor")


def two_signatures(sheet, left, right):
    """The secretary left, the chair right, on the page of the last words."""
    sheet.para("{{ p.closing }}", keep=True)
    sheet.gap(8)
    table = sheet.table((sheet.width / 2, sheet.width / 2), grid=False)
    for cell, name in zip(sheet.row(table, ("", "")).cells, (left, right), strict=True):
        cell.paragraphs[0].add_run("{%p if true %}")
        sheet.tag("endif", cell)
        sheet.sign(name, cell)
