"""Nhập từ Excel: the workbooks brought in, handing one in, its preview, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.services.sheet_templates import template
from jobs.models import Job
from organizations.enums import ImportState, TwinChoice
from organizations.forms import BookForm, refuse
from organizations.http import AccountRequest, give_file, once, status_of
from organizations.models import Import
from organizations.services import importing
from organizations.services.importing_preview import (
    LEFT_OUT,
    SHOWN_STATES,
    TWINS,
    count_twins,
    left_out_of,
    parts_of,
    rows_of,
    shown,
    twins_of,
)
from organizations.services.sheet_kinds import SheetKind, sheet_kind, sheet_kinds
from organizations.views.parts import give_workbook
from organizations.workflow import TransitionDenied

A_PAGE = 50
IN_ALL = (
    "Cột có dấu * là bắt buộc. Ô để trống giữ nguyên điều đang có, không xóa.",
    "Ngày ghi ngày/tháng/năm, ví dụ 09/12/2021. Giữ các cột của mẫu ở dạng Văn bản (Text), kẻo máy tự đảo ngày, tháng.",
    "Nhập vào trang “Nhập”; được đổi thứ tự cột, thêm dòng tiêu đề phía trên; không đổi tên cột.",
)


@require_safe
def import_list(request: AccountRequest) -> HttpResponse:
    """What can be brought in, and what has been."""
    rows = Import.objects.visible_to(request.user).for_list()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    labels = {one.name: one.label for one in sheet_kinds()}
    context = {
        "kinds": [one for one in sheet_kinds() if request.user.holds(one.duty)],
        "page": page,
        "rows": [(one, labels.get(one.kind, one.kind)) for one in page],
    }
    return render(request, "organizations/import_list.html", context)


def _kind(request: AccountRequest, name: str) -> SheetKind:
    """A kind that the caller's duty covers; any other does not exist for him."""
    kind = sheet_kind(name)
    if kind is None or not request.user.holds(kind.duty):
        raise Http404
    return kind


@require_http_methods(["GET", "POST"])
def import_create(request: AccountRequest, kind: str) -> HttpResponse:
    """The columns, the template, and the box for the file."""
    about = _kind(request, kind)
    form = BookForm(request.POST or None, request.FILES or None, at=request.received_at, account=request.user)
    scope = importing.scope_of(request.user, about)
    form.refusal = "" if scope else importing.NO_SUBTREE

    def act() -> str:
        if form.book is None:
            raise TransitionDenied("Chọn tệp Excel cần nhập.")
        return _progress(importing.start_import(about, form.book, actor=request.user, at=request.received_at))

    if request.method == "POST" and form.is_valid():
        try:
            return once(request, act)
        except TransitionDenied as denied:
            refuse(form, denied.sentences)
    context = {"kind": about, "columns": about.columns.values(), "form": form, "scope": scope}
    context["kept_days"] = settings.IMPORT_KEPT_DAYS
    return render(request, "organizations/import_create.html", context, status=status_of(form))


@require_safe
def import_template(request: AccountRequest, kind: str) -> HttpResponse:
    """The empty workbook of one kind."""
    about = _kind(request, kind)
    data = template(about.label, list(about.columns.values()), [about.about, *IN_ALL])
    return give_workbook(data, f"mau-{about.name}.xlsx")


def _batch(request: AccountRequest, key: str) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user).for_list(), key=key)


@never_cache
@require_safe
def import_detail(request: AccountRequest, key: str) -> HttpResponse:
    """How far it is; the preview heap by heap; what was written."""
    batch = _batch(request, key)
    kind = sheet_kind(batch.kind)
    context: dict[str, Any] = {"batch": batch, "label": kind.label if kind else batch.kind}
    if kind is not None and batch.state in SHOWN_STATES:
        context |= _preview(request, batch, kind)
    if batch.is_stuck and batch.job is not None:
        context["stuck"] = batch.job.error
    context["kept_days"] = settings.IMPORT_KEPT_DAYS
    context["may_write"] = batch.state == ImportState.READY and not context.get("open_twins")
    context["may_retry"] = batch.stands_at in {ImportState.READY, ImportState.REFUSED}
    return render(request, "organizations/import_detail.html", context)


