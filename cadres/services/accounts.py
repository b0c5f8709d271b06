"""An account for a person who writes his own self-review, or looks at his own result."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cadres.models import Person
from organizations.models import Account
from organizations.services.accounts import create_account, issue_one_time_code
from organizations.services.roles import is_administered
from organizations.workflow import TransitionDenied


@transaction.atomic
def open_own_account(person: Person, *, actor: Account) -> tuple[Account, str]:
    """The person's account, with the code of its slip; refused where the actor would not administer it."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.account_id is not None:
        raise TransitionDenied(f"Đồng chí {person.full_name} đã có tài khoản.")
    account = create_account(full_name=person.full_name, actor=actor)
    person.account = account
    person.save(update_fields=["account"])
    if not is_administered(account, actor):
        raise PermissionDenied
    return account, issue_one_time_code(account, actor=actor)
