"""The office on the day, and its people signed in."""

import pytest

from organizations.services.demo import set_clock
from tests.reviews.office import NOON, Office


@pytest.fixture(autouse=True)
def demo(settings, db):
    """The office's clock stands at noon on 14/12/2021, and a password is enough."""
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    set_clock(NOON, actor=None)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def as_author(client, office):
    client.force_login(office.author)
    return client


@pytest.fixture
def as_clerk(client, office):
    client.force_login(office.clerk)
    return client
