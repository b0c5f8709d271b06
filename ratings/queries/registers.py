"""Danh sách của đợt: who is reviewed and who is rated, two lists, each exception with its case and clause (1.1–1.4).

Every figure is a count of the very rows that its list shows, so that a figure and its names cannot differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from organizations.enums import Capacity, SubjectKind
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from ratings.enums import RatingState
from ratings.models import Rating, RatingPaper
from ratings.models.rating import RatingQuerySet
from reviews.models import Campaign, Subject
from reviews.queries.lists import Narrowed
from reviews.queries.rulebook import regulation_of
from reviews.rules.regulation import SpecialCase

NEWEST = 6
TO_REVIEW, TO_RATE = "kiem-diem", "xep-loai"
# What is reviewed, in the order of the list: its slug, its words, its condition.
REVIEWED: Mapping[str, tuple[str, Q]] = {
    "tap-the": ("Tập thể lãnh đạo, quản lý", Q(kind=SubjectKind.COLLECTIVE)),
    "can-bo": (
        "Cá nhân giữ chức vụ lãnh đạo, quản lý",
        Q(kind=SubjectKind.PERSON, main_post__isnull=False),
    ),
    "dang-vien": ("Đảng viên không giữ chức vụ", Q(kind=SubjectKind.PERSON, main_post__isnull=True)),
    "to-chuc": ("Tổ chức đảng, cùng báo cáo của cấp ủy", Q(kind=SubjectKind.ORGANIZATION)),
}
RATED: Mapping[str, Capacity] = {
    "to-chuc": Capacity.ORGANIZATION,
    "dang-vien": Capacity.MEMBER,
    "tap-the": Capacity.COLLECTIVE,
    "can-bo": Capacity.OFFICE,
}
TITLES = {TO_REVIEW: "Danh sách kiểm điểm", TO_RATE: "Danh sách đánh giá, xếp loại"}
WITHOUT_CASE = {TO_REVIEW: "Không thuộc diện kiểm điểm", TO_RATE: "Không xếp loại"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a register: those on it, or those left off by one case; `code` is its list's address."""

    code: str
    words: str
    count: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One of the two lists in figures."""

    title: str
    listed: tuple[Line, ...]
    excepted: tuple[Line, ...]

    @property
    def total(self) -> int:
        """How many stand on it."""
        return sum(one.count for one in self.listed)

    @property
    def left_off(self) -> int:
        """How many it leaves off by a case of the regulation."""
        return sum(one.count for one in self.excepted)


@dataclass(frozen=True)
class Rolls:
    """What a reader may see of the two registers of a round; who sees no rating reads the first alone."""

    campaign: Campaign
    subjects: "QuerySet[Any]"
    ratings: "RatingQuerySet | None" = None

    def case(self, code: str) -> SpecialCase | None:
        """A case of the round's regulation."""
        return next((one for one in regulation_of(self.campaign.regulation).cases if one.code == code), None)


def rolls_for(account: Account, campaign: Campaign, part: Narrowed) -> Rolls:
    """The registers as far as the account sees them, of one part of the tree or of one unit."""
    subjects = part.of(Subject.objects.visible_to(account).filter(campaign=campaign))
    if not account.holds(Permission.VIEW_RATING):
        return Rolls(campaign, subjects)
    rows = Rating.objects.visible_to(account).filter(subject__in=subjects.order_by().values("pk"))
    return Rolls(campaign, subjects, rows)


def registers_of(rolls: Rolls) -> list[Register]:
    """Both registers, in a question each."""
    registers = [_reviewed(rolls)]
    return [*registers, _rated(rolls, rolls.ratings)] if rolls.ratings is not None else registers


def _reviewed(rolls: Rolls) -> Register:
    whens = [When(condition, then=Value(slug)) for slug, (_words, condition) in REVIEWED.items()]
    rows = rolls.subjects.annotate(slug=Case(*whens)).order_by()
    counts = _counted(rows.values_list("slug", "is_reviewed", "not_reviewed_case"))
    words = {slug: one for slug, (one, _condition) in REVIEWED.items()}
    return Register(
        title=TITLES[TO_REVIEW],
        listed=tuple(_listed(counts, TO_REVIEW, words)),
        excepted=tuple(_excepted(rolls, counts, TO_REVIEW, words)),
    )


