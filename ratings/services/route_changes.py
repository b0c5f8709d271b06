"""A letter gives posts another route: the posts, the round's subjects and their ratings, in one act (P10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from cadres.models import Post
from documents.models import File
from organizations import audit
from organizations.enums import Route, SubjectKind
from organizations.models import Account
from ratings.enums import PapersMoved
from ratings.models import Rating, RouteChange, RouteMove
from reviews.models import Campaign, Subject


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it was signed."""

    number: str
    dated_on: date
    reason: str
    scan: File | None = None
    scan_name: str = ""


def lock_ratings(campaign: Campaign, posts: Iterable[Post]) -> list[Rating]:
    """The ratings that hang on these posts, held until the transaction ends: no sitting lists them meanwhile."""
    wanted = Subject.objects.filter(
        campaign=campaign, kind=SubjectKind.PERSON, main_post__in=[one.pk for one in posts]
    )
    return list(
        Rating.objects.select_for_update(of=("self",))
        .leading()
        .filter(subject__in=wanted.values("pk"))
        .select_related("group")
        .order_by("pk")
    )


def record_change(
    campaign: Campaign,
    *,
    route: Route,
    letter: Letter,
    papers: Mapping[Post, PapersMoved],
    actor: Account,
    at: datetime,
) -> RouteChange:
    """Write the letter down and give its posts their route. The caller holds the locks and has checked."""
    ratings = {one.subject_id: one for one in lock_ratings(campaign, papers)}
    subjects = Subject.objects.filter(campaign=campaign, pk__in=ratings)
    by_post = {one.main_post_id: one for one in subjects}
    change = RouteChange.objects.create(
        campaign=campaign,
        route=route,
        number=letter.number,
        dated_on=letter.dated_on,
        reason=letter.reason,
        scan=letter.scan,
        scan_name=letter.scan_name,
        recorded_by=actor,
        recorded_at=at,
    )
    moves = [_move(change, post, by_post.get(post.pk), ratings, where) for post, where in papers.items()]
    RouteMove.objects.bulk_create(moves)
    _set_route(campaign, [one.post for one in moves], route)
    left = [one.subject_id for one in moves if one.group_id is not None]
    Rating.objects.leading().filter(subject__in=left).update(group=None, version=F("version") + 1)
    audit.record(
        actor=actor, action="change_route", target=change, after=str(route), note=f"{change}. {letter.reason}"
    )
    audit.record_many(actor=actor, action="move_post", targets=list(papers), note=f"{change}: {route.label}")
    return change


def _move(
    change: RouteChange,
    post: Post,
    subject: Subject | None,
    ratings: Mapping[int, Rating],
    papers: PapersMoved,
) -> RouteMove:
    """Who leaves the organ's own route leaves the group whose ceiling is counted there; a frozen one stays."""
    rating = ratings.get(subject.pk) if subject else None
    group = rating.group if rating and change.route != Route.DECIDED else None
    kept = group if group and group.frozen_at is None else None
    return RouteMove(change=change, post=post, subject=subject, before=post.route, group=kept, papers=papers)


def _set_route(campaign: Campaign, posts: Iterable[Post], route: Route) -> None:
    """The post is what the next round is registered from, the subject is what this round goes by: never apart."""
    wanted = [one.pk for one in posts]
    Post.objects.filter(pk__in=wanted).update(route=route)
    Subject.objects.filter(campaign=campaign, kind=SubjectKind.PERSON, main_post__in=wanted).update(
        route=route
    )


def reverse_change(change: RouteChange, *, reason: str, actor: Account, at: datetime) -> None:
    """Everything the letter moved goes back where it was. The caller holds the locks and has checked."""
    moves = list(change.moves.select_related("post", "subject", "group"))
    ratings = {one.subject_id: one for one in lock_ratings(change.campaign, [one.post for one in moves])}
    for before in {one.before for one in moves}:
        _set_route(change.campaign, [one.post for one in moves if one.before == before], Route(before))
    for move in moves:
        rating = ratings.get(move.subject_id or 0)
        if rating and move.group and move.group.frozen_at is None and rating.group is None:
            Rating.objects.filter(pk=rating.pk).update(group=move.group, version=F("version") + 1)
    RouteChange.objects.filter(pk=change.pk).update(undone_by=actor, undone_at=at, undo_reason=reason)
    audit.record(
        actor=actor, action="undo_route_change", target=change, before=str(change.route), note=reason
    )
    audit.record_many(
        actor=actor, action="move_post_back", targets=[one.post for one in moves], note=str(change)
    )
