"""A one-page guide as it is written (headings, numbered steps, points under a step, bold words), read into parts."""

import re
from dataclasses import dataclass

BOLD = re.compile(r"\*\*(.+?)\*\*")
STEP = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, or a step with the points under it."""

    kind: str
    runs: tuple[Run, ...]
    points: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """One printed page of help."""

    title: str
    parts: tuple[Part, ...]


def runs_of(line: str) -> tuple[Run, ...]:
    """The line's words, bold ones apart; the marks around a command are dropped."""
    pieces = BOLD.split(line.replace("`", ""))
    return tuple(Run(piece, bold=at % 2 == 1) for at, piece in enumerate(pieces) if piece)


def read_guide(text: str) -> Guide:
    """The guide's title and parts; a line of another shape is a paragraph."""
    title = ""
    parts: list[Part] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.lstrip().startswith("- ") and parts:
            last = parts[-1]
            parts[-1] = Part(last.kind, last.runs, (*last.points, runs_of(line.lstrip()[2:])))
        elif line.startswith(" ") and parts:  # a step written on two lines
            last = parts[-1]
            parts[-1] = Part(last.kind, (*last.runs, *runs_of(f" {line.strip()}")), last.points)
        elif line.startswith("## "):
            parts.append(Part("heading", runs_of(line[3:])))
        elif STEP.match(line):
            parts.append(Part("step", runs_of(STEP.sub("", line, count=1))))
        else:
            parts.append(Part("paragraph", runs_of(line)))
    return Guide(title, tuple(parts))
