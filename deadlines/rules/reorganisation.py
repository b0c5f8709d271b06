"""Sắp xếp tổ chức: what an act on the tree asks for, and what it comes to, in words."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.rules import padded
from organizations.enums import OrganizationChangeKind as Kind
from organizations.enums import OrganizationKind
from organizations.rules.tree import CELLS, may_go_into, may_stand_below

SHOWN = 12
# What each act asks for besides day, number and reason.
ASKS: Mapping[Kind, frozenset[str]] = {
    Kind.CREATE: frozenset({"name", "level", "sector"}),
    Kind.RENAME: frozenset({"name"}),
    Kind.MOVE: frozenset({"other"}),
    Kind.MERGE: frozenset({"other"}),
    Kind.SPLIT: frozenset({"name", "chosen"}),
    Kind.DISSOLVE: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing the act does: how many, and who, by name."""

    title: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.names)

    @property
    def shown(self) -> tuple[str, ...]:
        """The first of them."""
        return self.names[:SHOWN]

    @property
    def more(self) -> tuple[str, ...]:
        """The others, behind a fold."""
        return self.names[SHOWN:]

    @property
    def words(self) -> str:
        """ "Đảng viên chuyển theo: 12"."""
        return f"{self.title}: {padded(self.count)}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything an act did, or would do."""

    key: str
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """All effects in one line, as history keeps it."""
        return "; ".join(one.words for one in self.effects)

    @property
    def digest(self) -> str:
        """What was seen: another outcome has another one. A key made anew each time is left out."""
        lines = [f"{one.title}: {'|'.join(one.names)}" for one in self.effects] + list(self.notes)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def outcome_of(key: str, effects: Iterable[tuple[str, Iterable[str]]], notes: Iterable[str]) -> Outcome:
    """What came of an act; what touches nobody is not mentioned."""
    named = [Effect(title, tuple(names)) for title, names in effects]
    return Outcome(key, tuple(one for one in named if one.names), tuple(notes))


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation as these rules see it."""

    name: str
    kind: OrganizationKind
    path: str
    is_living: bool = True


def hindrances(kind: Kind, node: Node, other: Node | None, level: OrganizationKind | None) -> list[str]:
    """Why the act cannot be, by the kinds and the places of those it is about."""
    if not node.is_living:
        return [f"{node.name} đã kết thúc hoạt động."]
    if kind == Kind.CREATE:
        fits = level is not None and may_stand_below(level, node.kind)
        return [] if fits else [f"{node.kind.label} không có tổ chức trực thuộc loại này."]
    if node.kind == OrganizationKind.PROVINCE and kind != Kind.RENAME:
        return ["Đảng bộ tỉnh không sắp xếp tại đây."]
    if other is not None and not other.is_living:
        return [f"{other.name} đã kết thúc hoạt động."]
    if other is not None and other.path.startswith(node.path):
        return [f"{other.name} là chính {node.name} hoặc trực thuộc {node.name}: chọn tổ chức khác."]
    if kind == Kind.MOVE and other is not None:
        return _move_hindrances(node, other)
    if kind == Kind.MERGE and other is not None and not may_go_into(node.kind, other.kind):
        return [f"{node.kind.label} không sáp nhập vào {other.kind.label.lower()}. Chọn tổ chức cùng loại."]
    return []


def _move_hindrances(node: Node, upper: Node) -> list[str]:
    if not may_stand_below(node.kind, upper.kind):
        return [f"{node.kind.label} không trực thuộc {upper.kind.label.lower()} được."]
    return [f"{node.name} đã trực thuộc {upper.name}."] if node.path[: len(upper.path)] == upper.path else []


def split_hindrances(kind: OrganizationKind, chosen: Sequence[str], there: int) -> list[str]:
    """Something goes, and something stays."""
    what = "đảng viên" if kind in CELLS else "tổ chức trực thuộc"
    if not chosen:
        return [f"Chọn {what} chuyển sang tổ chức mới."]
    if len(chosen) >= there:
        return [f"Để lại ít nhất một {what}; nếu chuyển hết thì đổi tên hoặc sáp nhập."]
    return []
