"""What the pages of people share: whose record one keeps, and what becomes of a form of many rows."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from cadres.models import Person
from organizations.http import AccountRequest

STALE = (
    "Có người vừa sửa phần này, nên chưa ghi gì. Những gì đồng chí ghi vẫn còn ở dưới; "
    "đề nghị mở lại trang này ở thẻ khác, so lại rồi ghi."
)


def kept_person(request: AccountRequest, key: str) -> Person:
    """A person whose record the caller keeps; one he only sees is said to be another's to write."""
    person = get_object_or_404(Person.objects.visible_to(request.user), key=key)
    if not Person.objects.visible_to(request.user).managed_by(request.user).filter(pk=person.pk).exists():
        raise PermissionDenied
    return person


def refuse_moved(form: forms.Form) -> None:
    """The rows of the form are not those that stand there now: it is not taken a second time either."""
    form.add_error(None, STALE)
