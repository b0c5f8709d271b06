"""The installation's Gunicorn, as it is served, with the meter on its door; and sessions for whoever is needed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

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


def memory_mb(pid: int) -> int:
    """Resident memory of the largest process under a parent."""
    pages = [0]
    for task in subprocess.run(
        ["/usr/bin/pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split():
        with suppress(OSError), open(f"/proc/{task}/status") as file:  # noqa: PTH123
            pages += [int(line.split()[1]) for line in file if line.startswith("VmHWM")]
    return max(pages) // 1024


def use(here: Installation) -> None:
    """This process looks into the installation's own database."""
    os.environ.update(here.environment)
    import django

    django.setup()
    from deadlines.management.province.opening import NOW
    from organizations.services.demo import set_clock

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
