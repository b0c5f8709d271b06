"""What an account reaches: the one place where authority becomes a condition on rows."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q
from treebeard.mp_tree import MP_Node

from organizations.enums import Role


class Scoped(Protocol):
    """A record that authority can be asked about."""

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Tree paths of the organisations it belongs to."""

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Submitting units it belongs to."""

    def is_about(self, account: "object") -> bool:
        """Whether the account's own person is its subject."""


class OfPlaces:
    """A record of places in the tree alone: no submitting unit's, and nobody's own."""

    @property
    def scope_units(self) -> tuple[int, ...]:
        """No unit's."""
        return ()

    def is_about(self, _account: object) -> bool:
        """Nobody's own, so that nobody has a right to it for being its subject."""
        return False


def places_above(path: str) -> list[str]:
    """The paths of a place in the tree and of every one above it, from the province down."""
    step = MP_Node.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


@dataclass(frozen=True, slots=True)
class Held:
    """A role held today: over a subtree, or over one submitting unit that stands outside the tree's lines."""

    role: Role
    path: str
    unit_id: int | None
    assignment_key: str

    def covers(self, record: Scoped) -> bool:
        """A unit's own clerk reaches that unit alone; anybody else reaches the subtree.

        A record that is its own level's (a letter of guidance) is reached from that level alone, never from above.
        """
        if self.unit_id is not None:
            return self.unit_id in record.scope_units
        if getattr(record, "is_of_its_level", False):
            return self.path in record.scope_paths
        return any(path.startswith(self.path) for path in record.scope_paths)


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything a permission lets an account touch."""

    paths: tuple[str, ...]
    unit_ids: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is reached."""
        return not self.paths and not self.unit_ids

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole province: the root of the tree is in it."""
        return any(len(path) == MP_Node.steplen for path in self.paths)

    def holds_below(self, path: str) -> bool:
        """Whether an organisation lies under what is reached, not at it."""
        return any(path.startswith(one) and path != one for one in self.paths)

    def tree(self) -> Q:
        """The condition on organisations themselves."""
        condition = Q(pk__in=[])
        for path in self.paths:
            condition |= Q(path__startswith=path)
        return condition

    def below(self, organization: str) -> Q:
        """The condition on rows whose organisation lies under what is reached, not at it."""
        condition = Q(pk__in=[])
        for path in self.paths:
            condition |= Q(**{f"{organization}__path__startswith": path, f"{organization}__path__gt": path})
        return condition

    def rows(self, organization: str, unit: str = "") -> Q:
        """The condition on rows whose organisation (and unit) are named by these lookups."""
        condition = Q(pk__in=[])
        for path in self.paths:
            condition |= Q(**{f"{organization}__path__startswith": path})
        if unit and self.unit_ids:
            condition |= Q(**{f"{unit}__in": self.unit_ids})
        return condition

    def covers(self, path: str) -> bool:
        """Whether a place of the tree lies inside."""
        return any(path.startswith(one) for one in self.paths)