def _rated(rolls: Rolls, ratings: RatingQuerySet) -> Register:
    is_rated = Case(
        When(state=RatingState.NOT_RATED, then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    rows = (
        ratings.annotate(is_rated=is_rated).order_by().values_list("capacity", "is_rated", "not_rated_case")
    )
    slugs = {capacity: slug for slug, capacity in RATED.items()}
    counts = {(slugs[Capacity(one)], rated, case): n for (one, rated, case), n in _counted(rows).items()}
    words = {slug: str(capacity.label) for slug, capacity in RATED.items()}
    return Register(
        title=TITLES[TO_RATE],
        listed=tuple(_listed(counts, TO_RATE, words)),
        excepted=tuple(_excepted(rolls, counts, TO_RATE, words)),
    )


Counts = Mapping[tuple[str, bool, str], int]


def _counted(rows: "QuerySet[Any]") -> Counts:
    return {(one, on, case): count for one, on, case, count in rows.annotate(count=Count("pk"))}


def _listed(counts: Counts, register: str, words: Mapping[str, str]) -> Iterator[Line]:
    for slug, said in words.items():
        count = sum(number for (one, on, _case), number in counts.items() if one == slug and on)
        yield Line(code=f"{register}.{slug}", words=said, count=count)


def _excepted(rolls: Rolls, counts: Counts, register: str, words: Mapping[str, str]) -> Iterator[Line]:
    """Each case that occurs, in the regulation's order, of each kind apart."""
    codes = [one.code for one in regulation_of(rolls.campaign.regulation).cases]
    occurring = {case for (_slug, on, case) in counts if not on}
    for case in sorted(occurring, key=lambda one: codes.index(one) if one in codes else len(codes)):
        row = rolls.case(case)
        for slug, said in words.items():
            count = counts.get((slug, False, case), 0)
            if count:
                yield Line(
                    code=f"{register}.{slug}.{_slug(case)}",
                    words=f"{said}: {_lower(row.text if row else WITHOUT_CASE[register])}",
                    count=count,
                    source=row.certainty.beside(row.clause) if row else "",
                )


def _slug(case: str) -> str:
    return case.lower().replace("_", "-")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Names:
    """The list behind a figure: what it is called, and its subjects in the order of the protocol."""

    title: str
    words: str
    rows: "QuerySet[Any]"


def names_of(rolls: Rolls, code: str) -> Names | None:
    """The names behind a figure; None of one that the registers do not have, or not for this reader."""
    register, _, rest = code.partition(".")
    slug, _, case = rest.partition(".")
    if register == TO_REVIEW and slug in REVIEWED:
        words, condition = REVIEWED[slug]
        rows = rolls.subjects.filter(condition, is_reviewed=not case)
        rows = rows.filter(not_reviewed_case__in=_codes(rolls, case)) if case else rows
    elif register == TO_RATE and slug in RATED and rolls.ratings is not None:
        words = str(RATED[slug].label)
        rows = rolls.subjects.filter(pk__in=_rated_rows(rolls.ratings, RATED[slug], case, rolls))
    else:
        return None
    ordered = rows.select_related("person", "collective").order_by("kind", "position", "pk")
    return Names(TITLES[register], _said(rolls, words, case, register), ordered)


def _rated_rows(ratings: RatingQuerySet, capacity: Capacity, case: str, rolls: Rolls) -> "QuerySet[Any]":
    rows = ratings.filter(capacity=capacity).order_by()
    if case:
        rows = rows.filter(state=RatingState.NOT_RATED, not_rated_case__in=_codes(rolls, case))
    else:
        rows = rows.exclude(state=RatingState.NOT_RATED)
    return rows.values("subject")


def _codes(rolls: Rolls, slug: str) -> list[str]:
    """The case a slug stands for; one that the regulation does not name is kept as it was written down."""
    known = [one.code for one in regulation_of(rolls.campaign.regulation).cases if _slug(one.code) == slug]
    return known or [slug.upper().replace("-", "_")]


def _said(rolls: Rolls, words: str, case: str, register: str) -> str:
    if not case:
        return words
    row = rolls.case(_codes(rolls, case)[0])
    return f"{words}: {_lower(row.text if row else WITHOUT_CASE[register])}"


def unrated_members(campaign: Campaign, organization: PartyOrganization) -> RatingQuerySet:
    """The members of an organisation and below it whom the round leaves unrated, those not reviewed first."""
    rows = Rating.objects.filter(
        subject__campaign=campaign,
        subject__organization__path__startswith=organization.path,
        capacity=Capacity.MEMBER,
        state=RatingState.NOT_RATED,
    )
    ordered = rows.order_by("subject__is_reviewed", "subject__organization__path", "subject__position", "pk")
    return ordered.select_related("subject__person")


def papers_of(
    account: Account, organization: PartyOrganization | None, campaign: Campaign
) -> "QuerySet[RatingPaper]":
    """The lists drawn of an organisation in the round, newest first."""
    rows = RatingPaper.objects.visible_to(account).select_related("document")
    return rows.filter(organization=organization, campaign=campaign)[:NEWEST]
