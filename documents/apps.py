import pikepdf.settings
from django.apps import AppConfig

from documents import checks

UNPACKED_PART = (
    128 * 1024 * 1024
)  # bytes one part of a PDF may hold once unpacked; a scanned page takes a tenth


class DocumentsConfig(AppConfig):
    """Official papers and the files people hand in."""

    name = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
    checks = checks

    def ready(self) -> None:
        """Of a file made to burst, one part is unpacked so far and no further."""
        pikepdf.settings.set_qpdf_limits(
            flate_max_memory=UNPACKED_PART,
            png_max_memory=UNPACKED_PART,
            run_length_max_memory=UNPACKED_PART,
            tiff_max_memory=UNPACKED_PART,
        )
