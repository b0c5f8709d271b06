"""Installations that are stopped whatever happens."""

import shutil

import pytest

from tests.instances import Instance


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A folder after its first start, without the demo, and the seconds that took."""
    one = Instance(tmp_path_factory.mktemp("prepared") / "data")
    try:
        one.seconds = one.start()
    finally:
        one.stop()
    return one


@pytest.fixture
def instance(tmp_path, request):
    """Make installations: instance(name, demo=..., fresh=...); all but a fresh one have had their first start."""
    made = []

    def make(name="data", *, fresh=False, **options):
        one = Instance(tmp_path / name, **options)
        if not fresh and not options.get("demo"):
            shutil.copytree(request.getfixturevalue("prepared").data, one.data)
        made.append(one)
        return one

    yield make
    for one in made:
        one.stop()
