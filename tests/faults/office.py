"""An installation under fire: `./run` with its demo, a console that sees its data, and a Redis that can be killed."""

import os
import signal
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress

import psycopg
import redis

from tests.console import Console
from tests.faults.client import Client
from tests.faults.inside import PASSWORD
from tests.instances import ROOT, Instance, free_port, plain_environment, start_bound, wait_until
from tools.servers import own_postgres, own_redis, postgres_answers

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    "JOB_LEASE_SECONDS": 3,
    "JOB_TIME_LIMIT_SECONDS": 20,
}
INSIDE = "__import__('tests.faults.inside', fromlist=['inside'])"
CELERY = [sys.executable, "-m", "celery", "-A", "config", "--quiet"]


class Redis:
    """A Redis of the test's own; killed, it comes back at the same address with nothing in it."""

    def __init__(self):
        self.port, self.stack = free_port(), ExitStack()
        self.start()

    def start(self):
        self.stack.enter_context(own_redis(self.port))

    def kill(self):
        with redis.Redis(port=self.port) as one:
            os.kill(one.info()["process_id"], signal.SIGKILL)
        self.stop()

    def stop(self):
        self.stack.close()


class Office(Instance):
    """A demo whose processes can be killed by name, and whose cadres have all written and not yet submitted."""

    def __init__(self, data, *, redis=None, **environment):
        super().__init__(data, demo=True, **ENVIRONMENT, **environment)
        self.redis, self.lock, self.console = redis, threading.Lock(), None

    def open(self, drafts):
        """Start, connect the console, write the drafts."""
        self.start(seconds=300)
        self.console = Console(self.data, SITE_URL=self.address, **self.environment)
        self.drafts = self.ask("prepare", drafts)
        assert len(self.drafts) == drafts

    def take(self, count):
        """So many self-reviews that no other test has touched."""
        return [self.drafts.pop() for _ in range(count)]

    def own_environment(self):
        """What its processes know of it."""
        return plain_environment(
            TUSOI_DATA=self.data, TUSOI_DEMO=1, SITE_URL=self.address, **self.environment
        )

    def ask(self, name, *arguments):
        """One of the questions of `inside`, answered from the installation's own data."""
        with self.lock:
            return self.console.ask(f"{INSIDE}.ANSWERS[{name!r}](*{arguments!r})")

    def settle(self, name, *arguments, until, seconds=90):
        """Ask again and again until the answer is as hoped; the last answer."""
        answers = []

        def as_hoped():
            answers[:] = [self.ask(name, *arguments)]
            return until(answers[0])

        wait_until(as_hoped, seconds=seconds, what=lambda: f"{answers}\n{self.logs()[-4000:]}")
        return answers[0]

    def author(self, review):
        """The cadre who wrote it, signed in."""
        client = Client(self.address)
        client.sign_in(f"f{review}", PASSWORD)
        return client

    def pids(self, *words):
        """Its processes whose command holds these words, the oldest first."""
        return sorted(pid for pid, command in self.tree().items() if all(one in command for one in words))

    def kill(self, *words, which=-1, of=1):
        """Kill the oldest (0) or the youngest (-1) of these processes, as soon as there are so many."""

        def is_done():
            pids = self.pids(*words)
            if len(pids) < of:
                return False
            with suppress(
                ProcessLookupError
            ):  # it ended by itself between the look and the blow: the next one
                os.kill(pids[which], signal.SIGKILL)
                return True
            return False

        wait_until(is_done, seconds=60, what=self.tree)

    @contextmanager
    def another_worker(self, queue):
        """One more worker of the same installation, as a second machine would run it."""
        said = self.data / "logs" / f"second-{queue}.log"
        with said.open("ab") as log:
            worker = start_bound(
                [
                    *CELERY,
                    "worker",
                    "-P",
                    "solo",
                    "-Q",
                    queue,
                    "-n",
                    "second@%h",
                    "--without-mingle",
                    "-l",
                    "INFO",
                ],
                cwd=ROOT,
                env=self.own_environment(),
                stdout=log,
                stderr=log,
            )
        try:
            wait_until(lambda: "ready." in said.read_text(), seconds=60, what="the second worker is there")
            yield
        finally:
            worker.terminate()
            worker.wait(30)

    def plan(self, death):
        """Plan what the next job's process will do; the mark it leaves if it stands."""
        folder = self.data / "deaths"
        folder.mkdir(exist_ok=True)
        (folder / death).touch()
        return folder / "standing"

    def close(self):
        """Stop everything, whatever the test did."""
        if self.console is not None:
            self.console.close()
        self.stop()


def open_office(stack, folder, drafts, *, with_servers=False):
    """An installation on SQLite and files, or on PostgreSQL and a Redis of its own."""
    more = {}
    if with_servers:
        server = Redis()
        stack.callback(server.stop)
        more = {
            "redis": server,
            "DATABASE_URL": stack.enter_context(own_database()),
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{server.port}/0",
            "CACHE_URL": f"rediscache://127.0.0.1:{server.port}/1",
        }
    office = Office(folder / "data", **more)
    stack.callback(office.close)
    office.open(drafts)
    return office


@contextmanager
def own_database():
    """An empty database that is gone afterwards, in the PostgreSQL that answers or in one of our own."""
    with ExitStack() as stack:
        port = 5432 if postgres_answers(5432) else stack.enter_context(own_postgres())
        name, server = f"tusoi_faults_{os.getpid()}", f"postgresql://postgres@127.0.0.1:{port}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as one:
            one.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/{name}"
        finally:
            with psycopg.connect(f"{server}/postgres", autocommit=True) as one:
                one.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
