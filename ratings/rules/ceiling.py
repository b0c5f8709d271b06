"""Tỷ lệ tối đa: how many of a group may be EXCELLENT; people choose who."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from organizations.enums import Level
from ratings.rules.sentences import CEILING_SCOPES, percent
from reviews.rules.regulation import CapBase, CapRule, Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One subject of a group: its line in protocol order, the level in question, its votes for EXCELLENT."""

    key: str
    protocol: int
    level: Level
    votes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """How a group stands: of whom it is counted, how many are allowed, how many are there."""

    base: int
    rated: int
    allowed: int
    proposed: int
    tied: tuple[str, ...]

    @property
    def over(self) -> int:
        """By how many the group exceeds its ceiling."""
        return max(self.proposed - self.allowed, 0)


def excellent_allowed(counts: Mapping[Level, int], rule: CapRule) -> int:
    """The most EXCELLENT a group with these levels may hold."""
    share = _share_of(counts, rule)
    rounded = _ROUNDED[rule.rounding](share)
    return max(rounded, 1) if rule.min_one and _base(counts, rule.base) else rounded


def _share_of(counts: Mapping[Level, int], rule: CapRule) -> Fraction:
    base = _base(counts, rule.base)
    if rule.base == CapBase.GOOD_ONLY:
        return rule.share * base / (1 + rule.share)
    return rule.share * base


def _base(counts: Mapping[Level, int], base: CapBase) -> int:
    """Of whom the share is taken; "GOOD only" starts from all GOOD or better, so that nobody is counted twice."""
    if base == CapBase.ALL_RATED:
        return sum(counts.values())
    return counts.get(Level.EXCELLENT, 0) + counts.get(Level.GOOD, 0)


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


_ROUNDED: Mapping[Rounding, Callable[[Fraction], int]] = {
    Rounding.FLOOR: floor,
    Rounding.CEIL: ceil,
    Rounding.ROUND: _half_up,
}

ROUNDING_WORDS: Mapping[Rounding, str] = {
    Rounding.FLOOR: "làm tròn xuống",
    Rounding.CEIL: "làm tròn lên",
    Rounding.ROUND: "làm tròn",
}
"""Why a fifth of two people is nobody: said beside the share."""


def group_ceiling(candidates: Iterable[Candidate], rule: CapRule) -> Ceiling:
    """The ceiling of one group, and who is tied at the line; nobody is lowered here."""
    group = tuple(candidates)
    counts = {level: sum(one.level == level for one in group) for level in Level}
    allowed = excellent_allowed(counts, rule)
    return Ceiling(
        base=_base(counts, rule.base),
        rated=len(group),
        allowed=allowed,
        proposed=counts[Level.EXCELLENT],
        tied=_tied_at_the_line(group, allowed),
    )


def _tied_at_the_line(group: tuple[Candidate, ...], allowed: int) -> tuple[str, ...]:
    """Those with equal votes on both sides of the line, in protocol order."""
    voted = [one for one in group if one.level == Level.EXCELLENT and one.votes is not None]
    ranked = sorted((one.votes or 0 for one in voted), reverse=True)
    if not 0 < allowed < len(ranked) or ranked[allowed - 1] != ranked[allowed]:
        return ()
    tied = [one for one in voted if one.votes == ranked[allowed]]
    return tuple(one.key for one in sorted(tied, key=lambda one: one.protocol))


def ceiling_note(rule: CapRule) -> str:
    """ "Tỷ lệ 20% tính theo nhóm chức danh toàn tỉnh": all that a unit below is told."""
    return f"Tỷ lệ {percent(rule.share)} {CEILING_SCOPES[rule.capacity]}"


def ceiling_sentence(ceiling: Ceiling, rule: CapRule) -> str:
    """Of whom it is counted, the most there may be of the highest level, how many there are, and how many too many."""
    of_whom = "Được xếp loại" if rule.base == CapBase.ALL_RATED else f"{Level.GOOD.label} trở lên"
    most = f"tối đa {ceiling.allowed} được xếp loại {Level.EXCELLENT.label}"
    how = f"{percent(rule.share)}, {ROUNDING_WORDS[rule.rounding]}"
    tail = f", vượt {ceiling.over}" if ceiling.over else ""
    return f"{of_whom}: {ceiling.base}, trong đó {most} ({how}); đã đề nghị {ceiling.proposed}{tail}"
