"""Đối tượng có căn cứ gợi ý: of whom one's own level may write to, those the records show a ground for (3.4, P24)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organizations.clock import day_of
from organizations.http import AccountRequest
from organizations.rules.names import clean
from reviews.queries.context import guided_subjects
from reviews.queries.lists import Narrowed, current_campaign, places_looked_after
from reviews.queries.triggers import branches_guided, letters_to, subjects_with_grounds
from reviews.rules.regulation import GuidanceTrigger
from reviews.rules.triggers import Grounds
from reviews.views.subjects import A_PAGE, LONGEST_SEARCH


@never_cache
@require_safe
def guidance_grounds(request: AccountRequest) -> HttpResponse:
    """In the list's own order, never by how much is found; whether to write, a person decides."""
    campaign = current_campaign()
    if campaign is None:
        return render(request, "reviews/guidance_grounds.html", {})
    part, day = _part(request), day_of(request.received_at)
    subjects = part.of(guided_subjects(request.user, campaign, part.words)).order_by("kind", "position", "pk")
    page = Paginator(subjects_with_grounds(request.user, campaign, subjects, day), A_PAGE).get_page(
        request.GET.get("trang")
    )
    letters = letters_to(request.user, [subject for subject, _grounds in page])
    units, branches = branches_guided(request.user)
    context = {
        "campaign": campaign,
        "units": units,
        "branches": branches,
        "part": part,
        "page": page,
        "rows": [(subject, grounds, letters.get(subject.pk)) for subject, grounds in page],
        "cases": _cases([grounds for _subject, grounds in page]),
    }
    return render(request, "reviews/guidance_grounds.html", context)


def _part(request: AccountRequest) -> Narrowed:
    """A unit or an organisation that the reader looks after, and part of a name."""
    organizations, units = places_looked_after(request.user)
    below, sent = request.GET.get("to-chuc", ""), request.GET.get("don-vi", "")
    return Narrowed(
        organization=get_object_or_404(organizations, key=below) if below else None,
        unit=get_object_or_404(units, key=sent) if sent and not below else None,
        words=clean(request.GET.get("tim", ""))[:LONGEST_SEARCH],
    )


def _cases(shown: list[Grounds]) -> list[GuidanceTrigger]:
    """The cases named on the page, each once, to say where it is written."""
    return list({one.trigger.code: one.trigger for grounds in shown for one in grounds.holding}.values())
