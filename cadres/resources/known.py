"""The people whom a sheet may mean, inside the importer's part of the tree alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet

from cadres.enums import MembershipKind
from cadres.models import Membership, Person
from cadres.rules.people import year_of
from organizations.models import PartyOrganization, Reach
from organizations.rules.names import fold
from organizations.services.sheet_kinds import Row, asked_for, asked_for_any
from organizations.services.sheet_places import Places

OWN = (
    "full_name",
    "gender",
    "card_number",
    "joined_on",
    "official_on",
    "is_civil_servant",
    "workplace",
    "residence",
)
BESIDE = {"pk", "key", "is_sitting", "cell_pk"}


@dataclass(slots=True)
class Known:
    """What is known of the people whom the rows may mean."""

    places: Places
    by_card: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_name: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    cards_elsewhere: set[str] = field(default_factory=set)
    outside: dict[int, str] = field(
        default_factory=dict
    )  # names of cells beyond the reach, of those who hold a post

    def is_his_cell(self, record: Mapping[str, Any], words: str) -> bool:
        """Whether words name the cell where somebody sits, be there others of the name."""
        place = self.places.at(record["cell_pk"] or 0)
        name = place.name if place else self.outside.get(record["cell_pk"], "")
        return bool(name) and fold(words) in {fold(name), fold(record["cell"])}


def known_to(rows: Sequence[Row], reach: Reach) -> Known:
    """Everybody in reach whom the rows may mean, read in a handful of queries."""
    known = Known(Places(reach))
    cards = {row.values["card_number"] for row in rows if "card_number" in row.values}
    for row in rows:
        row.links["fold"] = fold(row.values.get("full_name", ""))
    folds = {row.links["fold"] for row in rows} - {""}
    within = with_cells(Person.objects.within(reach))
    seen = set()
    for person in asked_for_any(within, {"card_number": cards, "search_fold": folds}):
        record = record_of(person, known.places)
        if record["pk"] not in seen:
            seen.add(record["pk"])
            known.by_name[fold(record["full_name"])].append(record)
            known.by_card[record["card_number"]] = record
            if record["cell_pk"] and not record["cell"]:
                known.outside[record["cell_pk"]] = ""
    names = PartyOrganization.objects.order_by().values_list("pk", "name")
    known.outside = dict(asked_for(names, "pk", known.outside))
    known.by_card.pop("", None)
    everywhere = Person.objects.order_by().exclude(card_number="").values_list("card_number", flat=True)
    known.cards_elsewhere = {one for one in asked_for(everywhere, "card_number", cards) if one in cards}
    known.cards_elsewhere -= known.by_card.keys()
    return known


def with_cells(people: QuerySet[Person]) -> Any:
    """People with the cell each sits in now, as plain rows."""
    open_here = Membership.objects.filter(
        person=OuterRef("pk"), kind=MembershipKind.OFFICIAL, to_on__isnull=True
    )
    return (
        people.order_by()
        .annotate(cell=open_here.values("organization")[:1], from_on=open_here.values("from_on")[:1])
        .values_list("pk", "key", "birth_year", "birth_on", "cell", "from_on", *OWN)
    )


def record_of(person: tuple[Any, ...], places: Places) -> dict[str, Any]:
    """One of these rows in the names of the columns."""
    pk, key, birth_year, birth_on, cell, from_on, *own = person
    place = places.at(cell) if cell else None
    record = dict(zip(OWN, own, strict=True))
    record |= {"birth": birth_on or birth_year, "cell": places.words(place) if place else ""}
    return record | {
        "pk": pk,
        "key": key,
        "from_on": from_on,
        "is_sitting": cell is not None,
        "cell_pk": cell,
    }


def same_birth(one: date | int, other: date | int) -> bool:
    """The same day, or the same year where one of them is known by its year alone."""
    if isinstance(one, int) or isinstance(other, int):
        return year_of(one) == year_of(other)
    return one == other


def told(record: dict[str, Any]) -> dict[str, Any]:
    """A record in the names of the columns."""
    return {name: value for name, value in record.items() if name not in BESIDE}
