"""What lies in a dossier, seen through the dossier's own row; each look by another is written down."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from deadlines.models import Handover
from deadlines.queries.contents import written_review
from deadlines.services.handovers import order_slip
from deadlines.views.dossiers import may_open_file, open_item
from organizations import audit
from organizations.http import AccountRequest, give_file, once
from organizations.permissions import Permission


@require_safe
def item_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The file of a part."""
    item = open_item(request, key)
    if item.file is None or not may_open_file(request, item):
        raise Http404
    if not request.user.can(Permission.COMPILE_DOSSIER, item.dossier):
        audit.looked(request.user, item)
    return give_file(item.file, item.file_name)


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
    return give_file(slip.document.file, f"phieu-giao-nhan-{slip.dossier.code}-{slip.number}.pdf")
