"""Coming conferences: which bodies one prepares for, whom they review, who comes from above, what is said of them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from cadres.models import Person, Post
from organizations.enums import CollectiveType, Role, SubjectKind
from organizations.models import Account, Assignment, Collective, PartyOrganization
from organizations.models.scope import places_above
from organizations.permissions import Permission
from organizations.rules.tree import CELLS
from reviews.enums import GuidanceState
from reviews.models import Campaign, Conference, ConferencePlan, Guidance, Place, Subject
from reviews.models.conference_plan import attended_by, kept_by_the_office
from reviews.queries.rulebook import regulation_of
from reviews.rules.guidance import letter_warnings
from reviews.rules.order import OnAgenda, Warned
from reviews.rules.programme import plan_warnings, sent_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Whose conference it is: a collective, or a cell; of a combined session a second collective too."""

    collective: Collective | None = None
    cell: PartyOrganization | None = None
    second: Collective | None = None

    @property
    def key(self) -> str:
        """Its part of the address."""
        return self.collective.key if self.collective is not None else self.cell.key if self.cell else ""

    @property
    def name(self) -> str:
        """What the page calls it."""
        return str(self.collective or self.cell or "")

    @property
    def kind(self) -> str:
        """What it is, in words."""
        if self.collective is not None:
            return str(self.collective.get_type_display())
        return str(self.cell.get_kind_display()) if self.cell is not None else ""

    @property
    def path(self) -> str:
        """Where it lies in the tree."""
        if self.collective is not None:
            return str(self.collective.scope.path)
        return str(self.cell.path) if self.cell is not None else ""

    @property
    def is_standing(self) -> bool:
        """Ban Thường vụ Tỉnh ủy itself, whose texts stay on paper (P82)."""
        return self.collective is not None and self.collective.type == CollectiveType.PROVINCE_STANDING

    def places(self) -> Q:
        """The places of review that it concludes."""
        if self.cell is not None:
            return Q(organization=self.cell, collective__isnull=True)
        return Q(collective__in=[one for one in (self.collective, self.second) if one is not None])


def body_of(plan: ConferencePlan) -> Body:
    """Whose conference a plan is for."""
    return Body(collective=plan.collective, cell=plan.cell, second=plan.second)


def body_held(conference: Conference) -> Body:
    """Whose conference was held: a combined session, if it was planned as one."""
    plan = conference.plan
    return body_of(plan) if plan is not None else primary(conference)


def primary(conference: Conference) -> Body:
    """The body whose conference it is; of a combined session the first of the two."""
    return Body(collective=conference.collective, cell=conference.cell)


def in_calendar(plans: QuerySet[ConferencePlan]) -> QuerySet[ConferencePlan]:
    """Planned conferences with the day on which each was held, and whether it follows an earlier one (P22)."""
    day = Coalesce(OuterRef("conference__held_on"), OuterRef("planned_on"))
    earlier = Conference.objects.filter(
        Q(collective=OuterRef("collective")) | Q(cell=OuterRef("cell")),
        campaign=OuterRef("campaign"),
        held_on__lt=day,
    )
    rows: QuerySet[ConferencePlan] = plans.select_related("conference").annotate(follows=Exists(earlier))
    return rows


def next_first(plans: QuerySet[ConferencePlan], today: date) -> QuerySet[ConferencePlan]:
    """Those to come by their day, then those whose day has gone by unrecorded, then those held, the last first."""
    to_come = Q(conference__isnull=True, planned_on__gte=today)
    turn = Case(When(to_come, then=0), When(conference__isnull=True, then=1), default=2)
    ahead = Case(When(to_come, then=F("planned_on")))
    return plans.order_by(
        turn, ahead, F("planned_on").desc(), F("planned_at").asc(nulls_last=True), F("pk").asc()
    )


def attended(account: Account, campaign: Campaign, today: date) -> QuerySet[ConferencePlan]:
    """The conferences of what the account supervises in a round, the next first (R21)."""
    plans = ConferencePlan.objects.filter(attended_by(account), campaign=campaign).distinct()
    return next_first(in_calendar(plans.for_list()), today)


def calendar_of(account: Account, campaign: Campaign, body: Body) -> list[ConferencePlan]:
    """What is planned of a body in the round, recorded already or not, the first first."""
    rows = ConferencePlan.objects.visible_to(account).filter(
        campaign=campaign, collective=body.collective, cell=body.cell
    )
    return list(rows.for_list().select_related("conference").order_by("planned_on", "pk"))


def heads_of(body: Body, day: date) -> frozenset[int]:
    """The persons who head this very body on the day: a director is no head of the committee he sits in.

    A cell without a committee is headed by its secretary, as roles name him.
    """
    posts = Post.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), is_head=True, from_on__lte=day)
    if body.cell is None:
        both = [one for one in (body.collective, body.second) if one is not None]
        return frozenset(posts.filter(collective__in=both).values_list("person_id", flat=True))
    led = set(posts.filter(collective__organization=body.cell).values_list("person_id", flat=True))
    roles = Assignment.objects.current(day).filter(role=Role.CELL_SECRETARY, organization=body.cell)
    led |= set(Person.objects.filter(account__in=roles.values("account")).values_list("pk", flat=True))
    return frozenset(led)


