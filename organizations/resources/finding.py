"""Organisations and collectives as a sheet names them: found inside the importer's reach alone.

What several bear is told apart by what stands above it, from the upper to the lower: "Đảng bộ xã Nà Sọng / Chi ủy".
The words that are kept mean the record in the whole tree, so that they find it again when an import is taken back.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Protocol, TypeVar

from organizations.models import Collective, Reach
from organizations.rules.cells import CellError
from organizations.rules.names import clean, fold
from organizations.services.sheet_kinds import Row
from organizations.services.sheet_places import APART, BETWEEN, STEP, Place, Places

EVERYWHERE = Reach(paths=("",), unit_ids=())
UNKNOWN = "Không có tập thể này trong phạm vi của đồng chí. Ghi đúng tên như trong danh sách tập thể."
OVER = "Tập thể này không còn. Ghi tập thể đang có."

One = TypeVar("One")


class Finder(Protocol[One]):
    """Something that knows records by words."""

    def find(self, words: str) -> One:
        """The record that the words mean, or a `CellError`."""

    def words(self, found: One) -> str:
        """The words that mean this record alone."""


def settle(row: Row, column: str, finder: Finder[One]) -> One | None:
    """What a cell of a row means, or an error at that cell; its words become the record's own."""
    words = row.values.get(column)
    if words is None:
        return None
    try:
        found = finder.find(words)
    except CellError as error:
        row.refuse(column, str(error))
        return None
    row.values[column], row.links[column] = finder.words(found), found
    return found


class Organizations:
    """Party organisations: looked for in a reach, called as the whole tree calls them."""

    def __init__(self, reach: Reach | None = None) -> None:
        self.all = Places(EVERYWHERE)
        self.here = self.all if reach is None or reach.is_whole else Places(reach)
        self._words: dict[int, str] = {}

    def find(self, words: str) -> Place:
        """The organisation that the words mean."""
        return self.here.find(words)

    def words(self, place: Place) -> str:
        """Its name, with those above it where the tree has several."""
        if place.pk not in self._words:
            words = self.all.words(place)
            here = self.here.at(place.pk)
            self._words[place.pk] = (
                words if here is None or self._finds(words, place) else self.here.words(here)
            )
        return self._words[place.pk]

    def _finds(self, words: str, place: Place) -> bool:
        """Whether the words are enough inside the reach too."""
        try:
            return self.here.find(words).pk == place.pk
        except CellError:
            return False

    def called(self, pk: int) -> str:
        """The words for an organisation by its primary key."""
        place = self.all.at(pk)
        return self.words(place) if place else ""


@dataclass(frozen=True, slots=True)
class Body:
    """One collective."""

    pk: int
    key: str
    name: str
    path: str  # of the organisation it sits in
    is_open: bool
    scope: int
    through: str  # path of the organisation it reports through


class Collectives:
    """Leadership collectives: looked for among those that report through the reach."""

    def __init__(self, reach: Reach | None = None, organizations: Organizations | None = None) -> None:
        self.places = (organizations or Organizations()).all
        self._by_pk: dict[int, Body] = {}
        self._all: dict[str, list[Body]] = defaultdict(list)
        self._here: dict[str, list[Body]] = defaultdict(list)
        self._words: dict[int, str] = {}
        columns = ("pk", "key", "name", "organization__path", "dissolved_on", "scope_id", "scope__path")
        for pk, key, name, path, ended, scope, through in Collective.objects.order_by().values_list(*columns):
            body = Body(pk, key, name, path, ended is None, scope, through)
            self._by_pk[pk] = body
            self._all[fold(clean(name))].append(body)
            if reach is None or reach.covers(through):
                self._here[fold(clean(name))].append(body)

    def find(self, words: str) -> Body:
        """The collective that the words mean, or why it is not clear which."""
        found = self._here.get(fold(clean(words))) or self._under(words)
        exact = [one for one in found if one.name.casefold() == clean(words).casefold()] or found
        alive = [one for one in exact if one.is_open]
        if not alive:
            raise CellError(OVER if exact else UNKNOWN)
        if len(alive) > 1:
            raise CellError(
                f"Có {len(alive)} tập thể cùng tên. Ghi kèm tổ chức đảng, ví dụ “{self.words(alive[0])}”."
            )
        return alive[0]

    def _under(self, words: str) -> list[Body]:
        *above, last = [clean(one) for one in APART.split(words) if one.strip()] or [""]
        return [one for one in self._here.get(fold(last), []) if above and self._is_under(one, above)]

    def _is_under(self, body: Body, above: list[str]) -> bool:
        wanted = [fold(one) for one in above]
        for name in self._above(body):
            if wanted and fold(name) == wanted[-1]:
                wanted.pop()
        return not wanted

    def _above(self, body: Body) -> list[str]:
        """The organisation it sits in and those above, the nearest first."""
        places = [self.places.along(body.path[:end]) for end in range(len(body.path), 0, -STEP)]
        return [one.name for one in places if one is not None]

    def words(self, body: Body) -> str:
        """Its name, with the organisations above it where several bear it."""
        if body.pk not in self._words:
            self._words[body.pk] = self._shortest(body)
        return self._words[body.pk]

    def _shortest(self, body: Body) -> str:
        same = self._all[fold(clean(body.name))]
        names: list[str] = []
        for upper in self._above(body) if len(same) > 1 else ():
            names.insert(0, upper)
            if sum(self._is_under(one, names) for one in same) == 1:
                break
        return BETWEEN.join([*names, body.name])

    def path_of(self, pk: int) -> str:
        """The path of the organisation through which a collective reports."""
        return self._by_pk[pk].through

    def called(self, pk: int | None) -> str:
        """The words for a collective by its primary key."""
        body = self._by_pk.get(pk or 0)
        return self.words(body) if body else ""
