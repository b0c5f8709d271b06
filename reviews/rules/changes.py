"""Đoạn nào đã thay: two submitted texts, paragraph by paragraph (P115)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Mark(StrEnum):
    """What became of a paragraph; said in words, never by colour alone."""

    SAME = ""
    ADDED = "Thêm"
    REMOVED = "Bỏ"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with what became of it."""

    mark: Mark
    text: str


def likeness(before: str, after: str) -> int:
    """How much of a text stands in an earlier one too, in whole percents of both, word by word (P90)."""
    earlier, later = before.split(), after.split()
    if not earlier or not later:
        return 0
    return int(SequenceMatcher(None, earlier, later, autojunk=False).ratio() * 100)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The lines of a text; blank ones say nothing."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[Paragraph, ...]:
    """The later text whole, with the paragraphs that went, each where it stood."""
    return tuple(_compared(before, after))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, later_start, later_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (Paragraph(Mark.SAME, text) for text in after[later_start:later_end])
            continue
        yield from (Paragraph(Mark.REMOVED, text) for text in before[start:end])
        yield from (Paragraph(Mark.ADDED, text) for text in after[later_start:later_end])
