"""TCVN3 and VNI are known from the words they spell, and nothing else is taken for them."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules import encodings
from organizations.rules.encodings import TCVN3_NAME, VNI_NAME, old_encoding_of
from organizations.rules.names import fold

TO_TCVN3 = {shown: sign for sign, shown in encodings._TCVN3.items()}
VNI_SIGNS = {mark: sign for sign, mark in encodings._VNI_MARKS.items()}
VNI_WHOLE = {shown: sign for sign, shown in encodings._VNI_LETTERS.items()}
NAMES = ["Nguyễn Văn Hồng", "Trần Thị Bích", "Lê Đình Phương", "Hoàng Ngọc Tuấn", "Chi bộ Bản Mường", "Quế"]
GOOD = [
    "Nguyễn Văn Hồng",
    "Đảng ủy xã Nà Sọng, huyện Đồng Khê",
    "Uỷ ban Kiểm tra; thuở ấy, khuỷu tay, nguệch ngoạc, quýnh quáng, uỵch, gìn giữ, giếng",
    "Noël Müller Façade",
    "Ksor H'Bia, Niê Êban, Mlô Kuôp",
    "m², 1/2, “ngoặc”, «Văn», §1, Viettel®, 30 µg, 3×4",
    "Krông Pắc, Hmông",
    "SỞ Y TẾ – HĐND&UBND",
]


def tcvn3(text):
    return "".join(TO_TCVN3.get(one, TO_TCVN3.get(one.lower(), one)) for one in text)


def vni(text):
    return "".join(_vni_letter(one) for one in text)


def _vni_letter(letter):
    if letter.lower() in VNI_WHOLE:
        return VNI_WHOLE[letter.lower()]
    for base in ("ư", "ơ"):
        tone = unicodedata.normalize("NFD", letter.lower()).replace("\u031b", "", 1)
        if letter.lower() != tone and "\u031b" in unicodedata.normalize("NFD", letter.lower()):
            mark = tone[1:]
            if unicodedata.normalize("NFC", base + mark) == letter.lower():
                return VNI_WHOLE[base] + (VNI_SIGNS[mark] if mark else "")
    parts = unicodedata.normalize("NFD", letter)
    marks = "".join(sorted(parts[1:], key=lambda one: one not in "\u0302\u0306"))
    return parts[0] + VNI_SIGNS[marks] if marks in VNI_SIGNS else letter


@pytest.mark.parametrize("text", GOOD)
def test_text_as_it_should_be_is_left_alone(text):
    assert old_encoding_of(text) == ""
    assert old_encoding_of(text.upper()) == ""
    assert old_encoding_of(unicodedata.normalize("NFC", text)) == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_old_encodings_are_known_by_name(name):
    assert tcvn3(name) != name != vni(name)
    assert old_encoding_of(tcvn3(name)) == TCVN3_NAME
    assert old_encoding_of(vni(name)) == VNI_NAME


def test_they_are_written_as_old_files_hold_them():
    assert tcvn3("Nguyễn Văn Đường") == "NguyÔn V¨n §\xadêng"
    assert vni("Nguyễn Văn Đường") == "Nguyeãn Vaên ñöôøng"


SYLLABLES = sorted(
    {
        first + middle + last
        for first, middle, last in itertools.product(
            ["", "b", "đ", "ng", "th", "tr", "v", "h"],
            ["a", "ă", "â", "ê", "iê", "o", "ô", "ơ", "uâ", "ươ", "uyê", "oa"],
            ["n", "ng", "c", "m"],
        )
    }
)


@given(st.sampled_from(SYLLABLES), st.sampled_from(["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]))
def test_no_vietnamese_syllable_is_taken_for_an_old_one(syllable, tone):
    place = next(i for i, one in reversed(list(enumerate(syllable))) if fold(one) in "aeou")
    word = unicodedata.normalize("NFC", syllable[: place + 1] + tone + syllable[place + 1 :])
    assert old_encoding_of(f"Bản {word} và {word.capitalize()}, {word.upper()}") == ""


@given(st.text(max_size=30))
def test_any_text_is_looked_at_without_a_fall(text):
    assert old_encoding_of(text) in ("", TCVN3_NAME, VNI_NAME)
