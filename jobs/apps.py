"""The engine of work done later."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Knows every kind of job as soon as the process starts, web threads included."""

    name = "jobs"
    verbose_name = "Việc làm sau"

    def ready(self) -> None:
        """Read every app's declarations."""
        autodiscover_modules("tasks")