def _preview(request: AccountRequest, batch: Import, kind: SheetKind) -> dict[str, Any]:
    """The heaps of a workbook's rows with their counts, and a page of the one that was asked for."""
    twins, left_out = twins_of(batch), left_out_of(kind, batch)
    parts = parts_of(batch, count_twins(batch), 0 if left_out is None else left_out.count())
    names = [name for name, _label, _count in parts]
    asked = request.GET.get("loai", "")
    part = asked if asked in names else next(iter(names), "")
    whole = left_out if part == LEFT_OUT and left_out is not None else rows_of(batch, part)
    page = Paginator(whole, A_PAGE).get_page(request.GET.get("trang"))
    return {
        "open_twins": twins.filter(choice=TwinChoice.OPEN).count(),
        "parts": parts,
        "part": part,
        "page": page,
        "rows": [] if part == LEFT_OUT else shown(kind, page, part),
        "missed": [kind.missed(one) for one in page] if part == LEFT_OUT else [],
        "is_twins": part == TWINS,
    }


@require_safe
def import_annotated(request: AccountRequest, key: str) -> HttpResponseBase:
    """The workbook as it came, its errors marked: correct it and send it again."""
    batch = _batch(request, key)
    return give_file(batch.annotated, f"{batch.file_name.removesuffix('.xlsx')}-loi.xlsx")


def _press(request: AccountRequest, key: str, act: Callable[[Import], str], done: str = "") -> HttpResponse:
    """Do what a button of the preview asks, once; a refusal is said on the preview."""
    batch = _batch(request, key)
    here = reverse("organizations:import_detail", args=[key])
    try:
        response = once(request, lambda: act(batch) or here)
    except TransitionDenied as denied:
        for sentence in denied.sentences:
            messages.error(request, sentence)
        return redirect(here)
    if done:
        messages.success(request, done)
    return response


def _progress(job: Job) -> str:
    """Where the machine's part is followed."""
    return reverse("organizations:job_detail", args=[job.key])


@require_POST
def import_apply(request: AccountRequest, key: str) -> HttpResponse:
    """Ghi."""
    return _press(
        request,
        key,
        lambda batch: _progress(importing.apply_import(batch, actor=request.user, at=request.received_at)),
    )


@require_POST
def import_recheck(request: AccountRequest, key: str) -> HttpResponse:
    """Kiểm tra lại."""
    return _press(request, key, lambda batch: _progress(importing.recheck_import(batch, actor=request.user)))


@require_POST
def import_undo(request: AccountRequest, key: str) -> HttpResponse:
    """Hoàn tác."""
    return _press(
        request,
        key,
        lambda batch: _progress(importing.ask_undo(batch, actor=request.user, at=request.received_at)),
    )


@require_POST
def import_cancel(request: AccountRequest, key: str) -> HttpResponse:
    """Hủy."""

    def act(batch: Import) -> str:
        importing.cancel_import(batch, actor=request.user)
        return ""

    return _press(request, key, act, "Đã hủy. Không có gì được ghi.")


@require_POST
def import_choose(request: AccountRequest, key: str) -> HttpResponse:
    """Gộp hay thêm mới: the chosen rows, or all that are still open."""
    choice = request.POST.get("choice", "")
    numbers = [
        int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdigit() and len(one) < 8
    ]

    def act(batch: Import) -> str:
        if choice not in {TwinChoice.MERGE, TwinChoice.KEEP}:
            raise TransitionDenied("Chọn gộp hay thêm mới.")
        if not numbers and "all" not in request.POST:
            raise TransitionDenied("Chọn ít nhất một dòng.")
        wanted = None if "all" in request.POST else numbers
        importing.choose_twins(batch, choice=TwinChoice(choice), numbers=wanted, actor=request.user)
        return f"{reverse('organizations:import_detail', args=[key])}?loai={TWINS}"

    return _press(request, key, act, "Đã ghi lựa chọn.")
