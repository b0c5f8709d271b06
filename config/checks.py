"""What Django's own checks do not ask."""

from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(deploy=True)
def beat_names_real_tasks(**_kwargs: Any) -> list[CheckMessage]:
    """A timetable that calls nothing would be noticed only when a reminder is missing."""
    missing = [
        entry["task"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"] not in current_app.tasks
    ]
    return [Error(f"the timetable calls {task}, which no app declares", id="config.E001") for task in missing]


@register()
def files_are_private(**_kwargs: Any) -> list[CheckMessage]:
    """Dossiers are sent by a view that asks who is there, never served from a folder."""
    if settings.MEDIA_URL not in {"", "/"} or settings.MEDIA_ROOT:
        return [Error("private files would have an address of their own", id="config.E002")]
    if settings.FILES_DIR.is_relative_to(settings.STATIC_ROOT):
        return [Error("private files would lie among the static ones", id="config.E003")]
    return []


@register(Tags.security, deploy=True)
def production_is_reached_safely(**_kwargs: Any) -> list[CheckMessage]:
    """An installation reached from elsewhere is reached by https and is no demo."""
    found: list[CheckMessage] = []
    host = urlsplit(settings.SITE_URL).hostname
    if settings.DEMO and host not in {"127.0.0.1", "localhost", "::1"}:
        found.append(Error("a demo is for this machine alone", id="config.E004"))
    if not settings.HTTPS:
        found.append(Warning("SITE_URL is not https", id="config.W001"))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS lets every name in", id="config.E005"))
    return found
