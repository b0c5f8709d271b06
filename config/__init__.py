"""The shell: settings, addresses, the queue's bell, the supervisor. No app imports it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
