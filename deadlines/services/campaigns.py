"""Mở đợt: subjects, ratings and dossiers of the round, a chunk a transaction; twice makes no difference."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from deadlines import workflow
from deadlines.services.dossiers import prepare_dossiers
from jobs.models import Job
from jobs.services import enqueue
from organizations import clock
from organizations.models import Account, Collective, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.workflow import TransitionDenied, advance, require
from ratings.services.ratings import create_ratings
from reviews.enums import CampaignState
from reviews.models import Campaign, Subject
from reviews.queries.late import people_of_round
from reviews.rules.places import COMMITTEES
from reviews.services.campaigns import COLUMN, Thing, register_subjects, sending_units

OPEN_JOB = "deadlines.open_campaign"
CHUNK = 500
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
    register = partial(register_chunk, campaign, actor=actor, at=at, units=sending_units())
    living = Q(dissolved_on__isnull=True)
    progress(1, "Đang lập danh sách tập thể")
    collectives = unregistered(campaign, Collective.objects.filter(living))
    for bodies in chunks_of(collectives, chunk, "organization", "scope"):
        register(bodies)
    # After the collectives: an organisation is reviewed through its committee.
    progress(3, "Đang lập danh sách tổ chức đảng")
    organizations = PartyOrganization.objects.filter(living, kind__in=COMMITTEES)
    for some in chunks_of(unregistered(campaign, organizations), chunk):
        register(some)
    people = unregistered(campaign, people_of_round(clock.day_of(at)))
    total = max(people.count(), 1)
    for number, some in enumerate(chunks_of(people, chunk)):
        progress(5 + 75 * number * chunk // total, "Đang lập danh sách cá nhân")
        register(some)
    units = SubmittingUnit.objects.all()
    count = max(units.count(), 1)
    for number, senders in enumerate(chunks_of(units, UNITS_A_CHUNK)):
        progress(80 + 18 * number * UNITS_A_CHUNK // count, "Đang lập hồ sơ của đơn vị")
        prepare_dossiers(campaign, senders, actor=actor, at=at)
    _finish(campaign, actor=actor, at=at)


def unregistered(campaign: Campaign, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those that the round does not know yet: going on after a stop begins where it was stopped."""
    known = {f"{COLUMN[rows.model]}": OuterRef("pk")}
    return rows.filter(~Exists(Subject.objects.filter(campaign=campaign, **known)))


def chunks_of(rows: Any, size: int, *related: str) -> Iterator[list[Any]]:
    """Runs of rows by ascending row, so that a stop in between costs one run; who they are is asked but once.

    Asked anew for each run, the whole province would be looked through as often as there are runs.
    """
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    plain = rows.model._default_manager.order_by("pk")
    whole = plain.select_related(*related) if related else plain
    for start in range(0, len(pks), size):
        yield list(whole.filter(pk__in=pks[start : start + size]))


@transaction.atomic
def register_chunk(
    campaign: Campaign,
    things: Sequence[Thing],
    *,
    actor: Account | None,
    at: datetime,
    units: Sequence[SubmittingUnit] | None = None,
) -> list[Subject]:
    """The people, collectives or organisations of one chunk: on the list of who is reviewed, and of who is rated."""
    made = register_subjects(campaign, things, actor=actor, at=at, units=units)
    create_ratings(campaign, made, actor=actor, at=at)
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
