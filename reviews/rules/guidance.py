"""Whom a level may write to: the collectives and cadres below it that it manages (rules 3.4, P24)."""

from organizations.enums import CollectiveType, Route

# What a base decides about is what nobody above decides about: the rest is guided from above.
BASE_LEVEL = frozenset(
    {CollectiveType.BASE_STANDING, CollectiveType.SECTION_COMMITTEE, CollectiveType.CELL_COMMITTEE}
)


def guides_route(issuer_type: str, route: str) -> bool:
    """Cơ sở gợi ý cho đối tượng do cấp mình quản lý; whom the province manages, the levels above it write to."""
    return issuer_type not in BASE_LEVEL or route == Route.LOWER
