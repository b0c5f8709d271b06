"""Cells whose evening an account may type, and how far each is."""

from django.db.models import Count, Q, QuerySet

from cadres.enums import StandingKind
from cadres.models import Membership, Standing
from organizations.clock import day_of
from organizations.models import Account, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.names import fold
from reviews.enums import ChangeKind
from reviews.models import Campaign, Conference, Subject, SubjectChange
from reviews.models.self_review import HANDED_IN

COME_AND_GONE = (ChangeKind.ADDED, ChangeKind.NOT_REVIEWED, ChangeKind.REVIEWED, ChangeKind.CELL)


def cells_to_record(
    account: Account, campaign: Campaign | None, words: str = ""
) -> QuerySet[PartyOrganization]:
    """The cells that review members in the round, within reach, each with its counts (P02); without a round none."""
    inside = account.reach(Permission.RECORD_CONFERENCE).tree()
    here = Q(
        review_places__subject__campaign=campaign,
        review_places__collective__isnull=True,
        review_places__is_compulsory=True,
    )
    rows: QuerySet[PartyOrganization] = PartyOrganization.objects.filter(inside, here)
    if words:
        rows = rows.filter(pk__in=_named(rows, fold(words).split()))
    counted: QuerySet[PartyOrganization] = rows.annotate(
        members=Count("review_places"),
        written=Count("review_places", filter=Q(review_places__subject__self_review__state__in=HANDED_IN)),
        reviewed=Count("review_places", filter=Q(review_places__concluded_on__isnull=False)),
    ).order_by("path")
    return counted


def _named(rows: QuerySet[PartyOrganization], wanted: list[str]) -> list[int]:
    names = {pk: fold(name) for pk, name in rows.values_list("pk", "name")}
    return [pk for pk, name in names.items() if all(one in name for one in wanted)]


def held_by(cell: PartyOrganization, campaign: Campaign) -> QuerySet[Conference]:
    """The cell's conferences of the round, the first first."""
    return Conference.objects.of(cell).filter(campaign=campaign).order_by("held_on")


def told_of(cell: PartyOrganization, campaign: Campaign) -> QuerySet[SubjectChange]:
    """Why the cell's list is not the one its clerk remembers: who came, who left, who is left out, who is back.

    Told to both cells of one who moved: to the one that lets him go as well (rules 1.4, P42).
    """
    sits = Membership.objects.filter(organization=cell)
    if campaign.opened_at is not None:
        sits = sits.exclude(to_on__lt=day_of(campaign.opened_at))
    rows = SubjectChange.objects.filter(
        kind__in=COME_AND_GONE, subject__campaign=campaign, subject__person__in=sits.values("person")
    )
    return rows.select_related("subject").order_by("changed_on", "subject__position", "pk")


def away_of(subjects: list[Subject]) -> frozenset[int]:
    """The persons of these subjects who are away for work: they write from afar and are reviewed later (P22)."""
    persons = [one.person_id for one in subjects if one.person_id]
    rows = Standing.objects.filter(person__in=persons, kind=StandingKind.AWAY, to_on__isnull=True)
    return frozenset(rows.values_list("person_id", flat=True))
