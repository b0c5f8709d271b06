"""The office's settings, a door by which a test ends a process in mid-step, and a timetable without patience."""

from celery.schedules import schedule

from config.settings import *  # noqa: F403
from config.settings import CELERY_BEAT_SCHEDULE, INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults"]
MIDDLEWARE = ["tests.faults.death.DeathMiddleware", *MIDDLEWARE]
CELERY_BEAT_SCHEDULE = {
    name: {**one, "schedule": schedule(1), "options": {"expires": 5}}
    for name, one in CELERY_BEAT_SCHEDULE.items()
}
