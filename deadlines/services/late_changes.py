"""Thay đổi trong đợt: whoever is new comes onto the list, whoever changed is followed, papers go along (P10, P44)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cadres.models import Person
from deadlines.models import Dossier, DossierItem
from deadlines.queries.dossiers import KINDS, subjects_of
from deadlines.services.campaigns import CHUNK, chunks_of, register_chunk, unregistered
from deadlines.services.dossiers import prepare_dossiers
from deadlines.services.reassigning import Carried, carry
from deadlines.workflow import EDITABLE
from organizations import clock
from organizations.models import Account, Collective, PartyOrganization, SubmittingUnit
from ratings.enums import RatingState
from ratings.models import Rating
from ratings.services.ratings import create_ratings, follow_exclusions
from reviews.enums import CampaignState
from reviews.models import Campaign, Subject
from reviews.queries.late import disciplines_of_bodies, people_behind, people_missing
from reviews.rules.places import COMMITTEES
from reviews.services.late_changes import added, follow_facts, tell_of_bodies, write_changes

BEFORE_THE_ORGAN = (RatingState.OPEN, RatingState.PROPOSED, RatingState.PAUSED, RatingState.NOT_RATED)


def follow_rounds(*, at: datetime) -> int:
    """Every open round follows the records by itself; how many subjects were looked at."""
    rounds = Campaign.objects.filter(state=CampaignState.OPEN).order_by("pk")
    return sum(follow_round(one, actor=None, at=at) for one in rounds)


def follow_round(campaign: Campaign, *, actor: Account | None, at: datetime, chunk: int = CHUNK) -> int:
    """The list of an open round is what the records say on this day; a chunk a transaction, twice no difference."""
    day, looked = clock.day_of(at), 0
    living = Q(dissolved_on__isnull=True)
    bodies = unregistered(campaign, Collective.objects.filter(living))
    organizations = unregistered(campaign, PartyOrganization.objects.filter(living, kind__in=COMMITTEES))
    for missing in (bodies, organizations, people_missing(campaign, day)):
        for some in chunks_of(missing, chunk):
            looked += _add(campaign, some, actor=actor, at=at)
    behind = Person.objects.filter(pk__in=people_behind(campaign, day))
    for people in chunks_of(behind, chunk):
        looked += _follow(campaign, people, actor=actor, at=at)
    if disciplines_of_bodies(campaign, day).exists():
        _tell_of_bodies(campaign, actor=actor, at=at)
    _ask_for_papers(campaign, actor=actor, at=at)
    return looked


def _hold(campaign: Campaign) -> Campaign:
    """The round's row: nothing is sent or re-routed in it meanwhile."""
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organization", "regulation").get(pk=campaign.pk)


@transaction.atomic
def _add(campaign: Campaign, things: list[Any], *, actor: Account | None, at: datetime) -> int:
    campaign = _hold(campaign)
    if campaign.state != CampaignState.OPEN:
        return 0
    made = register_chunk(campaign, things, actor=actor, at=at)
    write_changes(added(made, clock.day_of(at)), actor=actor, at=at)
    return len(made)


@transaction.atomic
def _follow(campaign: Campaign, people: Sequence[Person], *, actor: Account | None, at: datetime) -> int:
    campaign = _hold(campaign)
    if campaign.state != CampaignState.OPEN:
        return 0
    subjects = Subject.objects.filter(campaign=campaign, person__in=people)
    papers = set(DossierItem.objects.filter(subject__in=subjects).values_list("subject_id", flat=True))
    beyond = Rating.objects.filter(subject__in=subjects).exclude(state__in=BEFORE_THE_ORGAN)
    settled = set(beyond.values_list("subject_id", flat=True))
    found = follow_facts(campaign, people, with_papers=papers, settled=settled, actor=actor, at=at)
    changed = {
        one.subject: one.unit
        for one in found
        if one.subject.pk in papers - settled and one.unit is not None and one.unit.pk != one.subject.unit_id
    }
    if changed:
        carry(campaign, changed, Carried(), actor=actor, at=at)
    looked_at = [one.subject for one in found]
    create_ratings(campaign, looked_at, actor=actor, at=at)
    follow_exclusions(campaign, looked_at, actor=actor, at=at)
    return len(found)


@transaction.atomic
def _tell_of_bodies(campaign: Campaign, *, actor: Account | None, at: datetime) -> None:
    campaign = _hold(campaign)
    if campaign.state == CampaignState.OPEN:
        tell_of_bodies(campaign, actor=actor, at=at)


def _ask_for_papers(campaign: Campaign, *, actor: Account | None, at: datetime) -> None:
    """Dossiers not yet sent ask for the papers of whoever has come; what was sent stays whole until it is reopened."""
    units = list(_lacking(campaign))
    if units:
        prepare_dossiers(campaign, units, actor=actor, at=at)


def _lacking(campaign: Campaign) -> "Iterator[SubmittingUnit]":
    asked = DossierItem.objects.filter(subject=OuterRef("pk"))
    owing: set[int] = set()
    for kind in KINDS.values():
        sent = Dossier.objects.filter(campaign=campaign, kind=kind).exclude(state__in=EDITABLE)
        rows = subjects_of(kind, campaign).filter(~Exists(asked), is_reviewed=True)
        owing.update(
            one for one in rows.exclude(unit__in=sent.values("unit")).values_list("unit_id", flat=True) if one
        )
    busy = Dossier.objects.filter(campaign=campaign).exclude(state__in=EDITABLE).values("unit")
    yield from SubmittingUnit.objects.filter(pk__in=owing).exclude(pk__in=busy).order_by("pk")
