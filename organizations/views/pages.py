"""Pages that belong to nobody's work in particular: the demo's clock, jobs under way, guides, who looked."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jobs.registry import kind_of
from organizations import clock, queries
from organizations.enums import Role
from organizations.forms import DemoClockForm
from organizations.http import AccountRequest, status_of
from organizations.models import Account
from organizations.rules.guides import read_guide
from organizations.services.demo import advance_clock, set_clock

LOOKS_A_PAGE = 50
OWN_GUIDE = "nguoi-kiem-diem.md"
GUIDES = {
    **dict.fromkeys(
        (Role.ORGANIZATION_STAFF, Role.ORGANIZATION_LEADER, Role.INSPECTION), "ban-to-chuc-tinh-uy.md"
    ),
    **dict.fromkeys((Role.STANDING_MEMBER, Role.SUPERVISOR), "uy-vien-ban-thuong-vu.md"),
    **dict.fromkeys((Role.REGISTRY, Role.OFFICE_STAFF, Role.ADMINISTRATOR), "van-thu-va-quan-tri.md"),
    **dict.fromkeys((Role.UNIT_CLERK, Role.UNIT_CHECKER, Role.UNIT_LEADER), "can-bo-to-chuc-don-vi.md"),
    **dict.fromkeys((Role.BASE_CLERK, Role.CELL_SECRETARY), "can-bo-co-so.md"),
}
STEPS = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "7d": timedelta(days=7)}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock, by a step or to a moment."""
    actor = request.user if isinstance(request.user, Account) else None
    now = timezone.localtime(request.received_at)  # type: ignore[attr-defined]
    step = STEPS.get(request.POST.get("step", ""))
    if step is not None:
        advance_clock(step, actor=actor)
        return _clock_moved(request)
    form = DemoClockForm(request.POST or None, initial={"day": now.date(), "hour": now.time()})
    if request.method == "POST" and form.is_valid():
        set_clock(form.moment(), actor=actor)
        return _clock_moved(request)
    return render(request, "organizations/demo_clock.html", {"form": form}, status=status_of(form))


def _clock_moved(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Đã đổi giờ của bản dùng thử.")
    return redirect("organizations:demo_clock")


@never_cache
@require_safe
def job_detail(request: AccountRequest, key: str) -> HttpResponse:
    """How far a piece of work is; a job's result may name the page (`path`) where its outcome stands."""
    job = queries.job_for(request.user, key)
    if job is None:
        raise Http404
    path = str(job.result.get("path", ""))
    shift = clock.offset()  # a job keeps real time; the page tells it by the clock that every page shows
    context = {
        "job": job,
        "about": kind_of(job).tell(job),
        "path": path if path.startswith("/") else "",
        "asked_at": job.created_at + shift,
        "done_at": job.finished_at + shift if job.finished_at else None,
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "organizations/_job.html" if partial else "organizations/job_detail.html", context)


@require_safe
def access_list(request: AccountRequest) -> HttpResponse:
    """Who looked at what, for those who may read the journal."""
    page = Paginator(queries.looks(request.user), LOOKS_A_PAGE).get_page(request.GET.get("trang"))
    rows = queries.named(page.object_list)
    return render(request, "organizations/access_list.html", {"page": page, "rows": rows})


@require_safe
def journal_list(request: AccountRequest) -> HttpResponse:
    """What was done, by whom and in whose stead, for those who may read the journal."""
    behalf = request.GET.get("lam-thay") == "1"
    rows = queries.journal(request.user, on_behalf=behalf)
    page = Paginator(rows, LOOKS_A_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "rows": queries.named(page.object_list), "behalf": behalf}
    return render(request, "organizations/journal_list.html", context)


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """One page of help, for the role worked under; a stranger reads how to sign in."""
    account = request.user if isinstance(request.user, Account) else None
    if account is None:
        return render(request, "organizations/guide_sign_in.html")
    file = next((GUIDES[one.role] for one in account.held if one.role in GUIDES), OWN_GUIDE)
    text = (settings.BASE_DIR / "docs" / "huong-dan" / file).read_text(encoding="utf-8")
    return render(request, "organizations/guide.html", {"guide": read_guide(text)})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Where the data stand and who can open what (P84)."""
    return render(request, "organizations/privacy.html", {"site": settings.SITE_URL})
