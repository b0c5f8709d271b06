"""Thay đổi trong đợt: what is said of a subject whose facts changed after the round was opened (1.2, 1.4, P41–P44)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a person stands in a round: the case he is left out by, his post, his cell, his places with their clause."""

    case: str = ""
    clause: str = ""
    post: str = ""
    cell: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One change in words, with the clause it rests on."""

    kind: str
    text: str
    clause: str = ""


def said_of_change(before: Stand, after: Stand) -> Iterator[Said]:
    """What is different now, the reason first: exempt or back, the post, the cell, the places."""
    if after.case and after.case != before.case:
        yield Said(kind="not_reviewed", text=after.case, clause=after.clause)
    elif before.case and not after.case:
        yield Said(kind="reviewed", text=f"Kiểm điểm như thường lệ. Trước đó: {_low(before.case)}")
    if before.post != after.post:
        yield Said(kind="post", text=_now("Chức vụ", before.post, after.post))
    if before.cell != after.cell:
        yield Said(kind="cell", text=_now("Nơi sinh hoạt", before.cell, after.cell))
    yield from _places(before, after)


def _places(before: Stand, after: Stand) -> Iterator[Said]:
    more = [one for one in after.places if one not in before.places]
    less = [one for one in before.places if one not in after.places]
    if (more or less) and before.case == after.case:
        words = [
            *([f"Thêm: {', '.join(more)}"] if more else []),
            *([f"Bỏ: {', '.join(less)}"] if less else []),
        ]
        clause = next((after.places[one] for one in more), "")
        yield Said(kind="places", text=f"Nơi kiểm điểm. {'. '.join(words)}", clause=clause)


def _now(what: str, before: str, after: str) -> str:
    """ "Chức vụ: Trưởng phòng; trước đó: Phó Trưởng phòng"."""
    return f"{what}: {after or 'không còn'}" + (f"; trước đó: {before}" if before else "")


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
