"""Bộ trắng và danh sách: one button prints what is needed on a day without network (P89)."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cadres.queries.exports import file_made
from deadlines.services.readiness import blanks_for, order_ready_set, place_for
from organizations.http import AccountRequest, give_file, once
from reviews.queries.lists import current_campaign


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ready_set(request: AccountRequest, key: str) -> HttpResponse:
    """What the set holds; the button has it drawn."""
    place, campaign = place_for(request.user, key), current_campaign()
    if place is None or campaign is None:
        raise Http404

    def order() -> str:
        job = order_ready_set(place, actor=request.user)
        return reverse("organizations:job_detail", args=[job.key])

    if request.method == "POST":
        return once(request, order)
    titles = [title for title, _blank in blanks_for(place)]
    return render(request, "deadlines/ready_set.html", {"place": place, "titles": titles})


@require_safe
def ready_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The set that a worker has drawn."""
    return give_file(*file_made(request.user, key))
