from django.apps import AppConfig

from documents import checks


class DocumentsConfig(AppConfig):
    """Official papers and the files people hand in."""

    name = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
    checks = checks
