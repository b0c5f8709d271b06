"""Which post counts: one person, many posts, one line in the tables (P11, P12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organizations.enums import Route

ROUTE_ORDER = (Route.CENTRAL, Route.DECIDED, Route.DELEGATED, Route.MINISTRY, Route.LOWER)


def said_once(titles: Iterable[str]) -> str:
    """All titles in one line; a post already named inside another title is not named again."""
    named = list(dict.fromkeys(titles))
    return ", ".join(one for one in named if not any(one != other and one in other for other in named))


def decided_higher(held: Route, other: Route) -> bool:
    """Whether a post of the first route stands above one of the other: it would be the chief post (P11)."""
    return ROUTE_ORDER.index(held) < ROUTE_ORDER.index(other)


@dataclass(frozen=True, slots=True)
class Held:
    """A post held now, as far as the choice of the chief one asks."""

    title: str
    route: Route
    reason: str = ""


def chief_reason(chief: Held, others: Sequence[Held]) -> str:
    """Why this post is the one that counts: as written down, or by what the posts themselves say (P11)."""
    if chief.reason:
        return chief.reason
    if not others:
        return "Chức vụ duy nhất đang giữ"
    higher = [one.title for one in others if decided_higher(one.route, chief.route)]
    if higher:
        return f"Xem lại: {said_once(higher)} do cấp cao hơn quyết định"
    if all(decided_higher(chief.route, one.route) for one in others):
        return "Do cấp cao hơn quyết định so với các chức vụ còn lại"
    return "Được chọn là chức danh chính; chưa ghi lý do"
