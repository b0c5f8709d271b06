"""Phiếu biểu quyết: no number, no QR, no code, nothing by which a voter could be known."""

from dataclasses import dataclass, replace
from typing import ClassVar

from documents.enums import Way
from documents.papers import Facts, Letterhead, Paper, StampStyle
from organizations.enums import Level

TWO_ON_A_SHEET = 5  # a short list: two ballots on one A4, with a cut line


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotLine:
    """One name to vote on."""

    name: str = ""
    position: str = ""
    self_level: Level | None = None

    def facts(self, order: int) -> Facts:
        """The row; the level its subject proposed himself stands there only where the sitting wants it."""
        return {
            "order": str(order),
            "name": self.name,
            "position": self.position,
            "self": self.self_level.short if self.self_level else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Paper):
    """One ballot for a sitting; every member gets the same."""

    form: ClassVar[str] = "F10"
    template: ClassVar[str] = "ballot"
    way: ClassVar[Way] = Way.STAMP
    stamp_style: ClassVar[StampStyle] = StampStyle(size=12, leading=1.1, padding=1.2, centred=("self",))

    letterhead: Letterhead
    subject: str
    sitting: str = ""
    lines: tuple[BallotLine, ...]
    shows_self_level: bool = False

    @property
    def copies(self) -> int:
        """How many ballots stand on one A4."""
        return 2 if len(self.lines) <= TWO_ON_A_SHEET else 1

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "head": self.letterhead.facts(),
            "subject": "",
            "about": f"{self.subject} năm\u00a0{self.letterhead.year}",
            "sitting": self.sitting,
            "lines": [line.facts(order) for order, line in enumerate(self.lines, 1)],
            "shows_self": self.shows_self_level,
            "levels": [level.short for level in Level],
            "legend": "; ".join(f"{level.short}: {level.label}" for level in Level) + ".",
            "copies": list(range(1, self.copies + 1)),
        }

    def stamps(self) -> dict[str, str]:
        """Names and posts, by the place they go to."""
        values: dict[str, str] = {}
        for copy in range(1, self.copies + 1):
            for order, line in enumerate(self.lines, 1):
                values[f"name-{copy}-{order}"] = line.name
                values[f"position-{copy}-{order}"] = line.position
                if self.shows_self_level and line.self_level:
                    values[f"self-{copy}-{order}"] = line.self_level.short
        return values

    def blank_facts(self) -> Facts:
        """The ballot with as many empty rows."""
        return replace(self, lines=(BallotLine(),) * len(self.lines)).facts()
