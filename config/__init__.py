"""The shell: settings, addresses, the queue's bell, the supervisor. No app imports it."""

import gc

from config.celery import app as celery_app

__all__ = ["celery_app"]

# Rows read from the database are many and make no cycles: looking for cycles after every 700 of them costs more than
# a tenth of the processor's time.
gc.set_threshold(20_000)
