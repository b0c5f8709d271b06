"""What people do at the nodes of the random tree: texts, letters, conferences, sittings, workbooks, accounts.

Each is seen by a rule of its own, written down here a second time by hand (docs/authority.md), without a query.
"""

from collections import defaultdict
from datetime import date

from cadres.models import Membership, Post
from documents.services.files import keep_bytes
from organizations.enums import Role
from organizations.models import Import
from ratings.models import Sitting, SittingLine
from reviews.models import Conference, Guidance, SelfReview
from tests import factories as make
from tests.authority.forest import PROVINCE_SEES, Thing

READS_TEXTS = {Role.UNIT_CLERK, Role.UNIT_LEADER, Role.CELL_SECRETARY}
READS_LETTERS = {Role.UNIT_CLERK, Role.UNIT_LEADER}
WRITES_LETTERS = PROVINCE_SEES | {Role.UNIT_CLERK, Role.REGISTRY}
BRINGS_IN = PROVINCE_SEES | {Role.UNIT_CLERK}
MEETS = {Role.UNIT_CLERK, Role.UNIT_LEADER, Role.UNIT_CHECKER, Role.BASE_CLERK, Role.CELL_SECRETARY}
SITS = PROVINCE_SEES | {Role.STANDING_MEMBER, Role.OFFICE_STAFF}
OF_THE_PROVINCE = SITS | {Role.SUPERVISOR, Role.REGISTRY, Role.INSPECTION, Role.ADMINISTRATOR}


