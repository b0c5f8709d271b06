"""A whole installation for a story: web, workers, timetable, the invented province, and a browser for each person."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.console import Console
from tests.instances import ROOT, Instance, plain_environment
from tests.journeys.desk import Desk

NOW = "2021-12-14T13:30"
FIRST_START = (
    "import django; django.setup()\n"
    "from config.start import choose_kind, prepare\n"
    "choose_kind(wants_demo=True); prepare(print)"
)


def first_start(data, code=FIRST_START, **environment):
    """What ./run does with an empty folder, and no process of it goes on."""
    data.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=plain_environment(TUSOI_DATA=data, DJANGO_SETTINGS_MODULE="config.settings", **environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


class Databases:
    """Databases for installations: embedded ones lie in the data folder, others on the server of this run."""

    def __init__(self):
        self.server = os.environ.get("TEST_DATABASE_URL", "").rpartition("/")[0]

    def name(self):
        return f"tusoi_journey_{uuid.uuid4().hex[:8]}"

    def environment(self, name):
        """How an installation is told of its database."""
        if not self.server:
            return {}
        broker = os.environ["TEST_BROKER_URL"]
        return {
            "DATABASE_URL": f"{self.server}/{name}",
            "CELERY_BROKER_URL": broker,
            "CELERY_KEY_PREFIX": f"{name}:",
        }

    def execute(self, statement):
        """One statement to the server, if there is one."""
        if self.server:
            address = f"{self.server}/postgres".replace("postgres://", "postgresql://")
            with psycopg.connect(address, autocommit=True) as admin:
                admin.execute(statement)

    @contextlib.contextmanager
    def one(self, template="template1"):
        """A database that is gone afterwards."""
        name = self.name()
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield self.environment(name)
        finally:
            self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Seeded:
    """The province after its first start, made by whoever needs it first and kept for every worker of the run."""

    def __init__(self, folder):
        self.folder, self.databases = folder, Databases()
        self.data, self.note, self.users = folder / "data", folder / "database", folder / "users"

    @contextlib.contextmanager
    def alone(self):
        """One worker at a time."""
        self.users.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def get(self):
        """The folder and the name of its database."""
        with self.alone():
            (self.users / str(os.getpid())).touch()
            if not self.note.exists():
                shutil.rmtree(self.data, ignore_errors=True)
                name = self.databases.name()
                self.databases.execute(f'CREATE DATABASE "{name}"')
                first_start(self.data, **self.databases.environment(name))
                self.note.write_text(name)
            return self.data, self.note.read_text()

    def leave(self):
        """The last worker takes the database away."""
        with self.alone():
            (self.users / str(os.getpid())).unlink(missing_ok=True)
            if self.note.exists() and not any(self.users.iterdir()):
                self.databases.execute(f'DROP DATABASE "{self.note.read_text()}" WITH (FORCE)')
                self.note.unlink()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A story that fails tells what its screens were waiting for and how busy the disk was."""
    report = yield
    desks = item.funcargs.get("desk")
    if report.failed and call.when == "call" and desks:
        report.sections.append(("what the screens asked", desks.report()))
        report.sections.append(("processes of the office", desks.office.states()))
    return report


@pytest.fixture(scope="session")
def seeded(tmp_path_factory):
    """The invented province as every story finds it."""
    base = tmp_path_factory.getbasetemp()
    one = Seeded((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seeded")
    yield one
    one.leave()


@pytest.fixture(scope="module")
def office(seeded, tmp_path_factory):
    """The invented province at 13:30 on 14/12/2021, running; the timetable comes round in seconds."""
    data, database = seeded.get()
    folder = Path(shutil.copytree(data, tmp_path_factory.mktemp("office") / "data"))
    template = database if seeded.databases.server else ""
    with (
        seeded.databases.one(template) as environment,
        running(folder, NOW, TICK_SECONDS=3, **environment) as one,
    ):
        yield one


@contextlib.contextmanager
def running(folder, moment, **environment):
    """An office at work from this moment of its clock, its console open; nothing of it is left afterwards."""
    instance = Instance(folder, demo=True, **environment)
    instance.console = Console(folder, **environment)
    try:
        instance.console.command("demo_clock", to=moment)
        instance.start(seconds=180)
        yield instance
    finally:
        instance.console.close()
        instance.stop()


@pytest.fixture(scope="module")
def desk(office, browser):
    """Whoever works in the story, each in a browser of his own."""
    desks = Desk(office, browser)
    yield desks
    desks.close()