def collectives_for(account: Account, campaign: Campaign) -> QuerySet[Collective]:
    """The collectives whose conference an account prepares."""
    reach = account.reach(Permission.PREPARE_CONFERENCE)
    reviewing = Place.objects.filter(subject__campaign=campaign, collective__isnull=False)
    rows = Collective.objects.filter(pk__in=reviewing.values("collective"), dissolved_on__isnull=True)
    mine = reach.rows("scope", "units") & ~Q(type=CollectiveType.PROVINCE_STANDING)
    return rows.filter(mine | kept_by_the_office(account)).select_related("scope").distinct()


def cells_for(account: Account, campaign: Campaign) -> QuerySet[PartyOrganization]:
    """The cells whose conference an account prepares."""
    reach = account.reach(Permission.PREPARE_CONFERENCE)
    reviewing = Place.objects.filter(subject__campaign=campaign, collective__isnull=True)
    rows: QuerySet[PartyOrganization] = PartyOrganization.objects.living().filter(
        reach.tree(), kind__in=CELLS, pk__in=reviewing.values("organization")
    )
    return rows


def bodies_for(account: Account, campaign: Campaign, words: str, most: int) -> list[Body]:
    """The first bodies so called whose conference an account prepares: collectives first, then cells in the tree."""
    collectives = collectives_for(account, campaign).filter(name__icontains=words)
    cells = cells_for(account, campaign).filter(name__icontains=words)
    found = [Body(collective=one) for one in collectives[:most]]
    return found + [Body(cell=one) for one in cells[: most - len(found)]]


def find_body(account: Account, campaign: Campaign, key: str) -> Body | None:
    """The collective or cell of an address, if the account prepares its conference."""
    collective = collectives_for(account, campaign).filter(key=key).first()
    if collective is not None:
        return Body(collective=collective)
    cell = cells_for(account, campaign).filter(key=key).first()
    return Body(cell=cell) if cell is not None else None


def seconds_for(body: Body, campaign: Campaign) -> QuerySet[Collective]:
    """The collectives of the same organisation with which one combined session may be held."""
    if body.collective is None or body.is_standing:
        return Collective.objects.none()
    reviewing = Place.objects.filter(subject__campaign=campaign).values("collective")
    rows = Collective.objects.filter(organization=body.collective.organization, dissolved_on__isnull=True)
    return rows.filter(scope=body.collective.scope, pk__in=reviewing).exclude(pk=body.collective.pk)


def reviewed_at(body: Body, campaign: Campaign, day: date) -> list[Subject]:
    """Whom the conference reviews: collectives first, of the people the head of this body first."""
    heads = heads_of(body, day)
    places = Place.objects.filter(body.places()).values("subject")
    rows = Subject.objects.filter(campaign=campaign, is_reviewed=True, pk__in=places)
    rows = rows.select_related("person", "collective", "self_review").order_by("position", "pk")
    return sorted(rows, key=lambda one: (one.kind == SubjectKind.PERSON, one.person_id not in heads))


def on_agenda(subjects: list[Subject], heads: Container[int | None]) -> list[OnAgenda]:
    """Subjects as the rules of order take them."""
    return [
        OnAgenda(key=one.key, kind=SubjectKind(one.kind), name=one.label, head=one.person_id in heads)
        for one in subjects
    ]


def supervisors_of(body: Body, day: date) -> QuerySet[Assignment]:
    """Ủy viên phụ trách of the committee that the body belongs to, on a day (R21)."""
    above = places_above(body.path)
    rows = Assignment.objects.current(day).filter(role=Role.SUPERVISOR, organization__path__in=above)
    return rows.select_related("account", "organization").order_by("organization__path", "pk")


def letters_to(subjects: Sequence[Subject]) -> list[tuple[str, date]]:
    """The letters of guidance that have gone out to these subjects: to whom, and the day."""
    letters = Guidance.objects.filter(subject__in=subjects, dated_on__isnull=False)
    letters = letters.exclude(state=GuidanceState.DRAFT).order_by("subject__position", "pk")
    rows = letters.values_list("subject__label", "dated_on")
    return [(label, day) for label, day in rows if day is not None]


def warnings_of_plan(plan: ConferencePlan, subjects: list[Subject], today: date) -> list[Warned]:
    """What is said of a conference to come; never a block."""
    rules, letters = regulation_of(plan.campaign.regulation), letters_to(subjects)
    return letter_warnings(rules, letters, plan.planned_on) + plan_warnings(
        rules,
        planned_on=plan.planned_on,
        sent_on=plan.papers_sent_on,
        today=today,
        lasts_days=plan.lasts_days,
        collective_type=plan.collective.type if plan.collective is not None else "",
        is_guided=bool(letters),
        is_attended=plan.attending_id is not None,
    )


def send_words(plan: ConferencePlan) -> str:
    """By when its papers go out."""
    return sent_words(plan.planned_on, regulation_of(plan.campaign.regulation).step("SEND_DRAFT"))