class Acts:
    """The records, and who sees which of them."""

    def __init__(self, forest):
        """Everything at once, in a few inserts."""
        self.forest, self.things = forest, defaultdict(dict)
        self.writer = make.make_account(full_name="Người ghi chép")
        self.campaign = make.make_campaign()
        self.bound = {one.pk: [] for one in forest.accounts}  # the nodes that bind an account to a place
        self.helps = defaultdict(list)  # and those where it helps to write
        self._ties()
        self._workbooks()
        self._conferences()
        self._sittings()
        self._texts()
        self._letters()

    def _keep(self, name, rows, told):
        for one in rows:
            self.things[name][one.pk] = told(one)

    def _ties(self):
        for account, (_role, node, _unit) in self.forest.held.items():
            self.bound[account].append(node.pk)
        owners = [one.pk for one in self.forest.owners]
        for one in Membership.objects.filter(person__account__in=owners).select_related("person"):
            if one.to_on is None or one.to_on >= make.DAY:
                self.bound[one.person.account_id].append(one.organization_id)
        for one in Post.objects.filter(person__account__in=owners).select_related("person", "collective"):
            if one.to_on is None or one.to_on >= make.DAY:
                self.bound[one.person.account_id].append(one.collective.scope_id)

    def _workbooks(self):
        file = keep_bytes(b"PK\x05\x06" + bytes(18), media_type="application/zip", at=make.NOON)
        rows = Import.objects.bulk_create(
            Import(
                kind="people", duty="manage_people", scope=node, state="ready", file=file, file_name="danh-sach.xlsx",
                asked_by=self.writer, asked_at=make.NOON,
            )
            for node in self.forest.some(self.forest.nodes, 60)
        )  # fmt: skip
        self._keep("imports", rows, lambda one: Thing(one.pk, {one.scope_id}))

    def _conferences(self):
        counts = {
            "convened_count": 11,
            "present_count": 11,
            "entered_by": self.writer,
            "entered_at": make.NOON,
        }
        rows = Conference.objects.bulk_create(
            Conference(campaign=self.campaign, collective=one, held_on=date(2021, 12, 6), **counts)
            for one in self.forest.bodies
        )
        bodies = self.forest.things["bodies"]
        self._keep(
            "conferences",
            rows,
            lambda one: Thing(one.pk, bodies[one.collective_id].nodes, bodies[one.collective_id].units),
        )

    def _sittings(self):
        sittings = Sitting.objects.bulk_create(
            Sitting(
                campaign=self.campaign,
                collective=one,
                name=f"Phiên {one.pk}",
                held_on=date(2022, 1, 28),
                member_count=15,
                prepared_by=self.writer,
            )
            for one in self.forest.some(self.forest.bodies, 30)
        )
        self._keep("sittings", sittings, lambda one: Thing(one.pk, {one.collective.scope_id}))
        ratings = list(self.forest.things["ratings"].values())
        of_subject = self.forest.things["subjects"]
        lines = SittingLine.objects.bulk_create(
            SittingLine(sitting=sittings[number % len(sittings)], rating_id=one.pk, position=number)
            for number, one in enumerate(ratings)
        )
        owners = dict(
            zip((one.pk for one in ratings), (one.owner for one in of_subject.values()), strict=True)
        )
        self._keep(
            "lines",
            lines,
            lambda one: Thing(one.pk, {one.sitting.collective.scope_id}, owner=owners[one.rating_id]),
        )

    def _places(self, subject):
        """Where a subject is reviewed: the nodes and the units."""
        places = list(subject.places.all())
        return {one.organization_id for one in places}, {one.unit_id for one in places} - {None}

    def _texts(self):
        rows, sent = [], {"state": "submitted", "submitted_at": make.NOON, "submitted_on": make.DAY}
        for number, subject in enumerate(self.forest.subjects):
            helper = self.forest.draw.choice(self.forest.accounts) if number % 5 == 0 else None
            rows.append(SelfReview(subject=subject, helper=helper, **(sent if number % 2 else {})))
            if helper:
                self.helps[helper.pk].append(subject.organization_id)
        rows = SelfReview.objects.bulk_create(rows)
        for one in rows:
            nodes, units = self._places(one.subject) if one.state == "submitted" else (set(), set())
            thing = Thing(one.pk, nodes, units, owner=one.subject.person.account_id)
            thing.upper = one.helper_id
            self.things["texts"][one.pk] = thing

    def _letters(self):
        self.issuers = {}
        rows = Guidance.objects.bulk_create(
            Guidance(
                subject=subject,
                issuer=self.forest.draw.choice(self.forest.bodies),
                drafted_by=self.writer,
                **({"state": "sent", "number": "1-CV/TU", "dated_on": make.DAY} if number % 2 else {}),
            )
            for number, subject in enumerate(self.forest.subjects)
        )
        for one in rows:
            nodes, units = self._places(one.subject) if one.state == "sent" else (set(), set())
            owner = one.subject.person.account_id if one.state == "sent" else None
            self.things["letters"][one.pk] = Thing(one.pk, nodes, units, owner=owner)
            body = one.issuer
            level = body.scope_id if body.scope_id == body.organization_id else None
            self.issuers[one.pk] = (level, self.forest.things["bodies"][body.pk].units)

    # The oracle --------------------------------------------------------------------------------------------

    def _reaches(self, account, roles, thing):
        role, node, unit = self.forest.held.get(account.pk, (None, None, None))
        if role not in roles:
            return False
        if unit is not None:
            return unit.pk in thing.units
        return any(self.forest.is_within(one, node.pk) for one in thing.nodes)

    def _all(self, name, sees):
        return {one.pk for one in self.things[name].values() if sees(one)}

    def imports(self, account):
        """A workbook: who brings lists in for the whole of its part of the tree."""
        return self._all("imports", lambda one: self._reaches(account, BRINGS_IN, one))

    def conferences(self, account):
        """A conference: the unit's own people, and who types for it below."""
        return self._all("conferences", lambda one: self._reaches(account, MEETS, one))

    def sittings(self, account):
        """A sitting: who prepares it or sits in it."""
        return self._all("sittings", lambda one: self._reaches(account, SITS, one))

    def lines(self, account):
        """A line of a sitting: the same, but never one's own."""
        return self._all("lines", lambda one: one.owner != account.pk and self._reaches(account, SITS, one))

    def texts(self, account):
        """A text: its writer, who helps him, and once it is handed in where he is reviewed."""
        return self._all(
            "texts",
            lambda one: account.pk in (one.owner, one.upper) or self._reaches(account, READS_TEXTS, one),
        )

    def letters(self, account):
        """A letter: its level always; once it is sent, whom it is to and where he is reviewed."""
        role, node, unit = self.forest.held.get(account.pk, (None, None, None))

        def writes(one):
            level, units = self.issuers[one.pk]
            if role not in WRITES_LETTERS:
                return False
            return unit.pk in units if unit else level == node.pk

        return self._all(
            "letters",
            lambda one: one.owner == account.pk or writes(one) or self._reaches(account, READS_LETTERS, one),
        )

    def accounts(self, account):
        """An account: the administrator's; else whose it is and all that binds it lies strictly below its manager."""
        role, node, unit = self.forest.held.get(account.pk, (None, None, None))
        others = [one for one in self.forest.accounts if one.pk != account.pk]
        if role == Role.ADMINISTRATOR:
            return {one.pk for one in others}
        if role != Role.UNIT_CLERK or unit is not None:
            return set()

        def below(one):
            return one != node.pk and self.forest.is_within(one, node.pk)

        found = set()
        for one in others:
            held, _node, of_unit = self.forest.held.get(one.pk, (None, None, None))
            places = self.bound[one.pk]
            binds = all(below(place) for place in (*places, *self.helps[one.pk]))
            if places and binds and held not in OF_THE_PROVINCE and of_unit is None:
                found.add(one.pk)
        return found
