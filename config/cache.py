"""Redis as the shared cache, and this process's own memory while Redis is away: limits stay, pages never fail."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class SteadyRedisCache(RedisCache):
    """A cache that goes on, by process, when its server does not."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.meanwhile = LocMemCache("while-redis-is-away", params)

    def _steadily(self, ask: Callable[[], Any], meanwhile: Callable[[], Any]) -> Any:
        try:
            return ask()
        except (RedisError, OSError) as error:
            log.warning("Redis does not answer, this process counts alone: %s", error)
            return meanwhile()

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """As Django's."""
        args = (key, value, timeout, version)
        return bool(
            self._steadily(
                lambda: super(SteadyRedisCache, self).add(*args), lambda: self.meanwhile.add(*args)
            )
        )

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """As Django's."""
        args = (key, default, version)
        return self._steadily(
            lambda: super(SteadyRedisCache, self).get(*args), lambda: self.meanwhile.get(*args)
        )

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        """As Django's."""
        args = (key, value, timeout, version)
        self._steadily(lambda: super(SteadyRedisCache, self).set(*args), lambda: self.meanwhile.set(*args))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """As Django's."""
        args = (key, timeout, version)
        return bool(
            self._steadily(
                lambda: super(SteadyRedisCache, self).touch(*args), lambda: self.meanwhile.touch(*args)
            )
        )

    def delete(self, key: Any, version: Any = None) -> bool:
        """As Django's."""
        args = (key, version)
        return bool(
            self._steadily(
                lambda: super(SteadyRedisCache, self).delete(*args), lambda: self.meanwhile.delete(*args)
            )
        )

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """As Django's."""
        args = (key, delta, version)
        return int(
            self._steadily(
                lambda: super(SteadyRedisCache, self).incr(*args), lambda: self.meanwhile.incr(*args)
            )
        )
