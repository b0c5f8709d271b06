"""A random tree of 200 organisations with everything that hangs on it, and the plain truth about each thing.

Every record is described a second time by what the oracle needs of it (the node it belongs to, the unit, whose it is),
and the oracle walks the tree upwards step by step: it knows no paths, no queries and no permissions of the program.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace

from cadres.models import Membership, Person, Post, Transfer
from deadlines.models import Dossier, DossierItem
from documents.services.files import keep_bytes
from organizations.enums import CollectiveType, OrganizationKind, Role, Route, SubjectKind
from organizations.models import (
    Account,
    Assignment,
    Collective,
    OrganizationChange,
    PartyOrganization,
    SubmittingUnit,
)
from organizations.rules.names import fold, name_sort_key
from ratings.models import Rating
from reviews.models import Place, Subject
from tests import factories as make

NODES, PEOPLE, BODIES, UNITS, SEED = 200, 320, 70, 30, 132
KINDS = {1: "province", 2: "direct", 3: "base_committee", 4: "section", 5: "cell"}
SURNAMES, MIDDLES = ("Lò", "Hà", "Bùi", "Quách", "Vi", "Đặng"), ("Văn", "Thị", "Đức", "Bá")
GIVEN = ("Ân", "Bưởi", "Cầm", "Đào", "Hưởng", "Khải", "Mơ", "Tố", "Ước", "Yên")
ROLES = tuple(one for one in Role if one not in (Role.SUBJECT, Role.HELPER))
PROVINCE_SEES = {Role.ORGANIZATION_STAFF, Role.ORGANIZATION_LEADER}
# docs/authority.md, by hand: whose duty it is to see what below him.
SEES = {
    "people": PROVINCE_SEES | {Role.UNIT_CLERK, Role.UNIT_LEADER, Role.BASE_CLERK},
    "subjects": PROVINCE_SEES
    | {
        Role.UNIT_CLERK,
        Role.UNIT_LEADER,
        Role.UNIT_CHECKER,
        Role.BASE_CLERK,
        Role.CELL_SECRETARY,
        Role.SUPERVISOR,
    },
    "ratings": PROVINCE_SEES | {Role.UNIT_CLERK, Role.UNIT_LEADER},
    "dossiers": PROVINCE_SEES | {Role.UNIT_CLERK, Role.UNIT_LEADER},
    "transfers": PROVINCE_SEES | {Role.UNIT_CLERK},
}


@dataclass
class Thing:
    """One record as the oracle sees it: the nodes and units it belongs to, and whose own it is."""

    pk: int
    nodes: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    owner: int | None = None
    name: str = ""
    upper: int | None = None
    cells: set[int] = field(default_factory=set)


class Forest:
    """The records, the parents of every node, and who holds what where."""

    def __init__(self):
        """Everything at once, in a few inserts."""
        self.draw = random.Random(SEED)  # the same tree every time
        self.parent, self.nodes, self.children = {}, [], defaultdict(list)
        self.things = {
            name: {} for name in ("organizations", "bodies", "units", "people", "subjects", "dossiers")
        }
        self._tree()
        self._bodies()
        self._people()
        self._round()
        self._accounts()

    def some(self, rows, count):
        """Any of them."""
        return self.draw.sample(rows, count)

    def _tree(self):
        root = PartyOrganization(name="Đảng bộ tỉnh Minh Giang", kind="province", path="0001", depth=1)
        rows, above = [root], [None]
        while len(rows) < NODES:
            up = self.draw.choice([one for one in rows if one.depth < 5])
            up.numchild += 1
            rows.append(
                PartyOrganization(
                    name=f"{self.draw.choice(('Chi bộ', 'Đảng bộ'))} {self.draw.choice(GIVEN)} {len(rows)}",
                    kind=KINDS[up.depth + 1],
                    depth=up.depth + 1,
                    path=PartyOrganization._get_path(up.path, up.depth + 1, up.numchild),
                )
            )
            above.append(up)
        self.nodes = PartyOrganization.objects.bulk_create(rows)
        for one, up in zip(self.nodes, above, strict=True):
            self.parent[one.pk] = up.pk if up else None
            self.children[up.pk if up else None].append(one.pk)
            self.things["organizations"][one.pk] = Thing(one.pk, {one.pk}, name=one.name)
        self.cells = [one for one in self.nodes if one.kind == OrganizationKind.CELL]

    def _bodies(self):
        bodies = [
            Collective(
                name=f"Tập thể {number}", type=CollectiveType.OTHER, organization=node,
                scope=self.draw.choice([node, node, self.nodes[0]]),
            )
            for number, node in enumerate(self.draw.choices(self.nodes, k=BODIES))
        ]  # fmt: skip
        self.bodies = Collective.objects.bulk_create(bodies)
        units = [
            SubmittingUnit(
                name=f"Đơn vị {one.pk}", organization=one.organization, scope=one.scope, collective=one
            )
            for one in self.some(self.bodies, UNITS)
        ]
        self.units = SubmittingUnit.objects.bulk_create(units)
        of_body = {one.collective_id: one.pk for one in self.units}
        for one in self.bodies:
            units = {of_body[one.pk]} if one.pk in of_body else set()
            self.things["bodies"][one.pk] = Thing(one.pk, {one.scope_id}, units)
        for one in self.units:
            self.things["units"][one.pk] = Thing(one.pk, {one.scope_id}, {one.pk})
            self.things["organizations"][one.organization_id].units.add(one.pk)

    def _people(self):
        people = []
        for _ in range(PEOPLE):
            name = " ".join(self.draw.choice(part) for part in (SURNAMES, MIDDLES, GIVEN))
            people.append(
                Person(full_name=name, name_sort=name_sort_key(name), search_fold=fold(name), birth_year=1975)
            )
        self.people = Person.objects.bulk_create(people)
        accounts = [Account(sign_in_name=f"nguoi{number}", full_name=str(number)) for number in range(3)]
        for account, person in zip(Account.objects.bulk_create(accounts), self.people[:3], strict=True):
            person.account = account
            person.save(update_fields=["account"])
        self.owners = [one.account for one in self.people[:3]]
        rows, going = [], []
        for person in self.people:
            thing = Thing(person.pk, owner=person.account_id, name=person.full_name)
            self.things["people"][person.pk] = thing
            case, (first, second) = self.draw.random(), self.some(self.cells, 2)
            if case < 0.1:
                continue  # a leader without Party membership
            if case < 0.3:  # moved once; case < 0.2: his papers are on the way
                rows.append(
                    Membership(
                        person=person, organization=first, from_on=make.DAY.replace(year=2015),
                        to_on=make.DAY, end_reason="moved",
                    )
                )  # fmt: skip
            if case < 0.2:
                thing.nodes |= {first.pk, second.pk}  # found by those who sent him and those who receive him
                going.append((person, rows[-1], second))
                continue
            rows.append(Membership(person=person, organization=second, from_on=make.DAY.replace(year=2022)))
            thing.nodes.add(second.pk)
            thing.cells.add(second.pk)
            if case > 0.95:
                rows.append(Membership(person=person, organization=first, kind="temporary", from_on=make.DAY))
                thing.nodes.add(first.pk)
        Membership.objects.bulk_create(rows)
        self._posts()
        self._transfers(going)

    def _posts(self):
        posts = [
            Post(
                person=person, collective=body, title="Ủy viên", from_on=make.DAY,
                to_on=make.DAY if self.draw.random() < 0.2 else None,
            )
            for person, body in zip(
                self.some(self.people, 90), self.draw.choices(self.bodies, k=90), strict=True
            )
        ]  # fmt: skip
        for one in Post.objects.bulk_create(posts):
            if one.to_on is None:
                body = self.things["bodies"][one.collective_id]
                self.things["people"][one.person_id].nodes |= body.nodes
                self.things["people"][one.person_id].units |= body.units

    def _transfers(self, going):
        staff = make.make_account(full_name="Người ghi")
        rows = [
            Transfer(
                person=person,
                left=left,
                to_organization=to,
                left_on=make.DAY,
                sent_by=staff,
                sent_at=make.NOON,
            )
            for person, left, to in going
        ]
        found = Transfer.objects.bulk_create(rows)
        self.things["transfers"] = {
            one.pk: Thing(one.pk, {one.left.organization_id, one.to_organization_id}) for one in found
        }
        changes = OrganizationChange.objects.bulk_create(
            OrganizationChange(
                organization=one, kind="create", after=one.name, effective_on=make.DAY, number="1-QĐ/TU",
                reason="Thành lập", recorded_by=staff, recorded_at=make.NOON,
            )
            for one in self.some(self.nodes, 40)
        )  # fmt: skip
        self.things["changes"] = {
            one.pk: Thing(
                one.pk, {one.organization_id}, self.things["organizations"][one.organization_id].units
            )
            for one in changes
        }

    def _round(self):
        campaign = make.make_campaign()
        rows = [
            Subject(
                campaign=campaign, kind=SubjectKind.PERSON, person=person, label=person.full_name,
                organization=self.draw.choice(self.nodes),
                unit=self.draw.choice([None, self.draw.choice(self.units)]), route=Route.DECIDED,
            )
            for person in self.people[:160]
        ]  # fmt: skip
        self.subjects = Subject.objects.bulk_create(rows)
        places = []
        for one in self.subjects:
            thing = Thing(one.pk, {one.organization_id}, {one.unit_id} - {None}, one.person.account_id)
            for place in self.some(self.nodes, self.draw.choice((0, 1, 2))):
                unit = self.draw.choice([None, self.draw.choice(self.units)])
                places.append(Place(subject=one, organization=place, unit=unit, label=place.name))
                thing.nodes.add(place.pk)
                thing.units |= {unit.pk} if unit else set()
            self.things["subjects"][one.pk] = thing
        Place.objects.bulk_create(places)
        ratings = Rating.objects.bulk_create(
            Rating(
                subject=one,
                capacity="office",
                state="announced" if number % 2 else "open",
                decided_level="good" if number % 2 else "",
            )
            for number, one in enumerate(self.subjects)
        )
        self.things["ratings"] = {
            one.pk: Thing(
                one.pk,
                (told := self.things["subjects"][one.subject_id]).nodes,
                told.units,
                told.owner if one.state == "announced" else None,
            )
            for one in ratings
        }
        self._dossiers(campaign)

    def _dossiers(self, campaign):
        deadline = campaign.deadlines.get(code="T2")
        dossiers = Dossier.objects.bulk_create(
            Dossier(
                campaign=campaign, unit=unit, kind="decided", deadline=deadline, code=f"HS-{unit.pk}",
                state="received" if number % 2 else "draft",
            )
            for number, unit in enumerate(self.units)
        )  # fmt: skip
        for one in dossiers:
            self.things["dossiers"][one.pk] = Thing(one.pk, {one.unit.scope_id}, {one.unit_id})
        file = keep_bytes(b"%PDF-1.4\n%%EOF", media_type="application/pdf", at=make.NOON)
        items = DossierItem.objects.bulk_create(
            DossierItem(
                dossier=one, code="petition", title="Tờ trình", requirement="required", position=1, file=file,
                file_name="to-trinh.pdf",
            )
            for one in dossiers
        )  # fmt: skip
        self.items = items
        of = self.things["dossiers"]
        self.things["items"] = {one.pk: replace(of[one.dossier_id], pk=one.pk) for one in items}

    def _accounts(self):
        """Every role at two random nodes; three clerks of a single unit; three who have no role at all."""
        held = [(role, node, None) for role in ROLES for node in self.some(self.nodes, 2)]
        held += [(Role.UNIT_CLERK, unit.scope, unit) for unit in self.some(self.units, 3)]
        held += [(Role.ORGANIZATION_STAFF, self.nodes[0], None), (Role.UNIT_CLERK, self.cells[0], None)]
        accounts = Account.objects.bulk_create(
            Account(sign_in_name=f"tk-{number}", full_name=f"{role} {number}")
            for number, (role, _node, _unit) in enumerate(held)
        )
        Assignment.objects.bulk_create(
            Assignment(
                account=one, role=role, organization=node, unit=unit, from_on=make.DAY.replace(year=2020)
            )
            for one, (role, node, unit) in zip(accounts, held, strict=True)
        )
        self.held = dict(zip([one.pk for one in accounts], held, strict=True))
        self.accounts = [*accounts, *self.owners]

    def any_of(self, rows, count):
        """The same few, whichever test asks first."""
        return random.Random(SEED).sample(rows, count)

    # The oracle --------------------------------------------------------------------------------------------

    def is_within(self, node, top):
        """Whether a node is another, or stands somewhere below it: step by step upwards."""
        if node is None:
            return False
        return node == top or self.is_within(self.parent[node], top)

    def below(self, top):
        """A node and everything under it: step by step downwards."""
        return [top, *(one for child in self.children[top] for one in self.below(child))]

    def reaches(self, account, duty, thing):
        """Whether the account's one role has the duty, and the thing lies where it is held."""
        role, node, unit = self.held.get(account.pk, (None, None, None))
        if role not in SEES[duty]:
            return False
        if unit is not None:
            return unit.pk in thing.units
        return any(self.is_within(one, node.pk) for one in thing.nodes)

    def sees(self, account, duty, things):
        """The keys of those things that the account may see."""
        return {
            one.pk
            for one in self.things[things].values()
            if (one.owner is not None and one.owner == account.pk)
            or self.reaches(account, duty, one)
            or (things == "people" and self.is_of_the_province(account))
        }

    def is_of_the_province(self, account):
        """Whoever looks after the whole province looks after those too who sit nowhere."""
        role, node, unit = self.held.get(account.pk, (None, None, None))
        return role in SEES["people"] and unit is None and node.pk == self.nodes[0].pk
