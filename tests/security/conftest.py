"""The office that is attacked: built once for a file of tests, at noon on 14/12/2021."""

import logging

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.authority import world as office
from tests.factories import NOON


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The office, built once; every visit is taken back, and at the end the office too."""
    logging.getLogger("django.request").setLevel(logging.ERROR)  # a refusal is what we came for
    plain = override_settings(
        SECOND_FACTOR_REQUIRED=False,
        ACCOUNT_RATE_LIMITS=False,
        DEMO=False,
        FILES_DIR=tmp_path_factory.mktemp("files"),
    )
    with (
        plain,
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield office.build()
        transaction.set_rollback(True)
