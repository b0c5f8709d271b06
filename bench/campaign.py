"""`./run bench campaign`: a round opened on the whole province, against bare `bulk_create` of the same rows.

The rows are subjects, places, self-reviews with their sections, ratings, dossiers and their parts; the journal, which
the opening writes besides, is not in the reference. Opened again nothing may differ; killed three times on its way and
gone on with, it must come to the same. Every opening is a process of its own, as the job is.
"""

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.parts.province import CACHE, ROOT, Installation, installation
from bench.parts.report import finish, table
from bench.parts.server import use
from bench.sheets import child

MEMBERS = 62_000
SHARES = (10, 50, 90)
ROWS = (
    "reviews.Subject", "reviews.Place", "reviews.SelfReview", "reviews.Section", "ratings.Rating",
    "deadlines.Dossier", "deadlines.DossierItem",
)  # fmt: skip
OPENING = ("-m", "bench.parts.opening", "open")
# Whom or what a row of the round is about, told without its own number or key.
OF = ("kind", "person", "collective", "reviewed_organization")
LIKE = {
    "reviews.Subject": (*OF, "organization", "unit", "main_post", "label", "title", "unit_label", "cell_label",
                        "is_head", "route", "position", "is_reviewed", "not_reviewed_case", "note",
                        "reviewed_through__collective"),
    "reviews.Place": (*(f"subject__{one}" for one in OF), "code", "organization", "unit", "collective", "label",
                      "position", "is_compulsory"),
    "reviews.SelfReview": (*(f"subject__{one}" for one in OF), "state"),
    "reviews.Section": (*(f"review__subject__{one}" for one in OF), "code"),
    "ratings.Rating": (*(f"subject__{one}" for one in OF), "capacity", "state", "not_rated_case", "version"),
    "deadlines.Dossier": ("unit", "kind", "deadline__code", "code", "state"),
    "deadlines.DossierItem": ("dossier__code", "code", *(f"subject__{one}" for one in OF), "position", "requirement"),
}  # fmt: skip


def model_of(label: str) -> Any:
    """A table by its name."""
    from django.apps import apps

    return apps.get_model(label)


def alike() -> str:
    """A hash over what the round holds, whatever numbers and keys its rows were given."""
    found = hashlib.sha256()
    for label in ROWS:
        rows = sorted(map(repr, model_of(label).objects.order_by().values_list(*LIKE[label]).iterator()))
        found.update("\n".join([label, *rows]).encode())
    return found.hexdigest()


def every_row() -> str:
    """A hash over every column of every row, the journal with it."""
    found = hashlib.sha256()
    for label in (*ROWS, "organizations.AuditEntry", "reviews.Campaign"):
        found.update(label.encode())
        for row in model_of(label).objects.order_by("pk").values_list().iterator():
            found.update(repr(row).encode())
    return found.hexdigest()


def opened(here: Installation) -> tuple[float, int]:
    """The round opened by a process of its own: its seconds, and the most memory it held."""
    said, peak = child(here, *OPENING)
    return float(json.loads(said.splitlines()[-1])["seconds"]), peak


def killed(here: Installation, subjects: int) -> list[int]:
    """The opening killed at each share of its subjects and begun again; how many stood after each."""
    from django.db import connection

    stood = []
    for share in SHARES:
        process = subprocess.Popen(
            [sys.executable, *OPENING], cwd=ROOT, env=here.environment, stdout=subprocess.DEVNULL
        )
        while process.poll() is None and _subjects() < subjects * share // 100:
            time.sleep(0.02)
        if process.poll() is not None:
            raise SystemExit("bench: the opening ended before it could be killed")
        process.kill()
        process.wait()
        stood.append(_subjects())
        connection.close()
    return stood


def _subjects() -> int:
    return int(model_of("reviews.Subject").objects.count())


def dumped(path: Path) -> int:
    """The rows of the round into a file, for the reference; how many they are."""
    rows = []
    for label in ROWS:
        model = model_of(label)
        names = [one.attname for one in model._meta.local_concrete_fields]
        rows.append((label, names, list(model.objects.order_by("pk").values_list(*names))))
    path.write_bytes(pickle.dumps(rows))
    return sum(len(values) for _label, _names, values in rows)


def measured(members: int, database: str) -> dict[str, Any]:
    """Everything, each on a copy of its own of the same province."""
    from django.db import connections

    file = CACHE / f"rows-{os.getpid()}"
    try:
        with installation(members, database, "draft") as here:
            use(here)
            took, peak = opened(here)
            whole, subjects, rows, same = every_row(), _subjects(), dumped(file), alike()
            again, again_peak = opened(here)
            if every_row() != whole:
                raise SystemExit("bench: opened twice, something differs")
            connections.close_all()
        with installation(members, database, "draft") as here:
            said = child(here, "-m", "bench.parts.opening", "bare", str(file))[0]
            bare = float(json.loads(said.splitlines()[-1])["seconds"])
            connections.close_all()
        with installation(members, database, "draft") as here:
            stood = killed(here, subjects)
            resumed, resumed_peak = opened(here)
            if alike() != same:
                raise SystemExit("bench: killed and gone on with, something differs")
            connections.close_all()
    finally:
        with suppress(OSError):
            file.unlink()
    return {
        "subjects": subjects,
        "open_vs_bulk_create": round(took / bare, 2),
        "peak_mb": max(peak, again_peak, resumed_peak),
        "rows": rows,
        "killed_at": stood,
        "seconds": {
            "open": round(took, 1),
            "bulk_create": round(bare, 1),
            "again": round(again, 1),
            "the rest after the last kill": round(resumed, 1),
        },
        "database": database,
    }


BARS = {"open_vs_bulk_create": "≤ 5", "peak_mb": "≤ 300"}


def main() -> None:
    """The table and the line."""
    arguments = argparse.ArgumentParser(prog="./run bench campaign", description=__doc__)
    arguments.add_argument("--members", type=int, default=MEMBERS)
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = arguments.parse_args()
    figures = measured(asked.members, asked.database)
    print(f"{asked.members} members, {figures['subjects']} subjects, {asked.database}")
    table(("figure", "", "bar"), [[name, str(value), BARS.get(name, "")] for name, value in figures.items()])
    finish({"bench": "campaign", **figures})


if __name__ == "__main__":
    main()
