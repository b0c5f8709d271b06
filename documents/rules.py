"""How an official paper writes dates, figures and names; and what a public key looks like."""

import base64
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DOTS = "…" * 9  # where a name or a title is written by hand: 44 mm at 14 points
LINE = "…" * 22  # where a whole line is
PLACE = "…" * 4  # a place or a symbol, where the line must stay inside the margin
BLANK = "\u00a0" * 5  # where a clerk writes the number or the day by hand
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidirectional, zero width), surrogate, private
KEY_BYTES = 8  # 64 random bits give 13 letters; the first 12 are 60 bits


def new_key() -> str:
    """The public name of a record: 12 random base32 letters."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode().lower()[:12]


def printable(text: str) -> str:
    """Text as paper can carry it: composed letters, no control or invisible characters."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # most texts, and quickly
        return composed
    return "".join(one for one in composed if one in "\n\t" or unicodedata.category(one) not in UNSEEN)


def sentence(text: str) -> str:
    """A typed line as papers end it: with a full stop."""
    bare = text.rstrip(" .,;:")
    return f"{bare}." if bare and bare[-1] not in "?!…" else bare


def upper(text: str) -> str:
    """Capitals as headings write them, Vietnamese marks kept."""
    return unicodedata.normalize("NFC", text).upper()


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text, empty lines left out."""
    return tuple(line.strip() for line in printable(text).splitlines() if line.strip())


def padded(day: int) -> str:
    """A day, or a count, as papers write it: 09, 12."""
    return f"{day:02d}"


def padded_or_dots(count: int | None) -> str:
    """A count, or room to write it on a blank."""
    return "……" if count is None else padded(count)


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


def plain(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as any drawing may have them: composed, printable text in plain containers."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"a paper carries plain values only, not {type(value).__name__}")


NAME_BYTES = 255
SHOWN_BYTES = 180


def name_fault(name: str) -> str:
    """Why a file of this name cannot be taken, said to its owner; nothing when it can."""
    if not name.strip(" ."):
        return "Tệp không có tên. Đề nghị đặt tên cho tệp rồi tải lên."
    if any(unicodedata.category(one) in UNSEEN for one in unicodedata.normalize("NFC", name)):
        return "Tên tệp có ký tự ẩn hoặc xuống dòng. Đề nghị đặt lại tên bằng chữ, số rồi tải lên."
    if any(one in name for one in "/\\") or name.startswith(".."):
        return "Tên tệp có dấu đường dẫn (/ hoặc \\). Đề nghị đặt lại tên tệp rồi tải lên."
    if len(unicodedata.normalize("NFC", name).encode()) > NAME_BYTES:
        return "Tên tệp quá dài. Đề nghị đặt lại tên ngắn hơn, khoảng 100 chữ, rồi tải lên."
    return ""


def display_name(name: str) -> str:
    """The file's name as it may be shown and sent: no path, nothing unseen, not too long."""
    bare = printable(name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(" " if one in '\n\t"<>:|?*;' else one for one in bare)
    tidy = " ".join(kept.split()).strip(" .") or "tep"
    stem, dot, ending = tidy.rpartition(".")
    if not dot or len(ending.encode()) > 10:
        stem, dot, ending = tidy, "", ""
    room = SHOWN_BYTES - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + dot + ending
