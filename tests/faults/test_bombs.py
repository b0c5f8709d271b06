"""A bomb bursts in a process of its own: the person is told in words, and the worker goes on."""

import pytest

from jobs.runner import TOO_BIG, TOO_LONG


@pytest.mark.parametrize("office", ["embedded"], indirect=True)
def test_a_bomb_and_an_endless_file_are_told_in_words_and_the_worker_lives(office):
    worker = office.pids("ts-worker-long")
    asked = {"faults.bomb": TOO_BIG, "faults.endless": TOO_LONG}
    jobs = {kind: office.ask("enqueue_long", kind) for kind in asked}
    for kind, words in asked.items():
        told = office.settle("job", jobs[kind], until=lambda now: now["state"] == "failed", seconds=120)
        assert told == {"state": "failed", "error": words, "attempts": 1}
    assert office.pids("ts-worker-long") == worker
