"""Redis away: limits are still counted, pages never fail."""

import pytest

from config.cache import SteadyRedisCache
from tests.instances import free_port


@pytest.fixture
def cache():
    """A cache whose server does not answer."""
    return SteadyRedisCache(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": {"socket_connect_timeout": 1}})


def test_a_cache_without_its_server_counts_by_process(cache):
    assert cache.get("tries", 0) == 0
    assert cache.add("tries", 1) is True
    assert cache.incr("tries") == 2
    assert cache.touch("tries", 60) is True
    assert cache.get("tries") == 2
    assert cache.delete("tries") is True
    assert cache.get("tries") is None
