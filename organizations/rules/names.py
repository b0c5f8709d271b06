"""Vietnamese names: cleaning, sorting by given name, searching without marks."""

import re
import unicodedata
from functools import lru_cache

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARKS = re.compile("[\u0300-\u036f]+")
_SPACES = re.compile(r"[ \t\u00a0]+")
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str, *, lines: bool = False) -> str:
    """One spelling of a text: NFC, no control or zero-width characters, single spaces; lines kept if asked."""
    if text.isprintable() and unicodedata.is_normalized(
        "NFC", text
    ):  # as nearly all text is: nothing to look for
        return text if lines else _SPACES.sub(" ", text).strip() if "  " in text else text.strip()
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if composed.isprintable():  # of nearly all texts nothing is to be dropped
        return composed if lines else _SPACES.sub(" ", composed).strip()
    keep = "\n\t" if lines else ""
    shown = "".join(" " if one in "\n\t" and one not in keep else one for one in composed)
    kept = "".join(one for one in shown if one in keep or unicodedata.category(one) not in _DROPPED)
    visible = unicodedata.normalize("NFC", kept)  # what stood apart may now belong together
    return visible if lines else _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """The text without marks and case, for searching: "Đặng" is found by "dang"."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))
    if not bare.isascii():
        bare = "".join(one for one in bare if not unicodedata.combining(one))
    return _SPACES.sub(" ", bare).strip()


def _letter(base: str, marks: str) -> tuple[str, int]:
    """Sort code of one letter and its tone; circumflex, breve and horn make letters of their own."""
    shape = "".join(one for one in marks if one not in TONES)
    letter = unicodedata.normalize("NFC", base + shape)
    tone = next((TONES[one] for one in marks if one in TONES), 0)
    place = LETTERS.find(letter)
    # Two signs a letter, the first always a letter, so that the "0" ending a part sorts before any of them.
    return (f"{chr(98 + place // 10)}{place % 10}" if place >= 0 else "a0", tone)


@lru_cache(maxsize=5_000)
def _part_key(part: str) -> str:
    """Letters first, tones after, so that "Hoà" and "Hòa" tie before they differ from "Hoa"."""
    letters, tones, base, marks = "", 0, "", ""
    for one in [*unicodedata.normalize("NFD", part.casefold()), "\0"]:
        if unicodedata.combining(one):
            marks += one
            continue
        if base:
            code, tone = _letter(base, marks)
            letters, tones = letters + code, tones or tone
        base, marks = one, ""
    return f"{letters}0{tones}"


def name_sort_key(full_name: str) -> str:
    """Given name, then surname, then middle names, in Vietnamese order; only 0-9 and a-z."""
    parts = clean(full_name).split(" ")
    ordered = [parts[-1], *parts[:-1]]
    return "".join(_part_key(part) for part in ordered)[:250]
