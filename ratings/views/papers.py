"""Papers drawn for ballots, letters and decisions: fetched only through what they belong to."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from organizations import audit
from organizations.http import AccountRequest, give_file
from ratings.models import RatingPaper


@require_safe
def paper_file(request: AccountRequest, key: str) -> HttpResponseBase:
    """The drawn file."""
    rows = RatingPaper.objects.visible_to(request.user).select_related("document__file")
    paper = get_object_or_404(rows, key=key, document__isnull=False)
    audit.looked(request.user, paper)
    return give_file(paper.document.file if paper.document else None, paper.name)
