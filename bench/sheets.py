"""`./run bench sheets`: a province's members from a workbook, against the same rows one by one, and against bare COPY.

The rows go into a province of 6,200 members with its cells; each figure is a ratio of one run. A row has the 25 columns
of an office's own list: the eleven that the kind "Đảng viên" reads, and fourteen that offices keep beside them and that
are passed over, with a remark. What goes out is the list's own fourteen columns, 25 wide: eleven of them twice.
"""

import argparse
import gc
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.parts.province import ROOT, Installation, installation
from bench.parts.report import finish, table
from bench.parts.server import use

ROWS, FEW, BASE = 62_000, 1_500, 6_200
HEADS = (
    "Họ và tên", "Giới tính", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức",
    "Chi bộ", "Sinh hoạt từ ngày", "Là CBCCVC", "Đơn vị công tác", "Nơi cư trú",
)  # fmt: skip
BESIDE = {
    "Bí danh": ("",), "Dân tộc": ("Kinh", "Mường", "Thái", "Mông"), "Tôn giáo": ("Không",),
    "Quê quán": ("Xã Mường Lạn, huyện Đồng Khê", "Xã Nà Sọng, huyện Đồng Khê"), "Văn hóa": ("12/12", "9/12"),
    "Chuyên môn": ("Đại học", "Trung cấp", "Cao đẳng", ""), "Chính trị": ("Sơ cấp", "Trung cấp", "Cao cấp", ""),
    "Ngoại ngữ": ("", "Tiếng Anh B"), "Tin học": ("", "Cơ bản"), "Nghề nghiệp": ("Giáo viên", "Nông dân", "Hưu trí"),
    "Nơi kết nạp": ("Chi bộ 1", "Chi bộ Trường THCS"), "Huy hiệu Đảng": ("", "30 năm", "40 năm"),
    "Sức khỏe": ("Tốt", "Trung bình"), "Ghi chú": ("", "Miễn sinh hoạt từ tháng 3"),
}  # fmt: skip
WIDE = len(HEADS) + len(BESIDE)


def people(count: int, first: int, cells: list[str]) -> Iterator[list[Any]]:
    """Invented members, each with a card, a birth date and a cell."""
    chance = Random(first)
    for number in range(first, first + count):
        born = date(1950, 1, 1) + timedelta(chance.randrange(15_000))  # a full member by the demo's day
        joined = born + timedelta(365 * 22 + chance.randrange(2_000))
        surname = chance.choice(("Lò", "Quách", "Bùi", "Hà", "Đinh", "Xa"))
        given = chance.choice(("Inh", "Xuân", "Ứng", "Đào", "Thủy", "Hậu"))
        yield [
            f"{surname} {chance.choice(('Văn', 'Thị', 'Đức'))} {given} {_letters(number)}",
            chance.choice(("Nam", "Nữ")),
            born,
            f"07{number:06d}",
            joined,
            joined + timedelta(365),
            cells[number % len(cells)],
            joined,
            "Có" if number % 3 else "Không",
            "Trường Trung học cơ sở" if number % 3 else "",
            f"Xóm số {number % 40}",
            *(chance.choice(words) for words in BESIDE.values()),
        ]


def _letters(number: int) -> str:
    """A name of its own for each, so that none is taken for another."""
    found = ""
    while number:
        number, place = divmod(number, 20)
        found += "bcdghklmnpqrstvxaeio"[place]
    return found.capitalize()


def book(rows: Iterator[list[Any]]) -> bytes:
    """Their workbook."""
    import xlsxwriter

    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet, day = made.add_worksheet("Danh sách"), made.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, (*HEADS, *BESIDE))
    for line, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, day)
            elif cell:
                sheet.write_string(line, place, cell)
    made.close()
    return stream.getvalue()


def child(here: Installation, *command: str) -> tuple[str, int]:
    """A process to its end: what it wrote, and the most memory it held, in MB.

    Its own high-water mark is read while it runs: what the system tells afterwards includes its parent's.
    """
    peak, said = 0, here.data / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=here.environment, stdout=output)
        while process.poll() is None:
            with suppress(OSError, StopIteration):
                lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
                peak = max(peak, int(next(one for one in lines if one.startswith("VmHWM")).split()[1]))
            time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}")
    return said.read_text(), peak // 1024


