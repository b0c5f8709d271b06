"""One person on one page: where he sits, what he holds, what was written down, how he was rated, who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cadres.enums import MembershipKind, MembershipStanding
from cadres.models import Membership, Person, Post
from cadres.queries.facts import Fact, FactsOf, facts_of
from cadres.rules.posts import Held, chief_reason
from organizations.enums import Capacity, Route
from organizations.models import AccessEntry, Account
from organizations.permissions import Permission
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.queries.pages import reads_inside, shown_to
from reviews.models import SelfReview, Subject

LOOKS = 20


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post, and why it is the one that counts, if it is."""

    post: Post
    counts: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """The rating of a year in one capacity, as far as the reader may know it."""

    year: int
    capacity: str
    level: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Everything the page shows."""

    person: Person
    memberships: Sequence[Membership]
    posts: Sequence[PostLine]
    facts: FactsOf
    years: Sequence[YearLine]
    subjects: Sequence[Subject]
    looks: Sequence[AccessEntry]
    is_own: bool
    shows_looks: bool
    may_move: bool

    @property
    def is_on_probation(self) -> bool:
        """Whether his probation may be ended."""
        open_ones = (one for one in self.memberships if one.to_on is None)
        return any(
            one.kind == MembershipKind.OFFICIAL and one.standing == MembershipStanding.PROBATIONARY
            for one in open_ones
        )

    @property
    def standings(self) -> list[Fact]:
        """Miễn, giảm, đình chỉ, đi vắng."""
        return self.facts.of("standing")

    @property
    def leaves(self) -> list[Fact]:
        """Nghỉ ốm, nghỉ thai sản."""
        return self.facts.of("leave")

    @property
    def disciplines(self) -> list[Fact]:
        """Kỷ luật."""
        return self.facts.of("discipline")

    @property
    def civil(self) -> list[Fact]:
        """Xếp loại CBCCVC."""
        return self.facts.of("civil")

    @property
    def lead(self) -> str:
        """The post that counts, else the cell he sits in or sat in last."""
        chief = next((one.post.title for one in self.posts if one.counts), "")
        return chief or next((one.organization.name for one in self.memberships), "")


def person_page(person: Person, account: Account) -> PersonPage:
    """The page of a person whom the account may see."""
    facts, is_own = facts_of(person), person.account_id == account.pk
    shows_looks = is_own or account.holds(Permission.VIEW_AUDIT)
    memberships = Membership.objects.filter(person=person).select_related("organization")
    sat = sorted(memberships, key=lambda one: (one.to_on is None, one.from_on), reverse=True)
    posts = Post.objects.filter(person=person).select_related("collective").order_by("position", "pk")
    return PersonPage(
        person=person,
        memberships=sat,
        posts=post_lines(posts),
        facts=facts,
        years=_years(person, account, facts, is_own=is_own),
        subjects=list(_subjects(person, account)),
        looks=_looks(person) if shows_looks else (),
        is_own=is_own,
        shows_looks=shows_looks,
        may_move=not is_own
        and any(account.can(Permission.MANAGE_PEOPLE, one.organization) for one in sat[:1]),
    )


def post_lines(posts: "QuerySet[Post]") -> list[PostLine]:
    """The posts, those held now first; the one that counts says why (P11)."""
    rows = sorted(posts, key=lambda one: one.to_on is not None)
    held = [one for one in rows if one.to_on is None]
    others = [Held(one.title, Route(one.route)) for one in held if not one.is_main]
    lines = []
    for one in rows:
        counts = one.is_main and one.to_on is None
        chief = Held(one.title, Route(one.route), one.main_reason)
        lines.append(PostLine(one, counts, chief_reason(chief, others) if counts else ""))
    return lines


def _years(person: Person, account: Account, facts: FactsOf, *, is_own: bool) -> list[YearLine]:
    """Ratings made here, and those of earlier years brought in from paper; one's own once announced (P86)."""
    rows = Rating.objects.visible_to(account).begun().filter(subject__person=person)
    if is_own:
        rows = rows.filter(state=RatingState.ANNOUNCED)
    inside = reads_inside(account)
    lines = []
    for one in rows.select_related("subject__campaign"):
        shown = shown_to(one, inside=inside)
        words = shown.label if shown.is_final or not shown.level else f"{shown.label}: mức đề nghị"
        lines.append(
            YearLine(
                year=one.subject.campaign.year,
                capacity=one.get_capacity_display(),
                level=shown.level,
                words=words,
                key=one.key,
            )
        )
    made = {(one.year, one.capacity) for one in lines}
    past = [
        YearLine(year=one.year or 0, capacity=one.note, level=one.word, words="Theo kết quả đã có")
        for one in facts.of("past")
        if (one.year, one.note) not in made
    ]
    order = [str(one.label) for one in Capacity]
    return sorted([*lines, *past], key=lambda one: (-one.year, order.index(one.capacity)))


def _subjects(person: Person, account: Account) -> "QuerySet[Any]":
    """The rounds in which he is reviewed, and whether the reader may read what he wrote."""
    readable = SelfReview.objects.visible_to(account).filter(subject=OuterRef("pk"))
    rows = Subject.objects.visible_to(account).filter(person=person).annotate(readable=Exists(readable))
    return rows.select_related("campaign", "self_review").order_by("-campaign__year")


def _looks(person: Person) -> list[AccessEntry]:
    """Who opened this page, the last ones."""
    rows = AccessEntry.objects.filter(target_kind=person._meta.label_lower, target_key=person.key)
    return list(rows.select_related("account")[:LOOKS])
