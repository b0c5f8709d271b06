"""The boxes for a file, each with the page it stands on and what else is typed there; and the files none may take."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from tests import books
from tests.documents.handed_in import archive, bomb, locked_pdf, pdf, photo, png_of
from tests.web.pages import DOSSIER_DRAFT, GUIDANCE_DRAFT

WORD = Path(settings.BASE_DIR) / "templates" / "papers" / "self_review.docx"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>canary()</script></svg>"
PAGE = b"<!doctype html><script>canary()</script>"
GIF_AND_ZIP = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;" + archive("docx")
MACRO = archive("docx", **{"word__vbaProject.bin": b"x"})


@dataclass(frozen=True)
class Door:
    """One box for a file: on which page, for whom, and what else is typed there."""

    url: str
    role: str
    box: str = "file"
    given: Any = None
    typed: dict[str, str] = field(default_factory=dict)
    word: bool = False
    sheet: bool = False

    @property
    def ending(self):
        """What its files are called."""
        return "xlsx" if self.sheet else "docx" if self.word else "pdf"

    def good(self, mark=""):
        """A sound file, another for each mark."""
        if self.sheet:
            return books.book([["Họ và tên", "Ngày sinh", "Chi bộ"], [mark or "Vi Văn A", 1980, "Chi bộ 1"]])
        if self.word:
            return archive("docx", **{mark: mark}) if mark else WORD.read_bytes()
        return pdf() + (f"\n% {mark}".encode() if mark else b"")


SIGNED = {"number": "12-QĐ/TU", "dated_on": "13/12/2021", "signatory": "Nguyễn Văn Hòa"}
DOORS = (
    Door("reviews:self_review_word", "subject", word=True),
    Door("reviews:evidence_add", "subject"),
    Door("reviews:noted_add", "subject", typed={"text": "Giấy khen"}),
    Door("reviews:subject_paper", "unit_clerk"),
    Door("reviews:plan_edit", "unit_clerk"),
    Door("reviews:guidance_send", "registry", given=GUIDANCE_DRAFT, typed=SIGNED),
    Door("reviews:guidance_scan_add", "registry"),
    Door("reviews:conference_create", "unit_clerk"),
    Door("reviews:conference_edit", "unit_clerk"),
    Door("reviews:cell_meeting", "unit_clerk"),
    Door("reviews:cell_meeting_edit", "unit_clerk"),
    Door("ratings:proposal_detail", "unit_clerk", "scan", typed=SIGNED),
    Door("ratings:opinion_paper", "organization_staff", "scan"),
    Door("ratings:ballot_count", "unit_clerk", "scan"),
    Door("ratings:sitting_sign", "organization_staff", "scan"),
    Door("ratings:decision_sign", "registry", "scan", typed=SIGNED),
    Door("deadlines:route_change_create", "organization_staff", "scan", typed={"dated_on": "13/12/2021"}),
    Door("organizations:import_create", "unit_clerk", sheet=True),
    Door("deadlines:item_detail", "unit_clerk", "chosen", given=DOSSIER_DRAFT, typed={"act": "upload"}),
)
BAD_FILES = {
    "an xlsx bomb": ("a.xlsx", bomb()),
    "a docx bomb": ("a.docx", bomb("docx")),
    "a drawing": ("a.svg", SVG),
    "a drawing called a photo": ("a.png", SVG),
    "a drawing called a paper": ("a.pdf", SVG),
    "a page of the web called a paper": ("a.pdf", PAGE),
    "a page of the web called Word": ("a.docx", PAGE),
    "nothing": ("a.pdf", b""),
    "nothing, called Word": ("a.docx", b""),
    "a path without an ending": ("../../etc/passwd", pdf()),
    "no name": (" .pdf ", b"%PDF-1.7 "),
    "a name of 300 letters": ("ệ" * 300 + ".pdf", pdf()),
    "a name of 300 letters, Word": ("ệ" * 300 + ".docx", archive("docx")),
    "a picture that is an archive": ("a.docx", GIF_AND_ZIP),
    "a picture that is an archive, called a photo": ("a.jpg", GIF_AND_ZIP),
    "a paper that is a page": ("a.pdf", b"%PDF-1.7\n%<html><script>x</script>\n" + pdf()[9:]),
    "a torn photo": ("a.jpg", photo(size=(900, 900))[:900]),
    "a photo of 30,000 by 30,000": ("a.png", png_of(30_000, 30_000)),
    "a locked paper": ("a.pdf", locked_pdf()),
    "a torn paper": ("a.pdf", pdf()[:60]),
    "a macro file": ("a.docm", MACRO),
    "a hidden macro": ("a.docx", MACRO),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0"),
    "a part outside": ("a.docx", archive("docx", **{"..__..__x": b"x"})),
}
