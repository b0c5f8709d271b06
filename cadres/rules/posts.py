"""Which post counts: one person, many posts, one line in the tables (P11, P12)."""

from collections.abc import Iterable

from organizations.enums import Route

ROUTE_ORDER = (Route.CENTRAL, Route.DECIDED, Route.DELEGATED, Route.MINISTRY, Route.LOWER)


def said_once(titles: Iterable[str]) -> str:
    """All titles in one line; a post already named inside another title is not named again."""
    named = list(dict.fromkeys(titles))
    return ", ".join(one for one in named if not any(one != other and one in other for other in named))


def decided_higher(held: Route, other: Route) -> bool:
    """Whether a post of the first route stands above one of the other: it would be the chief post (P11)."""
    return ROUTE_ORDER.index(held) < ROUTE_ORDER.index(other)
