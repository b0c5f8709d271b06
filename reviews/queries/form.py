"""A self-review with everything its form shows, found within reach or locked: asked at each step of writing one."""

from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet

from organizations.models import Account
from organizations.models.account import Reader, Standing
from organizations.models.prepared import Prepared, Slot
from reviews.enums import RemedyState, ReviewState
from reviews.models import Place, RemedyNote, Section, SelfReview, Shortcoming
from reviews.models.self_review import OWNERS

KEY, REVIEW = Slot("key", CharField()), Slot("review", BigIntegerField())
SUBJECT, OWNER, YEAR = (Slot(name, BigIntegerField()) for name in ("subject", "owner", "year"))


def review_for(account: Account, key: str) -> SelfReview:
    """A self-review within the account's reach, or nothing at all."""
    return _only(account.ask(WITHIN_REACH, key=key))


def locked_for(account: Account, key: str) -> SelfReview:
    """The same, locked."""
    return _only(account.ask(LOCKED_WITHIN_REACH, key=key))


def paper_for(account: Account, key: str) -> SelfReview:
    """A paper self-review that the account may type the must-have data of, or nothing at all."""
    return SelfReview.objects.to_transcribe_by(account).for_form().get(key=key)


def locked(review: SelfReview) -> SelfReview:
    """The self-review as it stands now, locked, with its subject."""
    return _only(LOCKED(review=review.pk))


def sections_of(review: SelfReview) -> list[Section]:
    """What stands in each section and criterion."""
    return SECTIONS(review=review.pk)


def shortcomings_of(review: SelfReview, year: int, column: str, owner: int | None) -> list[Shortcoming]:
    """Those it names, those of earlier years it answers, and this year's of the collectives it stands beside.

    What an earlier year's draft named and nobody was handed is not asked for again.
    """
    return SHORTCOMINGS(column, owner=owner, review=review.pk, subject=review.subject_id, year=year)


def _only(found: list[SelfReview]) -> SelfReview:
    if not found:
        raise SelfReview.DoesNotExist
    return found[0]


def _within_reach(standing: Standing) -> QuerySet[Any]:
    return SelfReview.objects.visible_to(Reader(standing)).for_form().filter(key=KEY)


def _locked_within_reach(standing: Standing) -> QuerySet[Any]:
    # The key stands in both: by the inner one alone PostgreSQL joined every self-review there is and then looked.
    within = SelfReview.objects.visible_to(Reader(standing)).filter(key=KEY)
    rows = SelfReview.objects.for_form().filter(key=KEY, pk__in=within.values("pk"))
    return rows.select_for_update(of=("self",))


def _locked() -> QuerySet[Any]:
    return SelfReview.objects.for_form().select_for_update(of=("self",)).filter(pk=REVIEW)


def _sections() -> QuerySet[Any]:
    return Section.objects.filter(review=REVIEW)


def _shortcomings(column: str) -> QuerySet[Any]:
    open_or_here = ~Q(state=RemedyState.DONE) | Q(answered_in=REVIEW)
    unread = SelfReview.objects.filter(
        **{f"subject__{OWNERS[column.removesuffix('_id')]}": OWNER},
        subject__campaign__year=OuterRef("year"),
        state__in=(ReviewState.DRAFT, ReviewState.RETURNED),
    )
    earlier = Q(open_or_here, ~Exists(unread), year__lt=YEAR)
    mine = Q(**{column: OWNER}) & (Q(year=YEAR) | earlier)
    bodies = Place.objects.filter(subject=SUBJECT, collective__isnull=False).values("collective")
    rows = Shortcoming.objects.filter(mine | Q(collective__in=bodies, year=YEAR))
    return rows.annotate(has_notes=Exists(RemedyNote.objects.filter(shortcoming=OuterRef("pk"))))


WITHIN_REACH, LOCKED_WITHIN_REACH = Prepared(_within_reach), Prepared(_locked_within_reach)
LOCKED, SECTIONS, SHORTCOMINGS = Prepared(_locked), Prepared(_sections), Prepared(_shortcomings)
