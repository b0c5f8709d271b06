"""Celery's two queues, kombu's made safe: in files for readers that never wait, in Redis for a Redis that goes away."""

import json
import os
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem, redis
from redis.exceptions import ConnectionError as RedisIsAway

LISTEN_SECONDS = 0.5


class Channel(filesystem.Channel):
    """A message appears under its name whole or not at all."""

    # kombu's two classes above name this argument differently
    def _put(self, queue: str, payload: dict[str, Any], **_kwargs: Any) -> None:  # type: ignore[override]
        """Write beside, then rename: kombu's own writer lets a worker read half a message and die of it."""
        folder = Path(self.data_folder_out)
        name = f"{time.monotonic_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        hidden = folder / f".{name}.new"
        hidden.write_text(json.dumps(payload))
        hidden.replace(folder / name)


class Transport(filesystem.Transport):
    """What `filesystem://` means here (see config/celery.py)."""

    Channel = Channel

    # kombu's two classes above differ in this argument, too
    def drain_events(self, connection: Any, timeout: float | None = None) -> None:  # type: ignore[override]
        """Wait for a message in short turns: only between two of them does a worker hear that it shall stop."""
        shortly = timeout and min(timeout, LISTEN_SECONDS)
        super().drain_events(connection, timeout=shortly)  # type: ignore[no-untyped-call]  # kombu has no types


class RedisQoS(redis.QoS):
    """What a worker has heard and not yet acknowledged."""

    def ack(self, delivery_tag: str) -> None:
        """Say aloud that Redis went away meanwhile: kombu's own only logs it, and the worker stays deaf for ever."""
        try:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]
        except RedisIsAway as away:
            raise BrokenPipeError(str(away)) from away


class RedisChannel(redis.Channel):
    """kombu's, with the acknowledgement above."""

    QoS = RedisQoS


class RedisTransport(redis.Transport):
    """What `redis://` means here (see config/celery.py)."""

    Channel = RedisChannel


def prepare_folders(options: dict[str, Any], queues: list[str]) -> None:
    """Make the folders and declare the exchanges before the first process starts: kombu's first-start race."""
    for name in ("data_folder_in", "data_folder_out", "processed_folder", "control_folder"):
        Path(options[name]).mkdir(mode=0o750, parents=True, exist_ok=True)
    for queue in queues:
        table = Path(options["control_folder"]) / f"{queue}.exchange"
        fresh = table.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps([[queue, "", queue]]))
        fresh.replace(table)


def forget_processed(options: dict[str, Any], *, older_than: float) -> int:
    """Delete the messages that were read longer ago than so many seconds; how many there were."""
    if "processed_folder" not in options:
        return 0
    limit, count = time.time() - older_than, 0
    for file in Path(options["processed_folder"]).glob("*.msg"):
        if file.stat().st_mtime < limit:
            file.unlink(missing_ok=True)
            count += 1
    return count
