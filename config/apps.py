"""The shell, as Django knows it."""

from django.apps import AppConfig

from config import checks

__all__ = ["ConfigConfig", "checks"]


class ConfigConfig(AppConfig):
    """Brings the system checks and `manage.py serve`."""

    name = "config"
    verbose_name = "Tự soi"
