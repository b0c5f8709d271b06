"""What every request passes: the moment of receipt, one spelling, the hat, the gate; and forms sent only once."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from documents.models import File
from documents.services.files import FileMissing, open_file
from documents.services.uploads import FILE_LIMIT, MEGABYTE, SHEET_LIMIT
from organizations import clock
from organizations.models import Account, Once
from organizations.permissions import POLICIES, Gate
from organizations.rules.names import clean
from organizations.rules.typed import is_typed
from organizations.workflow import TransitionDenied

HAT = "hat"
FORM_KEY = "form_key"
SECOND_FACTOR_DONE = "second_factor_done"
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
DONE_SECONDS = 60
IDLE_SECONDS, LONGEST_SECONDS, GRACE_SECONDS = 30 * 60, 12 * 60 * 60, 60
# Pages that an account may open before its password is its own and its second factor shown.
BEFORE_READY = frozenset(
    {
        "account_logout",
        "account_set_password",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_activate_totp",
        "mfa_index",
        "organizations:session_extend",
        "organizations:privacy",
        "organizations:code_card",
        "organizations:second_factor",
        "organizations:text_size",
        "organizations:demo_clock",
    }
)

# Words typed here are shown to their writer again when his session has ended meanwhile; passwords never are.
WRITTEN_IN = frozenset({"cadres", "deadlines", "ratings", "reviews"})
# One file and what is typed beside it; what a refused body may still send before the line is closed.
LISTS = "/nhap-tu-excel/"  # where lists are brought in, which have a limit of their own
BODY_LIMIT = FILE_LIMIT + 4 * MEGABYTE
LINGER_SECONDS, LINGER_BYTES, CHUNK = 10, 4 * FILE_LIMIT, 256 * 1024
KEY_OF_ANOTHER = (
    "Biểu mẫu này đã được gửi từ một tài khoản khác, nên chưa ghi gì. "
    "Đề nghị xem lại nội dung và tên người đang đăng nhập rồi gửi lại."
)
NOTHING_SENT = (
    "Chưa gửi gì, vì phiên làm việc đã hết. Đăng nhập lại, trang đang làm sẽ mở ra, rồi bấm nút lần nữa."
)

Handler = Callable[[HttpRequest], HttpResponseBase]


class AccountRequest(HttpRequest):
    """A request as our views get it."""

    user: Account
    received_at: datetime


class ReceivedAtMiddleware:
    """Stamps the moment a request reached us: what counts against a deadline is this, not the commit."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.received_at = clock.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class BodyRefused(HttpResponse):
    """An answer given before the body has arrived: the line is closed after it, gently."""

    line: socket.socket | None = None

    def close(self) -> None:
        """Called by the server once the answer is out: what is on its way is let pass, within bounds.

        Closed at once, the line would be reset, and a browser that is still sending would show its own error page
        in place of ours.
        """
        super().close()
        if self.line is None:
            return
        until, passed = time.monotonic() + LINGER_SECONDS, 0
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)
            while passed < LINGER_BYTES and (left := until - time.monotonic()) > 0:
                self.line.settimeout(left)
                part = self.line.recv(CHUNK)
                if not part:
                    break
                passed += len(part)
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_RDWR)


class BodyLimitMiddleware:
    """Refuses a body that is too long by the length it announces, or in no letters of ours, before it is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META:  # no browser sends a form of unknown length
            return self._refused(request, 411, 0)
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 20 else BODY_LIMIT + 1
        if size > BODY_LIMIT:
            return self._refused(request, 413, size)
        letters = (request.content_params or {}).get("charset", "utf-8").lower()
        if letters != "utf-8":  # as no page of ours sends it
            return self._refused(request, 400, size)
        return self.get_response(request)

    def _refused(self, request: HttpRequest, status: int, size: int) -> HttpResponse:
        is_list = request.path_info.startswith(LISTS)
        limit = SHEET_LIMIT if is_list else FILE_LIMIT
        context = {"limit": limit // MEGABYTE, "size": size // MEGABYTE, "is_list": is_list}
        page = "400.html" if status == 400 else "413.html"
        response = BodyRefused(render_to_string(page, context), status=status)
        response.line = request.META.get("gunicorn.socket")
        add_never_cache_headers(response)
        return response


def _normalized(fields: QueryDict) -> QueryDict:
    cleaned = fields.copy()
    for name, values in cleaned.lists():
        cleaned.setlist(name, [clean(value, lines=True) for value in values])
    return cleaned


class NormalizeTextMiddleware:
    """One spelling of every typed text: NFC, no control or zero-width characters."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        """After the body is known to be ours to read; an address with a NUL, which no database takes, is none."""
        if "\0" in request.path_info:
            raise Http404
        if request.GET:
            request.GET = _normalized(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and request.POST:
            request.POST = _normalized(request.POST)  # type: ignore[assignment]


def begin_session(request: HttpRequest) -> None:
    """Start the two clocks of a session: the day's work, and the time nobody touches the page."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = clock.real_now().timestamp()


def session_is_over(request: HttpRequest) -> bool:
    """Whether nobody has been at the desk for half an hour, or the session is twelve hours old (real time)."""
    seen_at = request.session.get(SEEN_AT)
    if seen_at is None:
        return False
    now = clock.real_now().timestamp()
    if (
        now - seen_at > IDLE_SECONDS + GRACE_SECONDS
        or now - request.session.get(SIGNED_IN_AT, seen_at) > LONGEST_SECONDS
    ):
        return True
    if now - seen_at > GRACE_SECONDS:  # noted once a minute, not at every request
        request.session[SEEN_AT] = now
    return False