def brought_in(here: Installation, data: bytes) -> tuple[Any, dict[str, float], int]:
    """A workbook through the whole machine, as a person and the worker do it; seconds of each step, the peak."""
    from jobs import services
    from organizations.models import Account, Import
    from organizations.services import importing
    from organizations.services.sheet_kinds import sheet_kind

    staff, at = Account.objects.get(sign_in_name="btc"), _now()
    seconds, peaks = {}, []

    def by_machine(job: Any, name: str) -> None:
        began = time.perf_counter()
        claimed = services.claim(job.pk)
        peaks.append(child(here, "manage.py", "run_job", str(claimed.pk), str(claimed.token))[1])
        seconds[name] = time.perf_counter() - began

    began = time.perf_counter()
    taken = importing.take_book("danh-sach.xlsx", io.BytesIO(data), at=at)
    job = importing.start_import(sheet_kind("people"), taken, actor=staff, at=at)
    seconds["take"] = time.perf_counter() - began
    by_machine(job, "check")
    batch = Import.objects.get(job=job)
    if batch.state != "ready":
        raise SystemExit(f"bench: the workbook was refused: {batch.faults} {batch.rejected_count}")
    by_machine(importing.apply_import(batch, actor=staff, at=at), "write")
    batch.refresh_from_db()
    if batch.state != "done":
        raise SystemExit(f"bench: nothing was written: {batch.state} {batch.faults}")
    return batch, seconds, max(peaks)


def _now() -> Any:
    from organizations import clock

    return clock.now()


def written(here: Installation, data: bytes, count: int) -> tuple[float, list[Any]]:
    """The write step alone, with derived columns and journal, taken back: its seconds, and what it wrote."""
    from django.db import connection, transaction

    from cadres.models import Membership, Person
    from jobs import services
    from organizations.models import Account, Import
    from organizations.services import importing
    from organizations.services.importing_check import judge, reach_of, staged_rows
    from organizations.services.importing_write import _journal
    from organizations.services.sheet_kinds import sheet_kind

    staff, at, kind = Account.objects.get(sign_in_name="btc"), _now(), sheet_kind("people")
    taken = importing.take_book("danh-sach.xlsx", io.BytesIO(data), at=at)
    job = services.claim(importing.start_import(kind, taken, actor=staff, at=at).pk)
    child(here, "manage.py", "run_job", str(job.pk), str(job.token))
    batch = Import.objects.get(job=job)
    rows = list(staged_rows(kind, batch.rows.all()))
    judge(kind, rows, reach_of(batch))
    gc.collect()
    with transaction.atomic():
        began = time.perf_counter()
        kind.write(rows, [], at=at)
        _journal(kind, staff, "import", rows, [], batch)
        took = time.perf_counter() - began
        made = []
        for model in (Person, Membership):
            names = [one.column for one in model._meta.local_concrete_fields]
            pks = [row.target for row in rows]
            low = {"pk__gte": min(pks)} if model is Person else {"person__gte": min(pks)}
            made.append(
                (
                    model._meta.db_table,
                    names,
                    list(
                        model.objects.order_by("pk")
                        .filter(**low)
                        .values_list(*(one.attname for one in model._meta.local_concrete_fields))
                    ),
                )
            )
        if len(made[0][2]) != count:
            raise SystemExit("bench: not every row was written")
        transaction.set_rollback(True)
    connection.close()
    return took, made


