"""Getting in: sign-ins, passwords, the second factor, the card of codes. Each leaves a line in the journal."""

from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.db.models import Q

from organizations import audit, clock
from organizations.models import Account, Notice
from organizations.rules.codes import code_digest

LAST_COUNTER = "last_counter"


@transaction.atomic
def spend_one_time_code(sign_in_name: str, code: str) -> Account | None:
    """The account that the code of a printed slip opens; it opens it once."""
    still_good = Q(code_until__isnull=True) | Q(code_until__gte=clock.real_now())
    waiting = Account.objects.filter(
        still_good, sign_in_name__iexact=sign_in_name, one_time_code=code_digest(code), is_active=True
    )
    account = waiting.first()
    if account is None or not waiting.update(one_time_code="", code_until=None):
        return None
    audit.record(actor=account, action="spend_one_time_code", target=account)
    return account


@transaction.atomic
def record_sign_in(account: Account, *, actor: Account) -> None:
    """Somebody came in with the account's own password."""
    audit.record(actor=actor, action="sign_in", target=account)


@transaction.atomic
def record_failed_sign_in(account: Account) -> None:
    """Somebody tried a wrong password; nobody can be named as the actor."""
    audit.record(actor=None, action="sign_in_failed", target=account)


@transaction.atomic
def record_demo_sign_in(account: Account) -> None:
    """Somebody trying the product came in by one click."""
    audit.record(actor=account, action="sign_in_demo", target=account)


@transaction.atomic
def change_password(account: Account, password: str, *, actor: Account) -> None:
    """Give the account a password of its own; what was handed out on a slip is worth nothing from now on."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    account.set_password(password)
    locked.password, locked.must_change_password, locked.one_time_code = account.password, False, ""
    locked.code_until = None
    locked.save(update_fields=["password", "must_change_password", "one_time_code", "code_until"])
    account.must_change_password = False
    audit.record(actor=actor, action="change_password", target=account)


@transaction.atomic
def issue_code_card(account: Account, *, actor: Account) -> None:
    """Make a new card of ten codes; an earlier card stops working."""
    Account.objects.select_for_update().get(pk=account.pk)
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(account)
    audit.record(actor=actor, action="issue_code_card", target=account)


@transaction.atomic
def record_second_factor(account: Account, kind: str, *, actor: Account) -> None:
    """An authenticator was set up, or a code was shown."""
    audit.record(actor=actor, action="second_factor", target=account, after=kind)


@transaction.atomic
def spend_authenticator_code(account: Account, code: str) -> bool:
    """Whether the authenticator's code is newer than the last one shown: each opens once, however long it lives."""
    locked = Authenticator.objects.select_for_update().get(user=account, type=Authenticator.Type.TOTP)
    secret = decrypt(locked.data["secret"])
    shown = [
        counter
        for counter in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter)))
    ]
    if not shown or shown[0] <= locked.data.get(LAST_COUNTER, 0):
        return False
    locked.data[LAST_COUNTER] = shown[0]
    locked.save(update_fields=["data"])
    return True


@transaction.atomic
def read_notices(notices: Any, *, actor: Account, at: datetime) -> int:
    """Mark one's own notices as read; how many were new."""
    own = Notice.objects.visible_to(actor).filter(pk__in=[one.pk for one in notices], read_at__isnull=True)
    return own.update(read_at=at)
