"""PostgreSQL and Redis for the tests: those that answer on 127.0.0.1, else Debian's, in a folder of their own."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent


class Missing(Exception):
    """A server could be neither found nor started."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def postgres_answers(port: int) -> bool:
    """Whether a PostgreSQL lets the user postgres in."""
    try:
        with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", connect_timeout=2):
            return True
    except psycopg.Error:
        return False


def redis_answers(port: int) -> bool:
    """Whether a Redis answers without a password."""
    try:
        with redis.Redis(host="127.0.0.1", port=port, socket_connect_timeout=1) as one:
            return bool(one.ping())
    except redis.RedisError:
        return False


def wait_until(answers, port: int, name: str) -> None:
    """Give a server half a minute."""
    until = time.monotonic() + 30
    while not answers(port):
        if time.monotonic() > until:
            raise Missing(f"{name} did not start on port {port}")
        time.sleep(0.1)


def install(*debs: str) -> None:
    """By the same rules as everything else that is missing."""
    if subprocess.run([str(ROOT / "run"), "debs", *debs], check=False).returncode:
        raise Missing(f"not installed: {' '.join(debs)}")


def postgres_folder() -> Path:
    """Where Debian keeps the newest PostgreSQL's programs."""
    pattern = "/usr/lib/postgresql/*/bin/initdb"
    if not glob.glob(pattern):  # noqa: PTH207 - an absolute pattern
        install("postgresql")
    return Path(max(glob.glob(pattern))).parent  # noqa: PTH207


@contextmanager
def own_postgres() -> Iterator[int]:
    """A PostgreSQL of our own, as the user postgres when we are root."""
    programs, port = postgres_folder(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="tusoi-pg-"))
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres", "postgres")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    data = str(folder / "data")
    initdb = [
        str(programs / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(initdb, check=True, **quiet, **who)
    options = [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        f"unix_socket_directories={folder}",
        "-c",
        "fsync=off",
    ]
    command = [str(programs / "postgres"), "-D", data, "-p", str(port), *options]
    server = subprocess.Popen(command, **quiet, **who)
    try:
        wait_until(postgres_answers, port, "PostgreSQL")
        yield port
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_redis(port: int = 0) -> Iterator[int]:
    """A Redis of our own, in memory."""
    if not shutil.which("redis-server"):
        install("redis-server")
    port = port or free_port()
    folder = tempfile.mkdtemp(prefix="tusoi-redis-")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(redis_answers, port, "Redis")
        yield port
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """The environment of tests that run on PostgreSQL and Redis."""
    with ExitStack() as stack:
        postgres = 5432 if postgres_answers(5432) else stack.enter_context(own_postgres())
        broker = 6379 if redis_answers(6379) else stack.enter_context(own_redis())
        yield {
            "TEST_DATABASE_URL": f"postgres://postgres@127.0.0.1:{postgres}/tusoi_{os.getpid()}",
            "TEST_BROKER_URL": f"redis://127.0.0.1:{broker}/9",
            "TEST_CACHE_URL": f"rediscache://127.0.0.1:{broker}/8",
            "CELERY_KEY_PREFIX": f"test-{os.getpid()}:",
        }
