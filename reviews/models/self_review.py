"""The self-review: its sections, its versions, and the records it speaks of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from cadres.enums import MembershipStanding
from cadres.models import Membership, Person
from cadres.models.facts import ONE_OWNER
from documents.models import File
from organizations.enums import Grade, Level
from organizations.models import Collective, PartyOrganization
from organizations.permissions import Permission
from organizations.rules.keys import new_key
from reviews.enums import RemedyState, ReviewForm, ReviewState, RevisionKind
from reviews.models.guidance import Guidance
from reviews.models.subject import Place, Subject

if TYPE_CHECKING:
    from organizations.models import Account
    from organizations.models.account import Reader


TEXT_HANDED_IN = frozenset({ReviewState.SUBMITTED, ReviewState.COMPLETED})
# What was handed in and is not being written anew: what it names is to be put right.
IN_FORCE = TEXT_HANDED_IN | {ReviewState.PAPER}
# What was handed in once, though its complete text is being written.
HANDED_IN = IN_FORCE | {ReviewState.COMPLETING}


class SelfReviewQuerySet(models.QuerySet["SelfReview"]):
    """Self-reviews as a caller may read them: text does not follow the tree."""

    def visible_to(self, account: Account | Reader) -> SelfReviewQuerySet:
        """A draft is its authors'; once handed in it is for its places of review."""
        reach = account.reach(Permission.VIEW_SELF_REVIEW)
        here = Place.objects.filter(reach.rows("organization", "unit"), subject=OuterRef("subject"))
        collective = Q(subject__collective__isnull=False) & reach.rows(
            "subject__organization", "subject__unit"
        )
        return self.filter(
            Q(subject__person__account=account)
            | Q(helper=account)
            | collective
            | (~Q(state=ReviewState.DRAFT) & Exists(here))
        )

    def to_transcribe_by(self, account: Account) -> SelfReviewQuerySet:
        """Recorded on paper, for those who record it: they hold the sheets in their hands (P01, P02)."""
        return self.filter(_held_by(account), state=ReviewState.PAPER)

    def followed_by(self, account: Account) -> SelfReviewQuerySet:
        """Those in force whose shortcomings he follows: their text is open to him, or he holds their paper."""
        mine = Q(subject__person__account=account) | Q(helper=account)
        is_open = ~Q(form=ReviewForm.PAPER) | Q(is_entered_whole=True) | Q(subject__person__isnull=True)
        readable = SelfReview.objects.visible_to(account).filter(is_open | mine, state__in=IN_FORCE)
        return self.filter(Q(pk__in=readable.values("pk")) | _held_by(account), state__in=IN_FORCE)

    def for_form(self) -> SelfReviewQuerySet:
        """With everything the form shows, and whether there is anything of what most have none."""
        of_subject = (
            Q(person=OuterRef("subject__person"))
            | Q(collective=OuterRef("subject__collective"))
            | Q(organization=OuterRef("subject__reviewed_organization"))
        )
        probation = Membership.objects.filter(
            person=OuterRef("subject__person"), standing=MembershipStanding.PROBATIONARY, to_on__isnull=True
        )
        rows = self.annotate(
            is_on_probation=Exists(probation),
            has_guidance=Exists(Guidance.objects.filter(subject=OuterRef("subject"))),
            has_targets=Exists(Target.objects.filter(of_subject, year=OuterRef("subject__campaign__year"))),
        ).select_related(
            "helper",
            "entered_by",
            "subject__person__account",
            "subject__campaign__regulation",
            "subject__organization",
            "subject__unit",
        )
        return rows.defer("subject__campaign__regulation__content")  # a process reads a rulebook once


def _held_by(account: Account) -> Combinable | Q:
    """Papers of those whose papers the account takes and records."""
    reach = account.reach(Permission.RECORD_PAPER_REVIEW)
    here = Place.objects.filter(reach.rows("organization", "unit"), subject=OuterRef("subject"))
    collective = Q(subject__collective__isnull=False) & reach.rows("subject__organization", "subject__unit")
    return Q(form=ReviewForm.PAPER) & (collective | Exists(here))


