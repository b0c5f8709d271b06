"""Installations that are stopped whatever happens."""

import pytest

from tests.instances import Instance


@pytest.fixture
def instance(tmp_path):
    """Make installations: instance(name, demo=...)."""
    made = []

    def make(name="data", **options):
        made.append(Instance(tmp_path / name, **options))
        return made[-1]

    yield make
    for one in made:
        one.stop()
