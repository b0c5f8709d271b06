"""Sổ năm: commitment and evidence of a year; commitments handed in on paper."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.models import Person
from organizations.clock import day_of
from organizations.http import AccountRequest, give_file, status_of
from organizations.views.parts import press, searched, send
from reviews.forms.notebook import CommitmentForm, CommitmentPapersForm, NotedFileForm, NotedForm
from reviews.models import Commitment, NotedEvidence
from reviews.queries import notebook as queries
from reviews.queries.notebook import YearOf
from reviews.rules import notebook as rules
from reviews.services import notebooks
from reviews.views.parts import find_review

MOST_AT_ONCE = 60
NOT_A_MEMBER = "Tài khoản này không gắn với đảng viên nào, nên không có sổ năm."


def _find(request: AccountRequest, key: str, year: int) -> YearOf:
    """A year that the caller writes in: one that is open, or of which there is something."""
    try:
        mine = queries.year_for(request.user, key, year)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if year not in rules.open_years(day_of(request.received_at)) and year not in queries.years_kept(
        mine.person
    ):
        raise Http404
    return mine


def _page_of(person: Person, year: int) -> str:
    return reverse("reviews:notebook", args=[person.key, year])


@require_safe
def notebook_own(request: AccountRequest) -> HttpResponse:
    """One's own notebook of this year."""
    person = getattr(request.user, "person", None)
    if person is None:
        messages.info(request, NOT_A_MEMBER)
        return redirect("/")
    return redirect(_page_of(person, day_of(request.received_at).year))


@never_cache
@require_safe
def notebook(request: AccountRequest, key: str, year: int) -> HttpResponse:
    """A year: what was promised, what was noted, and last year's promises beside it."""
    mine = _find(request, key, year)
    years = set(rules.open_years(day_of(request.received_at)))
    context = {
        "mine": mine,
        "is_own": mine.is_about(request.user),
        "pages": queries.pages_of(mine.person, year),
        "last": queries.pages_of(mine.person, year - 1),
        "years": sorted(years | queries.years_kept(mine.person), reverse=True)
        if mine.is_about(request.user)
        else [],
        "may_write": year in years and not mine.is_closed,
    }
    return render(request, "reviews/notebook.html", context)


Faults = Callable[[dict[str, Any]], Iterable[str]]


def _edit(
    request: AccountRequest,
    form: forms.Form,
    act: Callable[[], object],
    faults: Faults,
    *,
    title: str,
    mine: YearOf,
    remove: str = "",
) -> HttpResponse:
    """A line of the notebook: written, put right, or taken out."""
    page = _page_of(mine.person, mine.year)

    def done() -> str:
        act()
        return page

    if request.method == "POST":
        response = send(request, form, done, "Đã ghi vào sổ năm.", faults)
        if response is not None:
            return response
    context = {"form": form, "mine": mine, "page": page, "title": title, "remove": remove}
    return render(request, "reviews/notebook_edit.html", context, status=status_of(form))


def _remove(request: AccountRequest, drop: Callable[..., object], mine: YearOf, done: str) -> HttpResponse:
    """A line is pressed away; the reader is back at his notebook."""
    page = _page_of(mine.person, mine.year)

    def act() -> str:
        drop(actor=request.user, at=request.received_at)
        return page

    return press(request, act, done=done, back=page)


def _promise_faults(year: int) -> Faults:
    return lambda typed: notebooks.said(rules.commitment_faults(typed.get("due_on"), year))


def _noted_faults(request: AccountRequest, year: int) -> Faults:
    today = day_of(request.received_at)
    return lambda typed: notebooks.said(rules.noted_faults(typed.get("happened_on"), year, today))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_add(request: AccountRequest, key: str, year: int) -> HttpResponse:
    """One more thing promised for the year."""
    mine, form = _find(request, key, year), CommitmentForm(request.POST or None)

    def act() -> None:
        notebooks.promise(mine.person, year, **form.cleaned_data, actor=request.user, at=request.received_at)

    return _edit(request, form, act, _promise_faults(year), title="Ghi nội dung cam kết", mine=mine)


def _promise(request: AccountRequest, key: str) -> tuple[Commitment, YearOf]:
    rows = Commitment.objects.visible_to(request.user).select_related("notebook__person")
    row = get_object_or_404(rows, key=key)
    return row, _find(request, row.notebook.person.key, row.notebook.year)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_edit(request: AccountRequest, key: str) -> HttpResponse:
    """A promise in other words, or by another day."""
    row, mine = _promise(request, key)
    form = CommitmentForm(request.POST or None, initial={"text": row.text, "due_on": row.due_on})

    def act() -> None:
        notebooks.change_promise(row, **form.cleaned_data, actor=request.user, at=request.received_at)

    remove, faults = reverse("reviews:commitment_remove", args=[row.key]), _promise_faults(mine.year)
    return _edit(request, form, act, faults, title="Sửa nội dung cam kết", mine=mine, remove=remove)


