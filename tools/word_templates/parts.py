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
