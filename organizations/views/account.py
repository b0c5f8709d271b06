"""One's own account: notices, second factor, the card of codes, and the demo's open door."""

from allauth.account.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import queries
from organizations.forms import SecondFactorForm
from organizations.http import SECOND_FACTOR_DONE, AccountRequest, begin_session, once, status_of
from organizations.models import Notice
from organizations.services import sign_in
from organizations.views.frame import back_to
from organizations.workflow import TransitionDenied

NOTICES_A_PAGE = 50
CARD_MADE = "code_card_made"


@require_safe
def account(request: AccountRequest) -> HttpResponse:
    """One's own account: name, roles, password, second factor."""
    return render(request, "organizations/account.html", {"kinds": queries.second_factors(request.user)})


@require_safe
def notice_list(request: AccountRequest) -> HttpResponse:
    """Everything told to this account, newest first; earlier reminders of one work under the last."""
    rows = Notice.objects.visible_to(request.user).newest()
    page = Paginator(rows, NOTICES_A_PAGE).get_page(request.GET.get("trang"))
    return render(
        request, "organizations/notice_list.html", {"page": page, "rows": queries.with_earlier(page)}
    )


@require_POST
def notice_open(request: AccountRequest, key: str) -> HttpResponse:
    """Mark a notice as read and go to the page it speaks of."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), key=key)
    sign_in.read_notices([notice], actor=request.user, at=request.received_at)
    return redirect(notice.path if notice.path.startswith("/") else "organizations:notice_list")


@require_POST
def notice_read_all(request: AccountRequest) -> HttpResponse:
    """Mark every notice as read."""
    count = sign_in.read_notices(
        Notice.objects.visible_to(request.user).unread(), actor=request.user, at=request.received_at
    )
    messages.success(request, f"Đã đánh dấu đã đọc {count} thông báo.")
    return redirect("organizations:notice_list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: AccountRequest) -> HttpResponse:
    """Show a code of the second factor, or choose one when there is none yet."""
    if request.session.get(SECOND_FACTOR_DONE):
        return redirect("organizations:account")
    if not queries.second_factors(request.user):
        return render(request, "organizations/second_factor_choose.html")
    form = SecondFactorForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        sign_in.record_second_factor(request.user, form.authenticator.type, actor=request.user)
        request.session[SECOND_FACTOR_DONE] = True
        return redirect("/")
    return render(request, "organizations/second_factor.html", {"form": form}, status=status_of(form))


def may_see_card(request: AccountRequest) -> bool:
    """A card is shown to whoever has just made it or has shown a code; a password alone is not enough."""
    return bool(request.session.get(SECOND_FACTOR_DONE) or request.session.get(CARD_MADE))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_card(request: AccountRequest) -> HttpResponse:
    """The printable card of codes; making a new one is a POST."""
    if queries.second_factors(request.user) and not may_see_card(request):
        raise PermissionDenied
    if request.method == "POST":
        try:
            return once(request, lambda: _made_card(request))
        except TransitionDenied as denied:
            messages.error(request, str(denied))
            return redirect("organizations:code_card")
    context = {"codes": queries.card_codes(request.user), "done": request.session.get(SECOND_FACTOR_DONE)}
    return render(request, "organizations/code_card.html", context)


def _made_card(request: AccountRequest) -> str:
    sign_in.issue_code_card(request.user, actor=request.user)
    request.session[CARD_MADE] = True
    return reverse("organizations:code_card")


@method_decorator(never_cache, name="dispatch")
class AuthenticatorView(ActivateTOTPView):  # type: ignore[misc]
    """Setting up an authenticator; the code typed here already shows that it is in hand."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Enrolled, and shown: no second code is asked for in this session."""
        response: HttpResponse = super().form_valid(form)
        sign_in.spend_authenticator_code(self.request.user, form.cleaned_data["code"])
        sign_in.record_second_factor(self.request.user, "totp", actor=self.request.user)
        self.request.session[SECOND_FACTOR_DONE] = True
        return response

    def get_success_url(self) -> str:
        """The card of codes comes with it: for the day the telephone is lost."""
        return reverse("organizations:code_card")


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Come in by one click, to the page that was asked for; only in a demo, only as one of its own accounts."""
    chosen = get_object_or_404(queries.demo_accounts(), key=request.POST.get("account", ""))
    get_adapter(request).login(request, chosen)
    begin_session(request)
    request.session[SECOND_FACTOR_DONE] = True
    sign_in.record_demo_sign_in(chosen)
    return redirect(back_to(request))
