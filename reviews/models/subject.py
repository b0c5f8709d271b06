"""Who is reviewed in a campaign, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from cadres.models import Membership, Person, Post
from organizations.enums import Route, SubjectKind
from organizations.models import Collective, PartyOrganization, SubmittingUnit
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from organizations.rules.names import fold
from reviews.models.campaign import Campaign

if TYPE_CHECKING:
    from organizations.models import Account


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects as a caller may see them: status follows the tree."""

    def visible_to(self, account: Account) -> SubjectQuerySet:
        """Mine, those with a place of review in my subtree or unit, those my unit sends."""
        reach = account.reach(Permission.VIEW_SUBJECT)
        if reach.is_whole:
            return self
        here = Place.objects.filter(reach.rows("organization", "unit"), subject=OuterRef("pk"))
        mine = Person.objects.filter(account=account).values("pk")
        # What costs nothing is asked first: a place is looked for only where the organisation itself is out of reach.
        return self.filter(Q(person__in=mine) | reach.rows("organization", "unit") | Exists(here))

    def reporting(self) -> SubjectQuerySet:
        """Those with a report of their own: a Party organisation shares its committee's and is not listed twice."""
        return self.exclude(kind=SubjectKind.ORGANIZATION)

    def for_list(self) -> SubjectQuerySet:
        """With everything a list shows."""
        return self.select_related("person", "collective", "unit", "self_review", "campaign")

    def noting_who_left(self) -> SubjectQuerySet:
        """With the day and the reason on which somebody left the Party's rolls before the year was out (P44)."""
        left = Membership.objects.left_the_party().filter(
            person=OuterRef("person"), to_on__year__lte=OuterRef("campaign__year")
        )
        last = left.order_by("-to_on")
        return self.annotate(
            left_on=Subquery(last.values("to_on")[:1]), left_reason=Subquery(last.values("end_reason")[:1])
        )


class Subject(models.Model):
    """One thing once a campaign: a person, an organisation or a collective. Labels are a snapshot."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="subjects")
    kind = models.CharField("loại", max_length=16, choices=SubjectKind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="subjects")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, blank=True, related_name="subjects")
    reviewed_organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="subjects"
    )
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="scoped_subjects")
    unit = models.ForeignKey(SubmittingUnit, models.PROTECT, null=True, blank=True, related_name="subjects")
    main_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="subjects")
    reviewed_through = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="covers")
    label = models.CharField("tên", max_length=200)
    title = models.CharField("chức vụ", max_length=300, blank=True)
    unit_label = models.CharField("đơn vị", max_length=200, blank=True)
    cell_label = models.CharField("chi bộ", max_length=300, blank=True)
    is_head = models.BooleanField("là người đứng đầu", default=False)
    route = models.CharField("diện quyết định", max_length=12, choices=Route, default=Route.LOWER)
    position = models.PositiveIntegerField("thứ tự lễ tân", default=0)
    is_reviewed = models.BooleanField("thuộc diện kiểm điểm", default=True)
    not_reviewed_case = models.CharField("trường hợp không kiểm điểm", max_length=24, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "đối tượng kiểm điểm"
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["campaign", "kind", "position", "id"], name="subject_in_order"),
            models.Index(fields=["campaign", "route"], name="subject_by_route"),  # most are decided below
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="person",
                    person__isnull=False,
                    collective__isnull=True,
                    reviewed_organization__isnull=True,
                )
                | Q(
                    kind="collective",
                    person__isnull=True,
                    collective__isnull=False,
                    reviewed_organization__isnull=True,
                )
                | Q(
                    kind="organization",
                    person__isnull=True,
                    collective__isnull=True,
                    reviewed_organization__isnull=False,
                ),
                name="subject_is_exactly_one_thing",
            ),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="subject_route_is_known"),
            models.UniqueConstraint(fields=["campaign", "person"], name="subject_person_once_a_campaign"),
            models.UniqueConstraint(
                fields=["campaign", "collective"], name="subject_collective_once_a_campaign"
            ),
            models.UniqueConstraint(
                fields=["campaign", "reviewed_organization"], name="subject_organization_once_a_campaign"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its own organisation and those of its places of review."""
        return (self.organization.path, *(place.organization.path for place in self.places.all()))

    @property
    def scope_units(self) -> tuple[int, ...]:
        """The unit that sends it, and those of its places."""
        units = {self.unit_id, *(place.unit_id for place in self.places.all())}
        return tuple(sorted(one for one in units if one is not None))

    def is_about(self, account: object) -> bool:
        """Whether the account's own person is the subject."""
        return self.person is not None and self.person.account_id == getattr(account, "pk", None)

    @property
    def office(self) -> str:
        """Post and unit on one line; the unit is left out where the post already names it."""
        place = self.unit_label
        for kind in ("Tập thể lãnh đạo ", "Ban Thường vụ ", "Chi ủy "):
            place = place.removeprefix(kind)
        named = bool(self.title) and fold(place) in fold(self.title)
        return ", ".join(one for one in (self.title, "" if named else self.unit_label) if one)

    @property
    def post_or_cell(self) -> str:
        """What a list says beside the name: the post, of a member without one his cell, of a body its unit."""
        return self.title or self.cell_label or self.unit_label

    @property
    def has_places_to_decide(self) -> bool:
        """Whether the authority says of one of its places if it is compulsory."""
        return any(place.is_for_the_authority for place in self.places.all())

    @property
    def is_concluded(self) -> bool:
        """Reviewed means that every compulsory place has concluded (derived, never stored).

        An organisation is reviewed where its committee is.
        """
        places = [place for place in (self.reviewed_through or self).places.all() if place.is_compulsory]
        return bool(places) and all(place.concluded_on for place in places)


class Place(models.Model):
    """Where a subject is reviewed: its cell, its collective(s). Concluded by a conference (section 2)."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="places")
    code = models.CharField("trường hợp", max_length=8, blank=True)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="review_places")
    unit = models.ForeignKey(
        SubmittingUnit, models.PROTECT, null=True, blank=True, related_name="review_places"
    )
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="review_places"
    )
    label = models.CharField("nơi kiểm điểm", max_length=200)
    group = models.CharField("tổ đảng kiểm điểm trước", max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    is_compulsory = models.BooleanField("bắt buộc", default=True)
    decided_by = models.CharField("văn bản quyết định là bắt buộc", max_length=120, blank=True)
    concluded_on = models.DateField("kết luận ngày", null=True, blank=True)

    class Meta:
        verbose_name = "nơi kiểm điểm"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "organization", "collective"], name="place_collective_once_a_subject"
            ),
            models.UniqueConstraint(
                fields=["subject", "organization"],
                condition=Q(collective__isnull=True),
                name="place_cell_once_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(decided_by="") | Q(is_compulsory=True, collective__isnull=False),
                name="place_decided_is_compulsory_in_a_collective",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_for_the_authority(self) -> bool:
        """Of one with many posts: not compulsory by itself, the authority may say that it is (N8)."""
        open_place = self.code == "N8" and self.collective_id is not None and self.concluded_on is None
        return open_place and bool(self.decided_by or not self.is_compulsory)
