"""Ratings opened with a round, admitted with a dossier, paused and resumed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from organizations import audit, clock
from organizations.enums import Capacity, SubjectKind
from organizations.models import Account
from organizations.permissions import Permission
from organizations.workflow import Transition, TransitionDenied, about, advance, not_later, require
from ratings import workflow
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.facts import facts_at_opening, regulation_of
from ratings.rules.engine import barring_case
from reviews.models import Campaign, Subject
from reviews.rules.regulation import Effect

CAPACITIES = {
    SubjectKind.COLLECTIVE: (Capacity.COLLECTIVE,),
    SubjectKind.ORGANIZATION: (Capacity.ORGANIZATION,),
}
# Whether somebody was reviewed is not yet known when the round opens: that case is read when a level is given.
AT_OPENING = frozenset({Effect.NOT_REVIEWED, Effect.NOT_RATED})


@transaction.atomic
def create_ratings(
    campaign: Campaign, subjects: Iterable[Subject], *, actor: Account | None, at: datetime
) -> list[Rating]:
    """Open the ratings of each subject of a chunk; a subject that has one in a capacity keeps it.

    Whoever sits in a cell is rated as a member, whoever holds an office for that as well (1.3 b, d).
    """
    if actor is not None:
        require(actor, Permission.OPEN_CAMPAIGN, campaign)
    rows = [
        Rating(
            subject=subject,
            capacity=capacity,
            state=RatingState.OPEN if subject.is_reviewed else RatingState.NOT_RATED,
            not_rated_case=subject.not_reviewed_case or ("" if subject.is_reviewed else "NOT_REVIEWED"),
        )
        for subject in subjects
        for capacity in rated_as(subject)
    ]
    there = {
        (row.subject_id, row.capacity): row
        for row in Rating.objects.filter(subject__in={row.subject_id for row in rows})
    }
    fresh = [row for row in rows if (row.subject_id, row.capacity) not in there]
    Rating.objects.bulk_create(fresh, batch_size=500)
    _mark_not_rated(campaign, fresh)
    audit.record_many(actor=actor, action="create_rating", targets=list(fresh))
    return [there.get((row.subject_id, row.capacity), row) for row in rows]


def rated_as(subject: Subject) -> tuple[Capacity, ...]:
    """In which capacities a subject is rated; a cadre outside the Party's cells has his office alone."""
    if subject.kind != SubjectKind.PERSON:
        return CAPACITIES[SubjectKind(subject.kind)]
    member = (Capacity.MEMBER,) if subject.cell_label else ()
    return (*member, Capacity.OFFICE) if subject.main_post_id or not member else member


def _mark_not_rated(campaign: Campaign, ratings: list[Rating]) -> None:
    """Those whom the regulation leaves unrated, each with its case (1.4)."""
    open_ones = [one for one in ratings if one.state == RatingState.OPEN]
    facts, rules = facts_at_opening(open_ones), regulation_of(campaign)
    for rating in open_ones:
        case = barring_case(facts[rating.pk], rules, Capacity(rating.capacity), AT_OPENING)
        if case is not None:
            rating.state, rating.not_rated_case = RatingState.NOT_RATED, case.rule[:24]
    Rating.objects.bulk_update(
        [one for one in open_ones if one.state == RatingState.NOT_RATED], ["state", "not_rated_case"]
    )


@transaction.atomic
def follow_exclusions(
    campaign: Campaign, subjects: Iterable[Subject], *, actor: Account | None, at: datetime
) -> list[Rating]:
    """Who is exempt, suspended or gone now is not rated, by that case; who is reviewed again is rated again.

    Only while nothing was proposed: a proposal is people's, and the rules speak when it goes on.
    """
    rows = (
        Rating.objects.select_for_update(of=("self",))
        .filter(subject__in=list(subjects), state__in=[RatingState.OPEN, RatingState.NOT_RATED])
        .select_related("subject")
        .order_by("pk")
    )
    left_out = {one.code for one in regulation_of(campaign).cases if one.effect == Effect.NOT_REVIEWED}
    changed = [one for one in rows if _follows(one, left_out)]
    for rating in changed:
        rating.version += 1
    Rating.objects.bulk_update(changed, ["state", "not_rated_case", "version"])
    audit.record_many(actor=actor, action="follow_exclusion", targets=list(changed))
    return changed


def _follows(rating: Rating, left_out: set[str]) -> bool:
    """Whether the rating was changed to say what its subject says."""
    subject = rating.subject
    if rating.state == RatingState.OPEN and not subject.is_reviewed:
        rating.state, rating.not_rated_case = RatingState.NOT_RATED, subject.not_reviewed_case
        return True
    if rating.state == RatingState.NOT_RATED and rating.not_rated_case in left_out and subject.is_reviewed:
        rating.state, rating.not_rated_case = RatingState.OPEN, ""
        return True
    return False


