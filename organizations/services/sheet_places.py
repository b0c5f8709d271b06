"""Party organisations as a sheet names them: by their own name, or with those above it, inside one part of the tree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from documents.rules import short_date
from organizations.models import PartyOrganization, Reach
from organizations.rules.cells import CellError
from organizations.rules.names import clean, fold

APART = re.compile(r"\s*[/\\›>|]\s*")
BETWEEN = " / "
STEP = PartyOrganization.steplen
READ = ("pk", "key", "path", "name", "kind", "dissolved_on", "successor")  # in the order of a Place
UNKNOWN = (
    "Không có tổ chức đảng này trong phạm vi của đồng chí. Ghi đúng tên như trong danh sách tổ chức đảng."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation of the part of the tree."""

    pk: int
    key: str
    path: str
    name: str
    kind: str
    ended: date | None = None
    went_into: int | None = None  # the organisation it was merged into

    @property
    def is_open(self) -> bool:
        """Whether it was neither merged nor dissolved."""
        return self.ended is None


class Places:
    """All organisations of a part of the tree, read once, found by words."""

    def __init__(self, reach: Reach) -> None:
        self._by_path: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        rows = PartyOrganization.objects.filter(reach.tree()).order_by("path")
        for one in rows.values_list(*READ):
            place = Place(*one)
            self._by_path[place.path] = place
            self._by_name.setdefault(fold(clean(place.name)), []).append(place)
        self._by_pk = {one.pk: one for one in self._by_path.values()}
        self._found: dict[str, Place | CellError] = {}

    def find(self, words: str) -> Place:
        """The organisation that the words mean, or why it is not clear which."""
        known = self._found.get(words)
        if known is None:
            try:
                known = self._find(words)
            except CellError as error:
                known = error
            self._found[words] = known
        if isinstance(known, CellError):
            raise CellError(*known.args)
        return known

    def _find(self, words: str) -> Place:
        found = self._named(fold(clean(words))) or self._under(words)
        if not found:
            raise CellError(UNKNOWN)
        alive = [one for one in found if one.is_open]
        if not alive:
            raise CellError(self._ended(max(found, key=lambda one: one.ended or date.min)))
        if len(alive) > 1:
            raise CellError(
                f"Có {len(alive)} tổ chức đảng cùng tên. Ghi kèm cấp trên, ví dụ “{self.words(alive[0])}”."
            )
        return alive[0]

    def _ended(self, place: Place) -> str:
        """What became of one that is no more, step by step, and what to write in its stead."""
        told, seen = list[str](), {place.pk}
        while place.ended is not None:
            into = self._successor(place)
            if into is None or into.pk in seen:
                told.append(f"{place.name} đã giải thể ngày {short_date(place.ended)}")
                return f"{', '.join(told)}. Ghi tổ chức đang hoạt động."
            told.append(f"{place.name} đã sáp nhập vào {into.name} ngày {short_date(place.ended)}")
            place = into
            seen.add(place.pk)
        words = self.words(place) if self.at(place.pk) else place.name
        return f"{', '.join(told)}. Ghi “{words}”."

    def _successor(self, place: Place) -> Place | None:
        """What it was merged into; the name of an organisation is told beyond the part of the tree too."""
        if place.went_into is None:
            return None
        far = PartyOrganization.objects.filter(pk=place.went_into).values_list(*READ)
        return self._by_pk.get(place.went_into) or Place(*far.get())

    def _named(self, name: str) -> list[Place]:
        return self._by_name.get(name, [])

    def named(self, name: str) -> list[Place]:
        """All that bear a name, whatever its case and marks."""
        return self._named(fold(clean(name)))

    def _under(self, words: str) -> list[Place]:
        """Named with those above it, from the upper to the lower; levels between may be left out."""
        *above, last = [fold(clean(one)) for one in APART.split(words) if one.strip()] or [""]
        return [one for one in self._named(last) if above and self._is_under(one, above)]

    def _is_under(self, place: Place, above: list[str]) -> bool:
        wanted = list(above)
        for upper in self.above(place):
            if wanted and fold(upper.name) == wanted[-1]:
                wanted.pop()
        return not wanted

    def above(self, place: Place) -> list[Place]:
        """Those above it inside the part of the tree, the nearest first."""
        ends = range(len(place.path) - STEP, 0, -STEP)
        return [one for end in ends if (one := self._by_path.get(place.path[:end])) is not None]

    def words(self, place: Place) -> str:
        """The shortest words that mean this organisation alone."""
        return self._words[place.pk]

    @cached_property
    def _words(self) -> dict[int, str]:
        found = {}
        for same in self._by_name.values():
            for one in same:
                found[one.pk] = one.name if len(same) == 1 else self._longer(one, same)
        return found

    def _longer(self, place: Place, same: list[Place]) -> str:
        words, names = place.name, list[str]()
        for upper in self.above(place):
            names.insert(0, fold(upper.name))
            words = f"{upper.name}{BETWEEN}{words}"
            if sum(self._is_under(one, names) for one in same) == 1:
                break
        return words

    @property
    def everything(self) -> Iterable[Place]:
        """All of them, in the order of the tree."""
        return self._by_path.values()

    def along(self, path: str) -> Place | None:
        """The organisation by its path."""
        return self._by_path.get(path)

    def at(self, pk: int) -> Place | None:
        """The organisation by its primary key, if it lies in the part of the tree."""
        return self._by_pk.get(pk)
