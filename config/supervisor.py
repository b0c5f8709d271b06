"""One process tree: web, two workers and the timetable under one parent that restarts what dies and stops in order."""

import gc
import logging
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from celery import beat as _beat  # noqa: F401 - loaded once here, and shared by all that are forked
from celery.apps import beat as _beat_app  # noqa: F401
from celery.apps import worker as _worker_app  # noqa: F401
from celery.bin import celery as _commands  # noqa: F401
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.workers import gthread as _gthread  # noqa: F401

from config.celery import app
from jobs.process import be_called, die_with_parent

log = logging.getLogger(__name__)

QUICK = 10.0  # a child that dies sooner than this after its start has died quickly
MAX_QUICK_DEATHS = 5
LONGEST_PAUSE = 30.0
LOG_LIMIT = 20 * 1024 * 1024


@dataclass(slots=True)
class Child:
    """One process of the tree."""

    name: str
    work: Callable[[], object]
    patience: float  # how long it may take to stop by itself
    process: ForkProcess | None = None
    started_at: float = 0.0
    start_after: float = 0.0
    quick_deaths: int = 0


@dataclass(slots=True)
class Supervisor:
    """Keeps its children alive; what one of them leaves undone is taken up again from the database."""

    children: list[Child]
    logs: Path
    environment: dict[str, str]
    is_stopping: bool = False
    asked_to_stop: int = 0
    wake: threading.Event = field(default_factory=threading.Event)

    def run(self, *, when_started: Callable[[], None]) -> int:
        """Start all, watch until told to stop, stop in order; the exit code."""
        signal.signal(signal.SIGTERM, self.ask_to_stop)
        signal.signal(signal.SIGINT, self.ask_to_stop)
        signal.signal(signal.SIGHUP, self.ask_to_stop)
        app.loader.import_default_modules()
        gc.collect()
        gc.freeze()  # what is loaded by now stays shared: the children's collectors do not touch it
        for child in self.children:
            self.start(child)
        threading.Thread(target=when_started, daemon=True).start()
        failed = None
        try:
            while not self.asked_to_stop and failed is None:
                failed = self.watch()
                self.wake.wait(0.2)
        finally:
            self.stop()  # whatever ended the watch, nobody goes on alone
        if failed is not None:
            words = f"serve: the process {failed.name!r} stopped {MAX_QUICK_DEATHS} times at once;"
            sys.stderr.write(f"{words} the reason is in {self.log_of(failed)}\n")
            return 1
        return 0

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Ctrl-C or the system's stop; asked twice, nobody is waited for."""
        self.asked_to_stop += 1
        self.wake.set()

    def log_of(self, child: Child) -> Path:
        """Where a child writes."""
        return self.logs / f"{child.name}.log"

    def start(self, child: Child) -> None:
        """Start a child in a process group of its own, which the kernel ends if we are killed."""
        self.log_of(child).touch(0o640)
        child.process = ForkProcess(target=self.become, args=(child, os.getpid()), name=child.name)
        child.process.start()
        child.started_at = time.monotonic()

    def become(self, child: Child, parent: int) -> None:
        """In the child: its own name, log and signals, then its work to the end."""
        os.setpgid(0, 0)
        die_with_parent(parent)
        be_called(f"ts-{child.name}")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        output = os.open(self.log_of(child), os.O_WRONLY | os.O_APPEND)
        for handle, place in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(handle, place)
        os.environ.update(self.environment)
        child.work()

    def watch(self) -> Child | None:
        """Restart what has died, a little later each time; the child that cannot live, if there is one."""
        now = time.monotonic()
        for child in self.children:
            self.trim_log(child)
            if child.process is None:
                if now >= child.start_after:
                    self.start(child)
            elif child.process.exitcode is not None and self.note_death(child, now):
                return child
        return None

    def note_death(self, child: Child, now: float) -> bool:
        """Plan the next start; whether it has died too often to try again."""
        code = child.process.exitcode if child.process else None
        child.quick_deaths = child.quick_deaths + 1 if now - child.started_at < QUICK else 0
        log.warning("%s ended with %s", child.name, code)
        child.process = None
        child.start_after = now + min(LONGEST_PAUSE, 0.5 * 2**child.quick_deaths if child.quick_deaths else 0)
        return child.quick_deaths >= MAX_QUICK_DEATHS

    def trim_log(self, child: Child) -> None:
        """Keep one older log beside the present one; the child goes on writing at the new end."""
        path = self.log_of(child)
        if path.stat().st_size > LOG_LIMIT:
            shutil.copyfile(path, path.with_suffix(".log.1"))
            os.truncate(path, 0)

    def stop(self) -> None:
        """The web first (no new work), then the timetable and the workers together."""
        self.is_stopping = True
        web, *others = self.children
        self.stop_together([web])
        self.stop_together(others)

    def stop_together(self, children: list[Child]) -> None:
        """Ask all of them, then give each its time."""
        running = [
            (child.process, child.patience)
            for child in children
            if child.process is not None and child.process.exitcode is None
        ]
        for process, _ in running:
            process.terminate()
        for process, patience in running:
            self.wait_for(process, patience)

    def wait_for(self, process: ForkProcess, patience: float) -> None:
        """Give a child its time; at a second Ctrl-C, or after it, end its whole group."""
        until = time.monotonic() + patience
        while process.exitcode is None and time.monotonic() < until and self.asked_to_stop < 2:
            time.sleep(0.05)
        if process.exitcode is None:
            os.killpg(process.pid or 0, signal.SIGKILL)
            process.join()


def children(*, host: str, port: int, tmp: Path) -> list[Child]:
    """Web, timetable and workers: the web stands first, because it is stopped first."""
    return [
        Child("web", partial(web, host=host, port=port, tmp=tmp), patience=25),
        Child("beat", partial(celery, "beat", "--pidfile=", "-l", "WARNING"), patience=5),
        Child("worker-bell", partial(worker, "bell"), patience=15),
        Child("worker-long", partial(worker, "long"), patience=15),
    ]


def web(*, host: str, port: int, tmp: Path) -> None:
    """The pages, under Gunicorn's own watch (config/server.py)."""
    sys.argv = ["gunicorn", "config.wsgi:application", "--config", "python:config.server"]
    sys.argv += ["--bind", f"{host}:{port}", "--worker-tmp-dir", str(tmp)]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()


def celery(*arguments: str) -> None:
    """What `celery` does with these arguments, to its end."""
    sys.exit(app.start(["--quiet", *arguments]))


def worker(queue: str) -> None:
    """One worker a queue."""
    # solo: with prefork on a queue in files, a killed child leaves the worker alive but deaf
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "INFO"]
    celery("worker", "-P", "solo", "-Q", queue, "-n", f"{queue}@%h", *quiet)
