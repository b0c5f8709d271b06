"""What kinds of organisation there are in the tree."""

from organizations.enums import OrganizationKind as Kind

CELLS = frozenset({Kind.BASE_CELL, Kind.CELL})


def holds_members(kind: Kind) -> bool:
    """Members sit in cells alone."""
    return kind in CELLS
