"""Which unit sends a subject's papers, and what his cell is called: at the opening, and when the tree changes."""

from collections.abc import Iterable, Mapping

from organizations.models import PartyOrganization, SubmittingUnit


def unit_above(
    units: Iterable[SubmittingUnit], organization: PartyOrganization, scope: PartyOrganization
) -> SubmittingUnit | None:
    """The nearest unit above that reports the same way: who reports straight never goes through the tree (P08)."""
    fitting = [
        unit
        for unit in units
        if organization.path.startswith(unit.organization.path) and scope.path.startswith(unit.scope.path)
    ]
    return max(fitting, key=lambda unit: (len(unit.scope.path), len(unit.organization.path)), default=None)


def cell_label(cell: PartyOrganization, names: Mapping[str, str]) -> str:
    """The cell with the organisation above it, whose name stands under its path."""
    upper = names.get(cell.path[: -PartyOrganization.steplen], "")
    return f"{cell.name}, {upper}" if upper else str(cell.name)