def copied(made: list[Any]) -> float:
    """Bare COPY of the same rows into the same tables, taken back."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        for where, names, rows in made:
            columns = ", ".join(f'"{one}"' for one in names)
            with cursor.copy(f'COPY "{where}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return took


def taken_out(here: Installation) -> tuple[float, int]:
    """The list of everybody as a workbook: the processor time of writing it against openpyxl's, and the job's peak."""
    import openpyxl
    from django.conf import settings

    from cadres.models import Person
    from cadres.papers import people_sheet, rows_of
    from cadres.queries.people import lines_of
    from cadres.services.exports import ask_export
    from documents.services.sheets_out import write_workbook
    from jobs import services
    from jobs.models import Job
    from organizations import clock
    from organizations.models import Account

    staff, at = Account.objects.get(sign_in_name="btc"), _now()
    job = services.claim(ask_export("", actor=staff).pk)
    _, peak = child(here, "manage.py", "run_job", str(job.pk), str(job.token))
    if Job.objects.get(pk=job.pk).state != "done":
        raise SystemExit("bench: the list was not taken out")
    keys = list(Person.objects.order_by("name_sort").values_list("pk", flat=True))
    sheet = people_sheet((), by="", at=at)
    again = WIDE - len(sheet.columns)
    sheet = replace(sheet, columns=(*sheet.columns, *sheet.columns[-again:]))
    rows = [(*row, *row[-again:]) for row in rows_of(lines_of(keys, clock.day_of(at)))]
    gc.collect()
    began = time.process_time()
    write_workbook(Path(settings.TMP_DIR) / "ours.xlsx", sheet, iter(rows))
    ours = time.process_time() - began
    began = time.process_time()
    plain = openpyxl.Workbook()
    for row in rows:
        plain.active.append(row)
    plain.save(Path(settings.TMP_DIR) / "theirs.xlsx")
    return ours / (time.process_time() - began), peak


def measured(rows: int, database: str) -> dict[str, Any]:
    """Everything on one installation."""
    with installation(BASE, database) as here:
        use(here)
        from organizations.models import PartyOrganization, Reach
        from organizations.services.sheet_places import Places

        root = PartyOrganization.objects.get(depth=1)
        places = Places(Reach((root.path,), ()))
        open_cells = PartyOrganization.objects.filter(kind="cell", dissolved_on=None).values_list(
            "pk", flat=True
        )
        cells = sorted({places.words(places.at(pk)) for pk in open_cells})
        few = book(people(FEW, 900_000, cells))
        path = Path(here.data) / "few.xlsx"
        path.write_bytes(few)
        reference = json.loads(child(here, "-m", "bench.parts.row_by_row", str(path))[0].splitlines()[-1])
        few = book(people(FEW, 800_000, cells))
        few_took, _ = written(here, few, FEW)
        data = book(people(rows, 1, cells))
        took, made = written(here, data, rows)
        bare = copied(made) if database == "postgresql" else 0.0
        del made
        _, seconds, peak = brought_in(here, data)
        export, export_peak = taken_out(here)
        return {
            "rows": rows,
            "write_vs_row_by_row": round(reference["write"] / few_took, 1),
            "end_to_end_vs_row_by_row": round(
                (rows / sum(seconds.values()))
                / (FEW / (reference["read"] + reference["trial"] + reference["write"])),
                1,
            ),
            "write_vs_copy": round(took / bare, 2) if bare else None,
            "export_vs_openpyxl": round(export, 2),
            "peak_mb_import": peak,
            "peak_mb_export": export_peak,
            "database": database,
            "columns": WIDE,
            "columns_read": len(HEADS),
            "seconds": {name: round(one, 1) for name, one in seconds.items()},
            "write_alone_s": round(took, 2),
        }


BARS = {
    "write_vs_row_by_row": "≥ 40 (PostgreSQL)",
    "end_to_end_vs_row_by_row": "≥ 15",
    "write_vs_copy": "≤ 5 (PostgreSQL)",
    "export_vs_openpyxl": "≤ 0.75",
    "peak_mb_import": "≤ 400",
    "peak_mb_export": "≤ 120",
}


def main() -> None:
    """The table and the line."""
    arguments = argparse.ArgumentParser(prog="./run bench sheets", description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    asked = arguments.parse_args()
    figures = measured(asked.rows, asked.database)
    print(
        f"{asked.rows} people of {WIDE} columns, {len(HEADS)} of them read, {asked.database}; row by row: {FEW}"
    )
    table(("figure", "", "bar"), [[name, str(value), BARS.get(name, "")] for name, value in figures.items()])
    finish({"bench": "sheets", **figures})


if __name__ == "__main__":
    main()
