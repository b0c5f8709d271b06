"""The subjects of a round, registered a chunk at a time, with their places of review."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from cadres.enums import MembershipKind, StandingKind
from cadres.models import Membership, Person, Post, Standing
from cadres.rules.posts import said_once
from organizations import audit, clock
from organizations.enums import Capacity, CollectiveType, OrganizationKind, Route, SubjectKind
from organizations.models import Account, Collective, PartyOrganization, SubmittingUnit
from reviews.models import Campaign, Place, Section, SelfReview, Subject
from reviews.queries.rulebook import capacity_of, regulation_of
from reviews.queries.units import cell_label, unit_above
from reviews.rules import regulation as rulebook
from reviews.rules.authority import route_of_collective, route_of_organization
from reviews.rules.exclusions import not_reviewed
from reviews.rules.places import COMMITTEES, PersonFacts, PlaceFound, PostFact, places_of
from reviews.rules.regulation import PlaceKind

Thing = Person | Collective | PartyOrganization
COLUMN: Mapping[type[Thing], str] = {
    Person: "person",
    Collective: "collective",
    PartyOrganization: "reviewed_organization",
}


def sending_units() -> list[SubmittingUnit]:
    """Every unit that sends, read once for as many chunks as there are."""
    return list(SubmittingUnit.objects.select_related("organization", "scope"))


class Roll:
    """What a chunk of people needs to be registered: posts, cells, circumstances, units; a few queries."""

    def __init__(
        self,
        people: Sequence[Person],
        collectives: Sequence[Collective],
        day: date,
        units: Sequence[SubmittingUnit] | None = None,
    ) -> None:
        """Everything as it stands on the day."""
        self.day = day
        pks = [person.pk for person in people]
        held = Post.objects.filter(from_on__lte=day).exclude(to_on__lt=day)
        self.posts = self._by_person(
            held.filter(person__in=pks).select_related("collective__scope", "collective__organization")
        )
        heads = held.filter(collective__in=collectives, is_head=True)
        self.head_routes = {pk: Route(route) for pk, route in heads.values_list("collective_id", "route")}
        self.memberships = self._by_person(
            Membership.objects.filter(person__in=pks, from_on__lte=day)
            .exclude(to_on__lt=day)
            .select_related("organization")
        )
        self.standings = self._by_person(
            Standing.objects.filter(person__in=pks, from_on__lte=day).exclude(to_on__lt=day)
        )
        self.units = sending_units() if units is None else units
        self.unit_of_collective = {unit.collective_id: unit for unit in self.units if unit.collective_id}
        self.names = self._upper_names()

    @staticmethod
    def _by_person(rows: Iterable) -> dict[int, list]:  # type: ignore[type-arg]
        found: dict[int, list] = {}  # type: ignore[type-arg]
        for row in rows:
            found.setdefault(row.person_id, []).append(row)
        return found

    def _upper_names(self) -> dict[str, str]:
        """The names of the organisations above the cells, by path."""
        step = PartyOrganization.steplen
        cells = {one.organization for rows in self.memberships.values() for one in rows}
        above = {cell.path[:-step] for cell in cells if len(cell.path) > step}
        rows = PartyOrganization.objects.filter(path__in=above).exclude(kind=OrganizationKind.PROVINCE)
        return dict(rows.values_list("path", "name"))

    def cell(
        self, person: Person, kind: MembershipKind = MembershipKind.OFFICIAL
    ) -> PartyOrganization | None:
        """The cell the person sits in."""
        rows = self.memberships.get(person.pk, [])
        return next((one.organization for one in rows if one.kind == kind), None)

    def cell_label(self, cell: PartyOrganization | None) -> str:
        """The cell with the organisation above it."""
        return cell_label(cell, self.names) if cell is not None else ""

    def main_post(self, person: Person) -> Post | None:
        """Chức danh chính để xếp loại (P11)."""
        posts = self.posts.get(person.pk, [])
        return next((post for post in posts if post.is_main), posts[0] if posts else None)

    def unit_of(self, collective: Collective) -> SubmittingUnit | None:
        """The unit that sends a collective's dossier: its own, or the one it reports through."""
        own = self.unit_of_collective.get(collective.pk)
        return own or self.unit_above(collective.organization, collective.scope)

    def unit_above(self, organization: PartyOrganization, scope: PartyOrganization) -> SubmittingUnit | None:
        """The nearest unit above that reports the same way."""
        return unit_above(self.units, organization, scope)

    def facts(self, person: Person) -> PersonFacts:
        """The person as the place rules see him."""
        cell, temporary = self.cell(person), self.cell(person, MembershipKind.TEMPORARY)
        standings = self.standings.get(person.pk, [])
        kinds = {one.kind for one in standings}
        return PersonFacts(
            cell=cell.key if cell else None,
            cell_group=next((one.note for one in standings if one.kind == StandingKind.IN_GROUP), "") or None,
            temporary_cell=temporary.key if temporary else None,
            committee_member=StandingKind.COMMITTEE_MEMBER in kinds,
            committee_suspended=StandingKind.COMMITTEE_SUSPENDED in kinds,
            posts=tuple(
                PostFact(
                    collective=post.collective.key,
                    collective_type=post.collective.type,
                    chief=post.is_main,
                )
                for post in self.posts.get(person.pk, [])
            ),
        )

    def not_reviewed(self, person: Person, rules: rulebook.Regulation) -> rulebook.SpecialCase | None:
        """The case of the regulation under which the person is not reviewed, if any."""
        standings = {rulebook.Standing(one.kind) for one in self.standings.get(person.pk, [])}
        capacity = Capacity.OFFICE if self.posts.get(person.pk) else Capacity.MEMBER
        return not_reviewed(standings, capacity, rules)


