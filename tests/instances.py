"""A whole running installation for a test: its folder, its port, its processes, all known by number."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from jobs.process import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
INHERITED = (
    "TUSOI_",
    "TEST_",
    "DATABASE_URL",
    "CELERY_",
    "CACHE_URL",
    "EMAIL_URL",
    "SITE_URL",
    "SECRET_KEY",
    "DEBUG",
)
OTHERS = {"STATIC_MANIFEST", "LOG_LEVEL", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE", "PORT"}


def plain_environment(**more):
    """The environment of a person's terminal: nothing of the test's own settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(INHERITED) and name not in OTHERS
    }
    return {**kept, **{name: str(value) for name, value in more.items()}}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until(true, *, seconds, what):
    """Wait for something to become true; the reason of a failure is named."""
    until = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < until, f"after {seconds} s still not: {what() if callable(what) else what}"
        time.sleep(0.1)
    return answer


def run(*arguments, timeout=120, **environment):
    """./run with these arguments, to its end."""
    return subprocess.run(
        [str(ROOT / "run"), *map(str, arguments)],
        env=plain_environment(**environment),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def manage(data, *arguments, timeout=180, **environment):
    """manage.py on a data folder, to its end; what it wrote."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        env=plain_environment(TUSOI_DATA=data, **environment),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def start_bound(command, **options):
    """A process that is told to stop when the test's own ends, even by `kill -9`."""
    parent = os.getpid()
    return subprocess.Popen(command, preexec_fn=lambda: die_with_parent(parent, signal.SIGTERM), **options)  # noqa: PLW1509


class Instance:
    """`./run` on a folder and a port of its own."""

    def __init__(self, data, *, demo=False, **environment):
        self.data, self.port, self.process = Path(data), free_port(), None
        self.demo, self.environment = demo, environment

    def start(self, *, seconds=120):
        """Start it and wait for its first answer; how long that took."""
        began = time.monotonic()
        arguments = ["--port", str(self.port), "--data", str(self.data)] + (
            [] if self.demo else ["--no-demo"]
        )
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "terminal.txt").open("ab") as output:
            self.process = start_bound(
                [str(ROOT / "run"), *arguments],
                env=plain_environment(**self.environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(
            lambda: self.status("/healthz") == 200 or self.has_ended(), seconds=seconds, what=self.terminal
        )
        assert not self.has_ended(), self.terminal()
        return time.monotonic() - began

    def has_ended(self):
        return self.process.poll() is not None

    def terminal(self):
        """What the person at the terminal has read."""
        return (self.data / "terminal.txt").read_text()

    def logs(self):
        return "".join(one.read_text(errors="replace") for one in sorted((self.data / "logs").glob("*.log")))

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def get(self, path):
        """Status and body of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, OSError):
            return 0, ""

    def status(self, path):
        return self.get(path)[0]

    def tree(self):
        """Every process of this installation: {pid: the name it goes by, and its command}."""
        parents, commands = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                commands[int(folder.name)] = f"{(folder / 'comm').read_text().strip()} {words}"
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(folder.name)] = int(fields[1])
        found, grew = {self.process.pid}, True
        while grew:
            more = {pid for pid, parent in parents.items() if parent in found} - found
            found, grew = found | more, bool(more)
        return {pid: commands.get(pid, "") for pid in found}

    def states(self):
        """What each process waits for (D: the disk), and how long everything has waited for the disk."""
        lines = []
        for pid, command in self.tree().items():
            for task in sorted(Path(f"/proc/{pid}/task").glob("*")):
                with contextlib.suppress(OSError):
                    state = (task / "stat").read_text().rsplit(")", 1)[1].split()[0]
                    lines.append(f"{pid}/{task.name} {state} {(task / 'wchan').read_text()} {command[:60]}")
        with contextlib.suppress(OSError):
            lines += Path("/proc/pressure/io").read_text().splitlines()
        return "\n".join(lines)

    def pid_of(self, *words):
        """The process of these words that is nearest the top of the tree."""
        return min(pid for pid, command in self.tree().items() if all(word in command for word in words))

    def stop(self):
        """Ctrl-C, and nothing is left."""
        if self.process is None or self.has_ended():
            return 0
        pids = self.tree()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        left = [pid for pid in pids if is_alive(pid)]
        assert left == [], "processes were left behind"
        return code
