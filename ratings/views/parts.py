"""What these pages share: the round they are about, and who may open what."""

from collections.abc import Iterable

from django.http import Http404

from organizations.http import AccountRequest
from organizations.permissions import Permission
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.pages import current_campaign
from reviews.models import Campaign


def shut_to(request: AccountRequest, ratings: Iterable[Rating]) -> set[str]:
    """Those a reader sees in a list and may not open: his own, until it is announced to him (P86)."""
    return {
        one.key
        for one in ratings
        if one.is_about(request.user)
        and one.state != RatingState.ANNOUNCED
        and not request.user.can(Permission.APPRAISE_RATING, one)
    }


def round_of(request: AccountRequest) -> Campaign:
    """The round that is being worked on; before one is opened there is no such page."""
    campaign = current_campaign(request.user)
    if campaign is None:
        raise Http404
    return campaign
