"""A rating of one subject in one capacity, what assessors say, and what its unit proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from documents.models import File
from organizations.enums import Capacity, Grade, Level, OrganizationKind, Route
from organizations.models import Collective, PartyOrganization, Reach, SubmittingUnit
from organizations.models.scope import OfPlaces
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from ratings.enums import AssessmentState, AssessorKind, Confirmation, RatingState
from ratings.models.level import BASES, DECIDED_BELOW, DECIDES_ITSELF, DecidedWhere
from reviews.models import Campaign, Place, Subject

if TYPE_CHECKING:
    from organizations.models import Account


class TitleGroupQuerySet(models.QuerySet["TitleGroup"]):
    """Groups as a caller may see them."""

    def visible_to(self, account: Account) -> TitleGroupQuerySet:
        """Those of the organ whose sittings one prepares or sits in; a unit never sees across units."""
        return self.filter(account.reach(Permission.VIEW_SITTING).rows("campaign__organization"))


class TitleGroup(OfPlaces, models.Model):
    """Nhóm chức danh: named and filled by staff of the deciding organ, frozen when the sitting opens (P47)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="title_groups")
    capacity = models.CharField("tư cách", max_length=16, choices=Capacity)
    name = models.CharField("tên nhóm", max_length=160)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    frozen_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    over_reason = models.TextField("lý do vượt tỷ lệ", blank=True)

    objects = TitleGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm chức danh"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "capacity", "name"], name="title_group_named_once"),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="title_group_capacity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """The deciding organ's."""
        return self.campaign.scope_paths


LEADING = (Capacity.OFFICE, Capacity.COLLECTIVE)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings as a caller may see them."""

    def visible_to(self, account: Account) -> RatingQuerySet:
        """Those with a place of review in my subtree or unit; my own once it is announced."""
        reach = account.reach(Permission.VIEW_RATING)
        if reach.is_whole:
            return self
        here = Place.objects.filter(reach.rows("organization", "unit"), subject=OuterRef("subject"))
        mine = Q(subject__person__account=account, state=RatingState.ANNOUNCED)
        return self.filter(mine | reach.rows("subject__organization", "subject__unit") | Exists(here))

    def leading(self) -> RatingQuerySet:
        """Tập thể và cán bộ lãnh đạo, quản lý: what is proposed upward, put before a sitting and decided there.

        A member as a member, and a Party organisation, are rated at the cell and its committees (1.3 a, b).
        """
        return self.filter(capacity__in=LEADING)

    def decided_at(self, committee: PartyOrganization) -> RatingQuerySet:
        """Those this committee decides (6.1): a district what lies below, a base its members."""
        here = Reach(paths=(committee.path,), unit_ids=())
        if committee.kind == OrganizationKind.PROVINCE:
            return self.leading().filter(subject__route=Route.DECIDED)
        if committee.kind == OrganizationKind.DIRECT:
            return self.decided_under(here).exclude(capacity=Capacity.MEMBER)
        return self.decided_under(here) if committee.kind in BASES else self.none()

    def decided_under(self, reach: Reach) -> RatingQuerySet:
        """Those decided below the province within reach: a member at his base, all else one level above itself."""
        of, cell = "subject__organization", Place.objects.filter(subject=OuterRef("subject"))
        office = Q(subject__route__in=DECIDED_BELOW) & ~Q(capacity=Capacity.MEMBER)
        at_district = reach.rows(of) & Q(subject__organization__kind__in=DECIDES_ITSELF)
        sits_here = reach.rows(of) | Exists(cell.filter(reach.rows("organization")))
        return self.filter(office & (reach.below(of) | at_district) | Q(capacity=Capacity.MEMBER) & sits_here)

    def begun(self) -> RatingQuerySet:
        """Without those of members of whom nothing has been said yet since the round was opened."""
        return self.exclude(capacity=Capacity.MEMBER, state=RatingState.OPEN)

    def for_list(self) -> RatingQuerySet:
        """With everything a list shows."""
        return self.select_related(
            "subject__person", "subject__collective", "subject__unit", "subject__self_review", "group"
        )


class Rating(models.Model):
    """The level one subject is given in one capacity: proposed, appraised, concluded, decided by people."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="ratings")
    capacity = models.CharField("tư cách", max_length=16, choices=Capacity)
    state = models.CharField("trạng thái", max_length=12, choices=RatingState, default=RatingState.OPEN)
    group = models.ForeignKey(TitleGroup, models.PROTECT, null=True, blank=True, related_name="ratings")
    proposed_level = models.CharField("mức tập thể đề xuất", max_length=16, choices=Level, blank=True)
    proposed_on = models.DateField("ngày đề xuất", null=True, blank=True)
    proposed_reason = models.TextField("lý do đề xuất", blank=True)
    appraised_level = models.CharField("mức Ban Tổ chức đề nghị", max_length=16, choices=Level, blank=True)
    concluded_level = models.CharField("mức kết luận", max_length=16, choices=Level, blank=True)
    decided_level = models.CharField("mức quyết định", max_length=16, choices=Level, blank=True)
    not_rated_case = models.CharField("trường hợp không xếp loại", max_length=24, blank=True)
    paused_by = models.CharField("cơ quan đang xem xét", max_length=160, blank=True)
    paused_on = models.DateField("tạm dừng từ ngày", null=True, blank=True)
    paused_from = models.CharField("trạng thái trước khi tạm dừng", max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả xếp loại"
        ordering = ["subject__position", "subject_id", "capacity"]
        indexes = [
            models.Index(fields=["capacity", "state"], name="rating_by_capacity")
        ]  # most are of members
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "capacity"], name="rating_one_per_subject_and_capacity"
            ),
            models.CheckConstraint(condition=Q(state__in=RatingState.values), name="rating_state_is_known"),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="rating_capacity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(proposed_level__in=["", *Level.values]), name="rating_proposed_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(appraised_level__in=["", *Level.values]), name="rating_appraised_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(concluded_level__in=["", *Level.values]), name="rating_concluded_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(decided_level__in=["", *Level.values]), name="rating_decided_is_a_level"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "admitted"]) | ~Q(proposed_level=""),
                name="rating_proposed_has_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | ~Q(concluded_level=""), name="rating_concluded_has_a_level"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["decided", "announced", "superseded", "paused"]) | Q(decided_level=""),
                name="rating_decided_only_when_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "announced"]) | ~Q(decided_level=""),
                name="rating_decided_has_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | (~Q(paused_by="") & Q(paused_on__isnull=False)),
                name="rating_paused_names_organ_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_rated") | ~Q(not_rated_case=""), name="rating_not_rated_has_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_capacity_display()})"

    @property
    def is_decided_below(self) -> bool:
        """Whether a district or a base decides it: members always, others by their route."""
        return self.capacity == Capacity.MEMBER or self.subject.route in DECIDED_BELOW

    @property
    def decided_where(self) -> DecidedWhere:
        """The level that decides it, as `decided_under` asks it of many at once."""
        own = self.subject.organization
        if self.capacity == Capacity.MEMBER:
            return DecidedWhere(self.scope_paths)
        is_own = own.kind in DECIDES_ITSELF or not self.is_decided_below
        return DecidedWhere((own.path if is_own else own.path[: -own.steplen],))

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its subject's."""
        return self.subject.scope_paths

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Its subject's."""
        return self.subject.scope_units

    def is_about(self, account: object) -> bool:
        """Its subject's own."""
        return self.subject.is_about(account)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Opinions as a caller may read them."""

    def visible_to(self, account: Account) -> AssessmentQuerySet:
        """One's own while one looks after the unit, and those of staff who type or appraise."""
        of, after = "rating__subject__organization", account.reach(Permission.CONFIRM_OPINION)
        here = Place.objects.filter(after.rows("organization"), subject=OuterRef("rating__subject"))
        own = Q(after.rows(of) | Exists(here), assessor=account)
        return self.filter(own | account.reach(Permission.TYPE_OPINION).rows(of)).distinct()


