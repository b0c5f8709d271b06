"""Thẩm quyền: which row of the regulation says who proposes, appraises and decides (6.1, P09)."""

from organizations.enums import Capacity, CollectiveType, OrganizationKind, Route
from reviews.rules.regulation import AuthorityRule, Regulation


def authority_of(
    regulation: Regulation,
    capacity: Capacity,
    *,
    route: Route | None = None,
    collective_type: CollectiveType | None = None,
    organization_kind: OrganizationKind | None = None,
) -> AuthorityRule | None:
    """The first row that fits; what a row leaves open fits everything."""
    return next(
        (
            rule
            for rule in regulation.authority
            if rule.capacity == capacity
            and (not rule.routes or route in rule.routes)
            and (not rule.collective_types or collective_type in rule.collective_types)
            and (not rule.organization_kinds or organization_kind in rule.organization_kinds)
        ),
        None,
    )


def route_of_organization(kind: OrganizationKind) -> Route:
    """Who decides a Party organisation: the Standing Committee those right under it, others the level above (III.2)."""
    return Route.DECIDED if kind == OrganizationKind.DIRECT else Route.LOWER


def route_of_collective(
    regulation: Regulation, collective_type: CollectiveType, *, sends: bool, head_route: Route | None
) -> Route:
    """Who decides a collective: a branch of a ministry goes with its head, every other by the row of its kind.

    The Standing Committee decides only those that send it their dossiers themselves.
    """
    above = (Route.CENTRAL, Route.DECIDED) if sends else (Route.CENTRAL,)
    branch = (Route.MINISTRY,) if head_route == Route.MINISTRY else ()
    return next(
        (
            route
            for route in (*branch, *above)
            if authority_of(regulation, Capacity.COLLECTIVE, route=route, collective_type=collective_type)
        ),
        Route.LOWER,
    )
