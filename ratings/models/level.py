"""Which level decides a rating (rules 6.1): the province, a district, or a base."""

from dataclasses import dataclass

from organizations.enums import OrganizationKind, Route

DECIDED_BELOW = (Route.LOWER, Route.DELEGATED)
# A district decides what is its own and delegated to it or left to it; whatever lies lower, the level above it.
DECIDES_ITSELF = (OrganizationKind.PROVINCE, OrganizationKind.DIRECT)
BASES = (OrganizationKind.BASE_COMMITTEE, OrganizationKind.BASE_CELL)


@dataclass(frozen=True, slots=True)
class DecidedWhere:
    """The level that decides a rating, as authority is asked about it."""

    scope_paths: tuple[str, ...]
    scope_units: tuple[int, ...] = ()

    def is_about(self, _account: object) -> bool:
        """Nobody decides of himself."""
        return False
