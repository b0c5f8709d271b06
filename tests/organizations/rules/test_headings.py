"""Headings are recognised as people write them, and everything wrong with them is said at once."""

import random

from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.headings import Heading, find_headings, read_headings, same_words
from organizations.rules.names import fold

KNOWN = (
    Heading("name", "Họ và tên", aliases=("Họ tên", "Họ, tên đảng viên"), required=True),
    Heading("birth", "Ngày sinh", aliases=("Ngày, tháng, năm sinh", "Năm sinh"), required=True),
    Heading("card", "Số thẻ đảng viên", aliases=("Số thẻ", "Số TĐV")),
    Heading("leave", "Số ngày nghỉ (ngày)"),
)


def dressed(label, at_random):
    ways = [
        label,
        label.upper(),
        fold(label),
        f"{label} *",
        f"  {label.replace(' ', chr(10))} (bắt buộc)",
        label.replace(" ", "\xa0"),
        f"{label}:",
    ]
    return at_random.choice(ways)


@given(st.permutations(KNOWN), st.randoms(use_true_random=False))
def test_in_any_order_and_dress(known, at_random):
    words = [dressed(at_random.choice((one.label, *one.aliases)), at_random) for one in known]
    found = read_headings(words, KNOWN)
    assert found.is_whole
    assert found.places == {one.name: place for place, one in enumerate(known)}


def test_everything_wrong_is_said_at_once():
    found = read_headings(["TT", "Họ tên", None, "HỌ VÀ TÊN", "Quê  quán", ""], KNOWN)
    assert found.places == {"name": 1}
    assert found.missing == ("Ngày sinh",)
    assert found.unknown == ((4, "Quê quán"),)
    assert found.twice == ((3, "Họ và tên"),)
    assert not found.is_whole


def test_an_optional_column_may_be_missing():
    assert read_headings(["Họ tên", "Năm sinh"], KNOWN).is_whole


def test_what_stands_in_brackets_alone_is_still_read():
    assert same_words("(1)") == "1"
    assert same_words("Số ngày nghỉ [ngày]") == "so ngay nghi"
    assert same_words(None) == ""
    assert same_words(12.0) == "12 0"


TITLE = [["ĐẢNG BỘ HUYỆN ĐỒNG KHÊ", None, None], [], ["Danh sách đảng viên", "", ""]]


def test_the_heading_row_is_found_under_merged_titles():
    found = find_headings(
        [*TITLE, ["TT", "Họ tên", "Ngày sinh", "Số thẻ"], ["1", "Họ tên", "Ngày sinh"]], KNOWN
    )
    assert found is not None
    assert (found.row, found.places) == (3, {"name": 1, "birth": 2, "card": 3})


def test_it_is_sought_in_the_first_rows_only():
    heading = ["Họ tên", "Ngày sinh"]
    assert find_headings([*[["x"]] * 14, heading], KNOWN).row == 14
    assert find_headings([*[["x"]] * 15, heading], KNOWN) is None


def test_one_word_in_common_is_no_heading_row_unless_one_is_all_there_is():
    assert find_headings([["Họ tên", "Quê quán"]], KNOWN) is None
    assert find_headings([["Họ tên"]], KNOWN[:1]).places == {"name": 0}
    assert find_headings([], KNOWN) is None


def test_rows_in_any_order_give_the_fullest():
    rows = [["Họ tên", "Ngày sinh"], ["Họ tên", "Ngày sinh", "Số thẻ"]]
    random.Random(1).shuffle(rows)
    assert find_headings(rows, KNOWN).places == {"name": 0, "birth": 1, "card": 2}
