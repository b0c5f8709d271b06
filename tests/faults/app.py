"""The office's worker, which also knows the kinds of these tests."""

import django

django.setup()

from config.celery import app  # noqa: E402 - Django first
from tests.faults import kinds  # noqa: E402

__all__ = ["app", "kinds"]
