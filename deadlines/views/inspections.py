"""Ý kiến kiểm tra: written from above, read and answered by the organisation (R07)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.forms.inspections import AnswerForm, RemarkForm
from deadlines.models import InspectionRemark
from deadlines.queries.progress import followed
from deadlines.services import inspections
from deadlines.views.dossiers import answered
from organizations import clock
from organizations.http import AccountRequest, status_of
from organizations.permissions import Permission
from reviews.queries.lists import current_campaign

A_PAGE = 50


@never_cache
@require_safe
def remark_list(request: AccountRequest) -> HttpResponse:
    """The remarks on one's own organisation and on those below, the latest inspection first."""
    remarks = InspectionRemark.objects.visible_to(request.user).for_list().filter(campaign=current_campaign())
    page = Paginator(remarks, A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "deadlines/remark_list.html", {"page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_create(request: AccountRequest, key: str) -> HttpResponse:
    """Ghi ý kiến kiểm tra of an organisation below one's own."""
    campaign = current_campaign()
    if campaign is None:
        raise Http404
    organization = get_object_or_404(followed(request.user), key=key)
    if not request.user.reach(Permission.WRITE_REMARK).holds_below(organization.path):
        raise PermissionDenied
    form = RemarkForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        remark = inspections.record_remark(
            organization, campaign=campaign, **form.cleaned_data, actor=request.user, at=request.received_at
        )
        messages.success(request, "Đã ghi ý kiến kiểm tra. Người giữ tài khoản của nơi này được báo.")
        return reverse("deadlines:remark_detail", args=[remark.key])

    def faults(typed: dict[str, object]) -> list[str]:
        return inspections.remark_faults(typed.get("inspected_on"), clock.day_of(request.received_at))  # type: ignore[arg-type]

    response = answered(request, form, do, faults) if request.method == "POST" else None
    context = {"organization": organization, "form": form}
    return response or render(request, "deadlines/remark_create.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_detail(request: AccountRequest, key: str) -> HttpResponse:
    """One remark; whoever speaks for the organisation answers it here."""
    remark = get_object_or_404(InspectionRemark.objects.visible_to(request.user).for_list(), key=key)
    may_answer = request.user.can(Permission.ANSWER_REMARK, remark)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    said = {"answer": remark.answer, "answered_on": remark.answered_on}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=said)

    def do() -> str:
        inspections.answer_remark(remark, **form.cleaned_data, actor=request.user, at=request.received_at)
        messages.success(request, "Đã ghi giải trình, tiếp thu.")
        return reverse("deadlines:remark_detail", args=[remark.key])

    def faults(typed: dict[str, object]) -> list[str]:
        today = clock.day_of(request.received_at)
        return inspections.answer_faults(remark, typed.get("answered_on"), today)  # type: ignore[arg-type]

    response = answered(request, form, do, faults) if request.method == "POST" else None
    context = {"remark": remark, "form": form, "may_answer": may_answer}
    return response or render(request, "deadlines/remark_detail.html", context, status=status_of(form))