@require_POST
def commitment_remove(request: AccountRequest, key: str) -> HttpResponse:
    """Take a promise out."""
    row, mine = _promise(request, key)
    return _remove(request, partial(notebooks.drop_promise, row), mine, "Đã bỏ nội dung cam kết.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def noted_add(request: AccountRequest, key: str, year: int) -> HttpResponse:
    """A result noted when it comes, with its paper if there is one."""
    mine = _find(request, key, year)
    form = NotedFileForm(
        request.POST or None, request.FILES or None, at=request.received_at, account=request.user
    )

    def act() -> None:
        notebooks.note_evidence(
            mine.person,
            year,
            text=form.cleaned_data["text"],
            happened_on=form.cleaned_data["happened_on"],
            actor=request.user,
            at=request.received_at,
            file=form.kept_file,
            file_name=form.file_name,
        )

    return _edit(request, form, act, _noted_faults(request, year), title="Ghi minh chứng", mine=mine)


def _noted(request: AccountRequest, key: str) -> tuple[NotedEvidence, YearOf]:
    rows = NotedEvidence.objects.visible_to(request.user).select_related("notebook__person", "file")
    row = get_object_or_404(rows, key=key)
    return row, _find(request, row.notebook.person.key, row.notebook.year)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def noted_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Evidence in other words; its paper stays as it is."""
    row, mine = _noted(request, key)
    form = NotedForm(request.POST or None, initial={"text": row.text, "happened_on": row.happened_on})

    def act() -> None:
        notebooks.change_noted(row, **form.cleaned_data, actor=request.user, at=request.received_at)

    remove, faults = reverse("reviews:noted_remove", args=[row.key]), _noted_faults(request, mine.year)
    return _edit(request, form, act, faults, title="Sửa minh chứng", mine=mine, remove=remove)


@require_POST
def noted_remove(request: AccountRequest, key: str) -> HttpResponse:
    """Take a noted piece of evidence out."""
    row, mine = _noted(request, key)
    done = "Đã bỏ minh chứng khỏi sổ năm."
    return _remove(request, partial(notebooks.drop_noted, row), mine, done)


@require_safe
def noted_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The paper of a noted piece of evidence."""
    row, _mine = _noted(request, key)
    return give_file(row.file, row.file_name)


@require_POST
def noted_attach(request: AccountRequest, key: str) -> HttpResponse:
    """Put every paper noted in the year into its self-review, in one press."""
    review = find_review(request, key)
    edit = reverse("reviews:self_review_edit", args=[review.key]) + "#minh-chung"

    def act() -> str:
        notebooks.attach_noted(review, actor=request.user, at=request.received_at)
        return edit

    return press(request, act, done="Đã đưa minh chứng ghi trong sổ năm vào bản kiểm điểm.", back=edit)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commitment_papers(request: AccountRequest) -> HttpResponse:
    """Members whose commitment of a year is not in yet, and those whose paper came: many at once."""
    today = day_of(request.received_at)
    years = rules.open_years(today)
    year = next((one for one in years if str(one) == request.GET.get("nam")), years[0])
    words, handed_in = searched(request), "da-nop" in request.GET
    rows = list(queries.awaiting_paper(request.user, year, words, handed_in=handed_in)[: MOST_AT_ONCE + 1])
    form = CommitmentPapersForm(request.POST or None, people=rows[:MOST_AT_ONCE])

    def act() -> str:
        notebooks.record_commitment_papers(
            form.chosen(),
            year,
            received_on=form.cleaned_data["received_on"],
            note=form.cleaned_data["note"],
            actor=request.user,
            at=request.received_at,
        )
        return request.get_full_path()

    def faults(typed: dict[str, Any]) -> list[str]:
        return notebooks.said(rules.paper_faults(typed.get("received_on"), year, today))

    if request.method == "POST":
        response = send(request, form, act, "Đã ghi nhận bản cam kết giấy.", faults)
        if response is not None:
            return response
    context = {"form": form, "year": year, "years": years, "words": words, "handed_in": handed_in}
    context |= {"people": rows[:MOST_AT_ONCE], "has_more": len(rows) > MOST_AT_ONCE, "most": MOST_AT_ONCE}
    return render(request, "reviews/commitment_papers.html", context, status=status_of(form))


@require_POST
def commitment_paper_remove(request: AccountRequest, key: str, year: int) -> HttpResponse:
    """Recorded by mistake: the paper is not there."""
    person = queries.members_recorded_by(request.user).filter(key=key).first()
    if person is None:
        raise Http404
    back = f"{reverse('reviews:commitment_papers')}?nam={year}&da-nop=1"

    def act() -> str:
        notebooks.withdraw_commitment_paper(person, year, actor=request.user)
        return back

    return press(request, act, done=f"Đã bỏ ghi nhận của đồng chí {person.full_name}.", back=back)
