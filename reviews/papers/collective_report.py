"""Báo cáo kiểm điểm tập thể, with the table of targets as its annex."""

from dataclasses import dataclass
from typing import ClassVar

from documents.papers import Facts, Letterhead, Paper, Signature, recipients, squares, text
from organizations.enums import Grade, Level
from reviews.papers.parts import (
    Answer,
    GradedItem,
    PastShortcoming,
    Remedy,
    Shortcoming,
    numbered,
    numbered_lines,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """Chỉ tiêu, nhiệm vụ được giao: planned, done, and the share."""

    title: str
    unit: str = ""
    planned: str = ""
    actual: str = ""
    share: str = ""
    note: str = ""

    def facts(self, order: int) -> list[str]:
        """The row's cells."""
        return [str(order), self.title, self.unit, self.planned, self.actual, self.share, self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveReport(Paper):
    """Mẫu 01: the collective's year, parts I to VII."""

    form: ClassVar[str] = "F01"
    template: ClassVar[str] = "collective_report"

    letterhead: Letterhead
    collective: str
    opening: str = ""
    results: tuple[GradedItem, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    objective_causes: str = ""
    subjective_causes: str = ""
    remedied: tuple[PastShortcoming, ...] = ()
    remedied_grade: Grade | None = None
    answers: tuple[Answer, ...] = ()
    responsibility: str = ""
    direction: str = ""
    remedies: tuple[Remedy, ...] = ()
    level: Level | None = None
    targets: tuple[TargetLine, ...] = ()
    signature: Signature
    recipients: tuple[str, ...] = ()
    blank_lines: int = 2

    def facts(self) -> Facts:
        """Everything on the paper."""
        return {
            "room": [""] * self.blank_lines,
            "head": self.letterhead.facts(),
            "year": self.letterhead.year,
            "collective": self.collective,
            "opening": text(self.opening),
            "results": numbered(self.results),
            "shortcomings": [one.facts() for one in self.shortcomings],
            "objective": text(self.objective_causes),
            "subjective": text(self.subjective_causes),
            "remedied": numbered_lines(self.remedied),
            "remedied_squares": squares(Grade.choices, self.remedied_grade),
            "answers": numbered(self.answers),
            "responsibility": text(self.responsibility),
            "remedies": [*text(self.direction), *numbered_lines(self.remedies)],
            "level_squares": squares(Level.choices, self.level),
            "targets": [line.facts(order) for order, line in enumerate(self.targets, 1)],
            "signature": self.signature.facts(),
            "recipients": recipients(self.recipients),
        }
