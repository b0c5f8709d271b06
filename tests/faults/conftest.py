"""The two installations under fire, each opened once and closed whatever happens."""

from contextlib import ExitStack

import pytest

from tests.faults.office import open_office

DRAFTS = 70
EMBEDDED, SERVERS = [
    pytest.param(kind, marks=pytest.mark.xdist_group(kind)) for kind in ("embedded", "servers")
]


@pytest.fixture(scope="session", params=[EMBEDDED, SERVERS])
def office(request, tmp_path_factory):
    """SQLite with a queue in files, and PostgreSQL with Redis."""
    with ExitStack() as stack:
        yield open_office(stack, tmp_path_factory.mktemp("office"), request.param, DRAFTS)


@pytest.fixture
def drafts(office):
    """Take so many self-reviews that no other test has touched."""
    return lambda count: [office.drafts.pop() for _ in range(count)]
