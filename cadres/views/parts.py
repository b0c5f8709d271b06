"""What the pages of people share: whose record one keeps, and forms of many rows."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from cadres.models import Person
from organizations.forms import refuse
from organizations.http import AccountRequest, once
from organizations.workflow import StaleVersion, TransitionDenied

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


def send(
    request: AccountRequest,
    form: forms.Form,
    act: Callable[[], str],
    *,
    done: str,
) -> HttpResponse | None:
    """Do the act of a form of many rows once; whose rows moved meanwhile it is refused as it stands."""
    if not form.is_valid():
        return None
    try:
        response = once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    except StaleVersion:
        form.add_error(None, STALE)
        return None
    messages.success(request, done)
    return response
