"""The installation's Gunicorn, as it is served, with the meter on its door; and sessions for whoever is needed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.parts.client import Browser
from bench.parts.province import ROOT, Installation

CALIBRATION = "/bench/calibration/"


@contextmanager
def served(here: Installation) -> Iterator[int]:
    """Gunicorn of `config.server` on the installation; the port it answers on."""
    command = [sys.executable, "-m", "gunicorn", "bench.parts.wsgi:application", "-c", "python:config.server"]
    command += ["--bind", f"127.0.0.1:{here.port}", "--worker-tmp-dir", str(here.data)]
    process = subprocess.Popen(command, cwd=ROOT, env=here.environment)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError):
                if Browser(here.port).get(CALIBRATION).status == 200:
                    break
            if process.poll() is not None:
                raise SystemExit("bench: the server did not start")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def workers(pid: int) -> list[str]:
    """The processes that Gunicorn's parent has forked."""
    listed = subprocess.run(["/usr/bin/pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def memory_mb(pid: int) -> int:
    """What the largest worker holds of its own; the pages of SQLite's file are the system's."""
    found = [0]
    for task in workers(pid):
        lines = Path(f"/proc/{task}/status").read_text().splitlines()
        found += [int(line.split()[1]) for line in lines if line.startswith("RssAnon")]
    return max(found) // 1024


def cpu_seconds(pid: int) -> float:
    """The processor time of all workers so far."""
    ticks = 0
    for task in workers(pid):
        fields = Path(f"/proc/{task}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def use(here: Installation) -> None:
    """This process looks into the installation's own database."""
    os.environ.update(here.environment)
    import django

    django.setup()
    from django.conf import settings

    from deadlines.management.province.opening import NOW
    from jobs.enums import JobQueue
    from jobs.transport import prepare_folders
    from organizations.services.demo import set_clock

    prepare_folders(settings.CELERY_BROKER_TRANSPORT_OPTIONS, list(JobQueue))
    set_clock(NOW, actor=None)


def signed_in(here: Installation, names: Iterable[str]) -> dict[str, Browser]:
    """A browser for each account, in which it is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from organizations import clock
    from organizations.http import SEEN_AT, SIGNED_IN_AT
    from organizations.models import Account

    found = {}
    for account in Account.objects.filter(sign_in_name__in=list(names)):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session[SEEN_AT] = session[SIGNED_IN_AT] = clock.real_now().timestamp()
        session.save()
        found[account.sign_in_name] = Browser(
            here.port, {settings.SESSION_COOKIE_NAME: str(session.session_key)}
        )
    return found
