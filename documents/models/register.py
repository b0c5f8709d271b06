from django.db import models
from django.db.models import Q

from documents.models.document import Document
from documents.rules import new_key


class Register(models.Model):
    """Sổ đăng ký văn bản đi: one series of numbers an issuer, type and term of the committee."""

    key = models.CharField("mã", max_length=12, unique=True, default=new_key, editable=False)
    issuer = models.CharField("cơ quan ban hành", max_length=16)
    type = models.CharField("loại văn bản", max_length=8)
    term = models.CharField("nhiệm kỳ", max_length=16)

    class Meta:
        verbose_name = "sổ văn bản"
        verbose_name_plural = "sổ văn bản"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "type", "term"], name="register_one_per_issuer_type_and_term"
            ),
            models.CheckConstraint(
                condition=~Q(issuer="") & ~Q(type="") & ~Q(term=""), name="register_is_named_in_full"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}/{self.issuer}, nhiệm kỳ {self.term}"


class RegisteredNumber(models.Model):
    """A number the clerk gave a paper; gaps are normal, the same number twice is not."""

    register = models.ForeignKey(Register, models.PROTECT, verbose_name="sổ", related_name="numbers")
    number = models.PositiveIntegerField("số")
    dated_on = models.DateField("ngày văn bản")
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="văn bản", related_name="numbers", null=True, blank=True
    )

    class Meta:
        verbose_name = "số văn bản"
        verbose_name_plural = "số văn bản"
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="registered_number_given_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="registered_number_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.register.type}/{self.register.issuer}"
