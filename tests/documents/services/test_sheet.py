"""Tables as Excel files: text is never a formula."""

import io
from datetime import date, datetime

from openpyxl import load_workbook

from documents.services.sheet import Table, draw_sheet


def test_text_stays_text_and_dates_stay_dates():
    data = draw_sheet(
        Table(
            title="Danh sách [2021]/1",
            headings=(("Họ và tên", 30), ("Ngày", 12), ("Số", 8)),
            rows=[
                ('=HYPERLINK("http://x")', date(2021, 12, 9), 5),
                ("+84 912", None, 0),
                ("@SUM\x07(A1)", None, 1),
            ],
        )
    )
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet.title == "Danh sách  2021  1"
    assert [cell.value for cell in sheet[1]] == ["Họ và tên", "Ngày", "Số"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (datetime(2021, 12, 9), "dd/mm/yyyy")
    assert (sheet["C2"].value, sheet["A3"].data_type, sheet["A4"].value) == (5, "s", "@SUM(A1)")
    assert sheet.column_dimensions["A"].width == 30
