"""Names are cleaned, sorted by given name, and found without marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.names import clean, fold, name_sort_key


@pytest.mark.parametrize(
    ("_case", "raw", "expected"),
    [
        ("decomposed becomes composed", unicodedata.normalize("NFD", "Đặng Thị Hoà"), "Đặng Thị Hoà"),
        ("spaces are single", "  Bùi \t Văn\n Tín ", "Bùi Văn Tín"),
        ("zero-width and control characters go", "Bùi\u200b Văn\u202e Tín\x07", "Bùi Văn Tín"),
        ("a no-break space is a space", "Bùi\u00a0Tín", "Bùi Tín"),
        ("a mark behind a zero-width sign joins its letter", "a\u200b\u0301", "á"),
        ("nothing stays nothing", "", ""),
    ],
)
def test_clean(_case, raw, expected):
    assert clean(raw) == expected


def test_clean_keeps_lines_when_asked():
    assert clean("một\r\nhai\rba\x00", lines=True) == "một\nhai\nba"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đặng Thị Ước", "dang thi uoc"), ("Y Bhiăc", "y bhiac"), ("H'Hen Niê", "h'hen nie")],
)
def test_fold(text, expected):
    assert fold(text) == expected


def test_names_stand_in_vietnamese_order_by_given_name():
    names = [
        "Trần Văn Đức",
        "Lê Thị Ân",
        "Đỗ An",
        "Bùi Thị An",
        "Hà Dũng",
        "Nguyễn Thị Ánh",
        "Phạm Ăn",
        "Lò Văn Ơn",
        "Vũ Ôn",
        "Mai Oanh",
    ]
    assert sorted(names, key=name_sort_key) == [
        "Bùi Thị An",
        "Đỗ An",
        "Nguyễn Thị Ánh",
        "Phạm Ăn",
        "Lê Thị Ân",
        "Hà Dũng",
        "Trần Văn Đức",
        "Mai Oanh",
        "Vũ Ôn",
        "Lò Văn Ơn",
    ]


def test_old_and_new_places_of_the_tone_tie():
    assert name_sort_key("Hòa") == name_sort_key("Hoà")
    assert name_sort_key("Hoa") < name_sort_key("Hòa") < name_sort_key("Họa")


def test_the_sort_key_holds_only_digits_and_letters():
    assert name_sort_key("H'Hen Niê").isalnum()


@given(st.text(max_size=20), st.booleans())
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_unseen(text, lines):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(one == "\n" or one == "\t" or unicodedata.category(one)[0] != "C" for one in once)
