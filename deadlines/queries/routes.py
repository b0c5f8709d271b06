"""Đổi diện quyết định: the titles a letter may name, and what it would move, person by person (P10)."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from cadres.models import Post
from cadres.rules.posts import decided_higher
from deadlines.enums import DossierKind, DossierState
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import KINDS
from deadlines.rules.routes import change_sentence, fate
from deadlines.workflow import EDITABLE
from documents.rules import padded
from organizations.enums import Route, SubjectKind
from organizations.models import Account, Collective
from organizations.permissions import Permission
from ratings.enums import PapersMoved, RatingState
from ratings.models import Rating, RouteChange
from ratings.queries.sittings import listed_now
from reviews.enums import Audience
from reviews.models import Campaign, Deadline, Subject

# A letter of the Standing Committee gives and takes back a delegation; a ministry's branch is not its to give (P09).
BETWEEN = {Route.DELEGATED: Route.DECIDED, Route.DECIDED: Route.DELEGATED}
KIND_OF = {Route.DECIDED: DossierKind.DECIDED, Route.DELEGATED: DossierKind.DELEGATED}
SETTLED = (RatingState.CONCLUDED, RatingState.DECIDED, RatingState.ANNOUNCED, RatingState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Title:
    """One title as a letter names it, and who holds it."""

    key: str
    name: str
    group: str
    route: Route
    posts: tuple[Post, ...]

    @property
    def holders(self) -> str:
        """ "02 đồng chí: Lò Thị Sâm, Hà Văn Đắc"."""
        names = ", ".join(post.person.full_name for post in self.posts)
        return f"{padded(len(self.posts))} đồng chí: {names}"


def held_on(day: date) -> QuerySet[Post]:
    """The posts held on a day, in protocol order."""
    rows = Post.objects.filter(from_on__lte=day).exclude(to_on__lt=day)
    return rows.select_related("person", "collective").order_by("position", "pk")


def titles_for(account: Account, day: date) -> list[Title]:
    """Every title that a letter may give to the other route, in protocol order."""
    bodies = Collective.objects.visible_to(account)
    found: dict[tuple[int, str, str], list[Post]] = {}
    for post in held_on(day).filter(route__in=BETWEEN, collective__in=bodies):
        found.setdefault((post.collective_id, post.title, post.route), []).append(post)
    return [
        Title(posts[0].key, title, posts[0].title_group, Route(route), tuple(posts))
        for (_body, title, route), posts in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Move:
    """What the letter does to one post and to whom it decides."""

    post: Post
    subject: Subject | None
    lying: Dossier | None
    target: Dossier | None
    papers: PapersMoved
    hindrances: tuple[str, ...]
    note: str = ""

    @property
    def words(self) -> str:
        """Where the papers are afterwards."""
        return str(self.papers.label)


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """Everything the letter would do, before it is written."""

    campaign: Campaign
    route: Route
    moves: tuple[Move, ...]
    before: Deadline | None
    after: Deadline | None

    @property
    def people(self) -> list[Move]:
        """Those whose date moves."""
        return [one for one in self.moves if one.subject is not None and one.subject.is_reviewed]

    @property
    def sentence(self) -> str:
        """ "10 đồng chí; hạn 15/12 → 25/12; 04 hồ sơ đã gửi không phải gửi lại"."""
        sent = sum(one.papers == PapersMoved.SENT for one in self.moves)
        before = self.before.before_on if self.before else None
        return change_sentence(len(self.people), sent, before, self.after.before_on if self.after else None)

    @property
    def hindrances(self) -> list[str]:
        """Why it cannot be written, by name, all at once."""
        return [words for one in self.moves for words in one.hindrances]

    @property
    def notes(self) -> list[str]:
        """What staff should look at; nothing is stopped by it."""
        return [one.note for one in self.moves if one.note]

    @property
    def digest(self) -> str:
        """What was seen: another plan has another one."""
        rows = (
            (one.post.key, one.post.route, one.papers, one.lying.code if one.lying else "")
            for one in self.moves
        )
        lines = "\n".join([str(self.route), *("|".join(row) for row in rows)])
        return hashlib.sha256(lines.encode()).hexdigest()[:32]


def dates_of(campaign: Campaign) -> dict[DossierKind, Deadline]:
    """The date of the plan for each kind of dossier."""
    return {KINDS[Audience(one.audience)]: one for one in campaign.deadlines.all() if one.audience in KINDS}


def plan_of(campaign: Campaign, posts: Iterable[Post], route: Route) -> RoutePlan:
    """What giving these posts the route would do now."""
    keys = [one.pk for one in posts]
    rows = list(
        Post.objects.filter(pk__in=keys).select_related("person", "collective").order_by("position", "pk")
    )
    dates = dates_of(campaign)
    return RoutePlan(
        campaign=campaign,
        route=route,
        moves=_Surroundings(campaign, rows, route).moves(),
        before=dates.get(KIND_OF[BETWEEN[route]]),
        after=dates.get(KIND_OF[route]),
    )


class _Surroundings:
    """What the posts of a letter lie among: their subjects, ratings, lines and dossiers; a few queries."""

    def __init__(self, campaign: Campaign, posts: Sequence[Post], route: Route) -> None:
        """Everything as it stands now."""
        self.posts, self.route = posts, route
        subjects = Subject.objects.filter(campaign=campaign, kind=SubjectKind.PERSON, main_post__in=posts)
        self.subjects = {one.main_post_id: one for one in subjects.select_related("unit")}
        wanted = list(self.subjects.values())
        ratings = list(Rating.objects.leading().filter(subject__in=wanted))
        self.settled = {one.subject_id for one in ratings if one.state in SETTLED}
        self.listed = {line.rating.subject_id: line.sitting for line in listed_now(ratings)}
        items = DossierItem.objects.filter(subject__in=wanted).select_related("dossier")
        self.lying = {one.subject_id: one.dossier for one in items}
        targets = Dossier.objects.filter(campaign=campaign, kind=KIND_OF[route])
        targets = targets.filter(unit__in=[one.unit_id for one in wanted]).select_related("unit")
        self.targets = {one.unit_id: one for one in targets}
        self.higher = self._higher_posts()

    def _higher_posts(self) -> dict[int, Post]:
        """Another post of the same person that stands above the new route."""
        mine = {one.pk for one in self.posts}
        others = Post.objects.filter(person__in=[one.person_id for one in self.posts], to_on__isnull=True)
        return {
            one.person_id: one
            for one in others
            if one.pk not in mine and decided_higher(Route(one.route), self.route)
        }

    def moves(self) -> tuple[Move, ...]:
        """One move a post, in protocol order."""
        return tuple(self._move(post) for post in self.posts)

    def _move(self, post: Post) -> Move:
        subject = self.subjects.get(post.pk)
        lying = self.lying.get(subject.pk) if subject else None
        target = self.targets.get(subject.unit_id) if subject and subject.unit_id else None
        state = DossierState(lying.state) if lying else None
        papers = fate(state, in_its_place=bool(lying) and lying == target)
        return Move(
            post=post,
            subject=subject,
            lying=lying,
            target=target,
            papers=papers,
            hindrances=tuple(
                self._hindrances(post, subject, target if papers == PapersMoved.MOVED else None)
            ),
            note=self._note(post, subject),
        )

    def _hindrances(self, post: Post, subject: Subject | None, target: Dossier | None) -> Iterable[str]:
        who = f"{post.title} (đồng chí {post.person.full_name})"
        if post.route != BETWEEN[self.route]:
            yield f"{who}: đã thuộc diện “{post.get_route_display()}”."
        if subject is None:
            return
        if subject.pk in self.settled:
            yield f"{who}: đã có kết luận, không đổi diện được nữa."
        if subject.pk in self.listed:
            yield f"{who}: đang trong danh sách trình “{self.listed[subject.pk]}” chưa kết luận."
        if target is not None and target.state not in EDITABLE:
            yield (
                f"{who}: hồ sơ {target.code} của {target.unit} đã gửi nên không thêm được."
                " Đề nghị trả lại hồ sơ đó để bổ sung trước."
            )

    def _note(self, post: Post, subject: Subject | None) -> str:
        other = self.higher.get(post.person_id) if subject else None
        if other is None:
            return ""
        return (
            f"Đồng chí {post.person.full_name} còn giữ chức danh {other.title}"
            f" ({other.get_route_display()}): xem lại chức danh chính để xếp loại."
        )


@dataclass(frozen=True, slots=True)
class PeopleDue:
    """How many comrades' papers the plan wants before one of its dates."""

    deadline: Deadline
    count: int


