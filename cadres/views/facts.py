"""One person's record put right: who he is, his posts, his dated facts; whoever opens it is written down (P84)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.forms.facts import FactsForm
from cadres.forms.identity import IdentityForm
from cadres.services.facts import KINDS, fact_faults, keep_facts, rows_kept
from cadres.services.people import IDENTITY, correct_identity, digest_of, identity_faults
from cadres.views.parts import kept_person, refuse_moved
from organizations import audit
from organizations.clock import day_of
from organizations.http import AccountRequest, status_of
from organizations.views.parts import send


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: AccountRequest, key: str) -> HttpResponse:
    """Who somebody is."""
    person, today = kept_person(request, key), day_of(request.received_at)
    initial = {name: getattr(person, name) for name in IDENTITY}
    initial["birth"] = person.birth_on or person.birth_year
    form = IdentityForm(request.POST or None, initial=initial | {"seen": digest_of([person], IDENTITY)})

    def act() -> str:
        seen = form.cleaned_data["seen"]
        correct_identity(person, form.typed(), seen=seen, actor=request.user, today=today)
        return f"/dang-vien/{person.key}/"

    def faults(_typed: dict[str, Any]) -> list[str]:
        return identity_faults(person, form.typed(), today)

    done = "Đã ghi thông tin của đồng chí."
    sent = send(request, form, act, done, faults) if request.method == "POST" else None
    if sent is None:
        audit.looked(request.user, person)
    context = {"form": form, "person": person}
    return sent or render(request, "cadres/person_edit.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def person_facts(request: AccountRequest, key: str, part: str) -> HttpResponse:
    """The dated facts of one kind: put right, ended, added, taken away."""
    person, today = kept_person(request, key), day_of(request.received_at)
    if part not in KINDS:
        raise Http404
    rows = rows_kept(person, part)
    initial = {"seen": digest_of(rows, KINDS[part].boxes), "count": len(rows)}
    form = FactsForm(request.POST or None, kind=part, rows=rows, account=request.user, initial=initial)

    def act() -> str:
        seen = form.cleaned_data["seen"]
        keep_facts(person, part, form.typed(), seen=seen, actor=request.user, today=today)
        return f"/dang-vien/{person.key}/"

    sent = None
    if request.method == "POST":
        form.is_valid()
        faults = fact_faults(part, form.typed(), today)
        form.refuse_rows(faults)
        sent = (
            None if faults else send(request, form, act, "Đã ghi vào hồ sơ của đồng chí.", stale=refuse_moved)
        )
    if sent is None:
        audit.looked(request.user, person)
    context = {
        "form": form,
        "forms": form.all_forms,
        "person": person,
        "title": KINDS[part].title,
        "here": reverse("cadres:person_facts", args=[key, part]),
        "invalid": status_of(*form.all_forms) != 200,
    }
    return sent or render(request, "cadres/person_facts.html", context, status=status_of(*form.all_forms))
