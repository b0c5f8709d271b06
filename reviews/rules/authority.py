"""Thẩm quyền: which row of the regulation says who proposes, appraises and decides (6.1)."""

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
