"""A self-review as boxes to write in: every box knows its name on the page and what it is kept as."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from documents.rules import short_date, vn_number
from reviews.rules.regulation import Alongside, ContentItem, SectionRole


class Kind(StrEnum):
    """How a box is written in."""

    PROSE = "prose"
    LINE = "line"
    DAY = "day"
    FIGURE = "figure"
    CHOICE = "choice"


LONGEST = {Kind.PROSE: 20_000, Kind.LINE: 200}
SHORTER = {"unit": 40}


class Keeps(StrEnum):
    """What record a box belongs to."""

    SECTION = "section"
    PAST = "past"
    POINT = "point"
    SHORTCOMING = "shortcoming"
    TARGET = "target"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the value of a box is kept: the record, which of them, and its field."""

    keeps: Keeps
    which: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing to write or choose."""

    name: str
    kind: Kind
    label: str
    value: str
    target: Target
    hint: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 4
    error: str = ""

    @property
    def id(self) -> str:
        """The box's place on the page."""
        return f"o-{self.name}"

    @property
    def longest(self) -> int | None:
        """How many characters it takes; nothing where another rule limits it."""
        return SHORTER.get(self.target.field) or LONGEST.get(self.kind)

    @property
    def chosen(self) -> str:
        """What was chosen, in words; what was written, for every other box."""
        return next((label for value, label in self.choices if value == self.value), self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Boxes that belong together: one shortcoming, one point of guidance, one target."""

    title: str = ""
    text: str = ""
    ground: str = ""
    demand: str = ""
    noted: tuple[str, ...] = ()
    answered: bool | None = None
    share: str = ""
    line: str = ""
    boxes: tuple[Box, ...]

    @property
    def is_target(self) -> bool:
        """Whether it is a line of the table of targets."""
        return bool(self.boxes) and self.boxes[0].target.keeps == Keeps.TARGET

    def name_of(self, box: Box) -> str:
        """How one of its boxes is called away from the form."""
        return f"{self.title}: {box.label}" if self.title else box.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of the form, with its version and what it still misses."""

    code: str
    anchor: str
    section: str
    heading: str
    title: str
    guidance: str
    clause: str
    role: SectionRole
    version: int
    groups: tuple[Group, ...]
    missing: tuple[str, ...] = ()
    return_note: str = ""
    saved_at: datetime | None = None
    more: str = ""
    alongside: Alongside | None = None
    stamp: str = ""

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box of the part."""
        return tuple(box for group in self.groups for box in group.boxes)

    @property
    def targets(self) -> tuple[Group, ...]:
        """The lines of its table of targets."""
        return tuple(group for group in self.groups if group.is_target)

    @property
    def others(self) -> tuple[Group, ...]:
        """Everything that is no line of a table."""
        return tuple(group for group in self.groups if not group.is_target)

    @property
    def stamp_name(self) -> str:
        """The hidden input that says which version was being written."""
        return f"v-{self.code}"

    def stamped(self) -> Part:
        """With its version and the fingerprint of what is kept: what the page sends back."""
        return replace(self, stamp=f"{self.version}.{digest((box.name, box.value) for box in self.boxes)}")

    @property
    def is_own_level(self) -> bool:
        """Whether this is the part with the level one takes for oneself."""
        return self.role == SectionRole.OWN_LEVEL

    @property
    def state(self) -> str:
        """The shape of its state."""
        if self.return_note and self.missing:
            return "back"
        return "doing" if self.missing and self.saved_at else "todo" if self.missing else "done"

    @property
    def state_css(self) -> str:
        """The colour class of its shape."""
        return f"c-{self.state}"

    @property
    def state_words(self) -> str:
        """Its state in words, as the list of sections says it."""
        if self.return_note:
            return "Đề nghị bổ sung, hoàn thiện"
        if not self.missing:
            return "Đủ"
        return "Chưa chọn" if self.is_own_level else f"Còn {len(self.missing)} chỗ"


def faults_of(parts: Iterable[Part]) -> list[dict[str, str]]:
    """What the summary of errors says: each box by its name, where it stands, and what is wrong."""
    return [
        {"id": box.id, "label": group.name_of(box), "error": box.error}
        for part in parts
        for group in part.groups
        for box in group.boxes
        if box.error
    ]


def digest(values: Iterable[tuple[str, str]]) -> str:
    """The fingerprint of what stands in some boxes."""
    text = json.dumps([[name, plain(value)] for name, value in values], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def plain(value: str) -> str:
    """One spelling of a typed value, so that a browser's line ends change nothing."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def shown_day(day: date | None) -> str:
    """A day as one types it."""
    return short_date(day) if day else ""


def shown_figure(figure: Decimal | None) -> str:
    """A figure as one types it."""
    return "" if figure is None else vn_number(figure.normalize() + 0)


def anchor_of(item: ContentItem) -> str:
    """Where a section stands on the page."""
    return f"muc-{item.section.replace('.', '-').lower()}"
