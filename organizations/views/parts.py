"""What pages share: sending a form once, refusing in words, giving out a workbook."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from documents.services.uploads import MEDIA_TYPES
from organizations.forms import refuse, refuse_stale
from organizations.http import AccountRequest, once
from organizations.rules.names import clean
from organizations.workflow import StaleVersion, TransitionDenied

STALE = "Có người vừa lưu trước đồng chí. Những gì đồng chí ghi vẫn còn; đề nghị so lại rồi lưu lần nữa."


def refuse_stale_once(form: forms.Form) -> None:
    """What stands now is said beside what was typed, and saving once more takes it."""
    refuse_stale(form, STALE)


LONGEST_SEARCH = 100


def searched(request: AccountRequest) -> str:
    """Part of a name that a list is searched for, as far as anybody types one."""
    return clean(request.GET.get("tim", ""))[:LONGEST_SEARCH]


def send(
    request: AccountRequest,
    form: forms.Form,
    act: Callable[[], str],
    done: str,
    faults: Callable[[dict[str, Any]], Iterable[str]] | None = None,
    stale: Callable[[forms.Form], None] = refuse_stale_once,
) -> HttpResponse | None:
    """Do the act of a valid form once; a refusal is said in the form and nothing typed is lost.

    `faults` are the service's own rules, asked with whatever could be read, so that all is said at once. `stale` says
    what becomes of a form whose record somebody saved first.
    """
    if not form.is_valid():
        refuse(form, faults(form.cleaned_data) if faults and form.is_bound else ())
        return None
    try:
        response = once(request, act)
    except TransitionDenied as denied:
        refuse(form, denied.sentences)
        return None
    except StaleVersion:
        stale(form)
        return None
    if done:
        messages.success(request, done)
    return response


def press(request: AccountRequest, act: Callable[[], str], *, done: str, back: str) -> HttpResponse:
    """Do the act of a button once; a refusal is said on the page one came from."""
    try:
        response = once(request, act)
    except TransitionDenied as denied:
        for sentence in denied.sentences:
            messages.error(request, sentence)
        return redirect(back)
    except StaleVersion:
        messages.error(request, STALE)
        return redirect(back)
    messages.success(request, done)
    return response


def give_workbook(data: bytes, name: str) -> HttpResponse:
    """A workbook made for this reader alone, as a download; the name is plain letters of ours."""
    response = HttpResponse(data, content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
