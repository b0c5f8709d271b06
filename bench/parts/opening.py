"""The opening of a round, in a process of its own.

`python -m bench.parts.opening open`: open the round. `bare FILE`: put the rows of the file in with `bulk_create` and
nothing else. Each prints its seconds as JSON: of the processor where the database is in the process itself (SQLite), so
that whoever else uses the machine does not count; of the clock where it is a server's.
"""

import json
import os
import pickle
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.apps import apps  # noqa: E402 - the settings come first
from django.db import connection, transaction  # noqa: E402

from deadlines.management.province.opening import OPENED_AT  # noqa: E402
from deadlines.services.campaigns import open_campaign  # noqa: E402
from organizations.models import Account  # noqa: E402
from reviews.models import Campaign  # noqa: E402

BATCH, TIMES = 500, 3


def watch() -> float:
    """The seconds that are counted."""
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def opened() -> float:
    """Open the round as the job does; its seconds."""
    campaign, staff = Campaign.objects.get(), Account.objects.get(sign_in_name="btc")
    began = watch()
    open_campaign(campaign, actor=staff, at=OPENED_AT)
    return watch() - began


def bare(path: Path) -> float:
    """The same rows, made beforehand; the seconds of putting them in, the best of three; they are taken back."""
    rows: list[tuple[str, list[str], list[tuple[Any, ...]]]] = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
    made = [
        (apps.get_model(label), [dict(zip(names, row, strict=True)) for row in values])
        for label, names, values in rows
    ]
    objects = [(model, [model(**row) for row in values]) for model, values in made]
    taken = []
    for _ in range(TIMES):
        with transaction.atomic():
            began = watch()
            for model, some in objects:
                model._default_manager.bulk_create(some, batch_size=BATCH)
            taken.append(watch() - began)
            transaction.set_rollback(True)
    return min(taken)


if __name__ == "__main__":
    seconds = opened() if sys.argv[1] == "open" else bare(Path(sys.argv[2]))
    print(json.dumps({"seconds": seconds}))