class SelfReview(models.Model):
    """Bản kiểm điểm: one a subject, used at every place of review (R-035)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="self_review")
    form = models.CharField("hình thức", max_length=8, choices=ReviewForm, default=ReviewForm.ONLINE)
    state = models.CharField("trạng thái", max_length=12, choices=ReviewState, default=ReviewState.DRAFT)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="helped_reviews",
        verbose_name="người soạn giúp",
    )
    self_level = models.CharField("tự nhận mức xếp loại", max_length=16, choices=Level, blank=True)
    civil_level = models.CharField("tự nhận mức CBCCVC", max_length=16, choices=Level, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_on = models.DateField("ngày nộp", null=True, blank=True)
    receipt_number = models.CharField("số biên nhận", max_length=20, blank=True)
    paper_received_on = models.DateField("nhận bản giấy ngày", null=True, blank=True)
    paper_sheets = models.PositiveSmallIntegerField("số tờ", null=True, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    completed_on = models.DateField("ngày hoàn chỉnh", null=True, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nhập từ bản giấy",
    )
    entered_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    is_entered_whole = models.BooleanField("nhập thay toàn văn", default=False)
    version = models.PositiveIntegerField(default=1)

    objects = SelfReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "bản kiểm điểm"
        constraints = [
            models.CheckConstraint(condition=Q(form__in=ReviewForm.values), name="self_review_form_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ReviewState.values), name="self_review_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(self_level__in=["", *Level.values]), name="self_review_level_is_a_level"
            ),
            models.CheckConstraint(
                condition=Q(civil_level__in=["", *Level.values]), name="self_review_civil_is_a_level"
            ),
            models.CheckConstraint(
                condition=~Q(state="paper") | Q(paper_received_on__isnull=False, paper_sheets__gte=1),
                name="self_review_paper_has_day_and_sheets",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False, submitted_on__isnull=False),
                name="self_review_submitted_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(form="word", state="submitted") | Q(file__isnull=False),
                name="self_review_word_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(state="completed"),
                name="self_review_day_only_of_a_complete_one",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True, entered_at__isnull=True)
                | Q(entered_by__isnull=False, entered_at__isnull=False),
                name="self_review_entered_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_entered_whole=False) | Q(entered_at__isnull=False, file__isnull=False),
                name="self_review_entered_whole_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"Bản kiểm điểm của {self.subject}"

    @property
    def dated_on(self) -> date | None:
        """The day it bears: that of the complete text, which is after the conference, else the hand-in's (P115)."""
        return self.completed_on or self.submitted_on

    @property
    def scope_paths(self) -> tuple[str, ...]:
        """Where its subject is reviewed."""
        return self.subject.scope_paths

    @property
    def scope_units(self) -> tuple[int, ...]:
        """Units at which its subject is reviewed."""
        return self.subject.scope_units

    def is_about(self, account: object) -> bool:
        """Its subject's own."""
        return self.subject.is_about(account)

    def is_helped_by(self, account: object) -> bool:
        """Whether the subject has named this account to write for him (P04): he writes, never submits."""
        return self.helper_id is not None and self.helper_id == getattr(account, "pk", None)

    def is_draft_of(self, account: object) -> bool:
        """Whether its text is his while it is being written; a collective's is its unit's (visible_to)."""
        return self.subject.person_id is None or self.is_about(account) or self.is_helped_by(account)

    @property
    def may_be_entered_whole(self) -> bool:
        """Whether all of a paper may be typed in its author's stead: he has no account, its scan is here (P05)."""
        person = self.subject.person
        has_draft = self.helper_id is not None or person is None or person.account_id is not None
        return self.is_entered_whole or (self.file_id is not None and not has_draft)

    def is_open_to(self, account: object) -> bool:
        """Whether the text as it stands is for his eyes: given back, or recorded on paper, it is a draft."""
        handed_in = self.state in TEXT_HANDED_IN and self.form != ReviewForm.PAPER
        typed_from_paper = self.form == ReviewForm.PAPER and self.is_entered_whole
        return handed_in or typed_from_paper or self.is_draft_of(account)


