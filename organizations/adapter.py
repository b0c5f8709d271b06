"""How allauth meets this office: no sign-up, no e-mail, every sign-in and new password in the journal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from organizations.http import SECOND_FACTOR_DONE, begin_session
from organizations.models import Account
from organizations.services import sign_in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Our own decisions at allauth's own doors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An administrator makes accounts; nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Note the sign-in, and whether the second factor was shown on the way."""
        methods = {one["method"] for one in get_authentication_records(request, user)}
        request.session[SECOND_FACTOR_DONE] = "mfa" in methods
        begin_session(request)
        sign_in.record_sign_in(user, actor=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted by the account they are tried on, whatever address the browser says it asked.

        The name is folded no less than the database folds it: PostgreSQL takes "ı" and "ſ" for "i" and "s" too.
        """
        return str(credentials.get("username") or "").strip().upper().casefold()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A password, or the one-time code of a printed slip typed in its place."""
        account = sign_in.spend_one_time_code(
            credentials.get("username") or "", credentials.get("password") or ""
        )
        if account is None:
            return super().authenticate(request, **credentials)
        account.backend = settings.AUTHENTICATION_BACKENDS[0]
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password against the account it was tried on."""
        account = Account.objects.filter(sign_in_name__iexact=credentials.get("username") or "").first()
        if account is not None:
            sign_in.record_failed_sign_in(account)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """From a new password to the day's work (the gate there asks for a second factor), never to a second form."""
        return settings.LOGIN_REDIRECT_URL

    def set_password(self, user: Any, password: str) -> None:
        """The password is the account's own from now on."""
        sign_in.change_password(user, password, actor=user)
