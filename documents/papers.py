"""What every official paper has in common: head, signature, recipients, squares to tick."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from documents.enums import Way
from documents.rules import blank_date, blank_number, paper_date, paragraphs, upper

Facts = dict[str, object]
FONTS = Path(__file__).resolve().parent / "fonts"


class StampRefused(Exception):
    """The value cannot stand on the blank: it does not fit, or a letter is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a paper; number and day stay blank until the office's register gives them."""

    upper: str = ""
    issuer: str
    issuer_code: str = ""
    symbol: str = ""
    number: str = ""
    place: str = ""
    year: int
    month: int | None = None
    dated: date | None = None
    label: str = ""
    starred: bool = True

    @property
    def number_line(self) -> str:
        """Số 63-KH/TU, or with room for the number."""
        return blank_number(self.symbol, self.number) if self.symbol else ""

    @property
    def date_line(self) -> str:
        """The day, or with room for it."""
        return paper_date(self.dated) if self.dated else blank_date(self.month, self.year)

    def facts(self) -> Facts:
        """The head as the templates read it."""
        return {
            "upper": upper(self.upper),
            "issuer": upper(self.issuer),
            "star": self.starred,
            "number": self.number_line,
            "place_and_date": ", ".join(part for part in (self.place, self.date_line) if part),
            "date": self.date_line,
            "label": self.label,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs and for whom: "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"."""

    authority: tuple[str, ...]
    note: str = ""
    name: str = ""

    def facts(self) -> Facts:
        """The block as the templates read it."""
        return {"authority": [upper(line) for line in self.authority], "note": self.note, "name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class StampStyle:
    """How values stand in the cells of a blank: points, millimetres, and the columns that are centred."""

    size: float
    leading: float
    padding: float
    centred: tuple[str, ...] = ()


class Paper(ABC):
    """One form, filled with plain values; a dataclass of an app's papers."""

    __slots__ = ()

    form: ClassVar[str]
    template: ClassVar[str]
    way: ClassVar[Way] = Way.FLOW
    stamp_style: ClassVar[StampStyle] = StampStyle(size=12, leading=1.1, padding=1.2)
    letterhead: Letterhead

    @abstractmethod
    def facts(self) -> Facts:
        """Everything that stands on the paper: strings, numbers, lists and dicts, nothing else."""

    def stamps(self) -> dict[str, str]:
        """For a stamped paper: the values, by the place on the blank they go to."""
        return {}

    def blank_facts(self) -> Facts:
        """For a stamped paper: the facts of its blank."""
        return self.facts()


def squares(choices: Iterable[tuple[str, str]], chosen: str | None) -> list[Facts]:
    """A row of squares to tick, at most one ticked."""
    return [{"label": label, "ticked": value == chosen} for value, label in choices]


def text(value: str) -> list[str]:
    """Paragraphs of a typed text; none where nothing was written, and the paper leaves dots."""
    return list(paragraphs(value))


def recipients(lines: Sequence[str]) -> list[str]:
    """Nơi nhận: each line ends with a comma, the last with a full stop."""
    bare = [line.strip().rstrip(".,;") for line in lines]
    return [f"{line}," for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def attached(kind: str, head: Letterhead, organ: str) -> str:
    """Below the title of an annex: which paper it belongs to, its number and day."""
    return f"(kèm theo {kind} {head.number_line.replace('Số', 'số')}, {head.date_line} của {organ})"
