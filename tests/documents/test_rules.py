"""Dates, figures and names as papers write them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from documents import rules


@pytest.mark.parametrize(
    ("day", "full", "short"),
    [
        (date(2021, 12, 9), "ngày 09 tháng 12 năm 2021", "09/12/2021"),
        (date(2018, 3, 8), "ngày 08 tháng 3 năm 2018", "08/3/2018"),
        (date(2022, 1, 28), "ngày 28 tháng 01 năm 2022", "28/01/2022"),
        (date(2022, 2, 8), "ngày 08 tháng 02 năm 2022", "08/02/2022"),
        (date(2021, 10, 18), "ngày 18 tháng 10 năm 2021", "18/10/2021"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day, full, short):
    assert (rules.paper_date(day), rules.short_date(day)) == (full, short)


def test_a_blank_date_leaves_room_for_the_clerk():
    assert rules.blank_date(12, 2021) == f"ngày {rules.BLANK} tháng 12 năm 2021"
    assert rules.blank_date(1, 2022) == f"ngày {rules.BLANK} tháng 01 năm 2022"
    assert rules.blank_date(None, 2021) == f"ngày {rules.BLANK} tháng {rules.BLANK} năm 2021"


def test_a_number_stays_blank_until_it_is_given():
    assert rules.blank_number("QĐ/TU") == f"Số {rules.BLANK}-QĐ/TU"
    assert rules.blank_number("QĐ/TU", "315") == "Số 315-QĐ/TU"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4740, "4.740"),
        (62_000, "62.000"),
        (7, "7"),
        (Decimal("12.5"), "12,5"),
        (Decimal("1234.5"), "1.234,5"),
    ],
)
def test_figures_are_written_the_vietnamese_way(value, text):
    assert rules.vn_number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(2, 11), "18,2%"),
        (Fraction(9, 11), "81,8%"),
        (Fraction(181, 1000), "18,1%"),
        (Fraction(1, 2000), "0,1%"),
        (Fraction(1), "100,0%"),
        (Fraction(0), "0,0%"),
    ],
)
def test_shares_have_one_decimal_halves_up(share, text):
    assert rules.vn_percent(share) == text


def test_capitals_keep_their_marks():
    assert rules.upper("Huyện ủy Đồng Khê") == "HUYỆN ỦY ĐỒNG KHÊ"


def test_paragraphs_leave_empty_lines_out():
    assert rules.paragraphs(" Một.\n\n Hai. \r\n") == ("Một.", "Hai.")


def test_printable_text_is_composed_and_visible():
    assert rules.printable("U\u031b\u0309y\u200b\u202e") == "Ửy"


def test_keys_are_twelve_letters_and_differ():
    keys = {rules.new_key() for _one in range(100)}
    assert len(keys) == 100
    assert all(len(key) == 12 and key.isascii() and key.isalnum() for key in keys)


@pytest.mark.parametrize(
    ("_case", "name"),
    [
        ("a path", "../../etc/passwd.pdf"),
        ("a Windows path", "C:\\Users\\lan\\bao-cao.pdf"),
        ("a right-to-left override", "anh\u202efdp.exe.pdf"),
        ("a header split in two", "a.pdf\r\nSet-Cookie: x=1"),
        ("a nul", "a\x00.pdf"),
        ("too many bytes", "ệ" * 120 + ".pdf"),
        ("no name", "  "),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_with_what_to_do(_case, name):
    assert "Đề nghị" in rules.name_fault(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Báo cáo kiểm điểm.pdf", "Báo cáo kiểm điểm.pdf"),
        ("B\u00e1o c\u0061\u0301o.pdf", "Báo cáo.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("", "tep"),
    ],
)
def test_a_shown_name_has_no_path_and_nothing_unseen(name, shown):
    assert rules.display_name(name) == shown


def test_a_shown_name_is_cut_between_letters_and_keeps_its_ending():
    shown = rules.display_name("ệ" * 200 + ".pdf")
    assert shown.endswith("ệ.pdf")
    assert len(shown.encode()) <= 180
