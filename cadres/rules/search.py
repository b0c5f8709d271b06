"""What somebody types to find a person: parts of a name, a card number, a birthday or a year, in any order."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from organizations.rules.names import fold

YEARS = range(1900, 2101)
MOST_WORDS = 8
CARD_FIGURES = 8
CENTURIES = (1900, 2000)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_HALF_DAY = re.compile(r"\d{1,2}[/\-]\d{1,4}")
_CARD = re.compile(r"[0-9.\-]*[0-9][0-9.\-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a typed line asks for; all of it must hold."""

    words: tuple[str, ...] = ()
    card: str = ""
    born_on: tuple[date, ...] = ()  # two, where a year of two figures may be of either century
    born_in: int | None = None
    faults: tuple[str, ...] = ()

    @property
    def cards(self) -> tuple[str, ...]:
        """How the card's number may begin: a number in a cell of Excel has lost the nought before it."""
        return (self.card, f"0{self.card}") if len(self.card) == CARD_FIGURES - 1 else (self.card,)


def read_search(text: str) -> Wanted:
    """The words of a name without marks, and what the figures between them mean."""
    words, digits, faults = [], "", []
    born_on: tuple[date, ...] = ()
    born_in: int | None = None
    for part in text.replace(",", " ").split():
        if day := _DAY.fullmatch(part):
            born_on = _days_of(day)
            if not born_on:
                faults.append(f"Ngày {part} không có trong lịch. Ghi ngày, tháng, năm sinh, ví dụ 14/8/1975.")
        elif _HALF_DAY.fullmatch(part):
            faults.append(
                f"Không rõ “{part}”. Ghi đủ ngày sinh, ví dụ 14/8/1975, hoặc chỉ năm sinh, ví dụ 1975."
            )
        elif part.isascii() and part.isdigit() and len(part) == 4 and int(part) in YEARS:
            born_in = int(part)
        elif part.isascii() and _CARD.fullmatch(part):
            digits += re.sub(r"[.\-]", "", part)
        else:
            words.append(fold(part))
    return Wanted(
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
        card=digits[:20],
        born_on=born_on,
        born_in=born_in,
        faults=tuple(faults),
    )


def _days_of(found: re.Match[str]) -> tuple[date, ...]:
    """The days it may mean: whoever is not born yet is on no list, so that the century need not be guessed."""
    day, month, year = (int(one) for one in found.groups())
    years = (year,) if len(found[3]) == 4 else tuple(century + year for century in CENTURIES)
    return tuple(date(one, month, day) for one in years if _is_a_day(one, month, day))


def _is_a_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
