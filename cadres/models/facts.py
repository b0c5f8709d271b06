"""Dated facts about people, collectives and organisations that the rules read."""

from django.db import models
from django.db.models import F, Q

from cadres.enums import DisciplineForm, LeaveKind, StandingKind
from cadres.models.person import Person
from organizations.enums import Capacity, Level
from organizations.models import Collective, PartyOrganization

ONE_OWNER = (
    Q(person__isnull=False, collective__isnull=True, organization__isnull=True)
    | Q(person__isnull=True, collective__isnull=False, organization__isnull=True)
    | Q(person__isnull=True, collective__isnull=True, organization__isnull=False)
)


class Standing(models.Model):
    """Exempt, suspended, away for study or work, in transfer: from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings")
    kind = models.CharField("trường hợp", max_length=24, choices=StandingKind)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "trường hợp riêng"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StandingKind.values), name="standing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="standing_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Leave(models.Model):
    """Sick or maternity leave; months are summed from dated slips."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    kind = models.CharField("loại nghỉ", max_length=12, choices=LeaveKind)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến ngày")

    class Meta:
        verbose_name = "thời gian nghỉ"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LeaveKind.values), name="leave_kind_is_known"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="leave_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Discipline(models.Model):
    """Discipline of a person, collective or organisation; one violation counts once (B11)."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="disciplines")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="disciplines"
    )
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="disciplines"
    )
    form = models.CharField("hình thức", max_length=12, choices=DisciplineForm)
    decided_on = models.DateField("ngày quyết định")
    violated_in = models.PositiveSmallIntegerField("năm vi phạm")
    counted_in = models.PositiveSmallIntegerField("đã tính vào năm", null=True, blank=True)
    note = models.CharField("nội dung", max_length=300, blank=True)

    class Meta:
        verbose_name = "kỷ luật"
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=DisciplineForm.values), name="discipline_form_is_known"
            ),
            models.CheckConstraint(condition=ONE_OWNER, name="discipline_has_one_owner"),
        ]

    def __str__(self) -> str:
        return self.get_form_display()


class CivilRating(models.Model):
    """The year's civil-servant rating (CBCCVC): input that limits the Party rating (R-017, P39)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="civil_ratings")
    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức xếp loại", max_length=16, choices=Level)
    period = models.CharField("kỳ đánh giá", max_length=60, blank=True)
    paper = models.CharField("văn bản", max_length=160, blank=True)
    decided_on = models.DateField("ngày", null=True, blank=True)

    class Meta:
        verbose_name = "kết quả xếp loại cán bộ, công chức, viên chức"
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="civil_rating_once_a_year"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="civil_rating_is_a_level"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_level_display()}"


class PastRating(models.Model):
    """A rating of an earlier year, brought in from paper: the years side by side (R02, P53)."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="past_ratings")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="past_ratings"
    )
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="past_ratings"
    )
    year = models.PositiveSmallIntegerField("năm")
    capacity = models.CharField("tư cách", max_length=16, choices=Capacity)
    level = models.CharField("mức xếp loại", max_length=16, choices=Level)

    class Meta:
        verbose_name = "kết quả xếp loại năm trước"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=ONE_OWNER, name="past_rating_has_one_owner"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="past_rating_is_a_level"),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="past_rating_capacity_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "year", "capacity"],
                condition=Q(person__isnull=False),
                name="past_rating_once_a_year_by_person",
            ),
            models.UniqueConstraint(
                fields=["collective", "year", "capacity"],
                condition=Q(collective__isnull=False),
                name="past_rating_once_a_year_by_collective",
            ),
            models.UniqueConstraint(
                fields=["organization", "year", "capacity"],
                condition=Q(organization__isnull=False),
                name="past_rating_once_a_year_by_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_level_display()}"
