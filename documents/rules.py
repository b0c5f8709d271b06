"""How an official paper writes dates, figures and names; and what a public key looks like."""

import base64
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

BLANK = "\u00a0" * 5  # where a clerk writes the number or the day by hand
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidirectional, zero width), surrogate, private
KEY_BYTES = 8  # 64 random bits give 13 letters; the first 12 are 60 bits


def new_key() -> str:
    """The public name of a record: 12 random base32 letters."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode().lower()[:12]


def printable(text: str) -> str:
    """Text as paper can carry it: composed letters, no control or invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one for one in composed if one in "\n\t" or unicodedata.category(one) not in UNSEEN)


def upper(text: str) -> str:
    """Capitals as headings write them, Vietnamese marks kept."""
    return unicodedata.normalize("NFC", text).upper()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text, empty lines left out."""
    return tuple(line.strip() for line in printable(text).splitlines() if line.strip())


def padded(day: int) -> str:
    """A day, or a count, as papers write it: 09, 12."""
    return f"{day:02d}"


def month_number(month: int) -> str:
    """A month as papers write it: only January and February take a zero."""
    return padded(month) if month <= 2 else str(month)


def paper_date(day: date) -> str:
    """A date in full: ngày 09 tháng 12 năm 2021."""
    return f"ngày {padded(day.day)} tháng {month_number(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """A date inside a sentence: 08/3/2018."""
    return f"{padded(day.day)}/{month_number(day.month)}/{day.year}"


def blank_date(month: int | None, year: int) -> str:
    """A date whose day the clerk writes when the number is given."""
    named = month_number(month) if month else BLANK
    return f"ngày {BLANK} tháng {named} năm {year}"


def blank_number(symbol: str, number: str = "") -> str:
    """The number line: the number comes from the office's own register, until then it is left blank."""
    return f"Số {number}-{symbol}" if number else f"Số {BLANK}-{symbol}"


def vn_number(value: int | Decimal) -> str:
    """A figure the Vietnamese way: 4.740 and 12,5."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def vn_percent(share: Fraction) -> str:
    """A share with one decimal, halves up: 18,1%."""
    tenths = Decimal(share.numerator * 1000) / Decimal(share.denominator)
    rounded = (tenths.quantize(Decimal(1), rounding=ROUND_HALF_UP) / 10).quantize(Decimal("0.1"))
    return f"{vn_number(rounded)}%"


def without_gaps(parts: Iterable[str], joiner: str = ", ") -> str:
    """The parts that are there, joined."""
    return joiner.join(part for part in parts if part)
