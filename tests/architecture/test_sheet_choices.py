"""Every column of a workbook that takes one of a few words offers them in the cell's own list."""

import io

import openpyxl
import pytest

from documents.services.sheet_templates import template
from organizations.rules.cells import CellError
from organizations.services.sheet_kinds import sheet_kinds

COLUMNS = [(kind.name, name) for kind in sheet_kinds() for name in kind().columns]
FREE = "một chữ không ai biết"


def is_closed(column):
    """Whether it refuses a word it does not know and names those it does."""
    try:
        column.parse(FREE)
    except CellError as error:
        return "một trong các mục" in str(error) or "Chỉ ghi “x”" in str(error)
    return False


@pytest.mark.parametrize(("kind", "name"), COLUMNS)
def test_a_closed_column_has_a_list_and_takes_every_word_of_it(kind, name):
    [about] = [one for one in sheet_kinds() if one.name == kind]
    column = about().columns[name]
    assert bool(column.choices) == is_closed(column)
    assert [column.parse(label) for _value, label in column.choices] == [value for value, _ in column.choices]
    assert not column.choices or column.example in {"", *(label for _value, label in column.choices)}


@pytest.mark.parametrize("kind", [one.name for one in sheet_kinds()])
def test_the_template_has_a_drop_down_on_every_closed_column(kind):
    [about] = [one for one in sheet_kinds() if one.name == kind]
    columns = list(about().columns.values())
    sheet = openpyxl.load_workbook(io.BytesIO(template(about.label, columns, [])))["Nhập"]
    offered = {str(one.sqref) for one in sheet.data_validations.dataValidation}
    letters = [openpyxl.utils.get_column_letter(n) for n, one in enumerate(columns, 1) if one.choices]
    assert offered == {f"{one}2:{one}2001" for one in letters}
