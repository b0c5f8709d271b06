"""Small acts that every page carries: the size of text, the hat, staying signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from organizations import clock
from organizations.http import HAT, SEEN_AT, AccountRequest
from organizations.models import Assignment
from organizations.views.shell import SIZE_COOKIE, SIZES

YEAR_SECONDS = 365 * 24 * 60 * 60


def back_to(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours; else the home page."""
    path = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if ours else "/"


@login_not_required
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember on this device how large its reader wants the text."""
    response = redirect(back_to(request))
    size = request.POST.get("size", "")
    if size in SIZES:
        response.set_cookie(
            SIZE_COOKIE, size, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
        )
    return response


@require_POST
def hat_switch(request: AccountRequest) -> HttpResponse:
    """Work on under another of one's roles."""
    mine = Assignment.objects.current(request.user.on_day).filter(account=request.user)
    chosen = get_object_or_404(mine, key=request.POST.get("hat", ""))
    request.session[HAT] = chosen.key
    messages.success(request, f"Đồng chí đang làm việc với tư cách: {chosen}.")
    return redirect("/")


@require_POST
def session_extend(request: AccountRequest) -> HttpResponse:
    """Stay signed in; the page that asked stays as it is."""
    request.session[SEEN_AT] = clock.real_now().timestamp()
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect(back_to(request))
