"""The invented province, seeded once for all the tests that only look at it."""

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from deadlines.management.province.seed import Order, seed_province


@pytest.fixture
def _demo(settings):
    """A demo installation."""
    settings.DEMO = True


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """The province with its people; read-only, taken away after the module."""
    yield from _seeded("none", django_db_blocker)


@pytest.fixture(scope="module")
def december(django_db_setup, django_db_blocker):
    """The afternoon of 14/12/2021; read-only, taken away after the module."""
    yield from _seeded("december", django_db_blocker)


@pytest.fixture(scope="module")
def january(django_db_setup, django_db_blocker):
    """The afternoon of the sitting, 28/01/2022; read-only, taken away after the module."""
    yield from _seeded("january", django_db_blocker)


def _seeded(stage, blocker):
    was = django_settings.DEMO
    django_settings.DEMO = True
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            seed_province(Order(members=400, seed=1, stage=stage))
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            django_settings.DEMO = was
