"""What somebody types to find a person, read without marks and in any order."""

from datetime import date

import pytest

from cadres.rules.search import Wanted, read_search


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("Khải", Wanted(words=("khai",))),
        ("  bùi ĐỨC  khải ", Wanted(words=("bui", "duc", "khai"))),
        ("Nguye\u0302\u0303n", Wanted(words=("nguyen",))),
        ("khai khải", Wanted(words=("khai",))),
        ("khai 1975", Wanted(words=("khai",), born_in=1975)),
        ("14/8/1975", Wanted(born_on=(date(1975, 8, 14),))),
        ("14.08.1975 khải", Wanted(words=("khai",), born_on=(date(1975, 8, 14),))),
        ("9-12-1971", Wanted(born_on=(date(1971, 12, 9),))),
        ("kim anh 7/7/59", Wanted(words=("kim", "anh"), born_on=(date(1959, 7, 7), date(2059, 7, 7)))),
        ("29/2/00", Wanted(born_on=(date(2000, 2, 29),))),
        ("06000123", Wanted(card="06000123")),
        ("06.000 123", Wanted(card="06000123")),
        ("0600", Wanted(card="0600")),
        ("100%", Wanted(words=("100%",))),
        ("_", Wanted(words=("_",))),
    ],
)
def test_a_line_is_read(typed, wanted):
    assert read_search(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/2/75", "Ngày 31/2/75 không có trong lịch."),
        ("1/1/0000", "Ngày 1/1/0000 không có trong lịch."),
        ("31/2/1975", "Ngày 31/2/1975 không có trong lịch."),
        ("2/1975", "Không rõ “2/1975”. Ghi đủ ngày sinh"),
        ("14/8", "Không rõ “14/8”."),
    ],
)
def test_a_day_that_is_none_is_said(typed, says):
    (fault,) = read_search(typed).faults
    assert fault.startswith(says)


def test_everything_wrong_is_said_at_once():
    assert len(read_search("31/2/1975 8/75 khải").faults) == 2


@pytest.mark.parametrize(
    ("typed", "begins"),
    [("6000335", ("6000335", "06000335")), ("600033", ("600033",)), ("06000335", ("06000335",))],
)
def test_a_card_is_found_without_the_nought_that_excel_took(typed, begins):
    assert read_search(typed).cards == begins
