"""The rows of the province as they are gathered, and written in the order in which they point at each other."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from cadres.models import CivilRating, Discipline, Leave, Membership, PastRating, Person, Post, Standing
from deadlines.management.province.draw import Draw
from organizations.enums import OrganizationKind, Role, Sector
from organizations.models import (
    Account,
    Assignment,
    Collective,
    Contact,
    PartyOrganization,
    PeerRating,
    SubmittingUnit,
)
from organizations.rules.names import fold, name_sort_key
from reviews.models import Shortcoming, Target

FOUNDED = date(1991, 10, 1)
TERM = date(2020, 10, 15)  # the committee's term began: posts and roles run from here unless told otherwise
BATCH = 500
AT_ONCE = 5000

# Each kind of row after those it points at.
ORDER: tuple[type[Model], ...] = (
    Account,
    PartyOrganization,
    Collective,
    SubmittingUnit,
    Contact,
    Assignment,
    Person,
    Membership,
    Post,
    Standing,
    Leave,
    Discipline,
    CivilRating,
    PastRating,
    PeerRating,
    Shortcoming,
    Target,
)


@dataclass(slots=True)
class World:
    """Everything gathered so far; `named` finds again what has a name of its own."""

    draw: Draw
    root: PartyOrganization
    rows: dict[type[Model], list[Any]] = field(default_factory=lambda: {kind: [] for kind in ORDER})
    children: dict[str, int] = field(default_factory=dict)
    organizations: dict[str, PartyOrganization] = field(default_factory=dict)
    collectives: dict[str, Collective] = field(default_factory=dict)
    units: dict[str, SubmittingUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    cell_sizes: list[tuple[PartyOrganization, int]] = field(default_factory=list)
    successors: list[tuple[PartyOrganization, PartyOrganization]] = field(default_factory=list)
    in_cell: dict[str, list[Person]] = field(default_factory=dict)
    with_committee: list[tuple[PartyOrganization, PartyOrganization]] = field(default_factory=list)

    def later(self, kind: type[Model], **values: Any) -> None:
        """One of very many rows, kept as its values until it is written."""
        self.rows[kind].append(tuple(values.items()))

    def add(self, row: Any) -> Any:
        """One more row, with a key of the seed's own."""
        self.rows[type(row)].append(row)
        return row

    def organization(
        self, parent: PartyOrganization, name: str, kind: OrganizationKind, **fields: Any
    ) -> PartyOrganization:
        """One more node below another; the tree's paths are counted here, for one insert."""
        step = self.children.get(parent.path, 0) + 1
        self.children[parent.path] = step
        parent.numchild = step
        values: dict[str, Any] = {"sector": Sector.OTHER, "founded_on": FOUNDED} | fields
        node = PartyOrganization(
            name=name,
            kind=kind,
            depth=parent.depth + 1,
            path=PartyOrganization._get_path(parent.path, parent.depth + 1, step),
            numchild=0,
            **values,
        )
        self.organizations.setdefault(name, node)
        self.add(node)
        return node

    def cell(self, parent: PartyOrganization, name: str, size: int, **fields: Any) -> PartyOrganization:
        """One more cell, with as many ordinary members as it shall have."""
        node = self.organization(parent, name, OrganizationKind.CELL, sector=parent.sector, **fields)
        self.cell_sizes.append((node, size))
        return node

    def collective(self, name: str, **fields: Any) -> Collective:
        """One more leadership collective."""
        found = Collective(name=name, position=len(self.rows[Collective]) + 1, **fields)
        self.collectives.setdefault(name, found)
        self.add(found)
        return found

    def person(self, full_name: str, *, female: bool, born: date, **fields: Any) -> Person:
        """One more person; his card number runs on."""
        values: dict[str, Any] = {"birth_on": born, "card_number": f"06{len(self.rows[Person]) + 1:06d}"}
        found = Person(
            full_name=full_name,
            name_sort=name_sort_key(full_name),
            search_fold=fold(full_name),
            gender="female" if female else "male",
            birth_year=born.year,
            **(values | fields),
        )
        self.people.setdefault(full_name, found)
        self.add(found)
        return found

    def membership(
        self, person: Person, cell: PartyOrganization, from_on: date | None = None, **fields: Any
    ) -> Membership:
        """The person sits in the cell."""
        if fields.get("to_on") is None and fields.get("kind", "official") == "official":
            self.in_cell.setdefault(cell.path, []).append(person)
        start = from_on or max(person.joined_on or FOUNDED, cell.founded_on or FOUNDED)
        found = Membership(person=person, organization=cell, from_on=start, **fields)
        self.add(found)
        return found

    def account(self, sign_in_name: str, full_name: str, **fields: Any) -> Account:
        """One more account; no password opens it, only the demo's own button."""
        locked = "!" + "".join(self.draw.pick("0123456789abcdef") for _ in range(40))
        found = Account(sign_in_name=sign_in_name, full_name=full_name, password=locked, **fields)
        self.accounts[sign_in_name] = found
        self.add(found)
        return found

    def role(
        self,
        account: Account,
        role: Role,
        organization: PartyOrganization,
        *,
        unit: SubmittingUnit | None = None,
        title: str = "",
    ) -> None:
        """The account works under this role."""
        self.add(
            Assignment(
                account=account, role=role, organization=organization, unit=unit, title=title, from_on=TERM
            )
        )

    def write(self) -> None:
        """Write everything, each kind after those it points at."""
        self.root.save()
        for kind in ORDER:
            rows = self.rows[kind]
            for start in range(0, len(rows), AT_ONCE):
                some = [
                    kind(**dict(row)) if isinstance(row, tuple) else row
                    for row in rows[start : start + AT_ONCE]
                ]
                kind._default_manager.bulk_create(some, batch_size=BATCH)
        for merged, successor in self.successors:
            merged.successor = successor
        PartyOrganization.objects.bulk_update([one for one, _ in self.successors], ["successor"])