class Assessment(models.Model):
    """What one assessor says of a rating; typed by another, it counts once he confirms it (P05)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="assessments")
    kind = models.CharField("chủ thể đánh giá", max_length=24, choices=AssessorKind)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    assessor_name = models.CharField("người, tập thể đánh giá", max_length=160, blank=True)
    level = models.CharField("mức đề nghị", max_length=16, choices=Level, blank=True)
    text = models.TextField("nhận xét", blank=True)
    typed_text = models.TextField("bản người nhập soạn", blank=True)
    state = models.CharField(
        "trạng thái", max_length=12, choices=AssessmentState, default=AssessmentState.TYPED
    )
    given_on = models.DateField("ngày cho ý kiến", null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    typed_at = models.DateTimeField("nhập lúc")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_how = models.CharField("xác nhận", max_length=8, choices=Confirmation, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến đánh giá"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AssessorKind.values), name="assessment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AssessmentState.values), name="assessment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", *Level.values]), name="assessment_level_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_how__in=["", *Confirmation.values]),
                name="assessment_confirmation_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="typed") | (Q(confirmed_at__isnull=False) & ~Q(confirmed_how="")),
                name="assessment_confirmed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_how="paper") | Q(file__isnull=False),
                name="assessment_on_paper_has_a_file",
            ),
            models.UniqueConstraint(
                fields=["rating", "kind"],
                condition=Q(assessor__isnull=True),
                name="assessment_one_a_kind",
            ),
            models.UniqueConstraint(
                fields=["rating", "kind", "assessor"],
                condition=Q(assessor__isnull=False),
                name="assessment_one_an_assessor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.rating}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its rating's."""
        return self.rating.scope_paths

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Its rating's."""
        return self.rating.scope_units

    def is_about(self, _account: object) -> bool:
        """Nobody assesses himself through an opinion of another."""
        return False


class CriterionGrade(models.Model):
    """The grade one assessor gives one criterion; never overwritten by another's."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="grades")
    criterion = models.CharField("tiêu chí", max_length=16)
    grade = models.CharField("cấp độ thực hiện", max_length=12, choices=Grade)

    class Meta:
        verbose_name = "cấp độ từng tiêu chí"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="criterion_graded_once"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="criterion_grade_is_a_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_grade_display()}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Letters of proposal as a caller may see them."""

    def visible_to(self, account: Account) -> ProposalQuerySet:
        """Those of one's unit or subtree."""
        reach = account.reach(Permission.VIEW_RATING)
        return self.filter(reach.rows("unit__scope", "unit"))


class Proposal(models.Model):
    """Tờ trình with its list, of one unit: drawn with blank number and day, typed after the register (F13)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(SubmittingUnit, models.PROTECT, related_name="proposals")
    issuer = models.ForeignKey(Collective, models.PROTECT, related_name="proposals")
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    signatory = models.CharField("người ký", max_length=120, blank=True)
    scan = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    scan_name = models.CharField("tên tệp", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "tờ trình"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="proposal_one_a_unit"),
            models.CheckConstraint(
                condition=Q(number="") | Q(dated_on__isnull=False), name="proposal_number_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Tờ trình của {self.unit}"

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Its unit's."""
        return self.unit.scope_paths

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Its unit."""
        return (self.unit_id,)

    def is_about(self, _account: object) -> bool:
        """Nobody's own."""
        return False