def people_due(campaign: Campaign, account: Account) -> list[PeopleDue]:
    """Comrades by the date that their route gives: what a letter moves from one date to the other."""
    reach = account.reach(Permission.VIEW_BOARD)
    rows = Subject.objects.filter(
        reach.rows("organization", "unit"),
        campaign=campaign,
        kind=SubjectKind.PERSON,
        is_reviewed=True,
        unit__isnull=False,
        route__in=BETWEEN,
    )
    counts = dict(rows.order_by().values_list("route").annotate(Count("pk")))
    dates = dates_of(campaign)
    return [PeopleDue(dates[kind], counts.get(route, 0)) for route, kind in KIND_OF.items() if kind in dates]


def letter_sentence(change: RouteChange, dates: dict[DossierKind, Deadline]) -> str:
    """The same sentence of a letter that was written down, from what it moved."""
    moves: Collection = change.moves.all()  # type: ignore[type-arg]
    route = Route(change.route)
    before, after = dates.get(KIND_OF[BETWEEN[route]]), dates.get(KIND_OF[route])
    return change_sentence(
        sum(one.subject is not None and one.subject.is_reviewed for one in moves),
        sum(one.papers == PapersMoved.SENT for one in moves),
        before.before_on if before else None,
        after.before_on if after else None,
    )


def later_letters(change: RouteChange) -> QuerySet[RouteChange]:
    """Letters written after this one that moved one of its posts again."""
    posts = change.moves.values("post")
    rows = RouteChange.objects.filter(Q(moves__post__in=posts), undone_at__isnull=True, pk__gt=change.pk)
    return rows.distinct()
