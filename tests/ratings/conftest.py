"""One scene for the tests of ratings."""

import pytest

from tests.ratings.factories import make_scene


@pytest.fixture
def scene(db, settings, tmp_path):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.FILES_DIR = tmp_path / "files"
    return make_scene()
