"""`./run check` and `./run test`: every part of the gate, one after the other, with a plain summary."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.servers import Missing, servers  # noqa: E402 - the path above comes first

APPS = ["config", "deadlines", "ratings", "reviews", "cadres", "organizations", "documents", "jobs"]
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-q"]
# A file keeps its office, and its browser, to itself; the order is that of tests/conftest.py, the longest first. One
# more than there are processors: a story often waits for its browser or its papers.
WORKERS = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
FAULTS = ["-n", "2", "--dist", "loadscope", "tests/faults"]  # an installation each
ROOM = 1024**3  # bytes; a run writes about a tenth of that
PRODUCTION = {
    "SITE_URL": "https://tu-soi.example.vn",
    "SECRET_KEY": "a key for the check alone: 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "DATABASE_URL": "postgres://tusoi@127.0.0.1/tusoi",
    "CELERY_BROKER_URL": "redis://127.0.0.1/0",
    "CACHE_URL": "rediscache://127.0.0.1/1",
    "EMAIL_URL": "smtp+tls://tusoi:secret@mail.example.vn:587",
    "TRUSTED_PROXIES": "1",
    "TUSOI_DEMO": "0",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One command of the gate."""

    name: str
    command: list[str]
    environment: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part."""

    part: Part
    code: int
    seconds: float
    output: str

    @property
    def line(self) -> str:
        """The part's line in the summary."""
        last = [
            one for one in self.output.splitlines() if " passed" in one or " failed" in one or " error" in one
        ]
        counted = last[-1].strip("= ") if last and "pytest" in self.part.command else ""
        return (
            f"{'ok    ' if self.code == 0 else 'FAILED'} {self.seconds:6.1f} s  {self.part.name}  {counted}"
        )


def static_parts(scratch: str) -> list[list[Part]]:
    """The static part, in two lanes for two processors."""
    django = [PYTHON, "-W", "error", "manage.py"]
    here = {"TUSOI_DATA": scratch, "TUSOI_DEMO": "0"}
    tool = [PYTHON, "-m"]
    contracts = str(Path(PYTHON).parent / "lint-imports")
    return [
        [Part("types (mypy, strict)", [*tool, "mypy"], here)],
        [
            Part("style (ruff)", [*tool, "ruff", "check", "."]),
            Part("format (ruff)", [*tool, "ruff", "format", "--check", "--quiet", "."]),
            Part("import contracts", [contracts, "--no-cache"], here),
            Part("migrations", [*django, "makemigrations", "--check", "--dry-run"], here),
            Part(
                "production check",
                [*django, "check", "--deploy", "--fail-level", "WARNING"],
                {**here, **PRODUCTION},
            ),
            Part("templates (djlint)", [*tool, "djlint", "templates", "--lint", "--quiet"]),
        ],
    ]


def run(part: Part, *, shown: bool = False) -> Outcome:
    """Run one part; its output is kept for the case that it fails."""
    started = time.monotonic()
    environment = {**os.environ, **(part.environment or {})}
    process = subprocess.Popen(
        part.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if shown:
            sys.stdout.write(line)
            sys.stdout.flush()
    outcome = Outcome(part, process.wait(), time.monotonic() - started, "".join(lines))
    print(outcome.line, flush=True)
    if outcome.code and not shown:
        print(outcome.output, flush=True)
    return outcome


def check() -> list[Outcome]:
    """The static part."""
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        lanes = list(pool.map(lambda lane: [run(part) for part in lane], static_parts(scratch)))
    return [outcome for lane in lanes for outcome in lane]


@contextmanager
def scratch_room() -> Iterator[dict[str, str]]:
    """Where tests write: in memory if there is room for them, so that a slow disk holds nobody up."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    fits = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM
    fits = fits and not os.statvfs(shared).f_flag & os.ST_NOEXEC  # some tests write small programs
    with tempfile.TemporaryDirectory(prefix="tusoi-gate-", dir=shared if fits else None) as folder:
        yield {"TMPDIR": folder}


def gate() -> list[Outcome]:
    """Everything."""
    outcomes = check()
    with scratch_room() as here:
        outcomes.append(run(Part("tests on SQLite", [*PYTEST, *WORKERS], here), shown=True))
        try:
            with servers() as there:
                both = [*PYTEST, *WORKERS, "-m", "both"]
                outcomes.append(run(Part("tests on PostgreSQL + Redis", both, here | there), shown=True))
        except Missing as missing:
            outcomes.append(Outcome(Part(f"tests on PostgreSQL + Redis: {missing}", []), 1, 0.0, ""))
    return outcomes


def main(arguments: list[str]) -> int:
    """What ./run asks for."""
    started = time.monotonic()
    if arguments[0] == "check":
        outcomes = check()
    elif not arguments[1:]:
        outcomes = gate()
    elif arguments[1] == "--faults":
        return subprocess.run([*PYTEST, *FAULTS, *arguments[2:]], cwd=ROOT, check=False).returncode
    else:
        return subprocess.run([PYTHON, "-m", "pytest", *arguments[1:]], cwd=ROOT, check=False).returncode
    print(f"\n{'-' * 78}")
    for outcome in outcomes:
        print(outcome.line)
    failed = [outcome for outcome in outcomes if outcome.code]
    print(f"{'FAILED' if failed else 'All is well'} after {(time.monotonic() - started) / 60:.1f} minutes.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
