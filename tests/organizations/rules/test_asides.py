"""Rows of a form that hold no data."""

import pytest

from organizations.rules.asides import is_aside, is_numbering


@pytest.mark.parametrize(
    "cells",
    [
        ["(1)", "(2)", "(3)"],
        [1.0, 2.0, 3.0],
        ["A", "B", "1", "2"],
        ["", "( 1 )", None, "(2)"],
        ["1", "2", "4"],
    ],
)
def test_the_numbers_of_the_columns(cells):
    assert is_numbering(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "Lò Văn Inh", "1975"],
        [1.0],
        ["1", "1"],
        ["2", "1"],
        ["A", "B"],
        [],
        ["1", "2", "1975"],
        [True, 2],
    ],
)
def test_what_numbers_no_columns(cells):
    assert not is_numbering(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["Tổng cộng", "", 25],
        ["", "TỔNG CỘNG: 25 đồng chí"],
        ["Cộng:", 25],
        ["Tong so", 25],
        ["", "", "Mường Lạn, ngày … tháng … năm 2021"],
        ["Sơn La, ngày 14 tháng 12 năm 2021"],
        ["ngày ..... tháng ..... năm ....."],
        ["NGƯỜI LẬP BIỂU", "", "BÍ THƯ"],
        ["Người lập", "T/M CHI ỦY"],
        ["(Ký, ghi rõ họ tên)"],
        ["", "(dự bị)", "(chính thức)"],
    ],
)
def test_what_is_no_data(cells):
    assert is_aside(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["Công Văn Inh", 1975],
        ["Lò Văn Cộng"],
        ["Lò Văn Inh", "ngày 5 tháng 8 năm 1965"],
        ["Chi bộ Tổng hợp"],
        ["Tổng cộng", 1, 2, 3, 4],
        ["", None],
    ],
)
def test_what_may_be_data(cells):
    assert not is_aside(cells)
