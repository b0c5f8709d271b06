"""What the timetable asks: the waste of killed processes goes, and nothing else."""

import os
import time
from datetime import UTC, datetime

import pytest
from django.conf import settings

from config.celery import app
from documents.services.files import keep_bytes, read_file

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


def test_every_hour_what_was_left_for_an_hour_is_swept(settings, tmp_path):
    settings.FILES_DIR, settings.TMP_DIR = tmp_path / "files", tmp_path / "tmp"
    settings.TMP_DIR.mkdir()
    file = keep_bytes(b"abc", media_type="text/plain", at=datetime(2021, 12, 14, tzinfo=UTC))
    beside = (settings.FILES_DIR / file.place).parent
    for name, age in (("old", 2 * HOUR), ("new", HOUR // 2)):
        (beside / f".new-{name}").write_bytes(b"ab")
        os.utime(beside / f".new-{name}", (time.time() - age,) * 2)
    os.utime(settings.FILES_DIR / file.place, (time.time() - 2 * HOUR,) * 2)

    assert app.tasks["documents.sweep_unfinished"]() == 1

    assert sorted(path.name for path in beside.iterdir()) == [".new-new", file.sha256]
    assert read_file(file) == b"abc"


def test_everything_on_the_timetable_is_a_task_that_exists():
    timetable = {
        one["task"]: one["schedule"].run_every.total_seconds()
        for one in settings.CELERY_BEAT_SCHEDULE.values()
    }
    assert timetable["documents.sweep_unfinished"] == HOUR
    assert set(timetable) <= set(app.tasks)
