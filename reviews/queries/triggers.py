"""Đối tượng có căn cứ gợi ý: what the records show of whom a level may write to, for many at once (3.4, P24)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from treebeard.mp_tree import MP_Node

from cadres.models import Discipline, Membership, PastRating, Post
from organizations.enums import Level
from organizations.models import Account, PartyOrganization, Reach, SubmittingUnit
from organizations.models.scope import places_above
from organizations.permissions import Permission
from reviews.enums import RemedyState
from reviews.models import Campaign, Guidance, Shortcoming, Subject
from reviews.models.self_review import IN_FORCE
from reviews.queries.rulebook import capacity_of, regulation_of
from reviews.rules.regulation import DisciplineForm, GuidanceTrigger, TriggerFact
from reviews.rules.sources import ANSWERS, Answers
from reviews.rules.triggers import Grounds, Known, Punished, Remedy, Said, grounds_of

# What is said in a self-review that is being written is its author's alone.
OPENLY = Q(answered_in__isnull=True) | Q(answered_in__state__in=IN_FORCE)
# Levels of earlier years are for whoever reads the register there; what organs answered, for the level that asked.
READ_BY = {
    TriggerFact.RATED_AT_MOST: Permission.VIEW_PEOPLE,
    TriggerFact.RATED_LOWER: Permission.VIEW_PEOPLE,
    TriggerFact.ANSWERED_SIGNS: Permission.ASK_ORGANS,
    TriggerFact.ANSWERED_ACCUSED: Permission.ASK_ORGANS,
}
NEEDED = ("organization", "collective__organization", "main_post__collective__organization")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A discipline of the year: whose, and in which places of the tree that one stands."""

    person: int | None
    collective: int | None
    organization: int | None
    paths: tuple[str, ...]
    punished: Punished

    def is_of(self, subject: Subject) -> bool:
        """His own; a committee and the organisation it leads answer for one another."""
        if subject.person_id is not None:
            return self.person == subject.person_id
        body = subject.collective
        own = body is not None and self.organization == body.organization_id
        return own or (self.collective is not None and self.collective == subject.collective_id)

    def is_below(self, path: str) -> bool:
        """Whether it happened somewhere under a place of the tree."""
        return bool(path) and any(one.startswith(path) for one in self.paths)


@dataclass(frozen=True, slots=True)
class Records:
    """What the records hold about some subjects, read at once."""

    shortcomings: dict[tuple[str, int], list[Shortcoming]]
    past: dict[tuple[str, int], list[PastRating]]
    decided: Sequence[Decided]
    answers: dict[int, list[Said]]


def grounds_for(
    account: Account, campaign: Campaign, subjects: Sequence[Subject], today: date
) -> list[tuple[Subject, Grounds]]:
    """Each subject with its grounds, in the order given."""
    return _grounds(account, campaign, subjects, _disciplines(campaign.year), today)


def cases_of(letter: Guidance) -> tuple[GuidanceTrigger, ...]:
    """The cases of the round's regulation that a point of the letter may name."""
    return regulation_of(letter.subject.campaign.regulation).guidance_triggers


def subjects_with_grounds(
    account: Account, campaign: Campaign, rows: QuerySet[Subject], today: date
) -> list[tuple[Subject, Grounds]]:
    """Those of some subjects for whom at least one ground holds; the order stays the list's own."""
    decided = _disciplines(campaign.year)
    maybe = list(rows.filter(_candidates(campaign, account, decided)).select_related(*NEEDED))
    found = _grounds(account, campaign, maybe, decided, today)
    return [(one, grounds) for one, grounds in found if grounds.holding]