def is_a_form(request: HttpRequest) -> bool:
    """Whether something of the office's work is sent, whatever stands in it."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.app_name in WRITTEN_IN


def typed_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form that could not be taken, each with its box: words, counts, days."""
    if not is_a_form(request):
        return []
    texts = [(name, value.strip()) for name in request.POST for value in request.POST.getlist(name)]
    return [(name, one) for name, one in texts if is_typed(name, one)]


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The session is over: the way back to the page, and with it whatever was typed."""
    if not is_a_form(request):
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    stood = urlsplit(request.headers.get("Referer", ""))  # where the form stood
    page = f"{stood.path}?{stood.query}".rstrip("?") if stood.path else request.path
    if not typed_texts(request):
        messages.warning(request, NOTHING_SENT)
        return redirect_to_login(page)
    context = {"sign_in": f"{reverse(settings.LOGIN_URL)}?next={quote(page)}"}
    response = render(request, "session_over.html", context, status=403)
    add_never_cache_headers(response)
    return response


def page_before_all(request: HttpRequest, account: Account) -> str:
    """What an account that is not ready must pass before any other page: a password of its own, the second factor."""
    if account.must_change_password:
        return "account_change_password"
    shown = not settings.SECOND_FACTOR_REQUIRED or request.session.get(SECOND_FACTOR_DONE)
    if not shown and any(one.role.needs_second_factor for one in account.all_held):
        return "organizations:second_factor"
    return ""


class AccountMiddleware:
    """Sets the day and the hat of the signed-in account, and holds back an account that is not ready."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            # One commune computer serves four people: nothing stays in its cache.
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """Roles are read anew at every request, so that a lost role is lost at once."""
        account = request.user
        if not isinstance(account, Account):
            return ask_to_sign_in(request) if is_a_form(request) else None
        if session_is_over(request):
            logout(request)
            return ask_to_sign_in(request)
        account.on_day = clock.day_of(request.received_at)  # type: ignore[attr-defined]
        keys = [one.assignment_key for one in account.hats]
        chosen = request.session.get(HAT, "")
        account.hat_key = chosen if chosen in keys else (keys[0] if keys else "")
        name = request.resolver_match.view_name if request.resolver_match else ""
        first = page_before_all(request, account)
        return redirect(first) if first not in {"", name} and name not in BEFORE_READY else None


class PolicyMiddleware:
    """Refuses every page that the authority table does not name."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse | None:
        """A page without a row is closed; a page with a row asks what the row says."""
        match = request.resolver_match
        policy = POLICIES.get(match.view_name if match else "")
        if policy is None:
            raise PermissionDenied
        if policy is Gate.PUBLIC:
            return None
        if policy is Gate.DEMO:
            if not settings.DEMO:
                raise Http404
            return None
        account = request.user
        if not isinstance(account, Account):
            return None  # the sign-in middleware has answered already
        if policy is Gate.SIGNED_IN:
            return None
        wanted = policy if isinstance(policy, tuple) else (policy,)
        if not any(account.holds(one) for one in wanted):
            raise PermissionDenied
        return None


def status_of(*forms: BaseForm, refused: Iterable[str] = ()) -> int:
    """A form shown again with what is wrong is no success for the machine either (422)."""
    return 422 if any(form.errors for form in forms) or any(refused) else 200


class RefusedFormMiddleware:
    """The same answer for the forms of the account pages, which are not ours to draw."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Before the page is drawn, its form is at hand."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and isinstance(form, BaseForm):
            response.status_code = status_of(form)
        return response


class FormAddressMiddleware:
    """An address that only takes a form, opened as a page: a page that leads on, where Django's own is empty."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


def _claim(request: AccountRequest) -> Once | None:
    form_key = request.POST.get(FORM_KEY, "")[:40]
    if not form_key:
        return None
    return Once.objects.create(form_key=form_key, account=request.user, at=clock.real_now())


def once(request: AccountRequest, act: Callable[[], str]) -> HttpResponse:
    """Run the act of a form exactly once and go where it says; a repeat goes where the first one went.

    The form's key is written in the act's own transaction: a refused act leaves it free to be sent again. A key that
    another account has used is refused in words: the page shown again carries a fresh one.
    """
    try:
        with transaction.atomic():
            row = _claim(request)
            path = act()
            if row is not None:
                Once.objects.filter(pk=row.pk).update(redirect_to=path)
    except IntegrityError:
        earlier = Once.objects.filter(form_key=request.POST.get(FORM_KEY, "")[:40]).first()
        if earlier is None:
            raise
        if earlier.account_id != request.user.pk:
            raise TransitionDenied(KEY_OF_ANOTHER) from None
        path = earlier.redirect_to or "/"
    return _taken(request, path)


def _taken(request: AccountRequest, path: str) -> HttpResponse:
    """The way on, and the key of what was taken: the page need not keep its words any longer (js/typed.js)."""
    response = redirect(path)
    form_key = request.POST.get(FORM_KEY, "")[:40]
    if form_key.isalnum():
        response.set_cookie(
            settings.DONE_COOKIE_NAME,
            form_key,
            max_age=DONE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def give_file(file: File | None, name: str) -> FileResponse:
    """A kept file as a download: never shown in the page, never guessed at or run by the browser."""
    if file is None:
        raise Http404
    try:
        stream = open_file(file)
    except FileMissing as missing:
        raise Http404(str(missing)) from missing
    response = FileResponse(stream, as_attachment=True, content_type=file.media_type)
    plain = "".join(one if one.isascii() and one not in '"\\' and one.isprintable() else "_" for one in name)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
