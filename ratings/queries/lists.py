"""The list of ratings, by the word for its state that its reader may know (P58, P86)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from organizations.models import Account
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.pages import CLOSED_OUTSIDE, PAUSED_OUTSIDE, UNDER_REVIEW, reads_inside
from reviews.models import Campaign

UNDER = "under_review"


def stages_for(*, inside: bool) -> Mapping[str, str]:
    """The words a reader may know, in the order of the work; outside, what is not announced is one word."""
    outside = {UNDER: UNDER_REVIEW}
    return {
        value: words
        for state, label in RatingState.choices
        for value, words in ({state: label} if inside or state not in CLOSED_OUTSIDE else outside).items()
    }


def ratings_for(account: Account, campaign: Campaign | None, *, inside: bool) -> QuerySet[Any]:
    """The ratings an account sees, each with the stage he may know, ready for a list."""
    closed = Q(state__in=CLOSED_OUTSIDE) | Q(state=RatingState.PAUSED, paused_from__in=PAUSED_OUTSIDE)
    known = Case(When(closed, then=Value(UNDER)), default=F("state"), output_field=CharField())
    rows = Rating.objects.visible_to(account).leading().filter(subject__campaign=campaign).for_list()
    return rows.annotate(stage=F("state") if inside else known)


def paused_for(account: Account) -> QuerySet[Rating]:
    """Tạm dừng, chờ kết luận, as far as the account may know of it; never its own (P26, P86)."""
    hidden = () if reads_inside(account) else PAUSED_OUTSIDE
    rows = Rating.objects.visible_to(account).filter(state=RatingState.PAUSED)
    return rows.exclude(paused_from__in=hidden).exclude(subject__person__account=account)


def stage_counts(rows: QuerySet[Any]) -> dict[str, int]:
    """How many stand at each stage."""
    return dict(rows.order_by().values_list("stage").annotate(Count("pk", distinct=True)))
