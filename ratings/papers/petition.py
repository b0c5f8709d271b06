"""Tờ trình of the Organization Committee to the deciding organ: its wording, from figures counted elsewhere (P102)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.papers import Signature
from documents.rules import padded, without_gaps
from organizations.enums import Level

ORGAN = "Ban Tổ chức Tỉnh ủy"
ISSUER = "Ban Tổ chức"
CODE = "BTCTU"
SYMBOL = f"TTr/{CODE}"
UNSIGNED = Signature(authority=("Trưởng ban",))
RECIPIENTS = ("Như trên", "Văn phòng Tỉnh ủy", f"Lưu {ORGAN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Those of one kind on the list: how many at each level, how many wait for a conclusion."""

    levels: Mapping[Level, int] = field(default_factory=dict)
    paused: int = 0

    @property
    def total(self) -> int:
        """Everybody of the kind on the list."""
        return sum(self.levels.values()) + self.paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the letter counts: each line once."""

    units: int
    collectives: Share
    persons: Share
    groups_over: int = 0
    consulted: bool = False


def rating_grounds(plan: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The legal bases of a plan that speak of rating; those of rewards are no ground for a level."""
    return [one for one in plan.get("bases", []) if "xếp loại" in one["title"]]


def petition_body(figures: Figures, *, bases: tuple[str, ...], organ: str) -> str:
    """Two paragraphs: on what ground what is asked, then the figures, the paused and the groups above their ceiling."""
    said = " và ý kiến của các cơ quan liên quan" if figures.consulted else ""
    asked = without_gaps(
        (_some(figures.collectives.total, "tập thể"), _some(figures.persons.total, "cá nhân")), " và "
    )
    return (
        f"Căn cứ {'; '.join(bases)}; trên cơ sở hồ sơ của {padded(figures.units)} đơn vị{said}, {ORGAN} trình "
        f"{organ} xem xét, quyết định xếp loại {asked} (có danh sách kèm theo).\n"
        f"Trong đó đề nghị: {_levels(figures)}{_paused(figures)}.{_over(figures, organ)}"
    )


def _levels(figures: Figures) -> str:
    """ "tập thể … 11, … 47; cá nhân tương ứng 27, 112": the levels named once for both kinds."""
    both = (figures.collectives.levels, figures.persons.levels)
    named = [level for level in Level if any(levels.get(level) for levels in both)]
    parts: list[str] = []
    for noun, share in (("tập thể", figures.collectives), ("cá nhân", figures.persons)):
        if not sum(share.levels.values()):
            continue
        counts = [padded(share.levels.get(level, 0)) for level in named]
        if parts:
            parts.append(f"{noun} tương ứng {', '.join(counts)}")
        else:
            pairs = zip(named, counts, strict=True)
            parts.append(f"{noun} {', '.join(f'{level.label} {count}' for level, count in pairs)}")
    return "; ".join(parts) or "chưa có mức"


def _paused(figures: Figures) -> str:
    waiting = without_gaps(
        (_some(figures.collectives.paused, "tập thể"), _some(figures.persons.paused, "cá nhân")), " và "
    )
    return f"; {waiting} tạm dừng xếp loại, chờ kết luận của cơ quan có thẩm quyền" if waiting else ""


def _over(figures: Figures, organ: str) -> str:
    if not figures.groups_over:
        return ""
    short = organ.removesuffix(" Tỉnh ủy")
    return f" Có {padded(figures.groups_over)} nhóm chức danh đang đề nghị vượt tỷ lệ 20%, xin {short} cho ý kiến."


def _some(count: int, noun: str) -> str:
    return f"{padded(count)} {noun}" if count else ""
