"""Whom a unit's letter holds, and which of its papers are old."""

from organizations.enums import Route
from organizations.models import AuditEntry, SubmittingUnit
from ratings.enums import RatingState
from ratings.models import Proposal, Rating
from ratings.models.rating import RatingQuerySet
from reviews.models import Campaign


def petitioned(unit: SubmittingUnit, campaign: Campaign) -> RatingQuerySet:
    """Whom a unit's letter puts before the Standing Committee: those it decides itself, nobody else (III.1)."""
    return (
        Rating.objects.leading()
        .filter(subject__unit=unit, subject__campaign=campaign, subject__route=Route.DECIDED)
        .exclude(state=RatingState.NOT_RATED)
    )


def unlevelled(letter: Proposal) -> list[str]:
    """Whom the letter names without a level."""
    rows = petitioned(letter.unit, letter.campaign).filter(state=RatingState.OPEN, proposed_level="")
    return list(rows.order_by("subject__position", "pk").values_list("subject__label", flat=True))


def outdated(letter: Proposal) -> set[str]:
    """Which papers of a letter were asked for before a level in it was last changed; the journal knows the order."""
    papers = AuditEntry.objects.filter(target_kind="ratings.ratingpaper", action="ask_paper")
    levels = AuditEntry.objects.filter(target_kind="ratings.rating", action="propose")
    rated = petitioned(letter.unit, letter.campaign).values("key")
    last = levels.filter(target_key__in=rated).order_by("-pk").values("pk")[:1]
    old = papers.filter(target_key__in=letter.papers.values("key"), pk__lt=last)
    return set(old.values_list("target_key", flat=True))
