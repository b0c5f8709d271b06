"""After receipt, what a dossier rests on stays as it is until it is opened again (P104.6).

Self-reviews, conferences, counts and levels belong to apps below, which know of no dossier: the highest app watches
over their pages.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from deadlines.queries.kept import facts_under, states_held, unit_written_to
from deadlines.services.keeping import hold_kept

View = Callable[..., HttpResponse]


class KeptDossierMiddleware:
    """Refuses an act that would change what a received dossier rests on; the dossier's row is locked meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The act is done, compared, and undone if it touched what is kept."""
        match = request.resolver_match
        if request.method != "POST" or match is None or "key" not in kwargs:
            return None
        unit = unit_written_to(match.view_name, kwargs["key"])
        if unit is None:
            return None
        with transaction.atomic():
            kept = [(one, facts_under([one])) for one in hold_kept(unit, states_held(match.view_name))]
            response = view(request, *args, **kwargs)
            touched = [one for one, before in kept if facts_under([one]) != before]
            if not touched:
                return response
            transaction.set_rollback(True)
        list(messages.get_messages(request))  # the act did not happen: nothing is told of it
        context = {"dossier": touched[0], "unit": unit, "messages": ()}
        return render(request, "deadlines/kept.html", context, status=409)
