from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official papers and the files people hand in."""

    name = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"
