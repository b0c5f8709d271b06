"""What lies in a dossier, seen through the dossier's own row; each look by another is written down."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from deadlines.models import Handover
from deadlines.queries.contents import written_review
from deadlines.services.handovers import order_slip
from deadlines.views.dossiers import open_item
from documents.models import File
from documents.services.files import FileMissing, open_file
from organizations import audit
from organizations.http import AccountRequest, once
from organizations.permissions import Permission


def attached(file: File, name: str) -> HttpResponseBase:
    """The file as a download: never shown in the page, never guessed at by the browser."""
    try:
        response = FileResponse(
            open_file(file), as_attachment=True, filename=name, content_type=file.media_type
        )
    except FileMissing as missing:
        raise Http404(str(missing)) from missing
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def item_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The file of a part."""
    item = open_item(request, key)
    if item.file is None:
        raise Http404
    if not request.user.can(Permission.COMPILE_DOSSIER, item.dossier):
        audit.looked(request.user, item)
    return attached(item.file, item.file_name)


@never_cache
@require_safe
def item_content(request: AccountRequest, key: str) -> HttpResponse:
    """The self-review a sent dossier carries, read-only; a draft is nobody's but its authors'."""
    item = open_item(request, key)
    written = written_review(item)
    if written is None:
        raise Http404
    audit.looked(request.user, item)
    return render(request, "deadlines/item_content.html", {"item": item, "written": written})


def open_slip(request: AccountRequest, key: str) -> Handover:
    """The slip, if the caller may see its dossier."""
    rows = Handover.objects.visible_to(request.user).select_related(
        "dossier__unit", "dossier__campaign__organization", "received_by", "document__file"
    )
    return get_object_or_404(rows, key=key)


@require_safe
def handover_detail(request: AccountRequest, key: str) -> HttpResponse:
    """Phiếu giao nhận hồ sơ on the screen."""
    return render(request, "deadlines/handover_detail.html", {"slip": open_slip(request, key)})


@require_POST
def handover_draw(request: AccountRequest, key: str) -> HttpResponse:
    """Have the slip drawn; its job says when it can be printed."""
    slip = open_slip(request, key)

    def run() -> str:
        job = order_slip(slip, actor=request.user)
        return reverse("organizations:job_detail", args=[job.key])

    return once(request, run)


@require_safe
def handover_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The slip as a PDF with both copies."""
    slip = open_slip(request, key)
    if slip.document is None or slip.document.file is None:
        return redirect("deadlines:handover_detail", key=slip.key)
    return attached(slip.document.file, f"phieu-giao-nhan-{slip.dossier.code}-{slip.number}.pdf")
