"""Workbooks from outside: what bursts, hides or runs is met before it is parsed; what goes out runs nothing."""

import io
import re
import time
import tracemalloc
import zipfile
from contextlib import suppress
from types import SimpleNamespace

import openpyxl
import pytest

from documents.services.sheet_templates import annotated, template
from documents.services.sheets import SheetRefused, open_book
from tests.books import book


def altered(data, change, part="xl/worksheets/sheet1.xml"):
    """The same workbook with a part, the first sheet, written otherwise."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one, change(content) if one.filename == part else content)
    return target.getvalue()


def read(data):
    return [list(sheet.rows()) for sheet in open_book(data)]


def with_row(row):
    return altered(
        book([["Họ và tên"], ["An"]]), lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>")
    )


FAR = {
    "a cell in the last corner": (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "dòng 1.048.576"),
    "a cell far to the right": (b'<row r="3"><c r="XFD3"><v>1</v></c></row>', "cột thứ 16.384"),
    "written with single quotes": (b"<row r='3'><c r='BI3'><v>1</v></c></row>", "cột thứ 61"),
    "with its reference last": (b'<row r="100001"><c s="0" r="A100001"><v>1</v></c></row>', "dòng 100.001"),
    "in small letters": (b'<row r="3"><c r="xfd3"><v>1</v></c></row>', "cột thứ 16.384"),
}


@pytest.mark.parametrize("case", FAR)
def test_a_sheet_that_spans_too_much_is_refused_before_it_is_parsed(case):
    row, sentence = FAR[case]
    began = time.process_time()
    with pytest.raises(SheetRefused, match=re.escape(sentence)) as refused:
        read(with_row(row))
    assert "Đề nghị" in str(refused.value)
    assert time.process_time() - began < 1


def test_too_many_cells_are_refused():
    rows = b"<row>%s</row>" % (b"<c />" * 3_000_001)
    with pytest.raises(SheetRefused, match=r"hơn 3\.000\.000 ô"):
        read(with_row(rows))


MEGABYTE = 1024 * 1024
EXHAUSTING = {
    "cells that never end, one of them failed": b'<x "e" ' + b"<c " * (MEGABYTE // 3),
    "rows that never end, one of them hidden": b"hidden" + b"<row " * (MEGABYTE // 5),
    "a failed cell of many places": b'<c t="e" ' + b'r="A1" ' * (MEGABYTE // 7),
    "a failed cell of many kinds": b"<c " + b't="e" ' * (MEGABYTE // 6),
    "formulas that never end": b'<c t="e" r="A1"><f>' * (MEGABYTE // 19),
    "a column of many letters": b'<c t="e" r="' + b"Z" * MEGABYTE + b'1">',
    "a row of many noughts": b'<c r="A' + b"0" * MEGABYTE + b'">',
    "a prefix of many letters": b'"e" hidden<' + b"a" * MEGABYTE,
    "nothing but blanks": b'<c t="e" r' + b" " * MEGABYTE,
}


def work_of(data):
    """Processor time of a whole reading, the best of three."""
    spent = []
    for _time in range(3):
        began = time.process_time()
        with suppress(SheetRefused):
            [list(sheet.rows()) for sheet in open_book(data)]
        spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.parametrize("case", EXHAUSTING)
def test_no_sheet_costs_more_than_a_sound_one_of_its_size(case):
    """A survey that looks at a byte as often as there are bytes would cost thousands of times as much."""
    cell = b'<row r="2"><c r="A2" t="inlineStr"><is><t>An</t></is></c></row>'
    sound = work_of(with_row(cell * (MEGABYTE // len(cell))))
    assert work_of(with_row(EXHAUSTING[case])) < 10 * sound


def test_a_list_of_sheets_that_bursts_is_refused_before_it_is_parsed():
    def swell(xml):
        return xml.replace(b"<sheets>", b"<x>" + b"<a/>" * (2 * MEGABYTE + 1) + b"</x><sheets>")

    tracemalloc.start()
    try:
        with pytest.raises(SheetRefused, match="Save As"):
            list(open_book(altered(book([["a"]]), swell, part="xl/workbook.xml")))
        assert tracemalloc.get_traced_memory()[1] < 100 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_an_empty_row_at_the_very_end_is_none():
    [sheet] = open_book(with_row(b'<row r="1048576" hidden="1"/>'))
    assert [number for number, _cells in sheet.rows()] == [1, 2]
    assert sheet.survey.hidden == 1


@pytest.mark.parametrize("data", [b"PK", book([["a"]])[:500], altered(book([["a"]]), lambda xml: xml[:80])])
def test_a_torn_workbook_is_refused_in_words(data):
    with pytest.raises(SheetRefused, match="Save As"):
        read(data)


def test_a_failed_formula_is_read_as_what_it_says():
    [sheet] = open_book(book([["Họ và tên"], ["An"]], formulas=[("B2", "=1/0", "#DIV/0!")]))
    assert list(sheet.rows()) == [(1, ["Họ và tên", ""]), (2, ["An", "#DIV/0!"])]


def test_what_looks_like_a_formula_is_read_and_given_out_as_the_text_it_is():
    evil = '=HYPERLINK("http://x","An")'
    [sheet] = open_book(book([["Họ và tên"], [evil], ["+84"], ["@a"]]))
    assert [cells for _number, cells in sheet.rows()] == [["Họ và tên"], [evil], ["+84"], ["@a"]]

    marks = {2: [(0, "Sai."), (None, "=1+1")]}
    out = openpyxl.load_workbook(io.BytesIO(annotated(sheet.rows(), heading_row=1, width=1, marks=marks)))
    cells = list(out.active.iter_rows())
    assert [one[0].value for one in cells] == ["Họ và tên", evil, "+84", "@a"]
    assert cells[1][1].value == "Sai.\n=1+1"
    assert {one.data_type for row in cells for one in row} <= {"s", "n"}  # an empty cell counts as a number


def test_a_wrong_cell_of_the_marked_copy_is_a_text_like_any_other():
    rows = [(1, ["Ngày sinh", "Họ và tên"]), (2, ["=cmd|x", "+1"]), (3, ["hôm qua", ""])]
    marks = {2: [(0, "Sai.")], 3: [(0, "Sai."), (1, "Thiếu.")]}
    out = openpyxl.load_workbook(io.BytesIO(annotated(rows, heading_row=1, width=2, marks=marks)))
    cells = {one.coordinate: one for row in out.active.iter_rows(min_row=2, max_col=2) for one in row}
    assert {place: (one.data_type, one.number_format, one.quotePrefix) for place, one in cells.items()} == {
        "A2": ("s", "@", True),
        "B2": ("s", "@", True),
        "A3": ("s", "@", False),
        "B3": ("n", "General", False),
    }
    assert {place for place, one in cells.items() if one.fill.fgColor.rgb == "FFFBD5D0"} == {"A2", "A3", "B3"}


def test_a_template_explains_itself():
    asked = SimpleNamespace(
        heading="Loại", required=True, choices=[("a", "=Một"), ("b", "Hai, ba")], example="Hai, ba",
        explains="Chọn.", width=12,
    )  # fmt: skip
    day = SimpleNamespace(**{**vars(asked), "heading": "Ngày", "choices": (), "example": "", "width": 14})
    made = openpyxl.load_workbook(io.BytesIO(template("Bảng", [asked, day], ["Một câu."])))

    sheet = made["Nhập"]
    assert [one.value for one in sheet[1]] == ["Loại *", "Ngày *"]
    assert (sheet.freeze_panes, sheet.column_dimensions["B"].width > 10) == ("B2", True)
    assert {sheet.column_dimensions[one].number_format for one in "AB"} == {"@"}
    [rule] = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", "'Danh mục'!$A$1:$A$2")
    assert made["Danh mục"].sheet_state == "hidden"
    assert [one.value for one in made["Giải thích"][5]] == ["Loại", "Có", "Hai, ba", "Chọn.", "=Một; Hai, ba"]
    assert all(
        one.data_type != "f" for name in made.sheetnames for row in made[name].iter_rows() for one in row
    )
