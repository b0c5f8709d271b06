"""One scene for the tests of ratings."""

import pytest

from tests.factories import NOON
from tests.ratings.factories import make_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FILES_DIR = tmp_path / "files"
    return make_scene()


@pytest.fixture
def clock(settings, monkeypatch):
    """The office's clock stands at noon on 14/12/2021."""
    monkeypatch.setattr("organizations.clock.real_now", lambda: NOON)
