"""The dated facts of one person, of every kind, in one read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, F, Field, IntegerField, Model, TextField, Value

from cadres.enums import DisciplineForm, LeaveKind, StandingKind
from cadres.models import CivilRating, Discipline, Leave, PastRating, Person, Standing
from documents.rules import short_date
from organizations.enums import Capacity, Level
from organizations.queries import in_shape


class Fact(NamedTuple):
    """One dated fact: of which kind, its word, its note, its days, its year."""

    what: str
    word: str = ""
    note: str = ""
    from_on: date | None = None
    to_on: date | None = None
    year: int | None = None

    @property
    def days(self) -> str:
        """From which day to which, as the page says it."""
        if self.from_on is None:
            return ""
        if self.to_on is None:
            return f"từ {short_date(self.from_on)}"
        return f"{short_date(self.from_on)} – {short_date(self.to_on)}"


COLUMNS: Mapping[str, "Field[Any, Any]"] = {
    **dict.fromkeys(("what", "word", "note"), TextField()),
    **dict.fromkeys(("from_on", "to_on"), DateField()),
    "year": IntegerField(),
}
SPOKEN = {"standing": StandingKind, "leave": LeaveKind, "discipline": DisciplineForm, "civil": Level}


@dataclass(frozen=True, slots=True)
class FactsOf:
    """All facts of a person by kind, the newest first."""

    rows: tuple[Fact, ...]

    def of(self, what: str) -> list[Fact]:
        """Those of one kind."""
        return [one for one in self.rows if one.what == what]


# Of each kind: its table, and which of its columns says what.
PARTS: Mapping[str, tuple[type[Model], Mapping[str, str]]] = {
    "standing": (Standing, {"word": "kind", "note": "note", "from_on": "from_on", "to_on": "to_on"}),
    "leave": (Leave, {"word": "kind", "from_on": "from_on", "to_on": "to_on"}),
    "discipline": (
        Discipline,
        {"word": "form", "note": "note", "from_on": "decided_on", "year": "violated_in"},
    ),
    "civil": (CivilRating, {"word": "level", "note": "paper", "from_on": "decided_on", "year": "year"}),
    "past": (PastRating, {"word": "level", "note": "capacity", "year": "year"}),
}


def facts_of(person: Person) -> FactsOf:
    """Trường hợp riêng, nghỉ, kỷ luật, xếp loại CBCCVC, and the ratings of earlier years."""
    first, *others = (
        in_shape(
            COLUMNS,
            model._default_manager.filter(person=person),
            what=Value(what),
            **{name: F(column) for name, column in columns.items()},
        )
        for what, (model, columns) in PARTS.items()
    )
    rows = [_fact(one) for one in first.union(*others, all=True)]
    return FactsOf(
        tuple(sorted(rows, key=lambda one: (one.year or 0, one.from_on or date.min), reverse=True))
    )


def _fact(row: tuple[Any, ...]) -> Fact:
    what, word, note, from_on, to_on, year = row
    spoken = SPOKEN.get(what)
    said = str(spoken(word).label) if spoken is not None and what != "civil" else word
    if what == "past":
        note = str(Capacity(note).label)
    return Fact(what, said, note or "", from_on, to_on, year)
