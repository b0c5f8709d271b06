"""Tiến độ kiểm điểm: the view from above, level by level, down to the person (R07)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deadlines.queries import progress as progress_queries
from organizations.http import AccountRequest
from reviews.queries.lists import current_campaign


@never_cache
@require_safe
def progress(request: AccountRequest) -> HttpResponse:
    """How far the organisations below are, in words; no order but the tree's."""
    campaign = current_campaign()
    if campaign is None:
        return render(request, "deadlines/progress.html", {})
    account, key = request.user, request.GET.get("duoi", "")
    upper = get_object_or_404(progress_queries.followed(account), key=key) if key else None
    tops = [] if upper else progress_queries.tops(account)
    if upper is None and len(tops) == 1 and not progress_queries.has_units(account):
        upper = tops[0]
    shown = (
        progress_queries.progress_below(account, campaign, upper)
        if upper
        else progress_queries.progress_of_tops(account, campaign, tops)
    )
    return render(
        request,
        "deadlines/progress.html",
        {"campaign": campaign, "shown": shown, "now": request.received_at},
    )
