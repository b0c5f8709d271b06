"""Chương trình hội nghị, giấy mời: what goes out before a conference (P62)."""

from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, recipients
from documents.rules import DOTS, LINE, sentence
from reviews.papers.minutes import comrade

MEETING = "hội nghị kiểm điểm tự phê bình và phê bình"
COME = "Đề nghị đồng chí nghiên cứu tài liệu, đến dự đúng thành phần, thời gian."


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """When, where, who leads, who comes from above; what is not fixed yet stays to be written by hand."""

    body: str
    year: int
    moment: str
    kept: str = ""
    lasts: str = ""
    place: str = ""
    chair: str = ""
    upper: str = ""

    def facts(self) -> list[str]:
        """The lines that programme and invitation share."""
        return [
            f"Thời gian: {self.moment}{f'; họp trong {self.lasts} ngày' if self.lasts else ''}.",
            f"Địa điểm: {sentence(self.place) if self.place else LINE}",
            f"Chủ trì: {sentence(comrade(self.chair)) if self.chair else LINE}",
            *([f"Đại biểu cấp trên dự, chỉ đạo: {sentence(comrade(self.upper))}"] if self.upper else []),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Paper):
    """Chương trình hội nghị: the items in their order, the papers sent before."""

    form: ClassVar[str] = "F29"
    template: ClassVar[str] = "programme"

    letterhead: Letterhead
    gathering: Gathering
    lines: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    signature: Signature
    blank_lines: int = 8

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "about": f"{MEETING} năm {self.gathering.year}",
            "gathering": self.gathering.facts(),
            "lines": [f"{order}. {sentence(line)}" for order, line in enumerate(self.lines, 1)],
            "papers": [f"- Bản kiểm điểm: {sentence(one)}" for one in self.papers],
            "signature": self.signature.facts(),
            "recipients": recipients(
                ("Thành phần dự hội nghị", self.gathering.kept or f"Lưu {self.gathering.body}")
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Paper):
    """Giấy mời: one page a guest, the last one open for any member's name."""

    form: ClassVar[str] = "F30"
    template: ClassVar[str] = "invitation"

    letterhead: Letterhead
    gathering: Gathering
    guests: tuple[str, ...] = ()
    signature: Signature

    def facts(self) -> Facts:
        """Everything on the paper."""
        body = self.gathering.body
        return {
            "head": self.letterhead.facts(),
            "about": f"dự {MEETING} năm {self.gathering.year}",
            "intro": f"{body} trân trọng kính mời:",
            "invited": [_capital(comrade(one or DOTS * 5)) for one in (*self.guests, "")],
            "to": f"Dự {MEETING} năm {self.gathering.year} của {body}.",
            "gathering": self.gathering.facts(),
            "closing": COME,
            "signature": self.signature.facts(),
            "recipients": recipients(("Như trên", self.gathering.kept or f"Lưu {body}")),
        }


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
