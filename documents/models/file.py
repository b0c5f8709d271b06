from django.db import models
from django.db.models import Q


class File(models.Model):
    """Bytes kept once under their own hash: what was uploaded or drawn is never changed."""

    sha256 = models.CharField("mã băm nội dung", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("dung lượng")
    media_type = models.CharField("loại tệp", max_length=100)
    created_at = models.DateTimeField("lưu lúc")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [
            models.CheckConstraint(condition=~Q(sha256=""), name="file_has_a_hash"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(condition=~Q(media_type=""), name="file_has_a_media_type"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} byte"

    @property
    def place(self) -> str:
        """Where the bytes lie below the folder of files: ab/cd/<sha256>."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