class Section(models.Model):
    """One prescribed section: its text and the grade the subject gives himself."""

    review = models.ForeignKey(SelfReview, models.PROTECT, related_name="sections")
    code = models.CharField("mục", max_length=24)
    text = models.TextField("nội dung", blank=True)
    grade = models.CharField("cấp độ thực hiện", max_length=12, choices=Grade, blank=True)
    return_note = models.TextField("đề nghị bổ sung", blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mục của bản kiểm điểm"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "code"], name="section_once_a_review"),
            models.CheckConstraint(
                condition=Q(grade__in=["", *Grade.values]), name="section_grade_is_a_grade"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Revision(models.Model):
    """Every submitted text, kept as it stood; append-only."""

    review = models.ForeignKey(SelfReview, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("lần")
    kind = models.CharField("loại", max_length=12, choices=RevisionKind, default=RevisionKind.PRESENTED)
    content = models.JSONField("nội dung")
    content_hash = models.CharField("mã băm", max_length=64)
    submitted_at = models.DateTimeField("nộp lúc")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản đã nộp"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="revision_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"Bản lần {self.number}"


class ShortcomingQuerySet(models.QuerySet["Shortcoming"]):
    """Shortcomings as a caller may follow them: each goes with the text that was handed in."""

    def with_naming(self) -> ShortcomingQuerySet:
        """With the self-review that names it: its owner's of its year, handed in or not."""
        found = [
            Subquery(
                SelfReview.objects.filter(
                    **{f"subject__{subject}": OuterRef(owner)}, subject__campaign__year=OuterRef("year")
                ).values("pk")[:1]
            )
            for owner, subject in OWNERS.items()
        ]
        return self.annotate(named_in=Coalesce(*found))

    def visible_to(self, account: Account) -> ShortcomingQuerySet:
        """Named or answered in a text in force that he reads or holds; of a draft nothing."""
        reviews = SelfReview.objects.followed_by(account).values("pk")
        return self.with_naming().filter(Q(named_in__in=reviews) | Q(answered_in__in=reviews))


OWNERS = {"person": "person", "collective": "collective", "organization": "reviewed_organization"}


class Shortcoming(models.Model):
    """Hạn chế, khuyết điểm as a record: cause, remedy, who answers, by when (R02, P100)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="shortcomings")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="shortcomings"
    )
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="shortcomings"
    )
    year = models.PositiveSmallIntegerField("năm")
    text = models.TextField("hạn chế, khuyết điểm")
    cause = models.TextField("nguyên nhân chủ quan", blank=True)
    objective_cause = models.TextField("nguyên nhân khách quan", blank=True)
    remedy = models.TextField("biện pháp khắc phục", blank=True)
    responsible = models.CharField("người chịu trách nhiệm", max_length=200, blank=True)
    due_before = models.DateField("khắc phục trước ngày", null=True, blank=True)
    state = models.CharField("đến nay", max_length=12, choices=RemedyState, default=RemedyState.UNANSWERED)
    progress = models.TextField("kết quả, hoặc lý do chưa xong", blank=True)
    answered_in = models.ForeignKey(
        SelfReview, models.PROTECT, null=True, blank=True, related_name="answered_shortcomings"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    objects = ShortcomingQuerySet.as_manager()

    class Meta:
        verbose_name = "hạn chế, khuyết điểm"
        ordering = ["year", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="shortcoming_has_one_owner"),
            models.CheckConstraint(
                condition=Q(state__in=RemedyState.values), name="shortcoming_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Target(models.Model):
    """A yearly target with planned and actual figures; optional for members (P45)."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="targets")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, blank=True, related_name="targets")
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    year = models.PositiveSmallIntegerField("năm")
    text = models.CharField("chỉ tiêu", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    planned = models.DecimalField("giao", max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField("thực hiện", max_digits=14, decimal_places=2, null=True, blank=True)
    is_main = models.BooleanField("chỉ tiêu chủ yếu", default=False)
    force_majeure = models.BooleanField("bất khả kháng", default=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "chỉ tiêu, nhiệm vụ"
        ordering = ["year", "position", "pk"]
        constraints = [models.CheckConstraint(condition=ONE_OWNER, name="target_has_one_owner")]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """Minh chứng: a file kept with a self-review."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    review = models.ForeignKey(SelfReview, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=200)
    added_at = models.DateTimeField("tải lên lúc")

    class Meta:
        verbose_name = "minh chứng"

    def __str__(self) -> str:
        return self.name
