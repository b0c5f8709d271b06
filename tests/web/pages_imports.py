"""The pages of workbooks that are brought in."""

from typing import Any

from jobs.models import Job
from organizations.models import Import, ImportRow
from tests.factories import NOON
from tests.web.page import Page

OLD = {"full_name": "Vi Văn Nhập", "birth": 1980, "cell": "Chi bộ Văn phòng", "residence": "Xóm Bưởi"}
NEW = {**OLD, "birth": "1980-05-01", "card_number": "06000123", "residence": "Xóm Mít"}


def _batch(office: Any, **fields: Any) -> None:
    Import.objects.filter(pk=office.batch.pk).update(**fields)


def changed(office: Any) -> None:
    """One row changes a record."""
    ImportRow.objects.filter(batch=office.batch).update(verdict="changed", target=1, values=NEW, before=OLD)
    _batch(office, new_count=0, changed_count=1)


def short(office: Any) -> None:
    """The file leaves two members of its cell out."""
    ImportRow.objects.filter(batch=office.batch).update(values={**NEW, "cell": office.cell.name})


def alike(office: Any) -> None:
    """One row looks like a record that is there."""
    ImportRow.objects.filter(batch=office.batch).update(values=NEW, twin=1, twin_values=OLD)


def refused(office: Any) -> None:
    """One row is wrong in two cells, and the file has something to be told."""
    faults = [
        ["birth", "31/2/1980", "Ngày 31/2/1980 không có trong lịch. Xem lại."],
        ["", "", "Trùng với dòng 1. Giữ lại một dòng."],
    ]
    ImportRow.objects.filter(batch=office.batch).update(verdict="rejected", faults=faults)
    alike = [
        ["Chi bộ", "Chưa ghi chi bộ.", 1312, [*range(2, 12)]],
        ["", "Trùng với dòng 1. Giữ lại một dòng.", 2, [3, 4]],
    ]
    remark = "Cột G “Ghi chú” không thuộc bảng này nên không đọc."
    _batch(office, state="refused", new_count=0, rejected_count=1, remarks=[remark], summary=alike)


def written(office: Any) -> None:
    """It was written, and could not be taken back."""
    fault = "Dòng 2, Vi Văn Nhập: đã sửa sau khi nhập (Nơi cư trú)."
    _batch(office, state="done", applied_by=office.accounts["unit_clerk"], applied_at=NOON, faults=[fault])


def given_up(office: Any) -> None:
    """The machine gave its check up."""
    job = Job.objects.create(
        kind="organizations.check_import", state="failed", error="Máy đã thử 5 lần.", created_at=NOON,
        rung_at=NOON, finished_at=NOON,
    )  # fmt: skip
    _batch(office, state="checking", job=job)


def at_work(office: Any) -> None:
    """The machine has it in hand."""
    job = Job.objects.create(kind="organizations.check_import", created_at=NOON, rung_at=NOON)
    _batch(office, state="checking", job=job)


DETAIL = "organizations:import_detail"
IMPORT_PAGES = [
    Page("organizations:import_list", "unit_clerk", picture="import_list"),
    Page("organizations:import_create", "unit_clerk", picture="import_create"),
    Page(DETAIL, "unit_clerk", picture="import-new"),
    Page(DETAIL, "unit_clerk", given=changed, state="changed", picture="import-changed"),
    Page(DETAIL, "unit_clerk", query="?loai=left-out", given=short, state="short", picture="import-left-out"),
    Page(DETAIL, "unit_clerk", query="?loai=twin", given=alike, state="alike", picture="import-alike"),
    Page(DETAIL, "organization_staff", given=refused, state="refused", picture="import-refused"),
    Page(DETAIL, "unit_clerk", given=written, state="written", picture="import-written"),
    Page(DETAIL, "unit_clerk", given=given_up, state="given up"),
    Page(DETAIL, "unit_clerk", given=at_work, state="at work"),
]
IMPORT_ERRORS = [Page("organizations:import_create", "unit_clerk", data={"form_key": "0" * 32}, errors=1)]
