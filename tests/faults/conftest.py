"""The two installations under fire, each opened once and closed whatever happens."""

from contextlib import ExitStack

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.faults.office import open_office

DRAFTS = 70


class ByInstallation(LoadScopeScheduling):
    """Whoever needs the same installation runs in the same process, so that each is opened once."""

    def _split_scope(self, nodeid):
        return "servers" if "[servers" in nodeid else "embedded"


def pytest_xdist_make_scheduler(config, log):
    """Two processes, an installation each."""
    return ByInstallation(config, log)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    """SQLite with a queue in files."""
    with ExitStack() as stack:
        yield open_office(stack, tmp_path_factory.mktemp("embedded"), DRAFTS)


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """PostgreSQL, and a Redis of the test's own."""
    with ExitStack() as stack:
        yield open_office(stack, tmp_path_factory.mktemp("servers"), DRAFTS, with_servers=True)


@pytest.fixture(params=["embedded", "servers"])
def office(request):
    """Each of the two."""
    return request.getfixturevalue(request.param)
