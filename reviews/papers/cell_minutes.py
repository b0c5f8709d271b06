"""Biên bản họp chi bộ kiểm điểm, xếp loại đảng viên; and what is taken out of minutes for a dossier (P18, P30)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, text
from documents.rules import DOTS, PLACE, padded_or_dots, sentence, without_gaps
from organizations.enums import Level
from reviews.papers.minutes import NUMERALS, READ_OUT, SIGNED, Hearing, Presence, signed_by

COUNTED = (
    "Số phiếu (hoặc số đảng viên biểu quyết giơ tay) ghi theo từng mức; số đảng viên chính thức có quyền biểu quyết "
    f"dự họp: {padded_or_dots(None)} đồng chí."
)
LEGEND = "; ".join(f"{level.short}: {level.label}" for level in Level) + "."
VOTED = "; ".join(f"{level.label} {PLACE} phiếu" for level in Level) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One member at the cell's meeting: there or not and why, what was said, what was concluded."""

    name: str = ""
    presence: str = ""
    remarks: tuple[str, ...] = ()
    reply: str = ""
    conclusion: str = ""

    def facts(self, order: int) -> Facts:
        """The row as printed; a blank row is left for the hand."""
        said = (
            *(sentence(one) for one in self.remarks),
            sentence(f"Tiếp thu: {self.reply}") if self.reply else "",
            sentence(f"Kết luận: {self.conclusion}") if self.conclusion else "",
        )
        return {"cells": [str(order), self.name, self.presence, without_gaps(said, " ")]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMinutes(Paper):
    """The typed draft beside the sổ biên bản: no more than what P18 asks for, a row a member, counts for the hand."""

    form: ClassVar[str] = "F23"
    template: ClassVar[str] = "cell_minutes"

    letterhead: Letterhead
    body: str
    year: int
    held: str
    place: str = ""
    presence: Presence
    collectives: tuple[Hearing, ...] = ()
    members: tuple[MemberLine, ...]
    conclusion: str = ""
    blank_lines: int = 2

    def facts(self) -> Facts:
        """Everything on the paper."""
        titles = [*(["Kiểm điểm chi ủy"] if self.collectives else []), "Kiểm điểm đảng viên"]
        titles += ["Biểu quyết đề nghị xếp loại chất lượng đảng viên", "Kết luận của đồng chí chủ trì"]
        named = [f"{numeral}. {title}" for numeral, title in zip(NUMERALS, titles, strict=False)]
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "year": self.year,
            "opening": opening_of(self.body, self.held, self.place, self.year),
            "presence": self.presence.facts(),
            "collective_title": named[0] if self.collectives else "",
            "hearings": [one.facts(order) for order, one in enumerate(self.collectives, 1)],
            "members_title": named[-3],
            "members": [line.facts(order) for order, line in enumerate(self.members, 1)],
            "vote_title": named[-2],
            "counted": COUNTED,
            "levels": [level.short for level in Level],
            "votes": [[str(order), line.name] for order, line in enumerate(self.members, 1)],
            "legend": LEGEND,
            "conclusion_title": named[-1],
            "conclusion": text(self.conclusion),
            "closing": f"Cuộc họp kết thúc hồi {PLACE} giờ {PLACE}, cùng ngày. {READ_OUT}",
            "secretary": signed_by("Thư ký", self.presence.secretary),
            "chair": signed_by("Chủ trì", self.presence.chair),
        }


def opening_of(body: str, held: str, place: str, year: int) -> str:
    """When and where the cell met; the hour is written by hand."""
    return (
        f"Hôm nay, hồi {PLACE} giờ {PLACE}, {held}, tại {place or DOTS}, {body} họp kiểm điểm tự phê bình và phê bình, "
        f"đánh giá, xếp loại chất lượng đảng viên năm {year}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesExtract(Paper):
    """Trích biên bản: what the dossier takes, of one subject or of all; a cell signs it without a seal (P18, P30)."""

    form: ClassVar[str] = "F24"
    template: ClassVar[str] = "minutes_extract"

    letterhead: Letterhead
    body: str
    meeting: str
    year: int
    held: str
    place: str = ""
    presence: Presence
    hearings: tuple[Hearing, ...]
    conclusion: str = ""
    signature: Signature
    blank_lines: int = 1

    def facts(self) -> Facts:
        """Everything on the paper."""
        where = f", tại {self.place}" if self.place else ""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "about": f"{self.meeting} năm {self.year}",
            "opening": f"{_capital(self.held)}{where}, {self.body} tổ chức {self.meeting} năm {self.year}.",
            "presence": self.presence.facts(),
            "hearings": _numbered(self.hearings),
            "votes": [f"{order}. {one.subject}: {VOTED}" for order, one in enumerate(self.hearings, 1)],
            "conclusion": text(self.conclusion),
            "closing": f"Trích từ biên bản {self.meeting}, {self.held}, lưu tại {self.body}.",
            "taken_by": Signature(authority=("Người trích",), note=SIGNED).facts(),
            "signature": self.signature.facts(),
        }


def _numbered(rows: Iterable[Hearing]) -> list[Facts]:
    return [one.facts(order) for order, one in enumerate(rows, 1)]


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
