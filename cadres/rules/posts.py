"""Which post counts: one person, many posts, one line in the tables (P11, P12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organizations.enums import Route

ROUTE_ORDER = (Route.CENTRAL, Route.DECIDED, Route.DELEGATED, Route.MINISTRY, Route.LOWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post as the rules see it; `position` is the protocol order."""

    key: str
    title: str
    route: Route
    position: int
    is_head: bool
    from_on: date
    to_on: date | None = None


def in_force(from_on: date, to_on: date | None, day: date) -> bool:
    """Whether a span of days, both ends included, covers a day."""
    return from_on <= day and (to_on is None or day <= to_on)


def held_on(posts: Iterable[HeldPost], day: date) -> list[HeldPost]:
    """The posts held on a day, in protocol order."""
    held = (post for post in posts if in_force(post.from_on, post.to_on, day))
    return sorted(held, key=lambda post: post.position)


def suggested_main_post(posts: Iterable[HeldPost], day: date) -> HeldPost | None:
    """The highest post, by who decides and then by protocol; staff choose and give the reason."""
    return min(held_on(posts, day), key=_height, default=None)


def said_once(titles: Iterable[str]) -> str:
    """All titles in one line; a post already named inside another title is not named again."""
    named = list(dict.fromkeys(titles))
    return ", ".join(one for one in named if not any(one != other and one in other for other in named))


def counting_headships(posts: Iterable[HeldPost], main_key: str, day: date) -> list[HeldPost]:
    """The headships that bound the head's level: only that of the chief post."""
    return [post for post in held_on(posts, day) if post.is_head and post.key == main_key]


def _height(post: HeldPost) -> tuple[int, int]:
    return (ROUTE_ORDER.index(post.route), post.position)


def decided_higher(held: Route, other: Route) -> bool:
    """Whether a post of the first route stands above one of the other: it would be the chief post (P11)."""
    return ROUTE_ORDER.index(held) < ROUTE_ORDER.index(other)
