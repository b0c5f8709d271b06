"""A sheet of Party organisations against the tree: which row is which node, and under what it hangs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import ProtectedError, QuerySet

from organizations.models import PartyOrganization
from organizations.rules.cells import CellError
from organizations.rules.keys import new_key
from organizations.rules.names import fold
from organizations.services import bulk
from organizations.services.sheet_kinds import Row
from organizations.services.sheet_places import APART, STEP, UNKNOWN, Place, Places

NOT_FOUND = (
    "Không có tổ chức đảng này trong phạm vi của đồng chí, cũng không có dòng nào của tệp mang tên này. "
    "Ghi đúng tên cấp trên, hoặc thêm một dòng cho cấp trên."
)


class SheetTree:
    """The part of the tree together with the rows of a sheet."""

    def __init__(self, places: Places, rows: Sequence[Row]) -> None:
        self.places = places
        self._rows = {row.number: row for row in rows}
        self._titled: dict[str, list[Row]] = {}
        for row in rows:
            self._titled.setdefault(fold(row.values.get("title", "")), []).append(row)
        self._nodes = {(one.path[:-STEP], fold(one.name)): one for one in places.everything}
        self._settling: list[int] = []
        self._meant: dict[int, Row] = {}  # organisations that are there → the row that is each

    def settle(self, row: Row) -> None:
        """Find under what the row hangs and whether it is there already; its parent's row comes first."""
        words, title = row.values.get("parent"), row.values.get("title")
        if "level" in row.links or not words or not title:
            return
        if row.number in self._settling:
            row.refuse("parent", "Các dòng này lấy nhau làm cấp trên. Xem lại cột cấp trên trực tiếp.")
            return
        self._settling.append(row.number)
        try:
            self._hang(row, words)
        except CellError as error:
            row.refuse("parent", str(error))
        self._settling.pop()

    def _hang(self, row: Row, words: str) -> None:
        upper = self._upper(row, words)
        if isinstance(upper, Row):
            self.settle(upper)
            known = self.places.at(upper.target) if upper.target is not None else None
            if known is None:
                row.links["parent_row"], row.links["above"] = upper.number, ("row", upper.number)
                row.links["level"] = upper.links.get("level", 0) + 1
                return
            upper = known
        row.links["parent_path"] = row.links["above"] = upper.path
        row.links["level"] = len(upper.path) // STEP + 1
        row.values["parent"] = self.places.words(upper)
        node = self._nodes.get((upper.path, fold(row.values["title"])))
        if node is not None:
            row.target, row.key = node.pk, node.key
            self._meant.setdefault(node.pk, row)

    def _upper(self, row: Row, words: str) -> Place | Row:
        """A node of the tree, or a row of this sheet, that the words mean."""
        try:
            return self.places.find(words)
        except CellError as error:
            if str(error) != UNKNOWN:
                raise
        *above, last = [fold(one) for one in APART.split(words) if one.strip()] or [""]
        found = [one for one in self._titled.get(last, []) if one is not row and self._fits(one, above)]
        if not found:
            raise CellError(NOT_FOUND)
        if len(found) > 1:
            numbers = ", ".join(str(one.number) for one in found[:5])
            raise CellError(f"Các dòng {numbers} cùng tên. Ghi kèm cấp trên, cách nhau bằng dấu /.")
        return found[0]

    def _fits(self, row: Row, above: Sequence[str]) -> bool:
        """Whether the row's own parent is the one named before it."""
        if not above:
            return True
        parent = [fold(one) for one in APART.split(row.values.get("parent", "")) if one.strip()]
        return bool(parent) and parent[-1] == above[-1]

    def kind_above(self, row: Row) -> str:
        """The kind of what it hangs under."""
        if "parent_row" in row.links:
            return str(self._rows[row.links["parent_row"]].values.get("kind", ""))
        place = self.places.along(row.links.get("parent_path", ""))
        return self.kind_of(place) if place else ""

    def kind_of(self, place: Place) -> str:
        """The kind of an organisation that is there, once the sheet is written."""
        row = self._meant.get(place.pk)
        return str(row.values.get("kind", place.kind)) if row else place.kind

    def below(self, row: Row) -> list[Place]:
        """What works directly below the organisation that a row is."""
        place = self.places.at(row.target or 0)
        return self._children.get(place.path, []) if place else []

    @cached_property
    def _children(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for one in self.places.everything:
            if one.is_open:
                found.setdefault(one.path[:-STEP], []).append(one)
        return found

    def namesake(self, row: Row) -> Place | None:
        """An organisation of the same name elsewhere that no row of the sheet is: perhaps this one, hung up wrongly."""
        same = self.places.named(row.values.get("title", "")) if "level" in row.links else []
        return next((one for one in same if one.is_open and one.pk not in self._meant), None)

    def parent_words(self, place: Place) -> str:
        """What an organisation hangs under, in the words of the sheet."""
        upper = self.places.along(place.path[:-STEP])
        return self.places.words(upper) if upper else ""


def grow(new: Sequence[Row], names: Sequence[str], values: Mapping[int, Sequence[Any]]) -> None:
    """Insert nodes in one statement, parents first: paths, depths and counts of children in one pass."""
    ordered = sorted(new, key=lambda row: (row.links["level"], row.number))
    last = _last_steps({row.links["parent_path"] for row in new if "parent_path" in row.links})
    ready: dict[int, str] = {}
    children = Counter[str]()
    lines: list[list[Any]] = []
    for row, pk in zip(ordered, bulk.reserve(PartyOrganization, len(ordered)), strict=True):
        upper = row.links["parent_path"] if "parent_path" in row.links else ready[row.links["parent_row"]]
        last[upper] = last.get(upper, 0) + 1
        children[upper] += 1
        path = PartyOrganization._get_path(upper, len(upper) // STEP + 1, last[upper])
        row.target, row.key, ready[row.number] = pk, new_key(), path
        lines.append([pk, row.key, path, len(path) // STEP, 0, row.values["title"], *values[row.number]])
    for line in lines:
        line[4] = children.pop(line[2], 0)
    bulk.insert(PartyOrganization, ["id", "key", "path", "depth", "numchild", "name", *names], lines)
    _count_children(children, 1)


def _last_steps(parents: set[str]) -> dict[str, int]:
    """How far the children of each node are numbered."""
    last: dict[str, int] = {}
    for path in PartyOrganization.objects.order_by().values_list("path", flat=True).iterator(2_000):
        if (upper := path[:-STEP]) in parents:
            last[upper] = max(last.get(upper, 0), PartyOrganization._str2int(path[-STEP:]))
    return last


def fell(targets: Iterable[int]) -> None:
    """Remove nodes that an import made: what was put below them since keeps them."""
    gone = set(targets)
    rows = list(PartyOrganization.objects.order_by("path").values_list("pk", "path"))
    paths = {path for pk, path in rows if pk in gone}
    held = [pk for pk, path in rows if pk not in gone and path[:-STEP] in paths]
    if held:
        raise ProtectedError("organisations below", set(PartyOrganization.objects.filter(pk__in=held[:20])))
    QuerySet(PartyOrganization).filter(pk__in=gone).delete()
    _count_children(Counter(path[:-STEP] for path in paths if path[:-STEP] not in paths), -1)


def _count_children(children: Mapping[str, int], sign: int) -> None:
    nodes = PartyOrganization.objects.filter(path__in=list(children)).values_list("pk", "path", "numchild")
    rows = [(pk, count + sign * children[path]) for pk, path, count in nodes]
    bulk.update(PartyOrganization, ["numchild"], rows)