def admit_ratings(ratings: Iterable[Rating], *, actor: Account, at: datetime) -> list[Rating]:
    """A dossier was accepted: what it proposes goes on to appraisal; whoever is paused or unrated stays so."""
    return _move_all(ratings, workflow.ADMIT, actor=actor)


def readmit_ratings(ratings: Iterable[Rating], *, actor: Account, at: datetime) -> list[Rating]:
    """A dossier was returned: its ratings go back to being proposals that the unit may change."""
    return _move_all(ratings, workflow.READMIT, actor=actor)


@transaction.atomic
def _move_all(ratings: Iterable[Rating], move: Transition, *, actor: Account) -> list[Rating]:
    rows = list(
        Rating.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in ratings], state__in=move.sources)
        .select_related("subject__person", "subject__organization")
        .prefetch_related("subject__places__organization")
        .order_by("pk")
    )
    for row in rows:
        advance(row, move, actor=actor)
    Rating.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
    return rows


@transaction.atomic
def pause_rating(
    rating: Rating, *, organ: str, on: date, note: str = "", actor: Account, at: datetime
) -> None:
    """Tạm dừng, chờ kết luận: an organ is looking into something; no level is given until it has concluded (P26)."""
    rating = lock_rating(rating)
    move = workflow.pausing(rating)
    require(actor, move.permission, rating.decided_where)
    wrong = pause_faults(on, clock.day_of(at))
    if not organ.strip():
        wrong.append(about("organ", "Ghi cơ quan đang xem xét, ví dụ Ủy ban Kiểm tra Tỉnh ủy."))
    if wrong:
        raise TransitionDenied(*wrong)
    before = rating.state
    Rating.objects.filter(pk=rating.pk).update(
        paused_by=organ.strip(), paused_on=on, paused_from=before, version=F("version") + 1
    )
    advance(rating, move, actor=actor, note=f"{organ.strip()}. {note}".strip())


def pause_faults(on: date | None, today: date) -> list[str]:
    """What cannot be of a pause, as far as it could be read."""
    return not_later("on", on, today, "Ngày tạm dừng không được sau hôm nay.")


@transaction.atomic
def resume_rating(rating: Rating, *, note: str, actor: Account, at: datetime) -> None:
    """The organ has concluded: the rating goes on from where it was stopped."""
    rating = lock_rating(rating)
    require(actor, workflow.pausing(rating).permission, rating.decided_where)
    if not note.strip():
        words = "Ghi kết luận của cơ quan có thẩm quyền: số, ngày văn bản, nội dung chính."
        raise TransitionDenied(about("note", words))
    move = workflow.resuming(rating, RatingState(rating.paused_from or RatingState.OPEN))
    if move is None:
        raise TransitionDenied("Kết quả xếp loại này không đang tạm dừng.")
    advance(rating, move, actor=actor, note=note)
    Rating.objects.filter(pk=rating.pk).update(
        paused_by="", paused_on=None, paused_from="", version=F("version") + 1
    )


@transaction.atomic
def excuse_rating(rating: Rating, *, case: str, note: str, actor: Account, at: datetime) -> None:
    """Không xếp loại: by a case of the regulation, with the paper it rests on."""
    rating = lock_rating(rating)
    if case not in {one.code for one in regulation_of(rating.subject.campaign).cases}:
        raise TransitionDenied(about("case", "Chọn trường hợp không xếp loại."))
    if not note.strip():
        raise TransitionDenied(about("note", "Ghi căn cứ: văn bản, ngày, nội dung."))
    Rating.objects.filter(pk=rating.pk).update(not_rated_case=case, version=F("version") + 1)
    advance(rating, workflow.EXCUSE, actor=actor, note=f"{case}. {note.strip()}")


@transaction.atomic
def rate_later(rating: Rating, *, note: str, actor: Account, at: datetime) -> None:
    """Xếp loại bổ sung: the obstacle is gone, the rating begins after all; other results stay as they are (P22)."""
    rating = lock_rating(rating)
    if not note.strip():
        raise TransitionDenied(about("note", "Ghi lý do xếp loại bổ sung."))
    advance(rating, workflow.RATE_LATER, actor=actor, note=note.strip())
    Rating.objects.filter(pk=rating.pk).update(not_rated_case="", version=F("version") + 1)


def lock_rating(rating: Rating) -> Rating:
    """The rating's row, held until the transaction ends."""
    return (
        Rating.objects.select_for_update(of=("self",))
        .select_related("subject__person", "subject__organization", "subject__campaign__regulation")
        .get(pk=rating.pk)
    )
