"""An account for a person who writes his own self-review, or looks at his own result."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cadres.models import Person
from organizations import audit
from organizations.models import Account
from organizations.services.accounts import create_account, issue_one_time_code
from organizations.services.roles import administered, is_administered
from organizations.workflow import TransitionDenied, about


@transaction.atomic
def open_own_account(person: Person, *, actor: Account) -> tuple[Account, str]:
    """The person's account, with the code of its slip; refused where the actor would not administer it."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.account_id is not None:
        raise TransitionDenied(f"Đồng chí {person.full_name} đã có tài khoản.")
    account = create_account(full_name=person.full_name, actor=actor)
    _give(person, account, actor)
    return account, issue_one_time_code(account, actor=actor)


def _give(person: Person, account: Account, actor: Account) -> None:
    person.account = account
    person.save(update_fields=["account"])
    if not is_administered(account, actor):
        raise PermissionDenied


@transaction.atomic
def join_account(person: Person, account: Account, *, actor: Account) -> None:
    """The account of his work becomes the person's own too: one person has one account (P14)."""
    administered(account, actor)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.account_id is not None:
        raise TransitionDenied(f"Đồng chí {person.full_name} đã có tài khoản.")
    if Person.objects.filter(account=account).exists():
        raise TransitionDenied(about("account", "Tài khoản này đã là của một đồng chí khác trong danh sách."))
    _give(person, account, actor)
    audit.record(actor=actor, action="join_account", target=account, after=person.full_name, note=person.key)


@transaction.atomic
def part_account(account: Account, *, reason: str, actor: Account) -> None:
    """An account joined to the wrong person is parted from him; it keeps its roles, he keeps his papers."""
    administered(account, actor)
    person = Person.objects.select_for_update(of=("self",)).filter(account=account).first()
    if person is None:
        raise TransitionDenied("Tài khoản này chưa gắn với đồng chí nào trong danh sách.")
    person.account = None
    person.save(update_fields=["account"])
    audit.record(actor=actor, action="part_account", target=account, before=person.full_name, note=reason)
