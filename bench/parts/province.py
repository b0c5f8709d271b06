"""The full province for every measurement: made once, kept in bench/.cache, copied for each run."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "bench" / ".cache"
MADE_OF = (
    "deadlines/management/**/*.py",
    "*/migrations/*.py",
    "fixtures/**/*.json",
    "deadlines/services/campaigns.py",
    "reviews/services/campaigns.py",
    "ratings/services/ratings.py",
    "bench/parts/prepare.py",
)
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")


def digest() -> str:
    """What seeder and migrations look like: another one, another province."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in MADE_OF for path in ROOT.glob(pattern)}):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Installation:
    """A copy of the province, alone for this run: its folder, its port, its environment."""

    data: Path
    port: int
    database: str
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TUSOI_")}
        return {
            **kept,
            "TUSOI_DATA": str(self.data),
            "TUSOI_DEMO": "1",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "DATABASE_URL": self.url,
            "LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }


@contextmanager
def installation(members: int, database: str, stage: str = "open") -> Iterator[Installation]:
    """The province of so many members on "sqlite" or "postgresql"; what the run changes is thrown away.

    Its round is "open", or a "draft" that is yet to be opened.
    """
    name = f"{digest()}-{members}" + ("" if stage == "open" else f"-{stage}")
    kept = CACHE / f"{name}-{database}"
    if not (kept / "whole").exists():
        _make(kept, name, members, database, stage)
    work = CACHE / f"run-{os.getpid()}"
    shutil.copytree(kept, work)
    mine = f"tusoi_bench_run_{os.getpid()}"
    url = f"sqlite:///{work / 'db.sqlite3'}"
    if database == "postgresql":
        _server(f'CREATE DATABASE "{mine}" TEMPLATE "{_template(name)}"')
        url = f"{SERVER}/{mine}"
    try:
        yield Installation(work, free_port(), database, url)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if database == "postgresql":
            _server(f'DROP DATABASE "{mine}" WITH (FORCE)')


def _make(kept: Path, name: str, members: int, database: str, stage: str) -> None:
    """Make it once; unfinished ones begin anew."""
    shutil.rmtree(kept, ignore_errors=True)
    (kept / "queue").mkdir(parents=True)
    url = f"sqlite:///{kept / 'db.sqlite3'}"
    if database == "postgresql":
        _server(f'DROP DATABASE IF EXISTS "{_template(name)}" WITH (FORCE)')
        _server(f'CREATE DATABASE "{_template(name)}"')
        url = f"{SERVER}/{_template(name)}"
    print(f"Making the province of {members} members ({database}), once:", flush=True)
    made = Installation(kept, 8000, database, url)
    command = [sys.executable, "-m", "bench.parts.prepare", str(members), stage]
    subprocess.run(command, cwd=ROOT, env=made.environment, check=True)
    (kept / "whole").touch()


def _template(name: str) -> str:
    return f"tusoi_bench_{name.replace('-', '_')}"


def _server(sql: str) -> None:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as line:
        line.execute(sql)  # type: ignore[call-overload]
