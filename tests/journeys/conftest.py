"""A whole installation for a story: web, workers, timetable, the invented province, and a browser for each person."""

import contextlib
import os
import uuid

import psycopg
import pytest

from tests.instances import Instance
from tests.journeys.desk import Desk


@contextlib.contextmanager
def _database():
    """The database this run is about: embedded, or one of its own on the server that the gate names."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        yield {}
        return
    name, base = f"tusoi_journey_{uuid.uuid4().hex[:8]}", server.rsplit("/", 1)[0]
    with psycopg.connect(
        f"{base}/postgres".replace("postgres://", "postgresql://"), autocommit=True
    ) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    broker = os.environ["TEST_BROKER_URL"]
    try:
        yield {"DATABASE_URL": f"{base}/{name}", "CELERY_BROKER_URL": broker, "CELERY_KEY_PREFIX": f"{name}:"}
    finally:
        with psycopg.connect(
            f"{base}/postgres".replace("postgres://", "postgresql://"), autocommit=True
        ) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The invented province at 13:30 on 14/12/2021, running."""
    with _database() as environment:
        instance = Instance(tmp_path_factory.mktemp("office") / "data", demo=True, **environment)
        try:
            instance.start(seconds=180)
            yield instance
        finally:
            instance.stop()


@pytest.fixture(scope="module")
def desk(office, browser):
    """Whoever works in the story, each in a browser of his own."""
    desks = Desk(office, browser)
    yield desks
    desks.close()
