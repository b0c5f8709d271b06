"""The heading row of a workbook: columns in any order, as people write them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from organizations.rules.names import clean, fold

SEARCHED_ROWS = 15
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
ROW_COUNTERS = frozenset({"tt", "stt", "so tt", "so thu tu", "sott"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that a kind of workbook knows, and the other words people use for it."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    pairs: bool = False  # may stand twice under different words: "Ngày sinh" and "Năm sinh"


@dataclass(frozen=True, slots=True)
class Headings:
    """What a heading row holds: where each column stands, and everything that is wrong with the row."""

    row: int  # counted from 0
    places: dict[str, int]  # name of a column → its place, from 0
    missing: tuple[str, ...] = ()  # labels of required columns
    unknown: tuple[tuple[int, str], ...] = ()  # place and words
    twice: tuple[tuple[int, str], ...] = ()  # place and label of the second one
    beside: dict[str, int] = field(default_factory=dict)  # the second place of a column that may have two

    @property
    def is_readable(self) -> bool:
        """Whether every column that must be there is, once."""
        return not (self.missing or self.twice)

    @property
    def is_whole(self) -> bool:
        """Whether the rows under it can be read."""
        return not (self.missing or self.unknown or self.twice)


def same_words(text: object) -> str:
    """A heading without marks, case, stars, line breaks and what stands in brackets."""
    folded = fold(clean(str(text if text is not None else "")))
    bare = _NOT_WORDS.sub(" ", _IN_BRACKETS.sub(" ", folded)).strip()
    return bare or _NOT_WORDS.sub(" ", folded).strip()


def read_headings(cells: Sequence[object], known: Iterable[Heading], row: int = 0) -> Headings:
    """The columns of one row; the counter of rows ("TT") and blank headings are passed over."""
    known = tuple(known)
    index = {same_words(word): one for one in known for word in (one.label, *one.aliases)}
    places: dict[str, int] = {}
    beside: dict[str, int] = {}
    said: dict[str, str] = {}
    unknown: list[tuple[int, str]] = []
    twice: list[tuple[int, str]] = []
    for place, cell in enumerate(cells):
        words = same_words(cell)
        column = index.get(words)
        if column is None:
            if words and words not in ROW_COUNTERS:
                unknown.append((place, clean(str(cell))))
        elif column.pairs and said.get(column.name, words) != words and column.name not in beside:
            beside[column.name] = place
        elif column.name in places:
            twice.append((place, column.label))
        else:
            places[column.name], said[column.name] = place, words
    missing = tuple(one.label for one in known if one.required and one.name not in places)
    return Headings(row, places, missing, tuple(unknown), tuple(twice), beside)


def find_headings(rows: Iterable[Sequence[object]], known: Iterable[Heading]) -> Headings | None:
    """The heading row among the first rows: the one that names most columns, the upper of two; none if none does."""
    known = tuple(known)
    best: Headings | None = None
    for number, cells in enumerate(rows):
        if number >= SEARCHED_ROWS:
            break
        found = read_headings(cells, known, number)
        enough = len(found.places) >= min(2, len(known))
        if enough and (best is None or len(found.places) > len(best.places)):
            best = found
    return best
