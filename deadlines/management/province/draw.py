"""One source of chance for the whole province: the same seed draws the same rows, keys included."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from deadlines.management.province.words import (
    FEMALE_GIVEN,
    FEMALE_MIDDLE,
    MALE_GIVEN,
    MALE_MIDDLE,
    REAL_NAMES,
    SURNAMES,
)

One = TypeVar("One")


class Draw:
    """Names, days and choices drawn from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 (nothing secret is drawn: an invented province)
        self.taken: set[str] = set(REAL_NAMES)

    def pick(self, among: Sequence[One]) -> One:
        """One of them."""
        return among[self.random.randrange(len(among))]

    def chance(self, share: float) -> bool:
        """Whether it happens, so often."""
        return self.random.random() < share

    def number(self, low: int, high: int) -> int:
        """A number between two, both included."""
        return self.random.randint(low, high)

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.number(0, (last - first).days))

    def weighted(self, shares: Sequence[tuple[One, int]]) -> One:
        """One of them, by its share."""
        rest = self.number(1, sum(share for _, share in shares))
        for one, share in shares:
            rest -= share
            if rest <= 0:
                return one
        return shares[-1][0]

    def name(self, *, female: bool, unique: bool = True) -> str:
        """A name as they are heard in the region; nobody real."""
        middles, givens = (FEMALE_MIDDLE, FEMALE_GIVEN) if female else (MALE_MIDDLE, MALE_GIVEN)
        while True:
            found = f"{self.weighted(SURNAMES)} {self.pick(middles)} {self.pick(givens)}"
            if found not in self.taken:
                break
        if unique:
            self.taken.add(found)
        return found

    def mobile(self) -> str:
        """A number of the invented province's own exchange."""
        return f"0200 3 {self.number(810, 899)} {self.number(0, 999):03d}"
