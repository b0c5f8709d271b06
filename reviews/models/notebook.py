"""Sổ năm: what a member promised for a year and noted of it, before there is a self-review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cadres.models import Person
from documents.models import File
from organizations.rules.keys import new_key
from reviews.models.self_review import IN_FORCE, SelfReview

if TYPE_CHECKING:
    from organizations.models import Account


def _of_its_year(reviews: models.QuerySet[SelfReview]) -> Exists:
    """Whether the self-review of a notebook's person and year is among these."""
    return Exists(
        reviews.filter(subject__person=OuterRef("person"), subject__campaign__year=OuterRef("year"))
    )


class NotebookQuerySet(models.QuerySet["Notebook"]):
    """Notebooks as a caller may read them: as the self-review of their year."""

    def written_by(self, account: Account) -> NotebookQuerySet:
        """One's own, and that of whom one helps with the self-review of that very year (P04)."""
        helped = SelfReview.objects.filter(helper=account)
        return self.filter(Q(person__account=account) | _of_its_year(helped))

    def visible_to(self, account: Account) -> NotebookQuerySet:
        """Its authors', and once the self-review is handed in that of everybody who reads it."""
        read = SelfReview.objects.visible_to(account).filter(state__in=IN_FORCE)
        return self.written_by(account) | self.filter(_of_its_year(read))


class Notebook(models.Model):
    """Sổ năm: one a person and a year, and whether his commitment lies in the cell on paper (P45, P62)."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="notebooks")
    year = models.PositiveSmallIntegerField("năm")
    paper_received_on = models.DateField("nhận bản cam kết giấy ngày", null=True, blank=True)
    paper_note = models.CharField("ghi chú", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", null=True, blank=True)

    objects = NotebookQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ năm"
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="notebook_one_a_person_and_year"),
            models.CheckConstraint(
                condition=Q(
                    paper_received_on__isnull=True,
                    recorded_by__isnull=True,
                    recorded_at__isnull=True,
                    paper_note="",
                )
                | Q(paper_received_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False),
                name="notebook_paper_recorded_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Sổ năm {self.year} của {self.person}"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Promises as a caller may read them."""

    def visible_to(self, account: Account) -> CommitmentQuerySet:
        """Those of the notebooks he reads."""
        return self.filter(notebook__in=Notebook.objects.visible_to(account))


class Commitment(models.Model):
    """Nội dung cam kết tu dưỡng, rèn luyện, phấn đấu: one thing a member promises for the year, and by when."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    notebook = models.ForeignKey(Notebook, models.PROTECT, related_name="commitments")
    text = models.TextField("nội dung cam kết")
    due_on = models.DateField("hạn thực hiện", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    noted_at = models.DateTimeField("ghi lúc")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung cam kết"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="commitment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class NotedEvidenceQuerySet(models.QuerySet["NotedEvidence"]):
    """What was noted, as a caller may read it."""

    def visible_to(self, account: Account) -> NotedEvidenceQuerySet:
        """Its authors' alone: others read what was put into the self-review."""
        return self.filter(notebook__in=Notebook.objects.written_by(account))


class NotedEvidence(models.Model):
    """Minh chứng ghi trong năm: a result noted when it came, with its paper if there is one."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    notebook = models.ForeignKey(Notebook, models.PROTECT, related_name="noted")
    text = models.CharField("kết quả, minh chứng", max_length=300)
    happened_on = models.DateField("ngày", null=True, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    noted_at = models.DateTimeField("ghi lúc")

    objects = NotedEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "minh chứng ghi trong năm"
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="noted_evidence_says_something"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="noted_evidence_file_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.text
