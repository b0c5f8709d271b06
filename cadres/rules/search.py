"""What somebody types to find a person: parts of a name, a card number, a birthday or a year, in any order."""

import re
from dataclasses import dataclass
from datetime import date

from organizations.rules.names import fold

YEARS = range(1900, 2101)
MOST_WORDS = 8
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_HALF_DAY = re.compile(r"\d{1,2}[/\-]\d{1,4}")
_CARD = re.compile(r"[0-9.\-]*[0-9][0-9.\-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a typed line asks for; all of it must hold."""

    words: tuple[str, ...] = ()
    card: str = ""
    born_on: date | None = None
    born_in: int | None = None
    faults: tuple[str, ...] = ()


def read_search(text: str) -> Wanted:
    """The words of a name without marks, and what the figures between them mean."""
    words, digits, faults = [], "", []
    born_on: date | None = None
    born_in: int | None = None
    for part in text.replace(",", " ").split():
        if day := _DAY.fullmatch(part):
            born_on = _day_of(day)
            if born_on is None:
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


def _day_of(found: re.Match[str]) -> date | None:
    day, month, year = (int(one) for one in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
