"""From an empty folder to a filled database: the sentences, and one instance a folder."""

import errno

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, OperationalError

from config.start import CannotStart, clear_sentences, hold_folder


@pytest.mark.parametrize(
    ("_case", "error", "words"),
    [
        ("a full disk", OSError(errno.ENOSPC, "No space left on device"), "is full: free some room"),
        ("a full quota", OSError(errno.EDQUOT, "Disk quota exceeded"), "is full: free some room"),
        (
            "a full disk under the database",
            OperationalError("database or disk is full"),
            "is full: free some room",
        ),
        (
            "a closed door",
            PermissionError(errno.EACCES, "denied", "/data/files"),
            "/data/files cannot be written to",
        ),
        ("a plan with a wrong row", CommandError("T3: ngày không có thật"), "T3: ngày không có thật"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(_case, error, words):
    with pytest.raises(CannotStart) as told, clear_sentences():
        raise error

    assert words in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), DatabaseError("no such table: x")])
def test_what_nobody_can_mend_at_the_terminal_is_not_dressed_up(error):
    with pytest.raises(type(error)), clear_sentences():
        raise error


def test_a_folder_has_one_instance(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    hold_folder()

    with pytest.raises(CannotStart) as told:
        hold_folder()

    assert str(told.value) == (
        f"Another instance already runs on {tmp_path}: stop it, or choose another --data."
    )
