"""Workbooks as other programs write them: read, or refused with what to do."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from cadres.models import Person
from organizations.enums import OrganizationKind, Role
from tests import books
from tests import factories as make

pytestmark = pytest.mark.django_db

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROW = 'customFormat="false" ht="12.8" hidden="{}" customHeight="false" outlineLevel="0" collapsed="false"'


@pytest.fixture
def clerk():
    district = make.make_organization(name="Đảng bộ huyện Đồng Khê")
    make.make_organization(district, OrganizationKind.BASE_CELL, name="Chi bộ Bưởi")
    return make.make_account(Role.UNIT_CLERK, district)


def libreoffice(rows):
    """A workbook with the traits of LibreOffice: shared strings, a style a cell, an empty row at the very end."""
    strings: list[str] = []
    lines = []
    for number, cells in enumerate(rows, start=1):
        written = []
        for place, cell in enumerate(cells):
            at = f"{chr(65 + place)}{number}"
            if isinstance(cell, str):
                strings.append(cell)
                written.append(f'<c r="{at}" s="0" t="s"><v>{len(strings) - 1}</v></c>')
            elif isinstance(cell, date):
                serial = (cell - date(1899, 12, 30)).days
                written.append(f'<c r="{at}" s="1" t="n"><v>{serial}</v></c>')
            elif cell is not None:
                written.append(f'<c r="{at}" s="0" t="n"><v>{cell}</v></c>')
            else:
                written.append(f'<c r="{at}" s="0"/>')
        hidden = "true" if number == 3 else "false"
        lines.append(f'<row r="{number}" {ROW.format(hidden)}>{"".join(written)}</row>')
    lines += [f'<row r="1048576" {ROW.format("false")}/>']
    shared = "".join(f'<si><t xml:space="preserve">{one}</t></si>' for one in strings)
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId3" Type="{OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr backupFile="false" '
        'showObjects="all" date1904="false"/><sheets><sheet name="Trang tính1" sheetId="1" state="visible" '
        'r:id="rId2"/></sheets><calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>'
        "</workbook>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        'formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" '
        'applyNumberFormat="true"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="{len(strings)}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetPr filterMode="false"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>",
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        'sheet.main+xml"/></Types>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text if name.startswith("[") else HEADER + text)
    return stream.getvalue()


def test_a_workbook_saved_by_libreoffice_goes_in(clerk):
    rows = [
        ["Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Chi bộ"],
        ["Lò Văn Inh", date(1975, 8, 14), "06000123", date(2000, 5, 19), "Chi bộ Bưởi"],
        ["Vi Thị Mai", "9/12/1980", "06000124", date(2004, 12, 9), "Chi bộ Bưởi"],
        [None, None, None, None, None],
    ]
    batch = books.bring_in("people", libreoffice(rows), clerk)
    assert (batch.faults, books.errors(batch)) == ([], set())
    assert "Có 1 dòng đang ẩn trong tệp, vẫn được đọc." in batch.remarks
    books.write(batch, clerk)
    born = dict(Person.objects.filter(card_number__gt="").values_list("full_name", "birth_on"))
    assert born == {"Lò Văn Inh": date(1975, 8, 14), "Vi Thị Mai": date(1980, 12, 9)}


def test_excels_habits_go_in_or_say_why_not(clerk):
    workbook = Workbook()
    workbook.active.title = "Bìa"
    workbook.active["A1"] = "Danh sách đảng viên năm 2021"
    sheet = workbook.create_sheet("DS đảng viên")
    for area, words in (("A1:F1", "ĐẢNG BỘ HUYỆN ĐỒNG KHÊ"), ("A2:F2", "DANH SÁCH ĐẢNG VIÊN")):
        sheet.merge_cells(area)
        sheet[area.split(":")[0]] = words
    heading = [
        "STT",
        "HỌ VÀ TÊN",
        "Ngày, tháng,\nnăm sinh (*)",
        "Số thẻ\nđảng viên",
        "NGÀY VÀO ĐẢNG",
        "Chi bộ ",
    ]
    sheet.append([])
    sheet.append(heading)
    for cell in sheet[4]:
        cell.alignment = Alignment(wrap_text=True)
    sheet.append([1, "  Lò   Văn Inh ", "14/08/1975", 12000123, "19.5.2000", "chi bộ bưởi"])
    sheet.append([2, "Vi Thị Mai", 1980, 6000124, date(2004, 12, 9), "CHI BỘ BƯỞI"])
    sheet.append([3, "Hà Văn Ẩn", date(1990, 1, 1), "06.000125", "1-2-2015", "Chi bộ Bưởi"])
    sheet.row_dimensions[7].hidden = True
    for row in range(8, 400):
        sheet.cell(row, 1, f"{' ' * (row % 3)}")
    stream = io.BytesIO()
    workbook.save(stream)

    batch = books.bring_in("people", stream.getvalue(), clerk)

    assert (batch.sheet, batch.state, batch.new_count) == ("DS đảng viên", "refused", 2)
    assert [(row.number, row.faults) for row in batch.rows.filter(verdict="rejected")] == [
        (
            6,
            [
                [
                    "card_number",
                    "6000124",
                    "Số thẻ đang là số nên đã mất chữ số 0 ở đầu. Định dạng cột là Văn bản (Text) rồi ghi lại đủ số.",
                ]
            ],
        )
    ]
