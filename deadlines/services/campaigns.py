"""Mở đợt: subjects, ratings and dossiers of the round, a chunk a transaction; twice makes no difference."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from cadres.models import Membership, Person, Post
from deadlines import workflow
from deadlines.services.dossiers import prepare_dossiers
from jobs.models import Job
from jobs.services import enqueue
from organizations import clock
from organizations.enums import SubjectKind
from organizations.models import Account, Collective, SubmittingUnit
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, advance, require
from ratings.services.ratings import create_ratings
from reviews.enums import CampaignState
from reviews.models import Campaign, Subject
from reviews.services.campaigns import register_subjects

OPEN_JOB = "deadlines.open_campaign"
CHUNK = 200
UNITS_A_CHUNK = 10

Progress = Callable[[int, str], object]


def _silent(_percent: int, _words: str) -> None:
    """Nobody watches."""


def order_opening(campaign: Campaign, *, actor: Account) -> Job:
    """Ask for the round to be opened; asked twice, the same job answers."""
    require(actor, Permission.OPEN_CAMPAIGN, campaign)
    if campaign.state != CampaignState.DRAFT:
        raise TransitionDenied("Đợt kiểm điểm này đã mở.")
    return enqueue(OPEN_JOB, asked_by=actor, dedupe_key=f"{OPEN_JOB} {campaign.key}", campaign=campaign.key)


def open_campaign(
    campaign: Campaign,
    *,
    actor: Account,
    at: datetime,
    progress: Progress = _silent,
    chunk: int = CHUNK,
) -> None:
    """Everybody the plan speaks of becomes a subject, with a rating and a dossier; then the round is open.

    Each chunk is a transaction of its own and leaves alone what is there, so that it goes on where it was stopped.
    """
    require(actor, Permission.OPEN_CAMPAIGN, campaign)
    progress(1, "Đang lập danh sách tập thể")
    for collectives in _chunks(Collective.objects.filter(dissolved_on__isnull=True), chunk):
        register_chunk(campaign, collectives, actor=actor, at=at)
    people = _people(at)
    total = max(people.count(), 1)
    for number, some in enumerate(_chunks(people, chunk)):
        progress(5 + 75 * number * chunk // total, "Đang lập danh sách cá nhân")
        register_chunk(campaign, some, actor=actor, at=at)
    units = SubmittingUnit.objects.all()
    count = max(units.count(), 1)
    for number, senders in enumerate(_chunks(units, UNITS_A_CHUNK)):
        progress(80 + 18 * number * UNITS_A_CHUNK // count, "Đang lập hồ sơ của đơn vị")
        prepare_dossiers(campaign, senders, actor=actor, at=at)
    _finish(campaign, actor=actor, at=at)


def _people(at: datetime) -> Any:
    """Everybody who sits in a cell or holds a post on the day; who left the Party left his post behind (P44)."""
    day = clock.day_of(at)
    in_force = Q(to_on__isnull=True) | Q(to_on__gte=day)
    posts = Post.objects.filter(in_force, from_on__lte=day)
    cells = Membership.objects.filter(in_force, from_on__lte=day)
    gone = Membership.objects.left_the_party().filter(to_on__lt=day)
    there = Q(pk__in=cells.values("person")) | Q(pk__in=posts.values("person"))
    return Person.objects.filter(there).exclude(pk__in=gone.values("person"))


def _chunks(rows: Any, size: int) -> Iterator[list[Any]]:
    """Runs of rows by ascending row, so that a stop in between costs one run."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        last = chunk[-1].pk
        yield chunk


@transaction.atomic
def register_chunk(campaign: Campaign, things: list[Any], *, actor: Account, at: datetime) -> list[Subject]:
    """The people or collectives of one chunk: subjects, and the ratings of those who lead."""
    made = register_subjects(campaign, things, actor=actor, at=at)
    leading = Q(kind=SubjectKind.COLLECTIVE) | Q(main_post__isnull=False)
    named = Q(person__in=[one.pk for one in things if isinstance(one, Person)]) | Q(
        collective__in=[one.pk for one in things if isinstance(one, Collective)]
    )
    subjects = Subject.objects.filter(leading & named, campaign=campaign).select_related("campaign")
    create_ratings(campaign, list(subjects), actor=actor, at=at)
    return made


@transaction.atomic
def _finish(campaign: Campaign, *, actor: Account, at: datetime) -> None:
    """The last step says that the round is open; a second run finds it open and changes nothing."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("organization").get(pk=campaign.pk)
    if row.state != CampaignState.DRAFT:
        return
    row.opened_at = at
    row.save(update_fields=["opened_at"])
    advance(row, workflow.OPEN_CAMPAIGN, actor=actor)
