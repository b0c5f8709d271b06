"""One scene for the tests of ratings."""

import pytest

from organizations.services.demo import set_clock
from tests.factories import NOON
from tests.ratings.factories import make_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FILES_DIR = tmp_path / "files"
    return make_scene()


@pytest.fixture
def clock(db, settings):
    """A demo whose clock was put at noon on 14/12/2021."""
    settings.DEMO = True
    set_clock(NOON, actor=None)
