"""Đối tượng có căn cứ gợi ý: of whom one's own level may write to, those the records show a ground for (3.4, P24)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organizations.clock import day_of
from organizations.http import AccountRequest
from reviews.queries.context import guided_subjects
from reviews.queries.lists import current_campaign
from reviews.queries.triggers import branches_guided, letters_to, subjects_with_grounds
from reviews.rules.regulation import GuidanceTrigger
from reviews.rules.triggers import Grounds
from reviews.views.parts import part_asked
from reviews.views.subjects import A_PAGE


@never_cache
@require_safe
def guidance_grounds(request: AccountRequest) -> HttpResponse:
    """In the list's own order, never by how much is found; whether to write, a person decides."""
    campaign = current_campaign()
    if campaign is None:
        return render(request, "reviews/guidance_grounds.html", {})
    part, day = part_asked(request), day_of(request.received_at)
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


def _cases(shown: list[Grounds]) -> list[GuidanceTrigger]:
    """The cases named on the page, each once, to say where it is written."""
    return list({one.trigger.code: one.trigger for grounds in shown for one in grounds.holding}.values())
