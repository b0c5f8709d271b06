from django.db import models
from django.db.models import Q

from documents.enums import Format
from documents.models.file import File
from documents.rules import new_key


class Document(models.Model):
    """A paper drawn from facts; the same facts on the same form are never drawn twice."""

    key = models.CharField("mã", max_length=12, unique=True, default=new_key, editable=False)
    form = models.CharField("mẫu", max_length=8)
    issuer = models.CharField("cơ quan ban hành", max_length=16, blank=True)
    symbol = models.CharField("ký hiệu", max_length=32, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số", max_length=16, blank=True)
    content_hash = models.CharField("mã băm nội dung", max_length=64)
    format = models.CharField("định dạng", max_length=8, choices=Format)
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name="tệp", related_name="documents", null=True, blank=True
    )
    verification_code = models.CharField("mã đối chiếu trên bản in làm việc", max_length=12, blank=True)
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        constraints = [
            models.UniqueConstraint(fields=["content_hash", "format"], name="document_drawn_once"),
            models.UniqueConstraint(
                fields=["verification_code"],
                condition=~Q(verification_code=""),
                name="document_one_per_verification_code",
            ),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="document_format_is_known"),
            models.CheckConstraint(
                condition=Q(year__gte=2018) & Q(year__lte=2100), name="document_year_is_plausible"
            ),
            models.CheckConstraint(condition=~Q(form=""), name="document_has_a_form"),
            models.CheckConstraint(
                condition=Q(number="") | ~Q(symbol=""), name="document_number_has_a_symbol"
            ),
            models.CheckConstraint(condition=~Q(content_hash=""), name="document_has_a_content_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.year}, {self.get_format_display()}"
