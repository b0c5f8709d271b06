"""Parts that the report of a collective and the self-review of a person share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents.papers import Facts, squares, text
from documents.rules import short_date, without_gaps
from organizations.enums import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedItem:
    """One content item: what was done, and the grade its author gives it."""

    title: str
    body: str = ""
    grade: Grade | None = None
    graded: bool = True

    def facts(self, order: int) -> Facts:
        """The item as the templates read it, numbered."""
        row = squares(Grade.choices, self.grade) if self.graded else []
        return {"title": f"{order}. {self.title}", "text": text(self.body), "squares": row}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """Hạn chế, khuyết điểm, numbered as in the data."""

    number: int
    body: str

    def facts(self) -> str:
        """The sentence as printed."""
        return f"{self.number}. {self.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastShortcoming:
    """What an earlier review pointed out, and how far it is put right."""

    issue: str
    status: str
    result: str = ""

    def facts(self, order: int) -> str:
        """The sentence as printed."""
        said = without_gaps((self.status, self.result), "; ")
        return f"{order}. {self.issue.rstrip('.')}{': ' if said else ''}{said}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Giải trình: a guidance point and what its receiver answers."""

    point: str
    body: str = ""

    def facts(self, order: int) -> Facts:
        """The point, numbered, and the answer's paragraphs."""
        return {"point": f"{order}. {self.point}", "text": text(self.body)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """Biện pháp khắc phục, with the one who answers for it and the day."""

    measure: str
    owner: str = ""
    due_on: date | None = None

    def facts(self, order: int) -> str:
        """The sentence as printed."""
        owner = f"người chịu trách nhiệm: {self.owner}" if self.owner else ""
        due = f"hoàn thành trước ngày {short_date(self.due_on)}" if self.due_on else ""
        return f"{order}. {without_gaps((self.measure.rstrip('.'), owner, due), '; ')}."


def numbered(parts: Iterable[GradedItem | Answer]) -> list[Facts]:
    """The parts numbered from 1 in the order given."""
    return [part.facts(order) for order, part in enumerate(parts, 1)]


def numbered_lines(parts: Iterable[PastShortcoming | Remedy]) -> list[str]:
    """One printed line a part, numbered from 1."""
    return [part.facts(order) for order, part in enumerate(parts, 1)]
