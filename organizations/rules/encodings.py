"""Text typed with the fonts of old, TCVN3 (ABC) and VNI: recognised by what it would say, never guessed.

A word is of an old encoding when it is no Vietnamese syllable as it stands and becomes one when decoded; so neither
"Noël" nor a symbol nor a slip of the keys is taken for it.
"""

import re
import unicodedata
from functools import lru_cache

TCVN3_NAME = "TCVN3 (ABC)"
VNI_NAME = "VNI"

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_MARKS = {
    "ø": _GRAVE,
    "ù": _ACUTE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
}
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_ONSET = re.compile(r"(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?")
_CODA = re.compile(r"(ch|nh|ng|c|m|n|p|t)?$")
_TONES = re.compile(f"[{_GRAVE}{_ACUTE}{_HOOK}{_TILDE}{_DOT}]")
# Vowels that end a syllable, and those before a last consonant.
_OPEN = re.compile(
    "a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iêu|iu|oa|oai|oao|oay|oe|oeo|oi|ôi|ơi|ua|uây|ui|"
    "uê|uôi|uơ|uy|uya|uyu|ưa|ưi|ươi|ươu|ưu|yêu"
)
_CLOSED = re.compile("a|ă|â|e|ê|i|iê|o|oa|oă|oe|oo|ô|ôô|ơ|u|uâ|uê|uô|uy|uyê|ư|ươ|y|yê")
_WORDS = re.compile(r"[^\s.,;:!?()\[\]{}\"'“”‘’/\\+=_*&%#@<>|0-9-]+")
_AFTER_SMALL = re.compile(r"[a-zà-ÿ][À-Þ]")


def old_encoding_of(text: str) -> str:
    """The old encoding that a text is written in, by its name; nothing for text as it should be."""
    if text.isascii():
        return ""
    words = _WORDS.findall(text)
    return next((name for word in words if not word.isascii() and (name := _encoding_of(word))), "")


def _is_syllable(word: str) -> bool:
    """Whether a word is built as Vietnamese syllables are."""
    if _AFTER_SMALL.search(word):
        return False  # "TiÕn": a capital in mid-word
    marked = unicodedata.normalize("NFD", word.casefold())
    plain, tones = _TONES.subn("", marked)
    bare = unicodedata.normalize("NFC", plain)
    onset = _ONSET.match(bare)
    coda = _CODA.search(bare)
    if tones > 1 or onset is None or coda is None:
        return False
    letters_before = {
        onset.end(),
        1 if onset[0] in ("gi", "qu") else onset.end(),
    }  # "gì", "quý": i and u are vowels too
    rests = {bare[one : coda.start()] for one in letters_before}
    vowels = _CLOSED if coda[0] else _OPEN
    return any(vowels.fullmatch(one) for one in rests)


def _from_tcvn3(word: str) -> str:
    """A word as it reads in TCVN3; nothing if it holds a sign of which that knows nothing."""
    signs = [one if one.isascii() else _TCVN3.get(one, "") for one in word]
    return "".join(signs) if all(signs) else ""


def _from_vni(word: str) -> str:
    """A word as it reads in VNI, where the mark follows its vowel."""
    found = ""
    for one in word.lower():
        if one in _VNI_MARKS and found and found[-1] in "aeouyơư":
            found = unicodedata.normalize("NFC", found + _VNI_MARKS[one])
        elif one.isascii() or one in _VNI_LETTERS:
            found += _VNI_LETTERS.get(one, one)
        else:
            return ""
    return found


@lru_cache(maxsize=50_000)
def _encoding_of(word: str) -> str:
    if len(word) == 1 or _is_syllable(word):
        return ""
    readings = [(VNI_NAME, _from_vni(word)), (TCVN3_NAME, _from_tcvn3(word))]
    for name, decoded in reversed(readings) if _AFTER_SMALL.search(word) else readings:
        if decoded and not decoded.isascii() and _is_syllable(decoded):
            return name
    return ""
