"""The office that every test of authority looks at."""

import pytest
from django.db import transaction

from tests.authority import world as office


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The office, built once; every visit is taken back, and at the end the office too."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield office.build()
        transaction.set_rollback(True)
