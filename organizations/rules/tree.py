"""Which organisation may stand below which, and which may go into which."""

from collections.abc import Mapping

from organizations.enums import CollectiveType
from organizations.enums import OrganizationKind as Kind

BELOW: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.PROVINCE: (Kind.DIRECT, Kind.BASE_COMMITTEE, Kind.BASE_CELL),
    Kind.DIRECT: (Kind.BASE_COMMITTEE, Kind.BASE_CELL),
    Kind.BASE_COMMITTEE: (Kind.SECTION, Kind.CELL),
    Kind.SECTION: (Kind.CELL,),
    Kind.BASE_CELL: (),
    Kind.CELL: (),
}
# The committee an organisation is led by: it ends with it. Any other collective that sits there lives on.
COMMITTEES = frozenset(
    {
        CollectiveType.PROVINCE_STANDING,
        CollectiveType.DIRECT_STANDING,
        CollectiveType.BASE_STANDING,
        CollectiveType.SECTION_COMMITTEE,
        CollectiveType.CELL_COMMITTEE,
    }
)
CELLS = frozenset({Kind.BASE_CELL, Kind.CELL})


def may_stand_below(kind: Kind, upper: Kind) -> bool:
    """A cell stands below a base committee, never below another cell."""
    return kind in BELOW[upper]


def may_go_into(kind: Kind, other: Kind) -> bool:
    """Like goes into like: a cell into a cell of either kind, a committee into one of its own level."""
    if kind == Kind.PROVINCE:
        return False
    return kind == other or {kind, other} <= CELLS


def holds_members(kind: Kind) -> bool:
    """Members sit in cells alone."""
    return kind in CELLS
