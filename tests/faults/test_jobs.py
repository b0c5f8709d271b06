"""A worker killed in the middle of a paper: the paper is there, once, and nothing half made is seen."""

import json
import os
import signal
import subprocess
import sys

import pytest

from jobs.runner import TOO_BIG, TOO_LONG
from tests.faults.tasks import POINTS
from tests.instances import ROOT, free_port, is_alive, manage, plain_environment, wait_until
from tools.servers import own_redis

PLAIN = {
    "JOB_LEASE_SECONDS": 3,
    "JOB_TIME_LIMIT_SECONDS": 8,
    "LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
}
COUNTS = """
import json
from jobs.models import Job
from documents.models import File
from documents.services.files import read_file
from jobs.services import sweep
sweep()
papers = Job.objects.exclude(kind="faults.effect")
print("COUNTS", json.dumps({
    "states": sorted(papers.values_list("state", flat=True)),
    "errors": sorted(set(papers.values_list("error", flat=True)) - {""}),
    "attempts": sorted(papers.values_list("attempts", flat=True)),
    "effects": Job.objects.filter(kind="faults.effect").count(),
    "files": sum(len(read_file(one)) == one.size for one in File.objects.all()),
}))
"""


@pytest.fixture(params=["files", "redis"])
def office(request, tmp_path):
    """A data folder with a database, the queue in files or in a Redis of its own."""
    if request.param == "redis":
        with own_redis() as port:
            yield make_office(tmp_path, PLAIN | {"CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0"})
    else:
        yield make_office(tmp_path, PLAIN)


def make_office(tmp_path, environment):
    environment = {name: str(value) for name, value in environment.items()}
    data = tmp_path / "data"
    manage(data, "migrate", "-v", "0", **environment)
    code = "from django.conf import settings; from jobs.transport import prepare_folders;"
    code += "settings.EMBEDDED_QUEUE and prepare_folders(settings.CELERY_BROKER_TRANSPORT_OPTIONS, ['bell', 'long'])"
    manage(data, "shell", "-v", "0", "-c", code, **environment)
    return data, environment


def new_worker(office):
    """The office's own worker, on this folder and this queue."""
    data, environment = office
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-P", "solo", "-Q", "bell"]
    with (data / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            cwd=ROOT,
            env=plain_environment(TUSOI_DATA=data, **environment),
            stdout=log,
            stderr=log,
        )


@pytest.fixture
def start_worker(office):
    """Start workers that end with the test."""
    started = []

    def start():
        started.append(new_worker(office))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def ask(office, folder, count=1, kind="faults.paper"):
    """Ask for papers, as a page would."""
    data, environment = office
    paper = f"enqueue({kind!r}, folder={str(folder)!r})" if folder else f"enqueue({kind!r})"
    code = f"from jobs.services import enqueue; [{paper} for _ in range({count})]"
    manage(data, "shell", "-v", "0", "-c", code, **environment)


def counts(office):
    data, environment = office
    said = manage(data, "shell", "-v", "0", "-c", COUNTS, **environment)
    return json.loads(next(line for line in said.splitlines() if line.startswith("COUNTS "))[7:])


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_at_any_point_costs_a_wait_and_nothing_else(office, start_worker, tmp_path, point):
    (tmp_path / f"kill at {point}").touch()
    worker = start_worker()
    ask(office, tmp_path)
    wait_until((tmp_path / point).exists, seconds=30, what=f"the worker stands at {point!r}")

    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    start_worker()

    wait_until(lambda: counts(office)["states"] == ["done"], seconds=60, what=lambda: counts(office))
    attempts = 1 if point == "done" else 2
    assert counts(office) == {
        "states": ["done"],
        "errors": [],
        "attempts": [attempts],
        "effects": 1,
        "files": 1,
    }


def test_forty_papers_survive_a_worker_that_is_killed_again_and_again(office, start_worker, tmp_path):
    ask(office, tmp_path, count=40)
    for _ in range(3):
        worker = start_worker()
        wait_until(lambda: counts(office)["effects"] > 0, seconds=40, what="the first papers")
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    start_worker()

    wait_until(lambda: counts(office)["states"] == ["done"] * 40, seconds=120, what=lambda: counts(office))
    assert counts(office)["effects"] == 40


@pytest.mark.parametrize("victim", ["worker", "child"])
def test_heavy_work_survives_the_death_of_its_worker_and_of_its_own_process(
    office, start_worker, tmp_path, victim
):
    (tmp_path / "kill at heavy").touch()
    worker = start_worker()
    ask(office, tmp_path, kind="faults.heavy")
    wait_until((tmp_path / "heavy").exists, seconds=30, what="the child is at work")
    child = int((tmp_path / "child 1").read_text())

    os.kill(worker.pid if victim == "worker" else child, signal.SIGKILL)
    wait_until(
        lambda: not is_alive(child), seconds=5, what="the child has ended, by itself or with its worker"
    )
    if victim == "worker":
        worker.wait()
        start_worker()

    wait_until(lambda: counts(office)["states"] == ["done"], seconds=60, what=lambda: counts(office))
    assert counts(office) == {"states": ["done"], "errors": [], "attempts": [2], "effects": 1, "files": 0}


@pytest.mark.parametrize(("kind", "words"), [("faults.bomb", TOO_BIG), ("faults.endless", TOO_LONG)])
def test_a_bomb_bursts_in_its_own_process_and_is_told_in_words(office, start_worker, kind, words):
    worker = start_worker()
    ask(office, None, kind=kind)

    wait_until(lambda: counts(office)["states"] == ["failed"], seconds=60, what=lambda: counts(office))

    assert counts(office) == {
        "states": ["failed"],
        "errors": [words],
        "attempts": [1],
        "effects": 0,
        "files": 0,
    }
    assert worker.poll() is None


def test_a_redis_that_is_down_and_comes_back_empty_loses_nothing(tmp_path):
    port = free_port()
    office = make_office(
        tmp_path,
        PLAIN | {"LOG_LEVEL": "ERROR", "CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0"},
    )
    ask(office, tmp_path, count=5)
    assert counts(office)["states"] == ["queued"] * 5

    with own_redis(port):
        ask(office, tmp_path, count=5)
    with own_redis(port):  # the same address, and nothing in it
        worker = new_worker(office)
        try:
            wait_until(
                lambda: counts(office)["states"] == ["done"] * 10, seconds=120, what=lambda: counts(office)
            )
        finally:
            worker.kill()
            worker.wait()

    assert counts(office)["effects"] == 10
