"""The dossier as its unit works on it: checklist, files, Mật, promises, sending, receipt."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deadlines import workflow
from deadlines.enums import DossierState
from deadlines.forms.dossiers import (
    PagesForm,
    PromiseForm,
    PromisesForm,
    ReasonForm,
    SecretForm,
    UploadForm,
    item_title,
)
from deadlines.models import Dossier, DossierItem, Submission
from deadlines.queries.dossiers import dossier_page, dossiers_for
from deadlines.services import parts as part_services
from deadlines.services.sendings import recall_dossier, request_reopening, send_dossier
from deadlines.services.uploads import change_pages, take_files
from documents.services.uploads import Accepted, UploadRefused
from organizations import audit
from organizations.forms import refuse
from organizations.http import AccountRequest, once, status_of
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, about, may
from reviews.rules.calendar import local_day

LIST_PAGE = 50
SCANS = frozenset({"application/pdf", "image/jpeg", "image/png"})


def open_dossier(request: AccountRequest, key: str) -> Dossier:
    """The dossier, if the caller may see it."""
    rows = (
        Dossier.objects.visible_to(request.user)
        .with_own_dates(request.user)
        .select_related(
            "unit__scope",
            "unit__contact",
            "unit__official",
            "campaign__regulation",
            "campaign__organization",
            "deadline",
        )
    )
    return get_object_or_404(rows, key=key)


def open_item(request: AccountRequest, key: str) -> DossierItem:
    """The part, if the caller may see its dossier."""
    rows = DossierItem.objects.visible_to(request.user).select_related(
        "dossier__unit__scope", "dossier__campaign__regulation", "subject__person", "file"
    )
    return get_object_or_404(rows, key=key)


def known_parts(request: AccountRequest) -> QuerySet[DossierItem]:
    """The parts the caller may see: for the name of one that has left its list."""
    return DossierItem.objects.visible_to(request.user).select_related("subject")


def may_open_file(request: AccountRequest, item: DossierItem) -> bool:
    """A draft's files are its unit's alone; above it they are read once the dossier is sent."""
    sent = item.dossier.state != DossierState.DRAFT
    return sent or request.user.can(Permission.SEND_DOSSIER, item.dossier)


def act(request: AccountRequest, do: Callable[[], object], *, path: str, done: str) -> HttpResponse:
    """Run one move of a plain button; a refusal is told where the reader came from."""

    def run() -> str:
        do()
        messages.success(request, done)
        return path

    try:
        return once(request, run)
    except TransitionDenied as denied:
        for sentence in denied.sentences:
            messages.error(request, sentence)
        return redirect(path)


def answered(
    request: AccountRequest,
    form: forms.Form,
    do: Callable[[], str],
    faults: Callable[[dict[str, Any]], Iterable[str]] | None = None,
) -> HttpResponse | None:
    """Do a form's act once; everything that cannot be is said in the form, and nothing typed is lost.

    `faults` are the service's own rules, asked with whatever could be read, so that all is said at once.
    """
    if not form.is_valid():
        refuse(form, faults(form.cleaned_data) if faults and form.is_bound else ())
        return None
    try:
        return once(request, do)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
    return None


def path_of(dossier: Dossier) -> str:
    """The dossier's page."""
    return reverse("deadlines:dossier_detail", args=[dossier.key])


@require_safe
def dossier_list(request: AccountRequest) -> HttpResponse:
    """The dossiers of one's unit or subtree."""
    page = Paginator(dossiers_for(request.user), LIST_PAGE).get_page(request.GET.get("trang"))
    return render(request, "deadlines/dossier_list.html", {"page": page})


@require_safe
def dossier_detail(request: AccountRequest, key: str) -> HttpResponse:
    """The checklist with two lights a part, what was asked back, what happened."""
    dossier = open_dossier(request, key)
    if request.user.can(Permission.RECEIVE_DOSSIER, dossier):
        audit.looked(request.user, dossier)
    return render(request, "deadlines/dossier_detail.html", _context(request, dossier))