@transaction.atomic
def register_subjects(
    campaign: Campaign,
    things: Sequence[Thing],
    *,
    actor: Account | None,
    at: datetime,
    units: Sequence[SubmittingUnit] | None = None,
) -> list[Subject]:
    """The people, collectives or organisations of one chunk become subjects; those that are already, stay as they are.

    `units` are the senders, where the caller has read them for many chunks.
    """
    fresh = _not_yet(campaign, things)
    people = [one for one in fresh if isinstance(one, Person)]
    collectives = [one for one in fresh if isinstance(one, Collective)]
    organizations = [one for one in fresh if isinstance(one, PartyOrganization)]
    rules, roll = regulation_of(campaign.regulation), Roll(people, collectives, clock.day_of(at), units)
    new = [person_subject(campaign, one, roll, rules) for one in people]
    new += [_body_subject(campaign, one, roll, rules) for one in collectives]
    new += _organization_subjects(campaign, organizations, roll)
    made = Subject.objects.bulk_create([one for one in new if one is not None], batch_size=500)
    Place.objects.bulk_create(
        [place for subject in made for place in places_due(subject, roll, rules)], batch_size=500
    )
    empty_reviews(made, rules)
    _lead(campaign, made)
    audit.record_many(actor=actor, action="register_subject", targets=list(made))
    return made


def _lead(campaign: Campaign, made: Sequence[Subject]) -> None:
    """A committee that comes later than its organisation stands for it from now on."""
    bodies = [(one.collective, one) for one in made if one.collective is not None]
    committees = {body.organization_id: one for body, one in bodies if _leads(body)}
    waiting = Subject.objects.filter(
        campaign=campaign, reviewed_organization__in=committees, reviewed_through__isnull=True
    )
    for subject in waiting:
        through = committees[subject.reviewed_organization_id or 0]
        Subject.objects.filter(pk=subject.pk).update(reviewed_through=through)


def _leads(body: Collective) -> bool:
    """Whether a collective is the committee of the organisation it sits in."""
    return body.type in COMMITTEES.get(OrganizationKind(body.organization.kind), ())


def _not_yet(campaign: Campaign, things: Sequence[Thing]) -> list[Thing]:
    """Those that are no subjects of the round yet."""
    known: set[tuple[type[Thing], int]] = set()
    for model, column in COLUMN.items():
        pks = [one.pk for one in things if isinstance(one, model)]
        if pks:
            there = Subject.objects.filter(campaign=campaign, **{f"{column}__in": pks})
            known |= {(model, pk) for pk in there.values_list(column, flat=True)}
    return [one for one in things if (type(one), one.pk) not in known]


def person_subject(
    campaign: Campaign, person: Person, roll: Roll, rules: rulebook.Regulation
) -> Subject | None:
    """The person as the round's list has him on the day; of one who sits nowhere and leads nothing, nobody."""
    post, cell = roll.main_post(person), roll.cell(person)
    if post is None and cell is None:
        return None
    own = roll.unit_of_collective.get(post.collective_id) if post else None
    scope = own.scope if own else post.collective.scope if post else cell
    unit = roll.unit_of(post.collective) if post else roll.unit_above(cell, cell) if cell else None
    case = roll.not_reviewed(person, rules)
    titles = [one.title for one in roll.posts.get(person.pk, [])]
    return Subject(
        campaign=campaign,
        kind=SubjectKind.PERSON,
        person=person,
        organization=scope,
        unit=unit,
        main_post=post,
        label=person.full_name,
        title=said_once(titles)[:300],
        unit_label=(post.collective.name if post else unit.name if unit else "")[:200],
        cell_label=roll.cell_label(cell)[:300],
        is_head=bool(post and post.is_head),
        route=post.route if post else Route.LOWER,
        position=post.position if post else 100_000,
        is_reviewed=case is None,
        not_reviewed_case=case.code if case else "",
        note=case.text if case else "",
    )