def branches_guided(account: Account) -> tuple[list[SubmittingUnit], list[PartyOrganization]]:
    """By what the list is narrowed: the province's by unit, that of a level below by the organisations under it."""
    reach = account.reach(Permission.DRAFT_GUIDANCE)
    if reach.is_whole:
        return list(SubmittingUnit.objects.order_by("position", "pk")), []
    below = Q(pk__in=[])
    for path in reach.paths:
        below |= Q(path__startswith=path, depth=len(path) // MP_Node.steplen + 1)
    return [], list(PartyOrganization.objects.filter(below).order_by("path"))


def letters_to(account: Account, subjects: Sequence[Subject]) -> dict[int, Guidance]:
    """The letter that stands already beside a subject, of those the account may read."""
    rows = Guidance.objects.visible_to(account).filter(subject__in=subjects).order_by("pk")
    return {one.subject_id: one for one in rows}


def _grounds(
    account: Account,
    campaign: Campaign,
    subjects: Sequence[Subject],
    decided: Sequence[Decided],
    today: date,
) -> list[tuple[Subject, Grounds]]:
    rules = regulation_of(campaign.regulation)
    if not subjects or not rules.guidance_triggers:
        return [(one, Grounds(holding=(), absent=(), judged=())) for one in subjects]
    records = _records(account, campaign, subjects, decided)
    reaches = {permission: account.reach(permission) for permission in set(READ_BY.values())}
    return [
        (one, grounds_of(rules, _known(one, campaign, records, _readable(one, reaches), today)))
        for one in subjects
    ]


def _readable(subject: Subject, reaches: dict[Permission, Reach]) -> frozenset[TriggerFact]:
    def reads(reach: Reach) -> bool:
        return reach.covers(subject.organization.path) or subject.unit_id in reach.unit_ids

    return frozenset(one for one in TriggerFact if one not in READ_BY or reads(reaches[READ_BY[one]]))


def _known(
    subject: Subject, campaign: Campaign, records: Records, readable: frozenset[TriggerFact], today: date
) -> Known:
    owner, led, capacity = _owner(subject), _led(subject), capacity_of(subject)
    own = [one for one in records.decided if one.is_of(subject)]
    return Known(
        capacity=capacity,
        year=campaign.year,
        today=today,
        readable=readable,
        remedies=tuple(_remedy(one) for one in records.shortcomings[owner]),
        own=tuple(one.punished for one in own),
        below=tuple(one.punished for one in records.decided if one.is_below(led) and one not in own),
        levels={one.year: Level(one.level) for one in records.past[owner] if one.capacity == capacity},
        answers=tuple(records.answers[subject.pk]),
    )


def _owner(subject: Subject) -> tuple[str, int]:
    if subject.person_id is not None:
        return "person", subject.person_id
    return "collective", subject.collective_id or 0


def _led(subject: Subject) -> str:
    """The path below which the subject answers for others: a collective's, and its head's."""
    post = subject.main_post
    body = subject.collective or (post.collective if post is not None and subject.is_head else None)
    return str(body.organization.path) if body is not None else ""


def _remedy(row: Shortcoming) -> Remedy:
    review = row.answered_in
    openly = review is None or review.state in IN_FORCE
    return Remedy(due_before=row.due_before, is_done=openly and row.state == RemedyState.DONE)


def _records(
    account: Account, campaign: Campaign, subjects: Sequence[Subject], decided: Sequence[Decided]
) -> Records:
    persons = [one.person_id for one in subjects if one.person_id is not None]
    collectives = [one.collective_id for one in subjects if one.collective_id is not None]
    owned = Q(person__in=persons) | Q(collective__in=collectives)
    year = campaign.year
    shortcomings = Shortcoming.objects.filter(owned, year__lt=year).select_related("answered_in")
    answers: dict[int, list[Said]] = defaultdict(list)
    for kind in ANSWERS if account.holds(Permission.ASK_ORGANS) else ():
        rows = _answers(account, kind).filter(**{f"{kind.subject}__in": [one.pk for one in subjects]})
        words = dict(rows.model._meta.get_field(kind.answer).flatchoices)
        told = rows.values_list(kind.subject, kind.answer, kind.organ, kind.number, kind.on)
        for pk, answer, organ, number, on in told:
            said = str(words[answer])
            answers[pk].append(
                Said(about=kind.grounds[answer], words=said, organ=organ, number=number, on=on)
            )
    return Records(
        shortcomings=_by_owner(shortcomings),
        past=_by_owner(PastRating.objects.filter(owned, year__in=(year - 2, year - 1))),
        decided=decided,
        answers=answers,
    )


def _by_owner(rows: Iterable[Any]) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        found[("person", row.person_id) if row.person_id else ("collective", row.collective_id)].append(row)
    return found


def _answers(account: Account, kind: Answers) -> "QuerySet[Any]":
    """The answers that are a ground, as far as the account reads them, in the order they came."""
    rows: QuerySet[Any] = apps.get_model(kind.model)._default_manager.visible_to(account)
    return rows.filter(**{f"{kind.answer}__in": kind.grounds}).order_by(kind.on, "pk")


def _disciplines(year: int) -> list[Decided]:
    """Every discipline decided in the year, few in a province, with where each one stands."""
    rows = list(
        Discipline.objects.filter(decided_on__year=year)
        .select_related("collective__organization", "organization")
        .order_by("decided_on", "pk")
    )
    stands = _stands({row.person_id for row in rows if row.person_id is not None})
    return [
        Decided(
            person=row.person_id,
            collective=row.collective_id,
            organization=row.organization_id,
            paths=_paths(row, stands),
            punished=Punished(
                form=DisciplineForm(row.form), words=str(row.get_form_display()), decided_on=row.decided_on
            ),
        )
        for row in rows
    ]


def _paths(row: Discipline, stands: dict[int, set[str]]) -> tuple[str, ...]:
    if row.person_id is not None:
        return tuple(sorted(stands[row.person_id]))
    where = row.organization or (row.collective.organization if row.collective else None)
    return (str(where.path),) if where is not None else ()


def _stands(people: set[int]) -> dict[int, set[str]]:
    """The cells somebody sits in, or sat in last, and the bodies in which he holds a post."""
    found: dict[int, set[str]] = defaultdict(set)
    if people:
        seats = Membership.objects.found_in().filter(person__in=people)
        posts = Post.objects.filter(person__in=people, to_on__isnull=True)
        for person, path in (
            *seats.values_list("person", "organization__path"),
            *posts.values_list("person", "collective__organization__path"),
        ):
            found[person].add(path)
    return found


def _candidates(campaign: Campaign, account: Account, decided: Sequence[Decided]) -> Q:
    """A condition that leaves out nobody for whom a ground could hold; the rules then say for whom one does."""
    earlier = Shortcoming.objects.filter(year__lt=campaign.year)
    found = _of(earlier.exclude(OPENLY, state=RemedyState.DONE))
    found |= Q(person__in={one.person for one in decided if one.person is not None})
    above = {end for one in decided for path in one.paths for end in places_above(path)}
    found |= Q(collective__organization__path__in=above)
    found |= Q(is_head=True, main_post__collective__organization__path__in=above)
    found |= _rated_low(campaign) | _rated_lower(campaign)
    for kind in ANSWERS if account.holds(Permission.ASK_ORGANS) else ():
        found |= Q(pk__in=_answers(account, kind).values(kind.subject))
    return found


def _from(campaign: Campaign, fact: TriggerFact) -> list[Level]:
    """The levels that the loosest row of the regulation counts for a fact."""
    rules = regulation_of(campaign.regulation).guidance_triggers
    limits = [one.params.level("level").rank for one in rules if one.fact == fact]
    return [one for one in Level if limits and one.rank >= min(limits)]


def _rated_low(campaign: Campaign) -> Q:
    """Last year's level may be one that the regulation counts."""
    low = _from(campaign, TriggerFact.RATED_AT_MOST)
    return _of(PastRating.objects.filter(year=campaign.year - 1, level__in=low))


def _rated_lower(campaign: Campaign) -> Q:
    """Last year's level may be one that counts, and worse than the one before it."""
    found = Q(pk__in=[])
    for level in _from(campaign, TriggerFact.RATED_LOWER):
        better = [one for one in Level if one.rank < level.rank]
        before = PastRating.objects.filter(year=campaign.year - 2, level__in=better)
        found |= _of(PastRating.objects.filter(year=campaign.year - 1, level=level)) & _of(before)
    return found


def _of(rows: "QuerySet[Any]") -> Q:
    people, bodies = rows.filter(person__isnull=False), rows.filter(collective__isnull=False)
    return Q(person__in=people.values("person")) | Q(collective__in=bodies.values("collective"))
