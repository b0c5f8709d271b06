"""Celery, the doorbell: it carries the number of a Job row and nothing else."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Workers, beat and every web thread publish: all of them must meet our transports under these names.
TRANSPORT_ALIASES["filesystem"] = "jobs.transport:Transport"
TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "jobs.transport:RedisTransport"

app = Celery("tusoi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()  # the current app is kept by thread; web threads must find this one too