def _body_subject(
    campaign: Campaign, collective: Collective, roll: Roll, rules: rulebook.Regulation
) -> Subject:
    through = roll.unit_of(collective)
    return Subject(
        campaign=campaign,
        kind=SubjectKind.COLLECTIVE,
        collective=collective,
        organization=collective.scope,
        unit=through,
        label=collective.name,
        unit_label=through.name if through else "",
        route=route_of_collective(
            rules,
            CollectiveType(collective.type),
            sends=collective.pk in roll.unit_of_collective,
            head_route=roll.head_routes.get(collective.pk),
        ),
        position=collective.position,
    )


def _organization_subjects(
    campaign: Campaign, organizations: Sequence[PartyOrganization], roll: Roll
) -> list[Subject]:
    """Party organisations, each reviewed through its committee; no unit sends their papers until T6 (III.2)."""
    through: dict[int, Subject] = {}
    bodies = Subject.objects.filter(campaign=campaign, collective__organization__in=organizations)
    for subject in bodies.select_related("collective__organization").order_by("-position", "-pk"):
        body = subject.collective
        if body is not None and _leads(body):
            through[body.organization_id] = subject
    return [
        _organization_subject(campaign, one, through.get(one.pk), roll.unit_above(one, one))
        for one in organizations
        if one.kind in COMMITTEES
    ]


def _organization_subject(
    campaign: Campaign, one: PartyOrganization, through: Subject | None, unit: SubmittingUnit | None
) -> Subject:
    return Subject(
        campaign=campaign,
        kind=SubjectKind.ORGANIZATION,
        reviewed_organization=one,
        organization=one,
        reviewed_through=through,
        label=one.name[:200],
        unit_label=unit.name[:200] if unit else "",
        route=route_of_organization(OrganizationKind(one.kind)),
        position=through.position if through else 0,
    )


def places_due(subject: Subject, roll: Roll, rules: rulebook.Regulation) -> Iterable[Place]:
    """Every place where a subject is reviewed, on the day of the roll."""
    if subject.collective is not None:
        yield Place(
            subject=subject,
            code="",
            organization=subject.collective.scope,
            unit=subject.unit,
            collective=subject.collective,
            label=subject.collective.name,
        )
        return
    if subject.person is None or not subject.is_reviewed:
        return  # an organisation is reviewed with its committee, at its committee's place
    found = places_of(roll.facts(subject.person), rules)
    group = next((one.key for one in found if one.kind == PlaceKind.GROUP), "")
    for one in found:
        if one.kind != PlaceKind.GROUP:  # a tổ đảng only goes before its cell: no place of its own (N12)
            place = _place(subject, one, roll)
            place.group = group if one.kind == PlaceKind.CELL else ""
            yield place


def _place(subject: Subject, found: PlaceFound, roll: Roll) -> Place:
    person = subject.person
    common = {
        "subject": subject,
        "code": found.rule,
        "position": found.order,
        "is_compulsory": found.compulsory and found.kind != PlaceKind.COMMENT,
    }
    if found.kind == PlaceKind.COLLECTIVE and person is not None:
        posts = roll.posts.get(person.pk, [])
        collective = next(post.collective for post in posts if post.collective.key == found.key)
        return Place(
            **common,
            organization=collective.scope,
            unit=roll.unit_of_collective.get(collective.pk),
            collective=collective,
            label=collective.name[:200],
        )
    rows = roll.memberships.get(person.pk, []) if person is not None else []
    cell = next(one.organization for one in rows if one.organization.key == found.key)
    return Place(**common, organization=cell, label=cell.name[:200])


def empty_reviews(subjects: Sequence[Subject], rules: rulebook.Regulation) -> None:
    """An empty self-review each; leaders and collectives also get their sections at once.

    An organisation shares its committee's.
    Members' sections appear with the first word they write: most of them never write here (P01).
    """
    reviews = SelfReview.objects.bulk_create(
        [
            SelfReview(subject=one)
            for one in subjects
            if one.is_reviewed and one.kind != SubjectKind.ORGANIZATION
        ],
        batch_size=500,
    )
    Section.objects.bulk_create(
        [
            Section(review=review, code=item.code)
            for review in reviews
            if review.subject.main_post_id or review.subject.collective_id
            for item in rules.written_for(capacity_of(review.subject))
        ],
        batch_size=1000,
    )
