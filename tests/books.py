"""Workbooks as people send them, and the machine's part done at once."""

import io
from datetime import date

import xlsxwriter

from documents.services.uploads import Accepted
from jobs import runner, services
from jobs.registry import kind_of
from organizations.models import Import
from organizations.services import importing
from organizations.services.sheet_kinds import sheet_kind
from tests.factories import NOON


def book(rows, name="Danh sách", hidden=(), merged=(), formulas=()):
    """The bytes of a workbook: rows of cells, dates as dates, texts as texts, numbers as numbers."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet, day = workbook.add_worksheet(name), workbook.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            put(sheet, number, place, cell, day)
    for number in hidden:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for area in merged:
        sheet.merge_range(area, "DANH SÁCH ĐẢNG VIÊN")
    for place, formula, value in formulas:
        sheet.write_formula(place, formula, None, value)
    workbook.close()
    return stream.getvalue()


def put(sheet, number, place, cell, day):
    """One cell, as its kind is."""
    if isinstance(cell, date):
        sheet.write_datetime(number, place, cell, day)
    elif isinstance(cell, str):
        sheet.write_string(number, place, cell)
    elif cell is not None:
        sheet.write(number, place, cell)


def hand_in(kind, data, actor, name="danh-sach.xlsx"):
    """Upload a workbook as the person does."""
    accepted: Accepted = importing.take_book(name, io.BytesIO(data), at=NOON)
    job = importing.start_import(sheet_kind(kind), accepted, actor=actor, at=NOON)
    return Import.objects.get(job=job)


def work_on(batch):
    """Do what the machine was asked for, here and now."""
    batch.refresh_from_db()
    job = services.claim(batch.job_id)
    if job is not None:
        runner.do(job, kind_of(job))
    return Import.objects.select_related("scope", "job").get(pk=batch.pk)


def bring_in(kind, rows, actor, **looks):
    """Upload and check."""
    return work_on(hand_in(kind, rows if isinstance(rows, bytes) else book(rows, **looks), actor))


def write(batch, actor):
    """Write what was previewed."""
    importing.apply_import(batch, actor=actor, at=NOON)
    return work_on(batch)


def undo(batch, actor):
    """Take it back."""
    importing.ask_undo(batch, actor=actor, at=NOON)
    return work_on(batch)


def errors(batch):
    """What is wrong, cell by cell."""
    return {(row.number, column) for row in batch.rows.all() for column, _value, _sentence in row.faults}


WHO = ["Họ và tên", "Năm sinh", "Số thẻ"]
INH = ["Lò Văn Inh", 1975, ""]


def told(batch, letters=24):
    """What is wrong: row, column and how the sentence begins."""
    return [(row.number, one[0], one[2][:letters]) for row in batch.rows.all() for one in row.faults]