def _context(request: AccountRequest, dossier: Dossier) -> dict[str, object]:
    page = dossier_page(dossier, request.received_at)
    return {
        "page": page,
        "dossier": dossier,
        "moves": {move.name for move in workflow.DOSSIER if may(dossier, move, request.user)},
        "may_compile": dossier.state in workflow.EDITABLE
        and request.user.can(Permission.COMPILE_DOSSIER, dossier),
        "may_take_paper": request.user.can(Permission.TAKE_PAPER, dossier),
        "may_judge": request.user.can(Permission.CONFIRM_LATENESS, dossier) and page.timeliness.days_late,
        "may_ask_reopening": dossier.state in {"received", "accepted"}
        and request.user.can(Permission.SEND_DOSSIER, dossier),
        "is_desk": request.user.can(Permission.RECEIVE_DOSSIER, dossier),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_check(request: AccountRequest, key: str) -> HttpResponse:
    """Kiểm tra trước khi gửi: what goes, what is missing and why; then it is sent."""
    dossier = open_dossier(request, key)
    if request.method != "POST" and dossier.state not in workflow.SEND.sources:
        return _sent_already(request, dossier)
    page = dossier_page(dossier, request.received_at)
    form = PromisesForm(
        request.POST if request.method == "POST" else None,
        parts=page.checklist.absent,
        known=known_parts(request),
    )
    response = None
    if request.method == "POST":
        response = answered(
            request,
            form,
            lambda: _send(request, dossier, form),
            lambda _typed: _promise_faults(form, local_day(request.received_at)),
        )
    context = {
        "page": page,
        "dossier": dossier,
        "form": form,
        "may_send": may(dossier, workflow.SEND, request.user),
    }
    return response or render(request, "deadlines/dossier_check.html", context, status=status_of(form))


def _sent_already(request: AccountRequest, dossier: Dossier) -> HttpResponse:
    """Nothing is left to check: back to the receipt, or to the dossier whose papers alone came."""
    messages.info(request, f"Hồ sơ {dossier.code} không còn chờ gửi: {dossier.get_state_display().lower()}.")
    sent = dossier.submissions.last()
    return redirect("deadlines:submission_detail", sent.key) if sent else redirect(path_of(dossier))


def _promise_faults(form: PromisesForm, today: date) -> list[str]:
    """What cannot be of the days typed, each at its own part."""
    return [
        about(f"before-{row.key}", fault)
        for row, day, _why in form.promises()
        for fault in part_services.promise_faults(day, today)
    ]


def _send(request: AccountRequest, dossier: Dossier, form: PromisesForm) -> str:
    """Keep the promises typed on the page, then send."""
    if faults := _promise_faults(form, local_day(request.received_at)):
        raise TransitionDenied(*faults)
    for row, day, why in form.promises():
        part_services.promise_part(row, before=day, reason=why, actor=request.user, at=request.received_at)
    submission = send_dossier(dossier, actor=request.user, at=request.received_at)
    return reverse("deadlines:submission_detail", args=[submission.key])


@require_safe
def submission_detail(request: AccountRequest, key: str) -> HttpResponse:
    """Biên nhận: number, moment, on time or not, who follows, whom to ring; reachable later."""
    rows = Submission.objects.visible_to(request.user).select_related(
        "dossier__unit__official",
        "dossier__unit__contact",
        "dossier__deadline",
        "dossier__campaign",
        "sent_by",
    )
    submission = get_object_or_404(rows, key=key)
    promised = [line for line in submission.manifest if line["promised_before"]]
    missing = [line | {"promised": date.fromisoformat(line["promised_before"])} for line in promised]
    context = {"submission": submission, "dossier": submission.dossier, "missing": missing}
    return render(request, "deadlines/submission_detail.html", context)


@require_POST
def dossier_recall(request: AccountRequest, key: str) -> HttpResponse:
    """Take it back before it is received."""
    dossier = open_dossier(request, key)
    return act(
        request,
        lambda: recall_dossier(dossier, actor=request.user, at=request.received_at),
        path=path_of(dossier),
        done="Đã thu hồi hồ sơ. Đồng chí sửa xong thì gửi lại.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_reopen(request: AccountRequest, key: str) -> HttpResponse:
    """Xin mở lại, after receipt."""
    dossier = open_dossier(request, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        return _ask_reopening(request, dossier, form.cleaned_data["reason"])

    response = answered(request, form, do) if request.method == "POST" else None
    context = {"dossier": dossier, "form": form}
    return response or render(request, "deadlines/dossier_reopen.html", context, status=status_of(form))


def _ask_reopening(request: AccountRequest, dossier: Dossier, reason: str) -> str:
    request_reopening(dossier, reason=reason, actor=request.user, at=request.received_at)
    messages.success(request, "Đã gửi đề nghị mở lại hồ sơ. Ban Tổ chức Tỉnh ủy sẽ trả lời ở trang này.")
    return path_of(dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def item_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One part: its file and its pages, or Mật, or a promise; four small forms, one sent at a time."""
    item = open_item(request, key)
    sent = request.POST.get("act", "")
    upload = UploadForm(
        request.POST if sent == "upload" else None, request.FILES if sent == "upload" else None
    )
    secret = SecretForm(request.POST if sent == "secret" else None)
    promise = PromiseForm(
        request.POST if sent == "promise" else None,
        initial={"before": item.promised_before, "reason": item.promise_reason},
    )
    turned = request.POST if sent == "pages" else None
    pages = PagesForm(turned, count=page_count(item), stamp=str(item.version))
    chosen = {"upload": upload, "secret": secret, "promise": promise, "pages": pages}.get(sent)
    form = forms.Form(request.POST) if chosen is None and request.method == "POST" else chosen
    if request.method == "POST" and form is not None:
        response = _item_answered(request, item, sent, form)
        if response is not None:
            return response
        item = open_item(request, key)
    context = {
        "item": item,
        "title": item_title(item),
        "dossier": item.dossier,
        "upload": upload,
        "secret": secret,
        "promise": promise,
        "pages": pages,
        "form": form,
        "may_open_file": may_open_file(request, item),
        "wants_secret": request.GET.get("mat") == "1" or sent == "secret",
        "may_compile": item.dossier.state in workflow.EDITABLE
        and request.user.can(Permission.COMPILE_DOSSIER, item.dossier),
    }
    status = status_of(form) if form is not None else 200
    return render(request, "deadlines/item_detail.html", context, status=status)


def _item_answered(
    request: AccountRequest, item: DossierItem, sent: str, form: forms.Form
) -> HttpResponse | None:
    today = local_day(request.received_at)

    def faults(typed: dict[str, Any]) -> list[str]:
        if sent == "secret":
            return part_services.secret_faults(typed.get("dated_on"), today)
        return part_services.promise_faults(typed.get("before"), today) if sent == "promise" else []

    file = None
    if form.is_valid() and sent in ("upload", "pages"):
        try:
            file = _file_of(request, item, form)
        except UploadRefused as refused:
            form.add_error("chosen" if "chosen" in form.fields else None, str(refused))
    return answered(request, form, lambda: _change_item(request, item, sent, form, file), faults)


def _file_of(request: AccountRequest, item: DossierItem, form: forms.Form) -> Accepted:
    """What is to lie in the part, judged and made before the act begins: no lock is held meanwhile."""
    actor, at = request.user, request.received_at
    if isinstance(form, PagesForm):
        return change_pages(item, turns=form.turns, dropped=form.dropped, actor=actor, at=at)
    return take_files(item, form.cleaned_data["chosen"], actor=actor, at=at)


def page_count(item: DossierItem) -> int:
    """The pages that can be turned or dropped one by one: those of a scan or a photo."""
    if item.file is None or item.file.media_type not in SCANS:
        return 0
    return item.page_count or 1


def _change_item(
    request: AccountRequest, item: DossierItem, sent: str, form: object, file: Accepted | None
) -> str:
    actor, at = request.user, request.received_at
    data = getattr(form, "cleaned_data", {})
    if file is not None:
        part_services.attach_file(item, file=file.file, name=file.name, pages=file.pages, actor=actor, at=at)
        pages = f"Đã sửa các trang: tệp còn {file.pages} trang."
        messages.success(request, pages if sent == "pages" else f"Đã nhận tệp “{file.name}”.")
    elif sent == "secret":
        part_services.mark_secret(
            item,
            number=data["number"],
            dated_on=data["dated_on"],
            receiver=data["receiver"],
            actor=actor,
            at=at,
        )
        messages.success(request, "Đã ghi: tài liệu Mật, nộp trực tiếp. Mục này được tính là có.")
    elif sent == "promise":
        part_services.promise_part(item, before=data["before"], reason=data["reason"], actor=actor, at=at)
        messages.success(request, "Đã ghi ngày sẽ bổ sung và lý do.")
    elif sent == "detach":
        part_services.detach_file(item, actor=actor, at=at)
        messages.success(request, "Đã gỡ tệp.")
    else:
        part_services.unmark_secret(item, actor=actor, at=at)
        messages.success(request, "Đã bỏ đánh dấu Mật.")
    return reverse("deadlines:item_detail", args=[item.key])
