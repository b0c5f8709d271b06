"""Công văn gợi ý kiểm điểm: a letter, not a form."""

from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, recipients, text
from documents.rules import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point: the matter, what it rests on, what is to be made clear."""

    matter: str
    ground: str = ""
    demand: str = ""

    def facts(self, order: int) -> Facts:
        """The point as printed."""
        return {
            "matter": f"{order}. {sentence(self.matter)}",
            "ground": sentence(self.ground),
            "demand": sentence(self.demand),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceLetter(Paper):
    """The letter to one collective or one person."""

    form: ClassVar[str] = "F06"
    template: ClassVar[str] = "guidance_letter"

    letterhead: Letterhead
    addressee: str = ""
    opening: str = ""
    points: tuple[Point, ...] = ()
    closing: str = ""
    signature: Signature
    recipients: tuple[str, ...] = ()
    blank_lines: int = 2

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "subject": f"V/v gợi ý kiểm điểm năm {self.letterhead.year}",
            "addressee": self.addressee,
            "opening": text(self.opening),
            "points": [point.facts(order) for order, point in enumerate(self.points, 1)],
            "closing": text(self.closing),
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
        }
